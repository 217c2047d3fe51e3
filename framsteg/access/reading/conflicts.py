"""Declared conflicts of interest, as those see them who see the person's plan (or the employer)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from framsteg.access.reading.identity import NotFound
from framsteg.access.sight import cases_in_sight, sees
from framsteg.access.viewer import Viewer
from framsteg.foundation.codes import Part
from framsteg.records.models import Assignment, ConflictOfInterest, Employer


@dataclass(frozen=True)
class ConflictLine:
    conflict_id: int
    staff_id: int
    name: str
    reason: str
    declared_on: date
    enrolment_id: int | None = None


def with_person(viewer: Viewer, enrolment_id: int) -> tuple[ConflictLine, ...]:
    """Those that stand about a person; NotFound where the plan is not in sight."""
    plan = sees(viewer, Part.PLAN, enrolment="")
    if not cases_in_sight(viewer).filter(plan, pk=enrolment_id).exists():
        raise NotFound
    return _lines(Q(enrolment=enrolment_id))


def with_employer(viewer: Viewer, employer_id: int) -> tuple[ConflictLine, ...]:
    """Those that staff of the own organisation have declared about an employer."""
    if not viewer.writes_in or not Employer.objects.filter(pk=employer_id).exists():
        raise NotFound
    return _lines(Q(employer=employer_id, staff__organisation=viewer.organisation_id))


def coaching_in_conflict(viewer: Viewer, programme_id: int) -> tuple[ConflictLine, ...]:
    """Main coaches who have declared a conflict with their own person: the lead finds another."""
    cases = cases_in_sight(viewer).filter(
        sees(viewer, Part.PLAN, enrolment=""), programme=programme_id, exited_on=None
    )
    coaching = Assignment.unscoped.filter(
        enrolment=OuterRef("enrolment"), staff=OuterRef("staff"), ends_on=None
    )
    return _lines(Q(Exists(coaching), enrolment__in=cases))


def _lines(wanted: Q) -> tuple[ConflictLine, ...]:
    columns = ("id", "staff_id", "staff__name", "reason", "declared_on", "enrolment_id")
    rows = ConflictOfInterest.unscoped.filter(wanted, ended_on=None)
    ordered = rows.order_by("declared_on", "id").values_list(*columns)
    return tuple(ConflictLine(*values) for values in ordered)
