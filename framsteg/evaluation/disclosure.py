"""Small-cell protection: the last step before figures leave a programme, once, for everyone.

Rows are hidden whole, with numerator and denominator, so a ratio cannot give a count back. What
is hidden on purpose would often follow by subtraction from a total; so further rows are hidden
until what can be had by subtraction is itself large enough to be shown. Three promises, each
tested over generated tables:

- no shown row has a numerator, a remainder or a denominator of a few people, nor says "all" or
  "none" of a small group;
- the hidden rows of any table with a shown total are at least two, and together not few, so
  that no hidden number follows from the shown ones (but a shown "none" or "all" of many people
  of course holds for each group of them);
- between two shown points of a growing series or a curve lies nobody or at least as many as may
  be shown.

Margins are protected before and without looking at their cells, so dividing a question further
never shows or hides a margin that the plain question treated otherwise. What follows from
comparing windows is `disclosure_windows`' matter.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

import yaml

from framsteg.evaluation.measure import Shape
from framsteg.evaluation.row import Row

_Line = dict[str | None, tuple[int, ...]]  # column → counts that must not be small


@dataclass(frozen=True)
class SmallCellRule:
    """From a day: the fewest people shown, the smallest group of which "all" may be said."""

    from_on: date
    smallest_shown: int
    smallest_certain: int
    source: str

    def allows(self, count: int) -> bool:
        return count == 0 or count >= self.smallest_shown


@cache
def _rules() -> tuple[SmallCellRule, ...]:
    text = files("framsteg.evaluation").joinpath("small_cells.yaml").read_text("utf-8")
    return tuple(
        sorted((SmallCellRule(**row) for row in yaml.safe_load(text)), key=lambda r: r.from_on)
    )


def rule_on(day: date) -> SmallCellRule:
    """The rule in force on a day; the oldest for a day before them all."""
    in_force = [rule for rule in _rules() if rule.from_on <= day]
    return in_force[-1] if in_force else _rules()[0]


def protect(
    rows: Iterable[Row], dimensions: tuple[str, ...], shape: Shape, rule: SmallCellRule
) -> list[Row]:
    """The rows with everything hidden that could point at a person. Order is kept."""
    rows = list(rows)
    shown = _shown_rows(rows, dimensions, shape, rule)
    left = [row for row in rows if id(row) in shown or not _tells_by_its_name(row, rows)]
    return [_shown(row, shape, rule) if id(row) in shown else _hide(row) for row in left]


def _shown_rows(
    rows: list[Row], dimensions: tuple[str, ...], shape: Shape, rule: SmallCellRule
) -> set[int]:
    """Which rows may be shown, by their id."""
    total = next(row for row in rows if not row.by)
    match shape:
        case Shape.GROWING:
            return _growing(rows, total, rule)
        case Shape.SERIES | Shape.TREND:
            return _periods(rows, dimensions, rule)
        case Shape.SURVIVAL:
            return _curves(rows, dimensions, rule)
        case Shape.EVENTS:
            return _events(rows, dimensions, rule)
    if not _safe(total, shape, rule):
        return set()
    if shape is Shape.STOCK:
        return _stock(rows, dimensions, rule)
    return _table(rows, dimensions, shape, rule)


def _tells_by_its_name(row: Row, rows: list[Row]) -> bool:
    """Whether a hidden row is its margin's only one: its name alone would say all of the total."""
    return bool(row.by) and sum(set(other.by) == set(row.by) for other in rows) == 1


def _safe(row: Row, shape: Shape, rule: SmallCellRule) -> bool:
    """Whether a row by itself points at nobody."""
    n, of = row.n or 0, row.of if row.of is not None else row.n or 0
    if not all(map(rule.allows, (n, of - n, of))):
        return False
    certain = n in (0, of) and shape is not Shape.STOCK and bool(row.by)
    return of == 0 or not certain or of >= rule.smallest_certain


def _hide(row: Row) -> Row:
    return Row(row.by, None, hidden=True)


def _shown(row: Row, shape: Shape, rule: SmallCellRule) -> Row:
    """A shown row, without what beside its counts would need more people to be said."""
    if row.left_out and (row.by or not rule.allows(row.left_out)):
        row = row._replace(left_out=None)  # of groups it would follow from the total's
    if row.n is None:
        return row
    few = row.n < 2 * rule.smallest_shown
    match shape:
        case Shape.DURATION if few:  # on each side of the mark
            return row._replace(value=None, low=None, high=None)
        case Shape.DURATION if row.n < 4 * rule.smallest_shown:
            return row._replace(low=None, high=None)
        case Shape.SURVIVAL if few:
            return row._replace(median=None)
        case Shape.TREND if row.value in (1, 5) and row.n < rule.smallest_certain:
            return row._replace(value=None)  # says what each of them answered
    return row


# --- tables whose rows add up --------------------------------------------------------------


def _table(
    rows: list[Row], dimensions: tuple[str, ...], shape: Shape, rule: SmallCellRule
) -> set[int]:
    """The rows to show: the total, what of each margin is safe, then what of the cells is."""
    shown = {id(row) for row in rows if not row.by}
    hidden: dict[str, set[str]] = {}
    for name in dimensions:
        margin = {row.by[name]: row for row in rows if set(row.by) == {name}}
        lines: dict[str, _Line] = {g: {None: _counts(row, shape)} for g, row in margin.items()}
        unsafe = {group for group, row in margin.items() if not _safe(row, shape, rule)}
        hidden[name] = _with_complement(lines, unsafe, rule)
        shown |= {id(row) for group, row in margin.items() if group not in hidden[name]}
    if len(dimensions) == 2:
        shown |= _cells(rows, dimensions, shape, rule, hidden)
    return shown


def _cells(
    rows: list[Row],
    dimensions: tuple[str, ...],
    shape: Shape,
    rule: SmallCellRule,
    hidden: Mapping[str, set[str]],
) -> set[int]:
    """The cells of a two-way table, shown or hidden by whole lines of the first dimension.

    Whole lines keep the proof short: in the hidden lines every cell can grow by taking from its
    neighbours, as long as no column of them is empty.
    """
    line_name, column_name = dimensions
    if hidden[column_name]:
        return set()
    cells = [row for row in rows if len(row.by) == 2]
    lines: dict[str, _Line] = {}
    for row in cells:
        line = lines.setdefault(row.by[line_name], {})
        line[row.by[column_name]] = _counts(row, shape)
    unsafe = {row.by[line_name] for row in cells if not _safe(row, shape, rule)}
    kept_back = _with_complement(lines, unsafe | hidden[line_name], rule)
    return {id(row) for row in cells if row.by[line_name] not in kept_back}


def _counts(row: Row, shape: Shape) -> tuple[int, ...]:
    """The counts of a row that add up over the rows of a table."""
    n, of = row.n or 0, row.of or 0
    return (n,) if shape is Shape.SPREAD else (n, of - n)


def _with_complement(lines: Mapping[str, _Line], unsafe: set[str], rule: SmallCellRule) -> set[str]:
    """The lines to hide: the unsafe, and the smallest others until subtraction gives nothing."""
    hidden = set(unsafe)
    others = sorted(set(lines) - hidden, key=lambda name: (_size(lines[name]), name))
    while hidden and others and not _covers(lines, hidden, rule):
        hidden.add(others.pop(0))
    return hidden


def _covers(lines: Mapping[str, _Line], hidden: set[str], rule: SmallCellRule) -> bool:
    """Whether what subtraction gives, the hidden lines' sum in each column, is no small number.

    And whether in each part (those with, those without) at least two lines share it: a line
    whose margin is shown as none has nothing to hide behind. A column or part that is empty in
    the whole table says nothing more about the hidden lines.
    """
    all_sums, hidden_sums = _sums(lines.values()), _sums(lines[name] for name in hidden)
    parts = {part for (_, part), count in all_sums.items() if count}
    sharing = Counter(
        part for name in hidden for part in parts if any(c[part] for c in lines[name].values())
    )
    return all(sharing[part] >= 2 for part in parts) and all(
        hidden_sums[place] >= rule.smallest_shown for place, count in all_sums.items() if count
    )


def _sums(lines: Iterable[_Line]) -> Counter[tuple[str | None, int]]:
    sums: Counter[tuple[str | None, int]] = Counter()
    for line in lines:
        for column, counts in line.items():
            sums.update({(column, part): count for part, count in enumerate(counts)})
    return sums


def _size(line: _Line) -> int:
    return sum(sum(counts) for counts in line.values())


# --- series --------------------------------------------------------------------------------


def _growing(rows: list[Row], total: Row, rule: SmallCellRule) -> set[int]:
    """The points to show: from the last backwards, those far enough from the next one shown.

    The series share their denominators, so a quarter is shown in all of them or in none.
    """
    if not _safe(total, Shape.GROWING, rule):
        return set()
    quarters: dict[str, list[Row]] = {}
    for row in sorted((row for row in rows if row.by), key=lambda row: row.by["result"]):
        quarters.setdefault(row.by["quarter"], []).append(row)
    shown, later = {id(total)}, [total]
    for quarter in sorted(quarters, reverse=True):
        points = quarters[quarter]
        # The total is a point of one of the series: the last quarter is compared with nothing.
        apart = later == [total] or all(map(_apart(rule), points, later))
        if apart and all(_safe(point, Shape.GROWING, rule) for point in points):
            shown |= {id(point) for point in points}
            later = points
    return shown


def _apart(rule: SmallCellRule) -> Callable[[Row, Row], bool]:
    def far_enough(earlier: Row, later: Row) -> bool:
        return rule.allows((later.n or 0) - (earlier.n or 0)) and rule.allows(
            (later.of or 0) - (earlier.of or 0)
        )

    return far_enough


def _stock(rows: list[Row], dimensions: tuple[str, ...], rule: SmallCellRule) -> set[int]:
    """The month's total when it is not small; its coaches when none of them has a few people."""
    group, month = dimensions
    few = {
        row.by[month]
        for row in rows
        if month in row.by and not _safe(row._replace(of=None), Shape.STOCK, rule)
    }
    return {
        id(row)
        for row in rows
        if not row.by
        or row.by[month] not in few
        or (group not in row.by and _safe(row, Shape.STOCK, rule))
    }


def _events(rows: list[Row], dimensions: tuple[str, ...], rule: SmallCellRule) -> set[int]:
    """Events belong to people: a row is shown when the people behind it may be."""
    people = [
        row._replace(
            # That a small group has none at all says it of each of them.
            n=row.people if row.n or (row.people or 0) >= rule.smallest_certain else 1,
        )
        for row in rows
    ]
    total = next(row for row in people if not row.by)
    whole = [row._replace(of=total.n) for row in people]
    if not rule.allows(total.n or 0):
        return set()
    shown = _table(whole, dimensions, Shape.SPREAD, rule)
    return {id(row) for row, copy in zip(rows, whole, strict=True) if id(copy) in shown}


def _periods(rows: list[Row], dimensions: tuple[str, ...], rule: SmallCellRule) -> set[int]:
    """Each period as a table of its own; the rows for all are a copy of the last one's."""
    _, *groupings = dimensions
    periods: dict[str | None, list[Row]] = {}
    for row in rows:
        periods.setdefault(row.by.get("quarter"), []).append(row)
    shown = set()
    for held in periods.values():
        table = [
            row._replace(by={name: row.by[name] for name in groupings if name in row.by})
            for row in held
        ]
        total = next(row for row in table if not row.by)
        if _safe(total, Shape.SHARE, rule):
            safe = _table(table, tuple(groupings), Shape.SHARE, rule)
            shown |= {id(row) for row, copy in zip(held, table, strict=True) if id(copy) in safe}
    return shown


def _curves(rows: list[Row], dimensions: tuple[str, ...], rule: SmallCellRule) -> set[int]:
    """The groups whose ends may be shown, and of them the marks far enough from the next one."""
    _, *groupings = dimensions
    ends = [row for row in rows if "mark" not in row.by]
    total = next(row for row in ends if not row.by)
    if not _safe(total, Shape.SHARE, rule):
        return set()
    shown = _table(ends, tuple(groupings), Shape.SHARE, rule)
    later = {_group(row): row for row in ends if id(row) in shown}
    marks: dict[str, list[Row]] = {}
    for row in rows:
        if "mark" in row.by and _group(row) in later:
            marks.setdefault(row.by["mark"], []).append(row)
    apart = _apart(rule)
    for mark in sorted(marks, reverse=True):
        points = marks[mark]
        # Shown for all groups or for none: else one follows from the total and the others.
        if all(
            rule.allows(row.n or 0)
            and rule.allows(row.at_risk or 0)
            and rule.allows((row.at_risk or 0) - (later[_group(row)].at_risk or 0))
            and apart(row, later[_group(row)])
            for row in points
        ):
            shown |= {id(row) for row in points}
            later.update({_group(row): row for row in points})
    return shown


def _group(row: Row) -> tuple[tuple[str, str], ...]:
    return tuple((name, group) for name, group in row.by.items() if name != "mark")
