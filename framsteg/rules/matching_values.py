"""What one person says, compared once with each distinct value of a column of jobs.

The rule's own functions compare (`rules.matching`), and what they answered is remembered. Where a
person may name several (occupations, municipalities), each is compared and remembered alone, and
the best of them counts, as the rule has it: so a list of places that nobody has said before is
still made of places that somebody has.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any

import numpy as np

from framsteg.foundation.codes import HardNo
from framsteg.rules.matching import (
    COMPARES,
    POINTS,
    REFUSES,
    Aspect,
    JobFacts,
    Wishes,
    said,
)
from framsteg.rules.matching_levels import REFUSED, SHIFT, Numbers


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
# The wishes that may name several. A job fits the best of them; it is refused by any refused
# occupation, and for being elsewhere only than all that are named.
FITS_ONE_OF = {
    Aspect.OCCUPATION: "occupations",
    Aspect.TASKS: "experience",
    Aspect.PLACE: "municipalities",
}
REFUSED_BY = {
    HardNo.OCCUPATION: ("refused_occupations", np.maximum),
    HardNo.ELSEWHERE: ("municipalities", np.minimum),
}


class Told(dict[Any, Any]):
    """What has been compared before, by what was said."""

    def of(self, key: Any, compare: Callable[[], Any]) -> Any:
        known = self.get(key)
        if known is None:
            if len(self) > 500:
                self.clear()
            known = self[key] = compare()
        return known


@dataclass(frozen=True, eq=False)
class Answer:
    """The points and the noes of each distinct value, and those that most jobs have."""

    points: Numbers
    most: int
    runs: list[tuple[int, int]]  # of values that have others: the first, and after the last


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

    def answer(self, wishes: Wishes) -> Answer:
        """What each distinct value comes to; remembered by what the person says of it."""
        kind = KINDS[self.name]
        noes = tuple([why for why in kind.noes if why in wishes.refuses] if wishes.refuses else ())
        told: Answer = self.told.of((noes, kind.said(wishes)), lambda: self._answer(wishes, noes))
        return told

    def kept_away(self, wishes: Wishes, why: HardNo) -> int:
        """How many jobs this no keeps away."""
        # REFUSED is told once for each no: of several in one column, ask for this one.
        key = ("kept away", why, KINDS[self.name].said(wishes))
        return int(self.told.of(key, lambda: int(self.hit(wishes, why) @ self.counts)))

    def hit(self, wishes: Wishes, why: HardNo) -> Numbers:
        """Which of the values this no keeps away: 1 or 0."""

        def compare(words: Wishes) -> Numbers:
            return self._each(lambda value: REFUSES[why](words, value))

        if why not in REFUSED_BY:
            return compare(wishes)
        return self._one_by_one(("refused", why), wishes, *REFUSED_BY[why], compare)

    def _answer(self, wishes: Wishes, noes: tuple[HardNo, ...]) -> Answer:
        points = np.zeros(len(self.values), np.int16)
        for aspect in KINDS[self.name].aspects:
            if said(wishes, aspect):
                points += self._fits(wishes, aspect) << SHIFT[aspect]
        for why in noes:
            points += self.hit(wishes, why) * REFUSED
        most = int(np.bincount(points, weights=self.counts, minlength=1).argmax())
        ends = np.flatnonzero(np.diff(points != most, prepend=False, append=False)).tolist()
        return Answer(points, most, list(zip(ends[::2], ends[1::2], strict=True)))

    def _fits(self, wishes: Wishes, aspect: Aspect) -> Numbers:
        def compare(words: Wishes) -> Numbers:
            return self._each(lambda value: POINTS[COMPARES[aspect](words, value)])

        if aspect not in FITS_ONE_OF:
            return compare(wishes)
        return self._one_by_one(("fits", aspect), wishes, FITS_ONE_OF[aspect], np.maximum, compare)

    def _one_by_one(
        self, what: Any, wishes: Wishes, name: str, together: np.ufunc,
        compare: Callable[[Wishes], Numbers],
    ) -> Numbers:  # fmt: skip
        tables = []
        for word in getattr(wishes, name):
            alone: dict[str, Any] = {name: frozenset({word})}
            tables.append(self.told.of((what, word), partial(compare, Wishes(**alone))))
        told: Numbers = together.reduce(tables) if tables else self._each(lambda _value: 0)
        return told

    def _each(self, compare: Callable[[JobFacts], int]) -> Numbers:
        return np.fromiter(map(compare, self.values), np.int16, len(self.values))
