"""The access log as a data protection officer goes through it: readers, cases, reasons, reviews.

The officer sees that a case was read, by whom and when, never whose it is. In reach is what the
own organisation's staff have read, and what others have read of persons whom it enrolled, in the
programmes where the viewer is the officer.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from framsteg.access.reading.identity import NotFound
from framsteg.access.viewer import Viewer
from framsteg.foundation.codes import FoundBy, LogOutcome, Part, Purpose, Role
from framsteg.records.models import (
    Absence,
    AccessLogEntry,
    Assignment,
    BackUp,
    CaseLink,
    ConflictOfInterest,
    Enrolment,
    LogReview,
    LogSample,
    Staff,
)
from framsteg.rules.log_review import Finding, Known, Pair, Read, findings, openings


@dataclass(frozen=True)
class ReviewLine:
    at: datetime
    by: str
    found_by: FoundBy
    outcome: LogOutcome
    note: str
    log_id: int


@dataclass(frozen=True)
class OpeningLine:
    """One opening of a case's file: enough to ask the reader about it."""

    log_id: int
    reader: str
    organisation: str
    case: int
    at: datetime
    parts: tuple[Part, ...]
    grounds: tuple[str, ...]
    purpose: Purpose
    where: str


@dataclass(frozen=True)
class FoundLine:
    """What a rule found, with the latest review of it."""

    finding: Finding
    reader: str
    organisation: str
    reviewed: ReviewLine | None


@dataclass(frozen=True)
class SampleLine:
    sample_id: int
    drawn_at: datetime
    by: str
    openings: tuple[OpeningLine, ...]
    reviewed: dict[int, ReviewLine]  # by the id of the log's row


def found(viewer: Viewer, *, since: datetime, until: datetime) -> tuple[FoundLine, ...]:
    """What the rules find among the openings of a half-open time, the newest first."""
    reads = opened(viewer, since=since, until=until)
    lines = findings(reads, _known(reads))
    staff = _staff({line.staff_id for line in lines})
    done = _reviews(viewer, [line.first.log_id for line in lines])
    return tuple(
        FoundLine(
            line,
            *staff.get(line.staff_id, ("", "")),
            done.get((line.first.log_id, line.found_by)),
        )
        for line in lines
    )


def opened(viewer: Viewer, *, since: datetime, until: datetime) -> tuple[Read, ...]:
    """The openings of a half-open time in the viewer's reach, in local time."""
    rows = _logged(viewer).filter(at__gte=since, at__lt=until, staff_id__isnull=False)
    columns = ("pk", "staff_id", "enrolment_id", "at", "grounds", "where")
    return openings(
        (pk, staff, case, timezone.localtime(at), frozenset(grounds.split(",")), where)
        for pk, staff, case, at, grounds, where in rows.order_by("pk").values_list(*columns)
    )


def opening(viewer: Viewer, log_id: int) -> OpeningLine:
    """One row of the log; NotFound outside the viewer's reach."""
    row = _logged(viewer).filter(pk=log_id).first()
    if row is None:
        raise NotFound
    return _lines([row])[0]


def reviews_of(viewer: Viewer, log_id: int) -> tuple[ReviewLine, ...]:
    """Every review of a row, the latest first."""
    rows = LogReview.unscoped.filter(organisation=viewer.organisation_id, log_id=log_id)
    return tuple(_review(row) for row in rows.select_related("by").order_by("-pk"))


def latest_reviews(viewer: Viewer, most: int = 30) -> tuple[ReviewLine, ...]:
    """What the organisation's officers have gone through, the latest first."""
    officer_programmes(viewer)
    rows = LogReview.unscoped.filter(organisation=viewer.organisation_id)
    return tuple(_review(row) for row in rows.select_related("by").order_by("-pk")[:most])


def latest_sample(viewer: Viewer) -> SampleLine | None:
    """The sample drawn last, with what has been found in it; None before the first."""
    officer_programmes(viewer)
    rows = LogSample.unscoped.filter(organisation=viewer.organisation_id).select_related("by")
    row = rows.order_by("-pk").first()
    if row is None:
        return None
    logged = {one.pk: one for one in _logged(viewer).filter(pk__in=row.rows)}
    done = _reviews(viewer, row.rows)
    return SampleLine(
        sample_id=row.pk,
        drawn_at=row.at,
        by=row.by.name,
        openings=tuple(_lines([logged[pk] for pk in row.rows if pk in logged])),
        reviewed={pk: line for (pk, why), line in done.items() if why is FoundBy.SAMPLE},
    )


def officer_programmes(viewer: Viewer) -> frozenset[int]:
    """The programmes whose log the viewer goes through; NotFound for who is no officer."""
    programmes = viewer.programmes([Role.DATA_PROTECTION_OFFICER])
    if not programmes:
        raise NotFound
    return programmes


def _logged(viewer: Viewer) -> QuerySet[AccessLogEntry]:
    cases = Enrolment.unscoped.filter(programme__in=sorted(officer_programmes(viewer)))
    own = cases.filter(owner=viewer.organisation_id).values("pk")
    rows = AccessLogEntry.unscoped.filter(enrolment_id__in=cases.values("pk"))
    return rows.filter(Q(organisation_id=viewer.organisation_id) | Q(enrolment_id__in=own))


def _known(reads: Iterable[Read]) -> Known:
    """What the records say of these readers and cases. Six queries."""
    reads = list(reads)
    cases = {read.case_id for read in reads}
    readers = {read.staff_id for read in reads}
    people = Enrolment.unscoped.filter(pk__in=cases).values_list(
        "pk", "participant__given_name", "participant__family_name",
        "participant__protected_identity",
    )  # fmt: skip
    named = {pk: f"{given} {family}".strip().casefold() for pk, given, family, _p in people}
    return Known(
        protected=frozenset(pk for pk, _g, _f, protected in people if protected),
        conflicts=frozenset(
            ConflictOfInterest.unscoped.filter(staff__in=readers, enrolment__in=cases).values_list(
                "staff_id", "enrolment_id"
            )
        ),
        alike=_alike(reads, named),
        tasks=_tasks(readers, cases),
    )


def _alike(reads: list[Read], named: dict[int, str]) -> frozenset[Pair]:
    """Readings of somebody who bears the name of one who works where the reader works."""
    at_work: dict[int, set[str]] = defaultdict(set)
    home: dict[int, int] = {}
    for pk, name, organisation in Staff.objects.values_list("pk", "name", "organisation_id"):
        at_work[organisation].add(name.strip().casefold())
        home[pk] = organisation
    return frozenset(
        (read.staff_id, read.case_id)
        for read in reads
        if named.get(read.case_id) and named[read.case_id] in at_work[home.get(read.staff_id, 0)]
    )


def _tasks(readers: set[int], cases: set[int]) -> frozenset[Pair]:
    """Who coaches, is linked or backs up, now or before, or covers for somebody who does."""
    pairs: set[Pair] = set()
    for model in (Assignment, CaseLink, BackUp):
        rows = model.unscoped.filter(enrolment__in=cases)
        pairs |= set(rows.values_list("staff_id", "enrolment_id"))
    covers = Absence.unscoped.filter(cover__in=readers).values_list("staff_id", "cover_id")
    of = defaultdict(set)
    for staff, case in pairs:
        of[staff].add(case)
    for away, cover in covers:
        pairs |= {(cover, case) for case in of[away]}
    return frozenset(pair for pair in pairs if pair[0] in readers)


def _lines(rows: list[AccessLogEntry]) -> list[OpeningLine]:
    staff = _staff({row.staff_id for row in rows if row.staff_id})
    return [
        OpeningLine(
            row.pk,
            *staff.get(row.staff_id or 0, ("", "")),
            case=row.enrolment_id or 0,
            at=row.at,
            parts=tuple(Part(part) for part in row.parts.split(",") if part),
            grounds=tuple(row.grounds.split(",")),
            purpose=Purpose(row.purpose),
            where=row.where,
        )
        for row in rows
    ]


def _staff(ids: set[int]) -> dict[int, tuple[str, str]]:
    rows = Staff.objects.filter(pk__in=ids)
    found = rows.values_list("pk", "name", "organisation__name")
    return {pk: (name, organisation) for pk, name, organisation in found}


def _reviews(viewer: Viewer, ids: Iterable[int]) -> dict[tuple[int, FoundBy], ReviewLine]:
    """The latest review of each row, by the reason it was looked at."""
    rows = LogReview.unscoped.filter(organisation=viewer.organisation_id, log_id__in=list(ids))
    ordered = rows.select_related("by").order_by("pk")
    return {(row.log_id, FoundBy(row.found_by)): _review(row) for row in ordered}


def _review(row: LogReview) -> ReviewLine:
    return ReviewLine(
        row.at, row.by.name, FoundBy(row.found_by), LogOutcome(row.outcome), row.note, row.log_id
    )
