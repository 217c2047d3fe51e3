"""All open jobs as typed columns, gone through for one person in a fraction of a millisecond.

It must put jobs in the very order of `rules.matching`, which says what fits; a property test holds
the two together. What makes it quick:

- each column holds small numbers, and what a person says is compared once with each *distinct*
  value of a column (by the rule's own functions), never with each job; answers are remembered;
- jobs lie in the order of their occupation, whose points are written as stretches;
- a sample of the jobs tells a level that the first places reach at least, and only the jobs that
  reach it are put in order.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from framsteg.foundation.codes import HardNo, MustHave, WorkTime
from framsteg.foundation.work import bits_of, set_of
from framsteg.rules.matching import (
    COMPARES,
    JOBS_SIDE,
    PERSONS_SIDE,
    POINTS,
    REFUSES,
    Aspect,
    JobFacts,
    Wishes,
    said,
)

Numbers = NDArray[Any]

NEVER = date.max.toordinal()
SCALES = (Aspect.CONTACT, Aspect.NOISE, Aspect.SUPPORT, Aspect.PACE, Aspect.PRECISION,
          Aspect.PHYSICAL)  # fmt: skip
# A job's points lie in one small number: the person's side in the low bits, the job's above them.
# A side is at most 12 points; the highest bit of each is spare, for comparing both sides at once.
SIDE_BITS = 5
SPARE = 1 << (SIDE_BITS - 1)
SIDE = (1 << SIDE_BITS) - 1
REFUSED = 1 << (2 * SIDE_BITS)
HIGHEST = 16 * REFUSED  # no number is as high: each hard no adds REFUSED once
LEVEL_BITS = 8
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
         ("times", "must_haves", "hours"), ("municipality",))  # fmt: skip


@dataclass(frozen=True)
class Found:
    """`job_ids` in order; `hidden` says how many open jobs each hard no keeps away (a job that two
    of them keep away is counted for both)."""

    job_ids: list[int]
    hidden: dict[HardNo, int]
    open_jobs: int


@dataclass(frozen=True, eq=False)
class Column:
    """Each job's value as a number, and what the numbers stand for: facts with only that known."""

    name: str
    values: tuple[JobFacts, ...]
    jobs: Numbers  # index into `values`, by job
    told: dict[Any, Any] = field(default_factory=dict)  # what has been compared before

    @cached_property
    def counts(self) -> Numbers:
        return np.bincount(self.jobs, minlength=len(self.values))

    def points(self, wishes: Wishes) -> Numbers:
        """The points, and the no, of each distinct value."""
        kind = KINDS[self.name]
        noes = tuple(why for why in kind.noes if why in wishes.refuses)
        return self._known((noes, kind.said(wishes)), lambda: self._compare(wishes, kind, noes))

    def hit(self, wishes: Wishes, why: HardNo) -> Numbers:
        """Which of the values this no keeps away."""
        return self._known((why, KINDS[self.name].said(wishes)), lambda: self._refuse(wishes, why))

    def _known(self, key: Any, compare: Callable[[], Numbers]) -> Numbers:
        known = self.told.get(key)
        if known is None:
            if len(self.told) > 200:
                self.told.clear()
            known = self.told[key] = compare()
        return known

    def _refuse(self, wishes: Wishes, why: HardNo) -> Numbers:
        asked = replace(wishes, refuses=frozenset({why}))
        return np.fromiter((REFUSES[why](asked, v) for v in self.values), bool, len(self.values))

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

    def points(self, wishes: Wishes) -> Numbers:
        tables = [column.points(wishes) for column in self.columns]
        told = tables[0].take(self.places[0], mode="clip")
        for table, places in zip(tables[1:], self.places[1:], strict=True):
            told += table.take(places, mode="clip")
        return told


@dataclass(frozen=True)
class JobColumns:
    """Open jobs on one day, in the order of their occupation and, within it, the newest last."""

    ids: Numbers
    columns: Mapping[str, Column]
    packs: tuple[Packed, ...]

    def scan(self, wishes: Wishes, *, top: int = 20) -> Found:
        """The first `top` jobs of those not refused: by the rule's order, newest first in ties."""
        spoken = _spoken(wishes)
        levels = _levels(*spoken)
        points = self._points(wishes)
        least = _least(levels.take(points[:: self.stride], mode="clip"), top)
        jobs = np.flatnonzero(_reaches(points, least >> LEVEL_BITS, *spoken))
        told = levels.take(points.take(jobs), mode="clip")
        return Found(self._best(jobs, told, least, top), self._hidden(wishes), len(self.ids))

    def refused(self, wishes: Wishes, why: HardNo, *, top: int = 50) -> list[int]:
        """The newest jobs that this hard no keeps away."""
        column = self.columns[COLUMN_OF[why]]
        found = self.ids[column.hit(wishes, why)[column.jobs]]
        return [int(one) for one in np.sort(found)[::-1][:top]]

    def _hidden(self, wishes: Wishes) -> dict[HardNo, int]:
        hidden = {}
        for why in HardNo:
            if why in wishes.refuses:
                column = self.columns[COLUMN_OF[why]]
                # REFUSED is told once for each no: of several in one column, ask for this one.
                if n := int(column.counts[column.hit(wishes, why)].sum()):
                    hidden[why] = n
        return hidden

    @property
    def stride(self) -> int:
        """Each job at this distance is asked what the first places reach."""
        return max(1, len(self.ids) // SAMPLE)

    def _points(self, wishes: Wishes) -> Numbers:
        """Each job's points, and its noes, as one number."""
        occupations = self.columns["occupation"]
        told = np.repeat(occupations.points(wishes), occupations.counts)
        for pack in self.packs:
            table = pack.points(wishes)
            if table.any():
                told += table.take(pack.jobs, mode="clip")
        return told

    def _best(self, jobs: Numbers, told: Numbers, least: int, top: int) -> list[int]:
        reach = np.flatnonzero(told >= least)
        if len(reach) > 4 * top:
            # Most have the same few levels: keep those above the level at the last place, whole.
            bound = np.partition(told[reach], len(reach) - top)[len(reach) - top]
            above, on = reach[told[reach] > bound], reach[told[reach] == bound]
            if len(on) > top:
                on = on[np.argpartition(self.ids[jobs[on]], len(on) - top)[-top:]]
            reach = np.concatenate((above, on))
        order = np.lexsort((-self.ids[jobs[reach]], -told[reach]))[:top]
        return [int(one) for one in self.ids[jobs[reach[order]]]]


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
    order = np.lexsort((plain["id"], ranks[plain["occupation"]]))
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
    columns["occupation"] = _by_stretch(sorted_["occupation"], occupations)
    return JobColumns(
        ids=sorted_["id"],
        columns=columns,
        packs=tuple(_packed([columns[name] for name in names]) for names in PACKS),
    )


def _scale(name: str) -> Callable[[int], JobFacts]:
    return lambda n: JobFacts(**{name: n or None})  # type: ignore[arg-type]


def _column(name: str, numbers: Numbers, meaning: Callable[[int], JobFacts]) -> Column:
    distinct, jobs = np.unique(numbers, return_inverse=True)
    return Column(name, tuple(meaning(int(n)) for n in distinct), jobs.ravel())


def _by_stretch(numbers: Numbers, occupations: list[str]) -> Column:
    """The occupations in the order of the jobs, so that neighbours among them lie together."""
    if not len(numbers):
        return Column("occupation", (), numbers)
    new = np.concatenate(([True], numbers[1:] != numbers[:-1]))
    values = tuple(JobFacts(occupation=occupations[int(n)]) for n in numbers[new])
    return Column("occupation", values, np.cumsum(new) - 1)


def _packed(columns: list[Column]) -> Packed:
    code = np.zeros(len(columns[0].jobs), np.int64)
    for column in columns:
        code = code * max(len(column.values), 1) + column.jobs
    distinct, jobs = np.unique(code, return_inverse=True)
    places = []
    for column in reversed(columns):
        distinct, place = np.divmod(distinct, max(len(column.values), 1))
        places.append(place)
    return Packed(tuple(columns), tuple(reversed(places)), jobs.ravel().astype(np.int64))


def _spoken(wishes: Wishes) -> tuple[int, int]:
    """How many aspects of each side the person has spoken of: what the points are shares of."""
    return sum(said(wishes, a) for a in PERSONS_SIDE), sum(said(wishes, a) for a in JOBS_SIDE)


def _least(sample: Numbers, top: int) -> int:
    """A level that at least `top` jobs reach; 0, which all reach, where the sample is small."""
    if len(sample) < top:
        return 0
    sample.partition(len(sample) - top)
    return max(int(sample[-top]), 0)


def _reaches(told: Numbers, weaker: int, persons: int, jobs: int) -> Numbers:
    """Whether each sum of points is of a job not refused whose weaker side is at least `weaker`.

    Both sides are compared at once: what lacks is added to each, so that a side that has enough
    reaches its spare bit.
    """
    ours = -(-weaker // (jobs or 1)) if persons else 0
    theirs = -(-weaker // (persons or 1)) if jobs else 0
    lacks = (SPARE - ours) + ((SPARE - theirs) << SIDE_BITS)
    both = SPARE + (SPARE << SIDE_BITS)
    kept = told + told.dtype.type(lacks)
    kept &= told.dtype.type(both - REFUSED)  # -REFUSED: every bit from the noes' and up
    reaches: Numbers = kept == both
    return reaches


@lru_cache(maxsize=64)
def _levels(persons: int, jobs: int) -> Numbers:
    """The order as one number for each sum of points: the weaker side, then the stronger.

    Shares over different numbers of aspects are compared as whole numbers, over both; a refused
    job has -1.
    """
    told = np.arange(HIGHEST, dtype=np.int64)
    ours, theirs = told & SIDE, (told >> SIDE_BITS) & SIDE
    one = ours * (jobs or 1) if persons else np.full_like(told, jobs or 1)
    other = theirs * (persons or 1) if jobs else np.full_like(told, persons or 1)
    level = (np.minimum(one, other) << LEVEL_BITS) + np.maximum(one, other)
    level[told >= REFUSED] = -1
    return level
