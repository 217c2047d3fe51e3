"""A document of a person's file as a Paper: what the viewer may see of it, and nothing else."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from framsteg.access.document_files import Answers, DocumentFile, EditionLine
from framsteg.access.files import NOT_SHARED
from framsteg.foundation import occupations
from framsteg.foundation.labels import label
from framsteg.reports.paper import Block, Facts, Grid, Paper, PaperSection, Paragraph
from framsteg.reports.words import render
from framsteg.rules.documents import SHAPES, DocumentShape, FieldKind, FieldShape, SectionShape
from framsteg.rules.documents.answers import in_words, is_blank, used_columns


def document_paper(file: DocumentFile, *, today: date) -> Paper:
    """The document for print. One written to be sent holds only what its writer put in it."""
    shape = SHAPES[file.line.kind]
    name = _("Not shared") if file.name is NOT_SHARED else str(file.name)
    sections = tuple(
        PaperSection(render(section.title), blocks)
        for section in shape.sections
        if (blocks := tuple(_section(file, shape, section)))
    )
    if file.edition is not None or file.editions:
        sections += _signatures(file.edition or file.editions[0])
    if shape.for_others:
        return Paper(title=name, subtitle=_headline(file), language=_language(), sections=sections)
    return Paper(
        title=render(shape.title),
        subtitle=file.line.subject,
        language=_language(),
        sections=sections,
        facts=tuple(_facts(file, name)),
        foot=_("{programme} · printed {day}").format(
            programme=file.programme_name, day=_day(today)
        ),
    )


def _facts(file: DocumentFile, name: str) -> Iterator[tuple[str, str]]:
    yield _("For"), name
    yield _("Programme"), file.programme_name
    yield _("Begun"), _day(file.line.started_on)
    if file.edition is not None:
        yield _("Edition"), f"{file.edition.number}, {_day(file.edition.made_on)}"
    if file.line.review_on:
        yield _("To be reviewed"), _day(file.line.review_on)
    if file.line.ended_on:
        ended = _day(file.line.ended_on)
        yield _("Ended"), f"{ended}. {file.line.end_note}".strip(" .")


def _headline(file: DocumentFile) -> str:
    about = file.answers("about")
    return str(about[0].content.get("heading", "")) if about else ""


def _section(file: DocumentFile, shape: DocumentShape, section: SectionShape) -> Iterator[Block]:
    if file.sections.get(section.key) is NOT_SHARED:
        if not shape.for_others:
            yield Paragraph(_("This section is not shared with you."), muted=True)
        return
    answers = [a for a in file.answers(section.key) if _written(section, a)]
    for one in answers:
        yield from _answers(section, one, skip={"heading"} if shape.for_others else set())
        if not shape.for_others:
            by = f"{one.author}, {one.owner}" if one.author else one.owner
            yield Paragraph(f"{by}, {_day(one.updated_on)}", muted=True)
    if not answers and not shape.for_others:
        yield Paragraph(_("Nothing is written here yet."), muted=True)


def _written(section: SectionShape, answers: Answers) -> bool:
    return any(not is_blank(answers.content.get(f.key)) for f in section.fields)


def _answers(section: SectionShape, answers: Answers, *, skip: set[str]) -> Iterator[Block]:
    for field in section.fields:
        value = answers.content.get(field.key)
        if field.key in skip or is_blank(value):
            continue
        if field.kind is FieldKind.ROWS:
            yield _grid(field, value)
        else:
            yield Facts(((render(field.label), said(field, value)),))


def _grid(field: FieldShape, rows: Any) -> Grid:
    columns = used_columns(field, rows)
    return Grid(
        caption=render(field.label),
        columns=tuple(render(c.label) for c in columns),
        rows=tuple(tuple(said(c, row.get(c.key)) for c in columns) for row in rows),
    )


def said(field: FieldShape, value: Any) -> str:
    """One plain answer in the reader's language."""
    return in_words(field, value, render=render, day=_day, occupation=occupations.name)


def _signatures(edition: EditionLine) -> tuple[PaperSection, ...]:
    if not edition.signatures:
        return ()
    grid = Grid(
        caption=_("Signatures on edition {n}").format(n=edition.number),
        columns=(_("Name"), _("As"), _("How"), _("Day")),
        rows=tuple(
            (
                s.name,
                render(label(s.signatory)),
                ". ".join(t for t in (render(label(s.how)), s.reason, s.kept_at) if t),
                _day(s.signed_on),
            )
            for s in edition.signatures
        ),
    )
    return (PaperSection(_("Signatures"), (grid,)),)


def _day(on: date) -> str:
    return str(date_format(on, "j F Y"))


def _language() -> str:
    return (get_language() or "sv").split("-")[0]
