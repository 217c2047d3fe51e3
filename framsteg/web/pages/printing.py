"""A paper as a file to print or to file away. No name stands in the file's own name."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from framsteg import access
from framsteg.reports.paper import Paper
from framsteg.reports.paper_docx import docx
from framsteg.reports.paper_pdf import pdf

FORMS: dict[str, tuple[Callable[[Paper], bytes], str]] = {
    "pdf": (pdf, "application/pdf"),
    "docx": (docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
}


def links(address: str, *args: Any) -> list[dict[str, str]]:
    """The ways to fetch what stands on a page; `address` takes the form as its last part."""
    return [{"label": form.upper(), "url": reverse(address, args=[*args, form])} for form in FORMS]


def as_file(form: str, name: str, paper: Callable[[], Paper]) -> HttpResponse:
    """The paper in this form, never kept on the way; NotFound for a form there is none of."""
    if form not in FORMS:
        raise access.NotFound
    make, content_type = FORMS[form]
    return HttpResponse(
        make(paper()),
        content_type=content_type,
        headers={
            "Content-Disposition": f'attachment; filename="{name}.{form}"',
            "Cache-Control": "no-store",
        },
    )
