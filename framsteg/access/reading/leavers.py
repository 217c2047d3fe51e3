"""What somebody of the staff answers for, so that nothing is left without a responsible.

Numbers only: whose persons they are is read elsewhere, by who may. An administrator sees them all,
who works in a programme those of that programme.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from framsteg.access.reading.identity import NotFound
from framsteg.access.viewer import Viewer
from framsteg.foundation.codes import LeftKind, MeetingKind, MeetingState
from framsteg.foundation.plan_codes import ActionStatus
from framsteg.records.models import (
    Assignment,
    BackUp,
    CaseLink,
    Employer,
    FidelityAction,
    MeetingGuest,
    PlanAction,
    Programme,
    Staff,
    TeamAction,
)


@dataclass(frozen=True)
class LeftLine:
    """How many of a kind; `programme` is "" for what belongs to none (employers)."""

    kind: LeftKind
    n: int
    programme_id: int | None = None
    programme: str = ""
    key: str = ""


@dataclass(frozen=True)
class Leaver:
    """Somebody whose account is closed and who still answers for something."""

    staff_id: int
    name: str
    n: int


def left(viewer: Viewer, staff_id: int, *, now: datetime) -> tuple[LeftLine, ...]:
    """What is left of somebody, in every programme that the viewer administers or works in."""
    programmes = {
        row.pk: row
        for row in Programme.objects.order_by("name")
        if viewer.is_administrator or row.pk in viewer.writes_in
    }
    if not programmes:
        raise NotFound
    lines = []
    for kind, (rows, path) in open_rows(viewer, staff_id, now).items():
        if path is None:
            n = rows.count()
            lines += [LeftLine(kind, n)] if n else []
            continue
        counted = rows.filter(**{f"{path}__in": list(programmes)})
        for programme_id, n in counted.order_by().values_list(path).annotate(n=Count("pk")):
            row = programmes[programme_id]
            lines.append(LeftLine(kind, n, row.pk, row.name, row.key))
    return tuple(sorted(lines, key=lambda line: line.programme))


def gone(viewer: Viewer, programme_id: int, *, now: datetime) -> tuple[Leaver, ...]:
    """Those with a closed account who still answer for something in the programme, by name."""
    if programme_id not in viewer.writes_in:
        raise NotFound
    closed = Staff.objects.filter(closed_on__isnull=False, grants__programme=programme_id)
    found = []
    for row in closed.distinct().order_by("name", "pk"):
        n = sum(line.n for line in left(viewer, row.pk, now=now) if line.key)
        if n:
            found.append(Leaver(row.pk, row.name, n))
    return tuple(found)


def colleague_name(viewer: Viewer, programme_id: int, staff_id: int) -> str:
    """The name of somebody who has or has had a role in the programme; NotFound otherwise."""
    if programme_id not in viewer.writes_in:
        raise NotFound
    row = Staff.objects.filter(pk=staff_id, grants__programme=programme_id).first()
    if row is None:
        raise NotFound
    return row.name


def open_rows(
    viewer: Viewer, staff_id: int, now: datetime
) -> Mapping[LeftKind, tuple[QuerySet[Any], str | None]]:
    """The rows of each kind, and the path from a row to its programme.

    Supervision is not handed over: it is about the work of the one who leaves.
    """
    today = viewer.today
    lasting = Q(ends_on=None) | Q(ends_on__gt=today)
    enrolled = Q(enrolment__exited_on=None) | Q(enrolment__exited_on__gt=today)
    coming = Q(meeting__state=MeetingState.BOOKED.value, meeting__starts_at__gte=now)
    return {
        LeftKind.PERSONS: (
            Assignment.unscoped.filter(lasting, enrolled, staff=staff_id), "enrolment__programme",
        ),
        LeftKind.LINKS: (
            CaseLink.unscoped.filter(lasting, enrolled, staff=staff_id), "enrolment__programme",
        ),
        LeftKind.PLAN_ACTIONS: (
            PlanAction.unscoped.filter(enrolled, staff=staff_id, status=ActionStatus.OPEN.value),
            "enrolment__programme",
        ),
        LeftKind.MEETINGS: (
            MeetingGuest.unscoped.filter(coming, staff=staff_id)
            .exclude(meeting__kind=MeetingKind.SUPERVISION.value),
            "meeting__programme",
        ),
        LeftKind.TEAM_ACTIONS: (
            TeamAction.unscoped.filter(responsible=staff_id, done_on=None), "programme",
        ),
        LeftKind.REVIEW_ACTIONS: (
            FidelityAction.unscoped.filter(responsible=staff_id, done_on=None),
            "review__programme",
        ),
        LeftKind.BACK_UPS: (
            BackUp.unscoped.filter(lasting, enrolled, staff=staff_id), "enrolment__programme",
        ),
        LeftKind.EMPLOYERS: (Employer.objects.filter(responsible=staff_id), None),
    }  # fmt: skip
