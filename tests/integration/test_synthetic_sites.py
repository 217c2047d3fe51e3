"""Made-up sites: what was drawn is what the measures answer."""

import json

import pytest

from framsteg.evaluation.answer import answer
from framsteg.evaluation.engines.connect import connect
from framsteg.evaluation.question import EVERY, Question
from framsteg.evaluation.sites import DESCRIPTION, NoSites, find, together
from framsteg.evaluation.synthetic import write_sites


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    folder = tmp_path_factory.mktemp("synth") / "sites"
    *_, truth = write_sites(folder, participants=3000, contacts_per=20, sites=8, exports=3, seed=3)
    return folder, truth


def ask(folder, name, *by):
    sites = find([folder])
    scope = frozenset(key for site in sites for key in site.programmes)
    question = Question(name, EVERY, by)
    return answer(
        question, scope=scope, cursor=connect(sites), snapshot=together(sites), protected=False
    )


@pytest.mark.parametrize(
    ("measure", "n", "of"),
    [
        ("gone_to_employment", "with_a_job", "participants"),
        ("gone_to_studies", "with_studies", "participants"),
        ("contact_intensity", "contacts", "participants"),
        ("share_in_community", "outside", "placed"),
        ("sustained_13_weeks", "lasted_13_weeks", "due_13_weeks"),
        ("job_starts", "job_starts", "job_starts"),
        ("in_work_now", "in_work_now", "enrolled_now"),
        ("flow_in", "enrolments", "enrolments"),
    ],
)
def test_answers_equal_what_was_drawn(drawn, measure, n, of):
    folder, truth = drawn

    total = ask(folder, measure).total

    assert (total.n, total.of) == (truth.counts[n], truth.counts[of])


def test_curve_is_the_one_it_was_drawn_from_within_its_band(drawn):
    folder, truth = drawn

    rows = [r for r in ask(folder, "time_to_first_job", "programme").rows if len(r.by) == 2]
    # A day is a whole one: a job on day d was drawn between d and d + 1.
    inside = [
        row.low <= 1 - 2.718281828 ** (-(int(row.by["mark"]) + 1) / truth.mean_days_to_job[
            row.by["programme"]]) <= row.high
        for row in rows
        if row.n and row.at_risk and row.at_risk > 20
    ]  # fmt: skip
    assert len(inside) > 20
    assert sum(inside) / len(inside) > 0.85


def test_same_seed_gives_the_same_sites_and_sites_are_told_apart(drawn, tmp_path):
    folder, truth = drawn
    sizes = {"participants": 3000, "contacts_per": 20, "sites": 8, "exports": 3}

    *_, again = write_sites(tmp_path / "again", **sizes, seed=3)
    *_, other = write_sites(tmp_path / "other", **sizes, seed=4)

    assert again.counts == truth.counts != other.counts
    with pytest.raises(NoSites, match="two exports"):
        find([folder, tmp_path / "again"])


@pytest.mark.parametrize(
    ("fault", "said"),
    [("gone", "no exported site"), ("broken", "cannot be read"), ("older", "version 1"),
     ("table", "lacks")],
)  # fmt: skip
def test_folder_that_is_no_export_is_refused_with_the_reason(tmp_path, fault, said):
    sizes = {"participants": 20, "contacts_per": 2, "sites": 1, "exports": 1, "seed": 1}
    list(write_sites(tmp_path / "sites", **sizes))
    description = tmp_path / "sites" / "export-001" / DESCRIPTION
    match fault:
        case "gone":
            description.unlink()
        case "broken":
            description.write_text("{")
        case "older":
            told = json.loads(description.read_text())
            description.write_text(json.dumps({**told, "schema_version": 1}))
        case "table":
            (description.parent / "targets.parquet").unlink()

    with pytest.raises(NoSites, match=said):
        find([tmp_path / "sites"])
