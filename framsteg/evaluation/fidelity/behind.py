"""The rows behind one month of a figure: what each adds, with the pseudonyms of the tables.

Which of them a reader may see, and as what, is for the room to say.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from framsteg.evaluation.fidelity.evidence import SHARED, last_day
from framsteg.evaluation.fidelity.figure import Figure, Kind, Thing
from framsteg.evaluation.provenance import SnapshotInfo
from framsteg.foundation.period import Period

_ROWS = """
    SELECT thing, unit, enrolments, n, of, missing, alike, days FROM behind
    WHERE month = strftime(CAST($last AS DATE), '%Y-%m') ORDER BY thing, unit, enrolments
"""


@dataclass(frozen=True)
class Row:
    """One row: `unit` is the thing's pseudonym, `enrolments` those of the files it is read in.

    `n`, `of` and `missing` are what it adds to the figure. Rows that are `alike` are one in a
    figure of different ones. `days` go into a mean.
    """

    thing: Thing
    unit: int
    enrolments: tuple[int, ...] = ()
    n: int = 0
    of: float = 0
    missing: int = 0
    alike: str | None = None
    days: int | None = None


@dataclass(frozen=True)
class Sums:
    """What rows add up to: the same as the month's point of the figure."""

    n: int
    of: float
    missing: int


@dataclass(frozen=True)
class Behind:
    """Every row behind one month of a figure, and the days that it looks at."""

    figure: Figure
    days: Period
    rows: tuple[Row, ...]

    @property
    def sums(self) -> Sums:
        return add_up(self.figure, self.rows)


def behind(
    cursor: Any,
    figure: Figure,
    *,
    programme: str,
    month: date,
    snapshot: SnapshotInfo,
    until_on: date | None = None,
) -> Behind:
    """The rows behind the month (its first day) of a figure, as `evidence` counts it.

    The caller has seen to it that the asker reads exact figures of the programme.
    """
    following = (month + timedelta(days=31)).replace(day=1)
    end = min(
        last_day(cursor, programme, until_on or date.max, snapshot) + timedelta(days=1), following
    )
    if end <= month:
        return Behind(figure, Period(month, month), ())
    asked = {
        "programme": programme, "last": end - timedelta(days=1), "months": 1,
        "window": figure.window_months,
    }  # fmt: skip
    found = cursor.execute(SHARED + figure.behind + _ROWS, asked).fetchall()
    rows = tuple(
        Row(Thing(thing), unit, tuple(enrolments or ()), n, of, missing, alike, days)
        for thing, unit, enrolments, n, of, missing, alike, days in found
    )
    return Behind(figure, _days(figure, month, end), rows)


def _days(figure: Figure, month: date, end: date) -> Period:
    if figure.window_months == 0:
        return Period(end - timedelta(days=1), end)
    months = month.year * 12 + month.month - figure.window_months
    return Period(date(months // 12, months % 12 + 1, 1), end)


def add_up(figure: Figure, rows: Iterable[Row]) -> Sums:
    """The sums of some rows; of all of them, the figure's own numbers."""
    rows = tuple(rows)
    n = sum(row.n for row in rows)
    if figure.kind is Kind.DIFFERENT:
        n = len({row.alike for row in rows if row.alike is not None})
    return Sums(n, sum(row.of for row in rows), sum(row.missing for row in rows))
