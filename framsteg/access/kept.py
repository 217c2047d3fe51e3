"""Statements composed once for a viewer and kept, so that only the row asked for is new.

Django composes the statement of the access rule anew for each request, which takes several times
as long as the database takes to answer it.
"""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)

ASKED = -7_000_000_007
"""Stands in a kept statement where the id of the row asked for comes; no row has it."""


@dataclass(frozen=True)
class Kept(Generic[Row]):
    """A statement of one row by its id; an empty one is of a viewer who sees none."""

    model: type[Row]
    sql: str
    values: tuple[Any, ...]

    def of(self, row_id: int) -> Row | None:
        """The row, if the statement finds it."""
        if not self.sql:
            return None
        values = [row_id if value == ASKED else value for value in self.values]
        return next(iter(self.model.unscoped.raw(self.sql, values)), None)  # type: ignore[attr-defined]


def keep(rows: QuerySet[Row]) -> Kept[Row]:
    """Compose `rows`, whose conditions name the row asked for as `pk=ASKED`."""
    try:
        sql, values = rows.query.sql_with_params()
    except EmptyResultSet:
        return Kept(rows.model, "", ())
    if ASKED not in values:
        raise ValueError("A kept statement asks for one row: pk=ASKED is missing.")
    return Kept(rows.model, sql, tuple(values))
