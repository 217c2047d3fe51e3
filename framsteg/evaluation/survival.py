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
        # Half of six is reached by three, whatever the last digit of a product of shares says.
        reached = np.flatnonzero(self.staying[group] <= 0.5 + 1e-12)
        return int(reached[0]) if len(reached) else None


def histogram(
    days: NDArray[np.integer], happened: NDArray[np.bool_], groups: NDArray[np.integer], many: int
) -> tuple[Counts, Counts]:
    """(events, censored) as [group, day] from one (day, whether it happened, group) a person."""
    last = int(days.max()) + 1 if len(days) else 1
    cells = groups * np.int64(2 * last)
    cells += days * 2
    cells += happened
    counts = np.bincount(cells, minlength=2 * many * last).reshape(many, last, 2)
    return np.ascontiguousarray(counts[:, :, 1]), np.ascontiguousarray(counts[:, :, 0])


def curves(events: Counts, censored: Counts) -> Curves:
    """The curves of counts [group, day]; who is censored on a day is at risk on it.

    A curve moves only on days with an event, few of all cells when groups are many: it is made
    for those, side by side, and stands still from each to the next.
    """
    gone = np.cumsum(events + censored, axis=1)
    moves = events > 0
    step = np.cumsum(moves, axis=1, dtype=np.int64)  # how many moves so far
    cells = np.flatnonzero(moves)
    d = events.take(cells)
    at_risk = gone[:, -1:] - gone + events + censored
    r = at_risk.take(cells)
    stay = r - d
    narrow = (len(events), int(step[:, -1].max(initial=0)) + 1)
    places = cells // events.shape[1] * narrow[1] + step.take(cells)
    staying, terms = np.ones(narrow), np.zeros(narrow)
    staying.ravel()[places] = stay / r
    with np.errstate(divide="ignore"):
        terms.ravel()[places] = d / (r * stay)
    np.cumprod(staying, axis=1, out=staying)
    np.cumsum(terms, axis=1, out=terms)
    return Curves(events, at_risk, step, (staying, *_band(staying, terms)))


def _band(staying: Shares, terms: Shares) -> tuple[Shares, Shares]:
    with np.errstate(divide="ignore", invalid="ignore"):
        log = np.log(staying)
        reach = np.exp(Z * np.sqrt(terms) / log)
        low, high = np.exp(log / reach), np.exp(log * reach)
    untouched = staying == 1
    low[untouched] = high[untouched] = 1
    return low, high
