"""Columns as numpy arrays: days and codes as small numbers, and what they stand for."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

Numbers = NDArray[Any]

NEVER = 2**30  # a day that has not come; no calendar reaches it
FEW_STEPS = 64
_EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True)
class Coded:
    """Codes or names: a number for each row, −1 where there is none, and the names by number."""

    codes: Numbers
    names: tuple[str, ...]

    def among(self, *wanted: str) -> NDArray[np.bool_]:
        """Which rows have one of these names."""
        hit = np.array([*(name in wanted for name in self.names), False])
        found: NDArray[np.bool_] = hit[self.codes]
        return found

    def take(self, rows: Numbers) -> "Coded":
        return Coded(self.codes[rows], self.names)

    def filled(self, name: str) -> "Coded":
        """With a name where there is none."""
        if name in self.names:
            return Coded(np.where(self.codes < 0, self.names.index(name), self.codes), self.names)
        return Coded(np.where(self.codes < 0, len(self.names), self.codes), (*self.names, name))

    def arrow(self) -> pa.Array:
        codes = self.codes.astype(np.int32)
        indices = pa.array(codes, mask=codes < 0)
        return pa.DictionaryArray.from_arrays(indices, pa.array(self.names, pa.string()))


def day_number(day: date) -> int:
    """Days since 1970-01-01, as Arrow keeps them."""
    return day.toordinal() - _EPOCH


def numbers(table: pa.Table, name: str, empty: int = NEVER) -> Numbers:
    """A column of days or whole numbers, with `empty` where there is none."""
    column = table[name].combine_chunks()
    if pa.types.is_date32(column.type):
        column = column.cast(pa.int32())
    if column.null_count:
        column = column.fill_null(empty)
    return np.asarray(column)


def coded(table: pa.Table, name: str) -> Coded:
    """A column of codes or names; the files' own numbers have been made the same."""
    column = table[name].combine_chunks()
    if not pa.types.is_dictionary(column.type):
        column = column.dictionary_encode()
    if isinstance(column, pa.ChunkedArray):  # no rows at all
        return Coded(np.zeros(0, np.int64), ())
    codes = column.indices.fill_null(-1) if column.null_count else column.indices
    return Coded(np.asarray(codes), tuple(column.dictionary.to_pylist()))


def days(values: Numbers) -> pa.Array:
    """Days as Arrow has them; none where the day has not come."""
    return whole(values, values == NEVER).cast(pa.date32())


def whole(values: Numbers, empty: NDArray[np.bool_]) -> pa.Array:
    return pa.array(values.astype(np.int32), mask=empty)


def quarters(of_days: Numbers) -> Numbers:
    """The quarter of each day as a whole number: year × 4 + 0–3."""
    months = of_days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    return months // 3 + 1970 * 4


def quarter_names(of_quarters: Numbers) -> Coded:
    """Says "2026-Q1"."""
    if not len(of_quarters):
        return Coded(of_quarters, ())
    first, last = int(of_quarters.min()), int(of_quarters.max())
    names = tuple(f"{n // 4}-Q{n % 4 + 1}" for n in range(first, last + 1))
    return Coded(of_quarters - first, names)


def in_groups(*keys: Numbers) -> tuple[Numbers, Numbers]:
    """The rows in the order of the keys (the last counts most), and whether each is the first of
    its value of the last key."""
    order = np.lexsort(keys)
    last = keys[-1][order]
    first = np.ones(len(order), bool)
    first[1:] = last[1:] != last[:-1]
    return order, first


def first_of_each(
    many: int, owners: Numbers, day: Numbers, *ties: Numbers, latest: bool = False
) -> Numbers:
    """For each owner 0–`many` the row with the first day, or the last; −1 for one who has none.

    Of several rows on that day the one that comes first, or last, by `ties`: they are few, and
    only they are put in order.
    """
    best = np.full(many, -NEVER if latest else NEVER, np.int64)
    (np.maximum if latest else np.minimum).at(best, owners, day)
    rows = np.flatnonzero(day == best[owners])
    chosen = np.full(many, -1, np.int64)
    chosen[owners[rows]] = rows
    rows = rows[np.bincount(owners[rows], minlength=many)[owners[rows]] > 1]
    if len(rows):
        order, first = in_groups(*(key[rows] for key in reversed(ties)), owners[rows])
        if latest:
            first = np.append(first[1:], True)
        found = rows[order[first]]
        chosen[owners[found]] = found
    return chosen


class Places:
    """Where each of some 64-bit numbers stands.

    Pseudonyms are spread evenly, so that the first bits of one nearly tell its place in order; a
    few steps remain. Numbers that are not spread are looked for by halving.
    """

    def __init__(self, ids: Numbers) -> None:
        self._order = np.argsort(ids, kind="stable")
        self._ids = ids[self._order]
        bits = min(len(ids).bit_length() + 1, 30)
        self._shift, self._half = 64 - bits, 1 << (bits - 1)
        counts = np.bincount((self._ids >> self._shift) + self._half, minlength=2 * self._half)
        self._even = int(counts.max()) <= FEW_STEPS
        self._begins = np.cumsum(counts) - counts

    def of(self, wanted: Numbers) -> Numbers:
        """The place of each; −1 where it is not among them."""
        if not len(self._ids):
            return np.full(len(wanted), -1, np.int64)
        at = self._reached(wanted)
        last = len(self._ids) - 1
        at = np.minimum(at, last)
        return np.where(self._ids[at] == wanted, self._order[at], -1)

    def _reached(self, wanted: Numbers) -> Numbers:
        if not self._even:
            found: Numbers = np.searchsorted(self._ids, wanted)
            return found
        last = len(self._ids) - 1
        at: Numbers = np.minimum(self._begins[(wanted >> self._shift) + self._half], last)
        behind = np.flatnonzero(self._ids[at] < wanted)
        while len(behind):
            at[behind] += 1
            behind = behind[at[behind] <= last]
            behind = behind[self._ids[at[behind]] < wanted[behind]]
        return at
