"""The order in which the rows of an answer stand."""

from collections.abc import Iterable

from framsteg.evaluation.groupings import GROUPINGS
from framsteg.evaluation.row import Row

_Place = tuple[int, int, int, str]


def in_order(rows: Iterable[Row], dimensions: tuple[str, ...]) -> tuple[Row, ...]:
    """Cells first, then margins, the total last; groups in their own order or the largest first.

    A hidden group stands after the shown ones, so that its place says nothing about its size.
    """
    rows = list(rows)
    sizes = {
        (name, group): row.n
        for row in rows
        if len(row.by) == 1 and row.n is not None
        for name, group in row.by.items()
    }
    # One whole number for each row: an answer can have ten thousand.
    places = [len(dimensions) - len(row.by) for row in rows]
    for name in dimensions:
        ranks = _ranks(rows, name, sizes)
        places = [
            place * len(ranks) + ranks[row.by.get(name)]
            for place, row in zip(places, rows, strict=True)
        ]
    return tuple(rows[at] for at in sorted(range(len(rows)), key=places.__getitem__))


def _ranks(
    rows: list[Row], dimension: str, sizes: dict[tuple[str, str], int]
) -> dict[str | None, int]:
    """The place of each group of one dimension; of what holds all groups (None) the last."""
    groups = {row.by[dimension] for row in rows if dimension in row.by}
    ordered = sorted(groups, key=lambda group: _place(dimension, group, sizes))
    ranks: dict[str | None, int] = {group: rank for rank, group in enumerate(ordered)}
    return {**ranks, None: len(ordered)}


def _place(dimension: str, group: str, sizes: dict[tuple[str, str], int]) -> _Place:
    grouping = GROUPINGS[dimension]
    at, name = grouping.place(group)
    if not grouping.by_size:
        return (0, 0, at, name)
    size = sizes.get((dimension, group))
    return (1, 0, at, name) if size is None else (0, -size, at, name)
