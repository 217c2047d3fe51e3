"""The order of `rules.matching` as whole numbers, for many jobs at once.

A job's points are one small number, and the order is one number for each sum of points.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from framsteg.rules.matching import (
    JOBS_SIDE,
    MOST,
    PERSONS_SIDE,
    Aspect,
    Wishes,
    said,
)

Numbers = NDArray[Any]

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
SHIFT = {aspect: SIDE_BITS * (aspect in JOBS_SIDE) for aspect in Aspect}


def spoken(wishes: Wishes) -> tuple[Aspect, ...]:
    """The aspects that the person has spoken of, in the order of the sides."""
    return tuple([aspect for aspect in (*PERSONS_SIDE, *JOBS_SIDE) if said(wishes, aspect)])


@lru_cache(maxsize=1024)
def points_of(spoken: tuple[Aspect, ...], aspects: tuple[Aspect, ...], each: int) -> int:
    """The points of a job that has `each` in all of these aspects that the person has spoken of."""
    return sum(each << SHIFT[aspect] for aspect in aspects if aspect in spoken)


@dataclass(frozen=True, eq=False)
class Levels:
    """The order as one number for each sum of points; a refused job has -1."""

    persons: int  # aspects of each side: what the points are shares of
    jobs: int
    of: Numbers
    best: Numbers  # the sums that are of no refused job, the highest level first

    def least(self, sample: Numbers, top: int) -> int:
        """A level that at least `top` of the sample reach; 0 if there are fewer."""
        counts = np.bincount(sample, minlength=REFUSED)
        places = counts.take(self.best).cumsum().searchsorted(top)
        return int(self.of[self.best[places]]) if places < len(self.best) else 0

    def reached(self, points: Numbers, level: int) -> Numbers:
        """Whether each sum of points is of a job not refused whose weaker side reaches the level's.

        Both sides are compared at once: what lacks is added to each, so that a side that has
        enough reaches its spare bit.
        """
        weaker = level >> LEVEL_BITS
        ours = -(-weaker // (self.jobs or 1)) if self.persons else 0
        theirs = -(-weaker // (self.persons or 1)) if self.jobs else 0
        both = SPARE + (SPARE << SIDE_BITS)
        kept = points + (both - ours - (theirs << SIDE_BITS))
        kept &= both - REFUSED  # -REFUSED: every bit from the noes' and up
        reached: Numbers = kept == both
        return reached


def levels_of(spoken: tuple[Aspect, ...]) -> Levels:
    """The order for a person who has spoken of these aspects."""
    persons = sum(aspect in PERSONS_SIDE for aspect in spoken)
    return _levels(persons, len(spoken) - persons)


@lru_cache(maxsize=64)
def _levels(persons: int, jobs: int) -> Levels:
    """The weaker side, then the stronger.

    Shares over different numbers of aspects are compared as whole numbers, over both.
    """
    told = np.arange(HIGHEST, dtype=np.int64)
    ours, theirs = told & SIDE, (told >> SIDE_BITS) & SIDE
    one = ours * (jobs or 1) if persons else np.full_like(told, jobs or 1)
    other = theirs * (persons or 1) if jobs else np.full_like(told, persons or 1)
    level = (np.minimum(one, other) << LEVEL_BITS) + np.maximum(one, other)
    level[told >= REFUSED] = -1
    met = np.flatnonzero((ours <= MOST * persons) & (theirs <= MOST * jobs) & (told < REFUSED))
    return Levels(persons, jobs, level, met[np.argsort(-level[met], kind="stable")])
