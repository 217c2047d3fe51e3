"""One pass over the contacts, most of the data, that fills all that measures ask of them.

They are read some hundred thousand rows at a time, and only the columns that count; what is left
of those is one row for each run of neighbours with the same enrolment. A site writes its contacts
in the order of enrolments, so forty million rows become a million; in any other order the result
is the same and only longer.
"""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from framsteg.evaluation.columns.arrays import NEVER, Numbers, begins_run
from framsteg.evaluation.columns.cases import Cases
from framsteg.evaluation.columns.files import codes_of, plain

OUTSIDE = frozenset({"community", "workplace"})
REMOTE = "remote"


class Contacts(NamedTuple):
    """One row for each run of a served enrolment that has any: its place, and what counts."""

    place: Numbers
    contacts: Numbers
    outside: Numbers
    placed: Numbers
    first: Numbers
    last: Numbers


class EmployerContacts(NamedTuple):
    """One row for each run with a contact since enrolment, before the window too."""

    place: Numbers
    first: Numbers


def contacts(cases: Cases) -> Contacts:
    groups = _groups(cases, "contacts", "enrolment", "occurred_on", "place")
    return Contacts(*_together(Contacts, (_contacts(group, cases) for group in groups)))


def employer_contacts(cases: Cases) -> EmployerContacts:
    groups = _groups(cases, "employer_contacts", "enrolment", "occurred_on")
    parts = (_employer_contacts(group, cases) for group in groups)
    return EmployerContacts(*_together(EmployerContacts, parts))


def _groups(cases: Cases, table: str, *names: str) -> Iterable[pa.RecordBatch]:
    """None where nobody is served."""
    return cases.files.groups(table, *names) if len(cases.rows) else ()


def _contacts(group: pa.RecordBatch, cases: Cases) -> tuple[Numbers, ...]:
    ids, days = plain(group["enrolment"]), plain(group["occurred_on"])
    starts = np.flatnonzero(begins_run(ids))
    counts = np.diff(starts, append=len(ids))
    served = cases.places.of(ids.take(starts))
    since = np.maximum(cases.enrolled.take(served, mode="clip"), cases.from_day)
    where = group["place"]
    names, codes = where.dictionary.to_pylist(), codes_of(where)
    outside, placed = _among(codes, names, OUTSIDE), ~_among(codes, names, {REMOTE})
    first, last = np.minimum.reduceat(days, starts), np.maximum.reduceat(days, starts)
    beyond = (first < since) | (last >= cases.until_day)
    if (beyond & (served >= 0)).any():  # few groups have one
        inside = (days >= np.repeat(since, counts)) & (days < cases.until_day)
        outside &= inside
        placed &= inside
        counts = _sums(inside, starts)
        first = np.minimum.reduceat(np.where(inside, days, NEVER), starts)
        last = np.maximum.reduceat(np.where(inside, days, -NEVER), starts)
    columns = (served, counts, _sums(outside, starts), _sums(placed, starts), first, last)
    return _only((served >= 0) & (counts > 0), columns)


def _employer_contacts(group: pa.RecordBatch, cases: Cases) -> tuple[Numbers, ...]:
    if group["enrolment"].null_count:
        group = group.filter(group["enrolment"].is_valid())
    ids, days = plain(group["enrolment"]), plain(group["occurred_on"])
    starts = np.flatnonzero(begins_run(ids))
    served = cases.places.of(ids.take(starts))
    since = cases.enrolled.take(served, mode="clip")
    first = np.minimum.reduceat(days, starts)
    if ((first < since) & (served >= 0)).any():
        counts = np.diff(starts, append=len(ids))
        first = np.minimum.reduceat(np.where(days >= np.repeat(since, counts), days, NEVER), starts)
    return _only((served >= 0) & (first < cases.until_day), (served, first))


def _among(codes: Numbers, names: list[str], wanted: Iterable[str]) -> Numbers:
    """Which rows have one of a few names: compared, which is quicker than looked up."""
    found = np.zeros(len(codes), bool)
    for name in wanted:
        if name in names:
            found |= codes == names.index(name)
    return found


def _sums(truths: Numbers, starts: Numbers) -> Numbers:
    return np.add.reduceat(truths.view(np.int8), starts, dtype=np.int32)


def _only(has: Numbers, columns: tuple[Numbers, ...]) -> tuple[Numbers, ...]:
    return columns if has.all() else tuple(column[has] for column in columns)


def _together(
    fields: type[tuple[Numbers, ...]], parts: Iterable[tuple[Numbers, ...]]
) -> list[Numbers]:
    columns = list(zip(*parts, strict=True))
    many = len(fields._fields)  # type: ignore[attr-defined]
    return [np.concatenate(column) for column in columns] or [np.zeros(0, np.int32)] * many
