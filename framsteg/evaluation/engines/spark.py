"""The engine of a cluster: Apache Spark, at the address of its master.

The statements are the very ones of the embedded engine, put into Spark's dialect by sqlglot; the
frame's variables become literals, since views there bind no values. `local[2]` runs Spark inside
this process, which is how the tests show that the answers are the same.
"""

import logging
import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from framsteg.evaluation.engines import Asked, Found, counts_in_sql
from framsteg.evaluation.frame import Frame, sql_text
from framsteg.evaluation.relations import RELATIONS
from framsteg.evaluation.sites import Site
from framsteg.evaluation.tables import TABLES

_SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.ansi.enabled": "true",
    "spark.sql.session.timeZone": "UTC",
}
# In one process there is nothing to shuffle to, and to compile each small question takes longest.
_LOCAL = {
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.sql.shuffle.partitions": "1",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
}


class Spark:
    """Counts with Spark over the files of the sites, wherever Spark can read them."""

    def __init__(self, sites: Sequence[Site], master: str) -> None:
        from pyspark.sql import SparkSession

        logging.getLogger("py4j").setLevel(logging.WARNING)
        building = SparkSession.builder.master(master).appName("framsteg")
        settings = {**_SETTINGS, **(_LOCAL if master.startswith("local") else {})}
        for name, value in settings.items():
            building = building.config(name, value)
        self._spark: Any = building.getOrCreate()
        self._frame: Frame | None = None
        self._laid: list[str] = []
        for table in TABLES:
            files = [str(site.file(table).resolve()) for site in sites]
            self._spark.read.parquet(*files).createOrReplaceTempView(table)

    def counts(self, of: Frame, asked: Sequence[Asked]) -> list[Found]:
        return counts_in_sql(self, of, asked)

    def lay(self, of: Frame, relations: tuple[str, ...]) -> None:
        if of != self._frame:
            for name in self._laid:
                self._spark.catalog.dropTempView(name)
            self._laid, self._frame = [], of
        for name in relations:
            self._make(name)

    def _make(self, name: str) -> None:
        if name in self._laid:
            return
        for needed in RELATIONS[name].needs:
            self._make(needed)
        found = self._spark.sql(self._spoken(RELATIONS[name].sql))
        found.cache().createOrReplaceTempView(name)
        self._laid.append(name)

    def rows(self, sql: str) -> Found:
        found = self._spark.sql(self._spoken(sql))
        rows = [tuple(map(_plain, row)) for row in found.collect()]
        return found.columns, rows

    def stop(self) -> None:
        self._spark.stop()

    def _spoken(self, sql: str) -> str:
        import sqlglot

        spoken = sqlglot.transpile(with_values(sql, self._frame), read="duckdb", write="spark")
        return str(spoken[0])


def with_values(sql: str, frame: Frame | None) -> str:
    """The statement with the frame's variables written out."""
    if frame is None:
        return sql
    programmes = ", ".join(map(sql_text, frame.programmes))
    sql = re.sub(
        r"list_contains\(getvariable\('programmes'\), (\w+)\)", rf"\1 IN ({programmes})", sql
    )
    for name, day in (("from_on", frame.from_on or date.min), ("until_on", frame.until_on)):
        sql = sql.replace(f"getvariable('{name}')", f"DATE '{day.isoformat()}'")
    return sql


def _plain(cell: Any) -> Any:
    return float(cell) if isinstance(cell, Decimal) else cell
