"""Other legal grounds than consent: a duty by law, or an emergency, each with its reason."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Q

from framsteg.access import NotFound, Viewer
from framsteg.access.changing import enrolment_to_write_in
from framsteg.actions import recording
from framsteg.foundation.codes import GroundKind, Part
from framsteg.foundation.decision import deny, require
from framsteg.foundation.text import say
from framsteg.records.models import Ground
from framsteg.rules import sharing


@transaction.atomic
def add(
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
    records releases them: the ground opens what the noting organisation itself wrote.
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
            giver_id=by.organisation_id,
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
def end(*, by: Viewer, enrolment_id: int, ground_id: int) -> None:
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
