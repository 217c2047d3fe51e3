"""A report as a Paper: the writers' words with their figures in place, then figures and facts."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from framsteg.access.reading.reports import ReportFile
from framsteg.evaluation.answer import Answer
from framsteg.evaluation.question import Unanswerable
from framsteg.evaluation.references import MARK, Reference, filled, quote_of, read, row_of
from framsteg.evaluation.row import Row
from framsteg.reports.answer_blocks import answer_blocks, side_by_side
from framsteg.reports.paper import Block, Items, Paper, PaperSection, Paragraph, Quote
from framsteg.reports.sheet import Kind, kind_of
from framsteg.reports.words import decimal, number, percent, render
from framsteg.rules.reports import REPORTS, Beside, Figure, ReportSection, Told

Asked = tuple[str, tuple[str, ...]]
_BLANK = re.compile(r"\n\s*\n")
_POINT = re.compile(r"[-–*•]\s+")


@dataclass(frozen=True)
class Stock:
    """What a report is put together of: answers by what was asked, and facts in blocks.

    `time` is the words for its time; `folder` is where pictures are kept. `quotes` are the words
    that participants let be printed now, by id.
    """

    answers: Mapping[Asked, Answer]
    facts: Mapping[Told, tuple[Block, ...]]
    time: str
    folder: Path
    quotes: Mapping[int, str] = field(default_factory=dict)


def report_paper(file: ReportFile, stock: Stock, *, today: date) -> Paper:
    """The whole report. Sections that have nothing to say are left out."""
    shape = REPORTS[file.line.kind]
    title, programme = render(shape.title), file.line.programme
    sections = tuple(
        PaperSection(render(section.title), blocks, section.level)
        for section in shape.sections
        if (blocks := tuple(_blocks(file, section, stock))) or _has_below(shape.sections, section)
    )
    return Paper(
        title=f"{title}: {programme}",
        subtitle=stock.time,
        language=(get_language() or "sv").split("-")[0],
        sections=sections,
        foot=_("{programme}, {report} · {day}").format(
            programme=programme, report=title.lower(), day=date_format(today, "j F Y")
        ),
        contents=_("Contents"),
    )


def section_text(file: ReportFile, section: ReportSection) -> str:
    """What is written in a section, or what is suggested until somebody writes."""
    written = file.texts.get(section.key)
    return render(section.suggestion) if written is None else written.text


def text_blocks(text: str, stock: Stock) -> Iterator[Block]:
    """Running text as paragraphs, lists and quotes, with the figures that it refers to in place."""
    done = 0
    for mark in MARK.finditer(text):
        quote = quote_of(mark[1])
        if quote is None:
            continue
        yield from _running(text[done : mark.start()], stock)
        yield _quote(quote, stock)
        done = mark.end()
    yield from _running(text[done:], stock)


def _quote(quote_id: int, stock: Stock) -> Block:
    if quote_id in stock.quotes:
        return Quote(stock.quotes[quote_id], quote_id)
    return Paragraph(_("[a quote that has been taken back]"), muted=True)


def _running(text: str, stock: Stock) -> Iterator[Block]:
    for part in _BLANK.split(filled(text, lambda inside: figure_words(inside, stock)).strip()):
        lines = [line.strip() for line in part.splitlines() if line.strip()]
        if lines and all(_POINT.match(line) for line in lines):
            yield Items(tuple(_POINT.sub("", line, count=1) for line in lines))
        elif lines:
            yield Paragraph("\n".join(lines))


def figure_words(inside: str, stock: Stock) -> str:
    """What a reference says now; one that cannot be read says so."""
    try:
        reference = read(inside)
    except Unanswerable as problem:
        return f"[{render(problem.reason)}]"
    answer = stock.answers.get((reference.measure, reference.by))
    if answer is None:
        return _("[the figure is not in this report]")
    return said(answer, reference, row_of(answer.rows, reference))


def said(answer: Answer, reference: Reference, row: Row | None) -> str:
    """A row's number, in words of the reader's language."""
    if row is None:
        return "0" if reference.part == "n" else "–"
    if row.hidden:
        return _("[hidden number]")
    cell = {"n": row.n, "of": row.of, "value": row.value}[reference.part]
    if cell is None:
        return "–"
    if reference.part != "value":
        return number(cell)
    kind = kind_of(answer.measure.unit)
    if kind is Kind.SHARE:
        return percent(cell)
    return decimal(cell) if kind is Kind.DECIMAL else number(cell)


def asked_in(text: str) -> Iterator[Asked]:
    """The questions that a text's references need; those that cannot be read need none."""
    for mark in MARK.finditer(text):
        try:
            reference = read(mark[1])
        except Unanswerable:
            continue
        yield reference.measure, reference.by


def _has_below(sections: tuple[ReportSection, ...], section: ReportSection) -> bool:
    after = sections[sections.index(section) + 1 :]
    return section.level == 1 and bool(after) and after[0].level == 2


def _blocks(file: ReportFile, section: ReportSection, stock: Stock) -> Iterator[Block]:
    if section.written:
        yield from text_blocks(section_text(file, section), stock)
    for part in section.parts:
        if isinstance(part, Figure):
            answer = stock.answers[part.measure, part.by]
            if _says_something(answer):
                yield from answer_blocks(answer, drawn=part.drawn, folder=stock.folder)
        elif isinstance(part, Beside):
            answers = [stock.answers[name, (part.by,)] for name in part.measures]
            called = [render(name) for name in part.called]
            yield side_by_side(render(part.title), answers, part.by, called)
        else:
            yield from stock.facts.get(part, ())


def _says_something(answer: Answer) -> bool:
    total = answer.total
    return bool(total.n or total.of or total.hidden)
