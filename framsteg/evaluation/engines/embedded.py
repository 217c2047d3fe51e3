"""The engine in this process: DuckDB."""

from collections.abc import Sequence
from typing import Any

from framsteg.evaluation import frame
from framsteg.evaluation.engines import Asked, Found, counts_in_sql
from framsteg.evaluation.frame import Frame


class Embedded:
    """Counts with a DuckDB cursor that sees the tables."""

    def __init__(self, cursor: Any) -> None:
        self._cursor = cursor

    def counts(self, of: Frame, asked: Sequence[Asked]) -> list[Found]:
        return counts_in_sql(self, of, asked)

    def lay(self, of: Frame, relations: tuple[str, ...]) -> None:
        frame.lay(self._cursor, of, relations)

    def rows(self, sql: str) -> Found:
        found = self._cursor.execute(sql)
        return [column[0] for column in found.description], found.fetchall()
