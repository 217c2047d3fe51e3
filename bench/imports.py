"""A case list of 100 000 rows from an Excel workbook, against unzipping it and copying its rows in.

    python bench/imports.py [--rows 100000] [--rounds 5]

Floor: unzip every member of the workbook, then put the very rows that the import writes, ready made
and in memory, into the same tables with their indexes and constraints, in one transaction: COPY on
PostgreSQL, executemany on SQLite. Ours: read, check every cell, compare with what stands, load with
events, confirm. Both start from the same database and run in turn; ratios are taken pair by pair.
"""

import argparse
import io
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

GOAL = 2.5
TODAY = date(2026, 3, 10)
HEADINGS = (
    "Löpnr", "Kön", "Födelseår", "Initierad av", "Kontaktsätt", "Initieringsdatum", "Inskriven",
    "Arbetskonsulent", "Första arbetsgivarkontakt", "Sysselsättning", "Anställningsform",
    "Omfattning %", "Bransch", "Sektor", "Sysselsättning från", "Sysselsättning till", "Avslutad",
    "Avslutsorsak",
)  # fmt: skip
DATES = {5, 6, 8, 14, 15, 16}


def people(rows: int) -> Iterator[tuple[Any, ...]]:
    """Invented rows, spread like Nätkraft's: one in four in work, one in seven in studies."""
    sources = ("Eget initiativ", "Anhörig", "Rehabenheten", "Bas", "Ungdomstorget", "Husläkarna")
    forms = ("Anställning utan stöd", "Lönebidrag", "Nystartsjobb", "OSA")
    for n in range(rows):
        h = n * 2654435761 % 2**32
        enrolled = date(2008, 1, 1) + timedelta(days=h % 5000)
        works, studies = h % 4 == 0, h % 7 == 1
        start = enrolled + timedelta(days=30 + h % 300)
        left = h % 2
        yield (
            f"P{n:06d}",
            ("Kvinna", "Man")[h >> 3 & 1],
            1960 + (h >> 5) % 30,
            sources[(h >> 7) % 6],
            ("brev", "besök", "mail", "remiss", "telefon")[(h >> 9) % 5],
            enrolled - timedelta(days=h % 60),
            enrolled,
            f"Konsulent {n // 250}",
            enrolled + timedelta(days=h % 200) if h % 5 else None,
            "Anställning" if works else "Studier" if studies else None,
            forms[(h >> 11) % 4] if works else None,
            (25, 50, 75, 100)[(h >> 13) % 4] if works or studies else None,
            ("Service", "Handel", "Komvux", "Lokalvård")[(h >> 15) % 4]
            if works or studies
            else None,
            "Privat" if works else None,
            start if works or studies else None,
            None,
            enrolled + timedelta(days=400) if left else None,
            "Eget val" if left else None,
        )


def workbook(path: Path, rows: int) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet = book.add_worksheet("Lista")
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write_row(0, 0, HEADINGS)
    for at, row in enumerate(people(rows), start=1):
        for column, cell in enumerate(row):
            if cell is not None:
                sheet.write(at, column, cell, day if column in DATES else None)
    book.close()


def unzip(path: Path) -> int:
    with zipfile.ZipFile(path) as archive:
        return sum(len(archive.read(member)) for member in archive.infolist())


def tables() -> list[Any]:
    """What the import writes, parents first."""
    from framsteg.records import models as records

    names = (
        "Staff", "ImportBatch", "ImportChange", "Participant", "NameToken", "Enrolment",
        "PhaseSpell", "Assignment", "EmployerContact", "EmployerContactBehalf", "Placement",
        "PlacementExtent", "CaseSummary", "Section", "Event",
    )  # fmt: skip
    return [getattr(records, name) for name in names]


class OnSqlite:
    """Every run starts from a copy of the same file."""

    def __init__(self) -> None:
        from django.db import connection

        self.connection = connection
        self.file = Path(str(connection.settings_dict["NAME"]))
        self.kept = self.file.with_suffix(".kept")

    def keep(self) -> None:
        self.before = {model: model._base_manager.count() for model in tables()}
        self.connection.close()
        shutil.copy(self.file, self.kept)

    def reset(self) -> None:
        self.connection.close()
        for leftover in self.file.parent.glob(f"{self.file.name}-*"):
            leftover.unlink()
        shutil.copy(self.kept, self.file)
        self.connection.ensure_connection()

    def written(self) -> list[tuple[str, Any]]:
        rows = []
        with self.connection.cursor() as cursor:
            for model in tables():
                table = model._meta.db_table
                cursor.execute(f"SELECT * FROM {table} WHERE id > %s", [self.before[model]])
                marks = ", ".join(["%s"] * len(cursor.description))
                rows.append((f"INSERT INTO {table} VALUES ({marks})", cursor.fetchall()))
        return rows

    def put(self, rows: list[tuple[str, Any]]) -> None:
        with self.connection.cursor() as cursor:
            for statement, values in rows:
                cursor.executemany(statement, values)


class OnPostgresql:
    """Every run starts with these tables empty, as they were at first."""

    def __init__(self) -> None:
        from django.db import connection

        self.connection = connection

    def keep(self) -> None:
        self.reset()

    def reset(self) -> None:
        names = ", ".join(model._meta.db_table for model in tables())
        with self.connection.cursor() as cursor:
            cursor.execute(f"TRUNCATE {names} CASCADE")
            cursor.execute("CHECKPOINT")

    def written(self) -> list[tuple[str, Any]]:
        rows = []
        with self.connection.cursor() as cursor:
            for model in tables():
                table = model._meta.db_table
                out = io.BytesIO()
                with cursor.copy(f"COPY {table} TO STDOUT") as copy:
                    for block in copy:
                        out.write(block)
                rows.append((f"COPY {table} FROM STDIN", out.getvalue()))
        return rows

    def put(self, rows: list[tuple[str, Any]]) -> None:
        with self.connection.cursor() as cursor:
            for statement, content in rows:
                with cursor.copy(statement) as copy:
                    copy.write(content)


def timed(job: Callable[[], Any]) -> float:
    started = time.perf_counter()
    job()
    return time.perf_counter() - started


def measure(path: Path, rows: int, rounds: int) -> None:
    """In a process of its own, with the database in the environment."""
    from framsteg.config.ready import migrate, settings_ready

    settings_ready()
    migrate()
    from django.db import connection, transaction

    from framsteg import access
    from framsteg.actions import imports, programmes
    from framsteg.foundation.codes import Purpose
    from framsteg.imports.loading import examine, load
    from framsteg.imports.mapping import Mapping

    installer = access.viewer_for_installation(today=TODAY, where="bench")
    programmes.start(by=installer, blueprint_key="natkraft")
    by = access.viewer_for_command("natkraft", purpose=Purpose.IMPORT, today=TODAY, where="bench")
    programme_id = access.programme(by, "natkraft").line.programme_id
    place = OnSqlite() if connection.vendor == "sqlite" else OnPostgresql()
    place.keep()

    def examined() -> Any:
        return examine(path, Mapping(list="cases"), by=by, programme_id=programme_id)

    def ours() -> None:
        receipt = load(examined(), by=by, programme_id=programme_id)
        assert receipt.counts["created"] == rows, receipt

    ours()
    ready = place.written()
    place.reset()

    def floor() -> None:
        unzip(path)
        with transaction.atomic():
            place.put(ready)

    pairs = []
    for number in range(rounds):
        spent = {}
        for job in (ours, floor) if number % 2 else (floor, ours):
            place.reset()
            spent[job.__name__] = timed(job)
        pairs.append((spent["ours"], spent["floor"]))
    tell(connection.vendor, rows, pairs)
    place.reset()
    reading = timed(examined)
    found = examined()
    line = load(found, by=by, programme_id=programme_id)
    again = timed(lambda: load(examined(), by=by, programme_id=programme_id))
    undone = timed(lambda: imports.undo(by=by, batch_id=line.batch_id))
    unzipping = timed(lambda: unzip(path))
    print(
        f"  of which reading and checking {reading:.1f} s (unzipping {unzipping:.2f} s);"
        f" the same list again {again:.1f} s; undo {undone:.1f} s"
    )


def tell(vendor: str, rows: int, pairs: list[tuple[float, float]]) -> None:
    ratios = [ours / floor for ours, floor in pairs]
    ours, floor = (statistics.median(column) for column in zip(*pairs, strict=True))
    middle = statistics.median(ratios)
    print(
        f"import of {rows} rows  {vendor:<11} ratio {middle:.2f} "
        f"({min(ratios):.2f}–{max(ratios):.2f}), goal {GOAL}: {'ok' if middle <= GOAL else 'OVER'}"
        f"  ours {ours:.1f} s, floor {floor:.1f} s"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.measure:
        measure(chosen.measure, chosen.rows, chosen.rounds)
        return 0
    import databases

    place = Path(tempfile.mkdtemp(prefix="framsteg-bench-import-"))
    place.chmod(0o755)
    try:
        path = place / "lista.xlsx"
        workbook(path, chosen.rows)
        for database in (databases.sqlite, databases.postgresql):
            with database(place) as environment:
                command = [sys.executable, __file__, "--measure", str(path)]
                sizes = ["--rows", str(chosen.rows), "--rounds", str(chosen.rounds)]
                Path(environment["FRAMSTEG_DATA"]).mkdir(exist_ok=True)
                subprocess.run([*command, *sizes], env={**os.environ, **environment}, check=True)
    finally:
        shutil.rmtree(place, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
