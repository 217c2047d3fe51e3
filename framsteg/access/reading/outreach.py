"""Information events and study visits of a programme; no row of them is about a person."""

from dataclasses import dataclass
from datetime import date

from framsteg.access.reading.identity import NotFound
from framsteg.access.viewer import Viewer
from framsteg.foundation.codes import OutreachKind
from framsteg.records.models import OutreachEvent

SHOWN = 100


@dataclass(frozen=True)
class OutreachLine:
    event_id: int
    programme_id: int
    kind: OutreachKind
    occurred_on: date
    place: str
    audience: str
    people: int | None
    staff: tuple[tuple[int, str], ...]
    note: str
    owner: str
    owner_id: int
    version: int


def outreach(viewer: Viewer, programme_id: int) -> tuple[OutreachLine, ...]:
    """The latest events of a programme in which the viewer works, newest first. Two queries."""
    rows = OutreachEvent.objects.filter(
        programme=programme_id, programme__in=sorted(viewer.writes_in)
    ).select_related("owner")
    newest = rows.order_by("-occurred_on", "-id").prefetch_related("staff")
    return tuple(_line(row) for row in newest[:SHOWN])


def outreach_event(viewer: Viewer, event_id: int) -> OutreachLine:
    """One of the own organisation's events; NotFound otherwise."""
    row = OutreachEvent.objects.filter(
        pk=event_id, owner=viewer.organisation_id, programme__in=sorted(viewer.writes_in)
    ).first()
    if row is None:
        raise NotFound
    return _line(row)


def _line(row: OutreachEvent) -> OutreachLine:
    return OutreachLine(
        event_id=row.pk,
        programme_id=row.programme_id,
        kind=OutreachKind(row.kind),
        occurred_on=row.occurred_on,
        place=row.place,
        audience=row.audience,
        people=row.people,
        staff=tuple(sorted((s.pk, s.name) for s in row.staff.all())),
        note=row.note,
        owner=row.owner.name,
        owner_id=row.owner_id,
        version=row.version,
    )
