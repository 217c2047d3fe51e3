"""The published result of Nätkraft 2006–2013, from its case lists through the measures."""

import pytest

from framsteg.evaluation.answer import answer
from framsteg.evaluation.question import Question
from tests.factories.evaluation_tables import natkraft_tables, open_tables

MINE = frozenset({"natkraft"})


@pytest.fixture(scope="module")
def natkraft():
    with open_tables(natkraft_tables()) as (cursor, snapshot):

        def ask(measure: str, *by: str):
            question = Question(measure, "natkraft", by)
            found = answer(question, scope=MINE, cursor=cursor, snapshot=snapshot, protected=False)
            return {tuple(row.by.values()): row for row in found.rows}

        yield ask


@pytest.mark.parametrize(
    ("measure", "women", "men", "together"),
    [
        ("clients", 79, 76, 155),
        ("gone_to_employment", 14, 23, 37),
        ("gone_to_studies", 14, 7, 21),
        ("gone_to_work_or_studies", 28, 30, 58),
    ],
)
def test_published_counts_by_sex(natkraft, measure, women, men, together):
    rows = natkraft(measure, "sex")

    assert (rows[("woman",)].n, rows[("man",)].n, rows[()].n) == (women, men, together)


def test_published_share_is_37_4_percent_of_all_155(natkraft):
    total = natkraft("gone_to_work_or_studies")[()]

    assert (total.n, total.of, round(100 * total.value, 1)) == (58, 155, 37.4)


def test_employment_alone_is_23_9_percent(natkraft):
    total = natkraft("gone_to_employment")[()]

    assert (total.n, total.of, round(100 * total.value, 1)) == (37, 155, 23.9)


def test_20_of_the_37_have_ordinary_jobs(natkraft):
    rows = natkraft("employment_by_subsidy")

    assert (rows[("ordinary",)].n, rows[("ordinary",)].of, rows[()].n) == (20, 37, 37)


def test_most_employers_are_private(natkraft):
    rows = natkraft("jobs_by_sector")

    assert [(key, row.n) for key, row in rows.items()] == [
        (("private",), 26),
        (("municipal",), 10),
        (("regional",), 1),
        ((), 37),
    ]


def test_jobs_are_on_25_to_100_percent(natkraft):
    rows = natkraft("share_of_full_time")

    assert {key: row.n for key, row in rows.items()} == {
        ("25_49",): 11,
        ("50_74",): 6,
        ("75_99",): 16,
        ("100",): 4,
        (): 37,
    }


def test_published_enquiries_by_source(natkraft):
    rows = natkraft("enquiries_by_source")

    assert {key: row.n for key, row in rows.items()} == {
        ("self",): 5,
        ("relative",): 3,
        ("Psykiatriska mottagningen",): 8,
        ("Rehabenheten",): 5,
        ("Beroendepsykiatri",): 2,
        ("Rättspsykiatri/Affektiva teamet",): 3,
        ("Bas",): 6,
        ("Hälsocentral Ålidhem",): 1,
        ("Hälsocentral Mariehem",): 1,
        ("Hälsocentral Backen",): 1,
        ("Husläkarna",): 3,
        ("Ersboda/Tips",): 7,
        ("Teg Behandlingscenter",): 1,
        ("Socialpsykiatri/Aros",): 2,
        ("Socialpsykiatri/Särskilt boende",): 1,
        ("Ungdomstorget",): 2,
        ("IFO/boendestöd",): 1,
        ("Steget vidare",): 3,
        (): 55,
    }


def test_result_passes_its_target_at_the_end(natkraft):
    rows = natkraft("target_against_result")

    last = rows[("gone_to_work_or_studies", "2013-Q4")]
    assert (last.n, last.of, last.target) == (58, 155, 0.35)
    assert last.value > last.target > rows[("gone_to_work_or_studies", "2012-Q4")].value


def test_caseloads_add_up_to_everyone_enrolled_when_each_has_one_coach(natkraft):
    rows = natkraft("caseload")

    december = [row.n for key, row in rows.items() if key[1:] == ("2013-12",)]
    assert len(december) == 4
    assert sum(december) == rows[("2013-12",)].n == 72
