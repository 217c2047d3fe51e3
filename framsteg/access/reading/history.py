"""What was changed in a case and who has read it, cut by the same rule as the rows themselves."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from framsteg.access import log
from framsteg.access.files import EventLine
from framsteg.access.reading.identity import NotFound
from framsteg.access.sight import cases_in_sight
from framsteg.access.sightline import Sightline
from framsteg.access.viewer import Viewer
from framsteg.foundation.codes import Part, Purpose
from framsteg.records.models import (
    AccessLogEntry,
    DocumentSection,
    Enrolment,
    Event,
    Organisation,
    PersonMerge,
    Staff,
)

SHOWN = 100
WAY_IN = frozenset({"enquiry", "source_kind", "unit", "channel", "referred_on"})
"""Columns of an enrolment that go with the support needs (`cases.Referral`), not with the plan."""


@dataclass(frozen=True)
class ReadLine:
    at: datetime
    reader: str
    organisation: str
    parts: tuple[Part, ...]
    grounds: tuple[str, ...]
    purpose: Purpose


def changes(viewer: Viewer, enrolment_id: int) -> tuple[EventLine, ...]:
    """The latest changes to the rows in sight, newest first."""
    row = cases_in_sight(viewer).select_related("participant").filter(pk=enrolment_id).first()
    if row is None:
        raise NotFound
    sight = Sightline.to(viewer, [row])
    told = Event.unscoped.filter(enrolment_id__in=_and_merged(enrolment_id))
    events = list(told.order_by("-id")[: SHOWN * 3])
    seen = [e for e in events if _in_sight(sight, row.pk, e)][:SHOWN]
    staff, organisations = _names(seen)
    sections = _sections(seen)
    log.record(viewer, [sight.shown(row.pk, {Part(e.part) for e in seen if e.part})])
    return tuple(
        EventLine(
            at=e.at,
            verb=e.verb,
            by=staff.get(e.staff_id, ""),
            organisation=organisations.get(e.organisation_id, ""),
            part=Part(e.part) if e.part else None,
            changes=_shown(sight, row, e),
            reason=e.reason,
            about=sections.get(e.subject_id, "") if e.subject == "documentsection" else "",
        )
        for e in seen
    )


def reads(viewer: Viewer, enrolment_id: int) -> tuple[ReadLine, ...]:
    """Who has read the case, newest first. Who works with the person goes with the plan: without

    it, only the readers of the viewer's own organisation are told.
    """
    row = cases_in_sight(viewer).filter(pk=enrolment_id).first()
    if row is None:
        raise NotFound
    logged = AccessLogEntry.unscoped.filter(enrolment_id__in=_and_merged(enrolment_id))
    if not Sightline.to(viewer, [row]).sees(row.pk, Part.PLAN, row.owner_id):
        logged = logged.filter(organisation_id=viewer.organisation_id)
    rows = list(logged.order_by("-id")[:SHOWN])
    staff, organisations = _names(rows)
    return tuple(
        ReadLine(
            at=r.at,
            reader=staff.get(r.staff_id, ""),
            organisation=organisations.get(r.organisation_id, ""),
            parts=tuple(Part(p) for p in r.parts.split(",") if p),
            grounds=tuple(r.grounds.split(",")),
            purpose=Purpose(r.purpose),
        )
        for r in rows
    )


def _sections(events: list[Event]) -> dict[int, str]:
    """Which document and section the answers belong to, to be told in their own words."""
    ids = {e.subject_id for e in events if e.subject == "documentsection"}
    rows = DocumentSection.unscoped.filter(pk__in=ids).values_list("pk", "document__kind", "key")
    return {pk: f"{kind}.{key}" for pk, kind, key in rows}


def _and_merged(enrolment_id: int) -> list[int]:
    """The case, and those that were merged into it: their history is its own."""
    merged = PersonMerge.unscoped.filter(case_kept=enrolment_id, undone_on=None)
    gone = merged.values_list("case_double_id_was", flat=True)
    return [enrolment_id, *(pk for pk in gone if pk is not None)]


def _in_sight(sight: Sightline, enrolment_id: int, event: Event) -> bool:
    if not event.part:
        return event.organisation_id == sight.viewer.organisation_id
    return sight.sees(enrolment_id, Part(event.part), event.organisation_id)


def _shown(sight: Sightline, row: Enrolment, event: Event) -> dict[str, list[object]]:
    """The changed columns, without those that the file itself withholds."""
    withheld: frozenset[str] = frozenset()
    if event.subject == "enrolment" and not sight.sees(
        row.pk, Part.SUPPORT_NEEDS, event.organisation_id
    ):
        withheld = WAY_IN
    if event.subject == "participant" and row.participant.protected_identity:
        withheld = frozenset({"address"})
    return {name: change for name, change in event.changes.items() if name not in withheld}


def _names(
    rows: list[Event] | list[AccessLogEntry],
) -> tuple[dict[int | None, str], dict[int, str]]:
    staff = Staff.objects.filter(Q(pk__in={r.staff_id for r in rows if r.staff_id}))
    organisations = Organisation.objects.filter(pk__in={r.organisation_id for r in rows})
    return dict(staff.values_list("pk", "name")), dict(organisations.values_list("pk", "name"))
