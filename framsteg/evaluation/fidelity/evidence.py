"""The computed part of a fidelity scale: each figure over the last months, protected last.

A programme is measured; its people and coaches are not. Points of twelve months overlap, so for
protected readers a month is also hidden when it would tell of few people by its difference from
the next month that is shown.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from framsteg.evaluation.disclosure import SmallCellRule, rule_on
from framsteg.evaluation.fidelity.figure import Figure, Kind
from framsteg.evaluation.fidelity.figures import FIGURES
from framsteg.evaluation.provenance import SnapshotInfo

MONTHS = 12
FEWEST_SPECIALISTS = 3
"""Fewer than three specialists: a mean of theirs would be one's own number. Framsteg's own."""

# Begins the SQL of every figure. `served`: enrolments that are no mistake; `jobs`: their
# placements; `met`: contacts with them in person or at a distance. `points`: the months, those in
# which the programme runs.
SHARED = """
    WITH months AS (
        SELECT CAST(unnest(generate_series(
            date_trunc('month', CAST($last AS DATE)) - to_months($months - 1),
            date_trunc('month', CAST($last AS DATE)), INTERVAL 1 MONTH)) AS DATE) AS month_on
    ), points AS (
        SELECT strftime(month_on, '%Y-%m') AS month,
               CAST(month_on - to_months(greatest($window, 1) - 1) AS DATE) AS from_on,
               least(CAST(month_on + INTERVAL 1 MONTH AS DATE), CAST($last AS DATE) + 1)
                   AS until_on,
               least(CAST(month_on + INTERVAL 1 MONTH AS DATE), CAST($last AS DATE) + 1) - 1
                   AS last_day
        FROM months, programmes g
        WHERE g.programme = $programme AND month_on + INTERVAL 1 MONTH > g.starts_on
          AND (g.ends_on IS NULL OR month_on < g.ends_on)
    ), served AS (
        SELECT enrolment, person, enrolled_on, exited_on FROM enrolments
        WHERE programme = $programme AND exit_reason IS DISTINCT FROM 'registered_by_mistake'
    ), jobs AS (
        SELECT p.*, s.person FROM placements p JOIN served s ON s.enrolment = p.enrolment
    ), met AS (
        SELECT c.*, s.person FROM contacts c JOIN served s ON s.enrolment = c.enrolment
    )
"""


@dataclass(frozen=True)
class Point:
    """One month. A hidden one holds no number; an empty one (of == 0) has no value."""

    month: str
    n: int | None
    of: float | None
    value: float | None
    missing: int | None
    people: int | None = None
    hidden: bool = False


@dataclass(frozen=True)
class Evidence:
    """A figure's months, oldest first, and where they come from. `rule`: None for exact ones."""

    figure: Figure
    points: tuple[Point, ...]
    snapshot: SnapshotInfo
    rule: SmallCellRule | None

    @property
    def last(self) -> Point | None:
        return self.points[-1] if self.points else None


def evidence(
    cursor: Any,
    *,
    programme: str,
    snapshot: SnapshotInfo,
    protected: bool,
    until_on: date | None = None,
    names: Iterable[str] = FIGURES,
) -> tuple[Evidence, ...]:
    """Figures from the tables that `cursor` reads, for the twelve months until `until_on`.

    `until_on` is the first day that is no longer counted; no later than the snapshot's next day.
    The caller has seen to it that the programme is in the asker's scope.
    """
    last = last_day(cursor, programme, until_on or date.max, snapshot)
    rule = rule_on(snapshot.day) if protected else None
    return tuple(_one(cursor, FIGURES[name], programme, last, snapshot, rule) for name in names)


def last_day(cursor: Any, programme: str, until_on: date, snapshot: SnapshotInfo) -> date:
    """The last day that is counted: an ended programme is shown for its last months."""
    found = cursor.execute(
        "SELECT ends_on FROM programmes WHERE programme = ?", [programme]
    ).fetchone()
    ends_on = found[0] if found and found[0] else date.max
    return min(until_on, ends_on, snapshot.day + timedelta(days=1)) - timedelta(days=1)


def of_counts(
    figure: Figure,
    counts: Iterable[tuple[str, int, int, int]],
    *,
    snapshot: SnapshotInfo,
    protected: bool,
) -> Evidence:
    """Evidence from (month, n, of, missing) that were counted elsewhere, oldest month first."""
    rule = rule_on(snapshot.day) if protected else None
    points = tuple(
        Point(month, n, of, n / of if of else None, missing) for month, n, of, missing in counts
    )
    return Evidence(figure, protect(points, figure, rule) if rule else points, snapshot, rule)


def _one(
    cursor: Any,
    figure: Figure,
    programme: str,
    last: date,
    snapshot: SnapshotInfo,
    rule: SmallCellRule | None,
) -> Evidence:
    asked = {
        "programme": programme, "last": last, "months": MONTHS, "window": figure.window_months,
    }  # fmt: skip
    rows = cursor.execute(SHARED + figure.sql + " ORDER BY month", asked).fetchall()
    points = tuple(Point(*row) for row in rows)
    if rule is not None:
        points = protect(points, figure, rule)
    return Evidence(figure, points, snapshot, rule)


def protect(points: tuple[Point, ...], figure: Figure, rule: SmallCellRule) -> tuple[Point, ...]:
    """The points with everything hidden that could tell of a few people, or of one coach."""
    shown: list[Point] = []
    later: Point | None = None
    for point in reversed(points):
        if _safe(point, figure, rule) and (later is None or _apart(point, later, figure, rule)):
            later = point
            few = not rule.allows(point.missing or 0)
            shown.append(replace(point, people=None, missing=None if few else point.missing))
        else:
            shown.append(Point(point.month, None, None, None, None, hidden=True))
    return tuple(reversed(shown))


def _safe(point: Point, figure: Figure, rule: SmallCellRule) -> bool:
    if not rule.allows(point.people or 0):
        return False
    n, of = point.n or 0, point.of or 0
    match figure.kind:
        case Kind.SHARE:
            certain = n in (0, of) and 0 < of < rule.smallest_certain
            return all(map(_whole(rule), (n, of - n, of))) and not certain
        case Kind.MEAN_DAYS:
            enough = n == 0 or n >= 2 * rule.smallest_shown
            return enough and all(map(_whole(rule), (of - n, of)))
        case Kind.DIFFERENT:
            return rule.allows(int(of))
        case Kind.PER_SPECIALIST:
            return of == 0 or _specialists(point, figure) >= FEWEST_SPECIALISTS
        case Kind.WORK_SHARE:
            return True


def _specialists(point: Point, figure: Figure) -> float:
    """How many share the figure: as counted, or from the weeks of one month."""
    of = point.of or 0
    return of if figure.window_months == 0 else of / (31 / 7)


def _whole(rule: SmallCellRule) -> Any:
    return lambda count: rule.allows(int(count))


def _apart(earlier: Point, later: Point, figure: Figure, rule: SmallCellRule) -> bool:
    """Whether nobody follows from setting two months beside each other, where they overlap."""
    if figure.kind not in (Kind.SHARE, Kind.MEAN_DAYS) or figure.window_months == 1:
        return True
    n = abs((later.n or 0) - (earlier.n or 0))
    rest = abs(((later.of or 0) - (later.n or 0)) - ((earlier.of or 0) - (earlier.n or 0)))
    return rule.allows(n) and rule.allows(int(rest)) and rule.allows(int(abs(
        (later.of or 0) - (earlier.of or 0)
    )))  # fmt: skip
