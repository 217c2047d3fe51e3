"""One pass over the contacts gives what SQL gives, in whatever order the rows stand."""

from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow.parquet as pq
from hypothesis import given, settings
from hypothesis import strategies as st

from framsteg.evaluation.answer import answer
from framsteg.evaluation.engines.parquet import Sites
from framsteg.evaluation.measure import ACROSS
from framsteg.evaluation.measures import MEASURES
from framsteg.evaluation.provenance import SnapshotInfo
from framsteg.evaluation.question import Question
from framsteg.evaluation.sites import find, write_description
from framsteg.evaluation.tables import SCHEMA_VERSION, TABLES
from tests.factories.evaluation_tables import arrow_table, open_tables
from tests.factories.worlds import MINE, OTHER, TODAY, windows, worlds

OF_CONTACTS = (
    "contact_intensity", "share_in_community", "days_to_first_contact", "active_lately",
    "days_to_first_employer_contact", "time_to_employer_contact", "gone_to_employment",
)  # fmt: skip


def export(folder, tables, rows_per_group):
    folder.mkdir()
    for name in TABLES:
        file = folder / f"{name}.parquet"
        pq.write_table(arrow_table(name, tables.get(name, ())), file, row_group_size=rows_per_group)
    noon = datetime(TODAY.year, TODAY.month, TODAY.day, 12, tzinfo=UTC)
    info = SnapshotInfo("test", noon, TODAY, SCHEMA_VERSION, {}, "test")
    write_description(folder, info, {MINE: MINE, OTHER: OTHER})
    return info


@settings(max_examples=10, deadline=None)
@given(worlds(), windows, st.sampled_from([None, *ACROSS]))
def test_every_measure_of_exports_is_that_of_their_tables(tables, window, group):
    with TemporaryDirectory() as place:
        folder = Path(place) / "site"
        info = export(folder, tables, 2)
        sites = Sites(find([folder]))
        with open_tables(tables, day=TODAY) as (cursor, snapshot):
            for name, measure in MEASURES.items():
                by = (group,) if group in measure.groupings else ()
                asked = {"question": Question(name, MINE, by, *window), "protected": False}
                asked["scope"] = frozenset({MINE})
                ours = answer(**asked, cursor=sites, snapshot=info)
                theirs = answer(**asked, cursor=cursor, snapshot=snapshot)
                assert ours.rows == theirs.rows, name


@settings(max_examples=25, deadline=None)
@given(worlds(), windows, st.permutations(range(8)), st.integers(1, 3))
def test_pass_equals_sql_in_any_order_of_contacts(tables, window, order, rows_per_group):
    contacts = tables["contacts"]
    tables["contacts"] = [contacts[at] for at in order if at < len(contacts)]
    with TemporaryDirectory() as place:
        folder = Path(place) / "site"
        info = export(folder, tables, rows_per_group)
        sites = Sites(find([folder]))
        with open_tables(tables, day=TODAY) as (cursor, snapshot):
            for name in OF_CONTACTS:
                asked = {
                    "question": Question(
                        name, MINE, ("sex",) if name[:4] != "time" else (), *window
                    ),
                    "scope": frozenset({MINE}),
                    "protected": False,
                }
                ours = answer(**asked, cursor=sites, snapshot=info)
                theirs = answer(**asked, cursor=cursor, snapshot=snapshot)
                assert ours.rows == theirs.rows, name
