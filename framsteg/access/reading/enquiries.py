"""Enquiries: read by the organisation that took them in, as no consent has been given yet."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Count, Q, QuerySet

from framsteg.access import log
from framsteg.access.reading.identity import NotFound
from framsteg.access.reading.units import name_in_general
from framsteg.access.sight import cases_in_sight
from framsteg.access.viewer import Viewer
from framsteg.blueprints.schema import BookedBy
from framsteg.foundation.codes import (
    Channel,
    ConsentGiven,
    DeclineReason,
    EnquiryOutcome,
    Formality,
    Part,
    SourceKind,
)
from framsteg.foundation.text import Text
from framsteg.records.models import Enquiry, Event, Staff
from framsteg.rules.sharing import WRITES

PAGE = 50


@dataclass(frozen=True)
class EnquiryFile:
    enquiry_id: int
    programme_id: int
    received_on: date
    source_kind: SourceKind
    unit_id: int | None
    source: str | Text
    channel: Channel
    formality: Formality | None
    person_name: str
    person_contact: str
    wish: str
    meeting_on: date | None
    meeting_time: time | None
    meeting_place: str
    meeting_booked_by: BookedBy | None
    meeting_with: str
    meeting_held: bool
    together_on: date | None
    together_how: ConsentGiven | None
    together_with: tuple[int, ...]
    outcome: EnquiryOutcome
    outcome_on: date | None
    decline_reason: DeclineReason | None
    decline_note: str
    pointed_to: str
    version: int


@dataclass(frozen=True)
class EnquiryStep:
    """Something that was done with an enquiry: the action's verb, by whom, and when."""

    at: datetime
    verb: str
    by: str
    changes: dict[str, list[object]]


def enquiries(
    viewer: Viewer,
    *,
    programme_id: int | None = None,
    outcomes: frozenset[EnquiryOutcome] | None = None,
    before: int | None = None,
    oldest_first: bool = False,
) -> tuple[EnquiryFile, ...]:
    """A page of enquiries by the day they came (the waiting list: oldest first, nothing else)."""
    rows = _in_sight(viewer)
    if programme_id is not None:
        rows = rows.filter(programme=programme_id)
    if outcomes is not None:
        rows = rows.filter(outcome__in=sorted(outcomes))
    if before is not None:
        rows = rows.filter(_past(rows, before, oldest_first))
    order = ("received_on", "id") if oldest_first else ("-received_on", "-id")
    return _handed_out(viewer, list(rows.order_by(*order)[:PAGE]))


def waiting_enquiries(viewer: Viewer, programme_id: int) -> tuple[EnquiryFile, ...]:
    """Every enquiry that waits for an answer or a place. Whoever shows one logs the reading."""
    waits = (EnquiryOutcome.OPEN, EnquiryOutcome.WAITING)
    rows = _in_sight(viewer).filter(programme=programme_id, outcome__in=waits)
    return tuple(_file(viewer, row) for row in rows.order_by("received_on", "id"))


def enquiry(viewer: Viewer, enquiry_id: int) -> EnquiryFile:
    """One enquiry; NotFound when it does not exist or is not in sight."""
    found = _handed_out(viewer, list(_in_sight(viewer).filter(pk=enquiry_id)))
    if not found:
        raise NotFound
    return found[0]


def enquiry_steps(viewer: Viewer, enquiry_id: int) -> tuple[EnquiryStep, ...]:
    """What has been done with an enquiry, oldest first. Read it through `enquiry` first."""
    if not _in_sight(viewer).filter(pk=enquiry_id).exists():
        raise NotFound
    rows = list(Event.unscoped.filter(subject="enquiry", subject_id=enquiry_id).order_by("id"))
    staff = Staff.objects.filter(pk__in={row.staff_id for row in rows if row.staff_id})
    names: dict[int | None, str] = dict(staff.values_list("pk", "name"))
    return tuple(
        EnquiryStep(row.at, row.verb, names.get(row.staff_id, ""), row.changes) for row in rows
    )


def enrolment_of(viewer: Viewer, enquiry_id: int) -> int | None:
    """The enrolment that an accepted enquiry became, when it is in sight."""
    case = cases_in_sight(viewer).filter(enquiry=enquiry_id).values_list("pk", flat=True)
    return case.first()


def enquiry_counts(viewer: Viewer, programme_id: int | None) -> dict[EnquiryOutcome, int]:
    """How many enquiries stand in each state (no personal data)."""
    rows = _in_sight(viewer)
    if programme_id is not None:
        rows = rows.filter(programme=programme_id)
    counted = rows.order_by().values_list("outcome").annotate(n=Count("id"))
    return dict.fromkeys(EnquiryOutcome, 0) | {EnquiryOutcome(o): n for o, n in counted}


def _in_sight(viewer: Viewer) -> QuerySet[Enquiry]:
    return Enquiry.unscoped.filter(
        owner=viewer.organisation_id, programme__in=sorted(viewer.programmes(WRITES))
    ).select_related("unit")


def _past(rows: QuerySet[Enquiry], start: int, oldest_first: bool) -> Q:
    day = rows.filter(pk=start).values_list("received_on", flat=True).first()
    if day is None:
        return Q()
    past = "gt" if oldest_first else "lt"
    return Q(**{f"received_on__{past}": day}) | Q(received_on=day, **{f"id__{past}": start})


def _handed_out(viewer: Viewer, rows: list[Enquiry]) -> tuple[EnquiryFile, ...]:
    parts = frozenset({Part.IDENTITY})
    log.record(viewer, [log.Shown(parts=parts, enquiry_id=row.pk) for row in rows])
    return tuple(_file(viewer, row) for row in rows)


def _file(viewer: Viewer, row: Enquiry) -> EnquiryFile:
    return EnquiryFile(
        enquiry_id=row.pk,
        programme_id=row.programme_id,
        received_on=row.received_on,
        source_kind=SourceKind(row.source_kind),
        unit_id=row.unit_id,
        source=name_in_general(viewer, row.unit),
        channel=Channel(row.channel),
        formality=Formality(row.formality) if row.formality else None,
        person_name=row.person_name,
        person_contact=row.person_contact,
        wish=row.wish,
        meeting_on=row.meeting_on,
        meeting_time=row.meeting_time,
        meeting_place=row.meeting_place,
        meeting_booked_by=BookedBy(row.meeting_booked_by) if row.meeting_booked_by else None,
        meeting_with=row.meeting_with,
        meeting_held=row.meeting_held,
        together_on=row.together_on,
        together_how=ConsentGiven(row.together_how) if row.together_how else None,
        together_with=tuple(row.together_with),
        outcome=EnquiryOutcome(row.outcome),
        outcome_on=row.outcome_on,
        decline_reason=DeclineReason(row.decline_reason) if row.decline_reason else None,
        decline_note=row.decline_note,
        pointed_to=row.pointed_to,
        version=row.version,
    )
