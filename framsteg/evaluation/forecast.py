"""Where a target is heading by plain arithmetic: the pace of late, carried on.

No model and no promise: as many each day as between two known days, until the last day. Whoever
shows it says so.
"""

from dataclasses import dataclass
from datetime import date
from math import ceil


@dataclass(frozen=True)
class Known:
    """How many of how many had come so far at the end of a day."""

    on: date
    n: int
    of: int


@dataclass(frozen=True)
class Forecast:
    """What the same pace leads to on `on`. `more` is how many more than `now` the level takes."""

    on: date
    n: float
    of: float
    more: int

    @property
    def share(self) -> float | None:
        return self.n / self.of if self.of else None


def forecast(then: Known, now: Known, *, on: date, level: float, share: bool) -> Forecast | None:
    """The forecast for a day from two known ones; None when they are no two, or the day is past.

    `level` is a share of those who will have come when `share`, else a number.
    """
    days, left = (now.on - then.on).days, (on - now.on).days
    if days <= 0 or left <= 0:
        return None
    n = now.n + (now.n - then.n) * left / days
    of = now.of + (now.of - then.of) * left / days
    # Whole people: half a person too few is one too few. A hair above a whole number is the
    # computer's way of writing it, not a person more.
    goal = ceil(round(level * of if share else level, 9))
    return Forecast(on, n, of, max(0, goal - now.n))
