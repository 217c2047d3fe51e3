"""Reports as their pages show them: which there are, each section, the figures to refer to."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from framsteg.access.reading.programmes import ProgrammeLine
from framsteg.access.reading.reports import EditionLine, ReportFile, ReportLine
from framsteg.evaluation.answer import Answer
from framsteg.evaluation.groupings import GROUPINGS
from framsteg.evaluation.references import PARTS, Reference, groupings_of, row_of
from framsteg.foundation.codes import ReportKind
from framsteg.reports.charts import on_screen
from framsteg.reports.paper import (
    Block,
    Facts,
    Grid,
    Items,
    Paper,
    PaperSection,
    Paragraph,
    Picture,
)
from framsteg.reports.report_paper import Stock, said
from framsteg.rules.reports import REPORTS, ReportSection, ReportShape, Span
from framsteg.rules.reports.times import name_of
from framsteg.web.presenters.words import day, span
from framsteg.web.words import render

ADDRESSES: dict[ReportKind, str] = {
    ReportKind.FINAL: "slutrapport",
    ReportKind.YEARLY: "arsrapport",
    ReportKind.APPLICATION: "ansokan",
    ReportKind.QUARTERLY: "kvartalsblad",
    ReportKind.FINSAM: "uppfoljning-finsam",
}
LONGEST_LABEL = 80
FORMS = (("pdf", "PDF"), ("docx", "Word"), ("xlsx", "Excel"))


def kind_card(
    shape: ReportShape,
    key: str,
    begun: Iterable[ReportLine],
    *,
    names: tuple[str, ...],
    suggested: str,
    exact: bool,
) -> dict[str, Any]:
    """One kind of report: what is begun, how to begin one, and the file that a button gives."""
    begun = list(begun)
    address = ADDRESSES[shape.kind]
    query = [f"tid={suggested}"] if suggested else []
    query += ["exakt=1"] if exact else []
    asked = f"?{'&'.join(query)}" if query else ""
    return {
        "address": address,
        "title": render(shape.title),
        "lead": render(shape.lead),
        "rows": [report_row(line) for line in begun],
        "names": names,
        "suggested": suggested,
        "begin_url": reverse("reports:begin", args=[key, address])
        if shape.span is not Span.WHOLE or not begun
        else "",
        "files": [
            {"label": label, "url": f"{reverse('reports:now', args=[key, address, form])}{asked}"}
            for form, label in FORMS
        ],
    }


def report_row(line: ReportLine) -> dict[str, Any]:
    """A report that is begun, for who writes in it."""
    last = line.editions[0] if line.editions else None
    return {
        "title": time_name(line) or render(REPORTS[line.kind].title),
        "url": reverse("reports:show", args=[line.report_id]),
        "meta": _("begun {day}").format(day=day(line.begun_on)),
        "icon": "file-text",
        "badge": _("Edition {n} approved").format(n=last.number) if last else _("Draft"),
        "badge_tone": "success" if last else "neutral",
    }


def edition_row(line: ReportLine, edition: EditionLine) -> dict[str, Any]:
    """An approved edition, for everybody who may read it."""
    title = render(REPORTS[line.kind].title)
    return {
        "title": f"{title} {time_name(line)}".strip(),
        "url": reverse("reports:edition", args=[line.report_id, edition.number]),
        "meta": _("edition {n}, approved {day} by {who}").format(
            n=edition.number, day=day(edition.approved_on), who=edition.approved_by or "–"
        ),
        "icon": "file-text",
    }


def time_name(line: ReportLine) -> str:
    """Says "2013" or "2013-Q2"; nothing of a report about the whole."""
    return "" if line.starts_on is None else name_of(REPORTS[line.kind].span, line.starts_on)


def time_words(line: ReportLine, programme: ProgrammeLine) -> str:
    if line.starts_on is None:
        return span(programme.starts_on, programme.ends_on)
    return span(line.starts_on, line.ends_on)


def sections(paper: Paper) -> list[dict[str, Any]]:
    """A paper as sections of a page, with the same blocks as in its PDF."""
    return [
        {"id": f"del-{n}", "title": one.title, "level": one.level + 1, "blocks": blocks(one.blocks)}
        for n, one in enumerate(paper.sections, start=1)
    ]


def draft_sections(file: ReportFile, paper: Paper) -> list[dict[str, Any]]:
    """Every section of the declaration, also one that says nothing yet, with its way to write."""
    by_title = {one.title: one for one in paper.sections}
    return [
        _draft_section(file, section, by_title.get(render(section.title)))
        for section in REPORTS[file.line.kind].sections
    ]


def _draft_section(
    file: ReportFile, section: ReportSection, told: PaperSection | None
) -> dict[str, Any]:
    written = file.texts.get(section.key)
    args = [file.line.report_id, section.key]
    return {
        "id": section.key,
        "title": render(section.title),
        "level": section.level + 1,
        "ask": render(section.ask),
        "blocks": blocks(told.blocks) if told else [],
        "write_url": reverse("reports:write", args=args) if section.written else "",
        "versions_url": reverse("reports:versions", args=args) if written else "",
        "by": written.updated_by if written else "",
        "on": written.updated_on if written else None,
        "suggested": not written and bool(section.suggestion.msgid),
        "empty": section.written
        and (not written.text if written else not section.suggestion.msgid),
    }


def blocks(of: Iterable[Block]) -> list[dict[str, Any]]:
    """Blocks as the page's template takes them."""
    return [_block(block) for block in of]


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Paragraph):
        return {"kind": "paragraph", "text": block.text, "muted": block.muted}
    if isinstance(block, Facts):
        rows = [{"term": term, "said": told} for term, told in block.items]
        return {"kind": "facts", "rows": rows}
    if isinstance(block, Items):
        return {"kind": "items", "rows": list(block.items)}
    if isinstance(block, Grid):
        return {
            "kind": "grid",
            "caption": block.caption,
            "columns": [
                {"label": one, "numeric": n in block.numbers} for n, one in enumerate(block.columns)
            ],
            "rows": [list(row) for row in block.rows],
        }
    if isinstance(block, Picture):
        return {
            "kind": "picture",
            "svg": mark_safe(on_screen(block.svg)),  # noqa: S308 (drawn from escaped values)
            "alt": block.alt,
        }
    return {"kind": "quote", "text": block.text}


def choices(stock: Stock) -> list[tuple[str, list[dict[str, str]]]]:
    """The figures that a text can refer to, by measure: the reference, and what it says now."""
    found: dict[str, list[dict[str, str]]] = {}
    for (_measure, _by), answer in stock.answers.items():
        title = render(answer.measure.title)
        told = found.setdefault(title, [])
        known = {one["value"] for one in told}
        told.extend(one for one in _of_answer(answer) if one["value"] not in known)
    if stock.quotes:
        found[_("Quotes that may be printed")] = [
            {"value": f"[[quote:{quote_id}]]", "label": _short(words)}
            for quote_id, words in stock.quotes.items()
        ]
    return list(found.items())


def _short(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= LONGEST_LABEL else f"{plain[: LONGEST_LABEL - 1]}…"


def _of_answer(answer: Answer) -> Iterator[dict[str, str]]:
    measure = answer.measure.name
    yield from _of_group(answer, Reference(measure, "n"), "")
    for name in groupings_of(measure):
        if name not in answer.question.dimensions:
            continue
        for value in GROUPINGS[name].values:
            reference = Reference(measure, "n", (name, value))
            if row_of(answer.rows, reference):
                yield from _of_group(answer, reference, render(GROUPINGS[name].label(value)))


def _of_group(answer: Answer, reference: Reference, group: str) -> Iterator[dict[str, str]]:
    row = row_of(answer.rows, reference)
    for part, words in PARTS.items():
        one = Reference(reference.measure, part, reference.group)
        told = said(answer, one, row)
        label = ", ".join(filter(None, (group, render(words))))
        yield {"value": str(one), "label": f"{label}: {told}"}
