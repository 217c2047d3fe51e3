"""Questions whether another organisation knows the same person, in words."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from framsteg.access import Viewer
from framsteg.access.reading.person_asks import AskLine, MetAsk, Subject, answered_lately, met
from framsteg.foundation.person_codes import PersonKey
from framsteg.foundation.text import Text, say
from framsteg.rules.person_asks import AskState
from framsteg.web import words
from framsteg.web.presenters.consents import last_day
from framsteg.web.presenters.words import day, said

TEXT_VERSION = "same-person-1"
TEXT = say(
    "I say yes to {own} telling {other} who I am, and that {own} has registered me in {programme}. "
    "It is for them to see whether I am registered with them too, so that both know that I am one "
    "person. I can take my yes back whenever I want, and I get support even if I say no."
)
PURPOSE = say("To find out whether the person is registered with both, and to be one person there.")
_TONES = {AskState.YES: "success"}


def text_shown(own: str, other: str, programme: str) -> str:
    """What the person says yes to, as it is kept with the consent."""
    return words.render(TEXT).format(own=own, other=other, programme=programme)


def keys(person: Subject) -> tuple[PersonKey, ...]:
    """By what the person can be found: a number that is registered, and a case number unless

    the identity is protected.
    """
    found = [PersonKey.NUMBER] if person.has_number else []
    return tuple(found if person.protected else [*found, PersonKey.REFERENCE])


def line(one: AskLine) -> dict[str, Any]:
    """A question, with how it stands and what can be done about it."""
    return {
        "person": one.person,
        "person_url": reverse("participants:file", args=[one.enrolment_id]),
        "organisation": one.organisation,
        "state": _state(one),
        "tone": _TONES.get(one.state, "neutral"),
        "by": _by(one),
        "other": _other(one),
        "other_url": reverse("participants:file", args=[one.other.enrolment_id])
        if one.other and one.other.enrolment_id
        else "",
        "take_back_url": reverse("person_asks:take_back", args=[one.ask_id])
        if one.ours and one.state is AskState.WAITING
        else "",
        "part_url": reverse("person_asks:part", args=[one.ask_id])
        if one.state is AskState.YES and not one.in_one_file
        else "",
    }


def met_row(one: MetAsk) -> dict[str, str]:
    """A question that waits for an answer, as a row of a list."""
    names = " / ".join(dict.fromkeys(person.name for person in one.persons))
    return {
        "title": _("Is {name} the same person as with {who}?").format(
            name=names, who=one.organisation
        ),
        "url": reverse("person_asks:answer", args=[one.ask_id]),
        "meta": _("Asked {day} by {name}. Answer by {last}.").format(
            day=day(one.asked_on), name=one.asked_by or one.organisation, last=last_day(one.ends_on)
        ),
        "icon": "users",
        "tone": "info",
    }


def day_rows(viewer: Viewer) -> list[dict[str, str]]:
    """For Min dag: questions that wait for an answer, and a yes to what the viewer has asked."""
    answered = [
        {
            "title": _("{who} says that it is the same person").format(who=organisation),
            "url": reverse("person_asks:show", args=[enrolment_id]),
            "meta": day(on),
            "icon": "check",
            "tone": "success",
        }
        for enrolment_id, organisation, on in answered_lately(viewer)
    ]
    return [met_row(one) for one in met(viewer)] + answered


def persons(one: MetAsk) -> Iterable[tuple[int, str]]:
    """The own persons that it may be, to choose between."""
    for person in one.persons:
        born = _("born {year}").format(year=person.birth_year) if person.birth_year else ""
        yield person.enrolment_id, ", ".join(filter(None, (person.name, born, person.programme)))


def _state(one: AskLine) -> str:
    told: dict[AskState, Text] = {
        AskState.WAITING: say("Asked, not answered"),
        AskState.RUN_OUT: say("Asked, not answered. The time ran out {day}"),
        AskState.TAKEN_BACK: say("Taken back {day}"),
        AskState.YES: say("The same person, since {day}"),
        AskState.PARTED: say("Two registrations again since {day}"),
    }
    ran_out = one.state is AskState.RUN_OUT
    return words.render(told[one.state]).format(
        day=last_day(one.since) if ran_out else day(one.since)
    )


def _by(one: AskLine) -> str:
    if not one.ours:
        return _("They asked {day}").format(day=day(one.asked_on))
    how = said(one.by_key) + (f" {one.reference}" if one.reference else "")
    return _("Asked {day} by {name}. {how}.").format(
        day=day(one.asked_on), name=one.asked_by, how=how
    )


def _other(one: AskLine) -> str:
    if one.state is not AskState.YES:
        return ""
    if one.other is None:
        return _("What they have registered is not shared with you now.")
    if not one.other.by:
        return one.other.programme
    return _("{programme}. Talk to {name} there.").format(
        programme=one.other.programme, name=one.other.by
    )
