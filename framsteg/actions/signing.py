"""Editions of a document, kept as they were, and the signatures on them."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from framsteg.access import Viewer
from framsteg.access.changing import (
    document_sections_in_sight,
    document_to_write_in,
    own_row_to_change,
)
from framsteg.actions import recording
from framsteg.foundation.codes import DocumentKind, Part, Signatory, SignedHow
from framsteg.foundation.decision import deny, require
from framsteg.foundation.text import say
from framsteg.records.models import (
    Document,
    DocumentSection,
    Edition,
    EditionSection,
    Signature,
)
from framsteg.rules.contacts import may_take_back
from framsteg.rules.documents import SHAPES
from framsteg.rules.documents import signing as rule


@transaction.atomic
def keep(*, by: Viewer, document_id: int) -> int:
    """Keep the document as it stands today; returns the edition's number.

    When nothing has changed since the last edition that one serves, and no new one is made.
    """
    document = document_to_write_in(by, document_id)
    return _edition(by, document).number


@transaction.atomic
def sign(
    *,
    by: Viewer,
    document_id: int,
    signatory: Signatory,
    name: str,
    how: SignedHow,
    on: date,
    reason: str = "",
    kept_at: str = "",
    once: UUID | None = None,
) -> int:
    """Sign the document as it stands; returns the signature's id.

    The edition that is signed is kept; writing goes on in the document, and a new signature then
    makes a new edition.
    """
    document = document_to_write_in(by, document_id)
    if not SHAPES[DocumentKind(document.kind)].signed:
        require(deny(say("This document is not signed.")))
    edition = _edition(by, document)
    require(
        rule.may_sign(
            how=how,
            name=name,
            reason=reason,
            kept_at=kept_at,
            signed_on=on,
            made_on=edition.made_on,
            today=by.today,
        )
    )
    row = Signature(
        edition=edition,
        enrolment_id=document.enrolment_id,
        part=document.part,
        signatory=signatory,
        name=name.strip(),
        how=how,
        signed_on=on,
        reason=reason.strip(),
        kept_at=kept_at.strip(),
        once=once,
    )
    already = recording.sent_before(row, by=by)
    if already is not None:
        return already
    if edition.signatures.filter(signatory=signatory, name=row.name).exists():
        require(deny(say("{name} has already signed this edition.", name=row.name)))
    recording.create(
        row,
        by=by,
        verb="documents.sign",
        part=Part(document.part),
        enrolment_id=document.enrolment_id,
    )
    return int(row.pk)


@transaction.atomic
def take_back_signature(*, by: Viewer, signature_id: int) -> int:
    """Undo a signature that was entered by mistake, by who entered it. Returns the document."""
    row = own_row_to_change(by, Signature, signature_id)
    require(may_take_back(author_id=row.created_by_id, staff_id=by.staff_id))
    document_id = row.edition.document_id
    recording.remove(
        row,
        by=by,
        verb="documents.take_back_signature",
        part=Part(row.part),
        enrolment_id=row.enrolment_id,
    )
    return int(document_id)


def _edition(by: Viewer, document: Document) -> Edition:
    """The latest edition if it says what the document says now, else a new one."""
    sections = document_sections_in_sight(by, document)
    shape = SHAPES[DocumentKind(document.kind)]
    require(
        rule.may_keep(
            shape=shape, answered=any(s.content for s in sections), ended_on=document.ended_on
        )
    )
    last = Edition.unscoped.filter(document=document).order_by("-number").first()
    if last is not None and _says(last) == _would_say(sections):
        return last
    number = Edition.unscoped.filter(document=document).aggregate(n=Max("number"))["n"] or 0
    edition = Edition(
        document=document,
        enrolment_id=document.enrolment_id,
        part=document.part,
        number=number + 1,
        made_on=by.today,
    )
    recording.create(
        edition,
        by=by,
        verb="documents.keep",
        part=Part(document.part),
        enrolment_id=document.enrolment_id,
    )
    EditionSection.unscoped.bulk_create(_copy(s, edition, by) for s in sections)
    return edition


def _copy(section: DocumentSection, edition: Edition, by: Viewer) -> EditionSection:
    return EditionSection(
        edition=edition,
        enrolment_id=section.enrolment_id,
        key=section.key,
        part=section.part,
        content=section.content,
        author=section.updated_by.name if section.updated_by else "",
        updated_on=section.updated_on,
        owner_id=section.owner_id,
        created_by_id=by.staff_id,
    )


Said = dict[tuple[str, int], object]


def _says(edition: Edition) -> Said:
    return {(s.key, s.owner_id): s.content for s in EditionSection.unscoped.filter(edition=edition)}


def _would_say(sections: list[DocumentSection]) -> Said:
    return {(s.key, s.owner_id): s.content for s in sections}
