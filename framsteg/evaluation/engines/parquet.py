"""The engine for exported sites: DuckDB over their files, with the relations laid as columns."""

from collections.abc import Callable, Container, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from framsteg.evaluation import folding, frame
from framsteg.evaluation.columns import DIVIDED_BY, LAID_AS_COLUMNS, Cases
from framsteg.evaluation.engines import Found
from framsteg.evaluation.frame import Frame
from framsteg.evaluation.measures import MEASURES
from framsteg.evaluation.relations import RELATIONS
from framsteg.evaluation.relations.relation import columns_in, narrowed, tables_in
from framsteg.evaluation.sites import Site

THREADS = 2
FOLDED = frozenset({"contact_folds", "employer_folds"})


class Sites:
    """Counts over the files of one or hundreds of sites. It reaches nothing but them.

    `groups` names what questions will divide by; None is anything that they may.
    """

    def __init__(self, sites: Sequence[Site], groups: frozenset[str] | None = None) -> None:
        self._sites, self._groups = sites, groups
        self._database: Any = duckdb.connect(config={"threads": THREADS})
        self._held: dict[str, pa.Table] = {}
        self._seen: set[str] = set()
        self._cases: Cases | None = None
        self._columns: dict[str, pa.Table] = {}

    def lay(self, of: Frame, relations: tuple[str, ...]) -> None:
        if self._cases is None or self._cases.frame != of:
            self._cases = Cases(of, tuple(sorted(self._groups or ())), self._table, self._runs)
            self._columns = {}
        by_hand = self._by_hand(self._cases, relations)
        if FOLDED & by_hand.keys() & _with_needs(relations, by_hand):
            relations = ("served", *relations)  # what is folded is summed for each of these
        for name in _with_needs(relations, by_hand):
            if name not in by_hand:
                self._hold(tables_in(RELATIONS[name].sql))
        frame.lay(self._database, of, relations, by_hand, self._written)

    def _by_hand(self, cases: Cases, relations: Iterable[str]) -> dict[str, Callable[[], pa.Table]]:
        """As columns where nothing else is divided by; else the contacts alone are folded."""
        if self._groups is not None and self._groups <= DIVIDED_BY:
            self._lay_columns(cases, set(relations) & LAID_AS_COLUMNS.keys())
            return {name: partial(self._columns.get, name) for name in self._columns}
        return {
            "contact_folds": lambda: self._folded("contacts", cases),
            "employer_folds": lambda: self._folded("employer_contacts", cases),
        }

    def _lay_columns(self, cases: Cases, names: Iterable[str]) -> None:
        """Lay these side by side; the longest, which wait for the contacts, begin first."""
        missing = sorted(set(names) - self._columns.keys(), key=list(LAID_AS_COLUMNS).index)
        if not missing:
            return
        cases.number()
        with ThreadPoolExecutor(THREADS) as pool:
            laid = pool.map(lambda name: LAID_AS_COLUMNS[name](cases), missing)
            self._columns |= dict(zip(missing, laid, strict=True))

    def _written(self, name: str, sql: str) -> str:
        return sql if self._groups is None else narrowed(name, sql, self._groups)

    def rows(self, sql: str) -> Found:
        self._hold(tables_in(sql))
        found = self._database.execute(sql)
        return [column[0] for column in found.description], found.fetchall()

    def _hold(self, tables: Iterable[str]) -> None:
        """Let SQL see these tables."""
        for table in sorted(set(tables) - self._seen):
            self._database.register(table, self._table(table))
            self._seen.add(table)

    def _table(self, table: str) -> pa.Table:
        """A table in memory; each is read once, all sites together."""
        if table not in self._held:
            files = [site.file(table) for site in self._sites]
            with ThreadPoolExecutor(THREADS) as pool:
                parts = list(pool.map(_read, files, [needed_columns(table)] * len(files)))
            self._held[table] = pa.concat_tables(parts).unify_dictionaries()
        return self._held[table]

    def _runs(self, table: str, cases: Cases) -> pa.Table:
        counted = folding.Served(cases.places, cases.enrolled.astype("int32"))
        files = [site.file(table) for site in self._sites]
        fold = folding.contacts if table == "contacts" else folding.employer_contacts
        return fold(files, counted, folding.Window.of(cases.frame.from_on, cases.frame.until_on))

    def _folded(self, table: str, cases: Cases) -> pa.Table:
        self._database.register("runs", self._runs(table, cases))
        made = self._database.sql(_SUMS[table]).to_arrow_table()
        self._database.unregister("runs")
        return made


def _read(file: Path, columns: tuple[str, ...]) -> pa.Table:
    with pq.ParquetFile(file, memory_map=True) as parquet:
        return parquet.read(columns=list(columns), use_threads=False)


def _with_needs(relations: Iterable[str], by_hand: Container[str]) -> set[str]:
    wanted = set(relations)
    for name in relations:
        if name not in by_hand:
            wanted |= _with_needs(RELATIONS[name].needs, by_hand)
    return wanted


@cache
def needed_columns(table: str) -> tuple[str, ...]:
    """The columns of a table that any measure can need."""
    asked = [relation.sql for relation in RELATIONS.values()]
    return columns_in([*asked, *(measure.sql for measure in MEASURES.values())], table)


_SUMS = {
    "contacts": """
        SELECT s.programme, s.enrolment, s.person, CAST(sum(contacts) AS BIGINT) AS contacts,
               CAST(sum(outside) AS BIGINT) AS outside, CAST(sum(placed) AS BIGINT) AS placed,
               min(first_on) AS first_on, max(last_on) AS last_on
        FROM runs JOIN served s ON s.enrolment = runs.enrolment
        GROUP BY s.programme, s.enrolment, s.person
    """,
    "employer_contacts": """
        SELECT s.programme, s.enrolment, s.person, min(first_on) AS first_on
        FROM runs JOIN served s ON s.enrolment = runs.enrolment
        GROUP BY s.programme, s.enrolment, s.person
    """,
}
