"""What may be answered: an answer is kept as plain values, checked against its declaration."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from framsteg.foundation.occupations import groups
from framsteg.foundation.text import Text, say
from framsteg.rules.documents.shape import FieldKind, FieldShape, SectionShape

Content = Mapping[str, Any]
LONGEST_LINE = 300
MOST_ROWS = 60


@dataclass(frozen=True)
class Fault:
    """What is wrong with one answer; `row` counts from 1 where the answer is rows."""

    field: str
    words: Text
    row: int | None = None
    column: str = ""


def is_blank(value: Any) -> bool:
    """Whether nothing was answered: empty text, no choice, no rows."""
    return value is None or value == "" or value == [] or value == ()


def used_columns(field: FieldShape, rows: Sequence[Mapping[str, Any]]) -> tuple[FieldShape, ...]:
    """The columns in which some row says something: the others need not be shown."""
    return tuple(c for c in field.columns if not all(is_blank(row.get(c.key)) for row in rows))


def to_explore(section: SectionShape, content: Content) -> tuple[FieldShape, ...]:
    """The questions of a section that nobody has an answer to yet."""
    return tuple(f for f in section.fields if f.explore and is_blank(content.get(f.key)))


def cleaned(section: SectionShape, content: Content) -> dict[str, Any]:
    """The answers of this section only, without blank rows and blank ends.

    Fields that are not in `content` are left out: they were not asked this time.
    """
    return {f.key: tidy(f, content[f.key]) for f in section.fields if f.key in content}


def tidy(field: FieldShape, value: Any) -> Any:
    """One answer without blank ends; rows without those where nothing is written."""
    if is_blank(value):
        return [] if field.kind in LISTS else ""
    if field.kind is FieldKind.ROWS:
        kept = [
            {c.key: tidy(c, row.get(c.key, "")) for c in field.columns}
            for row in value
            if isinstance(row, Mapping)
        ]
        return [row for row in kept if not all(is_blank(v) for v in row.values())]
    if field.kind in LISTS:
        return [str(one) for one in value]
    return value.strip() if isinstance(value, str) else value


LISTS = frozenset({FieldKind.CHOICES, FieldKind.OCCUPATIONS, FieldKind.ROWS})


def faults(section: SectionShape, content: Content) -> Iterator[Fault]:
    """Every answer that its declaration does not allow, with where it stands."""
    for key in content:
        if key not in {f.key for f in section.fields}:
            yield Fault(key, say("There is no such question here."))
    for field in section.fields:
        if field.key in content:
            yield from _field_faults(field, content[field.key])


def _field_faults(field: FieldShape, value: Any) -> Iterator[Fault]:
    if field.kind is not FieldKind.ROWS:
        words = _wrong(field, value)
        if words is not None:
            yield Fault(field.key, words)
        return
    if len(value) > MOST_ROWS:
        yield Fault(field.key, say("At most {n} rows fit here.", n=MOST_ROWS))
    for n, row in enumerate(value, start=1):
        for column in field.columns:
            words = _wrong(column, row.get(column.key, ""))
            if words is not None:
                yield Fault(field.key, words, row=n, column=column.key)


def _wrong(field: FieldShape, value: Any) -> Text | None:
    """What is wrong with one plain answer; a blank one is never wrong."""
    if is_blank(value):
        return None
    if field.kind is FieldKind.LINE and len(str(value)) > LONGEST_LINE:
        return say("At most {n} characters fit here; there are more.", n=LONGEST_LINE)
    if field.kind is FieldKind.DAY and not _is_day(value):
        return say("Write the day as year-month-day, for example 2026-03-09.")
    if field.kind is FieldKind.NUMBER and not _is_count(value):
        return say("Write a whole number, not below zero.")
    if field.kind is FieldKind.CHOICE and field.choice(str(value)) is None:
        return say("Choose one of those that are listed.")
    if field.kind is FieldKind.CHOICES and any(field.choice(str(one)) is None for one in value):
        return say("Choose among those that are listed.")
    if field.kind is FieldKind.OCCUPATIONS and any(str(one) not in groups() for one in value):
        return say("Choose occupations by their name or SSYK code.")
    return None


def _is_day(value: Any) -> bool:
    try:
        date.fromisoformat(str(value))
    except ValueError:
        return False
    return len(str(value)) == 10


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 10_000_000


def in_words(
    field: FieldShape,
    value: Any,
    *,
    render: Callable[[Text], str],
    day: Callable[[date], str],
    occupation: Callable[[str], str] = str,
) -> str:
    """A plain answer (not rows) as a person reads it; a list is put on lines of its own."""
    if is_blank(value):
        return ""
    if field.kind is FieldKind.DAY:
        return day(date.fromisoformat(str(value))) if _is_day(value) else str(value)
    if field.kind is FieldKind.NUMBER:
        return f"{value} {render(field.unit)}".strip()
    if field.kind is FieldKind.CHOICE:
        return _choice_words(field, str(value), render)
    if field.kind is FieldKind.CHOICES:
        return "\n".join(_choice_words(field, str(one), render) for one in value)
    if field.kind is FieldKind.OCCUPATIONS:
        return "\n".join(occupation(str(one)) for one in value)
    return str(value)


def _choice_words(field: FieldShape, key: str, render: Callable[[Text], str]) -> str:
    words = field.choice(key)
    return render(words) if words else key
