"""Snapshots on disk: one folder each, and the name of the newest.

    snapshot/20261121T213000Z-1f3a/enrolments.parquet …  the tables, to be read by anything
                                   figures.duckdb        the same, with the shared relations laid
                                   snapshot.json         what it is
    snapshot/current                                     the newest one's name

A snapshot never changes once it has its name. The newest is swapped in by replacing one small
file, so a reader sees a whole snapshot, old or new. Older folders are removed at the next swap;
whoever has opened one keeps the open file.
"""

import json
from pathlib import Path

from framsteg.evaluation.frame import sql_text
from framsteg.evaluation.provenance import SnapshotInfo
from framsteg.evaluation.tables import SCHEMA_VERSION

CURRENT = "current"
DESCRIPTION = "snapshot.json"
FIGURES = "figures.duckdb"


class NoSnapshot(Exception):
    """There is no snapshot in the folder yet, or none that this version can read."""


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


def sql_path(path: Path) -> str:
    """A path as a text in SQL, where no variable can be bound."""
    return sql_text(path.resolve())
