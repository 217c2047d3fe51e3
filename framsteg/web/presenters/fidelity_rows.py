"""The rows behind a figure as a page shows them: what is counted, what only in part, what not."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from framsteg.access.reading.fidelity_rows import LineBehind
from framsteg.access.reading.figures import SupervisionWeek
from framsteg.evaluation.fidelity.figure import Figure, Kind, Thing
from framsteg.foundation.text import Text, say
from framsteg.reports.words import number
from framsteg.web import words
from framsteg.web.fidelity_behind import MonthBehind
from framsteg.web.presenters import fidelity as months
from framsteg.web.presenters.people import name_of
from framsteg.web.presenters.words import day, said, span

FIRST_SHOWN = 20


def page(found: MonthBehind) -> dict[str, Any]:
    """The whole page but for where it came from."""
    one, figure = found.evidence, found.evidence.figure
    days = found.days
    return {
        "title": words.render(figure.title),
        "latest": months.latest(one, found.point.month),
        "window": span(days.start, days.end) if figure.window_months else day(days.start),
        "says": words.render(figure.says) if figure.says else "",
        "groups": _groups(figure, found.rows.lines) or _weeks(found.weeks),
        "first": FIRST_SHOWN,
        "out_of_sight": _out_of_sight(found.rows.out_of_sight),
        "left_off": found.rows.left_off,
        "is_of_persons": not found.weeks,
        "months": [
            {
                "label": months.month(point.month),
                "url": f"?manad={point.month}",
                "current": point.month == found.point.month,
            }
            for point in reversed(one.points)
        ],
    }


def _groups(figure: Figure, lines: Iterable[LineBehind]) -> list[dict[str, Any]]:
    """The lines by what they add: to the numerator, to the denominator alone, to neither."""
    numerator, denominator, missing = [], [], []
    for line in sorted(lines, key=_latest_visit_first):
        row = line.row
        if row.n or (figure.kind is Kind.DIFFERENT and row.of):
            numerator.append(line)
        elif row.of:
            denominator.append(line)
        else:
            missing.append(line)
    if figure.kind is Kind.DIFFERENT:
        numerator.sort(key=lambda line: (line.row.alike or "").lower())
    named = (
        (figure.denominator if figure.kind is Kind.DIFFERENT else figure.numerator, numerator),
        (_rest(figure), denominator),
        (figure.missing, missing),
    )
    return [
        {
            "title": words.render(title).rstrip("."),
            "count": _rows(len(group)),
            "rows": [_line(figure, line) for line in group],
        }
        for title, group in named
        if group
    ]


def _latest_visit_first(line: LineBehind) -> int:
    """Visits by their day; everything else keeps its order."""
    return -line.visit.occurred_on.toordinal() if line.visit else 0


def _rest(figure: Figure) -> Text:
    if figure.kind is Kind.PER_SPECIALIST:
        return figure.denominator
    return say("Counted, but not in the numerator")


def _line(figure: Figure, line: LineBehind) -> dict[str, Any]:
    row = line.row
    if line.visit is not None:
        employer = line.visit.employer_id
        return {
            "title": line.visit.employer or _("An employer"),
            "url": reverse("employers:show", args=[employer]) if employer else "",
            "meta": _joined(day(line.visit.occurred_on), line.visit.staff, _made_for(line)),
            "icon": "storefront",
        }
    if row.thing is Thing.COACH:
        weeks = float(row.of)
        return {
            "title": line.coach,
            "meta": "" if weeks.is_integer() else _("{n} weeks").format(n=number(weeks, 1)),
            "icon": "user",
        }
    case = line.cases[0]
    return {
        "title": name_of(case),
        "url": reverse("participants:file", args=[case.enrolment_id]),
        "meta": _job(line) if line.job else _amount(figure, line),
        "icon": "user",
    }


def _job(line: LineBehind) -> str:
    job = line.job
    assert job is not None
    what = ", ".join(part for part in (said(job.kind), job.trade, job.employer) if part)
    return _joined(what, span(job.starts_on, job.ends_on))


def _made_for(line: LineBehind) -> str:
    names = [name_of(case) for case in line.cases]
    if n := line.more_persons:
        names.append(
            ngettext("{n} whom you may not read", "{n} whom you may not read", n).format(n=n)
        )
    return (
        _("for {names}").format(names=", ".join(names)) if names else _("for nobody in particular")
    )


def _amount(figure: Figure, line: LineBehind) -> str:
    """What the row adds, where that is more than one."""
    row = line.row
    if row.days is not None:
        return ngettext("{n} day", "{n} days", row.days).format(n=number(row.days))
    if figure.kind is Kind.WORK_SHARE:
        told = _("{n} of {of} minutes").format(n=number(row.n), of=number(row.of))
        left = f"{words.render(figure.missing)}: {number(row.missing)}" if row.missing else ""
        return _joined(told if row.of else "", left)
    if figure.kind is Kind.PER_SPECIALIST and row.n > 1:
        return _("counted {n} times, once for each main coach").format(n=row.n)
    if row.of > 1:
        return _("{n} of {of}, once for each main coach").format(n=row.n, of=number(row.of))
    return ""


def _weeks(weeks: Iterable[SupervisionWeek]) -> list[dict[str, Any]]:
    rows = [
        {
            "title": _("The week from {day}").format(day=day(week.starts_on)),
            "meta": _joined(
                _("{n} of {of} specialists had supervision").format(n=week.held, of=week.of),
                ngettext("{n} away", "{n} away", week.away).format(n=week.away)
                if week.away else "",
            ),
            "icon": "calendar-blank",
        }
        for week in weeks
    ]  # fmt: skip
    return (
        [{"title": _("Weeks that are over"), "count": _rows(len(rows)), "rows": rows}]
        if rows
        else []
    )


def _rows(n: int) -> str:
    return ngettext("{n} row", "{n} rows", n).format(n=n)


def _out_of_sight(n: int) -> str:
    if not n:
        return ""
    return ngettext(
        "{n} more is counted that you may not read.",
        "{n} more are counted that you may not read.", n,
    ).format(n=n)  # fmt: skip


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
