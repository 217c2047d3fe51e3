"""All parties' efforts on one time axis: what each does when, and where nothing goes on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from framsteg.access import Viewer
from framsteg.access.plan_files import EffortKind, EffortLine, EffortsView
from framsteg.rules.dates import add_months
from framsteg.rules.efforts import Gap, Span, gaps
from framsteg.web.presenters.words import day, said, span

WIDE, NARROW = 900, 380
_TOP, _HEAD, _ROW, _BAR, _EDGE = 34, 30, 42, 12, 8
_MOST_TICKS = 8
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Axis:
    """Where a day stands, from the first day to the one after the last.

    In whole units: a page in Swedish would write a fraction with a comma.
    """

    first: date
    until: date
    width: int

    def at(self, on: date) -> int:
        inside = min(max(on, self.first), self.until)
        share = (inside - self.first).days / max((self.until - self.first).days, 1)
        return round(_EDGE + share * (self.width - 2 * _EDGE))


def efforts(view: EffortsView, viewer: Viewer) -> dict[str, Any]:
    """Everything the page prints: the picture twice (wide, narrow), gaps in words, the table."""
    first, until = _bounds(view, viewer.today)
    # What goes on is asked about until today, or the exit; what is planned lies beyond.
    asked_until = min(view.ends_on or viewer.today, viewer.today) + _DAY
    begins = view.starts_on or first
    empty = gaps(_spans(view.efforts), first=begins, until=asked_until)
    axes = [Axis(first, until, width) for width in (WIDE, NARROW)]
    return {
        "pictures": [_picture(axis, view, empty, viewer.today) for axis in axes]
        if view.efforts
        else [],
        "told": _told(view.efforts),
        "gaps": [_gap(gap, asked_until) for gap in empty] if view.efforts else [],
        "withheld": [said(part) for part in view.withheld],
        "columns": [
            {"label": name}
            for name in (_("Who"), _("What"), _("When"), _("Responsible"), _("Change"))
        ],
        "rows": [_row(one, view, viewer) for one in view.efforts],
    }


def _bounds(view: EffortsView, today: date) -> tuple[date, date]:
    """From the enrolment or the first effort to what is planned, at least two months."""
    starts = [one.starts_on for one in view.efforts]
    ends = [one.until for one in view.efforts if one.until]
    first = min([*starts, view.starts_on or today])
    last = max([*ends, *starts, today + _DAY])
    return first, max(last, add_months(first, 2))


def _spans(lines: Iterable[EffortLine]) -> list[Span]:
    """The days on which something is done. A plan that only promises covers nothing."""
    found = []
    for one in lines:
        if one.days is None:
            found.append(Span(one.starts_on, one.until))
        else:
            found += [Span(on, on + _DAY) for on in one.days]
    return found


def party(one: EffortLine) -> str:
    return one.party or said(one.by)


def what(one: EffortLine) -> str:
    """The effort in words."""
    n = len(one.days or ())
    if one.kind is EffortKind.CONTACTS:
        return ngettext("{n} contact", "{n} contacts", n).format(n=n)
    if one.kind is EffortKind.EMPLOYER_CONTACTS:
        return ngettext("{n} contact with employers", "{n} contacts with employers", n).format(n=n)
    if one.kind is EffortKind.FOLLOW_UPS:
        return ngettext("{n} follow-up", "{n} follow-ups", n).format(n=n)
    if one.kind is EffortKind.PLACEMENT:
        return ": ".join(filter(None, [said(one.placement_kind), one.what]))
    if one.kind is EffortKind.PLAN_ACTION:
        return _("In the plan: {what}").format(what=one.what)
    return one.what


def _when(one: EffortLine) -> str:
    if one.until is None:
        return _("from {day}").format(day=day(one.starts_on))
    if one.until <= one.starts_on + _DAY:
        return day(one.starts_on)
    return span(one.starts_on, one.until)


def _row(one: EffortLine, view: EffortsView, viewer: Viewer) -> list[Any]:
    mine = view.head.may_write and one.owner_id == viewer.organisation_id
    change: Any = "–"
    if one.kind is EffortKind.ENTERED and mine:
        url = reverse("efforts:change", args=[view.head.enrolment_id, one.row_id])
        change = {"text": _("Change"), "url": url}
    elif one.kind is EffortKind.PLACEMENT:
        change = {
            "text": _("Support and follow-up"),
            "url": reverse("support:show", args=[one.row_id]),
        }
    return [party(one), what(one), _when(one), one.who or "–", change]


def _picture(axis: Axis, view: EffortsView, empty: Sequence[Gap], today: date) -> dict[str, Any]:
    lanes, y = [], _TOP
    for number, (name, lines) in enumerate(groupby(view.efforts, key=party)):
        lane: dict[str, Any] = {"name": _cut(name, axis.width), "y": y + 20, "rows": []}
        y += _HEAD
        for one in lines:
            lane["rows"].append(_drawn(one, axis, y, number % 6 + 1))
            y += _ROW
        lanes.append(lane)
    return {
        "kind": "wide" if axis.width == WIDE else "narrow",
        "width": axis.width,
        "height": y + 8,
        "top": _TOP - 8,
        "foot": y,
        "ticks": _ticks(axis),
        "lanes": lanes,
        "gaps": [
            {"x": axis.at(g.starts_on), "width": axis.at(g.until) - axis.at(g.starts_on)}
            for g in empty
        ],
        "today": axis.at(today),
    }


def _drawn(one: EffortLine, axis: Axis, y: int, series: int) -> dict[str, Any]:
    x = axis.at(one.starts_on)
    right = axis.at(one.until) if one.until else axis.width - _EDGE
    single = one.kind in (EffortKind.CONTACTS, EffortKind.EMPLOYER_CONTACTS, EffortKind.FOLLOW_UPS)
    return {
        "words": _cut(f"{what(one)}, {_when(one)}", axis.width),
        "text_y": y + 14,
        "bar_y": y + 20,
        "bar": _BAR,
        "x": x,
        "width": max(right - x, 4),
        "middle": y + 20 + _BAR // 2,
        "dots": [axis.at(on) for on in one.days or ()] if single else [],
        "promised": one.kind is EffortKind.PLAN_ACTION,
        "open": one.until is None,
        "series": series,
    }


def _ticks(axis: Axis) -> list[dict[str, Any]]:
    """The first of months, so many apart that their names have room."""
    months = (axis.until.year - axis.first.year) * 12 + axis.until.month - axis.first.month
    most = _MOST_TICKS if axis.width == WIDE else 4
    step = max(1, -(-months // most))
    on = add_months(axis.first.replace(day=1), 1)
    found = []
    while on < axis.until:
        found.append({"x": axis.at(on), "words": _month(on), "end": axis.at(on) > axis.width - 80})
        on = add_months(on, step)
    return found


def _month(on: date) -> str:
    return date_format(on, "M Y")


def _cut(words: str, width: int) -> str:
    most = width // 8
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"


def _gap(gap: Gap, asked_until: date) -> str:
    n = gap.days
    if gap.until >= asked_until:
        words = _("Since {day} nothing goes on ({n} days).")
        return words.format(day=day(gap.starts_on), n=n)
    words = _("Nothing went on {days} ({n} days).")
    return words.format(days=span(gap.starts_on, gap.until), n=n)


def _told(lines: Iterable[EffortLine]) -> str:
    """The picture in words, for who does not see it."""
    return " ".join(f"{party(one)}: {what(one)}, {_when(one)}." for one in lines)
