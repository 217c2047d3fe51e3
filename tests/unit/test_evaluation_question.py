"""A question is a value that goes to and fro unchanged, and refuses what cannot be answered."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framsteg.evaluation.answer import UnknownProgramme, answer
from framsteg.evaluation.groupings import GROUPINGS
from framsteg.evaluation.measures import MEASURES
from framsteg.evaluation.question import Question, Unanswerable
from framsteg.evaluation.tables import TABLES, data_dictionary
from framsteg.foundation import codes
from framsteg.foundation.labels import label
from tests.factories.evaluation_tables import natkraft_tables, open_tables

days = st.one_of(st.none(), st.dates(date(2000, 1, 1), date(2030, 1, 1)))


@st.composite
def questions(draw):
    measure = MEASURES[draw(st.sampled_from(sorted(MEASURES)))]
    most = min(2 - len(measure.dimensions), len(measure.groupings))
    by = (
        draw(st.lists(st.sampled_from(measure.groupings), max_size=most, unique=True))
        if most
        else []
    )
    from_on, until_on = draw(days), draw(days)
    if from_on and until_on and from_on >= until_on:
        from_on = None
    return Question(
        measure.name, draw(st.sampled_from(["natkraft", "vi-vagar"])), tuple(by), from_on, until_on
    )


@given(questions())
def test_question_goes_to_and_fro_as_dict_and_as_address(question):
    assert Question.from_dict(question.to_dict()) == question
    assert Question.from_query(question.to_query()) == question


@pytest.mark.parametrize(
    ("case", "asked", "said"),
    [
        ("unknown measure", {"measure": "readiness"}, "readiness"),
        ("no measure", {}, "There are: active_and_exited"),
        ("unknown grouping", {"measure": "clients", "by": ["colour"]}, "Possible: sex"),
        ("grouping of another measure", {"measure": "caseload", "by": ["sex"]}, "Possible: –"),
        ("the same twice", {"measure": "clients", "by": ["sex", "sex"]}, "two things"),
        ("three things", {"measure": "jobs_by_trade", "by": ["sex", "site"]}, "two things"),
        ("unknown field", {"measure": "clients", "scope": ["all"]}, "scope"),
        ("no day", {"measure": "clients", "from_on": "soon"}, "soon"),
        ("by is no list", {"measure": "clients", "by": 7}, "list of groupings"),
        (
            "backwards",
            {"measure": "clients", "from_on": "2012-01-01", "until_on": "2012-01-01"},
            "start before it ends",
        ),
    ],
)
def test_senseless_question_is_refused_with_its_reason(case, asked, said):
    with pytest.raises(Unanswerable, match=said):
        Question.from_dict(asked)


def test_programme_outside_the_scope_looks_like_one_that_is_not_there():
    with open_tables(natkraft_tables()) as (cursor, snapshot):
        for key, scope in (
            ("natkraft", frozenset({"other"})),
            ("nowhere", frozenset({"natkraft"})),
        ):
            with pytest.raises(UnknownProgramme):
                answer(
                    Question("clients", key),
                    scope=scope,
                    cursor=cursor,
                    snapshot=snapshot,
                    protected=False,
                )


def test_empty_programme_is_answered_with_a_zero_total():
    programme = natkraft_tables()["programmes"]
    with open_tables({"programmes": programme}) as (cursor, snapshot):
        for measure in MEASURES:
            for protected in (False, True):
                found = answer(
                    Question(measure, "natkraft"),
                    scope=frozenset({"natkraft"}),
                    cursor=cursor,
                    snapshot=snapshot,
                    protected=protected,
                )
                assert (found.total.n, found.total.value) in ((0, None), (None, None))


def test_cursor_can_be_asked_about_one_window_after_another():
    with open_tables(natkraft_tables()) as (cursor, snapshot):

        def clients(from_on, until_on):
            return answer(
                Question("clients", "natkraft", (), from_on, until_on),
                scope=frozenset({"natkraft"}),
                cursor=cursor,
                snapshot=snapshot,
                protected=False,
            ).total.n

        first = clients(None, date(2010, 1, 1))
        assert clients(None, None) == 155
        assert clients(None, date(2010, 1, 1)) == first < 155


def test_every_measure_says_what_it_counts():
    for measure in MEASURES.values():
        said = (measure.definition, measure.numerator, measure.denominator, measure.window)
        assert all(str(text).endswith(".") for text in (*said, measure.source))


def test_every_dimension_and_grouping_has_words():
    for measure in MEASURES.values():
        assert set(measure.dimensions) | set(measure.groupings) <= set(GROUPINGS)


def test_every_code_has_words():
    for name in dir(codes):
        for code in getattr(getattr(codes, name), "__members__", {}).values():
            assert str(label(code))


def test_data_dictionary_describes_every_column():
    rows = data_dictionary()

    assert len(rows) == sum(len(table.columns) for table in TABLES.values())
    assert all(type_ and description for _, _, type_, _, description in rows)
