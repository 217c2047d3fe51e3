"""Consents in words: whether they hold, for whom and what, and what a withdrawal brings."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from framsteg.access import CaseFile, Viewer
from framsteg.access.files import ConsentLine, GroundLine
from framsteg.access.reading.programmes import OrganisationLine
from framsteg.blueprints.schema import Blueprint, ConsentParty
from framsteg.foundation.codes import Part
from framsteg.rules.deadlines import CONSENT_AHEAD
from framsteg.web.presenters.words import day, said


def status(consent: ConsentLine, today: date) -> tuple[str, str]:
    """Whether a consent holds, in words and tone."""
    if consent.withdrawn_on is not None:
        return _("Withdrawn {day}").format(day=day(consent.withdrawn_on)), "neutral"
    if consent.expires_on is None:
        return _("In force"), "success"
    if consent.expires_on <= today:
        return _("Ran out {day}").format(day=last_day(consent.expires_on)), "neutral"
    left = consent.expires_on - today
    if left <= CONSENT_AHEAD:
        n = left.days
        return ngettext("Runs out in {n} day", "Runs out in {n} days", n).format(n=n), "warning"
    return _("Holds until {day}").format(day=last_day(consent.expires_on)), "success"


def consent_card(consent: ConsentLine, file: CaseFile, viewer: Viewer) -> dict[str, Any]:
    """One consent with who may see what; the ways to take it back, for who may."""
    text, tone = status(consent, viewer.today)
    own = may_withdraw(consent, file, viewer)
    holds = consent.withdrawn_on is None and tone != "neutral"
    key = [file.enrolment_id, consent.consent_id]
    receivers = [
        {
            "name": name,
            "parts": ", ".join(said(ground.part) for ground in grounds),
            "ended": all(_over(ground, viewer.today) for ground in grounds),
            "withdraw_url": reverse("consents:withdraw_from", args=[*key, grounds[0].receiver_id])
            if own and holds
            else "",
        }
        for name, grounds in by_receiver(consent.grounds).items()
    ]
    return {
        "title": _("Consent from {day}").format(day=day(consent.given_on)),
        "status": text,
        "tone": tone,
        "facts": [
            (_("What for"), consent.purpose),
            (_("How given"), _how(consent)),
            (_("Received by"), consent.owner),
            (_("Text"), _("version {n}").format(n=consent.text_version)),
        ],
        "text_shown": consent.text_shown,
        "receivers": receivers,
        "one_receiver": len(receivers) == 1,
        "withdraw_url": reverse("consents:withdraw", args=key) if own and holds else "",
        "ask": "" if own or not holds else consent.owner,
    }


def may_withdraw(consent: ConsentLine, file: CaseFile, viewer: Viewer) -> bool:
    """By the organisation that received it, or the one whose file it opens."""
    return viewer.organisation_name in (consent.owner, file.owner)


def ground_row(ground: GroundLine, enrolment_id: int, today: date) -> dict[str, Any]:
    """Another legal ground, with its reason and the way to end it."""
    over = _over(ground, today)
    until = _("until {day}").format(day=last_day(ground.ends_on)) if ground.ends_on else ""
    return {
        "title": f"{ground.receiver}: {said(ground.part)}",
        "meta": " · ".join(
            filter(None, [said(ground.kind), ground.reason, day(ground.starts_on), until])
        ),
        "over": over,
        "end_url": ""
        if over
        else reverse("consents:end_ground", args=[enrolment_id, ground.ground_id]),
    }


def by_receiver(grounds: Iterable[GroundLine]) -> dict[str, list[GroundLine]]:
    found: dict[str, list[GroundLine]] = {}
    for ground in grounds:
        found.setdefault(ground.receiver, []).append(ground)
    return found


def parties(
    blueprint: Blueprint, organisations: Iterable[OrganisationLine], viewer: Viewer
) -> dict[int, tuple[str, str, tuple[Part, ...]]]:
    """The programme's organisations, each with the parts that the blueprint asks for.

    The own organisation comes last: it only gains what the others write.
    """
    found = {
        one.organisation_id: (one.name, "", _asked(blueprint, one))
        for one in organisations
        if one.organisation_id != viewer.organisation_id
    }
    for one in organisations:
        if one.organisation_id == viewer.organisation_id:
            note = _("Reads what the others write.")
            found[one.organisation_id] = (one.name, note, _asked(blueprint, one))
    return found


def consequence(receivers: Iterable[str]) -> list[str]:
    """What a withdrawal brings, to read before it is done."""
    names = ", ".join(receivers)
    return [
        _("{names} stops seeing at once, today.").format(names=names),
        _("What they have written themselves they keep."),
        _("That the consent was given stays in the history, as evidence."),
        _("The person keeps their support, and may say yes again later."),
    ]


def last_day(ends_on: date) -> str:
    """The last day that counts, of an end that is the first day outside."""
    return day(ends_on - timedelta(days=1))


def _asked(blueprint: Blueprint, organisation: OrganisationLine) -> tuple[Part, ...]:
    """By the name in the blueprint, or by kind where the blueprint leaves the name open."""
    named = [p for p in blueprint.consent.parties if _is(blueprint, p, organisation, by="name")]
    alike = [p for p in blueprint.consent.parties if _is(blueprint, p, organisation, by="kind")]
    party = next(iter(named or alike), None)
    return tuple(part for part in Part if part in party.parts) if party else ()


def _is(
    blueprint: Blueprint, party: ConsentParty, organisation: OrganisationLine, *, by: str
) -> bool:
    known = blueprint.organisation(party.organisation)
    return bool(getattr(known, by) == getattr(organisation, by))


def _over(ground: GroundLine, today: date) -> bool:
    return ground.ends_on is not None and ground.ends_on <= today


def _how(consent: ConsentLine) -> str:
    how = said(consent.given)
    if consent.with_interpreter:
        return _("{how}, with an interpreter").format(how=how)
    return how
