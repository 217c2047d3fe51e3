"""From what an engine has counted to the rows of an answer: shares, medians, series, curves."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import accumulate, product
from typing import Any

from framsteg.evaluation.groupings import GROUPINGS
from framsteg.evaluation.intervals import wilson
from framsteg.evaluation.measure import Measure, Shape, Unit
from framsteg.evaluation.row import Row, key_of

MARKS = (30, 91, 182, 365, 547, 730)
"""The days after the start that a curve is read off at: a month, then quarters, half years."""

# Lengths are counted as whole days, or percent of full time (100 % is 40 hours), or kronor.
_PER_STEP = {Unit.DAYS: 1.0, Unit.WEEKS: 1 / 7, Unit.HOURS: 0.4, Unit.KRONOR: 1.0}

_Counted = list[tuple[dict[str, str], dict[str, Any]]]  # (groups, numbers by name)
_By = tuple[tuple[str, str], ...]  # groups, as a key
_Steps = dict[_By, dict[int | None, dict[str, Any]]]  # groups → step on the axis → numbers


def finished(
    measure: Measure, by: tuple[str, ...], names: list[str], found: Iterable[tuple[Any, ...]]
) -> list[Row]:
    """The rows of an answer: cells, margins and always a total. Not yet protected, in any order.

    `found` are the engine's rows under `names`: groups (none where a row holds them all), the
    step on the axis if the measure has one, and numbers by the names of `Row`.
    """
    dimensions = measure.dimensions + by
    counted = _counted(names, found, dimensions)
    rows = list(_FINISHES[measure.shape](measure, by, counted))
    if len(dimensions) > 1 and measure.shape in _WITH_EMPTY_CELLS:
        rows += _empty_cells(rows, dimensions)
    if measure.every_group:
        rows += _empty_groups(rows, measure.dimensions[0])
    if measure.shape is Shape.SPREAD:
        rows = _with_denominators(rows, dimensions)
    if all(row.by for row in rows):
        rows.append(Row({}, n=0, of=0))
    return rows


_WITH_EMPTY_CELLS = frozenset({Shape.SHARE, Shape.SPREAD, Shape.DURATION, Shape.EVENTS})


def _counted(
    names: list[str], found: Iterable[tuple[Any, ...]], dimensions: tuple[str, ...]
) -> _Counted:
    groups = [at for at, name in enumerate(names) if name in dimensions]
    numbers = [at for at, name in enumerate(names) if name not in dimensions]
    return [
        (
            {names[at]: cells[at] for at in groups if cells[at] is not None},
            {names[at]: cells[at] for at in numbers},
        )
        for cells in found
    ]


# --- rows as they are counted ---------------------------------------------------------------


def _plain(_measure: Measure, _by: tuple[str, ...], counted: _Counted) -> Iterator[Row]:
    return (Row(by, **numbers) for by, numbers in counted)


def _shares(_measure: Measure, _by: tuple[str, ...], counted: _Counted) -> Iterator[Row]:
    return (_share(by, **numbers) for by, numbers in counted)


def _share(by: Mapping[str, str], n: int, of: int, **more: Any) -> Row:
    low, high = wilson(n, of) if of else (None, None)
    return Row(by, n, of, _ratio(n, of), low, high, **more)


def _trends(_measure: Measure, _by: tuple[str, ...], counted: _Counted) -> Iterator[Row]:
    rows = [
        Row(by, **numbers, left_out=numbers["of"] - numbers["n"])
        for by, numbers in counted
        if "quarter" in by
    ]
    return _and_the_last(rows)


def _and_the_last(rows: list[Row]) -> Iterator[Row]:
    """All periods, and the last one again as what stands for all of them."""
    last = max((row.by["quarter"] for row in rows), default=None)
    for row in rows:
        yield row
        if row.by["quarter"] == last:
            groups = {name: group for name, group in row.by.items() if name != "quarter"}
            yield row._replace(by=groups)


def _events(_measure: Measure, _by: tuple[str, ...], counted: _Counted) -> Iterator[Row]:
    for by, numbers in counted:
        counts: dict[str, Any] = {name: numbers[name] or 0 for name in numbers if name != "value"}
        row = Row(by, **counts, value=numbers.get("value"))
        yield row if "value" in numbers else row._replace(value=_ratio(row.n, row.of))


def _empty_cells(rows: list[Row], dimensions: tuple[str, ...]) -> list[Row]:
    """A two-way table has all its cells: the empty ones too say something."""
    held = {key_of(row, dimensions) for row in rows}
    groups = ([row.by[name] for row in rows if set(row.by) == {name}] for name in dimensions)
    missing = [key for key in product(*groups) if key not in held]
    return [Row(dict(zip(dimensions, key, strict=True)), n=0, of=0) for key in missing]


def _empty_groups(rows: list[Row], dimension: str) -> list[Row]:
    """A row for each known group that nobody is in, alone and beside each other group there is."""
    held = {frozenset(row.by.items()) for row in rows}
    whole = [row.by for row in rows if dimension not in row.by] or [{}]
    return [
        Row({dimension: value, **rest}, n=0, of=0)
        for rest in whole
        for value in GROUPINGS[dimension].values
        if frozenset({dimension: value, **rest}.items()) not in held
    ]


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


# --- rows made from an axis -----------------------------------------------------------------


def _by_step(axis: str, counted: _Counted) -> _Steps:
    steps: _Steps = {}
    for by, numbers in counted:
        step = numbers.pop(axis)
        steps.setdefault(tuple(by.items()), {})[step] = numbers
    return steps


def _medians(measure: Measure, _by: tuple[str, ...], counted: _Counted) -> Iterator[Row]:
    scale = _PER_STEP[measure.unit]
    for by, steps in _by_step(measure.axis, counted).items():
        without = steps.pop(None, {"n": 0})["n"]
        lengths = sorted(
            (length, numbers["n"]) for length, numbers in steps.items() if length is not None
        )
        n = sum(count for _, count in lengths)
        row = Row(dict(by), n, n + without)
        if n:
            low, value, high = (scale * quantile(lengths, q) for q in (0.25, 0.5, 0.75))
            row = row._replace(value=value, low=low, high=high)
        yield row


def quantile(lengths: list[tuple[int, int]], share: float) -> float:
    """The quantile of sorted (length, how many), straight between neighbours, as is usual."""
    until = list(accumulate(count for _, count in lengths))
    place = share * (until[-1] - 1)
    below = int(place)
    first = lengths[bisect_left(until, below + 1)][0]
    then = lengths[bisect_left(until, min(below + 2, until[-1]))][0]
    return first + (place - below) * (then - first)


def _series(measure: Measure, _by: tuple[str, ...], counted: _Counted) -> Iterator[Row]:
    """Who is counted and who is there in each quarter: the sum of all turns until it.

    The last turn of all is that nobody is there any more, in the quarter after the last.
    """
    steps = _by_step(measure.axis, counted)
    ends = [quarter for quarter in steps.get((), {}) if quarter is not None]
    quarters = range(min(ends, default=0), max(ends, default=0))
    yield from _and_the_last(
        [
            _share({"quarter": f"{quarter // 4}-Q{quarter % 4 + 1}", **dict(group)}, n, of)
            for group, turns in steps.items()
            for quarter, n, of in _so_far(turns, quarters)
        ]
    )


def _so_far(
    turns: Mapping[Any, Mapping[str, int]], quarters: range
) -> Iterator[tuple[int, int, int]]:
    n = of = 0
    for quarter in quarters:
        turn = turns.get(quarter, {"n": 0, "of": 0})
        n, of = n + int(turn["n"]), of + int(turn["of"])
        yield quarter, n, of


def _curves(measure: Measure, _by: tuple[str, ...], counted: _Counted) -> Iterator[Row]:
    """The curve of each group, read off at the marks; its own row is the last, with the median."""
    import numpy as np

    from framsteg.evaluation.survival import curves

    steps = {
        group: {day: numbers for day, numbers in days.items() if day is not None}
        for group, days in _by_step(measure.axis, counted).items()
    }
    last = max((day for days in steps.values() for day in days), default=-1)
    if last < 0:
        return
    events = np.zeros((len(steps), last + 1), dtype=np.int64)
    censored = np.zeros_like(events)
    for at, days in enumerate(steps.values()):
        for day, numbers in days.items():
            events[at, day], censored[at, day] = numbers["events"], numbers["censored"]
    made = curves(events, censored)
    so_far = events.cumsum(axis=1)
    for at, (group, days) in enumerate(steps.items()):
        of = int(made.at_risk[at, 0])

        def read(day: int, by: dict[str, str], at: int = at, of: int = of) -> Row:
            low, high = 1 - float(made.high[at, day]), 1 - float(made.low[at, day])
            row = Row(by, int(so_far[at, day]), of, 1 - float(made.staying[at, day]))
            row = row._replace(at_risk=int(made.at_risk[at, day]))
            return row if low != low else row._replace(low=low, high=high)

        marks = [mark for mark in MARKS if mark <= max(days)]
        for mark in marks:
            yield read(mark, {"mark": f"{mark:04d}", **dict(group)})
        end = read(marks[-1] if marks else max(days), dict(group))
        yield end._replace(median=made.median(at))


_FINISHES: dict[Shape, Callable[[Measure, tuple[str, ...], _Counted], Iterator[Row]]] = {
    Shape.SHARE: _shares,
    Shape.SPREAD: _plain,
    Shape.GROWING: _plain,
    Shape.STOCK: _plain,
    Shape.DURATION: _medians,
    Shape.TREND: _trends,
    Shape.EVENTS: _events,
    Shape.SERIES: _series,
    Shape.SURVIVAL: _curves,
}
