"""Conflicts of interest: declared, ended, and asked for before somebody is made responsible."""

from django.db import transaction

from framsteg.access import Viewer
from framsteg.access.reading.identity import NotFound
from framsteg.access.sight import cases_in_sight
from framsteg.actions import recording
from framsteg.foundation.codes import Part, Role
from framsteg.foundation.decision import require
from framsteg.records.models import ConflictOfInterest, Employer, Staff
from framsteg.rules import conflicts as rule


@transaction.atomic
def declare(
    *, by: Viewer, enrolment_id: int | None = None, employer_id: int | None = None, reason: str = ""
) -> int:
    """Declare one's own conflict with a person or an employer, from today. Returns its id."""
    if enrolment_id is not None:
        case = cases_in_sight(by).filter(pk=enrolment_id).first()
        if case is None:
            raise NotFound
        require(by.may_write(case.programme_id))
    elif not by.writes_in or not Employer.objects.filter(pk=employer_id or 0).exists():
        raise NotFound
    own = ConflictOfInterest.unscoped.filter(staff=by.staff_id, ended_on=None)
    already = own.filter(enrolment=enrolment_id, employer=employer_id).exists()
    require(rule.may_declare(already=already))
    row = ConflictOfInterest.unscoped.create(
        staff_id=by.staff_id or 0,
        enrolment_id=enrolment_id,
        employer_id=employer_id,
        reason=reason,
        declared_on=by.today,
    )
    _note(by, row, "conflicts.declare", reason)
    return row.pk


@transaction.atomic
def end(*, by: Viewer, conflict_id: int) -> ConflictOfInterest:
    """Say that a conflict has passed, from today."""
    row = ConflictOfInterest.unscoped.select_for_update().filter(pk=conflict_id).first()
    if row is None:
        raise NotFound
    led = by.programmes([Role.TEAM_LEAD])
    if row.enrolment_id is not None:
        case = cases_in_sight(by).filter(pk=row.enrolment_id).first()
        if case is None:
            raise NotFound
        leads = case.programme_id in led
    else:
        leads = bool(led) and row.staff.organisation_id == by.organisation_id
    mine = row.staff_id == by.staff_id
    require(rule.may_end(declared_by_viewer=mine, leads=leads, ended_on=row.ended_on))
    row.ended_on = by.today
    row.save(update_fields=["ended_on"])
    _note(by, row, "conflicts.end", "")
    return row


def require_none_of(staff: Staff, *, enrolment_id: int) -> None:
    """Refuse to give the person to somebody who has declared a conflict."""
    found = ConflictOfInterest.unscoped.filter(
        staff=staff, enrolment=enrolment_id, ended_on=None
    ).exists()
    require(rule.may_be_given(in_conflict=found, name=staff.name))


def require_none_with(by: Viewer, employer_id: int | None) -> None:
    """Refuse what the viewer would write about an employer they have a conflict with."""
    found = (
        employer_id is not None
        and ConflictOfInterest.unscoped.filter(
            staff=by.staff_id, employer=employer_id, ended_on=None
        ).exists()
    )
    require(rule.may_take_part(in_conflict=found))


def require_employer_may_go_to(staff_id: int, employer_id: int) -> None:
    """Refuse to make somebody responsible for an employer they have a conflict with."""
    row = ConflictOfInterest.unscoped.filter(
        staff=staff_id, employer=employer_id, ended_on=None
    ).first()
    require(rule.may_be_given(in_conflict=row is not None, name=row.staff.name if row else ""))


def _note(by: Viewer, row: ConflictOfInterest, verb: str, reason: str) -> None:
    recording.note(
        row,
        by=by,
        verb=verb,
        part=Part.PLAN if row.enrolment_id else None,
        enrolment_id=row.enrolment_id,
        reason=reason,
    )
