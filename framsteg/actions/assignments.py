"""Main coaches, and the partners who are linked to a person."""

from datetime import date

from django.db import transaction

from framsteg.access import Viewer
from framsteg.access.changing import enrolment_to_change
from framsteg.access.reading.identity import NotFound
from framsteg.actions import conflicts, recording
from framsteg.actions.enrolments import blueprint_of
from framsteg.foundation.codes import Part, Role
from framsteg.foundation.decision import require
from framsteg.records.models import Assignment, CaseLink, Enrolment, Ground, RoleGrant, Staff
from framsteg.rules import assignment as rule
from framsteg.rules import exits, sharing


@transaction.atomic
def assign(*, by: Viewer, enrolment_id: int, staff_id: int, on: date) -> None:
    """Make someone a main coach; the blueprint says how many, and from which organisations."""
    enrolment = enrolment_to_change(by, enrolment_id)
    require(exits.still_enrolled(exited_on=enrolment.exited_on))
    require(rule.may_begin_on(on=on, enrolled_on=enrolment.enrolled_on, today=by.today))
    staff = in_programme(by, staff_id, enrolment, sharing.WRITES)
    conflicts.require_none_of(staff, enrolment_id=enrolment.pk)
    require_identity_shared(by, enrolment, staff)
    current = enrolment.assignments.filter(ends_on=None).values_list(
        "staff_id", "staff__organisation_id"
    )
    require(
        rule.may_assign(
            blueprint_of(enrolment),
            current=tuple(current),
            new=(staff.pk, staff.organisation_id),
        )
    )
    row = Assignment.unscoped.create(enrolment=enrolment, staff=staff, starts_on=on)
    _note(by, row, enrolment, "assignments.assign", {"staff": [None, staff.pk]})


@transaction.atomic
def release(*, by: Viewer, enrolment_id: int, staff_id: int, on: date) -> None:
    """End a main coach's task from `on`."""
    enrolment = enrolment_to_change(by, enrolment_id)
    require(rule.may_begin_on(on=on, enrolled_on=enrolment.enrolled_on, today=by.today))
    row = enrolment.assignments.filter(staff=staff_id, ends_on=None).first()
    if row is None:
        raise NotFound
    row.ends_on = max(on, row.starts_on)
    row.save(update_fields=["ends_on"])
    _note(by, row, enrolment, "assignments.release", {"staff": [staff_id, None]})


@transaction.atomic
def link(*, by: Viewer, enrolment_id: int, staff_id: int, on: date) -> None:
    """Link a clinical or agency partner to the person; they still read by consent only."""
    enrolment = enrolment_to_change(by, enrolment_id)
    staff = in_programme(by, staff_id, enrolment, sharing.ONLY_LINKED)
    row, made = CaseLink.unscoped.get_or_create(
        enrolment=enrolment, staff=staff, ends_on=None, defaults={"starts_on": on}
    )
    if made:
        _note(by, row, enrolment, "assignments.link", {"staff": [None, staff.pk]})


@transaction.atomic
def unlink(*, by: Viewer, enrolment_id: int, staff_id: int, on: date) -> None:
    """End a partner's link from `on`."""
    enrolment = enrolment_to_change(by, enrolment_id)
    row = CaseLink.unscoped.filter(enrolment=enrolment, staff=staff_id, ends_on=None).first()
    if row is None:
        raise NotFound
    row.ends_on = max(on, row.starts_on)
    row.save(update_fields=["ends_on"])
    _note(by, row, enrolment, "assignments.unlink", {"staff": [staff_id, None]})


def in_programme(by: Viewer, staff_id: int, enrolment: Enrolment, roles: frozenset[Role]) -> Staff:
    """A colleague with one of the roles in the case's programme today; NotFound otherwise."""
    return colleague(by, enrolment.programme_id, staff_id, roles)


def colleague(
    by: Viewer, programme_id: int, staff_id: int, roles: frozenset[Role] = sharing.WRITES
) -> Staff:
    """Someone with one of the roles in the programme today; NotFound otherwise."""
    grants = RoleGrant.objects.filter(
        staff=staff_id, programme=programme_id, role__in=roles, starts_on__lte=by.today
    ).exclude(ends_on__lte=by.today)
    if not grants.exists():
        raise NotFound
    return Staff.objects.select_related("organisation").get(pk=staff_id)


def require_identity_shared(by: Viewer, enrolment: Enrolment, staff: Staff) -> None:
    """Refuse someone whose organisation may not know who the person is."""
    if staff.organisation_id == enrolment.participant.owner_id:
        return
    shared = Ground.unscoped.filter(
        enrolment=enrolment,
        giver=enrolment.participant.owner_id,
        receiver=staff.organisation_id,
        starts_on__lte=by.today,
    ).exclude(ends_on__lte=by.today)
    require(
        sharing.may_assign_across(
            coach_organisation=staff.organisation.name,
            parts_shared=[Part(part) for part in shared.values_list("part", flat=True)],
        )
    )


def _note(
    by: Viewer,
    row: Assignment | CaseLink,
    enrolment: Enrolment,
    verb: str,
    changes: dict[str, list[object]],
) -> None:
    recording.note(
        row, by=by, verb=verb, part=Part.PLAN, enrolment_id=enrolment.pk, changes=changes
    )
