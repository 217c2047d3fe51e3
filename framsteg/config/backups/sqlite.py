"""SQLite copied while it is in use, by its own backup interface, and put back."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from framsteg.config.backups.manifest import Table

FILE = "database.sqlite3"


def copy(database: Path, target: Path) -> dict[str, Table]:
    """A copy as the database stood at one moment; writers are not held up. Its tables.

    Raises sqlite3.DatabaseError: the database is damaged, or the disk refuses.
    """
    with (
        closing(sqlite3.connect(database, timeout=60)) as source,
        closing(sqlite3.connect(target)) as made,
    ):
        source.backup(made)  # all pages in one reading: it is never begun anew
        made.execute("PRAGMA journal_mode = DELETE")
    return tables(target)


def tables(file: Path) -> dict[str, Table]:
    """Every table and its number of rows, of a file whose pages are whole."""
    with closing(sqlite3.connect(file)) as database:
        verdict = database.execute("PRAGMA integrity_check(1)").fetchone()[0]
        if verdict != "ok":
            raise sqlite3.DatabaseError("the database is damaged")
        names = database.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        ).fetchall()
        return {
            name: Table(rows=database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0])
            for (name,) in names
        }


def migrations(file: Path) -> tuple[str, ...]:
    with closing(sqlite3.connect(file)) as database:
        rows = database.execute("SELECT app, name FROM django_migrations ORDER BY id")
        return tuple(f"{app}.{name}" for app, name in rows)


def put_back(copied: Path, database: Path) -> dict[str, Table]:
    """Make the copy the database, whole or not at all. Its tables."""
    unfinished = database.with_name(f".{database.name}.part")
    try:
        shutil.copyfile(copied, unfinished)
        found = tables(unfinished)
        with unfinished.open("rb") as file:
            os.fsync(file.fileno())
        unfinished.replace(database)
    finally:
        unfinished.unlink(missing_ok=True)
    return found
