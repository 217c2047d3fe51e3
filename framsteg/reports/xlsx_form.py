"""Answers as an Excel workbook: a sheet for each measure, and first one with all definitions."""

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import xlsxwriter

from framsteg.evaluation.answer import Answer
from framsteg.foundation.text import say
from framsteg.reports import words
from framsteg.reports.harmless import starts_a_formula
from framsteg.reports.sheet import NO_NAMES, Cell, Kind, Sheet, sheet_of

_NUMBER_FORMATS = {Kind.COUNT: "0", Kind.SHARE: "0.0 %", Kind.DAYS: "0", Kind.DECIMAL: "0.00"}
_NOT_IN_A_NAME = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_LONGEST_NAME = 31


def as_xlsx(answers: Iterable[Answer], *, coaches: Mapping[str, str] = NO_NAMES) -> bytes:
    """The workbook's bytes, of answers."""
    return workbook([sheet_of(answer, coaches=coaches) for answer in answers])


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """The workbook's bytes. Text is written as text: no cell is a formula."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(
        file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    styles = _Styles(book)
    _write_definitions(book, styles, sheets)
    taken: set[str] = set()
    for sheet in sheets:
        _write(book.add_worksheet(_name(sheet.title, taken)), styles, sheet)
    book.close()
    return file.getvalue()


class _Styles:
    """The workbook's cell formats."""

    def __init__(self, book: Any) -> None:
        self.heading = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.words = book.add_format({"text_wrap": True, "valign": "top"})
        # Also when the cell is edited later, or the sheet saved as CSV, it stays text.
        self.quoted = book.add_format({"quote_prefix": True})
        self.numbers = {
            kind: book.add_format({"num_format": form}) for kind, form in _NUMBER_FORMATS.items()
        }


def _write_definitions(book: Any, styles: _Styles, sheets: Sequence[Sheet]) -> None:
    page = book.add_worksheet(words.render(say("Definitions")))
    headings = [words.render(say("Measure")), *(title for title, _ in sheets[0].about)]
    page.write_row(0, 0, headings, styles.heading)
    for line, sheet in enumerate(sheets, start=1):
        for place, cell in enumerate([sheet.title, *(said for _, said in sheet.about)]):
            page.write_string(line, place, cell, styles.words)
    page.set_column(0, len(headings) - 1, 34)
    page.freeze_panes(1, 1)


def _write(page: Any, styles: _Styles, sheet: Sheet) -> None:
    page.write_string(0, 0, sheet.title, styles.title)
    for place, column in enumerate(sheet.columns):
        page.write_string(2, place, column.title, styles.heading)
        page.set_column(place, place, 30 if column.kind is Kind.WORDS else 12)
    for line, row in enumerate(sheet.rows, start=3):
        for place, cell in enumerate(row):
            _write_cell(page, line, place, cell, sheet.columns[place].kind, styles)
    for line, (title, said) in enumerate(sheet.about, start=len(sheet.rows) + 4):
        page.write_string(line, 0, f"{title}: {said}")
    page.freeze_panes(3, 0)


def _write_cell(page: Any, line: int, place: int, cell: Cell, kind: Kind, styles: _Styles) -> None:
    match cell:
        case None:
            return
        case str():
            page.write_string(line, place, cell, styles.quoted if starts_a_formula(cell) else None)
        case _:
            page.write_number(line, place, cell, styles.numbers[kind])


def _name(title: str, taken: set[str]) -> str:
    """A sheet name that Excel allows and that no other sheet has."""
    plain = title.translate(_NOT_IN_A_NAME).strip()
    name, number = plain[:_LONGEST_NAME], 1
    while name.casefold() in taken:
        number += 1
        ending = f" {number}"
        name = plain[: _LONGEST_NAME - len(ending)] + ending
    taken.add(name.casefold())
    return name
