"""An answer as a plain table of words and numbers, the same for every file and for the screen.

Nothing is computed here: cells are numbers of the answer or words about them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum

from framsteg.evaluation.answer import Answer
from framsteg.evaluation.groupings import GROUPINGS
from framsteg.evaluation.measure import SUBSIDISED_WORDS, UNIT_WORDS, Shape, Unit
from framsteg.evaluation.row import Row
from framsteg.foundation.text import Text, say
from framsteg.reports import words

Cell = str | int | float | None
NO_NAMES: Mapping[str, str] = {}


class Kind(Enum):
    """How the cells of a column are to be shown."""

    WORDS = "words"
    COUNT = "count"
    SHARE = "share"
    DAYS = "days"
    DECIMAL = "decimal"


@dataclass(frozen=True)
class Column:
    title: str
    kind: Kind


@dataclass(frozen=True)
class Sheet:
    """A table with its title and what must be said beside it, in the reader's language."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    about: tuple[tuple[str, str], ...]


def sheet_of(answer: Answer, *, coaches: Mapping[str, str] = NO_NAMES) -> Sheet:
    """The answer as a table. `coaches` gives names for pseudonyms, to who may see them."""
    columns = _group_columns(answer, coaches) + _number_columns(answer)
    return Sheet(
        title=words.render(answer.measure.title),
        columns=tuple(column for column, _ in columns),
        rows=tuple(tuple(cell(row) for _, cell in columns) for row in answer.rows),
        about=about(answer),
    )


def about(answer: Answer) -> tuple[tuple[str, str], ...]:
    """What must stand beside the figures: (word, explanation), in the reader's language."""
    measure, snapshot = answer.measure, answer.snapshot
    lines: list[tuple[Text, str]] = [
        (say("Definition"), words.render(measure.definition)),
        (say("Numerator"), words.render(measure.numerator)),
        (say("Denominator"), words.render(measure.denominator)),
        (say("Window"), f"{words.render(answer.window_words)}. {words.render(measure.window)}"),
        (say("Subsidised jobs"), words.render(SUBSIDISED_WORDS[measure.subsidised])),
        (say("Source"), words.render(measure.source)),
        (say("Snapshot"), f"{words.moment(snapshot.made_at)} ({snapshot.id})"),
        (say("Small numbers"), words.render(protection_words(answer))),
    ]
    return tuple((words.render(title), text) for title, text in lines)


def protection_words(answer: Answer) -> Text:
    if answer.rule is None:
        return say("Exact figures: for the programme's own use.")
    return say(
        "Numbers of fewer than {n} people are hidden, and what would give them away.",
        n=answer.rule.smallest_shown,
    )


_Columns = list[tuple[Column, Callable[[Row], Cell]]]


def _group_columns(answer: Answer, coaches: Mapping[str, str]) -> _Columns:
    def group(name: str) -> Callable[[Row], Cell]:
        return lambda row: group_words(name, row, coaches)

    return [
        (Column(words.render(GROUPINGS[name].title), Kind.WORDS), group(name))
        for name in answer.question.dimensions
    ] or [(Column("", Kind.WORDS), lambda _row: words.render(say("All")))]


def group_words(name: str, row: Row, coaches: Mapping[str, str] = NO_NAMES) -> str:
    """The words for a row's group in one grouping; "All" where it holds every group."""
    if name not in row.by:
        return words.render(say("All"))
    if name == "coach":
        unnamed = words.render(say("Coach {number}", number=row.by[name][-4:]))
        return coaches.get(row.by[name], unnamed)
    return words.render(GROUPINGS[name].label(row.by[name]))


_WHOLE = frozenset({Unit.DAYS, Unit.KRONOR})


def kind_of(unit: Unit) -> Kind:
    if unit is Unit.SHARE:
        return Kind.SHARE
    return Kind.DAYS if unit in _WHOLE else Kind.DECIMAL


def _number_columns(answer: Answer) -> _Columns:
    measure = answer.measure
    number = kind_of(measure.unit)
    quartiles = measure.shape is Shape.DURATION
    columns: list[tuple[Text, Kind, Callable[[Row], Cell]]] = [
        (say("Number"), Kind.COUNT, lambda row: row.n),
        (say("Of"), Kind.COUNT, lambda row: row.of),
        (UNIT_WORDS[measure.unit], number, lambda row: row.value),
        (say("Lower quartile") if quartiles else say("Lower bound"), number, lambda row: row.low),
        (say("Upper quartile") if quartiles else say("Upper bound"), number, lambda row: row.high),
        (say("Still observed"), Kind.COUNT, lambda row: row.at_risk),
        (say("Target"), number, lambda row: row.target),
        (say("Remark"), Kind.WORDS, lambda row: _note(answer, row)),
    ]
    return [
        (Column(words.render(title), kind), cell)
        for place, (title, kind, cell) in enumerate(columns)
        # Number, of and value always stand there; the rest where some row has it.
        if place < 3 or any(cell(row) is not None for row in answer.rows)
    ]


def _note(answer: Answer, row: Row) -> str | None:
    note = answer.note(row)
    return None if note is None else words.render(note)
