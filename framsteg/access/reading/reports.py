"""Reports of a programme: what is written, what is approved. No participant stands in them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from framsteg.access.reading.identity import NotFound
from framsteg.access.reading.quotes import taken_back
from framsteg.access.viewer import SEES_EXACT_FIGURES, Viewer
from framsteg.foundation.codes import ReportKind
from framsteg.records.models import Event, Report, ReportEdition, ReportText, Staff
from framsteg.rules.reports.working import APPROVES, READS, WRITES


@dataclass(frozen=True)
class EditionLine:
    """An approved edition, without what stands in it."""

    number: int
    approved_on: date
    approved_by: str


@dataclass(frozen=True)
class ReportLine:
    """One report; `starts_on` and `ends_on` (half-open) are None for one about the whole."""

    report_id: int
    programme_id: int
    programme_key: str
    programme: str
    kind: ReportKind
    starts_on: date | None
    ends_on: date | None
    begun_on: date
    editions: tuple[EditionLine, ...]  # the latest first
    writes: bool
    approves: bool


@dataclass(frozen=True)
class TextLine:
    """What is written in a section, by whom last; `version` is the one to save against."""

    text: str
    updated_on: date
    updated_by: str
    version: int


@dataclass(frozen=True)
class TextVersion:
    """A section's words as they were saved once."""

    at: datetime
    by: str
    text: str


@dataclass(frozen=True)
class ReportFile:
    line: ReportLine
    texts: Mapping[str, TextLine] = field(default_factory=dict)


def reports(viewer: Viewer, programme_id: int) -> tuple[ReportLine, ...]:
    """The programme's reports, the latest time first; for who only reads, the approved ones."""
    if programme_id not in viewer.programmes(READS):
        raise NotFound
    rows = _in_sight(viewer).filter(programme=programme_id)
    return tuple(_line(viewer, row) for row in rows.order_by("-starts_on", "kind", "id"))


def report(viewer: Viewer, report_id: int) -> ReportFile:
    """One report with its words, for who writes; NotFound for everybody else."""
    row = _in_sight(viewer).filter(pk=report_id).first()
    if row is None or row.programme_id not in viewer.programmes(WRITES):
        raise NotFound
    return _file(viewer, row)


def report_of(
    viewer: Viewer, programme_id: int, kind: ReportKind, starts_on: date | None
) -> ReportFile | None:
    """The report of this kind and time, if it is begun; for who writes."""
    if programme_id not in viewer.programmes(WRITES):
        raise NotFound
    rows = _in_sight(viewer).filter(programme=programme_id, kind=kind)
    row = rows.filter(starts_on=starts_on).first()
    return _file(viewer, row) if row else None


def edition(
    viewer: Viewer, report_id: int, number: int, *, exact: bool
) -> tuple[ReportLine, EditionLine, dict[str, Any]]:
    """An approved edition as it was kept; `exact` only for who sees exact figures."""
    row = _in_sight(viewer).filter(pk=report_id).first()
    kept = ReportEdition.unscoped.filter(report=report_id, number=number).first()
    if row is None or kept is None:
        raise NotFound
    if exact and row.programme_id not in viewer.programmes(SEES_EXACT_FIGURES):
        raise NotFound
    line = _line(viewer, row)
    told = next(one for one in line.editions if one.number == number)
    return line, told, _without_taken_back(viewer, line, kept.exact if exact else kept.shown)


def _without_taken_back(
    viewer: Viewer, line: ReportLine, content: dict[str, Any]
) -> dict[str, Any]:
    """What was kept, but for quotes whose participants have taken back their permission."""
    blocks = [block for section in content["paper"]["sections"] for block in section["blocks"]]
    quoted = {block["quote_id"] for block in blocks if block["kind"] == "quote"}
    gone = taken_back(viewer, line.programme_id, quoted) if quoted else frozenset()
    if not gone:
        return content
    sections = [
        {**one, "blocks": [b for b in one["blocks"] if b.get("quote_id") not in gone]}
        for one in content["paper"]["sections"]
    ]
    return {**content, "paper": {**content["paper"], "sections": sections}}


def text_versions(viewer: Viewer, report_id: int, key: str) -> tuple[TextVersion, ...]:
    """How a section's words have changed, the latest first."""
    file = report(viewer, report_id)
    row = ReportText.unscoped.filter(report=file.line.report_id, key=key).first()
    if row is None:
        return ()
    events = Event.unscoped.filter(subject="reporttext", subject_id=row.pk).order_by("-id")
    names = dict(
        Staff.objects.filter(pk__in=[e.staff_id for e in events if e.staff_id]).values_list(
            "pk", "name"
        )
    )
    return tuple(
        TextVersion(event.at, names.get(event.staff_id or 0, ""), event.changes["text"][1] or "")
        for event in events
        if "text" in event.changes
    )


def _in_sight(viewer: Viewer) -> QuerySet[Report]:
    """For who only reads, those that have an approved edition."""
    rows = Report.unscoped.select_related("programme")
    writes, reads = viewer.programmes(WRITES), viewer.programmes(READS)
    mine = rows.filter(programme__in=sorted(writes))
    if not reads - writes:
        return mine
    approved = rows.filter(programme__in=sorted(reads - writes), editions__isnull=False).distinct()
    return approved if not writes else rows.filter(pk__in=[*_keys(mine), *_keys(approved)])


def _keys(rows: QuerySet[Report]) -> list[int]:
    return list(rows.values_list("pk", flat=True))


def _line(viewer: Viewer, row: Report) -> ReportLine:
    editions = row.editions.select_related("created_by").order_by("-number")
    roles = viewer.roles_in(row.programme_id)
    return ReportLine(
        report_id=row.pk,
        programme_id=row.programme_id,
        programme_key=row.programme.key,
        programme=row.programme.name,
        kind=ReportKind(row.kind),
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        begun_on=row.created_at.date(),
        editions=tuple(
            EditionLine(one.number, one.approved_on, one.created_by.name if one.created_by else "")
            for one in editions.defer("shown", "exact")
        ),
        writes=bool(roles & WRITES),
        approves=bool(roles & APPROVES),
    )


def _file(viewer: Viewer, row: Report) -> ReportFile:
    texts = ReportText.unscoped.filter(report=row).select_related("updated_by")
    return ReportFile(
        _line(viewer, row),
        {
            one.key: TextLine(
                one.text,
                one.updated_on,
                one.updated_by.name if one.updated_by else "",
                one.version,
            )
            for one in texts
        },
    )
