"""Where the counting is done: the same relations and measures, on whichever engine has the tables.

The embedded one (DuckDB, in this process) serves a programme, hundreds of sites and a million
people. A cluster (Spark) is chosen by an address, when the tables already lie there or no longer
fit one machine. An engine only counts: shares, intervals, medians and curves are made from its
counts in `finish`, so they cannot differ.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Protocol, runtime_checkable

from framsteg.evaluation.frame import Frame
from framsteg.evaluation.measure import Measure

Found = tuple[list[str], Iterable[tuple[Any, ...]]]  # names of the columns, and the rows
Asked = tuple[Measure, tuple[str, ...]]  # a measure, and what it is divided by


@runtime_checkable
class Engine(Protocol):
    """What a question needs of where the tables are."""

    def counts(self, frame: Frame, asked: Sequence[Asked]) -> list[Found]:
        """What each measure counts in the frame."""

    def rows(self, sql: str) -> Found:
        """What a SELECT over the tables gives."""


@runtime_checkable
class Laying(Protocol):
    """An engine that counts over relations laid by their SQL."""

    def lay(self, of: Frame, relations: tuple[str, ...]) -> None:
        """Make the relations of the frame readable by their names."""

    def rows(self, sql: str) -> Found:
        """What a SELECT over the tables and laid relations gives."""


def counts_in_sql(engine: Laying, frame: Frame, asked: Sequence[Asked]) -> list[Found]:
    """What each measure's SQL gives, one after the other."""
    found = []
    for measure, by in asked:
        engine.lay(frame, measure.needs)
        found.append(engine.rows(measure.sql_by(by)))
    return found
