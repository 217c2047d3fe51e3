"""Emergency access: what may be taken, what is open, and what the officer is shown."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from framsteg.access import wall
from framsteg.access.reading.identity import NotFound
from framsteg.access.sight import cases_in_sight, within_reach
from framsteg.access.sightline import Sightline
from framsteg.access.viewer import Viewer
from framsteg.foundation.codes import Part, Role
from framsteg.records.models import CaseSummary, EmergencyAccess, Enrolment, RoleGrant
from framsteg.rules.emergencies import is_over


@dataclass(frozen=True)
class EmergencyLine:
    """`case` is the case's number: who the person is, the officer does not see."""

    emergency_id: int
    case: int
    programme: str
    staff: str
    organisation: str
    parts: tuple[Part, ...]
    reason: str
    starts_at: datetime
    ends_at: datetime
    ended_at: datetime | None
    over: bool


def may_be_taken(viewer: Viewer, enrolment_id: int) -> tuple[Part, ...]:
    """The parts of a case in sight that others wrote and that are not shared with the viewer.

    NotFound for a case out of sight. In the order of the parts.
    """
    row = cases_in_sight(viewer).filter(pk=enrolment_id).first()
    if row is None:
        raise NotFound
    sight, others = Sightline.to(viewer, [row]), writers_beside(viewer, row)
    return tuple(
        part
        for part in reached(viewer, row)
        if any(not sight.sees(row.pk, part, owner) for owner in others)
    )


@wall.standing(wall.INSTALLATION)
def writers_beside(viewer: Viewer, row: Enrolment) -> tuple[int, ...]:
    """The other organisations that have written in the case, and the one that keeps the name."""
    wrote = CaseSummary.unscoped.filter(enrolment=row).values_list("owner_id", flat=True)
    return tuple(sorted({*wrote, row.participant.owner_id} - {viewer.organisation_id}))


def reached(viewer: Viewer, row: Enrolment) -> tuple[Part, ...]:
    """The parts that the viewer's role reaches in this case, shared or not."""
    return tuple(
        part
        for part in Part
        if Enrolment.unscoped.filter(within_reach(viewer, part, enrolment=""), pk=row.pk).exists()
    )


def open_for(enrolment_id: int, *, now: datetime) -> tuple[EmergencyLine, ...]:
    """What is open in one case, for a page that has opened the case already."""
    rows = EmergencyAccess.unscoped.filter(enrolment=enrolment_id, ended_at=None, ends_at__gt=now)
    return _lines(rows, now)


def taken(viewer: Viewer, *, now: datetime, since: datetime) -> tuple[EmergencyLine, ...]:
    """All that has been taken in the officer's programmes since then, newest first."""
    programmes = viewer.programmes([Role.DATA_PROTECTION_OFFICER])
    if not programmes:
        raise NotFound
    own = Q(owner=viewer.organisation_id) | Q(enrolment__owner=viewer.organisation_id)
    rows = EmergencyAccess.unscoped.filter(
        own, enrolment__programme__in=sorted(programmes), starts_at__gte=since
    )
    return _lines(rows, now)


def officers(programme_id: int, *, today: date) -> tuple[int, ...]:
    """Who is told at once: the programme's data protection officers, else its leads."""
    grants = RoleGrant.objects.filter(
        programme=programme_id, starts_on__lte=today, staff__is_active=True
    ).exclude(ends_on__lte=today)
    for role in (Role.DATA_PROTECTION_OFFICER, Role.TEAM_LEAD):
        found = grants.filter(role=role).values_list("staff_id", flat=True)
        if found:
            return tuple(sorted(set(found)))
    return ()


def overdue(*, now: datetime) -> tuple[int, ...]:
    """Those whose time is over and that nobody has ended."""
    rows = EmergencyAccess.unscoped.filter(ended_at=None, ends_at__lte=now)
    return tuple(rows.values_list("pk", flat=True))


def _lines(rows: QuerySet[EmergencyAccess], now: datetime) -> tuple[EmergencyLine, ...]:
    found = rows.select_related("enrolment__programme", "created_by", "owner")
    return tuple(
        EmergencyLine(
            emergency_id=row.pk,
            case=row.enrolment_id,
            programme=row.enrolment.programme.name,
            staff=row.created_by.name if row.created_by else "",
            organisation=row.owner.name,
            parts=tuple(Part(part) for part in row.parts.split(",")),
            reason=row.reason,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            ended_at=row.ended_at,
            over=is_over(ends_at=row.ends_at, ended_at=row.ended_at, now=now),
        )
        for row in found.order_by("-starts_at", "-pk")
    )
