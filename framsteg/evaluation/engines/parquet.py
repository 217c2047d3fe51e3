"""The engine for exported sites: their rows are counted as columns, and measures sum the counts.

What is not laid as columns, such as caseloads by month, is laid by its SQL over the files.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import duckdb

from framsteg.evaluation import frame
from framsteg.evaluation.columns import (
    LAID_AS_COLUMNS,
    Cases,
    Cells,
    Files,
    columns_of,
    counted,
    summed,
    together,
)
from framsteg.evaluation.engines import Asked, Found, counts_in_sql
from framsteg.evaluation.frame import Frame, sql_text
from framsteg.evaluation.measure import Measure
from framsteg.evaluation.sites import Site
from framsteg.evaluation.tables import TABLES

THREADS = 2
ENROLMENTS_AT_ONCE = 250_000
"""Exports are counted so many enrolments at a time: as many as stay near the processor."""

_Wanted = Mapping[str, set[frozenset[str]]]  # of each relation the columns that are asked together


class Sites:
    """Counts over the files of one or hundreds of sites. It reaches nothing but them."""

    def __init__(self, sites: Sequence[Site]) -> None:
        self._sites = sites
        self._database: Any = None
        self.read: dict[str, set[str]] = defaultdict(set)
        """The columns of each table that were read to be counted as columns."""

    def counts(self, of: Frame, asked: Sequence[Asked]) -> list[Found]:
        wanted: dict[str, set[frozenset[str]]] = defaultdict(set)
        for measure, by in asked:
            names = _columns(measure, by)
            if names is not None:
                wanted[measure.needs[0]].add(names)
        parts = self._counted(of, wanted)
        return [self._found(of, one, parts) for one in asked]

    def _found(self, of: Frame, asked: Asked, parts: list[dict[str, list[Cells]]]) -> Found:
        measure, by = asked
        names = _columns(measure, by)
        if names is None or isinstance(measure.counts, str):
            return counts_in_sql(self, of, [asked])[0]
        held = [next(c for c in part[measure.needs[0]] if c.hold(names)) for part in parts]
        return summed(measure.counts, measure.divisions(by), together(held, names))

    def lay(self, of: Frame, relations: tuple[str, ...]) -> None:
        frame.lay(self._opened(), of, relations)

    def rows(self, sql: str) -> Found:
        found = self._opened().execute(sql)
        return [column[0] for column in found.description], found.fetchall()

    def _counted(self, of: Frame, wanted: _Wanted) -> list[dict[str, list[Cells]]]:
        """The cells of each relation, for some exports at a time."""
        with ThreadPoolExecutor(THREADS) as pool:
            parts = list(pool.map(partial(_cells, of, wanted), _in_batches(self._sites)))
        for _, read in parts:
            for table, names in read.items():
                self.read[table] |= names
        return [cells for cells, _ in parts]

    def _opened(self) -> Any:
        """A database that sees the files, when something is asked in SQL."""
        if self._database is None:
            self._database = duckdb.connect(config={"threads": THREADS})
            for table in TABLES:
                files = ", ".join(sql_text(site.file(table).resolve()) for site in self._sites)
                self._database.execute(f"CREATE VIEW {table} AS FROM read_parquet([{files}])")
        return self._database


def _columns(measure: Measure, by: tuple[str, ...]) -> frozenset[str] | None:
    """The columns that a measure asks of its relation; None when SQL lays it."""
    if isinstance(measure.counts, str) or measure.counts.relation not in LAID_AS_COLUMNS:
        return None
    try:
        names = columns_of(measure.counts, measure.divisions(by)[0])
    except ValueError:  # a condition that only SQL understands
        return None
    return names if LAID_AS_COLUMNS[measure.counts.relation].has(names) else None


def _cells(
    of: Frame, wanted: _Wanted, sites: Sequence[Site]
) -> tuple[dict[str, list[Cells]], dict[str, set[str]]]:
    """The cells of each relation, and the columns of each table that were read for them."""
    with Files(sites) as files:
        cases = Cases(of, files)
        made = {
            name: counted(LAID_AS_COLUMNS[name](cases), asked) for name, asked in wanted.items()
        }
        return made, files.read


def _in_batches(sites: Sequence[Site]) -> Iterator[list[Site]]:
    """Exports that are counted as one; at least one batch for each thread where there are so
    many."""
    sizes = [site.info.row_counts.get("enrolments", 0) for site in sites]
    enough = min(ENROLMENTS_AT_ONCE, -(-sum(sizes) // THREADS))
    batch, held = [], 0
    for site, size in zip(sites, sizes, strict=True):
        batch.append(site)
        held += size
        if held >= enough:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch
