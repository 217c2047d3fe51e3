"""The forms that a report is written in, by the ending of its file."""

from collections.abc import Callable
from dataclasses import dataclass

from framsteg.reports.paper import Paper
from framsteg.reports.sheet import Sheet


@dataclass(frozen=True)
class FileForm:
    """`make` gives the bytes; what it needs is loaded when it is called."""

    content_type: str
    make: Callable[[Paper, tuple[Sheet, ...]], bytes]


def _pdf(paper: Paper, _sheets: tuple[Sheet, ...]) -> bytes:
    from framsteg.reports.paper_pdf import pdf

    return pdf(paper)


def _docx(paper: Paper, _sheets: tuple[Sheet, ...]) -> bytes:
    from framsteg.reports.paper_docx import docx

    return docx(paper)


def _html(paper: Paper, _sheets: tuple[Sheet, ...]) -> bytes:
    from framsteg.reports.paper_html import html

    return html(paper).encode()


def _xlsx(_paper: Paper, sheets: tuple[Sheet, ...]) -> bytes:
    from framsteg.reports.xlsx_form import workbook

    return workbook(sheets)


FORMS: dict[str, FileForm] = {
    "pdf": FileForm("application/pdf", _pdf),
    "docx": FileForm(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document", _docx
    ),
    "html": FileForm("text/html; charset=utf-8", _html),
    "xlsx": FileForm("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _xlsx),
}
