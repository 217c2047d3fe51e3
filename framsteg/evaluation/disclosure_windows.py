"""Against comparing windows: what two protected answers over nearly the same time would tell.

Two windows that differ by a day differ by the people of that day, and their exact counts would
say how many. So a protected answer to a window of one's own is

- over whole quarters: a window within them is widened to them, and all that widen to the same
  ones get the same answer;
- rounded: counts to the nearest five, and what is made from them is made from the rounded ones.

The whole time of a programme is one window and no choice, so it is answered exactly: that is
what reports publish. From it and a rounded answer a difference follows within two either way,
never a number of people. `tests/unit/test_disclosure_attack.py` tries.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from framsteg.evaluation.intervals import wilson
from framsteg.evaluation.measure import Shape
from framsteg.evaluation.row import Row

STEP = 5
_RATIOS = frozenset({Shape.SHARE, Shape.SPREAD, Shape.SERIES, Shape.GROWING})


def whole_quarters(
    from_on: date | None, until_on: date | None, *, starts_on: date, ends_on: date
) -> tuple[date | None, date | None]:
    """The half-open window widened to quarters; None where it holds the whole time of the tables,
    which is the half-open `starts_on` to `ends_on`."""
    if from_on is not None:
        from_on = _first_of_quarter(from_on)
        from_on = None if from_on <= starts_on else from_on
    if until_on is not None:
        last = until_on - timedelta(days=1)
        until_on = _next_quarter(_first_of_quarter(last))
        until_on = None if until_on >= ends_on else until_on
    return from_on, until_on


def _first_of_quarter(day: date) -> date:
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def _next_quarter(first: date) -> date:
    return date(first.year + first.month // 10, (first.month + 2) % 12 + 1, 1)


def coarsened(rows: Iterable[Row], shape: Shape) -> list[Row]:
    """Protected rows with counts to the nearest five and the rest made from those."""
    return [row if row.hidden else _coarse(row, shape) for row in rows]


def _coarse(row: Row, shape: Shape) -> Row:
    row = row._replace(
        n=_rounded(row.n),
        of=_rounded(row.of),
        at_risk=_rounded(row.at_risk),
        people=_rounded(row.people),
        left_out=None,
        median=None,
    )
    if shape not in _RATIOS:
        return row._replace(value=_two(row.value), low=_two(row.low), high=_two(row.high))
    if not row.n and not row.of:
        return row._replace(value=None, low=None, high=None)
    n, of = min(row.n or 0, row.of or 0), row.of or 0
    if not of:
        return row._replace(value=None, low=None, high=None)
    bounds = wilson(n, of) if shape in (Shape.SHARE, Shape.SERIES) else (row.low, row.high)
    return row._replace(n=n, value=n / of, low=bounds[0], high=bounds[1])


def _rounded(count: int | None) -> int | None:
    return None if count is None else (count + STEP // 2) // STEP * STEP


def _two(number: float | None) -> float | None:
    """A number with two significant digits."""
    return None if number is None else float(f"{number:.2g}")
