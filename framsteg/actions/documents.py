"""Documents: begun, written section by section, ended. Editions and signatures are in `signing`."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from framsteg.access import Viewer
from framsteg.access.changing import (
    document_to_write_in,
    enrolment_to_write_in,
    own_row_to_change,
)
from framsteg.access.document_files import DocumentFile
from framsteg.actions import recording, summaries
from framsteg.actions.enrolments import blueprint_of
from framsteg.foundation.codes import DocumentKind, Part
from framsteg.foundation.decision import Denied, deny, require
from framsteg.foundation.text import say
from framsteg.records.models import Document, DocumentSection
from framsteg.rules.documents import SHAPES, SectionShape
from framsteg.rules.documents import signing as rule
from framsteg.rules.documents.answers import cleaned, faults, is_blank
from framsteg.rules.documents.describing import described
from framsteg.rules.sharing import reach


@transaction.atomic
def start(
    *,
    by: Viewer,
    enrolment_id: int,
    kind: DocumentKind,
    on: date,
    subject: str = "",
    review_on: date | None = None,
    once: UUID | None = None,
) -> int:
    """Begin a document of a kind that the programme uses; returns its id."""
    enrolment = enrolment_to_write_in(by, enrolment_id)
    shape = SHAPES[kind]
    require(rule.offered(kind, blueprint_of(enrolment).documents))
    row = Document(
        enrolment=enrolment,
        kind=kind,
        part=shape.part,
        subject=subject.strip(),
        started_on=on,
        review_on=review_on,
        once=once,
    )
    already = recording.sent_before(row, by=by)
    if already is not None:
        return already
    same = Document.unscoped.filter(enrolment=enrolment, kind=kind, ended_on=None)
    open_now = same.filter(owner=by.organisation_id).count()
    require(rule.may_start(shape=shape, subject=subject, on=on, today=by.today, open_now=open_now))
    recording.create(row, by=by, verb="documents.start", part=shape.part, enrolment_id=enrolment.pk)
    summaries.writes_in(enrolment.pk, by.organisation_id)
    return int(row.pk)


@transaction.atomic
def write(
    *, by: Viewer, document_id: int, section: str, content: Mapping[str, Any], version: int | None
) -> None:
    """Write the organisation's own answers in a section; what is not in `content` stays.

    `version` is the one that was read, None for the first answers. Raises Conflict when a
    colleague changed the same answer meanwhile, Denied for an answer that cannot be.
    """
    document = document_to_write_in(by, document_id)
    shape = _section_of(document, section)
    if shape.part not in reach(by.roles_in(document.enrolment.programme_id)):
        require(deny(say("Your role does not write in this section.")))
    require(rule.may_write(ended_on=document.ended_on))
    answers = cleaned(shape, content)
    wrong = next(faults(shape, content), None)
    if wrong is not None:
        require(deny(wrong.words))
    row = (
        DocumentSection.unscoped.select_for_update()
        .filter(document=document, key=section, owner=by.organisation_id)
        .first()
    )
    if row is None:
        _first_answers(by, document, shape, answers)
        return
    told = {
        key: value
        for key, value in answers.items()
        if not (is_blank(value) and is_blank(row.content.get(key)))
    }
    changed = recording.change(
        row,
        told,
        by=by,
        verb="documents.write",
        part=shape.part,
        version=version or 0,
        enrolment_id=document.enrolment_id,
        inside="content",
    )
    if changed:
        DocumentSection.unscoped.filter(pk=row.pk).update(
            updated_on=by.today, updated_by=by.staff_id
        )


def _first_answers(
    by: Viewer, document: Document, shape: SectionShape, answers: Mapping[str, Any]
) -> None:
    told = {key: value for key, value in answers.items() if not is_blank(value)}
    if not told:
        return
    row = DocumentSection(
        document=document,
        enrolment_id=document.enrolment_id,
        key=shape.key,
        part=shape.part,
        content=told,
        updated_on=by.today,
        updated_by_id=by.staff_id,
    )
    recording.create(
        row,
        by=by,
        verb="documents.write",
        part=shape.part,
        enrolment_id=document.enrolment_id,
        inside="content",
    )
    summaries.writes_in(document.enrolment_id, by.organisation_id)


@transaction.atomic
def amend(*, by: Viewer, document_id: int, version: int, **values: Any) -> None:
    """Change the cover: `subject`, `review_on`. Only by the organisation that began it."""
    row = own_row_to_change(by, Document, document_id)
    require(rule.may_write(ended_on=row.ended_on))
    _change(row, values, by=by, verb="documents.amend", version=version)


@transaction.atomic
def end(*, by: Viewer, document_id: int, on: date, note: str = "") -> None:
    """End a document: it stays as it is, and a new one can be begun."""
    row = own_row_to_change(by, Document, document_id)
    require(rule.may_end(started_on=row.started_on, ended_on=row.ended_on, on=on, today=by.today))
    _change(row, {"ended_on": on, "end_note": note}, by=by, verb="documents.end", version=None)


@transaction.atomic
def take_back_end(*, by: Viewer, document_id: int) -> None:
    """Undo an end: the document is in use again."""
    row = own_row_to_change(by, Document, document_id)
    values = {"ended_on": None, "end_note": ""}
    _change(row, values, by=by, verb="documents.take_back_end", version=None)


@transaction.atomic
def take_back(*, by: Viewer, document_id: int) -> int:
    """Undo a start: only a document in which nobody has written. Returns the enrolment."""
    row = own_row_to_change(by, Document, document_id)
    if row.sections.exists() or row.editions.exists():
        require(deny(say("Something is written in it. End it instead; then it is kept.")))
    enrolment_id = row.enrolment_id
    recording.remove(
        row, by=by, verb="documents.take_back", part=Part(row.part), enrolment_id=enrolment_id
    )
    return enrolment_id


def _section_of(document: Document, section: str) -> SectionShape:
    try:
        return SHAPES[DocumentKind(document.kind)].section(section)
    except KeyError:
        raise Denied(say("There is no such section.")) from None


def _change(
    row: Document, values: Mapping[str, Any], *, by: Viewer, verb: str, version: int | None
) -> None:
    recording.change(
        row,
        values,
        by=by,
        verb=verb,
        part=Part(row.part),
        version=version,
        enrolment_id=row.enrolment_id,
    )


@transaction.atomic
def fill_description(*, by: Viewer, description: DocumentFile, profile: DocumentFile) -> bool:
    """Fill a personal description from what the writer's own organisation has in the profile.

    Only where nothing is written; returns whether anything was filled.
    """
    here = by.organisation_id
    wanted = described(_own(profile, here), _own(description, here))
    for section, content in wanted.items():
        own = description.own(section, here)
        write(
            by=by,
            document_id=description.line.document_id,
            section=section,
            content=content,
            version=own.version if own else None,
        )
    return bool(wanted)


def _own(file: DocumentFile, organisation_id: int) -> dict[str, Mapping[str, Any]]:
    answers = {key: file.own(key, organisation_id) for key in file.sections}
    return {key: one.content for key, one in answers.items() if one is not None}
