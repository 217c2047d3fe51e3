"""A read-only way to the newest snapshot: figures are computed here, and nothing else reached."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

import duckdb

from framsteg.evaluation.provenance import SnapshotInfo
from framsteg.snapshot.store import current, figures_file, sql_path

THREADS = 2


@dataclass(frozen=True)
class Reading:
    """An open snapshot: a DuckDB cursor that sees its tables, and where they come from."""

    cursor: Any
    snapshot: SnapshotInfo


@dataclass(frozen=True)
class _Opened:
    database: Any
    snapshot: SnapshotInfo


# To start DuckDB costs more than most questions: a process keeps the newest snapshot open. A
# forked process cannot use its parent's, so the process stands in the key.
_opened: dict[tuple[int, Path], _Opened] = {}
_one_at_a_time = Lock()


@contextmanager
def reading(folder: Path) -> Iterator[Reading]:
    """A cursor of one's own on the newest snapshot.

    Whoever has one keeps its snapshot when a newer one is swapped in. The cursor cannot change
    the snapshot, reach another file, spill to disk or load an extension. Raises NoSnapshot when
    there is none.
    """
    opened = _newest(folder)
    cursor = opened.database.cursor()
    try:
        cursor.execute("USE snapshot")  # the search path belongs to the cursor
        yield Reading(cursor, opened.snapshot)
    finally:
        cursor.close()


def _newest(folder: Path) -> _Opened:
    place = (os.getpid(), folder.resolve())
    with _one_at_a_time:
        snapshot = current(folder)
        held = _opened.get(place)
        if held is None or held.snapshot.id != snapshot.id:
            # Readers of the older one hold it open by their cursors.
            held = _opened[place] = _open(folder)
    return held


def _open(folder: Path) -> _Opened:
    database = duckdb.connect(
        config={
            "threads": THREADS,
            "temp_directory": "",
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        }
    )
    snapshot = _attach_newest(database, folder)
    database.execute("SET enable_external_access = false")
    database.execute("SET lock_configuration = true")
    return _Opened(database, snapshot)


def _attach_newest(database: Any, folder: Path) -> SnapshotInfo:
    while True:
        snapshot = current(folder)
        file = figures_file(folder, snapshot)
        try:
            database.execute(f"ATTACH {sql_path(file)} AS snapshot (READ_ONLY)")
        except duckdb.IOException:
            if file.exists():
                raise
            continue  # a newer one took its place between the two lines: take that
        return snapshot
