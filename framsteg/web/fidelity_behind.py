"""From a figure's month to the rows behind it, as far as the viewer may read them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from django.conf import settings

from framsteg import access
from framsteg.access import Viewer
from framsteg.access.reading.fidelity_rows import RowsBehind, rows_behind
from framsteg.access.reading.figures import SupervisionWeek
from framsteg.access.reading.programmes import ProgrammeLine
from framsteg.evaluation.fidelity.behind import behind
from framsteg.evaluation.fidelity.evidence import Evidence, Point, evidence
from framsteg.evaluation.fidelity.figures import FIGURES
from framsteg.evaluation.fidelity.of_the_work import SUPERVISION
from framsteg.foundation.period import Period
from framsteg.rules.dates import add_months
from framsteg.snapshot.open import reading
from framsteg.snapshot.pseudonyms import pseudonym
from framsteg.web import fidelity, figures


@dataclass(frozen=True)
class MonthBehind:
    """One month of a figure as it is registered now, with its rows in sight.

    `evidence` has all the months. Weeks of supervision are in nobody's file: they are `weeks`.
    """

    evidence: Evidence
    point: Point
    days: Period
    rows: RowsBehind
    weeks: tuple[SupervisionWeek, ...] = ()


def month_behind(
    viewer: Viewer,
    programme: ProgrammeLine,
    name: str,
    *,
    month: date | None = None,
    until_on: date | None = None,
) -> MonthBehind:
    """The rows behind a month (its first day; None: the last one) of a figure.

    NotFound for a figure or a month that is not there, and for who does not read exact figures.
    The caller has seen to it that the snapshot is fresh.
    """
    if figures.scope_of(viewer, programme.key):
        raise access.NotFound
    if name == SUPERVISION.name:
        return _weeks(viewer, programme, month, until_on)
    if name not in FIGURES:
        raise access.NotFound
    with reading(settings.SNAPSHOTS) as opened:
        (one,) = evidence(
            opened.cursor, programme=programme.key, snapshot=opened.snapshot, protected=False,
            until_on=until_on, names=(name,),
        )  # fmt: skip
        first, point = _point(one, month)
        found = behind(
            opened.cursor, one.figure, programme=programme.key, month=first,
            snapshot=opened.snapshot, until_on=until_on,
        )  # fmt: skip
    rows = rows_behind(
        viewer, programme.programme_id, name, found.rows, days=found.days,
        disguise=partial(pseudonym, settings.PSEUDONYM_KEY.encode()),
    )  # fmt: skip
    return MonthBehind(one, point, found.days, rows)


def _weeks(
    viewer: Viewer, programme: ProgrammeLine, month: date | None, until_on: date | None
) -> MonthBehind:
    found = fidelity.computed(viewer, programme, protected=False, until_on=until_on)
    first, point = _point(_only(found), month)
    weeks = fidelity.weeks_of(viewer, programme, [first], until_on)
    end = weeks[-1].starts_on + timedelta(days=7) if weeks else add_months(first, 1)
    return MonthBehind(_only(found), point, Period(first, end), RowsBehind((), 0, 0), weeks)


def _only(found: Iterable[Evidence]) -> Evidence:
    for one in found:
        if one.figure is SUPERVISION:
            return one
    raise access.NotFound


def _point(one: Evidence, month: date | None) -> tuple[date, Point]:
    """The asked month's first day and its point."""
    for point in reversed(one.points):
        first = date.fromisoformat(f"{point.month}-01")
        if month in (None, first):
            return first, point
    raise access.NotFound
