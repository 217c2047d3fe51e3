"""What a measure counts, summed over cells: the same rows as its SQL gives over all rows."""

from collections.abc import Iterable
from itertools import chain
from typing import Any

import numpy as np

from framsteg.evaluation.columns.arrays import NEVER, Numbers, Whole, values
from framsteg.evaluation.columns.cells import Cells, alike, digit_of
from framsteg.evaluation.columns.conditions import holds, names_in
from framsteg.evaluation.counts import Count, Counts

Sets = tuple[tuple[str, ...], ...]
Found = tuple[list[str], Iterable[tuple[Any, ...]]]


def columns_of(counts: Counts, names: tuple[str, ...]) -> frozenset[str]:
    """The columns of its relation that are asked for when counted by these dimensions.

    Raises ValueError where a condition cannot be asked of columns.
    """
    asked = {counts.called.get(name, name) for name in names} | names_in(counts.where)
    for count in counts.each:
        asked |= names_in(count.where) | ({count.total} if count.total else set())
    return frozenset(asked)


def summed(counts: Counts, sets: Sets, cells: Cells) -> Found:
    """A row for each group of each set of dimensions; the first of the sets holds all of them."""
    names, rows = sets[0], np.flatnonzero(holds(counts.where, cells.columns, len(cells.times)))
    weights = [_weights(count, cells).take(rows) for count in counts.each]
    columns = {name: cells.columns[counts.called.get(name, name)] for name in names}
    digits = {name: digit_of(column.take(rows)) for name, column in columns.items()}
    told: list[Iterable[tuple[Any, ...]]] = []
    for chosen in sets:
        if not chosen:  # the total is a row of its own, also of no rows at all
            told.append([(*(None for _ in names), *(int(one.sum()) for one in weights))])
            continue
        of_groups, _, sums = alike(len(rows), [digits[name] for name in chosen], weights)
        groups = dict(zip(chosen, map(values, of_groups), strict=True))
        none = [None] * len(sums[0])
        numbers = (np.rint(one).astype(np.int64).tolist() for one in sums)
        told.append(zip(*(groups.get(name, none) for name in names), *numbers, strict=True))
    return [*names, *(count.name for count in counts.each)], chain.from_iterable(told)


def _weights(count: Count, cells: Cells) -> Numbers:
    """What each cell adds to the count."""
    holding = holds(count.where, cells.columns, len(cells.times))
    if not count.total:
        return cells.times * holding
    if count.total in cells.amounts:
        return cells.amounts[count.total] * holding
    column = cells.columns[count.total]
    assert isinstance(column, Whole)
    return np.where(column.values == NEVER, 0, column.values) * cells.times * holding
