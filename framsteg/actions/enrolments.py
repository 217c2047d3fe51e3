"""Enrolments: taken in, moved through the phases, coached, exited, handed over."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F, Q

from framsteg.access import NotFound, Viewer
from framsteg.access.changing import (
    enquiry_to_change,
    enrolment_to_change,
    participant_to_change,
)
from framsteg.actions import enquiries, participants, recording, summaries
from framsteg.blueprints.load import get
from framsteg.blueprints.schema import Blueprint
from framsteg.foundation.codes import Channel, EnquiryOutcome, ExitReason, Part, Sex, SourceKind
from framsteg.foundation.decision import require
from framsteg.records.models import Enrolment, Meeting, Participant, PhaseSpell, Programme
from framsteg.rules import eligibility, exits, phases
from framsteg.rules.handovers import still_running


@dataclass(frozen=True)
class Person:
    """Who is enrolled. Anonymous: only sex (and the day) is known."""

    sex: Sex
    given_name: str = ""
    family_name: str = ""
    personnummer: str = ""
    birth_year: int | None = None
    protected_identity: bool = False
    anonymous: bool = False
    contact_details: dict[str, Any] = field(default_factory=dict)


def blueprint_of(enrolment: Enrolment) -> Blueprint:
    """The blueprint, in the version that the enrolment started under."""
    return get(enrolment.programme.blueprint_key, enrolment.blueprint_version)


@transaction.atomic
def enrol(
    *,
    by: Viewer,
    programme_id: int,
    on: date,
    person: Person,
    facts: eligibility.ApplicantFacts,
    enquiry_id: int | None = None,
    source_kind: SourceKind | None = None,
    unit_id: int | None = None,
    channel: Channel | None = None,
    same_as: int | None = None,
) -> int:
    """Enrol a person, from an enquiry or directly. Returns the enrolment's id.

    `same_as` is an enrolment of the same person, whom the organisation has registered already.
    The blueprint's conditions are judged on the given facts (never readiness or motivation); an
    unmet one refuses with its reason.
    """
    require(by.may_write(programme_id))
    programme = Programme.objects.get(pk=programme_id)
    blueprint = get(programme.blueprint_key, programme.blueprint_version)
    require(exits.may_enrol(on=on, starts_on=programme.starts_on, today=by.today))
    require(still_running(ended_on=programme.ended_on))
    require(eligibility.may_accept(blueprint, facts, on=on))
    enquiry = enquiry_to_change(by, enquiry_id) if enquiry_id else None
    if enquiry is not None:
        taken = Enrolment.unscoped.filter(enquiry=enquiry).exists()
        require(exits.may_answer_once(taken=taken))
    participant = _same_as(by, same_as) if same_as else _registered(by, person)
    already = participant.enrolments.filter(programme=programme, exited_on=None).exists()
    require(exits.may_enter(programme=programme.name, already=already))
    enrolment = Enrolment(
        programme=programme,
        participant=participant,
        enquiry=enquiry,
        site_id=by.organisation_id,
        blueprint_version=blueprint.version,
        source_kind=enquiry.source_kind if enquiry else source_kind or "",
        unit_id=enquiry.unit_id if enquiry else unit_id,
        channel=enquiry.channel if enquiry else channel or "",
        referred_on=enquiry.received_on if enquiry else None,
        enrolled_on=on,
        phase=phases.first_phase(blueprint).key,
    )
    enrolment.sort_key = enrolment.participant.sort_key
    recording.create(enrolment, by=by, verb="enrolments.enrol", part=Part.PLAN)
    PhaseSpell.unscoped.create(enrolment=enrolment, phase=enrolment.phase, starts_on=on)
    summaries.writes_in(enrolment.pk, by.organisation_id)
    # What was spoken of before goes on into the file.
    Meeting.unscoped.filter(enquiry=enquiry, enquiry__isnull=False).update(enrolment=enrolment)
    if enquiry is not None and enquiry.outcome != EnquiryOutcome.ACCEPTED:
        enquiries.accept(by=by, enquiry=enquiry)
    return enrolment.pk


@transaction.atomic
def move_to_phase(*, by: Viewer, enrolment_id: int, to: str, on: date) -> None:
    """Move to a phase that the blueprint says the present one leads to."""
    enrolment = enrolment_to_change(by, enrolment_id)
    blueprint = blueprint_of(enrolment)
    require(exits.still_enrolled(exited_on=enrolment.exited_on))
    require(phases.may_move(blueprint, current=enrolment.phase, to=to))
    spell = PhaseSpell.unscoped.get(enrolment=enrolment, ends_on=None)
    require(phases.may_start_on(on=on, current_since=spell.starts_on, today=by.today))
    spell.ends_on = on
    spell.save(update_fields=["ends_on"])
    PhaseSpell.unscoped.create(enrolment=enrolment, phase=to, starts_on=on)
    _change(by, enrolment, "enrolments.move_to_phase", {"phase": to})


@transaction.atomic
def leave(
    *,
    by: Viewer,
    enrolment_id: int,
    on: date,
    reason: ExitReason,
    handed_over_to: str = "",
    note: str = "",
) -> None:
    """Exit the programme, or hand over to a named service. Coaches and phase end the same day."""
    enrolment = enrolment_to_change(by, enrolment_id)
    require(
        exits.may_leave(
            reason=reason,
            on=on,
            enrolled_on=enrolment.enrolled_on,
            exited_on=enrolment.exited_on,
            handed_over_to=handed_over_to,
            today=by.today,
        )
    )
    spell = PhaseSpell.unscoped.get(enrolment=enrolment, ends_on=None)
    require(phases.may_start_on(on=on, current_since=spell.starts_on, today=by.today))
    spell.ends_on = on
    spell.save(update_fields=["ends_on"])
    enrolment.assignments.filter(ends_on=None, starts_on__lte=on).update(ends_on=on)
    # Whoever was to begin after the exit never did: an empty period.
    enrolment.assignments.filter(ends_on=None).update(ends_on=F("starts_on"))
    values = {
        "exited_on": on,
        "exit_reason": reason.value,
        "handed_over_to": handed_over_to,
        "exit_note": note,
    }
    _change(by, enrolment, "enrolments.leave", values)


@transaction.atomic
def take_back_exit(*, by: Viewer, enrolment_id: int) -> None:
    """Undo an exit that was a slip: the last phase and its coaches go on as before."""
    enrolment = enrolment_to_change(by, enrolment_id)
    require(exits.may_take_back(exited_on=enrolment.exited_on))
    left_on = enrolment.exited_on
    last = PhaseSpell.unscoped.filter(enrolment=enrolment).order_by("-starts_on", "-id").first()
    if last is not None and last.ends_on is not None:
        last.ends_on = None
        last.save(update_fields=["ends_on"])
    never_began = Q(starts_on__gt=left_on, ends_on=F("starts_on"))
    enrolment.assignments.filter(Q(ends_on=left_on) | never_began).update(ends_on=None)
    values = {"exited_on": None, "exit_reason": "", "handed_over_to": "", "exit_note": ""}
    _change(by, enrolment, "enrolments.take_back_exit", values)


def _same_as(by: Viewer, enrolment_id: int) -> Participant:
    """The person of another enrolment in sight, registered by the viewer's own organisation."""
    known = participant_to_change(by, enrolment_id, Part.IDENTITY)
    if known.owner_id != by.organisation_id:
        raise NotFound
    return known


def _registered(by: Viewer, person: Person) -> Participant:
    """The organisation's own record of the person, made at their first enrolment."""
    if person.personnummer:
        known = Participant.unscoped.filter(
            owner=by.organisation_id, personnummer=person.personnummer
        ).first()
        if known is not None:
            return known
    return participants.register(
        by=by,
        sex=person.sex,
        given_name=person.given_name,
        family_name=person.family_name,
        personnummer=person.personnummer,
        birth_year=person.birth_year,
        protected_identity=person.protected_identity,
        anonymous=person.anonymous,
        **person.contact_details,
    )


def _change(by: Viewer, enrolment: Enrolment, verb: str, values: dict[str, Any]) -> None:
    recording.change(enrolment, values, by=by, verb=verb, part=Part.PLAN, enrolment_id=enrolment.pk)
