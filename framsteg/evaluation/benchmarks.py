"""Published results beside one's own: set side by side only where the two count the same."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from framsteg.evaluation.answer import Answer
from framsteg.evaluation.measure import Shape
from framsteg.evaluation.row import Row
from framsteg.foundation.text import Text, say

DIFFERS: dict[str, Text] = {
    "definition": say("Not the same definition, or none is published."),
    "window": say("Not the same window."),
    "subsidised": say("The study counts jobs without subsidy only; the figure here has both."),
}
UNCHECKED = say("To be checked against the original.")


@dataclass(frozen=True)
class Benchmark:
    """One published figure: a share of `n` people (None: not published) and where it stands."""

    key: str
    study: str
    measure: str
    window: str | int
    value: float
    n: int | None
    year: int
    source: str
    checked: bool
    differs: str = ""


@dataclass(frozen=True)
class Comparison:
    """A published figure with one's own row; `reason` says why the two are not comparable."""

    benchmark: Benchmark
    own: Row | None
    reason: Text | None


@cache
def benchmarks() -> tuple[Benchmark, ...]:
    text = files("framsteg.evaluation").joinpath("benchmarks.yaml").read_text("utf-8")
    return tuple(Benchmark(**row) for row in yaml.safe_load(text))


def beside(answers: Iterable[Answer]) -> tuple[Comparison, ...]:
    """Each published figure for the measures answered, with one's own where it can stand beside.

    Comparable are figures of the same measure over the same kind of window: a quarter, a day, all
    the time that there is, or the same time since the start.
    """
    by_name = {answer.measure.name: answer for answer in answers}
    return tuple(
        _compared(benchmark, by_name[benchmark.measure])
        for benchmark in benchmarks()
        if benchmark.measure in by_name
    )


def _compared(benchmark: Benchmark, answer: Answer) -> Comparison:
    if benchmark.differs:
        return Comparison(benchmark, None, DIFFERS[benchmark.differs])
    own = _own_row(answer, benchmark.window)
    return Comparison(benchmark, own, None if own else DIFFERS["window"])


def _own_row(answer: Answer, window: str | int) -> Row | None:
    """One's own figure for that kind of window; none where the question had another."""
    shape = answer.measure.shape
    if window == "quarter" and shape is Shape.SERIES:
        return answer.total
    if window == "day" and answer.measure.name.endswith("_now"):
        return answer.total
    if window == "ever" and shape is Shape.SHARE and answer.from_on is None:
        return answer.total
    marks = (row for row in answer.rows if dict(row.by) == {"mark": f"{window:0>4}"})
    return next(marks, None) if isinstance(window, int) else None
