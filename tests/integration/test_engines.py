"""Every measure on the embedded engine and on a cluster's: the same data, the same answers."""

import re

import pytest

from framsteg.evaluation.answer import answer
from framsteg.evaluation.engines import Engine
from framsteg.evaluation.engines.connect import SETTING, connect
from framsteg.evaluation.engines.parquet import Sites
from framsteg.evaluation.engines.spark import with_values
from framsteg.evaluation.frame import Frame
from framsteg.evaluation.measure import ONE_PROGRAMME_ONLY
from framsteg.evaluation.measures import MEASURES
from framsteg.evaluation.question import EVERY, Question
from framsteg.evaluation.relations import RELATIONS
from framsteg.evaluation.sites import find, together
from framsteg.evaluation.synthetic import LAST_DAY, write_sites

ASKED = [name for name, m in MEASURES.items() if m.shape not in ONE_PROGRAMME_ONLY]


@pytest.fixture(scope="module")
def sites(tmp_path_factory):
    folder = tmp_path_factory.mktemp("exports") / "sites"
    list(write_sites(folder, participants=300, contacts_per=10, sites=3, exports=2, seed=5))
    return find([folder])


def ask(name, sites, engine):
    scope = frozenset(key for site in sites for key in site.programmes)
    dimensions = MEASURES[name].dimensions
    by = ("sex",) if not dimensions and MEASURES[name].groupings else ()
    question = Question(name, EVERY, by)
    return answer(
        question, scope=scope, cursor=engine, snapshot=together(sites), protected=False
    ).rows


@pytest.mark.process
def test_every_measure_has_the_same_answer_on_a_cluster_engine(sites, monkeypatch):
    embedded = connect(sites)
    monkeypatch.setenv(SETTING, "local[2]")
    cluster = connect(sites)
    assert isinstance(embedded, Sites) and isinstance(cluster, Engine)
    try:
        for name in ASKED:
            ours, theirs = ask(name, sites, embedded), ask(name, sites, cluster)
            assert [row.by for row in ours] == [row.by for row in theirs], name
            for mine, other in zip(ours, theirs, strict=True):
                assert list(other[1:]) == pytest.approx(list(mine[1:]), abs=1e-12), name
    finally:
        cluster.stop()


def test_no_variable_of_the_frame_is_left_in_a_statement():
    frame = Frame(("norr", "sö'der"), None, LAST_DAY)

    for sql in [r.sql for r in RELATIONS.values()] + [
        measure.sql_by(()) for measure in MEASURES.values()
    ]:
        assert not re.search(r"getvariable|list_contains", with_values(sql, frame))
    assert "IN ('norr', 'sö''der')" in with_values(RELATIONS["served"].sql, frame)
