"""What a request wrote, as the statements that reached the database."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

_WRITES = re.compile(
    r'^\s*(?:WITH .*?)?(INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM)\s+"?(\w+)"?', re.I | re.S
)
# Who read what, who is logged in, and how often somebody has tried: kept by reading too.
BY_READING = {
    "records_accesslogentry", "django_session", "usersessions_usersession", "framsteg_cache",
}  # fmt: skip


@dataclass
class Written:
    """`rows`: table, statement and values of each write; `sql`: every statement, without values."""

    rows: list[tuple[str, str, tuple[Any, ...]]] = field(default_factory=list)
    sql: list[str] = field(default_factory=list)

    @property
    def tables(self) -> set[str]:
        """The tables of the records that were written to, but for what reading writes."""
        return {table for table, _sql, _values in self.rows} - BY_READING

    def values(self) -> Iterator[str]:
        """Everything that was written anywhere, as text."""
        for _table, _sql, values in self.rows:
            yield from map(str, values)


@contextmanager
def watching() -> Iterator[Written]:
    """Note what is written within."""
    told = Written()

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        told.sql.append(sql)
        if found := _WRITES.match(sql):
            values = tuple(v for row in params for v in row) if many else tuple(params or ())
            told.rows.append((found[2], sql, values))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield told
