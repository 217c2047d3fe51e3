"""The shared relations laid as columns: what `relations` says in SQL, made by position.

A million people are joined to their enrolments some fifteen times by 64-bit numbers when SQL lays
the relations. Here persons and enrolments are numbered from 0 once, and each join is a look-up in
an array. The SQL stands as the definition, for every other engine and division; a test lays made-up
worlds both ways and compares every relation row by row.
"""

from collections.abc import Callable

import pyarrow as pa

from framsteg.evaluation.columns import contacts, over_time, own_answers, people, work
from framsteg.evaluation.columns.cases import Cases as Cases

LAID_AS_COLUMNS: dict[str, Callable[[Cases], pa.Table]] = {
    "contacted": contacts.contacted,
    "first_employer_contacts": contacts.first_employer_contacts,
    "self_reports": contacts.self_reports,
    "own_changes": own_answers.own_changes,
    "quarter_turns": over_time.quarter_turns,
    "people": people.people,
    "worked": work.worked,
    "latest_jobs": work.latest_jobs,
    "occupied": people.occupied,
    "entries": people.entries,
    "exits": people.exits,
    "person_time": people.person_time,
    "latest_studies": work.latest_studies,
    "jobs": work.jobs,
    "first_jobs": work.first_jobs,
    "waiting_for_job": work.waiting_for_job,
}
"""The longest first: they begin first where several are laid side by side."""

DIVIDED_BY = frozenset({"sex", "site"})
"""What columns can be divided by beside the programme; for anything else SQL lays them."""
