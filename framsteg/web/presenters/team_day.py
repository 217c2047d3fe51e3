"""The team's part of Min dag: today's meetings, what the team decided, whom one covers for."""

from datetime import datetime, time, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from framsteg.access import NOT_SHARED, Viewer
from framsteg.access.reading import meetings as reading
from framsteg.access.reading import team
from framsteg.access.reading.meetings import ActionLine
from framsteg.access.reading.team import Covered
from framsteg.web.presenters import meetings as present
from framsteg.web.presenters.people import name_of
from framsteg.web.presenters.words import ago

SOON = timedelta(days=7)


def team_day(viewer: Viewer) -> dict[str, Any]:
    """Everything of this part, in a fixed number of queries."""
    start = timezone.make_aware(datetime.combine(viewer.today, time()))
    today = reading.my_meetings(viewer, start, start + timedelta(days=1))
    return {
        "meetings": [present.row(line) for line in today],
        "actions": [
            _action(line, viewer)
            for line in reading.my_actions(viewer)
            if line.due_on <= viewer.today + SOON
        ],
        "covers": [_covered(one, viewer) for one in team.covered(viewer)],
    }


def count_team_day(viewer: Viewer) -> int:
    """How many of these things wait, for the one mail a day; nobody is shown."""
    start = timezone.make_aware(datetime.combine(viewer.today, time()))
    today = reading.count_meetings(viewer, start, start + timedelta(days=1))
    return today + reading.count_my_actions(viewer, viewer.today)


def _action(line: ActionLine, viewer: Viewer) -> dict[str, Any]:
    late = line.due_on < viewer.today
    about = _("a person") if line.person is NOT_SHARED else line.person or ""
    when = ago(line.due_on, viewer.today)
    return {
        "title": line.what,
        "url": reverse("meetings:show", args=[line.meeting_id]),
        "meta": " · ".join(filter(None, [str(about), _("From the team meeting"), when])),
        "icon": "list-checks",
        "tone": "warning" if late else "accent",
        "badge": _("Late") if late else "",
        "badge_tone": "warning",
    }


def _covered(one: Covered, viewer: Viewer) -> dict[str, Any]:
    n = len(one.lines)
    more = ngettext("{n} person", "{n} persons", n).format(n=n)
    return {
        "title": _("You cover for {name}").format(name=one.away),
        "lead": more,
        "rows": [
            {
                "title": name_of(line),
                "url": reverse("cover:brief", args=[line.enrolment_id]),
                "meta": _next(line.summary, viewer),
                "icon": "user",
                "action_label": _("Log a contact"),
                "action_url": reverse("contacts:log_with", args=[line.enrolment_id]),
            }
            for line in one.lines
        ],
    }


def _next(summary: Any, viewer: Viewer) -> str:
    last = ago(summary.last_contact_on, viewer.today)
    told = [
        summary.next_step,
        _("Last contact {when}").format(when=last) if last else _("No contact yet"),
    ]
    return " · ".join(filter(None, told))
