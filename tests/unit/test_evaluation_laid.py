"""What is laid ready in a snapshot answers as what is computed on demand."""

import re
from datetime import UTC, datetime

import pytest

from framsteg.evaluation import frame
from framsteg.evaluation.answer import answer
from framsteg.evaluation.measures import MEASURES
from framsteg.evaluation.question import Question
from framsteg.evaluation.tables import TABLES
from framsteg.snapshot.open import reading
from framsteg.snapshot.store import NoSnapshot, current
from framsteg.snapshot.write import write
from tests.factories.evaluation_tables import arrow_table, natkraft_tables, open_tables

NOON = datetime(2014, 1, 15, 12, tzinfo=UTC)


@pytest.fixture
def written(tmp_path):
    tables = {
        name: arrow_table(name, rows).to_batches() for name, rows in natkraft_tables().items()
    }
    write(tmp_path, tables, made_at=NOON, day=NOON.date(), source="test")
    return tmp_path


def ask(question, cursor, snapshot):
    mine = frozenset({"natkraft"})
    return answer(question, scope=mine, cursor=cursor, snapshot=snapshot, protected=False).rows


def test_laid_relations_answer_as_those_made_on_demand(written):
    with reading(written) as laid, open_tables(natkraft_tables(), day=NOON.date()) as live:
        for name, measure in MEASURES.items():
            question = Question(name, "natkraft", measure.groupings[:1])
            assert ask(question, laid.cursor, laid.snapshot) == ask(question, *live)


def test_any_other_window_is_made_on_demand_in_a_snapshot_too(written):
    early = Question("clients", "natkraft", until_on=datetime(2010, 1, 1).date())

    with reading(written) as laid, open_tables(natkraft_tables(), day=NOON.date()) as live:
        assert ask(early, laid.cursor, laid.snapshot) == ask(early, *live)
        assert ask(Question("clients", "natkraft"), laid.cursor, laid.snapshot)[-1].n == 155


def test_what_another_version_laid_is_made_anew(written, monkeypatch):
    monkeypatch.setattr(frame, "_written", lambda: "relations of a later version")
    asked = Question("gone_to_employment", "natkraft", ("sex",))

    with reading(written) as laid, open_tables(natkraft_tables(), day=NOON.date()) as live:
        assert ask(asked, laid.cursor, laid.snapshot) == ask(asked, *live)
        made = laid.cursor.execute(
            "SELECT count(*) FROM duckdb_tables() WHERE table_name = 'people' AND temporary"
        ).fetchone()
        assert made == (1,)


def test_snapshot_says_what_it_holds(written):
    info = current(written)

    assert set(info.row_counts) == set(TABLES)
    assert (info.row_counts["enrolments"], info.row_counts["enquiries"]) == (155, 55)
    assert (info.made_at, info.day) == (NOON, NOON.date())


def test_undeclared_table_is_refused(tmp_path):
    with pytest.raises(KeyError, match="salaries"):
        write(tmp_path, {"salaries": []}, made_at=NOON, day=NOON.date(), source="test")


@pytest.mark.parametrize("fault", ["gone", "broken", "of another version"])
def test_snapshot_that_cannot_be_read_counts_as_none(written, fault):
    description = written / current(written).id / "snapshot.json"
    match fault:
        case "gone":
            description.unlink()
        case "broken":
            description.write_text("{")
        case "of another version":
            text = description.read_text()
            description.write_text(re.sub(r'"schema_version": \d+', '"schema_version": 0', text))

    with pytest.raises(NoSnapshot):
        current(written)
