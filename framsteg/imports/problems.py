"""What stands in the way of a list: problems that name their cell, and words to be asked about."""

from dataclasses import dataclass

from framsteg.foundation.text import Text
from framsteg.imports.fields import Field


@dataclass(frozen=True)
class Problem:
    """One fault in the list: where it stands, what stands there, and why that cannot be loaded.

    `row` is the number a spreadsheet shows; 0 when the fault is the whole column's or list's.
    `code` is stable, for tests and for pages that offer a cure.
    """

    row: int
    column: str
    value: str
    reason: Text
    code: str


@dataclass(frozen=True)
class ValueQuestion:
    """A word that is not known: the answer belongs in the mapping, under the field and the word."""

    field: Field
    column: str
    value: str
    times: int
    choices: tuple[str, ...]
