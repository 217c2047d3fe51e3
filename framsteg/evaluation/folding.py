"""One pass over the contacts, most of the data, that fills all that measures ask of them.

The files are read a row group at a time, on two threads, and only the columns that count; what
is left of a group is one row for each run of neighbours with the same enrolment. A site writes
its contacts in the order of enrolments, so forty million rows become a million; in any other
order the result is the same and only longer. Memory holds a few groups and the runs.

The same relations stand as SQL in `relations.contacts`, for engines that read the contacts
themselves; a test compares the two.
"""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from framsteg.evaluation.columns.arrays import Places

THREADS = 2
OUTSIDE = frozenset({"community", "workplace"})
REMOTE = "remote"
_EPOCH = date(1970, 1, 1).toordinal()
_HALF = 32  # two counts are added up in one number
_LOW = (1 << _HALF) - 1
_LATEST = np.iinfo(np.int32).max

_Runs = tuple[NDArray[np.signedinteger[Any]], ...]  # columns, one row for each run

Ids = NDArray[np.int64]
Days = NDArray[np.int32]  # since 1970-01-01, as Arrow keeps them


@dataclass(frozen=True)
class Served:
    """Where the enrolments that count stand, and the first day of each."""

    places: Places
    enrolled_on: Days

    def first_days(self, of: Ids) -> Days:
        """The first day of each enrolment; later than any day for one that is not served."""
        places = self.places.of(of)
        if not len(self.enrolled_on):
            return np.full(len(of), _LATEST, dtype=np.int32)
        return np.where(places >= 0, self.enrolled_on[places], _LATEST).astype(np.int32)


@dataclass(frozen=True)
class Window:
    """Half-open, in days since 1970-01-01."""

    from_day: int
    until_day: int

    @classmethod
    def of(cls, from_on: date | None, until_on: date) -> "Window":
        return cls(
            (from_on or date.min).toordinal() - _EPOCH,
            until_on.toordinal() - _EPOCH,
        )


def contacts(files: Sequence[Path], served: Served, window: Window) -> pa.Table:
    """(enrolment, contacts, outside, placed, first_on, last_on) of the runs that have any."""
    columns = ["enrolment", "occurred_on", "place"]
    parts = _each_group(files, columns, lambda group: _contact_runs(group, served, window))
    names = ["enrolment", "contacts", "outside", "placed", "first_on", "last_on"]
    return _table(parts, names, days=("first_on", "last_on"))


def employer_contacts(files: Sequence[Path], served: Served, window: Window) -> pa.Table:
    """(enrolment, first_on) of the runs with a contact since enrolment; before the window too."""
    columns = ["enrolment", "occurred_on"]
    parts = _each_group(files, columns, lambda group: _employer_runs(group, served, window))
    return _table(parts, ["enrolment", "first_on"], days=("first_on",))


def _each_group(
    files: Sequence[Path], columns: list[str], fold: Callable[[pa.Table], _Runs]
) -> list[_Runs]:
    """What `fold` makes of each row group, in order; the next ones are read meanwhile."""

    def one_file(file: Path) -> list[_Runs]:
        with pq.ParquetFile(file, memory_map=True) as parquet:
            return [
                fold(parquet.read_row_group(number, columns=columns, use_threads=False))
                for number in range(parquet.num_row_groups)
            ]

    with ThreadPoolExecutor(THREADS) as pool:
        return list(chain.from_iterable(pool.map(one_file, files)))


def _contact_runs(group: pa.Table, served: Served, window: Window) -> _Runs:
    ids, days = _numbers(group, "enrolment"), _numbers(group, "occurred_on")
    starts, lengths = _runs(ids)
    if not len(starts):
        return (ids, lengths, lengths, lengths, days, days)
    flags = _places(group)
    first_days = np.maximum(served.first_days(ids[starts]), window.from_day)
    counts = lengths
    first = np.minimum.reduceat(days, starts)
    last = np.maximum.reduceat(days, starts)
    if (first < first_days).any() or last.max() >= window.until_day:  # few groups have one
        inside = (days >= np.repeat(first_days, lengths)) & (days < window.until_day)
        flags = flags * inside
        counts = np.add.reduceat(inside, starts, dtype=np.int64)
        first = np.minimum.reduceat(np.where(inside, days, _LATEST), starts)
        last = np.maximum.reduceat(np.where(inside, days, -_LATEST), starts)
    sums = np.add.reduceat(flags, starts)
    has = counts > 0
    columns = (ids[starts], counts, sums & _LOW, sums >> _HALF, first, last)
    return tuple(column[has] for column in columns)


def _employer_runs(group: pa.Table, served: Served, window: Window) -> _Runs:
    group = group.filter(group["enrolment"].is_valid()) if group["enrolment"].null_count else group
    ids, days = _numbers(group, "enrolment"), _numbers(group, "occurred_on")
    starts, lengths = _runs(ids)
    if not len(starts):
        return ids, days
    first_days = served.first_days(ids[starts])
    inside = (days >= np.repeat(first_days, lengths)) & (days < window.until_day)
    first = np.minimum.reduceat(np.where(inside, days, _LATEST), starts)
    has = first < _LATEST
    return ids[starts][has], first[has]


def _numbers(group: pa.Table, name: str) -> NDArray[Any]:
    column = group[name].combine_chunks()
    if pa.types.is_date32(column.type):
        column = column.cast(pa.int32())
    return np.asarray(column)


def _runs(ids: Ids) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where runs of the same number start, and how long they are."""
    if not len(ids):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    starts = np.concatenate(([0], np.flatnonzero(ids[1:] != ids[:-1]) + 1))
    return starts, np.diff(np.append(starts, len(ids)))


def _places(group: pa.Table) -> NDArray[np.int64]:
    """Whether each contact took place outside (the low half) and anywhere at all (the high)."""
    column = group["place"].combine_chunks()
    names = column.dictionary.to_pylist()
    worth = [(name in OUTSIDE) + ((name != REMOTE) << _HALF) for name in names]
    return np.array(worth or [0], np.int64).take(np.asarray(column.indices))


def _table(parts: Iterable[_Runs], names: list[str], days: tuple[str, ...]) -> pa.Table:
    columns = list(zip(*parts, strict=True)) or [(np.zeros(0, np.int64),) for _ in names]
    arrays = [pa.array(np.concatenate(column)) for column in columns]
    return pa.table(
        {
            name: array.cast(pa.int32()).cast(pa.date32()) if name in days else array
            for name, array in zip(names, arrays, strict=True)
        }
    )
