"""Who stands around a person: the partners linked to them, and who can read what right now."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from framsteg.access.reading.identity import NotFound
from framsteg.access.sight import cases_in_sight, sees
from framsteg.access.viewer import Viewer
from framsteg.foundation.codes import Part
from framsteg.records.models import CaseLink


@dataclass(frozen=True)
class PartnerLine:
    """A clinical or agency partner who works with the person."""

    staff_id: int
    name: str
    organisation: str
    starts_on: date


def partners(viewer: Viewer, enrolment_id: int) -> tuple[PartnerLine, ...]:
    """Those linked to the person today; NotFound where the plan is not in sight."""
    _must_see(viewer, enrolment_id, sees(viewer, Part.PLAN, enrolment=""))
    links = CaseLink.unscoped.filter(enrolment=enrolment_id, starts_on__lte=viewer.today)
    open_links = links.exclude(ends_on__lte=viewer.today).order_by("staff__name", "id")
    columns = ("staff_id", "staff__name", "staff__organisation__name", "starts_on")
    return tuple(PartnerLine(*values) for values in open_links.values_list(*columns))


def _must_see(viewer: Viewer, enrolment_id: int, *conditions: Q) -> None:
    if not cases_in_sight(viewer).filter(*conditions, pk=enrolment_id).exists():
        raise NotFound
