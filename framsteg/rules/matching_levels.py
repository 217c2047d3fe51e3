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
    POINTS,
    Aspect,
    Fit,
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


def spoken(wishes: Wishes) -> tuple[int, int]:
    """How many aspects of each side the person has spoken of: what the points are shares of."""
    return sum(said(wishes, a) for a in PERSONS_SIDE), sum(said(wishes, a) for a in JOBS_SIDE)


def most_undescribed(wishes: Wishes) -> int:
    """More points than a job that nobody has described can have: its scales are to be asked of."""
    return sum(
        (POINTS[Fit.ASK] if aspect in SCALES else MOST) << shift
        for side, shift in ((PERSONS_SIDE, 0), (JOBS_SIDE, SIDE_BITS))
        for aspect in side
        if said(wishes, aspect)
    )


def reaches_level(told: Numbers, weaker: int, persons: int, jobs: int) -> Numbers:
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


@dataclass(frozen=True, eq=False)
class Levels:
    """The order as one number for each sum of points; a refused job has -1."""

    of: Numbers
    best: Numbers  # the sums that are of no refused job, the highest level first

    def least(self, sample: Numbers, top: int) -> int:
        """A level that at least `top` of the sample reach; 0 if there are fewer."""
        counts = np.bincount(sample, minlength=REFUSED)
        places = counts.take(self.best).cumsum().searchsorted(top)
        return int(self.of[self.best[places]]) if places < len(self.best) else 0


@lru_cache(maxsize=64)
def levels_of(persons: int, jobs: int) -> Levels:
    """The weaker side, then the stronger.

    Shares over different numbers of aspects are compared as whole numbers, over both.
    """
    told = np.arange(HIGHEST, dtype=np.int64)
    ours, theirs = told & SIDE, (told >> SIDE_BITS) & SIDE
    one = ours * (jobs or 1) if persons else np.full_like(told, jobs or 1)
    other = theirs * (persons or 1) if jobs else np.full_like(told, persons or 1)
    level = (np.minimum(one, other) << LEVEL_BITS) + np.maximum(one, other)
    level[told >= REFUSED] = -1
    return Levels(level, np.argsort(-level[:REFUSED], kind="stable"))
