"""Time until something happens, by Kaplan and Meier (1958), from counts for each day.

Counts for each day are all that the curve needs, and counts add up: the curve of many sites is
the curve of the sum of their counts, so that a site can send counts and no persons. All curves
of a table [group, day] are made at once.

The band is Greenwood's variance on the log(−log S) scale (Kalbfleisch and Prentice), which stays
within 0–1; 95 %. R's survfit takes the log scale unless told `conf.type="log-log"`; lifelines
takes this one.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from framsteg.evaluation.intervals import Z

Counts = NDArray[np.int64]
Shares = NDArray[np.float64]


@dataclass(frozen=True)
class Curves:
    """Curves over the days 0, 1, …; every array is [group, day].

    `staying` is the share to whom it has not happened by the end of the day; `low` and `high`
    its band: 1 before the first event, none (NaN) where everyone has come to it. The curves are
    kept as `moves`, [group, how many days with an event so far], and laid out when asked for.
    """

    happened: Counts
    at_risk: Counts
    step: Counts
    moves: tuple[Shares, Shares, Shares]

    @cached_property
    def staying(self) -> Shares:
        return self._laid_out(self.moves[0])

    @cached_property
    def low(self) -> Shares:
        return self._laid_out(self.moves[1])

    @cached_property
    def high(self) -> Shares:
        return self._laid_out(self.moves[2])

    def _laid_out(self, narrow: Shares) -> Shares:
        return np.take_along_axis(narrow, self.step, axis=1)

    def median(self, group: int = 0) -> int | None:
        """The first day on which half or less are left; None when it is never reached."""
        reached = np.flatnonzero(self.staying[group] <= 0.5)
        return int(reached[0]) if len(reached) else None


def histogram(
    days: NDArray[np.integer], happened: NDArray[np.bool_], groups: NDArray[np.integer], many: int
) -> tuple[Counts, Counts]:
    """(events, censored) as [group, day] from one (day, whether it happened, group) a person."""
    last = int(days.max()) + 1 if len(days) else 1
    cells = groups.astype(np.int64) * last + days
    every = np.bincount(cells, minlength=many * last)
    events = np.bincount(cells[happened], minlength=many * last)
    shape = (many, last)
    return events.reshape(shape), (every - events).reshape(shape)


def curves(events: Counts, censored: Counts) -> Curves:
    """The curves of counts [group, day]; who is censored on a day is at risk on it.

    A curve moves only on days with an event, few of all cells when groups are many: it is made
    for those, side by side, and stands still from each to the next.
    """
    leaving = events + censored
    at_risk = np.cumsum(leaving[:, ::-1], axis=1)[:, ::-1]
    moves = events > 0
    step = np.cumsum(
        moves, axis=1, dtype=np.int64
    )  # how many moves so far: the place in the narrow tables
    rows, days = np.nonzero(moves)
    d, r = events[rows, days].astype(float), at_risk[rows, days].astype(float)
    places = (rows, step[rows, days])
    narrow = (len(events), int(step[:, -1].max(initial=0)) + 1)
    staying, terms = np.ones(narrow), np.zeros(narrow)
    staying[places] = (r - d) / r
    with np.errstate(divide="ignore"):
        terms[places] = d / (r * (r - d))
    np.cumprod(staying, axis=1, out=staying)
    np.cumsum(terms, axis=1, out=terms)
    return Curves(events, at_risk, step, (staying, *_band(staying, terms)))


def _band(staying: Shares, terms: Shares) -> tuple[Shares, Shares]:
    with np.errstate(divide="ignore", invalid="ignore"):
        log = np.log(staying)
        reach = np.exp(Z * np.sqrt(terms) / log)
        low, high = staying ** (1 / reach), staying**reach
    untouched = staying == 1
    low[untouched] = high[untouched] = 1
    return low, high
