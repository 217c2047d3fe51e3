"""What a document is made of: sections of fields, each with its words and the part it belongs to.

A document is declared once (`agreement.py`, `profile.py`, …); the form, the page, the history,
DOCX and PDF all follow from the declaration. Adding one more is a declaration and its texts.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from framsteg.foundation.codes import DocumentKind, Part
from framsteg.foundation.labels import label
from framsteg.foundation.text import Text

NOTHING = Text("")


class FieldKind(StrEnum):
    """What an answer is. In storage: text, ISO day, whole number, key, list of keys, rows."""

    LINE = "line"
    WRITING = "writing"
    DAY = "day"
    NUMBER = "number"
    CHOICE = "choice"
    CHOICES = "choices"
    OCCUPATIONS = "occupations"
    ROWS = "rows"


@dataclass(frozen=True)
class Choice:
    key: str
    label: Text


@dataclass(frozen=True)
class FieldShape:
    """One question. `explore`: while it is unanswered it is shown as something to find out.

    `columns` are the fields of one row (`FieldKind.ROWS`); `unit` says what a number counts.
    """

    key: str
    kind: FieldKind
    label: Text
    hint: Text = NOTHING
    explore: bool = False
    choices: tuple[Choice, ...] = ()
    columns: tuple["FieldShape", ...] = ()
    unit: Text = NOTHING

    def column(self, key: str) -> "FieldShape":
        """KeyError for a column that the rows do not have."""
        return _named(self.columns, key)

    def choice(self, key: str) -> Text | None:
        """What a choice is called; None for one that is no longer offered."""
        return next((one.label for one in self.choices if one.key == key), None)


@dataclass(frozen=True)
class SectionShape:
    """Fields that are written and shared together: all of one part."""

    key: str
    title: Text
    part: Part
    fields: tuple[FieldShape, ...]
    lead: Text = NOTHING

    def field(self, key: str) -> FieldShape:
        """KeyError for a field that the section does not have."""
        return _named(self.fields, key)


@dataclass(frozen=True)
class DocumentShape:
    """One kind of document.

    `part`: what must be shared to know that it exists. `several`: a person can have more than one
    at a time, told apart by their `subject`. `signed`: made valid by signatures on an edition that
    is then kept. `review_months`: how far ahead the next review is suggested.
    `for_others`: written to be sent, so what is only for us is not printed.
    """

    kind: DocumentKind
    lead: Text
    part: Part
    sections: tuple[SectionShape, ...]
    several: bool = False
    subject: Text = NOTHING
    signed: bool = False
    review_months: int | None = None
    for_others: bool = False

    @property
    def title(self) -> Text:
        return label(self.kind)

    def section(self, key: str) -> SectionShape:
        """KeyError for a section that the document does not have."""
        return _named(self.sections, key)


_Named = TypeVar("_Named", FieldShape, SectionShape)


def _named(items: tuple[_Named, ...], key: str) -> _Named:
    for item in items:
        if item.key == key:
            return item
    raise KeyError(key)


# ── The words that declarations are written in ─────────────────────────────────────────────────


def line(key: str, label: Text, *, hint: Text = NOTHING, explore: bool = False) -> FieldShape:
    return FieldShape(key, FieldKind.LINE, label, hint, explore)


def writing(key: str, label: Text, *, hint: Text = NOTHING, explore: bool = False) -> FieldShape:
    return FieldShape(key, FieldKind.WRITING, label, hint, explore)


def day(key: str, label: Text, *, hint: Text = NOTHING) -> FieldShape:
    return FieldShape(key, FieldKind.DAY, label, hint)


def number(
    key: str, label: Text, unit: Text, *, hint: Text = NOTHING, explore: bool = False
) -> FieldShape:
    return FieldShape(key, FieldKind.NUMBER, label, hint, explore, unit=unit)


def choice(
    key: str, label: Text, choices: tuple[Choice, ...], *, hint: Text = NOTHING
) -> FieldShape:
    return FieldShape(key, FieldKind.CHOICE, label, hint, choices=choices)


def choices(
    key: str,
    label: Text,
    of: tuple[Choice, ...],
    *,
    hint: Text = NOTHING,
    explore: bool = False,
) -> FieldShape:
    return FieldShape(key, FieldKind.CHOICES, label, hint, explore, choices=of)


def occupations(
    key: str, label: Text, *, hint: Text = NOTHING, explore: bool = False
) -> FieldShape:
    return FieldShape(key, FieldKind.OCCUPATIONS, label, hint, explore)


def rows(
    key: str,
    label: Text,
    *columns: FieldShape,
    hint: Text = NOTHING,
    explore: bool = False,
) -> FieldShape:
    return FieldShape(key, FieldKind.ROWS, label, hint, explore, columns=columns)
