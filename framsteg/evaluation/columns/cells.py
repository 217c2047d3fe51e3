"""From the rows of a relation to cells: how many rows are alike in the columns that are asked for.

Cells add up: those of several exports are laid after one another, and measures sum `times` over
thousands of cells in place of counting millions of rows.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import prod

import numpy as np

from framsteg.evaluation.columns.arrays import (
    NEVER,
    Coded,
    Column,
    Numbers,
    Whole,
    begins_run,
    joined,
    ordered,
)
from framsteg.evaluation.columns.laid import Laid

ROOM = 4
"""So many more cells than rows may be thinkable for each to be counted in a place of its own."""

TOGETHER = 4096
"""Columns are counted together as long as no more cells than this are thinkable."""


@dataclass(frozen=True)
class Cells:
    """Cells: the columns that tell them apart, how many rows each is, and its sums of amounts."""

    columns: dict[str, Column]
    times: Numbers
    amounts: dict[str, Numbers]

    def hold(self, names: frozenset[str]) -> bool:
        return names <= self.columns.keys() | self.amounts.keys()


def together(parts: Sequence[Cells], names: frozenset[str]) -> Cells:
    """The cells of all parts with these columns; the same cell may stand there several times."""
    columns = [name for name in names if name in parts[0].columns]
    return Cells(
        {name: joined([part.columns[name] for part in parts]) for name in columns},
        np.concatenate([part.times for part in parts]),
        {
            name: np.concatenate([part.amounts[name] for part in parts])
            for name in names.difference(columns)
        },
    )


def counted(relation: Laid, asked: Iterable[frozenset[str]]) -> list[Cells]:
    """Cells of the relation: for each set of columns that is asked for, some hold them all."""
    wanted = sorted(set(asked), key=lambda names: (len(names), sorted(names)))
    keys = frozenset().union(*wanted) - relation.amounts()
    digits = {name: digit_of(relation.column(name)) for name in sorted(keys)}
    tables: list[frozenset[str]] = []
    for names in wanted:
        for at, held in enumerate(tables):
            if _thinkable(held | names, digits) <= TOGETHER:
                tables[at] = held | names
                break
        else:
            tables.append(names)
    return [_cells(relation, names, digits) for names in tables]


@dataclass(frozen=True)
class Digit:
    """A column as a number from 0, below `size`, for each row; the first is `low`, or a name.

    `none` says that the last number is no value at all.
    """

    size: int
    values: Numbers
    of: Column
    low: int = 0
    none: bool = False

    def back(self, digits: Numbers) -> Column:
        nothing = digits == self.size - 1 if self.none else None
        if isinstance(self.of, Coded):
            codes = digits if nothing is None else np.where(nothing, -1, digits)
            return Coded(codes, self.of.names)
        if isinstance(self.of, Whole):
            values = digits + self.low
            return Whole(values if nothing is None else np.where(nothing, NEVER, values))
        return digits.astype(bool)


def digit_of(column: Column) -> Digit:
    if isinstance(column, Coded):
        codes, many = column.codes, len(column.names)
        if len(codes) and codes.min() < 0:
            return Digit(many + 1, np.where(codes < 0, many, codes), column, none=True)
        return Digit(max(many, 1), codes, column)
    if not isinstance(column, Whole):
        return Digit(2, column.view(np.int8), column)
    values = column.values
    known = values < NEVER
    low = int(values.min(initial=NEVER))
    if known.all():
        return Digit(int(values.max(initial=low)) - low + 1, values - low, column, low)
    many = int(values.max(where=known, initial=low - 1)) - low + 1
    return Digit(many + 1, np.where(known, values - low, many), column, low, none=True)


def _thinkable(names: Iterable[str], digits: dict[str, Digit]) -> int:
    return prod(digits[name].size for name in names if name in digits)


def _cells(relation: Laid, names: frozenset[str], digits: dict[str, Digit]) -> Cells:
    keys = {name: digits[name] for name in sorted(names & digits.keys())}
    amounts = {name: relation.amount(name) for name in sorted(names - digits.keys())}
    columns, times, added = alike(len(relation), list(keys.values()), list(amounts.values()))
    return Cells(
        dict(zip(keys, columns, strict=True)), times, dict(zip(amounts, added, strict=True))
    )


def alike(
    rows: int, keys: list[Digit], amounts: list[Numbers]
) -> tuple[list[Column], Numbers, list[Numbers]]:
    """For each cell that has rows: its columns, how many rows, and the sums of the amounts."""
    thinkable = prod(key.size for key in keys)
    made = _in_places if thinkable <= ROOM * rows + TOGETHER else _in_order
    digits, times, added = made(rows, keys, amounts)
    return [key.back(one) for key, one in zip(keys, digits, strict=True)], times, added


_Alike = tuple[list[Numbers], Numbers, list[Numbers]]  # digits and times of cells, sums of amounts


def _in_places(rows: int, keys: list[Digit], amounts: list[Numbers]) -> _Alike:
    """Each cell that can be thought of is counted in a place of its own."""
    size = prod(key.size for key in keys)
    cell = keys[0].values.astype(np.intp) if keys else np.zeros(rows, np.intp)
    for key in keys[1:]:
        cell *= key.size
        cell += key.values
    counts = np.bincount(cell, minlength=size)
    filled = np.flatnonzero(counts)
    added = [np.bincount(cell, amount, minlength=size).take(filled) for amount in amounts]
    digits, rest = [], filled
    for key in reversed(keys):
        rest, digit = np.divmod(rest, key.size)
        digits.append(digit)
    return digits[::-1], counts.take(filled), added


def _in_order(rows: int, keys: list[Digit], amounts: list[Numbers]) -> _Alike:
    """Few rows for so many cells: they are sorted, and those alike stand beside each other."""
    order = ordered(*(key.values for key in keys))
    digits = [key.values.take(order) for key in keys]
    heads = np.flatnonzero(np.logical_or.reduce([begins_run(digit) for digit in digits]))
    added = [np.add.reduceat(amount.take(order), heads) for amount in amounts]
    return [digit.take(heads) for digit in digits], np.diff(heads, append=rows), added
