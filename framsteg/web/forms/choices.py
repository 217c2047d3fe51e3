"""Choices of a closed list, in the reader's language, looked up when the form is shown."""

from collections.abc import Callable, Iterable
from enum import StrEnum

from framsteg.foundation.labels import label
from framsteg.web import words

Choices = list[tuple[str, str]]


def of(codes: Iterable[StrEnum], *, empty: str | None = None) -> Callable[[], Choices]:
    """For a field's `choices`: a callable, so that each request gets its own language.

    `empty` adds a first choice of nothing, with these words.
    """
    members = tuple(codes)

    def choices() -> Choices:
        first = [] if empty is None else [("", str(empty))]
        return first + [(member.value, words.render(label(member))) for member in members]

    return choices
