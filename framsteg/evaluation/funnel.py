"""Many sites beside each other without a league table: rates within the limits of chance.

A small site's rate swings more than a large one's, so a list from best to worst mostly sorts by
size and luck. A funnel plot (Spiegelhalter 2005) shows each rate against how many it is of, with
the limits within which nineteen of twenty, and 998 of 1 000, would lie if all sites were alike.
What lies outside calls for a talk about that place's conditions, not for a verdict.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

from framsteg.evaluation.intervals import Z
from framsteg.evaluation.row import Row

Z_WIDE = 3.090232306167813
"""The normal distribution's point for 99.8 %, two-sided."""


@dataclass(frozen=True)
class Point:
    """One site: `n` of `of`, and whether it lies within the limits for its size."""

    name: str
    n: int
    of: int
    within_95: bool
    within_998: bool

    @property
    def rate(self) -> float:
        return self.n / self.of


@dataclass(frozen=True)
class Funnel:
    """The rate of all together, the sites that may be shown, and how many are hidden."""

    rate: float
    points: tuple[Point, ...]
    hidden: int


def limits(rate: float, of: int, z: float) -> tuple[float, float]:
    """Between which shares a site of that size lies by chance, when the true one is `rate`."""
    reach = z * sqrt(rate * (1 - rate) / of)
    return max(0.0, rate - reach), min(1.0, rate + reach)


def funnel(rows: Iterable[Row], grouping: str) -> Funnel | None:
    """The funnel of an answer divided by sites, in the order of names; None without a total."""
    rows = list(rows)
    total = next(row for row in rows if not row.by)
    if total.value is None:
        return None
    sites = [row for row in rows if set(row.by) == {grouping}]
    points = [
        _point(row.by[grouping], row.n, row.of, total.value)
        for row in sites
        if row.n is not None and row.of
    ]
    by_name = tuple(sorted(points, key=lambda point: point.name))
    return Funnel(total.value, by_name, hidden=sum(row.hidden for row in sites))


def _point(name: str, n: int, of: int, rate: float) -> Point:
    def within(z: float) -> bool:
        low, high = limits(rate, of, z)
        return low <= n / of <= high

    return Point(name, n, of, within(Z), within(Z_WIDE))
