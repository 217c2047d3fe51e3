"""Documents as the room hands them out: sections cut by their part and by who wrote them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from framsteg.access.shares import NOT_SHARED, NotShared
from framsteg.foundation.codes import DocumentKind, Part, Signatory, SignedHow


@dataclass(frozen=True)
class DocumentLine:
    """That there is a document: one line in a list."""

    document_id: int
    enrolment_id: int
    kind: DocumentKind
    part: Part
    subject: str
    started_on: date
    review_on: date | None
    ended_on: date | None
    end_note: str
    owner_id: int
    owner: str
    author: str
    version: int


@dataclass(frozen=True)
class Answers:
    """One organisation's answers in a section."""

    section_id: int
    owner_id: int
    owner: str
    author: str
    updated_on: date
    version: int
    content: Mapping[str, Any]


@dataclass(frozen=True)
class SignatureLine:
    signature_id: int
    signatory: Signatory
    name: str
    how: SignedHow
    signed_on: date
    reason: str
    kept_at: str
    received_by: str
    owner_id: int
    owner: str


@dataclass(frozen=True)
class EditionLine:
    edition_id: int
    number: int
    made_on: date
    made_by: str
    owner_id: int
    owner: str
    signatures: tuple[SignatureLine, ...]


@dataclass(frozen=True)
class AnswerChange:
    """One answer that was changed: which, from what to what, by whom."""

    at: datetime
    by: str
    organisation: str
    section: str
    field: str
    before: Any
    after: Any


@dataclass(frozen=True)
class DocumentFile:
    """A document as this viewer may read it. A section that is not shared is NOT_SHARED."""

    line: DocumentLine
    name: str | NotShared
    protected_identity: bool
    programme_name: str
    blueprint_key: str
    blueprint_version: int
    enrolled_by: str
    sections: Mapping[str, tuple[Answers, ...] | NotShared]
    editions: tuple[EditionLine, ...]
    edition: EditionLine | None  # the one shown, where an edition was asked for
    readers: Mapping[Part, tuple[str, ...]]
    may_write: bool

    def answers(self, section: str) -> tuple[Answers, ...]:
        """The answers of a section; none where it is not shared."""
        held = self.sections.get(section, NOT_SHARED)
        return () if held is NOT_SHARED else held

    def own(self, section: str, organisation_id: int) -> Answers | None:
        return next((a for a in self.answers(section) if a.owner_id == organisation_id), None)
