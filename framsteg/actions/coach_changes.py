"""Persons passed from one main coach to another, several at once, with a word to the new one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from django.db import transaction

from framsteg.access import NotFound, Viewer
from framsteg.access.changing import enrolment_to_change
from framsteg.actions import conflicts, recording
from framsteg.actions.assignments import in_programme, require_identity_shared
from framsteg.actions.enrolments import blueprint_of
from framsteg.foundation.codes import Part
from framsteg.foundation.decision import Decision, Denied, deny, require
from framsteg.foundation.text import Text, say
from framsteg.records.models import Assignment, CoachChange, Enrolment, Staff
from framsteg.rules import assignment as rule
from framsteg.rules import exits, sharing


@dataclass(frozen=True)
class Outcome:
    """What became of one person; `refused` is None when the coach was changed."""

    enrolment_id: int
    refused: Text | None = None


@dataclass(frozen=True)
class Passed:
    batch: UUID
    outcomes: tuple[Outcome, ...]


def pass_on(
    *,
    by: Viewer,
    enrolment_ids: Iterable[int],
    from_staff_id: int,
    to_staff_id: int,
    on: date,
    note: str,
) -> Passed:
    """Give several persons another main coach. Each is judged on their own."""
    batch = uuid4()
    outcomes = []
    for enrolment_id in dict.fromkeys(enrolment_ids):
        try:
            _pass_one_on(by, enrolment_id, from_staff_id, to_staff_id, on, note, batch)
        except Denied as refusal:
            outcomes.append(Outcome(enrolment_id, refusal.reason))
        else:
            outcomes.append(Outcome(enrolment_id))
    return Passed(batch, tuple(outcomes))


@transaction.atomic
def _pass_one_on(
    by: Viewer, enrolment_id: int, old: int, new: int, on: date, note: str, batch: UUID
) -> None:
    enrolment = enrolment_to_change(by, enrolment_id)
    require(exits.still_enrolled(exited_on=enrolment.exited_on))
    require(rule.may_begin_on(on=on, enrolled_on=enrolment.enrolled_on, today=by.today))
    staff = in_programme(by, new, enrolment, sharing.WRITES)
    conflicts.require_none_of(staff, enrolment_id=enrolment.pk)
    require_identity_shared(by, enrolment, staff)
    require(_may_change(enrolment, old, staff))
    ended = enrolment.assignments.get(staff=old, ends_on=None)
    ended.ends_on = max(on, ended.starts_on)
    ended.save(update_fields=["ends_on"])
    begun = Assignment.unscoped.create(enrolment=enrolment, staff=staff, starts_on=ended.ends_on)
    row = CoachChange(
        enrolment=enrolment,
        batch=batch,
        from_staff_id=old,
        to_staff=staff,
        ended=ended,
        begun=begun,
        changed_on=begun.starts_on,
        note=note.strip(),
    )
    recording.create(
        row, by=by, verb="coach_changes.pass_on", part=Part.PLAN, enrolment_id=enrolment.pk
    )


@transaction.atomic
def take_back(*, by: Viewer, batch: UUID) -> int:
    """Undo a change of coach for all it was made for. Returns for how many.

    Refused as a whole when somebody has changed the coaches of one of them since.
    """
    rows = list(
        CoachChange.unscoped.select_for_update()
        .filter(batch=batch, owner=by.organisation_id, taken_back_on=None)
        .order_by("id")
    )
    if not rows:
        raise NotFound
    for row in rows:
        enrolment = enrolment_to_change(by, row.enrolment_id)
        begun = Assignment.unscoped.filter(pk=row.begun_id or 0, ends_on=None).first()
        ended = Assignment.unscoped.filter(pk=row.ended_id or 0).first()
        if enrolment.exited_on or begun is None or ended is None:
            require(deny(say("The coaches have been changed again since.")))
            raise NotFound
        require(_may_change(enrolment, row.to_staff_id, row.from_staff))
        recording.change(
            row, {"taken_back_on": by.today}, by=by, verb="coach_changes.take_back",
            part=Part.PLAN, enrolment_id=enrolment.pk,
        )  # fmt: skip
        begun.delete()
        ended.ends_on = None
        ended.save(update_fields=["ends_on"])
    return len(rows)


@transaction.atomic
def mark_read(*, by: Viewer, change_id: int) -> None:
    """The new coach has read the word that came with a person."""
    row = (
        CoachChange.unscoped.select_for_update().filter(pk=change_id, to_staff=by.staff_id).first()
    )
    if row is None:
        raise NotFound
    if row.seen_on is None and row.taken_back_on is None:
        recording.change(
            row, {"seen_on": by.today}, by=by, verb="coach_changes.mark_read", part=Part.PLAN,
            enrolment_id=row.enrolment_id,
        )  # fmt: skip


def _may_change(enrolment: Enrolment, old: int, new: Staff) -> Decision:
    current = enrolment.assignments.filter(ends_on=None).values_list(
        "staff_id", "staff__organisation_id"
    )
    return rule.may_change_coach(
        blueprint_of(enrolment),
        current=tuple(current),
        old=old,
        new=(new.pk, new.organisation_id),
    )
