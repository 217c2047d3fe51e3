"""Between the chairs, in words: what each group is, why somebody stands in it, what to do."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from framsteg.access import Viewer
from framsteg.access.files import CaseLine
from framsteg.access.reading.chairs import Seat
from framsteg.access.reading.programmes import ProgrammeLine
from framsteg.foundation.text import say
from framsteg.rules.chairs import Chair
from framsteg.web import words
from framsteg.web.presenters.people import name_of
from framsteg.web.presenters.words import ago

TITLES = {
    Chair.NO_ONE: say("No one responsible"),
    Chair.SILENCE: say("In silence"),
    Chair.PAST_DATE: say("Waiting past the date"),
    Chair.GOING_ROUND: say("Going round"),
    Chair.ENDING: say("The programme ends"),
}
LEADS = {
    Chair.NO_ONE: say("Nobody who works here today is main coach."),
    Chair.SILENCE: say("No contact for longer than the programme allows."),
    Chair.PAST_DATE: say(
        "A promise a week past its day, an enquiry unanswered for two weeks, a meeting that was "
        "not held, or three months on the waiting list."
    ),
    Chair.GOING_ROUND: say("The same step for the third time, with no job in between."),
    Chair.ENDING: say("Ninety days are left or fewer, and the person is still enrolled."),
}
ICONS = {
    Chair.NO_ONE: "users",
    Chair.SILENCE: "hourglass",
    Chair.PAST_DATE: "calendar-blank",
    Chair.GOING_ROUND: "arrows-clockwise",
    Chair.ENDING: "flag-checkered",
}


def groups(
    programme: ProgrammeLine, found: Mapping[Chair, tuple[Seat, ...]], viewer: Viewer
) -> list[dict[str, Any]]:
    """Each group with its list; the count is the length of the list, nothing else."""
    acts = bool(viewer.may_write(programme.programme_id))
    return [
        {
            "id": chair.value,
            "title": words.render(TITLES[chair]),
            "lead": words.render(LEADS[chair]),
            "icon": ICONS[chair],
            "count": len(found[chair]),
            "rows": [_row(seat, viewer, acts=acts) for seat in found[chair]],
        }
        for chair in TITLES
    ]


def _row(seat: Seat, viewer: Viewer, *, acts: bool) -> dict[str, Any]:
    why = words.render(seat.finding.words)
    if seat.enquiry is not None:
        there = reverse("enquiries:show", args=[seat.enquiry.enquiry_id])
        title = seat.enquiry.person_name or _("Enquiry without a name")
        return _shown(title, there, why, "tray") | _act(acts, _("Answer"), there)
    line = seat.line
    assert line is not None
    row = _shown(name_of(line), reverse("participants:file", args=[line.enrolment_id]), why, "user")
    row["meta"] += _beside(line, seat.finding.chair, viewer)
    return row | _act(acts, *_what(seat.finding.chair, line.enrolment_id))


def _shown(title: str, url: str, why: str, icon: str) -> dict[str, Any]:
    return {
        "title": title,
        "url": url,
        "meta": why if why.endswith(".") else f"{why}.",
        "icon": icon,
        "tone": "neutral",
    }


def _act(acts: bool, label: str, url: str) -> dict[str, str]:
    return {"action_label": label, "action_url": url} if acts else {}


def _beside(line: CaseLine, chair: Chair, viewer: Viewer) -> str:
    """Who has the person, and when they last met: what one asks first."""
    told = []
    if chair is not Chair.NO_ONE and isinstance(line.coaches, tuple) and line.coaches:
        told.append(", ".join(coach.name for coach in line.coaches))
    if chair is not Chair.SILENCE and line.summary.last_contact_on:
        told.append(
            _("last contact {when}").format(when=ago(line.summary.last_contact_on, viewer.today))
        )
    return f" {' · '.join(told)}" if told else ""


def _what(chair: Chair, enrolment_id: int) -> tuple[str, str]:
    key = [enrolment_id]
    if chair is Chair.NO_ONE:
        return _("Choose a coach"), reverse("enrolments:coaches", args=key)
    if chair is Chair.GOING_ROUND:
        return _("Follow up"), reverse("follow_ups:record", args=key)
    if chair is Chair.ENDING:
        return _("Hand over"), reverse("handovers:one", args=key)
    return _("Log a contact"), reverse("contacts:log_with", args=key)
