"""Snapshots on disk: one folder each, and the name of the newest.

    snapshot/20261121T213000Z-1f3a/enrolments.parquet …  the tables, to be read by anything
                                   figures.duckdb        the same, with the shared relations laid
                                   snapshot.json         what it is
    snapshot/current                                     the newest one's name

A snapshot never changes once it has its name. The newest is swapped in by replacing one small
file, so a reader sees a whole snapshot, old or new. Older folders are removed at the next swap;
whoever has opened one keeps the open file.
"""

import fcntl
import json
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from functools import cache
from hashlib import blake2b
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from framsteg.evaluation.arrow import ROWS_PER_GROUP, arrow_schema
from framsteg.evaluation.frame import lay_widest, sql_text
from framsteg.evaluation.provenance import SnapshotInfo
from framsteg.evaluation.tables import SCHEMA_VERSION, TABLES, Table

CURRENT = "current"
DESCRIPTION = "snapshot.json"
FIGURES = "figures.duckdb"
_BUILDING = ".building-"
_THREADS = 2


class NoSnapshot(Exception):
    """There is no snapshot in the folder yet, or none that this version can read."""


def pseudonym(key: bytes, kind: str, number: int) -> int:
    """A person's or thing's number in the snapshot: 64 bits, the same as long as the key is.

    `kind` keeps participant 7 apart from enrolment 7. Signed, as databases keep whole numbers.
    """
    digest = blake2b(
        number.to_bytes(8, "big"), digest_size=8, key=_fitting(key), person=kind.encode()[:16]
    )
    return int.from_bytes(digest.digest(), "big", signed=True)


@cache
def _fitting(key: bytes) -> bytes:
    """The key as the hash takes it; a longer one counts in full, not only its beginning."""
    return key if len(key) <= blake2b.MAX_KEY_SIZE else blake2b(key).digest()


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


def current(folder: Path) -> SnapshotInfo:
    """The newest snapshot. Raises NoSnapshot when there is none."""
    try:
        name = (folder / CURRENT).read_text("ascii").strip()
        info = SnapshotInfo.from_dict(json.loads((folder / name / DESCRIPTION).read_bytes()))
    except (FileNotFoundError, KeyError, ValueError) as problem:
        raise NoSnapshot(str(folder)) from problem
    if info.schema_version != SCHEMA_VERSION:
        raise NoSnapshot(f"{folder}: made by another version")
    return info


def parquet_file(folder: Path, snapshot: SnapshotInfo, table: str) -> Path:
    return folder / snapshot.id / f"{table}.parquet"


def figures_file(folder: Path, snapshot: SnapshotInfo) -> Path:
    return folder / snapshot.id / FIGURES


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


def sql_path(path: Path) -> str:
    """A path as a text in SQL, where no variable can be bound."""
    return sql_text(path.resolve())


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
