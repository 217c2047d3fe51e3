"""All open jobs as typed columns, gone through for one person in a fraction of a millisecond.

It must put jobs in the very order of `rules.matching`, which says what fits; a property test holds
the two together. What makes it quick is that no job is compared, and few are looked up:

- what a person says is compared once with each *distinct* value of a column (`matching_values`);
- jobs lie so that all with the same hours, requirements and times follow each other: their points
  are written as stretches;
- of occupations and municipalities most give the same points, so only the jobs of the others are
  touched, by a list of the jobs that each value has;
- the six scales are looked up as one number, and only for jobs that somebody has described;
- a sample of the sums tells a level that the first places reach at least, and only the jobs that
  reach it are put in order. Jobs that nobody has described, as most advertisements, come last and
  are left out where none of their stretches can reach that level.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np

from framsteg.foundation.codes import HardNo, MustHave, WorkTime
from framsteg.foundation.work import bits_of, set_of
from framsteg.rules.matching import MOST, POINTS, Aspect, Fit, JobFacts, Wishes
from framsteg.rules.matching_levels import SCALES, Levels, Numbers, levels_of, points_of, spoken
from framsteg.rules.matching_values import COLUMN_OF, KINDS, Answer, Column, Told

NEVER = date.max.toordinal()
ID_BITS = 44  # ids of jobs are far below, and a level needs 16 bits above
SAMPLE = 14  # one job in so many tells the level
FEW = 5  # a value's jobs are touched one by one where they are fewer than one in so many
LYING = ("hours", "must_haves", "times")  # jobs lie in the order of these
LISTED = ("occupation", "municipality")
Answers = Mapping[str, Answer]  # by column
LISTED_ASPECTS = tuple(aspect for name in LISTED for aspect in KINDS[name].aspects)


@dataclass(frozen=True)
class Found:
    """`job_ids` in order; `hidden` says how many open jobs each hard no keeps away (a job that two
    of them keep away is counted for both)."""

    job_ids: list[int]
    hidden: dict[HardNo, int]
    open_jobs: int


@dataclass(frozen=True, eq=False)
class Stretches:
    """Jobs that lie in the order of some columns: what each stretch of like jobs has in them."""

    places: dict[str, Numbers]  # the stretch's value in each column
    lengths: Numbers

    def points(self, answers: Answers) -> Numbers:
        """By stretch."""
        told = np.zeros(len(self.lengths), np.int16)
        for name, places in self.places.items():
            told += answers[name].points.take(places)
        return told


@dataclass(frozen=True, eq=False)
class Listed:
    """A column of many values, most of which give the same points: the jobs of each value."""

    values: Numbers  # by job
    jobs: Numbers  # in the order of their values
    begins: list[int]  # where the jobs of each value begin, and the end

    def add(self, answer: Answer, points: Numbers) -> None:
        """Add to the points of the jobs."""
        if answer.most:
            points += answer.most
        runs = [slice(self.begins[first], self.begins[end]) for first, end in answer.runs]
        touched = sum(run.stop - run.start for run in runs)
        if touched * FEW > len(points):
            points += (answer.points - answer.most).take(self.values, mode="clip")
        elif touched:
            jobs = np.concatenate([self.jobs[run] for run in runs])
            points[jobs] += (answer.points - answer.most).take(self.values.take(jobs))


@dataclass(frozen=True, eq=False)
class Packed:
    """Several columns of few values as one number for each job."""

    names: tuple[str, ...]
    jobs: Numbers  # int64: what numpy looks up with, without converting
    told: Told = field(default_factory=Told)

    def add(self, answers: Answers, points: Numbers) -> None:
        """Add to the points of the jobs."""
        each = tuple([answers[name] for name in self.names])
        combined: Numbers = self.told.of(each, lambda: _combined(each))
        points += combined.take(self.jobs, mode="clip")


def _combined(answers: Iterable[Answer]) -> Numbers:
    """The points of each combination of values."""
    told = np.zeros(1, np.int16)
    for answer in answers:
        told = np.add.outer(told, answer.points).ravel()
    return told


@dataclass(frozen=True, eq=False)
class Lot:
    """Jobs gone through together: those that somebody has described, or those that nobody has."""

    ids: Numbers
    lying: Stretches
    listed: dict[str, Listed]
    scales: Packed | None  # None: nothing is known in any of them

    def points(
        self, spoken: tuple[Aspect, ...], answers: Answers, levels: Levels, least: int
    ) -> Numbers | None:
        """The points and the noes of each job as one number; None if no job can reach `least`."""
        told = self.lying.points(answers)
        if least:
            most = points_of(spoken, LISTED_ASPECTS, MOST)
            most += points_of(spoken, SCALES, MOST if self.scales else POINTS[Fit.ASK])
            if not levels.reached(told + most, least).any():
                return None
        if not self.scales:
            told += points_of(spoken, SCALES, POINTS[Fit.ASK])
        points = np.repeat(told, self.lying.lengths)
        for name, listed in self.listed.items():
            listed.add(answers[name], points)
        if self.scales:
            self.scales.add(answers, points)
        return points


@dataclass(frozen=True, eq=False)
class JobColumns:
    """Open jobs on one day."""

    columns: Mapping[str, Column]
    ids: Numbers  # in the order of the columns
    lots: tuple[Lot, ...]  # in order: the jobs of which most is known tell the level

    def scan(self, wishes: Wishes, *, top: int = 20) -> Found:
        """The first `top` jobs of those not refused: by the rule's order, newest first in ties."""
        said = spoken(wishes)
        levels = levels_of(said)
        answers = {name: column.answer(wishes) for name, column in self.columns.items()}
        least, found = 0, []
        for lot in self.lots:
            points = lot.points(said, answers, levels, least)
            if points is None:
                continue
            least = max(least, levels.least(points[::SAMPLE], top))
            jobs = levels.reached(points, least).nonzero()[0]
            told = levels.of.take(points.take(jobs), mode="clip")
            found.append((told << ID_BITS) | lot.ids.take(jobs))
        return Found(_first(found, top), self._hidden(wishes), len(self.ids))

    def refused(self, wishes: Wishes, why: HardNo, *, top: int = 50) -> list[int]:
        """The newest jobs that this hard no keeps away."""
        column = self.columns[COLUMN_OF[why]]
        found = self.ids[column.hit(wishes, why)[column.jobs] > 0]
        return [int(one) for one in np.sort(found)[::-1][:top]]

    def _hidden(self, wishes: Wishes) -> dict[HardNo, int]:
        noes = [why for why in HardNo if why in wishes.refuses] if wishes.refuses else []
        hidden = {why: self.columns[COLUMN_OF[why]].kept_away(wishes, why) for why in noes}
        return {why: n for why, n in hidden.items() if n}


def _first(found: list[Numbers], top: int) -> list[int]:
    """The ids in order, from level and id as one number: so no two are the same."""
    keys = np.concatenate(found) if found else np.zeros(0, np.int64)
    if len(keys) > top:
        keys = np.partition(keys, len(keys) - top)[-top:]
    keys.sort()
    ids: list[int] = (keys[::-1] & ((1 << ID_BITS) - 1)).tolist()
    return ids


def columns_of(jobs: Sequence[tuple[int, JobFacts]]) -> JobColumns:
    """Columns from plain facts, one pair of id and facts a job (see `from_plain` for the quick)."""
    known: dict[str, dict[Any, int]] = {"occupation": {"": 0}, "municipality": {"": 0}}
    plain = {
        "id": np.array([job_id for job_id, _ in jobs], np.int64),
        "hours_min": np.array([f.hours[0] if f.hours else 0 for _, f in jobs], np.int64),
        "hours_max": np.array([f.hours[1] if f.hours else 0 for _, f in jobs], np.int64),
        "times": np.array([bits_of(f.times or (), WorkTime) for _, f in jobs], np.int64),
        "must_haves": np.array(
            [0 if f.must_haves is None else 1 + bits_of(f.must_haves, MustHave) for _, f in jobs],
            np.int64,
        ),
    }
    for scale in SCALES:
        plain[scale.value] = np.array([getattr(f, scale) or 0 for _, f in jobs], np.int64)
    for name, places in known.items():
        plain[name] = np.array(
            [places.setdefault(getattr(f, name), len(places)) for _, f in jobs], np.int64
        )
    return from_plain(plain, list(known["occupation"]), list(known["municipality"]))


def from_plain(
    plain: Mapping[str, Numbers], occupations: list[str], municipalities: list[str]
) -> JobColumns:
    """Columns from numbers: 0 is "not known"; `must_haves` is one more than the sum of its bits;
    occupation and municipality are places in the two lists, whose first is ""."""
    by_code = np.argsort(np.array(occupations))  # so that those of a group lie side by side
    numbers = {
        **plain,
        "occupation": np.argsort(by_code)[plain["occupation"]],
        "hours": plain["hours_min"] * 128 + plain["hours_max"],
    }
    described = np.any([plain[scale.value] != 0 for scale in SCALES], axis=0)
    # The last of the keys is the first to order by.
    order = np.lexsort((*(numbers[name] for name in reversed(LYING)), ~described))
    meaning: dict[str, Callable[[int], JobFacts]] = {
        "occupation": lambda n: JobFacts(occupation=occupations[by_code[n]]),
        "municipality": lambda n: JobFacts(municipality=municipalities[n]),
        "hours": lambda n: JobFacts(hours=divmod(n, 128) if n else None),
        "times": lambda n: JobFacts(times=set_of(n, WorkTime) if n else None),
        "must_haves": lambda n: JobFacts(must_haves=set_of(n - 1, MustHave) if n else None),
        **{s.value: _scale(s.value) for s in SCALES},
    }
    columns = {name: _column(name, numbers[name][order], meaning[name]) for name in meaning}
    ids, first = plain["id"][order], int(np.count_nonzero(described))
    lots = [
        _lot(ids, columns, jobs, described=jobs.start == 0)
        for jobs in (slice(0, first), slice(first, len(ids)))
        if jobs.start < jobs.stop
    ]
    return JobColumns(columns, ids, tuple(lots))


def _lot(ids: Numbers, columns: Mapping[str, Column], jobs: slice, *, described: bool) -> Lot:
    return Lot(
        ids=ids[jobs],
        lying=_stretches({name: columns[name].jobs[jobs] for name in LYING}),
        listed={name: _listed(columns[name], jobs) for name in LISTED},
        scales=_packed([columns[scale.value] for scale in SCALES], jobs) if described else None,
    )


def _scale(name: str) -> Callable[[int], JobFacts]:
    return lambda n: JobFacts(**{name: n or None})  # type: ignore[arg-type]


def _column(name: str, numbers: Numbers, meaning: Callable[[int], JobFacts]) -> Column:
    distinct, jobs = np.unique(numbers, return_inverse=True)
    return Column(name, tuple(meaning(int(n)) for n in distinct), jobs.ravel())


def _stretches(values: dict[str, Numbers]) -> Stretches:
    changes = np.any([np.diff(one, prepend=-1) != 0 for one in values.values()], axis=0)
    begins = np.flatnonzero(changes)
    return Stretches(
        places={name: one[begins] for name, one in values.items()},
        lengths=np.diff(begins, append=len(changes)),
    )


def _listed(column: Column, jobs: slice) -> Listed:
    values = column.jobs[jobs]
    counts = np.bincount(values, minlength=len(column.values))
    begins = [0, *counts.cumsum().tolist()]
    return Listed(values, np.argsort(values, kind="stable"), begins)


def _packed(columns: list[Column], jobs: slice) -> Packed:
    numbers = np.zeros(jobs.stop - jobs.start, np.int64)
    for column in columns:
        numbers = numbers * len(column.values) + column.jobs[jobs]
    return Packed(tuple(column.name for column in columns), numbers)
