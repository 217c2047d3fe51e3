"""The steering group as its pages show it: meetings, seats over the year, what is decided."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from framsteg.access.reading.steering import DecisionLine, SteeringLine
from framsteg.foundation.codes import MeetingState
from framsteg.reports.paper import Grid, Paper, Paragraph
from framsteg.rules.steering import Filled
from framsteg.web.presenters.words import day, moment, said

TONES = {
    MeetingState.BOOKED: "info",
    MeetingState.HELD: "success",
    MeetingState.NOT_HELD: "warning",
    MeetingState.CANCELLED: "neutral",
}


def meeting_row(line: SteeringLine) -> dict[str, Any]:
    """A meeting with its empty seats, seen at once."""
    empty = sum(seat.came is False for seat in line.seats)
    parts = [line.place, _("the pack is made") if line.pack else ""]
    if line.state is MeetingState.HELD and empty:
        parts.append(ngettext("{n} empty seat", "{n} empty seats", empty).format(n=empty))
    return {
        "title": moment(line.starts_at),
        "url": reverse("steering:show", args=[line.meeting_id]),
        "meta": " · ".join(part for part in parts if part),
        "icon": "users-three",
        "badge": said(line.state),
        "badge_tone": TONES[line.state],
    }


def seats_over_time(seats: Iterable[Filled]) -> dict[str, Any]:
    """Each seat over the year: how often somebody sat in it."""
    seats = list(seats)
    return {
        "bars": [
            {
                "label": seat.seat,
                "value": seat.came,
                "display": _("{n} of {of}").format(n=seat.came, of=seat.meetings),
                "series": 1 if seat.empty <= seat.came else 2,
            }
            for seat in seats
        ],
        "top": max((seat.meetings for seat in seats), default=0),
        "columns": [
            {"label": _("Seat"), "numeric": False},
            {"label": _("Came"), "numeric": True},
            {"label": _("Empty"), "numeric": True},
            {"label": _("Not noted"), "numeric": True},
        ],
        "rows": [
            [s.seat, str(s.came), str(s.empty), str(s.not_noted)] for s in seats
        ],
    }  # fmt: skip


def seats(line: SteeringLine) -> list[dict[str, Any]]:
    return [
        {
            "name": seat.name,
            "chair": seat.chair,
            "who": seat.who,
            "state": ""
            if line.state is MeetingState.BOOKED
            else _("Not noted")
            if seat.came is None
            else _("Came")
            if seat.came
            else _("Empty seat"),
            "tone": "neutral" if seat.came is None else "success" if seat.came else "warning",
        }
        for seat in line.seats
    ]


def decisions(lines: Sequence[DecisionLine], *, keeps: bool, today: date) -> list[dict[str, Any]]:
    """What was decided, with who answers and how it stands."""
    return [
        {
            "title": line.what,
            "meta": " · ".join(part for part in _about(line) if part),
            "icon": "flag",
            "badge": _("Carried out")
            if line.done_on
            else _("The day has passed")
            if line.due_on and line.due_on < today
            else _("Left"),
            "badge_tone": "success"
            if line.done_on
            else "warning"
            if line.due_on and line.due_on < today
            else "neutral",
            "action_url": reverse("steering:follow_up", args=[line.decision_id]) if keeps else "",
            "action_label": _("Follow up"),
        }
        for line in lines
    ]


def _about(line: DecisionLine) -> tuple[str, ...]:
    decided = _("decided {day}").format(day=day(timezone.localdate(line.decided_at)))
    due = _("by {day}").format(day=day(line.due_on)) if line.due_on else ""
    return line.organisation, decided, due, line.outcome


def paper(kept: Paper) -> list[dict[str, Any]]:
    """The kept pack as sections of a page: the same blocks as in its PDF."""
    return [
        {
            "id": f"del-{n}",
            "title": section.title,
            "blocks": [
                {"text": block.text, "muted": block.muted}
                if isinstance(block, Paragraph)
                else {
                    "caption": block.caption,
                    "columns": [{"label": one} for one in block.columns],
                    "rows": [list(row) for row in block.rows],
                }
                for block in section.blocks
                if isinstance(block, (Paragraph, Grid))
            ],
        }
        for n, section in enumerate(kept.sections, start=1)
    ]
