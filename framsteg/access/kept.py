"""Statements composed once and kept, so that only what is asked for is new.

Django composes a statement anew for each request, which takes several times as long as the
database takes to answer it. What is kept is Django's own statement, with places to fill in.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)

ASKED = -7_000_000_007
"""Stands in a kept statement where what is asked for comes; no row has it."""


def asked(count: int) -> list[int]:
    """As many places to fill in, in the order in which they will be given."""
    return [ASKED - place for place in range(count)]


@dataclass(frozen=True)
class KeptValues:
    """A statement of plain values; an empty one is of a viewer who sees none."""

    sql: str
    values: tuple[Any, ...]
    places: tuple[tuple[int, int], ...]  # where in `values`, and which of what is asked for
    convert: Callable[[list[Any]], list[Any]]

    def of(self, *told: Any) -> list[tuple[Any, ...]]:
        """The rows that the statement finds."""
        if not self.sql:
            return []
        values = list(self.values)
        for at, which in self.places:
            values[at] = told[which]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, values)
            return self.convert(cursor.fetchall())


@dataclass(frozen=True)
class Kept(Generic[Row]):
    """A statement of one row by its id."""

    model: type[Row]
    columns: tuple[str, ...]
    annotations: tuple[str, ...]
    rows: KeptValues

    def of(self, row_id: int) -> Row | None:
        """The row, if the statement finds it."""
        for values in self.rows.of(row_id):
            own = len(self.columns)
            row = self.model.from_db(DEFAULT_DB_ALIAS, self.columns, values[:own])
            for name, value in zip(self.annotations, values[own:], strict=True):
                setattr(row, name, value)
            return row
        return None


def keep(rows: QuerySet[Row]) -> Kept[Row]:
    """Compose `rows`, whose conditions name the row asked for as `pk=ASKED`."""
    columns = tuple(field.attname for field in rows.model._meta.concrete_fields)
    annotations = tuple(rows.query.annotations)
    found = keep_values(rows.values_list(*columns, *annotations))
    return Kept(rows.model, columns, annotations, found)


def keep_values(rows: QuerySet[Any, tuple[Any, ...]], count: int = 1) -> KeptValues:
    """Compose `rows`, a `values_list` whose conditions hold the places of `asked(count)`."""
    compiler = rows.query.get_compiler(DEFAULT_DB_ALIAS)
    try:
        sql, values = compiler.as_sql()
    except EmptyResultSet:
        return KeptValues("", (), (), list)
    # A text column is asked for by a text.
    which = {str(place): at for at, place in enumerate(asked(count))}
    places = tuple((at, which[str(v)]) for at, v in enumerate(values) if str(v) in which)
    if {at for _, at in places} != set(range(count)):
        raise ValueError("A kept statement has a place for what is asked: ASKED is missing.")
    converters = compiler.get_converters([one[0] for one in compiler.select])

    def convert(found: list[Any]) -> list[Any]:
        return list(compiler.apply_converters(found, converters)) if converters else found

    return KeptValues(sql, tuple(values), places, convert)
