"""Documents in words: the shelf of a person, one document section by section, its history."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from framsteg.access import NOT_SHARED, CaseFile, Viewer
from framsteg.access.document_files import (
    AnswerChange,
    Answers,
    DocumentFile,
    DocumentLine,
    EditionLine,
)
from framsteg.foundation.codes import DocumentKind
from framsteg.foundation.labels import label
from framsteg.rules.documents import SHAPES, FieldKind, FieldShape, SectionShape
from framsteg.rules.documents.answers import is_blank, to_explore, used_columns
from framsteg.web import answers, words
from framsteg.web.presenters.words import ago, day, moment, said


def title(line: DocumentLine) -> str:
    """What the document is called: its kind, and what it is about where there are several."""
    name = words.render(SHAPES[line.kind].title)
    return f"{name}: {line.subject}" if line.subject else name


def shelf(
    lines: Sequence[DocumentLine],
    offered: Sequence[DocumentKind],
    *,
    enrolment_id: int,
    may_write: bool,
    today: date,
) -> list[dict[str, Any]]:
    """Each kind that the programme uses, with what there is of it and how to begin one."""
    kinds = [*offered, *(k for k in dict.fromkeys(line.kind for line in lines) if k not in offered)]
    shown = []
    for kind in kinds:
        shape = SHAPES[kind]
        mine = [line for line in lines if line.kind is kind]
        more = kind in offered and (shape.several or all(line.ended_on for line in mine))
        shown.append(
            {
                "title": words.render(shape.title),
                "lead": words.render(shape.lead),
                "rows": [_row(line, today) for line in mine],
                "start_url": reverse("documents:start", args=[enrolment_id, kind.value])
                if may_write and more
                else "",
            }
        )
    return shown


def _row(line: DocumentLine, today: date) -> dict[str, str]:
    state = _("Begun {day}").format(day=day(line.started_on))
    if line.ended_on:
        state = _("Ended {day}").format(day=day(line.ended_on))
    late = bool(line.review_on and not line.ended_on and line.review_on <= today)
    if line.review_on and not line.ended_on:
        state += " · " + _("Review {when}").format(when=ago(line.review_on, today))
    return {
        "title": line.subject or words.render(SHAPES[line.kind].title),
        "url": reverse("documents:show", args=[line.document_id]),
        "meta": f"{state} · {line.owner}",
        "icon": "file-text",
        "badge": _("To be reviewed") if late else "",
        "badge_tone": "warning",
    }


def sections(file: DocumentFile, viewer: Viewer) -> list[dict[str, Any]]:
    """Every section of the document, as this viewer may read and write it."""
    shape = SHAPES[file.line.kind]
    return [_section(file, section, viewer) for section in shape.sections]


def texts_of(file: DocumentFile, section: str, viewer: Viewer) -> list[dict[str, Any]]:
    """What is written in one section, by each organisation."""
    shape = SHAPES[file.line.kind].section(section)
    return [_answers(file, shape, one, viewer, False) for one in file.answers(section)]


def _section(file: DocumentFile, section: SectionShape, viewer: Viewer) -> dict[str, Any]:
    written = [a for a in file.answers(section.key) if not all(map(is_blank, a.content.values()))]
    key = [file.line.document_id, section.key]
    writable = file.may_write and file.edition is None and file.line.ended_on is None
    own = next((a for a in written if a.owner_id == viewer.organisation_id), None)
    everything: dict[str, Any] = {}
    for one in written:
        everything |= {k: v for k, v in one.content.items() if not is_blank(v)}
    return {
        "key": section.key,
        "title": words.render(section.title),
        "part": said(section.part),
        "shared": file.sections.get(section.key) is not NOT_SHARED,
        "texts": [_answers(file, section, one, viewer, writable) for one in written],
        "explore": [words.render(f.label) for f in to_explore(section, everything)]
        if writable
        else [],
        "seen_by": file.readers.get(section.part, ()),
        "write_url": reverse("documents:write", args=key) if writable else "",
        "mine": own is not None,
    }


def _answers(
    file: DocumentFile, section: SectionShape, one: Answers, viewer: Viewer, writable: bool
) -> dict[str, Any]:
    own = writable and one.owner_id == viewer.organisation_id
    url = reverse("documents:write", args=[file.line.document_id, section.key])
    return {
        "by": f"{one.author}, {one.owner}" if one.author else one.owner,
        "on": day(one.updated_on),
        "mine": one.owner_id == viewer.organisation_id,
        "fields": [
            {
                **answer(field, one.content[field.key]),
                "change_url": f"{url}?field={field.key}" if own else "",
            }
            for field in section.fields
            if not is_blank(one.content.get(field.key))
        ],
    }


def answer(field: FieldShape, value: Any) -> dict[str, Any]:
    """One answered question: words, or rows under headings."""
    told: dict[str, Any] = {"label": words.render(field.label), "text": "", "rows": []}
    told["change_url"] = ""
    if field.kind is FieldKind.ROWS:
        columns = used_columns(field, value)
        return told | {
            "columns": [{"label": words.render(c.label)} for c in columns],
            "rows": [[answers.said(c, row.get(c.key)) for c in columns] for row in value],
        }
    return told | {"text": answers.said(field, value), "columns": []}


def editions(file: DocumentFile, viewer: Viewer) -> list[dict[str, Any]]:
    """What has been kept, the newest first, with who signed."""
    return [
        {
            "title": _("Edition {n}, {day}").format(n=e.number, day=day(e.made_on)),
            "url": reverse("documents:edition", args=[file.line.document_id, e.number]),
            "by": e.made_by,
            "signatures": _signatures(e, viewer),
        }
        for e in file.editions
    ]


def _signatures(edition: EditionLine, viewer: Viewer) -> list[dict[str, str]]:
    return [
        {
            "name": s.name,
            "how": " · ".join(
                t
                for t in (
                    words.render(label(s.signatory)),
                    words.render(label(s.how)),
                    s.reason,
                    s.kept_at,
                    day(s.signed_on),
                )
                if t
            ),
            "undo_url": reverse("documents:take_back_signature", args=[s.signature_id])
            if s.owner_id == viewer.organisation_id and s.received_by == viewer.name
            else "",
        }
        for s in edition.signatures
    ]


def changes(file: DocumentFile, lines: Iterable[AnswerChange]) -> list[dict[str, Any]]:
    """What was changed: when, by whom, which question, from what to what."""
    shape = SHAPES[file.line.kind]
    rows = []
    for line in lines:
        try:
            section = shape.section(line.section)
            field = section.field(line.field)
        except KeyError:
            continue
        rows.append(
            {
                "when": moment(line.at),
                "who": ", ".join(t for t in (line.by, line.organisation) if t),
                "what": f"{words.render(section.title)}: {words.render(field.label)}",
                "before": answers.in_one(field, line.before),
                "after": answers.in_one(field, line.after),
            }
        )
    return rows


# What a reader wants to know first; the rest stands in the profile itself.
SHOWN_FIRST = ("wishes", "strengths", "works_best")


def profile(file: CaseFile, viewer: Viewer) -> dict[str, Any]:
    """The heart of the vocational profile, for the person's own page."""
    shape = SHAPES[DocumentKind.PROFILE]
    line = next(
        (d for d in file.documents if d.kind is DocumentKind.PROFILE and d.ended_on is None), None
    )
    told = [
        {
            "by": f"{one.author}, {one.owner}" if one.author else one.owner,
            "on": day(one.updated_on),
            "fields": [
                answer(field, one.content[field.key])
                for field in shape.section(key).fields
                if not is_blank(one.content.get(field.key))
            ],
        }
        for key, one in file.profile
        if key in SHOWN_FIRST
    ]
    return {
        "texts": told,
        "seen_by": file.readers.get(shape.part, ()),
        "url": reverse("documents:show", args=[line.document_id]) if line else "",
        "start_url": reverse("documents:start", args=[file.enrolment_id, shape.kind.value])
        if file.may_write and line is None and file.owner_id == viewer.organisation_id
        else "",
        "withheld": line is None
        and shape.part not in file.parts_in_sight
        and file.owner_id != viewer.organisation_id,
    }
