"""Evaluation tables for tests, without any database: plain rows in, an open cursor out."""

import csv
from collections.abc import Iterable, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from zlib import crc32

import duckdb
import pyarrow as pa

from framsteg.evaluation.arrow import arrow_schema
from framsteg.evaluation.provenance import SnapshotInfo
from framsteg.evaluation.tables import SCHEMA_VERSION, TABLES

EXAMPLES = Path(__file__).parents[2] / "examples"
Rows = Iterable[Mapping[str, object]]


def arrow_table(name: str, rows: Rows) -> pa.Table:
    """Rows of a declared table; a column that a row leaves out is empty."""
    schema = arrow_schema(TABLES[name])
    whole = [{column: row.get(column) for column in schema.names} for row in rows]
    return pa.Table.from_pylist(whole, schema=schema)


@contextmanager
def open_tables(tables: Mapping[str, Rows], *, day: date = date(2014, 1, 15)):
    """A cursor over the tables (those not given are empty) and the snapshot they pretend to be."""
    database = duckdb.connect(config={"threads": 1})
    for name in TABLES:
        database.register(f"arrow_{name}", arrow_table(name, tables.get(name, ())))
        database.execute(f"CREATE TABLE {name} AS FROM arrow_{name}")
    counts = {name: len(list(rows)) for name, rows in tables.items()}
    made_at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    snapshot = SnapshotInfo("test", made_at, day, SCHEMA_VERSION, counts, "test rows")
    try:
        yield database.cursor(), snapshot
    finally:
        database.close()


# --- Nätkraft's lists, read straight into tables ---------------------------------------------

_SEX = {"Kvinna": "woman", "Man": "man"}
_CHANNEL = {
    "brev": "letter",
    "besök": "visit",
    "mail": "email",
    "remiss": "referral",
    "telefon": "phone",
}
_JOB = {
    "Anställning utan stöd": ("employment", None),
    "Nystartsjobb": ("subsidised", "new_start"),
    "Lönebidrag": ("subsidised", "wage_subsidy"),
    "Trygghetsanställning": ("subsidised", "security"),
    "OSA": ("subsidised", "public_sheltered"),
}
_SECTOR = {"Privat": "private", "Kommun": "municipal", "Landsting": "regional"}
_EXIT = {
    "Arbete": "employment",
    "Flytt": "moved",
    "Eget val": "own_choice",
    "Studier": "studies",
    "Annan insats": "other_service",
    "Hälsoskäl": "health",
}


def natkraft_tables() -> dict[str, list[dict[str, object]]]:
    """The two published lists as evaluation tables: 155 clients and 55 enquiries."""
    tables: dict[str, list[dict[str, object]]] = {name: [] for name in TABLES}
    tables["programmes"].append(
        {
            "programme": "natkraft",
            "name": "Nätkraft",
            "owner_organisation": "Umeå kommun",
            "blueprint": "natkraft",
            "blueprint_version": "1",
            "starts_on": date(2006, 5, 1),
            "ends_on": date(2014, 1, 1),
            "places": 80,
        }
    )
    tables["targets"].append(
        {
            "programme": "natkraft",
            "measure": "gone_to_work_or_studies",
            "level": 0.35,
            "unit": "share",
            "from_on": date(2006, 5, 1),
        }
    )
    for line in _lines("natkraft_klienter.csv"):
        _add_client(tables, line)
    for number, line in enumerate(_lines("natkraft_forfragningar.csv")):
        tables["enquiries"].append(_enquiry(number, line))
    return tables


def _lines(name: str) -> list[dict[str, str]]:
    with open(EXAMPLES / name, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _source(text: str) -> dict[str, object]:
    if text in ("Eget initiativ", "Anhörig"):
        return {"source_kind": "self" if text == "Eget initiativ" else "relative"}
    return {"source_kind": "unit", "source": text}


def _add_client(tables: dict[str, list[dict[str, object]]], line: dict[str, str]) -> None:
    number = crc32(line["Löpnr"].encode())
    enrolled_on = _day(line["Inskriven"])
    tables["enrolments"].append(
        {
            "enrolment": number,
            "person": number,
            "programme": "natkraft",
            "site": "Umeå kommun",
            "sex": _SEX[line["Kön"]],
            "birth_year": int(line["Födelseår"]),
            **_source(line["Initierad av"]),
            "channel": _CHANNEL[line["Kontaktsätt"]],
            "referred_on": _day(line["Initieringsdatum"]),
            "enrolled_on": enrolled_on,
            "exited_on": _day(line["Avslutad"]),
            "exit_reason": _EXIT.get(line["Avslutsorsak"]),
            "phase": "agreement",
        }
    )
    tables["assignments"].append(
        {
            "enrolment": number,
            "coach": crc32(line["Arbetskonsulent"].encode()),
            "coach_organisation": "Umeå kommun",
            "starts_on": enrolled_on,
            "ends_on": _day(line["Avslutad"]),
        }
    )
    if line["Första arbetsgivarkontakt"]:
        tables["employer_contacts"].append(
            {
                "contact": number,
                "enrolment": number,
                "programme": "natkraft",
                "occurred_on": _day(line["Första arbetsgivarkontakt"]),
                "face_to_face": True,
                "purpose": "get_to_know",
            }
        )
    if line["Sysselsättning"]:
        _add_placement(tables, number, line)


def _add_placement(
    tables: dict[str, list[dict[str, object]]], number: int, line: dict[str, str]
) -> None:
    kind, subsidy = _JOB.get(line["Anställningsform"], ("studies", None))
    starts_on = _day(line["Sysselsättning från"])
    tables["placements"].append(
        {
            "placement": number,
            "enrolment": number,
            "kind": kind,
            "subsidy": subsidy,
            "sector": _SECTOR.get(line["Sektor"]),
            "trade": line["Bransch"],
            "starts_on": starts_on,
            "ends_on": _day(line["Sysselsättning till"]),
        }
    )
    tables["extents"].append(
        {"placement": number, "percent": int(line["Omfattning %"]), "starts_on": starts_on}
    )


def _enquiry(number: int, line: dict[str, str]) -> dict[str, object]:
    return {
        "enquiry": number,
        "programme": "natkraft",
        "received_on": _day(line["Datum"]),
        **_source(line["Från"]),
        "channel": _CHANNEL[line["Kontaktsätt"]],
        "formality": "formal" if line["Form"] == "formell" else "informal",
        "outcome": "accepted",
    }
