"""Requests and restrictions in words, for the person's rights and beside the file."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from framsteg.access import Viewer
from framsteg.access.reading.requests import Beside, RequestLine, RestrictionLine
from framsteg.foundation.codes import RequestOutcome
from framsteg.rules.rights import answer_by
from framsteg.web.presenters.words import day, said


def request_row(one: RequestLine, viewer: Viewer) -> dict[str, Any]:
    """What was asked, and the answer or the day it is due."""
    waits = one.outcome is RequestOutcome.OPEN
    last = answer_by(one.asked_on)
    late = waits and last < viewer.today
    status = _("To be answered by {day}").format(day=day(last)) if waits else said(one.outcome)
    return {
        "title": f"{said(one.kind)}, {day(one.asked_on)}",
        "words": one.words,
        "status": status,
        "tone": "danger" if late else "info" if waits else "neutral",
        "facts": [
            (term, value)
            for term, value in (
                (_("Answered"), day(one.answered_on)),
                (_("Why"), one.reason),
                (_("The person's own statement"), one.statement),
                (_("Who else has been told of the change"), one.told_others),
            )
            if value
        ],
        "answer_url": reverse("requests:answer", args=[one.request_id]) if waits else "",
    }


def restriction_row(one: RestrictionLine) -> dict[str, Any]:
    """A restriction, standing or lifted."""
    when = _("from {day}").format(day=day(one.starts_on))
    if one.ends_on:
        when = _("{first} to {last}, the person was told {told}").format(
            first=day(one.starts_on), last=day(one.ends_on), told=day(one.told_on)
        )
    return {
        "title": said(one.ground),
        "meta": " · ".join(filter(None, [when, one.note])),
        "lift_url": "" if one.ends_on else reverse("requests:lift", args=[one.restriction_id]),
    }


def beside(told: Beside) -> dict[str, Any]:
    """What the person's page shows first."""
    return {
        "restrictions": [
            {
                "title": _("The use is restricted since {day}").format(day=day(one.starts_on)),
                "text": " ".join(
                    filter(None, [f"{one.organisation}: {said(one.ground)}.", one.note])
                ),
            }
            for one in told.restrictions
        ],
        "statements": [
            {
                "title": _("The person's own statement"),
                "text": one.statement,
                "about": f"{said(one.kind)}, {day(one.asked_on)}: {one.words}",
            }
            for one in told.statements
        ],
    }
