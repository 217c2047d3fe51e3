"""Consents: given part by part to organisation by organisation, withdrawn at once."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import transaction
from django.db.models import Q

from framsteg.access import NotFound, Viewer
from framsteg.access.changing import enrolment_to_write_in
from framsteg.actions import recording, summaries
from framsteg.foundation.codes import ConsentGiven, GroundKind, Part
from framsteg.foundation.decision import deny, require
from framsteg.foundation.text import say
from framsteg.records.models import Consent, Ground
from framsteg.rules import sharing


@transaction.atomic
def give(
    *,
    by: Viewer,
    enrolment_id: int,
    shares: Mapping[int, Iterable[Part]],
    text_version: str,
    text_shown: str,
    purpose: str,
    given: ConsentGiven,
    given_on: date,
    expires_on: date | None = None,
    with_interpreter: bool = False,
) -> int:
    """Record what the person agreed to: organisation id → parts. Returns the consent's id.

    `expires_on` is the first day that no longer counts.
    """
    enrolment = enrolment_to_write_in(by, enrolment_id)
    chosen = [(receiver, part) for receiver, parts in shares.items() for part in parts]
    require(
        sharing.may_give(
            parts=[part for _receiver, part in chosen],
            given_on=given_on,
            expires_on=expires_on,
            today=by.today,
        )
    )
    consent = Consent(
        enrolment=enrolment,
        text_version=text_version,
        text_shown=text_shown,
        purpose=purpose,
        given=given,
        given_on=given_on,
        expires_on=expires_on,
        with_interpreter=with_interpreter,
    )
    recording.create(
        consent, by=by, verb="consents.give", part=Part.DOCUMENTS, enrolment_id=enrolment.pk
    )
    Ground.unscoped.bulk_create(
        Ground(
            enrolment=enrolment,
            receiver_id=receiver,
            part=part,
            kind=GroundKind.CONSENT,
            consent=consent,
            starts_on=given_on,
            ends_on=expires_on,
            created_by_id=by.staff_id,
        )
        for receiver, part in chosen
    )
    summaries.writes_in(enrolment.pk, by.organisation_id)
    return consent.pk


@transaction.atomic
def withdraw(
    *, by: Viewer, consent_id: int, receivers: Iterable[int] | None = None, reason: str = ""
) -> None:
    """Take a consent back from today on: wholly, or towards some organisations.

    The consent stays as evidence; the organisations stop seeing at once. By the organisation that
    received it, or the one that enrolled the person, whose file it opens.
    """
    consent = _to_withdraw(by, consent_id)
    require(
        sharing.may_withdraw(
            given_on=consent.given_on, withdrawn_on=consent.withdrawn_on, today=by.today
        )
    )
    grounds = consent.grounds.exclude(ends_on__lte=by.today)
    towards = grounds if receivers is None else grounds.filter(receiver__in=list(receivers))
    told = sorted(set(towards.values_list("receiver_id", flat=True)))
    towards.update(ends_on=by.today)
    whole = not consent.grounds.exclude(ends_on__lte=by.today).exists()
    recording.note(
        consent,
        by=by,
        verb="consents.withdraw",
        part=Part.DOCUMENTS,
        enrolment_id=consent.enrolment_id,
        changes={"receivers": [told, []]},
        reason=reason,
    )
    if whole:
        consent.withdrawn_on = by.today
        consent.version += 1
        consent.save(update_fields=["withdrawn_on", "version"])


@transaction.atomic
def add_other_ground(
    *,
    by: Viewer,
    enrolment_id: int,
    receiver_id: int,
    parts: Iterable[Part],
    kind: GroundKind,
    reason: str,
    starts_on: date,
    ends_on: date | None,
) -> None:
    """Record another legal ground than consent; it says which, in words.

    `ends_on` is the first day that no longer counts; an emergency has one. Whoever holds the
    records releases them, so nobody notes a ground for their own organisation.
    """
    enrolment = enrolment_to_write_in(by, enrolment_id)
    if receiver_id == by.organisation_id:
        require(deny(say("Those who hold the records decide this. Ask them to record the ground.")))
    parts = sorted(set(parts))
    require(
        sharing.may_note_ground(
            kind=kind,
            reason=reason,
            parts=parts,
            starts_on=starts_on,
            ends_on=ends_on,
            today=by.today,
        )
    )
    for part in parts:
        ground = Ground.unscoped.create(
            enrolment=enrolment,
            receiver_id=receiver_id,
            part=part,
            kind=kind,
            reason=reason,
            starts_on=starts_on,
            ends_on=ends_on,
            created_by_id=by.staff_id,
        )
        recording.note(
            ground,
            by=by,
            verb="consents.add_other_ground",
            part=Part.DOCUMENTS,
            enrolment_id=enrolment.pk,
            changes={"receiver": [None, receiver_id], "part": [None, part.value]},
            reason=reason,
        )


@transaction.atomic
def end_other_ground(*, by: Viewer, enrolment_id: int, ground_id: int) -> None:
    """Say that a legal ground no longer applies: from today the organisation stops seeing.

    By the organisation that noted it, the one that reads on it, or the one that enrolled the
    person.
    """
    enrolment = enrolment_to_write_in(by, enrolment_id)
    here = Q(receiver=by.organisation_id) | Q(created_by__organisation=by.organisation_id)
    here |= Q(enrolment__owner=by.organisation_id)
    ground = Ground.unscoped.filter(here, pk=ground_id, enrolment=enrolment, consent=None).first()
    if ground is None:
        raise NotFound
    if ground.ends_on is not None and ground.ends_on <= by.today:
        require(deny(say("This ground has ended already.")))
    before, ground.ends_on = ground.ends_on, max(by.today, ground.starts_on)
    ground.save(update_fields=["ends_on"])
    recording.note(
        ground,
        by=by,
        verb="consents.end_other_ground",
        part=Part.DOCUMENTS,
        enrolment_id=enrolment.pk,
        changes={"ends_on": [before, ground.ends_on]},
    )


def _to_withdraw(by: Viewer, consent_id: int) -> Consent:
    here = Q(owner=by.organisation_id) | Q(enrolment__owner=by.organisation_id)
    row = Consent.unscoped.select_for_update(of=("self",)).filter(here, pk=consent_id).first()
    if row is None:
        raise NotFound
    enrolment_to_write_in(by, row.enrolment_id)
    return row
