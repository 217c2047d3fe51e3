"""From the records to a new snapshot."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa

from framsteg.access import Viewer
from framsteg.access.exporting import evaluation_rows, mark_of_work, one_moment, record_export
from framsteg.evaluation.arrow import arrow_schema
from framsteg.evaluation.provenance import SnapshotInfo
from framsteg.evaluation.tables import TABLES, Column, ColumnType, Table
from framsteg.snapshot.pseudonyms import Pseudonyms
from framsteg.snapshot.write import write

_SOURCE = "framsteg"


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
