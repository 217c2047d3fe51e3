"""Absence and who acts instead; a person's back-up coach; a crisis; how the support is to end."""

from datetime import date

from django.db import transaction

from framsteg.access import Viewer
from framsteg.access.changing import (
    absence_to_change,
    enrolment_to_change,
    enrolment_to_write_in,
    own_row_to_change,
)
from framsteg.access.reading.identity import NotFound
from framsteg.actions import conflicts, recording, summaries
from framsteg.actions.assignments import colleague, in_programme, require_identity_shared
from framsteg.blueprints.schema import ExitKind
from framsteg.foundation.codes import AbsenceReason, Part, Role
from framsteg.foundation.decision import require
from framsteg.records.models import Absence, BackUp, Crisis
from framsteg.rules import cover as rule
from framsteg.rules import exits, sharing


@transaction.atomic
def be_away(
    *,
    by: Viewer,
    programme_id: int,
    staff_id: int,
    starts_on: date,
    ends_on: date | None,
    reason: AbsenceReason,
    cover_id: int | None,
) -> int:
    """Note that someone of the team is away (oneself, or by the lead). Returns the absence's id."""
    require(by.may_write(programme_id))
    staff = colleague(by, programme_id, staff_id)
    lead = Role.TEAM_LEAD in by.roles_in(programme_id)
    if staff.pk != by.staff_id and not (lead and staff.organisation_id == by.organisation_id):
        raise NotFound
    if cover_id is not None:
        colleague(by, programme_id, cover_id)
    require(
        rule.may_be_away(starts_on=starts_on, ends_on=ends_on, staff_id=staff_id, cover_id=cover_id)
    )
    row = Absence(
        staff=staff, starts_on=starts_on, ends_on=ends_on, reason=reason, cover_id=cover_id
    )
    recording.create(row, by=by, verb="cover.be_away", part=None)
    return row.pk


@transaction.atomic
def change_absence(
    *,
    by: Viewer,
    programme_id: int,
    absence_id: int,
    version: int,
    starts_on: date,
    ends_on: date | None,
    reason: AbsenceReason,
    cover_id: int | None,
) -> None:
    """Change an absence. May raise Conflict."""
    row = absence_to_change(by, absence_id)
    if cover_id is not None:
        colleague(by, programme_id, cover_id)
    require(
        rule.may_be_away(
            starts_on=starts_on, ends_on=ends_on, staff_id=row.staff_id, cover_id=cover_id
        )
    )
    values = {
        "starts_on": starts_on, "ends_on": ends_on, "reason": reason.value, "cover_id": cover_id,
    }  # fmt: skip
    recording.change(row, values, by=by, verb="cover.change_absence", part=None, version=version)


@transaction.atomic
def not_away(*, by: Viewer, absence_id: int) -> None:
    """Take back an absence that did not come about."""
    row = absence_to_change(by, absence_id)
    recording.note(row, by=by, verb="cover.not_away", part=None, enrolment_id=None)
    row.delete()


@transaction.atomic
def name_back_up(*, by: Viewer, enrolment_id: int, staff_id: int | None, on: date) -> None:
    """Name a person's back-up coach in place of an earlier one; None: nobody any longer."""
    enrolment = enrolment_to_change(by, enrolment_id)
    require(exits.still_enrolled(exited_on=enrolment.exited_on))
    current = BackUp.unscoped.filter(enrolment=enrolment, ends_on=None).first()
    before = current.staff_id if current else None
    if before == staff_id:
        return
    if current is not None:
        current.ends_on = max(on, current.starts_on)
        current.save(update_fields=["ends_on"])
    row = current
    if staff_id is not None:
        staff = in_programme(by, staff_id, enrolment, sharing.WRITES)
        conflicts.require_none_of(staff, enrolment_id=enrolment.pk)
        require_identity_shared(by, enrolment, staff)
        held = enrolment.assignments.filter(ends_on=None).values_list("staff_id", flat=True)
        require(rule.may_back_up(staff_id=staff_id, coaches=set(held)))
        row = BackUp.unscoped.create(enrolment=enrolment, staff=staff, starts_on=on)
    recording.note(
        row, by=by, verb="cover.name_back_up", part=Part.PLAN, enrolment_id=enrolment.pk,
        changes={"staff": [before, staff_id]},
    )  # fmt: skip


@transaction.atomic
def note_crisis(*, by: Viewer, enrolment_id: int, on: date, note: str) -> int:
    """Note that a crisis has begun. Returns its id."""
    enrolment = enrolment_to_write_in(by, enrolment_id)
    already = Crisis.unscoped.filter(
        enrolment=enrolment, owner=by.organisation_id, ends_on=None
    ).exists()
    require(
        rule.may_note_crisis(
            on=on, enrolled_on=enrolment.enrolled_on, today=by.today, already=already
        )
    )
    row = Crisis(enrolment=enrolment, starts_on=on, note=note)
    recording.create(
        row, by=by, verb="cover.note_crisis", part=Part.SUPPORT_NEEDS, enrolment_id=enrolment.pk
    )
    summaries.writes_in(enrolment.pk, by.organisation_id)
    return row.pk


@transaction.atomic
def end_crisis(*, by: Viewer, crisis_id: int, on: date, note: str, version: int) -> int:
    """Note that the crisis is over. Returns the enrolment."""
    row = own_row_to_change(by, Crisis, crisis_id)
    require(rule.may_end_crisis(on=on, starts_on=row.starts_on, today=by.today))
    recording.change(
        row, {"ends_on": on, "note": note}, by=by, verb="cover.end_crisis",
        part=Part.SUPPORT_NEEDS, version=version, enrolment_id=row.enrolment_id,
    )  # fmt: skip
    return row.enrolment_id


@transaction.atomic
def plan_end(
    *, by: Viewer, enrolment_id: int, ends: ExitKind | None, on: date | None, version: int
) -> None:
    """Say how the support is to end: on a planned day, or without time limit. May raise Conflict.

    None follows the programme's blueprint.
    """
    enrolment = enrolment_to_change(by, enrolment_id)
    require(exits.still_enrolled(exited_on=enrolment.exited_on))
    require(rule.may_plan_end(ends=ends, on=on, enrolled_on=enrolment.enrolled_on))
    recording.change(
        enrolment, {"support_ends": ends.value if ends else "", "planned_exit_on": on}, by=by,
        verb="cover.plan_end", part=Part.PLAN, version=version, enrolment_id=enrolment.pk,
    )  # fmt: skip
