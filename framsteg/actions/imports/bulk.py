"""Many rows at once: COPY on PostgreSQL, one prepared statement on SQLite.

The database's constraints hold as ever. Events are the caller's matter.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import repeat
from typing import Any

from django.conf import settings
from django.db import connection, models

Column = Sequence[Any]


def reserve(model: type[models.Model], count: int) -> Sequence[int]:
    """Numbers for new rows, taken before the rows are written so that others can point at them."""
    if not count:
        return ()
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
                [table, count],
            )
            return [row[0] for row in cursor.fetchall()]
        # SQLite has one writer at a time: inside the transaction nobody else takes a number.
        cursor.execute(f"SELECT coalesce(max(id), 0) FROM {connection.ops.quote_name(table)}")
        highest = cursor.fetchone()[0]
        cursor.execute("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = %s", [table])
        start = max(highest, cursor.fetchone()[0]) + 1
    return range(start, start + count)


def insert(model: type[models.Model], count: int, columns: dict[str, Any]) -> None:
    """Insert `count` rows. A column is a list of values, or one value for every row.

    Fields that are not named get their default; without an `id` the database gives one.
    """
    if not count:
        return
    fields = [
        field
        for field in model._meta.concrete_fields
        if not field.primary_key or field.attname in columns
    ]
    cells = [
        _prepared(field, columns[field.attname] if field.attname in columns else _default(field))
        for field in fields
    ]
    names = [str(field.column) for field in fields]
    rows = zip(
        *(cell if isinstance(cell, list) else repeat(cell, count) for cell in cells), strict=False
    )
    if connection.vendor == "postgresql":
        _copy(model._meta.db_table, names, rows)
    else:
        _execute_many(model._meta.db_table, names, rows)


def _default(field: Any) -> Any:
    return field.get_default() if field.has_default() or not field.null else None


def _prepared(field: Any, values: Any) -> Any:
    """Values as the database takes them; each different one is prepared once."""
    if isinstance(field, models.JSONField):
        return json.dumps(values)
    if not isinstance(values, list):
        return field.get_db_prep_save(values, connection)
    plain = isinstance(field, (models.CharField, models.TextField, models.IntegerField))
    if plain or isinstance(field, (models.AutoField, models.ForeignKey)):
        return values
    if connection.vendor == "postgresql" and isinstance(field, models.DateField):
        return values
    meanings: dict[Any, Any] = {}
    for value in values:
        if value not in meanings:
            meanings[value] = field.get_db_prep_save(value, connection)
    return [meanings[value] for value in values]


def _execute_many(table: str, names: list[str], rows: Iterable[tuple[Any, ...]]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {connection.ops.quote_name(table)} ({_listed(names)})"
            f" VALUES ({', '.join(['%s'] * len(names))})",
            list(rows),
        )


def _copy(table: str, names: list[str], rows: Iterable[tuple[Any, ...]]) -> None:
    """Behind the second wall a table takes no COPY: the rows then go by a table of our own."""
    quoted, listed = connection.ops.quote_name(table), _listed(names)
    direct = settings.DATABASE_ROLE is None
    target = f"{quoted} ({listed})" if direct else "on_their_way"
    with connection.cursor() as cursor:
        if not direct:
            cursor.execute(
                f"CREATE TEMP TABLE on_their_way AS SELECT {listed} FROM {quoted} WITH NO DATA"
            )
        with cursor.copy(f"COPY {target} FROM STDIN") as copy:
            for block in _blocks(rows):
                copy.write(block)
        if not direct:
            cursor.execute(f"INSERT INTO {quoted} ({listed}) SELECT * FROM on_their_way")
            cursor.execute("DROP TABLE on_their_way")


def _blocks(rows: Iterable[tuple[Any, ...]], at_a_time: int = 5_000) -> Iterator[str]:
    lines: list[str] = []
    for row in rows:
        lines.append("\t".join([_CELL.get(type(cell), _text)(cell) for cell in row]))
        if len(lines) == at_a_time:
            yield "\n".join(lines) + "\n"
            lines.clear()
    if lines:
        yield "\n".join(lines) + "\n"


_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def _text(value: Any) -> str:
    return str(value).translate(_ESCAPES)


def _string(value: str) -> str:
    return value if value.isalnum() else value.translate(_ESCAPES)


_CELL: dict[type, Any] = {
    type(None): lambda _value: "\\N",
    str: _string,
    int: str,
    bool: lambda value: "t" if value else "f",
    date: date.isoformat,
}


def _listed(names: list[str]) -> str:
    return ", ".join(map(connection.ops.quote_name, names))
