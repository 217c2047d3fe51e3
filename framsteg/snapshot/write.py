"""Writing a snapshot: its tables as Parquet and as figures, and the swap that makes it the newest.

What only reads a snapshot does not load this, nor the libraries that tables are written with.
"""

import fcntl
import json
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from framsteg.evaluation.arrow import ROWS_PER_GROUP, arrow_schema
from framsteg.evaluation.frame import lay_widest
from framsteg.evaluation.provenance import SnapshotInfo
from framsteg.evaluation.tables import SCHEMA_VERSION, TABLES, Table
from framsteg.snapshot.store import CURRENT, DESCRIPTION, FIGURES, sql_path

_BUILDING = ".building-"
_THREADS = 2


def write(
    folder: Path,
    tables: Mapping[str, Iterable[pa.RecordBatch]],
    *,
    made_at: datetime,
    day: date,
    source: str,
    seen: str = "",
) -> SnapshotInfo:
    """Write a new snapshot and make it the current one; a table that is not given is empty.

    `made_at` is the moment that the rows were read at (with time zone), `day` its local date.
    Only one process writes at a time; a second one waits. Raises KeyError for a table that is
    not declared and pyarrow's ArrowInvalid for rows that do not fit their table.
    """
    undeclared = set(tables) - set(TABLES)
    if undeclared:
        raise KeyError(f"not declared in evaluation.tables: {sorted(undeclared)}")
    folder.mkdir(parents=True, exist_ok=True)
    with _one_writer(folder):
        name = f"{made_at.astimezone(UTC):%Y%m%dT%H%M%SZ}-{secrets.token_hex(2)}"
        building = folder / f"{_BUILDING}{name}"
        building.mkdir()
        counts = {
            table.name: _write_table(building, table, tables.get(table.name, ()))
            for table in TABLES.values()
        }
        _write_figures(building, day)
        info = SnapshotInfo(name, made_at, day, SCHEMA_VERSION, counts, source, seen)
        (building / DESCRIPTION).write_text(json.dumps(info.to_dict(), indent=1), "utf-8")
        building.rename(folder / name)
        _make_current(folder, name)
        _remove_others(folder, keep=name)
    return info


def _write_table(building: Path, table: Table, batches: Iterable[pa.RecordBatch]) -> int:
    schema = arrow_schema(table)
    rows = 0
    with pq.ParquetWriter(
        building / f"{table.name}.parquet", schema, compression="zstd"
    ) as parquet:
        for batch in batches:
            parquet.write_batch(batch.cast(schema), row_group_size=ROWS_PER_GROUP)
            rows += batch.num_rows
    return rows


def _write_figures(building: Path, day: date) -> None:
    with duckdb.connect(str(building / FIGURES), config={"threads": _THREADS}) as database:
        for table in TABLES:
            path = sql_path(building / f"{table}.parquet")
            database.execute(f"CREATE TABLE {table} AS FROM read_parquet({path})")
        lay_widest(database, day + timedelta(days=1))


@contextmanager
def _one_writer(folder: Path) -> Iterator[None]:
    with open(folder / ".writing", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _make_current(folder: Path, name: str) -> None:
    fresh = folder / f"{CURRENT}.new"
    with open(fresh, "w", encoding="ascii") as pointer:
        pointer.write(name)
        pointer.flush()
        os.fsync(pointer.fileno())
    os.replace(fresh, folder / CURRENT)


def _remove_others(folder: Path, *, keep: str) -> None:
    """Remove older snapshots, and what a writer that was killed has left: the one writer is us."""
    for path in folder.iterdir():
        is_ours = path.name.startswith(_BUILDING) or (path / DESCRIPTION).exists()
        if is_ours and path.name != keep:
            shutil.rmtree(path)
