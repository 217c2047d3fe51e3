"""Whom and when a question concerns, laid out once for all measures to share.

A measure reads the relations `people`, `latest_jobs`… and never the whole tables: so every
measure means the same by "participant", and ten measures cost one scan. For the widest window
(from the beginning until the day of the snapshot) they lie ready in the snapshot, laid by
`lay_widest` when it was made; for any other they become temporary tables of the cursor's own
connection. The frame reaches the SQL as bound variables.
"""

from dataclasses import dataclass, field
from datetime import date
from functools import cache
from hashlib import blake2b
from typing import Any
from weakref import WeakKeyDictionary

from framsteg.evaluation.relations import RELATIONS

LAID = "laid"  # the schema that holds the relations of the widest window


@dataclass(frozen=True)
class Frame:
    """Programmes by key, and a half-open window; `from_on` None means from the beginning."""

    programmes: tuple[str, ...]
    from_on: date | None
    until_on: date


@dataclass
class _Cursor:
    """What an open cursor holds: its frame, and which relations it has made for it."""

    laid_until: date | None
    frame: Frame | None = None
    views: list[str] = field(default_factory=list)
    tables: list[str] = field(default_factory=list)


# A closed cursor drops out by itself.
_cursors: WeakKeyDictionary[Any, _Cursor] = WeakKeyDictionary()


def sql_text(value: object) -> str:
    """A text as it stands in SQL, where no value can be bound."""
    return "'" + str(value).replace("'", "''") + "'"


def lay(cursor: Any, frame: Frame, relations: tuple[str, ...]) -> None:
    """Let the cursor see these relations of the frame, making those that are not there yet."""
    held = _cursors.get(cursor)
    if held is None:
        held = _cursors[cursor] = _Cursor(_laid_until(cursor))
    if held.frame != frame:
        _start_over(cursor, held, frame)
    for name in relations:
        if frame.from_on is None and frame.until_on == held.laid_until:
            _show(cursor, held, name)
        else:
            _make(cursor, held, name)


def lay_widest(database: Any, until_on: date) -> None:
    """Lay every relation of every programme, for the widest window, into a new snapshot."""
    programmes = [row[0] for row in database.execute("SELECT programme FROM programmes").fetchall()]
    tell(database, Frame(tuple(programmes), None, until_on))
    database.execute(f"CREATE SCHEMA {LAID}")
    database.execute(
        f"CREATE TABLE {LAID}.frame AS SELECT CAST(? AS DATE) AS until_on, ? AS relations",
        [until_on, _written()],
    )
    database.execute(f"SET search_path = '{LAID},main'")
    for name, relation in RELATIONS.items():
        database.execute(f"CREATE TABLE {LAID}.{name} AS {relation.sql}")


def _laid_until(cursor: Any) -> date | None:
    """None as well for what another version laid: its relations may lack a column."""
    found = cursor.execute(
        "SELECT count(*) FROM duckdb_tables() WHERE schema_name = ? AND table_name = 'frame' "
        "AND database_name = current_database()",
        [LAID],
    ).fetchone()
    if not found[0]:
        return None
    until_on: date
    until_on, *written = cursor.execute(f"SELECT * FROM {LAID}.frame").fetchone()
    return until_on if written == [_written()] else None


@cache
def _written() -> str:
    """A fingerprint of all relations as they are written."""
    statements = "\n".join(f"{name}: {relation.sql}" for name, relation in RELATIONS.items())
    return blake2b(statements.encode(), digest_size=16).hexdigest()


def _start_over(cursor: Any, held: _Cursor, frame: Frame) -> None:
    for kind, names in (("VIEW", held.views), ("TABLE", held.tables)):
        for name in names:  # names of RELATIONS, never from a question
            cursor.execute(f"DROP {kind} temp.{name}")
        names.clear()
    tell(cursor, frame)
    held.frame = frame


def tell(cursor: Any, frame: Frame) -> None:
    """Set the variables that relations and measures ask for."""
    for name, value in (
        ("programmes", list(frame.programmes)),
        ("from_on", frame.from_on or date(1, 1, 1)),
        ("until_on", frame.until_on),
    ):
        cursor.execute(f"SET VARIABLE {name} = ?", [value])


def _show(cursor: Any, held: _Cursor, name: str) -> None:
    if name not in held.views:
        cursor.execute(
            f"CREATE TEMP VIEW {name} AS SELECT * FROM {LAID}.{name} "
            "WHERE list_contains(getvariable('programmes'), programme)"
        )
        held.views.append(name)


def _make(cursor: Any, held: _Cursor, name: str) -> None:
    if name in held.tables:
        return
    relation = RELATIONS[name]
    for needed in relation.needs:
        _make(cursor, held, needed)
    cursor.execute(f"CREATE TEMP TABLE {name} AS {relation.sql}")
    held.tables.append(name)
