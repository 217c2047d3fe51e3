"""All open jobs as typed columns, gone through for one person in a fraction of a millisecond.

It must put jobs in the very order of `rules.matching`, which says what fits; a property test holds
the two together. What makes it quick:

- each column holds small numbers, and what a person says is compared once with each *distinct*
  value of a column (by the rule's own functions), never with each job; answers are remembered;
- jobs lie in the order of their occupation, whose points are written as stretches; those whose
  surroundings nobody has described, as of most advertisements, lie first and get one number;
- a sample of the jobs tells a level that the first places reach at least; only the jobs that reach
  it are put in order, and those not described are left out where none of them can.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np

from framsteg.foundation.codes import HardNo, MustHave, WorkTime
from framsteg.foundation.work import bits_of, set_of
from framsteg.rules.matching import (
    COMPARES,
    JOBS_SIDE,
    POINTS,
    REFUSES,
    Aspect,
    JobFacts,
    Wishes,
    said,
)
from framsteg.rules.matching_levels import (
    LEVEL_BITS,
    REFUSED,
    SCALES,
    SIDE_BITS,
    Numbers,
    levels_of,
    most_undescribed,
    reaches_level,
    spoken,
)

NEVER = date.max.toordinal()
ID_BITS = 44  # ids of jobs are far below, and a level needs 16 bits above
SAMPLE = 4096


@dataclass(frozen=True)
class Kind:
    """What a column is compared with, and the person's words that this rests on."""

    aspects: tuple[Aspect, ...]
    noes: tuple[HardNo, ...]
    said: Callable[[Wishes], tuple[Any, ...]]


KINDS: dict[str, Kind] = {
    "occupation": Kind(
        (Aspect.OCCUPATION, Aspect.TASKS), (HardNo.OCCUPATION,),
        lambda w: (w.occupations, w.experience, w.refused_occupations),
    ),
    "municipality": Kind((Aspect.PLACE,), (HardNo.ELSEWHERE,), lambda w: (w.municipalities,)),
    "hours": Kind((Aspect.HOURS,), (), lambda w: (w.hours,)),
    "times": Kind(
        (Aspect.TIMES,), (HardNo.NIGHT, HardNo.EVENING, HardNo.WEEKEND), lambda w: (w.times,)
    ),
    "must_haves": Kind((Aspect.REQUIREMENTS,), (HardNo.DRIVING,), lambda w: (w.has, w.lacks)),
    "contact": Kind((Aspect.CONTACT,), (HardNo.CONTACT,), lambda w: (w.contact,)),
    "noise": Kind((Aspect.NOISE,), (HardNo.NOISE,), lambda w: (w.noise,)),
    "support": Kind((Aspect.SUPPORT,), (), lambda w: (w.support,)),
    "pace": Kind((Aspect.PACE,), (HardNo.PACE,), lambda w: (w.pace,)),
    "precision": Kind((Aspect.PRECISION,), (), lambda w: (w.precision,)),
    "physical": Kind((Aspect.PHYSICAL,), (HardNo.PHYSICAL,), lambda w: (w.physical,)),
}  # fmt: skip
COLUMN_OF = {why: name for name, kind in KINDS.items() for why in kind.noes}
# What is looked up together. Occupation is not among them: jobs lie in its order.
PACKS = (("contact", "noise", "support", "pace", "precision", "physical"),
         ("times", "must_haves", "hours", "municipality"))  # fmt: skip


@dataclass(frozen=True)
class Found:
    """`job_ids` in order; `hidden` says how many open jobs each hard no keeps away (a job that two
    of them keep away is counted for both)."""

    job_ids: list[int]
    hidden: dict[HardNo, int]
    open_jobs: int


class Told(dict[Any, Any]):
    """What has been compared before, by what was said."""

    def of(self, key: Any, compare: Callable[[], Any]) -> Any:
        known = self.get(key)
        if known is None:
            if len(self) > 200:
                self.clear()
            known = self[key] = compare()
        return known


@dataclass(frozen=True, eq=False)
class Column:
    """Each job's value as a number, and what the numbers stand for: facts with only that known."""

    name: str
    values: tuple[JobFacts, ...]
    jobs: Numbers  # index into `values`, by job
    told: Told = field(default_factory=Told)

    @cached_property
    def counts(self) -> Numbers:
        return np.bincount(self.jobs, minlength=len(self.values))

    def points(self, wishes: Wishes) -> Numbers:
        """The points, and the no, of each distinct value."""
        key = self.asked(wishes)
        kind = KINDS[self.name]
        told: Numbers = self.told.of(key, lambda: self._compare(wishes, kind, key[0]))
        return told

    def asked(self, wishes: Wishes) -> tuple[tuple[HardNo, ...], tuple[Any, ...]]:
        """What the points rest on: the noes, and what else is said of this."""
        kind = KINDS[self.name]
        noes = [why for why in kind.noes if why in wishes.refuses] if wishes.refuses else ()
        return tuple(noes), kind.said(wishes)

    def hit(self, wishes: Wishes, why: HardNo) -> Numbers:
        """Which of the values this no keeps away."""
        asked = replace(wishes, refuses=frozenset({why}))
        return np.fromiter((REFUSES[why](asked, v) for v in self.values), bool, len(self.values))

    def kept_away(self, wishes: Wishes, why: HardNo) -> int:
        """How many jobs this no keeps away."""
        # REFUSED is told once for each no: of several in one column, ask for this one.
        key = (why, KINDS[self.name].said(wishes))
        return int(self.told.of(key, lambda: self.counts[self.hit(wishes, why)].sum()))

    def _compare(self, wishes: Wishes, kind: Kind, noes: tuple[HardNo, ...]) -> Numbers:
        aspects = [(a, SIDE_BITS * (a in JOBS_SIDE)) for a in kind.aspects if said(wishes, a)]
        table = np.zeros(len(self.values), np.int16)
        for place, value in enumerate(self.values) if aspects or noes else ():
            points = sum(POINTS[COMPARES[a](wishes, value)] << shift for a, shift in aspects)
            table[place] = points + REFUSED * sum(REFUSES[why](wishes, value) for why in noes)
        return table


@dataclass(frozen=True)
class Packed:
    """Several columns as one: for each distinct combination, its place in each of them."""

    columns: tuple[Column, ...]
    places: tuple[Numbers, ...]
    jobs: Numbers  # int64: what numpy looks up with, without converting
    alike: int  # so many of the first jobs have the same combination
    told: Told = field(default_factory=Told)

    def points(self, wishes: Wishes) -> Numbers:
        """The points of each combination."""
        key = tuple([column.asked(wishes) for column in self.columns])
        told: Numbers = self.told.of(key, lambda: self._combined(wishes))
        return told

    def _combined(self, wishes: Wishes) -> Numbers:
        tables = [column.points(wishes) for column in self.columns]
        told = tables[0].take(self.places[0], mode="clip")
        for table, places in zip(tables[1:], self.places[1:], strict=True):
            told += table.take(places, mode="clip")
        return told

    def add(self, table: Numbers, told: Numbers, first: int) -> None:
        """Add the combinations' points to those of the jobs, of which `told` begins at `first`."""
        alike = max(self.alike - first, 0)
        if alike:
            told[:alike] += table[self.jobs[0]]
        rest = told[alike:]
        rest += table.take(self.jobs[first + alike :], mode="clip")


@dataclass(frozen=True)
class Stretches:
    """Jobs in the order of their occupation: each occupation's place and how many jobs follow."""

    places: Numbers
    lengths: Numbers
    jobs: int

    def spread(self, points: Numbers) -> Numbers:
        """The occupations' points, by job."""
        return np.repeat(points.take(self.places), self.lengths)


@dataclass(frozen=True)
class JobColumns:
    """Open jobs on one day, in the order of their occupation and, within it, the newest last;
    first all that nobody has described."""

    ids: Numbers
    columns: Mapping[str, Column]
    packs: tuple[Packed, ...]
    all: Stretches
    described: Stretches  # these lie last

    def scan(self, wishes: Wishes, *, top: int = 20) -> Found:
        """The first `top` jobs of those not refused: by the rule's order, newest first in ties."""
        sides = spoken(wishes)
        levels = levels_of(*sides)
        occupations = self.columns["occupation"].points(wishes)
        tables = [pack.points(wishes) for pack in self.packs]
        least = levels.least(self._sample(occupations, tables), top)
        all_count = levels.of[most_undescribed(wishes)] >= least
        first = 0 if all_count else len(self.ids) - self.described.jobs
        points = self._points(occupations, tables, first)
        jobs = np.flatnonzero(reaches_level(points, least >> LEVEL_BITS, *sides))
        told = levels.of.take(points.take(jobs), mode="clip")
        near = np.flatnonzero(told >= least)  # also in the stronger side
        found = self._best(jobs.take(near) + first, told.take(near), top)
        return Found(found, self._hidden(wishes), len(self.ids))

    def refused(self, wishes: Wishes, why: HardNo, *, top: int = 50) -> list[int]:
        """The newest jobs that this hard no keeps away."""
        column = self.columns[COLUMN_OF[why]]
        found = self.ids[column.hit(wishes, why)[column.jobs]]
        return [int(one) for one in np.sort(found)[::-1][:top]]

    def _hidden(self, wishes: Wishes) -> dict[HardNo, int]:
        noes = [why for why in HardNo if why in wishes.refuses] if wishes.refuses else []
        hidden = {why: self.columns[COLUMN_OF[why]].kept_away(wishes, why) for why in noes}
        return {why: n for why, n in hidden.items() if n}

    @cached_property
    def sample(self) -> list[Numbers]:
        """Each of so many jobs: its occupation, and its place in each pack."""
        stride = max(1, len(self.ids) // SAMPLE)
        held = [self.columns["occupation"].jobs, *(pack.jobs for pack in self.packs)]
        return [np.ascontiguousarray(one[::stride]) for one in held]

    def _sample(self, occupations: Numbers, tables: list[Numbers]) -> Numbers:
        told = occupations.take(self.sample[0], mode="clip")
        for table, jobs in zip(tables, self.sample[1:], strict=True):
            told += table.take(jobs, mode="clip")
        return told

    def _points(self, occupations: Numbers, tables: list[Numbers], first: int) -> Numbers:
        """The points and the noes of each job from `first`, as one number."""
        told = (self.described if first else self.all).spread(occupations)
        for pack, table in zip(self.packs, tables, strict=True):
            if table.any():
                pack.add(table, told, first)
        return told

    def _best(self, jobs: Numbers, told: Numbers, top: int) -> list[int]:
        """The ids in order. Level and id make one number, so that no two are the same."""
        keys = (told << ID_BITS) | self.ids.take(jobs)
        if len(keys) > top:
            keys = np.partition(keys, len(keys) - top)[-top:]
        keys.sort()
        return [int(one) for one in keys[::-1] & ((1 << ID_BITS) - 1)]


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
    ranks = np.empty(len(occupations), np.int64)
    ranks[np.argsort(np.array(occupations))] = np.arange(len(occupations))
    described = np.any([plain[scale.value] != 0 for scale in SCALES], axis=0)
    order = np.lexsort((plain["id"], ranks[plain["occupation"]], described))
    sorted_ = {name: column[order] for name, column in plain.items()}
    hours = sorted_["hours_min"] * 128 + sorted_["hours_max"]
    numbers = {"hours": hours, **{name: sorted_[name] for name in KINDS if name != "hours"}}
    meaning: dict[str, Callable[[int], JobFacts]] = {
        "municipality": lambda n: JobFacts(municipality=municipalities[n]),
        "hours": lambda n: JobFacts(hours=divmod(n, 128) if n else None),
        "times": lambda n: JobFacts(times=set_of(n, WorkTime) if n else None),
        "must_haves": lambda n: JobFacts(must_haves=set_of(n - 1, MustHave) if n else None),
        **{s.value: _scale(s.value) for s in SCALES},
    }
    columns = {name: _column(name, numbers[name], meaning[name]) for name in meaning}
    columns["occupation"] = _column(
        "occupation", sorted_["occupation"], lambda n: JobFacts(occupation=occupations[n])
    )
    return JobColumns(
        ids=sorted_["id"],
        columns=columns,
        packs=tuple(_packed([columns[name] for name in names]) for names in PACKS),
        all=_stretches(columns["occupation"].jobs),
        described=_stretches(columns["occupation"].jobs[np.count_nonzero(~described) :]),
    )


def _scale(name: str) -> Callable[[int], JobFacts]:
    return lambda n: JobFacts(**{name: n or None})  # type: ignore[arg-type]


def _column(name: str, numbers: Numbers, meaning: Callable[[int], JobFacts]) -> Column:
    distinct, jobs = np.unique(numbers, return_inverse=True)
    return Column(name, tuple(meaning(int(n)) for n in distinct), jobs.ravel())


def _stretches(numbers: Numbers) -> Stretches:
    begins = np.flatnonzero(np.diff(numbers, prepend=-1))
    return Stretches(numbers[begins], np.diff(begins, append=len(numbers)), len(numbers))


def _packed(columns: list[Column]) -> Packed:
    code = np.zeros(len(columns[0].jobs), np.int64)
    for column in columns:
        code = code * max(len(column.values), 1) + column.jobs
    distinct, jobs = np.unique(code, return_inverse=True)
    places = []
    for column in reversed(columns):
        distinct, place = np.divmod(distinct, max(len(column.values), 1))
        places.append(place)
    numbers = jobs.ravel().astype(np.int64)
    others = np.flatnonzero(numbers != numbers[:1])
    alike = int(others[0]) if len(others) else len(numbers)
    return Packed(tuple(columns), tuple(reversed(places)), numbers, alike)
