"""Whom and when a question concerns, laid out once for all measures to share.

A measure reads the relations `people`, `latest_jobs`… and never the whole tables: so every
measure means the same by "participant", and ten measures cost one scan. For the widest window
(from the beginning until the day of the snapshot) they lie ready in the snapshot, laid by
`lay_widest` when it was made; for any other they become temporary tables of the cursor's own
connection. The frame reaches the SQL as bound variables.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
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
    handed: list[str] = field(default_factory=list)


# A closed cursor drops out by itself.
_cursors: WeakKeyDictionary[Any, _Cursor] = WeakKeyDictionary()


def sql_text(value: object) -> str:
    """A text as it stands in SQL, where no value can be bound."""
    return "'" + str(value).replace("'", "''") + "'"


Hand = Mapping[str, Callable[[], Any]]
"""Relations that are made outside SQL: a name, and what gives its rows as an Arrow table."""


def as_written(_name: str, sql: str) -> str:
    """A relation's SQL as it stands."""
    return sql


def lay(
    cursor: Any,
    frame: Frame,
    relations: tuple[str, ...],
    by_hand: Hand = MappingProxyType({}),
    written: Callable[[str, str], str] = as_written,
) -> None:
    """Let the cursor see these relations of the frame, making those that are not there yet.

    `written` gives a relation's SQL from its name and its full SQL.
    """
    held = _cursors.get(cursor)
    if held is None:
        held = _cursors[cursor] = _Cursor(_laid_until(cursor))
    if held.frame != frame:
        _start_over(cursor, held, frame)
    for name in relations:
        if frame.from_on is None and frame.until_on == held.laid_until:
            _show(cursor, held, name)
        else:
            _make(cursor, held, name, by_hand, written)


def lay_widest(database: Any, until_on: date) -> None:
    """Lay every relation of every programme, for the widest window, into a new snapshot."""
    programmes = [row[0] for row in database.execute("SELECT programme FROM programmes").fetchall()]
    _set_variables(database, programmes, None, until_on)
    database.execute(f"CREATE SCHEMA {LAID}")
    database.execute(f"CREATE TABLE {LAID}.frame AS SELECT CAST(? AS DATE) AS until_on", [until_on])
    database.execute(f"SET search_path = '{LAID},main'")
    for name, relation in RELATIONS.items():
        database.execute(f"CREATE TABLE {LAID}.{name} AS {relation.sql}")


def _laid_until(cursor: Any) -> date | None:
    found = cursor.execute(
        "SELECT count(*) FROM duckdb_tables() WHERE schema_name = ? AND table_name = 'frame' "
        "AND database_name = current_database()",
        [LAID],
    ).fetchone()
    if not found[0]:
        return None
    until_on: date = cursor.execute(f"SELECT until_on FROM {LAID}.frame").fetchone()[0]
    return until_on


def _start_over(cursor: Any, held: _Cursor, frame: Frame) -> None:
    for kind, names in (("VIEW", held.views), ("TABLE", held.tables)):
        for name in names:  # names of RELATIONS, never from a question
            cursor.execute(f"DROP {kind} temp.{name}")
        names.clear()
    for name in held.handed:
        cursor.unregister(name)
    held.handed.clear()
    _set_variables(cursor, list(frame.programmes), frame.from_on, frame.until_on)
    held.frame = frame


def _set_variables(
    cursor: Any, programmes: list[str], from_on: date | None, until_on: date
) -> None:
    for name, value in (
        ("programmes", programmes),
        ("from_on", from_on or date(1, 1, 1)),
        ("until_on", until_on),
    ):
        cursor.execute(f"SET VARIABLE {name} = ?", [value])


def _show(cursor: Any, held: _Cursor, name: str) -> None:
    if name not in held.views:
        cursor.execute(
            f"CREATE TEMP VIEW {name} AS SELECT * FROM {LAID}.{name} "
            "WHERE list_contains(getvariable('programmes'), programme)"
        )
        held.views.append(name)


def _make(
    cursor: Any,
    held: _Cursor,
    name: str,
    by_hand: Hand,
    written: Callable[[str, str], str],
) -> None:
    if name in held.tables or name in held.handed:
        return
    if name in by_hand:
        cursor.register(name, by_hand[name]())
        held.handed.append(name)
        return
    relation = RELATIONS[name]
    for needed in relation.needs:
        _make(cursor, held, needed, by_hand, written)
    cursor.execute(f"CREATE TEMP TABLE {name} AS {written(name, relation.sql)}")
    held.tables.append(name)
