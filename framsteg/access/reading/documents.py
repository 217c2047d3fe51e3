"""The documents of a case: which there are, one of them with its answers, and what was changed.

A document is known of when its own part is in sight. Its sections are cut one by one, since a
document can hold answers of several parts and of several organisations.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q

from framsteg.access import log
from framsteg.access.document_files import (
    AnswerChange,
    Answers,
    DocumentFile,
    DocumentLine,
    EditionLine,
    SignatureLine,
)
from framsteg.access.files import NOT_SHARED, NotShared
from framsteg.access.reading import consents
from framsteg.access.reading.identity import NotFound, identity
from framsteg.access.sight import NOBODY, cases_in_sight
from framsteg.access.sightline import Sightline
from framsteg.access.viewer import Viewer
from framsteg.foundation.codes import DocumentKind, Part, Signatory, SignedHow
from framsteg.records.models import (
    Document,
    DocumentSection,
    Edition,
    EditionSection,
    Enrolment,
    Event,
    Organisation,
    Signature,
    Staff,
)
from framsteg.rules.documents import SHAPES

CHANGES_SHOWN = 200


def documents(viewer: Viewer, enrolment_id: int) -> tuple[DocumentLine, ...]:
    """The documents of a case that the viewer may know of, by kind, the newest first."""
    row = _case(viewer, enrolment_id)
    sight = Sightline.to(viewer, [row])
    lines = documents_of(sight, row)
    log.record(viewer, [sight.shown(row.pk, {line.part for line in lines})])
    return lines


def document(
    viewer: Viewer, document_id: int, *, edition: int | None = None, latest: bool = False
) -> DocumentFile:
    """One document with its answers, or with those of a kept `edition` (its number).

    With `latest`, those of the edition that was kept last, where there is one.

    Raises NotFound for one that does not exist or is not in sight.
    """
    row, sight, case = _open(viewer, document_id)
    editions = _editions(sight, row)
    shown = next((e for e in editions if latest or e.number == edition), None)
    if edition is not None and shown is None:
        raise NotFound
    answers = _kept(sight, shown) if shown else _answers(sight, row)
    sections = {
        section.key: _unless_withheld(sight, row, section.part, answers.get(section.key, ()))
        for section in SHAPES[DocumentKind(row.kind)].sections
    }
    who = identity(sight, case)
    file = DocumentFile(
        line=_line(row),
        name=NOT_SHARED if isinstance(who, type(NOT_SHARED)) else who.name,
        protected_identity=case.participant.protected_identity,
        programme_name=case.programme.name,
        blueprint_key=case.programme.blueprint_key,
        blueprint_version=case.blueprint_version,
        enrolled_by=case.owner.name,
        sections=sections,
        editions=editions,
        edition=shown,
        readers=consents.held(viewer, case).readers,
        may_write=bool(viewer.may_write(case.programme_id)),
    )
    log.record(viewer, [sight.shown(case.pk, _parts_of(row, sections, who))])
    return file


def document_history(viewer: Viewer, document_id: int) -> tuple[AnswerChange, ...]:
    """What was answered and changed in the sections in sight, the latest first."""
    row, sight, _case_row = _open(viewer, document_id)
    found = {s.pk: s for s in DocumentSection.unscoped.filter(_in_sight(sight, row), document=row)}
    events = list(
        Event.unscoped.filter(subject="documentsection", subject_id__in=found).order_by("-id")[
            :CHANGES_SHOWN
        ]
    )
    staff = dict(
        Staff.objects.filter(pk__in={e.staff_id for e in events}).values_list("pk", "name")
    )
    owners = dict(
        Organisation.objects.filter(pk__in={e.organisation_id for e in events}).values_list(
            "pk", "name"
        )
    )
    log.record(viewer, [sight.shown(row.enrolment_id, {Part(s.part) for s in found.values()})])
    return tuple(
        AnswerChange(
            at=e.at,
            by=staff.get(e.staff_id or 0, ""),
            organisation=owners.get(e.organisation_id, ""),
            section=found[e.subject_id].key,
            field=name,
            before=before,
            after=after,
        )
        for e in events
        for name, (before, after) in e.changes.items()
    )


def documents_of(sight: Sightline, row: Enrolment) -> tuple[DocumentLine, ...]:
    """The documents of an open case that may be known of, by the newest first. One query."""
    found = Document.unscoped.filter(_in_sight(sight, row), enrolment=row)
    return tuple(_line(d) for d in found.select_related("owner", "created_by").order_by("-id"))


def profile_of(sight: Sightline, row: Enrolment) -> tuple[tuple[str, Answers], ...]:
    """The answers of the profile that is in use, as far as they are in sight. One query."""
    found = DocumentSection.unscoped.filter(
        _in_sight(sight, row),
        enrolment=row,
        document__kind=DocumentKind.PROFILE,
        document__ended_on=None,
    )
    by_key = _by_key(
        (s, s.updated_by.name if s.updated_by else "", s.version)
        for s in found.select_related("owner", "updated_by").order_by("id")
    )
    return tuple((key, one) for key, answers in by_key.items() for one in answers)


def documents_to_review(
    viewer: Viewer, enrolment_ids: Iterable[int], *, until: date
) -> tuple[DocumentLine, ...]:
    """Documents of the own organisation in these cases whose review day has come by `until`.

    The cases are those that the caller was handed by the room already. One query.
    """
    found = Document.unscoped.filter(
        enrolment__in=list(enrolment_ids),
        owner=viewer.organisation_id,
        ended_on=None,
        review_on__lte=until,
    )
    rows = found.select_related("owner", "created_by").order_by("review_on", "id")
    return tuple(_line(d) for d in rows)


def _case(viewer: Viewer, enrolment_id: int) -> Enrolment:
    row = (
        cases_in_sight(viewer)
        .select_related("participant", "programme", "owner")
        .filter(pk=enrolment_id)
        .first()
    )
    if row is None:
        raise NotFound
    return row


def _open(viewer: Viewer, document_id: int) -> tuple[Document, Sightline, Enrolment]:
    row = Document.unscoped.select_related("owner", "created_by").filter(pk=document_id).first()
    if row is None:
        raise NotFound
    case = _case(viewer, row.enrolment_id)
    sight = Sightline.to(viewer, [case])
    if not sight.sees(case.pk, Part(row.part), row.owner_id):
        raise NotFound
    return row, sight, case


def _in_sight(sight: Sightline, row: Enrolment | Document) -> Q:
    """Rows with a `part` of their own that may be read, one condition for each part."""
    enrolment_id = row.enrolment_id if isinstance(row, Document) else row.pk
    in_sight = NOBODY
    for part in Part:
        in_sight |= Q(part=part) & sight.rows(enrolment_id, part)
    return in_sight


def _line(row: Document) -> DocumentLine:
    return DocumentLine(
        document_id=row.pk,
        enrolment_id=row.enrolment_id,
        kind=DocumentKind(row.kind),
        part=Part(row.part),
        subject=row.subject,
        started_on=row.started_on,
        review_on=row.review_on,
        ended_on=row.ended_on,
        end_note=row.end_note,
        owner_id=row.owner_id,
        owner=row.owner.name,
        author=row.created_by.name if row.created_by else "",
        version=row.version,
    )


def _answers(sight: Sightline, row: Document) -> dict[str, tuple[Answers, ...]]:
    found = (
        DocumentSection.unscoped.filter(_in_sight(sight, row), document=row)
        .select_related("owner", "updated_by")
        .order_by("id")
    )
    return _by_key((s, s.updated_by.name if s.updated_by else "", s.version) for s in found)


def _kept(sight: Sightline, edition: EditionLine) -> dict[str, tuple[Answers, ...]]:
    found = EditionSection.unscoped.filter(edition=edition.edition_id).select_related("owner")
    seen = [s for s in found.order_by("id") if sight.sees(s.enrolment_id, Part(s.part), s.owner_id)]
    return _by_key((s, s.author, 0) for s in seen)


def _by_key(rows: Iterable[tuple[Any, str, int]]) -> dict[str, tuple[Answers, ...]]:
    by_key: dict[str, tuple[Answers, ...]] = {}
    for s, author, version in rows:
        told = Answers(
            s.pk, s.owner_id, s.owner.name, author, s.updated_on, version, dict(s.content)
        )
        by_key[s.key] = (*by_key.get(s.key, ()), told)
    return by_key


def _editions(sight: Sightline, row: Document) -> tuple[EditionLine, ...]:
    """What has been kept, the newest first, each with its signatures. Two queries."""
    found = list(
        Edition.unscoped.filter(_in_sight(sight, row), document=row)
        .select_related("owner", "created_by")
        .order_by("-number")
    )
    signed: dict[int, tuple[SignatureLine, ...]] = {}
    signatures = Signature.unscoped.filter(_in_sight(sight, row), edition__in=found)
    for s in signatures.select_related("owner", "created_by").order_by("signed_on", "id"):
        told = SignatureLine(
            signature_id=s.pk,
            signatory=Signatory(s.signatory),
            name=s.name,
            how=SignedHow(s.how),
            signed_on=s.signed_on,
            reason=s.reason,
            kept_at=s.kept_at,
            received_by=s.created_by.name if s.created_by else "",
            owner_id=s.owner_id,
            owner=s.owner.name,
        )
        signed[s.edition_id] = (*signed.get(s.edition_id, ()), told)
    return tuple(
        EditionLine(
            edition_id=e.pk,
            number=e.number,
            made_on=e.made_on,
            made_by=e.created_by.name if e.created_by else "",
            owner_id=e.owner_id,
            owner=e.owner.name,
            signatures=signed.get(e.pk, ()),
        )
        for e in found
    )


def _unless_withheld(
    sight: Sightline, row: Document, part: Part, answers: tuple[Answers, ...]
) -> tuple[Answers, ...] | NotShared:
    """Answers, or NOT_SHARED when nothing in sight cannot be told from nothing written."""
    if answers or sight.sees(row.enrolment_id, part, row.owner_id):
        return answers
    return NOT_SHARED


def _parts_of(row: Document, sections: dict[str, Any], who: Any) -> set[Part]:
    shape = SHAPES[DocumentKind(row.kind)]
    shown = {s.part for s in shape.sections if sections[s.key] is not NOT_SHARED}
    return shown | {Part(row.part)} | ({Part.IDENTITY} if who is not NOT_SHARED else set())
