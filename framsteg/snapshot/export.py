"""A programme's tables for an evaluation outside the house: pseudonymised anew for each project.

What leaves is the newest snapshot's rows, of one programme or all, with every identity replaced
once more under a key of the project: two projects cannot be joined, and neither with the
snapshot. The order of rows says nothing: they stand by their new numbers.
"""

import secrets
import shutil
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from framsteg.access import Viewer
from framsteg.access.exporting import one_moment, record_export
from framsteg.evaluation.arrow import ROWS_PER_GROUP, arrow_schema
from framsteg.evaluation.provenance import SnapshotInfo
from framsteg.evaluation.sites import write_description
from framsteg.evaluation.tables import TABLES, ColumnType, Table
from framsteg.snapshot.pseudonyms import pseudonym
from framsteg.snapshot.store import current, parquet_file

# In the order in which what a table belongs to is known: who is exported, then what is theirs.
_BY_ENROLMENT = (
    "phases", "assignments", "placements", "contacts", "follow_ups",
)  # fmt: skip
_BY_PROGRAMME = ("programmes", "enrolments", "employer_contacts", "enquiries", "targets")


def log(*, by: Viewer) -> None:
    """One log row: the analytic columns of everybody's file leave the installation."""
    with one_moment():
        record_export(by)


def write(
    into: Path, *, snapshots: Path, programmes: Iterable[str], key: bytes, project: str
) -> SnapshotInfo:
    """Write the export into a new folder and say what is in it.

    `key` is the installation's; the project's is made from it and its name. The folder appears
    when it is whole. FileExistsError when it is there already, NoSnapshot without a snapshot.
    """
    if into.exists():
        raise FileExistsError(into)
    snapshot = current(snapshots)
    wanted = pa.array(sorted(programmes), pa.string())
    project_key = blake2b(project.encode(), key=key[:64], digest_size=32).digest()
    building = into.with_name(f".{into.name}-{secrets.token_hex(4)}")
    building.mkdir(parents=True)
    try:
        tables = _of_programmes(snapshots, snapshot, wanted)
        for name, table in tables.items():
            made = _pseudonymised(TABLES[name], table, project_key)
            pq.write_table(
                made,
                building / f"{name}.parquet",
                compression="zstd",
                row_group_size=ROWS_PER_GROUP,
            )
        counts = {name: table.num_rows for name, table in tables.items()}
        info = SnapshotInfo(
            snapshot.id, snapshot.made_at, snapshot.day, snapshot.schema_version, counts,
            f"{snapshot.source}, {project}",
        )  # fmt: skip
        rows = tables["programmes"].select(["programme", "name"]).to_pylist()
        names = {row["programme"]: row["name"] for row in rows}
    except BaseException:
        shutil.rmtree(building)
        raise
    write_description(building, info, names)
    building.rename(into)
    return info


def _of_programmes(
    snapshots: Path, snapshot: SnapshotInfo, wanted: pa.Array
) -> dict[str, pa.Table]:
    """The rows that belong to the programmes, of every table."""

    def read(name: str) -> pa.Table:
        return pq.read_table(parquet_file(snapshots, snapshot, name))

    def within(table: pa.Table, column: str, values: pa.Array) -> pa.Table:
        cells = table[column]
        if pa.types.is_dictionary(cells.type):
            cells = cells.cast(pa.string())
        return table.filter(pc.is_in(cells, value_set=values))

    tables = {name: within(read(name), "programme", wanted) for name in _BY_PROGRAMME}
    enrolments = tables["enrolments"]["enrolment"].combine_chunks()
    tables |= {name: within(read(name), "enrolment", enrolments) for name in _BY_ENROLMENT}
    placements = tables["placements"]["placement"].combine_chunks()
    tables["extents"] = within(read("extents"), "placement", placements)
    return tables


def _pseudonymised(table: Table, rows: pa.Table, key: bytes) -> pa.Table:
    """The rows with new numbers for identities, in the order of the first of them, then of days."""
    for at, column in enumerate(table.columns):
        if column.type is ColumnType.PSEUDONYM:
            renewed = _renewed(rows[column.name].combine_chunks(), column.name, key)
            rows = rows.set_column(at, rows.schema.field(at), renewed)
    keys = [
        (column.name, "ascending")
        for column in sorted(table.columns, key=lambda c: c.name != "enrolment")
        if column.type in (ColumnType.PSEUDONYM, ColumnType.DAY)
    ]
    ordered = rows.take(pc.sort_indices(rows, sort_keys=keys)) if keys else rows
    return ordered.cast(arrow_schema(table))


def _renewed(numbers: pa.Array, kind: str, key: bytes) -> pa.Array:
    coded = numbers.dictionary_encode()
    unsigned = (number % 2**64 for number in coded.dictionary.to_pylist())
    renewed = [pseudonym(key, kind, number) for number in unsigned]
    return pa.array(np.array(renewed, dtype=np.int64)).take(coded.indices)
