"""A checked list is loaded: in one transaction, all of it or nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from framsteg.access import NotFound, Viewer, log
from framsteg.access.where_restricted import out_of_figures, restricted_since
from framsteg.actions import recording
from framsteg.actions.imports import names
from framsteg.actions.imports.create import Writing, create_cases
from framsteg.actions.imports.enquiries import Enquiries, compare_enquiries, write_enquiries
from framsteg.actions.imports.names import Ids
from framsteg.actions.imports.standing import standing, written_by_people
from framsteg.actions.imports.update import update_cases
from framsteg.foundation.codes import OrganisationKind, Part
from framsteg.foundation.decision import Denied, require
from framsteg.foundation.listed import CaseRow, EnquiryRow, Known, Told
from framsteg.foundation.text import Text, say
from framsteg.records.models import Enrolment, Event, ImportBatch, ImportChange, Programme
from framsteg.rules.handovers import may_be_listed
from framsteg.rules.lists import Comparison, compare, keep_to_people
from framsteg.rules.requests import may_use

APPLIED = "imports.apply"
CASES, ENQUIRIES = "cases", "enquiries"


@dataclass(frozen=True)
class ListFile:
    """Where the rows came from, for the receipt: never the rows themselves."""

    filename: str
    sha256: str
    mapping: Mapping[str, Any] = field(default_factory=dict)
    skipped: int = 0


@dataclass(frozen=True)
class Expected:
    """What loading would do. `clashes` names references that cannot be used, and why.

    `ended` names those who would be enrolled in a programme that has ended: {reference: reason}.
    """

    comparison: Comparison
    clashes: Mapping[str, str]
    ended: Mapping[str, Text] = field(default_factory=dict)


@dataclass(frozen=True)
class BatchLine:
    """An import as it is listed. `state`: applied or undone."""

    batch_id: int
    programme: str
    kind: str
    filename: str
    state: str
    counts: Mapping[str, int]
    created_at: datetime
    created_by: str


def known(*, by: Viewer, programme_id: int) -> Known:
    """What the programme already knows by name, for the checking of a list."""
    programme = _programme(by, programme_id)
    return names.known(programme, for_organisation=by.organisation_id)


def expect_cases(*, by: Viewer, programme_id: int, rows: Sequence[CaseRow], told: Told) -> Expected:
    """What loading these rows would do. The cases shown, old beside new, are logged as read."""
    expected = _expected(_programme(by, programme_id), by, rows, told)
    shown = {*expected.comparison.updated, *expected.comparison.kept}
    log.record(
        by,
        [
            log.Shown(parts=_SHOWN, enrolment_id=pk)
            for pk in sorted({update.standing.enrolment_id for update in shown})
        ],
    )
    return expected


_SHOWN = frozenset({Part.IDENTITY, Part.CONTACT_DETAILS, Part.PLAN, Part.EMPLOYER_DEALINGS})


def expect_enquiries(
    *, by: Viewer, programme_id: int, rows: Sequence[EnquiryRow], told: Told
) -> Enquiries:
    """What loading these enquiries would do."""
    programme = _programme(by, programme_id)
    return compare_enquiries(programme, by.organisation_id, rows, told)


@transaction.atomic
def load_cases(
    *,
    by: Viewer,
    programme_id: int,
    rows: Sequence[CaseRow],
    told: Told,
    file: ListFile,
    kinds: Mapping[str, OrganisationKind],
) -> BatchLine:
    """Load a case list. `kinds` tells the kind of every organisation that is to be added.

    The same list again changes nothing. Raises Denied, with nothing written, when a row clashes.
    """
    writing = _begin(by, programme_id, CASES, file, kinds)
    expected = _expected(writing.batch.programme, by, rows, told)
    if expected.clashes:
        raise Denied(clash(expected.clashes))
    for reason in expected.ended.values():
        raise Denied(reason)
    comparison = expected.comparison
    writing.ids.for_cases([*comparison.created, *(u.row for u in comparison.updated)])
    create_cases(comparison.created, writing)
    update_cases(comparison.updated, told, writing)
    return _finish(writing, comparison.counts, file)


@transaction.atomic
def load_enquiries(
    *,
    by: Viewer,
    programme_id: int,
    rows: Sequence[EnquiryRow],
    told: Told,
    file: ListFile,
    kinds: Mapping[str, OrganisationKind],
) -> BatchLine:
    """Load a list of enquiries, as `load_cases`."""
    writing = _begin(by, programme_id, ENQUIRIES, file, kinds)
    comparison = compare_enquiries(writing.batch.programme, by.organisation_id, rows, told)
    writing.ids.for_enquiries(comparison.created)
    write_enquiries(comparison, told, writing)
    return _finish(writing, comparison.counts, file)


def batches(*, by: Viewer) -> list[BatchLine]:
    """The imports of the viewer's organisation in the programmes it works in, newest first."""
    rows = ImportBatch.objects.filter(
        owner=by.organisation_id, programme__in=by.writes_in, state__in=("applied", "undone")
    )
    ordered = rows.select_related("programme", "created_by").order_by("-created_at", "-pk")
    return [_line(row) for row in ordered]


def clash(clashes: Mapping[str, str]) -> Any:
    """Why rows cannot be loaded: who they speak of is already enrolled under another reference."""
    return say(
        "These reference numbers clash with people who are already enrolled: {references}.",
        references=sorted(clashes)[:10],
    )


def _programme(by: Viewer, programme_id: int) -> Programme:
    require(by.may_write(programme_id))
    programme = Programme.objects.select_related("owner").filter(pk=programme_id).first()
    if programme is None:
        raise NotFound
    return programme


def _expected(programme: Programme, by: Viewer, rows: Sequence[CaseRow], told: Told) -> Expected:
    found = standing(programme, by.organisation_id, rows)
    comparison = compare(rows, found.cases, told)
    changing = {update.standing.enrolment_id for update in comparison.updated}
    comparison = keep_to_people(comparison, written_by_people(changing, by.organisation_id))
    ended = _after_the_end(programme, comparison) | _restricted(by, comparison)
    return Expected(comparison, found.clashes, ended)


def _restricted(by: Viewer, comparison: Comparison) -> dict[str, Text]:
    """Whose data may not be changed: the row has to be left out of the list."""
    restricted = out_of_figures(by.today)
    ids = {
        u.standing.enrolment_id: u.row.reference
        for u in comparison.updated
        if u.standing.enrolment_id in restricted
    }
    rows = Enrolment.unscoped.filter(pk__in=ids).annotate(
        since=restricted_since(by.organisation_id, by.today)
    )
    bound = rows.filter(since__isnull=False).values_list("pk", "since")
    return {ids[pk]: may_use(restricted_since=since).reason for pk, since in bound}


def _after_the_end(programme: Programme, comparison: Comparison) -> dict[str, Text]:
    """Who would be enrolled after the programme has ended: new ones, and exits taken back."""
    back = [
        update.row
        for update in comparison.updated
        if any(change.fact == "exited_on" for change in update.changes)
    ]
    judged = {
        row.reference: may_be_listed(exited_on=row.exited_on, ended_on=programme.ended_on)
        for row in (*comparison.created, *back)
    }
    return {reference: d.reason for reference, d in judged.items() if not d}


def _begin(
    by: Viewer,
    programme_id: int,
    kind: str,
    file: ListFile,
    kinds: Mapping[str, OrganisationKind],
) -> Writing:
    """Lock the programme, so that two lists are loaded one after the other."""
    programme = _programme(by, programme_id)
    Programme.objects.select_for_update().get(pk=programme_id)
    batch = ImportBatch.objects.create(
        programme=programme,
        kind=kind,
        filename=file.filename[:200],
        sha256=file.sha256,
        mapping=dict(file.mapping),
        state="applying",
        counts={"first_event": Event.unscoped.aggregate(last=Max("pk"))["last"] or 0},
        created_by_id=by.staff_id,
        owner_id=by.organisation_id,
    )
    return Writing(by, batch, Ids(programme, kinds))


def _finish(writing: Writing, counts: dict[str, int], file: ListFile) -> BatchLine:
    batch = writing.batch
    ImportChange.unscoped.bulk_create(
        ImportChange(batch=batch, model=model, object_id=pk) for model, pk in writing.ids.made
    )
    told = {**counts, "skipped": file.skipped}
    changes: dict[str, list[Any]] = {name: [None, count] for name, count in told.items()}
    recording.note(
        batch, by=writing.by, verb=APPLIED, part=None, enrolment_id=None, changes=changes
    )
    last = Event.unscoped.aggregate(last=Max("pk"))["last"]
    batch.counts = {**told, "first_event": batch.counts["first_event"], "last_event": last}
    batch.state, batch.applied_at = "applied", timezone.now()
    batch.done = batch.total = sum(counts.values())
    batch.save()
    return _line(batch)


def _line(batch: ImportBatch) -> BatchLine:
    hidden = ("first_event", "last_event")
    return BatchLine(
        batch_id=batch.pk,
        programme=batch.programme.name,
        kind=batch.kind,
        filename=batch.filename,
        state=batch.state,
        counts={name: count for name, count in batch.counts.items() if name not in hidden},
        created_at=batch.created_at,
        created_by=batch.created_by.name if batch.created_by else "",
    )
