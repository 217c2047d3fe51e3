"""Consents in words: whether they hold, for whom and what, and what a withdrawal brings."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from framsteg.access import CaseFile, Viewer
from framsteg.access.files import ConsentLine, GiverLine, GroundLine
from framsteg.access.reading.consents import Loss
from framsteg.access.reading.programmes import OrganisationLine
from framsteg.blueprints.schema import Blueprint, ConsentParty
from framsteg.foundation.codes import Part
from framsteg.rules.deadlines import CONSENT_AHEAD
from framsteg.web.forms.consents import Party
from framsteg.web.presenters.words import day, said


def status(consent: ConsentLine, today: date) -> tuple[str, str]:
    """Whether a consent holds, in words and tone."""
    if consent.withdrawn_on is not None:
        return _("Withdrawn {day}").format(day=day(consent.withdrawn_on)), "neutral"
    if consent.replaced_on is not None:
        return _("Replaced by a new one {day}").format(day=day(consent.replaced_on)), "neutral"
    if consent.answers and not any(answer.yes for answer in consent.answers):
        return _("The person said no"), "neutral"
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
    holds = tone != "neutral"
    key = [file.enrolment_id, consent.consent_id]
    receivers = [
        {
            **one,
            "withdraw_url": reverse("consents:withdraw_from", args=[*key, receiver_id])
            if own and holds and not one["ended"]
            else "",
        }
        for receiver_id, one in _receivers(consent, viewer).items()
    ]
    return {
        "title": _("Consent from {day}").format(day=day(consent.given_on)),
        "status": text,
        "tone": tone,
        "facts": facts(consent),
        "text_shown": consent.text_shown,
        "receivers": receivers,
        "one_receiver": len(receivers) == 1,
        "givers": [_giver(one, key, viewer, holds=holds) for one in consent.givers],
        "withdraw_url": reverse("consents:withdraw", args=key) if own and holds else "",
        "print_url": reverse("consents:print", args=key),
        "renew_url": _renew_url(consent, file, viewer, tone),
        "ask": "" if own or not holds else consent.owner,
    }


def facts(consent: ConsentLine) -> list[tuple[str, str]]:
    """How a consent was given, term by term; what was not noted is left out."""
    until = last_day(consent.expires_on) if consent.expires_on else _("until it is taken back")
    stead = ""
    if consent.signed_by:
        stead = f"{consent.signed_by} ({consent.signed_for_reason})"
    told = [
        (_("What for"), consent.purpose),
        (_("Period"), f"{day(consent.given_on)} – {until}"),
        (_("How given"), said(consent.given)),
        (_("Where the paper is kept"), consent.kept_at),
        (_("Interpreter"), _interpreter(consent)),
        (_("Said yes in the person's stead"), stead),
        (_("Received by"), ", ".join(filter(None, [consent.received_by, consent.owner]))),
        (_("Text"), _("version {n}").format(n=consent.text_version)),
    ]
    return [(term, value) for term, value in told if value]


def notices(file: CaseFile, viewer: Viewer) -> list[dict[str, str]]:
    """What of the consents needs somebody: to confirm, or to renew before it runs out."""
    found = []
    for consent in file.consents:
        key = [file.enrolment_id, consent.consent_id]
        text, tone = status(consent, viewer.today)
        if tone != "neutral" and any(
            g.waits and g.organisation_id == viewer.organisation_id for g in consent.givers
        ):
            words = _(
                "The person has told {who} that the yes also goes for what your organisation "
                "has written. It stays closed until you confirm."
            ).format(who=consent.owner)
            url = reverse("consents:confirm", args=key)
            found.append({"words": words, "url": url, "label": _("Read and answer")})
        if tone == "warning":
            words = _("The consent to {who}: {when}.").format(
                who=", ".join(by_receiver(consent.grounds)), when=text.lower()
            )
            url = _renew_url(consent, file, viewer, tone) or reverse(
                "consents:show", args=[file.enrolment_id]
            )
            found.append({"words": words, "url": url, "label": _("Ask for a new one")})
    return found


def may_withdraw(consent: ConsentLine, file: CaseFile, viewer: Viewer) -> bool:
    """By the organisation that received it, or the one that enrolled the person."""
    return viewer.organisation_id in (consent.owner_id, file.owner_id)


def waits_for(consent: ConsentLine, viewer: Viewer) -> GiverLine | None:
    """The viewer's organisation as one whose rows the consent is also meant for."""
    mine = (g for g in consent.givers if g.organisation_id == viewer.organisation_id)
    return next(mine, None)


def said_before(consent: ConsentLine) -> dict[int, str]:
    """What the person answered the last time, in words, by organisation."""
    found: dict[int, list[str]] = {}
    for answer in consent.answers:
        if answer.yes and answer.withdrawn_on is None:
            found.setdefault(answer.receiver_id, []).append(said(answer.part))
    return {
        key: _("Last time: yes to {parts}").format(parts=", ".join(parts).lower())
        for key, parts in found.items()
    }


def print_rows(consent: ConsentLine) -> list[dict[str, Any]]:
    """The answers as a table to print: organisation, part, yes or no, taken back when."""
    return [
        {
            "organisation": answer.receiver,
            "part": said(answer.part),
            "answer": _("Yes") if answer.yes else _("No"),
            "withdrawn": day(answer.withdrawn_on),
        }
        for answer in consent.answers
    ]


def _receivers(consent: ConsentLine, viewer: Viewer) -> dict[int, dict[str, Any]]:
    """For each organisation: what it may see, what the person said no to, whether it is over."""
    names = {g.receiver_id: g.receiver for g in consent.grounds}
    names |= {a.receiver_id: a.receiver for a in consent.answers}
    found = {}
    for receiver_id, name in names.items():
        answers = [a for a in consent.answers if a.receiver_id == receiver_id]
        grounds = [g for g in consent.grounds if g.receiver_id == receiver_id]
        yes = {a.part for a in answers if a.yes} | {g.part for g in grounds}
        waits = [a for a in answers if a.yes and a.withdrawn_on is None and not grounds]
        found[receiver_id] = {
            "name": name,
            "parts": ", ".join(said(part) for part in Part if part in yes),
            "no": ", ".join(said(a.part) for a in answers if not a.yes),
            "ended": not waits and all(_over(ground, viewer.today) for ground in grounds),
        }
    return found


def _giver(giver: GiverLine, key: list[int], viewer: Viewer, *, holds: bool) -> dict[str, Any]:
    if giver.refused_on is not None:
        words, tone = _("Keeps it closed since {day}").format(day=day(giver.refused_on)), "neutral"
    elif giver.confirmed_on is not None:
        words, tone = _("Confirmed {day}").format(day=day(giver.confirmed_on)), "success"
    else:
        words, tone = _("Waits for them to confirm"), "warning"
    mine = giver.organisation_id == viewer.organisation_id and holds
    return {
        "name": giver.organisation,
        "words": words,
        "tone": tone,
        "answer_url": reverse("consents:confirm", args=key) if mine else "",
    }


def _renew_url(consent: ConsentLine, file: CaseFile, viewer: Viewer, tone: str) -> str:
    own = consent.owner_id == viewer.organisation_id
    gone = consent.withdrawn_on is not None or consent.replaced_on is not None
    if not own or gone or tone == "success" or not file.may_write:
        return ""
    there = reverse("consents:give", args=[file.enrolment_id])
    return f"{there}?renews={consent.consent_id}"


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
    blueprint: Blueprint,
    organisations: Iterable[OrganisationLine],
    viewer: Viewer,
    before: Mapping[int, str],
) -> dict[int, Party]:
    """The programme's organisations, each with the parts that the blueprint asks for.

    The own organisation comes last: it only gains what the others write.
    """
    others = [one for one in organisations if one.organisation_id != viewer.organisation_id]
    own = [one for one in organisations if one.organisation_id == viewer.organisation_id]
    note = _("Reads what the others have written, when they confirm it.")
    return {
        one.organisation_id: Party(
            name=one.name,
            asked=_asked(blueprint, one),
            note=note if one in own else "",
            before=before.get(one.organisation_id, ""),
        )
        for one in [*others, *own]
    }


def consequence(losses: Iterable[Loss]) -> list[str]:
    """What a withdrawal brings, to read before it is done: who loses what, what stays."""
    lines = []
    for loss in losses:
        parts = ", ".join(said(part) for part in loss.parts).lower()
        lines.append(
            _("{who} stops seeing at once, today: {parts}.").format(
                who=loss.organisation, parts=parts
            )
        )
        if loss.people:
            lines.append(
                _("Those who work with the person there lose sight of it: {names}.").format(
                    names=", ".join(loss.people)
                )
            )
    return [
        *lines,
        _("What they have written themselves they keep."),
        _("That the consent was given, and what was read while it held, stays in the history."),
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


def _interpreter(consent: ConsentLine) -> str:
    if not consent.with_interpreter:
        return ""
    return ", ".join(filter(None, [consent.interpreter, consent.interpreter_language])) or _("Yes")
