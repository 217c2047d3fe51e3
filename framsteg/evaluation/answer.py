"""The one way from a question to figures, for page, command, file and API alike."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from typing import Any

from framsteg.evaluation.disclosure import SmallCellRule, protect, rule_on
from framsteg.evaluation.frame import Frame, lay
from framsteg.evaluation.measure import Measure, Shape
from framsteg.evaluation.measures import MEASURES
from framsteg.evaluation.order import in_order
from framsteg.evaluation.provenance import SnapshotInfo
from framsteg.evaluation.question import Question
from framsteg.evaluation.row import Row, key_of
from framsteg.foundation.text import Text, say


class UnknownProgramme(LookupError):
    """No such programme, or not in the asker's scope: the two look the same."""


@dataclass(frozen=True)
class Answer:
    """Figures with everything that must be said beside them.

    The window is half-open; `from_on` None means from the beginning. `rule` is the small-cell
    rule that was applied, None for exact figures.
    """

    question: Question
    snapshot: SnapshotInfo
    from_on: date | None
    until_on: date
    rule: SmallCellRule | None
    rows: tuple[Row, ...]

    @property
    def measure(self) -> Measure:
        return MEASURES[self.question.measure]

    @property
    def protected(self) -> bool:
        return self.rule is not None

    @property
    def total(self) -> Row:
        """The row for all: its `by` is empty."""
        return next(row for row in self.rows if not row.by)

    @property
    def window_words(self) -> Text:
        last_day = self.until_on - timedelta(days=1)
        if self.from_on is None:
            return say("From the beginning until {until}", until=last_day)
        return say("{start} – {until}", start=self.from_on, until=last_day)

    def note(self, row: Row) -> Text | None:
        """What must be said about one row: that it is hidden, or how many lack a date."""
        if row.hidden:
            return say("Hidden, so that nobody can be recognised.")
        if self.measure.shape is Shape.DURATION and row.n is not None and row.of is not None:
            return say(
                "{without} of {of} have no such date (yet).", without=row.of - row.n, of=row.of
            )
        return None


def answer(
    question: Question,
    *,
    scope: frozenset[str],
    cursor: Any,
    snapshot: SnapshotInfo,
    protected: bool,
) -> Answer:
    """Answer from the tables that `cursor` (DuckDB) reads; `scope` holds programme keys.

    Raises UnknownProgramme when the question's programme is not in scope. Protection of small
    cells is the last step: what it returns can be shown as it is.
    """
    frame = _frame(question, scope, snapshot)
    rows = _rows(cursor, question, frame)
    measure = MEASURES[question.measure]
    rule = rule_on(snapshot.day) if protected else None
    if rule:
        rows = protect(rows, question.dimensions, measure.shape, rule)
    return Answer(
        question, snapshot, frame.from_on, frame.until_on, rule, in_order(rows, question.dimensions)
    )


def _frame(question: Question, scope: frozenset[str], snapshot: SnapshotInfo) -> Frame:
    if question.programme not in scope:
        raise UnknownProgramme(question.programme)
    until_on = question.until_on or snapshot.day + timedelta(days=1)
    return Frame(question.programme, question.from_on, until_on)


def _rows(cursor: Any, question: Question, frame: Frame) -> list[Row]:
    measure, dimensions = MEASURES[question.measure], question.dimensions
    lay(cursor, frame, measure.needs)
    found = cursor.execute(measure.sql_by(question.by)).fetchall()
    first = len(dimensions)
    rows = [
        # The first cells name the row's groups; an empty one holds all groups of its dimension.
        Row(
            {name: cell for name, cell in zip(dimensions, cells, strict=False) if cell is not None},
            *cells[first:],
        )
        for cells in found
    ]
    if measure.shape in (Shape.SPREAD, Shape.SHARE, Shape.DURATION):
        rows = _with_empty_cells(rows, dimensions)
    if measure.shape is Shape.SPREAD:
        rows = _with_denominators(rows, dimensions)
    has_total = any(not row.by for row in reversed(rows))
    return rows if has_total else [*rows, Row({}, n=0, of=0)]


def _with_empty_cells(rows: list[Row], dimensions: tuple[str, ...]) -> list[Row]:
    """A two-way table with all its cells: the empty ones too say something."""
    if len(dimensions) < 2:
        return rows
    held = {key_of(row, dimensions) for row in rows}
    groups = ([row.by[name] for row in rows if set(row.by) == {name}] for name in dimensions)
    missing = [key for key in product(*groups) if key not in held]
    return rows + [Row(dict(zip(dimensions, key, strict=True)), n=0, of=0) for key in missing]


def _with_denominators(rows: list[Row], dimensions: tuple[str, ...]) -> list[Row]:
    """Each row is a part of the row without its first dimension; the total is its own whole."""
    counts = {key_of(row, dimensions): row.n for row in rows}
    whole = []
    for row in rows:
        first = next((name for name in dimensions if name in row.by), None)
        rest = {name: group for name, group in row.by.items() if name != first}
        of = counts.get(tuple([rest.get(name) for name in dimensions]))
        whole.append(row._replace(of=of, value=_ratio(row.n, of)))
    return whole


def _ratio(n: int | None, of: int | None) -> float | None:
    return n / of if n is not None and of else None
