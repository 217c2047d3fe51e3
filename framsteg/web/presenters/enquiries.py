"""Enquiries in words: in the list, on their page, and what to say when the answer is no."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from framsteg.access.reading.enquiries import EnquiryFile, EnquiryStep
from framsteg.access.reading.programmes import ProgrammeFile
from framsteg.blueprints.schema import Blueprint, BookedBy
from framsteg.foundation.codes import DeclineReason, EnquiryOutcome, SourceKind
from framsteg.foundation.text import Text, say
from framsteg.rules.enquiries import booked_otherwise
from framsteg.web import words
from framsteg.web.presenters.words import ago, day, moment, said

TABS = {
    "open": (frozenset({EnquiryOutcome.OPEN}), say("Unanswered")),
    "waiting": (frozenset({EnquiryOutcome.WAITING}), say("Waiting list")),
    "accepted": (frozenset({EnquiryOutcome.ACCEPTED}), say("Taken in")),
    "no": (
        frozenset({EnquiryOutcome.DECLINED, EnquiryOutcome.WITHDRAWN}),
        say("Declined or withdrawn"),
    ),
    "all": (frozenset(EnquiryOutcome), say("All")),
}
TONES = {
    EnquiryOutcome.OPEN: "info",
    EnquiryOutcome.WAITING: "ochre",
    EnquiryOutcome.ACCEPTED: "success",
    EnquiryOutcome.DECLINED: "neutral",
    EnquiryOutcome.WITHDRAWN: "neutral",
}
SOURCE_ICONS = {
    SourceKind.SELF: "user",
    SourceKind.RELATIVE: "hand-heart",
    SourceKind.UNIT: "buildings",
}
STEPS = {
    "enquiries.receive": (say("The enquiry came in"), "tray"),
    "enquiries.amend": (say("What was noted was changed"), "pencil-simple"),
    "enquiries.meet": (say("Information meeting booked"), "calendar-blank"),
    "first_talks.agree": (say("Yes to speaking together"), "handshake"),
    "first_talks.take_back_yes": (say("The yes to speaking together was taken back"), "x"),
    "first_talks.book": (say("First talk with all booked"), "users-three"),
    "enquiries.open": (say("Opened again"), "arrows-clockwise"),
    "enquiries.waiting": (say("Put on the waiting list"), "hourglass"),
    "enquiries.accepted": (say("Accepted and enrolled"), "check"),
    "enquiries.declined": (say("Declined"), "x"),
    "enquiries.withdrawn": (say("The person withdrew"), "door-open"),
}
MEETING_HELD = say("Information meeting held")

# Words that a coach can read out. They speak of the programme, never of the person.
KIND_NO: dict[DeclineReason, Text] = {
    DeclineReason.OUTSIDE_AGE: say(
        "{programme} is for people of another age, so we cannot offer you a place."
    ),
    DeclineReason.OUTSIDE_AREA: say(
        "{programme} is for those who live in another area, so we cannot offer you a place."
    ),
    DeclineReason.OUTSIDE_TARGET_GROUP: say(
        "{programme} is meant for people with other needs, so there is other support that suits "
        "you better."
    ),
    DeclineReason.CONDITION_NOT_MET: say(
        "{programme} has conditions that we cannot depart from, and one of them is not met today."
    ),
    DeclineReason.NO_PLACES: say(
        "{programme} has no free places just now, so we cannot offer you a place."
    ),
    DeclineReason.OTHER_SUPPORT_FITS: say(
        "We listened to what you want, and there is other support that gives you more of it."
    ),
}


def tabs(
    counts: Mapping[EnquiryOutcome, int], *, shown: str, programme_key: str
) -> list[dict[str, Any]]:
    """The tabs of the list with how many stand in each, right now."""
    also = f"&programme={programme_key}" if programme_key else ""
    return [
        {
            "label": words.render(label),
            "url": f"?show={key}{also}",
            "current": key == shown,
            "count": sum(counts[outcome] for outcome in outcomes) or "0",
        }
        for key, (outcomes, label) in TABS.items()
    ]


def row(enquiry: EnquiryFile, today: date, *, place: int | None, programme: str) -> dict[str, Any]:
    """One enquiry in the list; `place` is its number on the waiting list."""
    facts = [day(enquiry.received_on), _came_by(enquiry), programme]
    if enquiry.outcome is EnquiryOutcome.OPEN and enquiry.meeting_on and not enquiry.meeting_held:
        facts.append(_("meeting {when}").format(when=ago(enquiry.meeting_on, today)))
    if place is not None:
        facts.insert(0, _("number {n}").format(n=place))
    return {
        "title": named(enquiry),
        "url": reverse("enquiries:show", args=[enquiry.enquiry_id]),
        "meta": " · ".join(filter(None, facts)),
        "icon": SOURCE_ICONS[enquiry.source_kind],
        "tone": TONES[enquiry.outcome],
        "badge": response(enquiry, today),
        "badge_tone": TONES[enquiry.outcome],
    }


def named(enquiry: EnquiryFile) -> str:
    """Who it is about, as far as anyone has said."""
    return enquiry.person_name or _("No name yet")


def response(enquiry: EnquiryFile, today: date) -> str:
    """How long the person waited for an answer, or has waited so far."""
    if enquiry.outcome in (EnquiryOutcome.OPEN, EnquiryOutcome.WAITING):
        n = (today - enquiry.received_on).days
        if n == 0:
            return _("Came today")
        return ngettext("Waited {n} day", "Waited {n} days", n).format(n=n)
    n = ((enquiry.outcome_on or today) - enquiry.received_on).days
    if n == 0:
        return _("Answered the same day")
    return ngettext("Answered after {n} day", "Answered after {n} days", n).format(n=n)


def facts(enquiry: EnquiryFile) -> list[tuple[str, str]]:
    """What was noted when it came in; what was not said is left out."""
    told = [
        (_("Came in"), day(enquiry.received_on)),
        (_("First contact"), _came_by(enquiry, channel=False)),
        (_("How"), said(enquiry.channel)),
        (_("Form"), said(enquiry.formality)),
        (_("Reached by"), enquiry.person_contact),
    ]
    return [(term, value) for term, value in told if value]


BOOKS = {
    BookedBy.PERSON: say("The person books the meeting."),
    BookedBy.REFERRER: say("The one who refers books the meeting."),
    BookedBy.TOGETHER: say("The person and the one who refers book it together."),
}
HAS_BOOKED = {
    BookedBy.PERSON: say("Booked by the person"),
    BookedBy.REFERRER: say("Booked by the one who refers"),
    BookedBy.TOGETHER: say("Booked by the person and the one who refers together"),
}
BOOKED_OTHERWISE = {
    BookedBy.PERSON: say("Ask the person whether the time suits them: here they book it."),
    BookedBy.REFERRER: say("Tell the one who refers: here they book it."),
    BookedBy.TOGETHER: say("Call the other one too: here they book it together."),
}


def meeting(enquiry: EnquiryFile, blueprint: Blueprint, today: date) -> dict[str, Any]:
    """The information meeting, and who the programme says should book it and be there."""
    ways = blueprint.ways_in
    booked_by = enquiry.meeting_booked_by
    otherwise = booked_otherwise(meant=ways.booked_by, booked_by=booked_by)
    advice = [words.render(BOOKS[ways.booked_by])] if ways.booked_by else []
    if ways.companion_welcome:
        advice.append(_("The person may bring someone for support."))
    return {
        "booked": bool(enquiry.meeting_on),
        "held": enquiry.meeting_held,
        "on": day(enquiry.meeting_on),
        "at": f"{enquiry.meeting_time:%H.%M}" if enquiry.meeting_time else "",
        "place": enquiry.meeting_place,
        "booked_by": words.render(HAS_BOOKED[booked_by]) if booked_by else "",
        "otherwise": (
            words.render(BOOKED_OTHERWISE[ways.booked_by])
            if ways.booked_by and otherwise and not enquiry.meeting_held
            else ""
        ),
        "when": ago(enquiry.meeting_on, today),
        "together_with": enquiry.meeting_with,
        "takes_part": [_organisation(blueprint, key) for key in ways.first_talk],
        "advice": advice,
    }


def confirmation(enquiry: EnquiryFile, programme: str) -> str:
    """What to send to those who come: when and where, and nothing of whom it is about."""
    if enquiry.meeting_on is None or enquiry.meeting_held:
        return ""
    when = day(enquiry.meeting_on)
    if enquiry.meeting_time:
        when = _("{day} at {time}").format(day=when, time=f"{enquiry.meeting_time:%H.%M}")
    told = [
        _("Welcome to an information meeting: {programme}").format(programme=programme),
        _("When: {when}.").format(when=when),
    ]
    if enquiry.meeting_place:
        told.append(_("Where: {place}.").format(place=enquiry.meeting_place))
    told.append(_("If the time no longer suits you, get in touch and we will find another."))
    return "\n".join(told)


def answer(enquiry: EnquiryFile, programme: str) -> dict[str, Any] | None:
    """A no, and the words to give it with; None while there is none."""
    if enquiry.decline_reason is None:
        return None
    return {
        "reason": said(enquiry.decline_reason),
        "to_say": kind_words(enquiry.decline_reason, programme),
        "pointed_to": enquiry.pointed_to,
        "note": enquiry.decline_note,
    }


def kind_words(reason: DeclineReason, programme: str) -> str:
    return words.render(Text(KIND_NO[reason].msgid, {"programme": programme}))


def kind_list(reasons: Iterable[DeclineReason], programme: str) -> list[tuple[str, str]]:
    """How each reason may be said, to read before choosing."""
    return [(said(reason), kind_words(reason, programme)) for reason in reasons]


def together(enquiry: EnquiryFile, programme: ProgrammeFile) -> dict[str, str] | None:
    """The person's yes to speaking with several at once, in words; None where there is none."""
    if enquiry.together_on is None:
        return None
    names = [o.name for o in programme.organisations if o.organisation_id in enquiry.together_with]
    return {
        "on": day(enquiry.together_on),
        "how": said(enquiry.together_how).lower(),
        "names": ", ".join(names),
    }


def history(enquiry: EnquiryFile, steps: Iterable[EnquiryStep]) -> list[dict[str, Any]]:
    """What was done with the enquiry, for the timeline: the latest first."""
    events = [_event(step) for step in reversed(list(steps))]
    if not events:  # it came with a list, which tells the day alone
        label, icon = STEPS["enquiries.receive"]
        came = {"title": words.render(label), "when": day(enquiry.received_on), "icon": icon}
        events = [came]
    return [{"label": _("So far"), "events": events}]


def _event(step: EnquiryStep) -> dict[str, Any]:
    label, icon = STEPS.get(step.verb, (say("Something was changed"), "pencil-simple"))
    if step.verb == "enquiries.meet" and step.changes.get("meeting_held", [None, False])[1]:
        label, icon = MEETING_HELD, "check"
    return {"title": words.render(label), "when": moment(step.at), "by": step.by, "icon": icon}


def _came_by(enquiry: EnquiryFile, *, channel: bool = True) -> str:
    source = words.told(enquiry.source) if enquiry.source else said(enquiry.source_kind)
    return f"{source} ({said(enquiry.channel).lower()})" if channel else source


def _organisation(blueprint: Blueprint, key: str) -> str:
    organisation = blueprint.organisation(key)
    named = organisation.name or said(organisation.kind)
    return f"{named}, {organisation.division}" if organisation.division else named
