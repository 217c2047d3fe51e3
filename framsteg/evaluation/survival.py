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
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from framsteg.evaluation.intervals import Z

Counts = NDArray[np.int64]
Shares = NDArray[np.float64]


@dataclass(frozen=True)
class Curves:
    """Curves over the days 0, 1, …; every array is [group, day].

    `staying` is the share to whom it has not happened by the end of the day; `low` and `high`
    its band: 1 before the first event, none (NaN) where everyone has come to it.

    A curve moves only on days with an event, few of all cells when groups are many. It is kept as
    its `moves`: those cells, of one group after the other, and the three shares at each of them;
    and it stands still from each to the next, which is laid out when asked for.
    """

    happened: Counts
    at_risk: Counts
    cells: Counts
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

    def _laid_out(self, moves: Shares) -> Shares:
        shape = self.happened.shape
        step = np.zeros(shape, np.int64)  # how many moves so far, in this group and those before
        step.ravel()[self.cells] = 1
        np.cumsum(step, out=step.reshape(-1))
        earlier = step[:, :1] - (self.happened[:, :1] > 0)
        return np.where(step == earlier, 1.0, np.append(1.0, moves).take(step))

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
    size = many * last
    number = np.int32 if 2 * size < np.iinfo(np.int32).max else np.int64
    cells = np.multiply(groups, last, dtype=number, casting="unsafe")
    cells += days.astype(number, copy=False)
    cells += happened * number(size)
    counts = np.bincount(cells, minlength=2 * size)
    return counts[size:].reshape(many, last), counts[:size].reshape(many, last)


def curves(events: Counts, censored: Counts) -> Curves:
    """The curves of counts [group, day]; who is censored on a day is at risk on it."""
    many, days = events.shape
    at_risk = events + censored
    from_the_last = at_risk[:, ::-1]
    np.cumsum(from_the_last, axis=1, out=from_the_last)
    cells = np.flatnonzero(events.ravel() > 0)
    d, r = events.take(cells), at_risk.take(cells).astype(np.float64)
    stay = r - d
    with np.errstate(divide="ignore"):
        staying, terms = stay / r, d / (r * stay)
    ends = np.searchsorted(cells, np.arange(many + 1) * days).tolist()
    for begin, end in pairwise(ends):
        np.multiply.accumulate(staying[begin:end], out=staying[begin:end])
        np.add.accumulate(terms[begin:end], out=terms[begin:end])
    return Curves(events, at_risk, cells, (staying, *_band(staying, terms)))


def _band(staying: Shares, terms: Shares) -> tuple[Shares, Shares]:
    with np.errstate(divide="ignore", invalid="ignore"):
        log = np.log(staying)
        reach = Z * np.sqrt(terms)
        reach /= log
        np.exp(reach, out=reach)
        low, high = log / reach, log * reach
        return np.exp(low, out=low), np.exp(high, out=high)
