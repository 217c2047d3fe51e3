"""Declared conflicts of interest, as those see them who see the person's plan (or the employer).

That somebody has stepped aside is told to all of them; why is their own organisation's word, and
goes with what it wrote in the plan.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q

from framsteg.access.reading.identity import NotFound
from framsteg.access.sight import cases_in_sight, sees
from framsteg.access.viewer import Viewer
from framsteg.foundation.codes import Part
from framsteg.records.models import Assignment, ConflictOfInterest, Employer


@dataclass(frozen=True)
class ConflictLine:
    """`reason` is empty where none was given, or none that the viewer may read."""

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
    return _lines(Q(enrolment=enrolment_id), why=_plan_of_who_declared(viewer))


def with_employer(viewer: Viewer, employer_id: int) -> tuple[ConflictLine, ...]:
    """Those that staff of the own organisation have declared about an employer."""
    if not viewer.writes_in or not Employer.objects.filter(pk=employer_id).exists():
        raise NotFound
    own = Q(employer=employer_id, staff__organisation=viewer.organisation_id)
    return _lines(own, why=own)


def coaching_in_conflict(viewer: Viewer, programme_id: int) -> tuple[ConflictLine, ...]:
    """Main coaches who have declared a conflict with their own person: the lead finds another."""
    cases = cases_in_sight(viewer).filter(
        sees(viewer, Part.PLAN, enrolment=""), programme=programme_id, exited_on=None
    )
    coaching = Assignment.unscoped.filter(
        enrolment=OuterRef("enrolment"), staff=OuterRef("staff"), ends_on=None
    )
    wanted = Q(Exists(coaching), enrolment__in=cases)
    return _lines(wanted, why=_plan_of_who_declared(viewer))


def _plan_of_who_declared(viewer: Viewer) -> Q:
    return sees(viewer, Part.PLAN, owner="staff__organisation")


def _lines(wanted: Q, *, why: Q) -> tuple[ConflictLine, ...]:
    """The lines, with the reasons of those that `why` holds for."""
    columns = ("id", "staff_id", "staff__name", "reason", "declared_on", "enrolment_id", "told")
    rows = ConflictOfInterest.unscoped.filter(wanted, ended_on=None).annotate(
        told=ExpressionWrapper(why, output_field=BooleanField())
    )
    return tuple(
        ConflictLine(pk, staff_id, name, reason if told else "", on, enrolment_id)
        for pk, staff_id, name, reason, on, enrolment_id, told in rows.order_by(
            "declared_on", "id"
        ).values_list(*columns)
    )
