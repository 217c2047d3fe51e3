"""A read-only way to the newest snapshot: figures are computed here, and nothing else reached."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from framsteg.evaluation.provenance import SnapshotInfo
from framsteg.evaluation.tables import TABLES
from framsteg.snapshot.store import held, parquet_file


@dataclass(frozen=True)
class Reading:
    """An open snapshot: a DuckDB cursor that sees its tables, and where they come from."""

    cursor: Any
    snapshot: SnapshotInfo


@contextmanager
def reading(folder: Path, *, threads: int = 2) -> Iterator[Reading]:
    """Open the newest snapshot; whoever opened it keeps it when a newer one is swapped in.

    The cursor reaches the snapshot's own folder and nothing else, spills nothing to disk, and
    loads no extensions. Raises NoSnapshot when there is none.
    """
    with held(folder) as snapshot:
        database = _open(folder, snapshot, threads)
        try:
            yield Reading(database.cursor(), snapshot)
        finally:
            database.close()


def _open(folder: Path, snapshot: SnapshotInfo, threads: int) -> Any:
    database = duckdb.connect(
        config={
            "threads": threads,
            "temp_directory": "",
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        }
    )
    for table in TABLES:
        path = str(parquet_file(folder, snapshot, table).resolve()).replace("'", "''")
        database.execute(f"CREATE VIEW {table} AS SELECT * FROM read_parquet('{path}')")
    database.execute("SET allowed_directories = ?", [[str((folder / snapshot.id).resolve())]])
    database.execute("SET enable_external_access = false")
    database.execute("SET lock_configuration = true")
    return database
