"""Emergency access: taken by oneself, told at once, ended by its time or before."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from framsteg.access import NotFound, Viewer
from framsteg.access.changing import enrolment_to_write_in
from framsteg.access.commands import viewer_for_installation
from framsteg.access.reading.emergencies import reached, writers_beside
from framsteg.actions import recording
from framsteg.foundation.codes import GroundKind, Part
from framsteg.foundation.decision import require
from framsteg.records.models import EmergencyAccess, Ground
from framsteg.rules import emergencies as rule


@transaction.atomic
def take(
    *, by: Viewer, enrolment_id: int, parts: Iterable[Part], reason: str, hours: int, now: datetime
) -> int:
    """Read these parts of what others wrote, for so many hours. Returns the taking's id.

    Each other organisation's rows open by a ground of their own, as with a consent.
    """
    enrolment = enrolment_to_write_in(by, enrolment_id)
    parts = sorted(set(parts))
    require(rule.may_take(parts=parts, reach=reached(by, enrolment), reason=reason, hours=hours))
    row = EmergencyAccess(
        enrolment=enrolment,
        parts=",".join(parts),
        reason=reason.strip(),
        starts_at=now,
        ends_at=rule.ends_at(starts_at=now, hours=hours),
    )
    recording.create(
        row, by=by, verb="emergencies.take", part=Part.DOCUMENTS, enrolment_id=enrolment.pk
    )
    # Should nobody end it in time, it ends with its last day.
    last = timezone.localdate(row.ends_at) + timedelta(days=1)
    row.grounds.set(
        Ground.unscoped.create(
            enrolment=enrolment, giver_id=giver, receiver_id=by.organisation_id, part=part,
            kind=GroundKind.EMERGENCY, reason=row.reason, starts_on=by.today, ends_on=last,
            created_by_id=by.staff_id,
        )
        for giver in writers_beside(by, enrolment)
        for part in parts
    )  # fmt: skip
    return row.pk


@transaction.atomic
def end(*, by: Viewer, emergency_id: int, now: datetime) -> int:
    """Stop reading before the time is over. By the organisation that reads. Returns the case."""
    row = _locked(emergency_id)
    if row.owner_id != by.organisation_id:
        raise NotFound
    enrolment_to_write_in(by, row.enrolment_id)
    _end(row, by=by, now=now)
    return row.enrolment_id


@transaction.atomic
def end_overdue(*, emergency_id: int, now: datetime) -> None:
    """The time is over: nothing can be read on it any more."""
    row = _locked(emergency_id)
    by = viewer_for_installation(today=timezone.localdate(now), where="framsteg worker")
    if now >= row.ends_at:
        _end(row, by=by, now=row.ends_at)


def _end(row: EmergencyAccess, *, by: Viewer, now: datetime) -> None:
    if row.ended_at is not None:
        return
    row.ended_at = now
    row.save(update_fields=["ended_at"])
    for ground in row.grounds.all():
        ground.ends_on = max(min(by.today, ground.ends_on or by.today), ground.starts_on)
        ground.save(update_fields=["ends_on"])
    recording.note(
        row, by=by, verb="emergencies.end", part=Part.DOCUMENTS, enrolment_id=row.enrolment_id
    )


def _locked(emergency_id: int) -> EmergencyAccess:
    row = EmergencyAccess.unscoped.select_for_update().filter(pk=emergency_id).first()
    if row is None:
        raise NotFound
    return row
