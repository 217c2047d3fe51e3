"""From what an engine has counted to the rows of an answer: shares, medians, series, curves."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import accumulate, product
from typing import Any

from framsteg.evaluation.intervals import wilson
from framsteg.evaluation.measure import Measure, Shape, Unit
from framsteg.evaluation.row import Row, key_of

MARKS = (30, 91, 182, 365, 547, 730)
"""The days after the start that a curve is read off at: a month, then quarters, half years."""

# Lengths are counted as whole days, or percent of full time (100 % is 40 hours), or kronor.
_PER_STEP = {Unit.DAYS: 1.0, Unit.WEEKS: 1 / 7, Unit.HOURS: 0.4, Unit.KRONOR: 1.0}

# And events are counted for each month, or year, of so many days.
_PER_DAYS = {Unit.PER_MONTH: 30.4375, Unit.PER_YEAR: 365.25}

_Found = Iterable[tuple[Any, ...]]
_Counted = list[tuple[dict[str, str], dict[str, Any]]]  # (groups, numbers by name)
_By = dict[str, str]  # groups
_Steps = list[list[Any]]  # the steps on the axis, and each thing counted at them


def finished(measure: Measure, by: tuple[str, ...], names: list[str], found: _Found) -> list[Row]:
    """The rows of an answer: cells, margins and always a total. Not yet protected, in any order.

    `found` are the engine's rows under `names`: groups (none where a row holds them all), the
    step on the axis if the measure has one, and then what the measure counts.
    """
    dimensions = measure.dimensions + by
    if measure.shape in _FROM_AXIS:
        rows = list(_FROM_AXIS[measure.shape](measure, _by_step(measure.axis, names, found)))
    else:
        rows = list(_AS_COUNTED[measure.shape](measure, _counted(names, found, dimensions)))
    if len(dimensions) > 1 and measure.shape in _WITH_EMPTY_CELLS:
        rows += _empty_cells(rows, dimensions)
    if measure.shape is Shape.SPREAD:
        rows = _with_denominators(rows, dimensions)
    if all(row.by for row in rows):
        rows.append(Row({}, n=0, of=0))
    return rows


_WITH_EMPTY_CELLS = frozenset({Shape.SHARE, Shape.SPREAD, Shape.DURATION, Shape.EVENTS})


def _counted(names: list[str], found: _Found, dimensions: tuple[str, ...]) -> _Counted:
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


def _plain(_measure: Measure, counted: _Counted) -> Iterator[Row]:
    return (Row(by, **numbers) for by, numbers in counted)


def _shares(_measure: Measure, counted: _Counted) -> Iterator[Row]:
    return (_share(by, **numbers) for by, numbers in counted)


def _share(by: Mapping[str, str], n: int, of: int, **more: Any) -> Row:
    low, high = wilson(n, of) if of else (None, None)
    return Row(by, n, of, _ratio(n, of), low, high, **more)


def _trends(_measure: Measure, counted: _Counted) -> Iterator[Row]:
    return _and_the_last([_mean(by, **numbers) for by, numbers in counted if "quarter" in by])


def _mean(by: Mapping[str, str], n: int, of: int, points: int) -> Row:
    return Row(by, n, of, _ratio(points, n), left_out=of - n)


def _and_the_last(rows: list[Row]) -> Iterator[Row]:
    """All periods, and the last one again as what stands for all of them."""
    last = max((row.by["quarter"] for row in rows), default=None)
    for row in rows:
        yield row
        if row.by["quarter"] == last:
            groups = {name: group for name, group in row.by.items() if name != "quarter"}
            yield row._replace(by=groups)


def _events(measure: Measure, counted: _Counted) -> Iterator[Row]:
    per = _PER_DAYS.get(measure.unit)
    for by, numbers in counted:
        days = numbers.pop("days", None)
        row = Row(by, **numbers)
        if per is None:
            yield row._replace(value=_ratio(row.n, row.of))
        else:
            yield row._replace(value=row.n * per / days if row.n is not None and days else None)


def _empty_cells(rows: list[Row], dimensions: tuple[str, ...]) -> list[Row]:
    """A two-way table has all its cells: the empty ones too say something."""
    held = {key_of(row, dimensions) for row in rows}
    groups = ([row.by[name] for row in rows if set(row.by) == {name}] for name in dimensions)
    missing = [key for key in product(*groups) if key not in held]
    return [Row(dict(zip(dimensions, key, strict=True)), n=0, of=0) for key in missing]


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


def _by_step(axis: str, names: list[str], found: _Found) -> list[tuple[_By, _Steps]]:
    """What is counted at each step, for each group: ten thousand rows, so no names in between."""
    at = names.index(axis)
    told: dict[tuple[Any, ...], _Steps] = {}
    for cells in found:
        lists = told.get(cells[:at])
        if lists is None:
            lists = told[cells[:at]] = [[] for _ in names[at:]]
        for kept, cell in zip(lists, cells[at:], strict=True):
            kept.append(cell)
    return [
        ({name: group for name, group in zip(names, key, strict=False) if group is not None}, steps)
        for key, steps in told.items()
    ]


def _known(steps: _Steps) -> _Steps:
    """The steps there are, in their order, and what is counted at each."""
    if None not in steps[0] and steps[0] == sorted(steps[0]):
        return steps
    kept = [at for at, step in enumerate(steps[0]) if step is not None]
    kept.sort(key=steps[0].__getitem__)
    return [[column[at] for at in kept] for column in steps]


def _medians(measure: Measure, counted: list[tuple[_By, _Steps]]) -> Iterator[Row]:
    scale = _PER_STEP[measure.unit]
    for by, steps in counted:
        lengths, counts = _known(steps)
        n = sum(counts)
        row = Row(by, n, sum(steps[1]))
        if n:
            low, value, high = (scale * length for length in quartiles(lengths, counts))
            row = row._replace(value=value, low=low, high=high)
        yield row


def quartiles(lengths: list[int], counts: list[int]) -> Iterator[float]:
    """The quartiles of sorted lengths, each there so many times, straight between neighbours, as
    is usual."""
    until = list(accumulate(counts))
    for share in (0.25, 0.5, 0.75):
        place = share * (until[-1] - 1)
        below = int(place)
        first = lengths[bisect_left(until, below + 1)]
        then = lengths[bisect_left(until, min(below + 2, until[-1]))]
        yield first + (place - below) * (then - first)


def _series(_measure: Measure, counted: list[tuple[_By, _Steps]]) -> Iterator[Row]:
    """Who is counted and who is there in each quarter: the sum of all turns until it.

    The last turn of all is that nobody is there any more, in the quarter after the last.
    """
    counted = [(by, _known(turns)) for by, turns in counted]
    ends = next((turns[0] for by, turns in counted if not by), [])
    quarters = range(ends[0], ends[-1]) if ends else range(0)
    yield from _and_the_last(
        [
            _share({"quarter": f"{quarter // 4}-Q{quarter % 4 + 1}", **by}, n, of)
            for by, turns in counted
            for quarter, n, of in _so_far(turns, quarters)
        ]
    )


def _so_far(turns: _Steps, quarters: range) -> Iterator[tuple[int, int, int]]:
    n = of = 0
    at = {quarter: (more, there) for quarter, more, there in zip(*turns, strict=True)}
    for quarter in quarters:
        more, there = at.get(quarter, (0, 0))
        n, of = n + more, of + there
        yield quarter, n, of


def _curves(_measure: Measure, counted: list[tuple[_By, _Steps]]) -> Iterator[Row]:
    """The curve of each group, read off at the marks; its own row is the last, with the median."""
    import numpy as np

    from framsteg.evaluation.survival import curves

    if not counted:
        return
    steps = [(by, _known(days)) for by, days in counted]
    events = np.zeros((len(steps), max(days[-1] for _, (days, *_) in steps) + 1), dtype=np.int64)
    censored = np.zeros_like(events)
    for at, (_, (days, happened, left)) in enumerate(steps):
        events[at, days], censored[at, days] = happened, left
    made = curves(events, censored)
    so_far = events.cumsum(axis=1)
    for at, (group, (days, *_)) in enumerate(steps):
        of = int(made.at_risk[at, 0])

        def read(day: int, by: dict[str, str], at: int = at, of: int = of) -> Row:
            low, high = 1 - float(made.high[at, day]), 1 - float(made.low[at, day])
            row = Row(by, int(so_far[at, day]), of, 1 - float(made.staying[at, day]))
            row = row._replace(at_risk=int(made.at_risk[at, day]))
            return row if low != low else row._replace(low=low, high=high)

        marks = [mark for mark in MARKS if mark <= days[-1]]
        for mark in marks:
            yield read(mark, {"mark": f"{mark:04d}", **group})
        end = read(marks[-1] if marks else days[-1], group)
        yield end._replace(median=made.median(at))


_AS_COUNTED: dict[Shape, Callable[[Measure, _Counted], Iterator[Row]]] = {
    Shape.SHARE: _shares,
    Shape.SPREAD: _plain,
    Shape.GROWING: _plain,
    Shape.STOCK: _plain,
    Shape.TREND: _trends,
    Shape.EVENTS: _events,
}
_FROM_AXIS: dict[Shape, Callable[[Measure, list[tuple[_By, _Steps]]], Iterator[Row]]] = {
    Shape.DURATION: _medians,
    Shape.SERIES: _series,
    Shape.SURVIVAL: _curves,
}
