"""Columns as numpy arrays: days and codes as small numbers, and what they stand for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[Any]
Truths = NDArray[np.bool_]

NEVER = 2**30  # a day that has not come, a number that is not known; no calendar reaches it
_EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True)
class Coded:
    """Codes or names: a number for each row, −1 where there is none, and the names by number."""

    codes: Numbers
    names: tuple[str, ...]

    def among(self, *wanted: str) -> Truths:
        """Which rows have one of these names."""
        hit = np.array([*(name in wanted for name in self.names), False])
        return hit.take(self.codes, mode="wrap")

    def take(self, rows: Numbers) -> "Coded":
        return Coded(self.codes.take(rows), self.names)

    def filled(self, name: str) -> "Coded":
        """With a name where there is none."""
        if not len(self.codes) or self.codes.min() >= 0:
            return self
        names = self.names if name in self.names else (*self.names, name)
        return Coded(np.where(self.codes < 0, names.index(name), self.codes), names)

    def else_(self, other: "Coded") -> "Coded":
        """With the other's name where there is none."""
        names = tuple(dict.fromkeys((*self.names, *other.names)))
        return Coded(np.where(self.codes < 0, other.under(names), self.codes), names)

    def under(self, names: tuple[str, ...]) -> Numbers:
        """The codes when its names stand where they do among these."""
        places = {name: at for at, name in enumerate(names)}
        return np.array([*(places[name] for name in self.names), -1]).take(self.codes, mode="wrap")

    def called(self, name: Callable[[str], str | None]) -> "Coded":
        """With other names; several may get the same, and None is no name."""
        told = [name(one) for one in self.names]
        names = tuple(dict.fromkeys(one for one in told if one is not None))
        codes = np.array([*(-1 if one is None else names.index(one) for one in told), -1])
        return Coded(codes.take(self.codes, mode="wrap"), names)


@dataclass(frozen=True)
class Whole:
    """Whole numbers; NEVER where there is none."""

    values: Numbers

    def take(self, rows: Numbers) -> "Whole":
        return Whole(self.values.take(rows))


Column = Coded | Whole | Truths
"""What a relation's rows are told apart by."""


def values(column: Column) -> list[Any]:
    """What stands in each row; None where nothing is known."""
    if isinstance(column, Coded):
        names = [*column.names, None]
        return [names[code] for code in column.codes.tolist()]
    if isinstance(column, Whole):
        return [None if value == NEVER else value for value in column.values.tolist()]
    return list(column.tolist())


def joined(columns: Sequence[Column]) -> Column:
    """Columns of one kind as one, after one another."""
    if isinstance(columns[0], Whole):
        return Whole(np.concatenate([one.values for one in columns if isinstance(one, Whole)]))
    if not isinstance(columns[0], Coded):
        return np.concatenate([one for one in columns if isinstance(one, np.ndarray)])
    coded = [one for one in columns if isinstance(one, Coded)]
    names = tuple(dict.fromkeys(name for one in coded for name in one.names))
    return Coded(np.concatenate([one.under(names) for one in coded]), names)


def day_number(day: date) -> int:
    """Days since 1970-01-01, as Arrow keeps them."""
    return day.toordinal() - _EPOCH


def quarters(of_days: Numbers) -> Numbers:
    """The quarter of each day as a whole number: year × 4 + 0–3."""
    return _of_each_day(of_days, lambda days: _months(days) // 3 + 1970 * 4)


def years(of_days: Numbers) -> Numbers:
    return _of_each_day(of_days, lambda days: _months(days) // 12 + 1970)


def _months(of_days: Numbers) -> Numbers:
    months = of_days.astype("datetime64[D]").astype("datetime64[M]")
    return months.astype(np.int32)


def _of_each_day(of_days: Numbers, told: Callable[[Numbers], Numbers]) -> Numbers:
    """What is told of each day; asked of the calendar once where many rows have the same."""
    if not len(of_days):
        return np.zeros(0, np.int32)
    first, last = int(of_days.min()), int(of_days.max())
    if last - first > len(of_days):
        return told(of_days)
    return told(np.arange(first, last + 1)).take(of_days - first)


def quarter_names(of_quarters: Numbers) -> Coded:
    """Says "2026-Q1"."""
    if not len(of_quarters):
        return Coded(of_quarters, ())
    first, last = int(of_quarters.min()), int(of_quarters.max())
    names = tuple(f"{n // 4}-Q{n % 4 + 1}" for n in range(first, last + 1))
    return Coded(of_quarters - first, names)


def in_groups(*keys: Numbers) -> tuple[Numbers, Truths]:
    """The rows in the order of the keys (the last counts most), and whether each is the first of
    its value of the last key."""
    order = ordered(*keys)
    return order, begins_run(keys[-1].take(order))


def ordered(*keys: Numbers) -> Numbers:
    """The rows in the order of the keys; the last counts most. They are sorted as one number
    where they fit in one."""
    if not len(keys[0]):
        return np.zeros(0, np.intp)
    lows = [int(key.min()) for key in keys]
    spans = [int(key.max()) - low + 1 for key, low in zip(keys, lows, strict=True)]
    if prod(spans) >= 2**62:
        return np.lexsort(keys)
    key = np.zeros(len(keys[0]), np.int64)
    for one, low, span in zip(reversed(keys), reversed(lows), reversed(spans), strict=True):
        key *= span
        key += one
        key -= low
    return np.argsort(key)


def begins_run(keys: Numbers) -> Truths:
    """Whether each row has another key than the one before it."""
    first = np.ones(len(keys), bool)
    np.not_equal(keys[1:], keys[:-1], out=first[1:])
    return first


def beside(many: int, owners: Numbers, keys: Numbers) -> Numbers:
    """An order of the rows in which each owner's with the same key stand beside each other.

    Most stand so already. Only the rows of owners who stand in several places, or whose keys go
    back, are put in order, behind the others.
    """
    heads = np.flatnonzero(begins_run(owners))
    scattered = np.bincount(owners.take(heads), minlength=many) > 1
    back = np.flatnonzero((keys[1:] < keys[:-1]) & (owners[1:] == owners[:-1]))
    scattered[owners.take(back)] = True
    moved = scattered.take(owners)
    rows = np.flatnonzero(moved)
    rows = rows.take(ordered(keys.take(rows), owners.take(rows)))
    return np.concatenate([np.flatnonzero(~moved), rows])


def of_several(many: int, owners: Numbers) -> Numbers:
    """The rows of owners who have several."""
    return np.flatnonzero((np.bincount(owners, minlength=many) > 1).take(owners))


def first_of_each(
    many: int, owners: Numbers, day: Numbers, *ties: Numbers, latest: bool = False
) -> Numbers:
    """For each owner 0–`many` the row with the first day, or the last; −1 for one who has none.

    Of several rows on that day the one that comes first, or last, by `ties`. Only the rows of
    owners with several are put in order.
    """
    chosen = np.full(many, -1, np.int32)
    chosen[owners] = np.arange(len(owners), dtype=np.int32)
    rows = of_several(many, owners)
    best = np.full(many, -NEVER if latest else NEVER, np.int32)
    (np.maximum if latest else np.minimum).at(best, owners[rows], day[rows])
    rows = rows[day[rows] == best[owners[rows]]]
    chosen[owners[rows]] = rows
    rows = rows[of_several(many, owners[rows])]
    if len(rows):
        order, first = in_groups(*(key[rows] for key in reversed(ties)), owners[rows])
        if latest:
            first = np.append(first[1:], True)
        found = rows[order[first]]
        chosen[owners[found]] = found
    return chosen


class Places:
    """Where each of some 64-bit numbers stands.

    Each has a slot in a table of at least twice as many. Those whose slot another has taken have
    theirs in a next, much smaller table, by another product of theirs, until none is left.
    """

    def __init__(self, ids: Numbers) -> None:
        self._ids = ids
        self._tables: list[tuple[Numbers, int]] = []
        self.same = np.zeros(len(ids), np.int32)
        """For each row a row with the same number: one and the same of all that have it."""
        rows = np.arange(len(ids), dtype=np.int32)
        while len(rows):
            wanted, odd = ids.take(rows), _ODD ** (len(self._tables) + 1) % 2**64
            table = np.zeros(2 << len(rows).bit_length(), np.int32)
            slots = _slots(wanted, table, odd)
            table[slots] = rows
            self.same[rows] = found = table.take(slots)
            self._tables.append((table, odd))
            rows = rows[ids.take(found) != wanted]

    def of(self, wanted: Numbers) -> Numbers:
        """The place of each; −1 where it is not among them."""
        places = np.full(len(wanted), -1, np.int32)
        left = np.arange(len(wanted), dtype=np.int32)
        for table, odd in self._tables:
            places[left] = found = table.take(_slots(wanted, table, odd))
            missed = np.flatnonzero(self._ids.take(found) != wanted)
            left, wanted = left.take(missed), wanted.take(missed)
            if not len(left):
                break
        places[left] = -1
        return places


_ODD = 0x9E3779B97F4A7C15  # 2⁶⁴ over the golden ratio: its products spread numbers that lie close


def _slots(ids: Numbers, table: Numbers, odd: int) -> Numbers:
    products = ids.view(np.uint64) * np.uint64(odd)
    products >>= np.uint64(64 - (len(table).bit_length() - 1))
    return products.view(np.int64)


def numbered(ids: Numbers) -> tuple[Numbers, int]:
    """A number from 0 for each distinct id, and how many there are."""
    same = Places(ids).same
    chosen = same == np.arange(len(ids), dtype=np.int32)
    number = np.cumsum(chosen, dtype=np.int32) - 1
    return number.take(same), int(chosen.sum())
