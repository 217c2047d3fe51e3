"""The order in which the rows of an answer stand."""

from collections.abc import Iterable

from framsteg.evaluation.groupings import GROUPINGS
from framsteg.evaluation.row import Row

_Place = tuple[int, float, int, str]


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
    places = {
        (name, group): _place(name, group, sizes.get((name, group)))
        for name, group in {(name, group) for row in rows for name, group in row.by.items()}
    }
    last: _Place = (2, 0.0, 0, "")

    def place(row: Row) -> tuple[object, ...]:
        groups = (places[name, row.by[name]] if name in row.by else last for name in dimensions)
        return (-len(row.by), *groups)

    return tuple(sorted(rows, key=place))


def _place(dimension: str, group: str, size: int | None) -> _Place:
    grouping = GROUPINGS[dimension]
    at, name = grouping.place(group)
    if not grouping.by_size:
        return (0, 0.0, at, name)
    return (0, -float(size), at, name) if size is not None else (1, 0.0, at, name)
