"""Meetings as they stand on pages: by day, in words, cut as the room handed them out."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from framsteg.access import NOT_SHARED
from framsteg.access.reading.meetings import ActionLine, MeetingLine
from framsteg.foundation.codes import MeetingKind, MeetingState
from framsteg.web.forms.meetings import ICONS
from framsteg.web.presenters.words import ago, said

TONES = {
    MeetingState.BOOKED: "accent",
    MeetingState.HELD: "success",
    MeetingState.NOT_HELD: "neutral",
    MeetingState.CANCELLED: "neutral",
}


def week_of(year_and_week: str, today: date) -> date:
    """The Monday of a week written as 2026-W48; of this week where it is not one."""
    try:
        return datetime.strptime(f"{year_and_week}-1", "%G-W%V-%u").date()  # noqa: DTZ007
    except ValueError:
        return today - timedelta(days=today.weekday())


def week_name(monday: date) -> str:
    """How an address says a week: 2026-W48."""
    year, week, _day = monday.isocalendar()
    return f"{year}-W{week:02}"


def by_day(lines: Iterable[MeetingLine]) -> list[dict[str, Any]]:
    """The meetings of each day that has any."""
    days = groupby(lines, key=lambda line: timezone.localdate(line.starts_at))
    return [
        {"day": capfirst(date_format(day, "l j F")), "rows": [row(line) for line in there]}
        for day, there in days
    ]


def _on_day(moment: datetime) -> str:
    return capfirst(date_format(timezone.localtime(moment), "l j F Y"))


def row(line: MeetingLine) -> dict[str, Any]:
    """One meeting in a list: the hour and with whom, then what is good to know."""
    shown = line.state is not MeetingState.BOOKED
    over = line.state is MeetingState.BOOKED and line.starts_at < timezone.now()
    return {
        "title": f"{hours(line)} {title(line)}",
        "url": reverse("meetings:show", args=[line.meeting_id]),
        "meta": " · ".join(filter(None, [said(line.place), line.where, _with_whom(line)])),
        "icon": ICONS[line.kind],
        "tone": TONES[line.state],
        "badge": said(line.state) if shown else _("Note how it went") if over else "",
        "badge_tone": TONES[line.state] if shown else "warning",
    }


def title(line: MeetingLine) -> str:
    """What a meeting is called to this reader."""
    kind = said(line.kind)
    if line.person is NOT_SHARED:
        return _("{kind}: a person").format(kind=kind)
    if line.person:
        return f"{line.person}, {kind.lower()}" if line.kind != MeetingKind.PERSON else line.person
    if line.employer:
        return f"{line.employer}"
    return kind


def hours(line: MeetingLine) -> str:
    """Says "09:30–10:15", in local time."""
    start = timezone.localtime(line.starts_at)
    end = timezone.localtime(line.starts_at + timedelta(minutes=line.minutes))
    return f"{start:%H:%M}–{end:%H:%M}"


def facts(line: MeetingLine) -> list[Any]:
    """What stands about a meeting on its own page; what is not told is left out."""
    told: list[Any] = [
        (_("When"), f"{_on_day(line.starts_at)} {hours(line)}"),
        (_("Where"), ", ".join(filter(None, [said(line.place), line.where]))),
        (_("Kind"), said(line.kind)),
        (_("Status"), said(line.state)),
        (_("Programme"), line.programme),
    ]
    if isinstance(line.person, str) and line.enrolment_id:
        url = reverse("participants:file", args=[line.enrolment_id])
        told.insert(0, {"term": _("With whom"), "value": line.person, "url": url})
    if line.enquiry_id and not line.enrolment_id:
        url = reverse("enquiries:show", args=[line.enquiry_id])
        told.insert(0, {"term": _("About"), "value": line.person or _("An enquiry"), "url": url})
    if isinstance(line.employer, str) and line.employer and line.employer_id:
        url = reverse("employers:show", args=[line.employer_id])
        told.insert(0, {"term": _("Employer"), "value": line.employer, "url": url})
    if line.organiser:
        told.append((_("Booked by"), line.organiser))
    return told


def guests(line: MeetingLine) -> list[dict[str, str]]:
    """Who is asked, and who came when that is noted."""
    words = {True: _("Came"), False: _("Did not come"), None: ""}
    tones = {True: "success", False: "neutral", None: "neutral"}
    return [
        {
            "name": g.name,
            "organisation": g.organisation if g.staff_id else _("Organisation"),
            "came": words[g.came],
            "tone": tones[g.came],
        }
        for g in line.guests
    ]


def action_row(line: ActionLine, today: date) -> dict[str, Any]:
    """One decision of the team: what, about whom, by whom and when."""
    late = line.done_on is None and line.due_on < today
    person = _("a person") if line.person is NOT_SHARED else line.person or ""
    return {
        "id": line.action_id,
        "what": line.what,
        "person": person,
        "person_url": reverse("participants:file", args=[line.enrolment_id])
        if line.enrolment_id
        else "",
        "who": line.responsible,
        "when": ago(line.due_on, today),
        "late": late,
        "done": line.done_on is not None,
    }


def _with_whom(line: MeetingLine) -> str:
    others = [g.name for g in line.guests if g.staff_id != line.organiser_id]
    return ", ".join(others[:4]) + (" …" if len(others) > 4 else "")
