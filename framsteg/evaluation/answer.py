"""The one way from a question to figures, for page, command, file and API alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from framsteg.evaluation.disclosure import SmallCellRule, protect, rule_on
from framsteg.evaluation.disclosure_windows import coarsened, whole_quarters
from framsteg.evaluation.engines import Engine, Found
from framsteg.evaluation.engines.embedded import Embedded
from framsteg.evaluation.finish import finished
from framsteg.evaluation.frame import Frame, sql_text
from framsteg.evaluation.measure import Measure, Shape
from framsteg.evaluation.measures import MEASURES
from framsteg.evaluation.order import in_order
from framsteg.evaluation.provenance import SnapshotInfo
from framsteg.evaluation.question import EVERY, Question
from framsteg.evaluation.row import Row
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
        if row.left_out and self.measure.left_out:
            return say("{n} left out: {why}", n=row.left_out, why=self.measure.left_out)
        if row.median is not None:
            return say("Half have come to it by day {day}.", day=row.median)
        return None


def answer(
    question: Question,
    *,
    scope: frozenset[str],
    cursor: Any,
    snapshot: SnapshotInfo,
    protected: bool,
) -> Answer:
    """Answer from the tables that `cursor` reads (DuckDB's, or an Engine); `scope` holds
    programme keys.

    Raises UnknownProgramme when the question's programme is not in scope. Protection of small
    cells is the last step: what it returns can be shown as it is.
    """
    engine = cursor if isinstance(cursor, Engine) else Embedded(cursor)
    [found] = answers(
        [question], scope=scope, engine=engine, snapshot=snapshot, protected=protected
    )
    return found


def answers(
    questions: Sequence[Question],
    *,
    scope: frozenset[str],
    engine: Engine,
    snapshot: SnapshotInfo,
    protected: bool,
) -> tuple[Answer, ...]:
    """Answer several; those of the same window are counted together."""
    frames = [_frame(question, scope, snapshot) for question in questions]
    if protected:
        widened = {frame: _widened(frame, engine, snapshot) for frame in frames}
        frames = [widened[frame] for frame in frames]
    counted: dict[int, Found] = {}
    for frame in dict.fromkeys(frames):
        mine = [at for at, other in enumerate(frames) if other == frame]
        asked = [(MEASURES[questions[at].measure], questions[at].by) for at in mine]
        counted |= zip(mine, engine.counts(frame, asked), strict=True)
    return tuple(
        _answer(question, frames[at], counted[at], snapshot, protected)
        for at, question in enumerate(questions)
    )


def _answer(
    question: Question, frame: Frame, counted: Found, snapshot: SnapshotInfo, protected: bool
) -> Answer:
    measure = MEASURES[question.measure]
    rows = finished(measure, question.by, *counted)
    rule = rule_on(snapshot.day) if protected else None
    if rule:
        rows = protect(rows, question.dimensions, measure.shape, rule)
        if frame.from_on or frame.until_on != _day_after(snapshot):
            rows = coarsened(rows, measure.shape)
    return Answer(
        question, snapshot, frame.from_on, frame.until_on, rule, in_order(rows, question.dimensions)
    )


def _frame(question: Question, scope: frozenset[str], snapshot: SnapshotInfo) -> Frame:
    if question.programme == EVERY:
        programmes = tuple(sorted(scope))
    elif question.programme in scope:
        programmes = (question.programme,)
    else:
        raise UnknownProgramme(question.programme)
    return Frame(programmes, question.from_on, question.until_on or _day_after(snapshot))


def _day_after(snapshot: SnapshotInfo) -> date:
    return snapshot.day + timedelta(days=1)


def _widened(frame: Frame, engine: Engine, snapshot: SnapshotInfo) -> Frame:
    """The window that is answered when figures are protected (see `disclosure_windows`)."""
    until_on = frame.until_on if frame.until_on != _day_after(snapshot) else None
    if frame.from_on is None and until_on is None:
        return frame
    [(starts_on, ends_on)] = engine.rows(
        "SELECT min(starts_on), max(coalesce(ends_on, DATE '9999-01-01')) FROM programmes "
        f"WHERE programme IN ({', '.join(sql_text(key) for key in frame.programmes)})"
    )[1]
    asked = whole_quarters(
        frame.from_on,
        until_on,
        starts_on=starts_on or date.min,
        ends_on=min(ends_on or date.max, _day_after(snapshot)),
    )
    return Frame(frame.programmes, asked[0], asked[1] or _day_after(snapshot))
