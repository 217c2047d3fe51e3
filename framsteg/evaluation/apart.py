"""Groups of a spread that are counted and shown, but that the others are not set against.

How many have moved up says something of those who have answered twice only. The groups stand in one
table, so that they are protected together; this is done after that, from what is shown: where one
of the groups that make the denominator is hidden, the others have none.
"""

from collections.abc import Iterable

from framsteg.evaluation.row import Row


def set_apart(rows: Iterable[Row], dimension: str, apart: frozenset[str]) -> list[Row]:
    """The rows with `of` and `value` of each group of `dimension` that is not `apart` made anew."""
    rows = list(rows)
    together: dict[tuple[tuple[str, str], ...], list[int | None]] = {}
    for row in rows:
        if _counts(row, dimension, apart):
            together.setdefault(_rest(row, dimension), []).append(row.n)
    wholes = {
        rest: None if None in counts else sum(n for n in counts if n is not None)
        for rest, counts in together.items()
    }
    return [
        _against(row, wholes[_rest(row, dimension)]) if _counts(row, dimension, apart) else row
        for row in rows
    ]


def _counts(row: Row, dimension: str, apart: frozenset[str]) -> bool:
    return dimension in row.by and row.by[dimension] not in apart


def _rest(row: Row, dimension: str) -> tuple[tuple[str, str], ...]:
    return tuple((name, group) for name, group in row.by.items() if name != dimension)


def _against(row: Row, of: int | None) -> Row:
    if row.n is None:
        return row
    return row._replace(of=of, value=row.n / of if of else None)
