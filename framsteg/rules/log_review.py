"""Which readings a data protection officer is shown, each with its reason.

A rule finds what is worth asking about; it never says that somebody did wrong. The facts are told:
who may be named alike, who works with whom. Times are local. Public holidays are not known here:
a reading on one is found only where it falls on a weekend or outside the hours.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from random import Random

from framsteg.foundation.codes import FoundBy, LogOutcome
from framsteg.foundation.decision import ALLOW, Decision, deny
from framsteg.foundation.text import say

FIRST_HOUR, LAST_HOUR = time(6), time(20)
SATURDAY = 5
MANY, WITHIN = 30, timedelta(hours=1)
"""More persons than this, opened one by one within this time, are many."""
EMERGENCY_GROUND = "emergency"

Pair = tuple[int, int]  # staff, case


@dataclass(frozen=True)
class Read:
    """One person's file opened by one reader; readings in lists are not openings."""

    log_id: int
    staff_id: int
    case_id: int
    at: datetime  # local
    grounds: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Known:
    """What the records say about readers and cases on the day of the reading."""

    protected: frozenset[int] = frozenset()  # cases
    conflicts: frozenset[Pair] = frozenset()  # who has declared a conflict of interest, with whom
    alike: frozenset[Pair] = frozenset()  # the person bears a colleague's or the reader's name
    tasks: frozenset[Pair] = frozenset()  # who coaches, backs up, covers or is linked


@dataclass(frozen=True)
class Finding:
    """Readings by one reader for one reason; the first of them stands for all.

    `case_id` is None where several persons are the reason.
    """

    found_by: FoundBy
    staff_id: int
    case_id: int | None
    first: Read
    n: int
    reads: tuple[int, ...] = field(default=(), compare=False)


def findings(reads: Sequence[Read], known: Known) -> tuple[Finding, ...]:
    """What each rule finds, gathered by rule, reader, case and day; the newest first."""
    gathered: dict[tuple[FoundBy, int, int | None, object], list[Read]] = defaultdict(list)
    for read in reads:
        for rule in _alone(read, known):
            gathered[rule, read.staff_id, read.case_id, read.at.date()].append(read)
    found = [
        Finding(rule, staff, case, min(rows, key=_place), len(rows), _ids(rows))
        for (rule, staff, case, _day), rows in gathered.items()
    ]
    found += _many(reads)
    return tuple(
        sorted(found, key=lambda f: (f.first.at, f.first.log_id, f.found_by), reverse=True)
    )


def sample(reads: Sequence[Read], *, size: int, seed: int) -> tuple[int, ...]:
    """Openings drawn by lot: the same seed draws the same, so that a draw can be repeated."""
    ids = sorted(read.log_id for read in reads)
    return tuple(sorted(Random(seed).sample(ids, min(size, len(ids)))))


def openings(
    rows: Iterable[tuple[int, int, int, datetime, frozenset[str], str]],
) -> tuple[Read, ...]:
    """Log rows (id, staff, case, at, grounds, where) as openings.

    A page of a list writes a row for each person on it, in one moment: those are not openings.
    """
    shown: Mapping[tuple[int, str, datetime], set[int]] = defaultdict(set)
    kept = list(rows)
    for _id, staff, case, at, _grounds, where in kept:
        shown[staff, where, at.replace(microsecond=0)].add(case)
    return tuple(
        Read(log_id, staff, case, at, grounds)
        for log_id, staff, case, at, grounds, where in kept
        if len(shown[staff, where, at.replace(microsecond=0)]) == 1
    )


def may_record(*, outcome: LogOutcome, note: str) -> Decision:
    """What is not in order is told in words: whoever reads the review later was not there."""
    if outcome is not LogOutcome.IN_ORDER and not note.strip():
        return deny(say("Write what you found, or whom you have asked."))
    return ALLOW


def _alone(read: Read, known: Known) -> Iterator[FoundBy]:
    """The rules that look at one reading by itself."""
    pair = (read.staff_id, read.case_id)
    if EMERGENCY_GROUND in read.grounds:
        yield FoundBy.EMERGENCY
    if pair in known.conflicts:
        yield FoundBy.CONFLICT
    if pair in known.alike:
        yield FoundBy.NAMED_ALIKE
    if read.case_id in known.protected:
        yield FoundBy.PROTECTED
    if read.at.weekday() >= SATURDAY or not FIRST_HOUR <= read.at.time() < LAST_HOUR:
        yield FoundBy.OUTSIDE_HOURS
    if pair not in known.tasks:
        yield FoundBy.NO_TASK


def _many(reads: Sequence[Read]) -> Iterator[Finding]:
    """Many persons within an hour: the hour begins with its first reading, and is told once."""
    by_staff: dict[int, list[Read]] = defaultdict(list)
    for read in sorted(reads, key=_place):
        by_staff[read.staff_id].append(read)
    for staff, rows in by_staff.items():
        start = 0
        while start < len(rows):
            end = start
            while end < len(rows) and rows[end].at < rows[start].at + WITHIN:
                end += 1
            persons = {row.case_id for row in rows[start:end]}
            if len(persons) > MANY:
                taken = rows[start:end]
                yield Finding(
                    FoundBy.MANY_PERSONS, staff, None, taken[0], len(persons), _ids(taken)
                )
                start = end
            else:
                start += 1


def _place(read: Read) -> tuple[datetime, int]:
    return read.at, read.log_id


def _ids(rows: Iterable[Read]) -> tuple[int, ...]:
    return tuple(sorted(row.log_id for row in rows))
