"""The first questions over a large snapshot, against reading the columns that they need.

    python bench/evaluation.py [--participants 100000] [--contacts 4000000] [--rounds 15]

Floor: pyarrow reads just the needed Parquet columns of the same snapshot into memory, two threads.
Ours: open the snapshot, answer all measures (divided by sex where the command does), close it.
Both run alternately in one process, hot; the ratio is taken pair by pair.

The widest window is what pages, files and the command ask for: its shared relations were laid
when the snapshot was made. Any other window is computed from the tables at every question; its
ratio is printed too, without a goal.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from framsteg.evaluation.answer import Answer, answer
from framsteg.evaluation.arrow import arrow_schema
from framsteg.evaluation.measures import MEASURES
from framsteg.evaluation.provenance import SnapshotInfo
from framsteg.evaluation.question import Question
from framsteg.evaluation.tables import TABLES
from framsteg.snapshot.open import reading
from framsteg.snapshot.store import parquet_file
from framsteg.snapshot.write import write

PROGRAMME = "bench"
GOAL = 3.0

# What the questions cannot do without, divided by sex at most.
NEEDED = {
    "programmes": ["programme", "ends_on"],
    "enrolments": [
        "enrolment", "person", "programme", "sex", "enrolled_on", "exited_on", "exit_reason",
    ],
    "assignments": ["enrolment", "coach", "starts_on", "ends_on"],
    "placements": [
        "placement", "enrolment", "kind", "subsidy", "sector", "trade", "starts_on",
    ],
    "extents": ["placement", "percent", "starts_on"],
    "employer_contacts": ["enrolment", "occurred_on"],
    "enquiries": [
        "programme", "received_on", "source_kind", "source", "source_organisation",
        "source_organisation_kind",
    ],
    "targets": ["programme", "measure", "level", "unit", "from_on", "until_on"],
}  # fmt: skip

# A large programme over ten years: a fifth in work, a coach for twenty, a fifth of all contacts
# with employers. Numbers are spread by a hash, as pseudonyms are.
_SYNTHETIC = {
    "programmes": """
        SELECT 'bench' AS programme, 'Bench' AS name, 'Owner' AS owner_organisation,
               'bench' AS blueprint, '1' AS blueprint_version, DATE '2016-01-01' AS starts_on,
               NULL AS ends_on, 20000 AS places""",
    "enrolments": """
        SELECT enrolment, person, 'bench' AS programme, 'Site ' || i % 290 AS site,
               ['woman', 'man'][1 + h % 2] AS sex, 1970 + h % 35 AS birth_year,
               ['self', 'relative', 'unit', 'unit', 'unit'][1 + h // 7 % 5] AS source_kind,
               CASE WHEN h // 7 % 5 > 1 THEN 'Unit ' || h // 11 % 400 END AS source,
               CASE WHEN h // 7 % 5 > 1 THEN 'Organisation ' || h // 11 % 60 END
                   AS source_organisation,
               CASE WHEN h // 7 % 5 > 1 THEN 'region' END AS source_organisation_kind,
               'letter' AS channel, enrolled_on - 30 AS referred_on, enrolled_on,
               CASE WHEN h // 13 % 5 > 0 THEN enrolled_on + 90 + CAST(h // 17 % 700 AS INT) END
                   AS exited_on,
               CASE WHEN h // 13 % 5 > 0 THEN
                   ['employment', 'own_choice', 'moved', 'health', 'other_service']
                       [1 + h // 19 % 5] END AS exit_reason,
               'job_search' AS phase
        FROM cases""",
    "assignments": """
        SELECT enrolment, spread(i // 100) AS coach,
               'Organisation ' || i % 60 AS coach_organisation, enrolled_on AS starts_on,
               NULL AS ends_on
        FROM cases
        UNION ALL
        SELECT enrolment, spread(i // 90 + 1),
               'Organisation 7', enrolled_on + 10, NULL
        FROM cases WHERE i % 4 = 0""",
    "placements": """
        SELECT spread(-i - n * 1000000) AS placement,
               enrolment, kind,
               CASE WHEN kind = 'subsidised' THEN
                   ['wage_subsidy', 'new_start', 'security'][1 + h % 3] END AS subsidy,
               ['private', 'municipal', 'regional'][1 + h // 3 % 3] AS sector,
               'Trade ' || h // 5 % 40 AS trade,
               enrolled_on + CAST(20 + n * 100 + h // 29 % 200 AS INT) AS starts_on,
               NULL AS ends_on, NULL AS end_reason
        FROM (SELECT *, ['employment', 'subsidised', 'studies', 'internship', 'internship',
                         'own_business'][1 + (h // 23 + n) % 6] AS kind
              FROM cases, range(3) spells(n) WHERE (h // 31 + n * 7) % 5 < 2)""",
    "extents": """
        SELECT spread(-i - n * 1000000) AS placement,
               [25, 50, 75, 100][1 + (h // 37 + step) % 4] AS percent,
               enrolled_on + CAST(20 + n * 100 + h // 29 % 200 + step * 60 AS INT) AS starts_on
        FROM cases, range(3) spells(n), range(2) steps(step)
        WHERE (h // 31 + n * 7) % 5 < 2 AND (step = 0 OR h % 3 = 0)""",
    "contacts": """
        SELECT enrolment, enrolled_on + CAST(spread(k) % 600 AS INT) AS occurred_on,
               30 + k % 60 AS minutes, ['phone', 'visit'][1 + k % 2] AS channel,
               ['community', 'office', 'home'][1 + k % 3] AS place
        FROM range({contacts} * 4 // 5) each_contact(k)
        JOIN cases ON i = spread(k + 1) % {participants} ORDER BY occurred_on""",
    "employer_contacts": """
        SELECT k AS contact, enrolment, 'bench' AS programme,
               spread(i // 100) AS coach,
               enrolled_on + CAST(spread(k + 5) % 500 AS INT) AS occurred_on,
               k % 2 = 0 AS face_to_face, 'learn_needs' AS purpose, 30 + k % 60 AS minutes
        FROM range({contacts} // 5) each_contact(k)
        JOIN cases ON i = spread(k + 3) % {participants} ORDER BY occurred_on""",
    "enquiries": """
        SELECT enrolment AS enquiry, 'bench' AS programme, enrolled_on - 30 AS received_on,
               source_kind, source, source_organisation, source_organisation_kind,
               'letter' AS channel, 'formal' AS formality, 'accepted' AS outcome,
               enrolled_on AS outcome_on
        FROM made_enrolments""",
    "targets": """
        SELECT 'bench' AS programme, 'gone_to_work_or_studies' AS measure, 35.0 AS level,
               'percent' AS unit, DATE '2016-01-01' AS from_on, NULL AS until_on""",
}


def main() -> None:
    arguments = _arguments()
    with tempfile.TemporaryDirectory(prefix="framsteg-bench-") as folder:
        snapshot = make(Path(folder), arguments.participants, arguments.contacts)
        for name, until_on, goal in (
            ("widest window", None, f"; goal ≤ {GOAL}"),
            ("a window of its own", date(2025, 6, 1), ""),
        ):
            ours, floors = run(Path(folder), snapshot, arguments.rounds, until_on)
            report(name, ours, floors, goal)


def make(folder: Path, participants: int, contacts: int) -> SnapshotInfo:
    """Write a synthetic snapshot and say what it holds."""
    database = duckdb.connect()
    database.execute("CREATE MACRO spread(x) AS CAST(hash(x) >> 2 AS BIGINT)")
    # Every twentieth person comes back.
    database.execute(
        "CREATE TABLE cases AS SELECT i, spread(i) AS h, spread(i + 77) AS enrolment, "
        "spread(CASE WHEN i % 20 = 19 THEN i - 19 ELSE i END) AS person, "
        "DATE '2016-01-01' + CAST(i * 3650 // ? AS INT) AS enrolled_on FROM range(?) each_case(i)",
        [participants, participants],
    )
    database.execute(f"CREATE TABLE made_enrolments AS {_SYNTHETIC['enrolments']}")
    snapshot = write(
        folder,
        {name: _batches(database, name, participants, contacts) for name in _SYNTHETIC},
        made_at=datetime(2026, 1, 1, tzinfo=UTC),
        day=date(2026, 1, 1),
        source="synthetic",
    )
    sizes = ", ".join(f"{name} {count:,}" for name, count in snapshot.row_counts.items() if count)
    print(f"rows: {sizes}")
    return snapshot


def _batches(
    database: duckdb.DuckDBPyConnection, name: str, participants: int, contacts: int
) -> Iterator[pa.RecordBatch]:
    schema = arrow_schema(TABLES[name])
    columns = ", ".join(schema.names)
    rows = _SYNTHETIC[name].format(participants=participants, contacts=contacts)
    for batch in database.sql(f"SELECT {columns} FROM ({rows})").to_arrow_reader(131_072):
        yield _encoded(batch, schema)


def _encoded(batch: pa.RecordBatch, schema: pa.Schema) -> pa.RecordBatch:
    arrays = [
        column.cast(pa.string()).dictionary_encode().cast(field.type)
        if pa.types.is_dictionary(field.type)
        else column.cast(field.type)
        for column, field in zip(batch.columns, schema, strict=True)
    ]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def run(
    folder: Path, snapshot: SnapshotInfo, rounds: int, until_on: date | None
) -> tuple[list[float], list[float]]:
    """Seconds of ours and of the floor, in alternating order, after one warm round of each."""
    pa.set_cpu_count(2)
    ask_all(folder, until_on)
    read_needed(folder, snapshot)
    ours, floors = [], []
    for number in range(rounds):
        jobs = [
            (ours, lambda: ask_all(folder, until_on)),
            (floors, lambda: read_needed(folder, snapshot)),
        ]
        for seconds, job in jobs if number % 2 else reversed(jobs):
            started = time.perf_counter()
            job()
            seconds.append(time.perf_counter() - started)
    return ours, floors


def ask_all(folder: Path, until_on: date | None = None) -> list[Answer]:
    with reading(folder) as opened:
        return [
            answer(
                question,
                scope=frozenset({PROGRAMME}),
                cursor=opened.cursor,
                snapshot=opened.snapshot,
                protected=False,
            )
            for question in questions(until_on)
        ]


def questions(until_on: date | None = None) -> list[Question]:
    return [
        Question(
            measure.name,
            PROGRAMME,
            ("sex",) if "sex" in measure.groupings and not measure.dimensions else (),
            until_on=until_on,
        )
        for measure in MEASURES.values()
    ]


def read_needed(folder: Path, snapshot: SnapshotInfo) -> list[pa.Table]:
    return [
        pq.read_table(parquet_file(folder, snapshot, table), columns=columns)
        for table, columns in NEEDED.items()
    ]


def report(name: str, ours: list[float], floors: list[float], goal: str) -> None:
    ratios = [mine / floor for mine, floor in zip(ours, floors, strict=True)]
    median = statistics.median(ratios)
    print(
        f"evaluation, {name}: {median:.2f} × floor (range {min(ratios):.2f}–{max(ratios):.2f}, "
        f"{len(ratios)} rounds{goal}); floor {statistics.median(floors) * 1000:.0f} ms, "
        f"ours {statistics.median(ours) * 1000:.0f} ms"
    )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--participants", type=int, default=100_000)
    parser.add_argument("--contacts", type=int, default=4_000_000)
    parser.add_argument("--rounds", type=int, default=15)
    return parser.parse_args()


if __name__ == "__main__":
    main()
