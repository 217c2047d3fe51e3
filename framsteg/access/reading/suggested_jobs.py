"""The jobs that meet a person's wishes.

Only in this direction: every function begins with one person's wishes, and asks jobs. What goes
through all jobs is numpy's work, and only the pages that ask for jobs need that library: so the
room as a whole does not offer these two, and no command waits for it.
"""

from dataclasses import dataclass, field

from framsteg.access.reading.jobs import JobLine, jobs_by_id
from framsteg.access.reading.open_jobs import open_jobs
from framsteg.access.viewer import Viewer
from framsteg.foundation.codes import HardNo
from framsteg.rules.matching import Outcome, Wishes, meet

TOP = 20
NEWEST = 200


@dataclass(frozen=True)
class Suggestion:
    job: JobLine
    outcome: Outcome


@dataclass(frozen=True)
class Suggestions:
    """The first jobs in order, and how many each hard no keeps away."""

    lines: tuple[Suggestion, ...]
    hidden: dict[HardNo, int] = field(default_factory=dict)
    open_jobs: int = 0


def suggested_jobs(viewer: Viewer, wishes: Wishes, *, top: int = TOP) -> Suggestions:
    """The open jobs that meet these wishes best from both sides. The wishes name no person."""
    found = open_jobs(viewer.today).scan(wishes, top=top)
    lines = jobs_by_id(viewer, found.job_ids)
    return Suggestions(
        lines=tuple(
            Suggestion(lines[job_id], meet(wishes, lines[job_id].facts))
            for job_id in found.job_ids
            if job_id in lines
        ),
        hidden=found.hidden,
        open_jobs=found.open_jobs,
    )


def refused_jobs(viewer: Viewer, wishes: Wishes, why: HardNo) -> tuple[JobLine, ...]:
    """The newest jobs that this hard no keeps away."""
    ids = open_jobs(viewer.today).refused(wishes, why, top=NEWEST)
    lines = jobs_by_id(viewer, ids)
    return tuple(lines[job_id] for job_id in ids if job_id in lines)
