"""Where the counting is done: the same relations and measures, on whichever engine has the tables.

The embedded one (DuckDB, in this process) serves a programme, hundreds of sites and a million
people. A cluster (Spark) is chosen by an address, when the tables already lie there or no longer
fit one machine. An engine only counts: shares, intervals, medians and curves are made from its
counts in `finish`, so they cannot differ.
"""

from typing import Any, Protocol, runtime_checkable

from framsteg.evaluation.frame import Frame

Found = tuple[list[str], list[tuple[Any, ...]]]  # names of the columns, and the rows


@runtime_checkable
class Engine(Protocol):
    """What a question needs of where the tables are."""

    def lay(self, frame: Frame, relations: tuple[str, ...]) -> None:
        """Make the relations of the frame readable by their names."""

    def rows(self, sql: str) -> Found:
        """What a SELECT over laid relations gives."""
