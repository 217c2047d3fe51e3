"""Answers of documents in the reader's language, for pages and forms alike."""

from typing import Any

from django.utils.formats import date_format

from framsteg.foundation import occupations
from framsteg.rules.documents import FieldKind, FieldShape
from framsteg.rules.documents.answers import in_words, is_blank
from framsteg.web import words


def said(field: FieldShape, value: Any) -> str:
    """A plain answer (not rows) as a person reads it."""
    return in_words(
        field,
        value,
        render=words.render,
        day=lambda on: str(date_format(on, "j F Y")),
        occupation=occupations.name,
    )


def in_one(field: FieldShape, value: Any) -> str:
    """An answer on lines of text, rows too: for history and for choosing between two."""
    if is_blank(value):
        return ""
    if field.kind is not FieldKind.ROWS:
        return said(field, value)
    return "\n".join(
        " · ".join(t for c in field.columns if (t := said(c, row.get(c.key)))) for row in value
    )
