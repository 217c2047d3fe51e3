"""From the records to a new snapshot, and the promise that it is never far behind the work."""

import os
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa

from framsteg.access import Viewer
from framsteg.access.exporting import evaluation_rows, mark_of_work, one_moment, record_export
from framsteg.evaluation.arrow import arrow_schema
from framsteg.evaluation.provenance import SnapshotInfo
from framsteg.evaluation.tables import TABLES, Column, ColumnType, Table
from framsteg.snapshot.store import CURRENT, NoSnapshot, current, pseudonym, write

AT_ONCE = timedelta(0)
_SOURCE = "framsteg"


class Pseudonyms:
    """Numbers in place of identities, each computed once: a person stands in many rows."""

    def __init__(self, key: bytes, kind: str) -> None:
        self._key, self._kind = key, kind
        self._known: dict[int | None, int | None] = {None: None}

    def __call__(self, number: int | None) -> int | None:
        if number not in self._known and number is not None:
            self._known[number] = pseudonym(self._key, self._kind, number)
        return self._known[number]


def build(*, by: Viewer, folder: Path, key: bytes, now: datetime) -> SnapshotInfo:
    """Write a new snapshot of all programmes and make it the current one.

    `now` (with time zone) is told; the snapshot shows the day `by.today`. `key` makes the
    pseudonyms and must stay the same for them to. The read is logged, with the viewer's purpose.
    """
    with one_moment():
        record_export(by)
        seen = mark_of_work()
        pseudonyms = _all_pseudonyms(key)
        return write(
            folder,
            {table.name: _batches(by, table, pseudonyms) for table in TABLES.values()},
            made_at=now,
            day=by.today,
            source=_SOURCE,
            seen=seen,
        )


def ensure_fresh(
    *, by: Viewer, folder: Path, key: bytes, now: datetime, patience: timedelta = AT_ONCE
) -> SnapshotInfo:
    """The current snapshot; a new one first if the work has gone on or a new day has come.

    A snapshot younger than `patience` is let stand even so: pages that are opened all day long
    give it some minutes, a command gives it none.
    """
    try:
        info = current(folder)
    except NoSnapshot:
        return build(by=by, folder=folder, key=key, now=now)
    if info.day == by.today and now - info.made_at < patience:
        return info
    if info.seen != mark_of_work() or info.day != by.today:
        return build(by=by, folder=folder, key=key, now=now)
    # Looked at and found true: its age is counted from now.
    os.utime(folder / CURRENT)
    return info


def coaches_by_pseudonym(staff_ids: Iterable[int], *, key: bytes) -> dict[str, int]:
    """From what stands under `coach` in an answer to the staff member, for who may see names."""
    return {str(pseudonym(key, "coach", staff_id)): staff_id for staff_id in staff_ids}


def _all_pseudonyms(key: bytes) -> dict[str, Pseudonyms]:
    names = {
        column.name
        for table in TABLES.values()
        for column in table.columns
        if column.type is ColumnType.PSEUDONYM
    }
    return {name: Pseudonyms(key, name) for name in names}


def _batches(
    by: Viewer, table: Table, pseudonyms: dict[str, Pseudonyms]
) -> Iterator[pa.RecordBatch]:
    schema = arrow_schema(table)
    for rows in evaluation_rows(by, table.name):
        columns = zip(*rows, strict=True)
        arrays = [
            pa.array(_values(column, cells, pseudonyms), type=schema.field(column.name).type)
            for column, cells in zip(table.columns, columns, strict=True)
        ]
        yield pa.RecordBatch.from_arrays(arrays, schema=schema)


def _values(
    column: Column, cells: tuple[Any, ...], pseudonyms: dict[str, Pseudonyms]
) -> Iterable[Any]:
    match column.type:
        case ColumnType.PSEUDONYM:
            return list(map(pseudonyms[column.name], cells))
        case ColumnType.CODE | ColumnType.TEXT:
            # An empty text in the records is a value that is not there.
            return [None if cell in ("", None) else str(cell) for cell in cells]
        case ColumnType.NUMBER:
            return [float(cell) if isinstance(cell, Decimal) else cell for cell in cells]
    return cells
