"""What individual aims are measured by: own answers from the first to the latest."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framsteg.evaluation.answer import answer
from framsteg.evaluation.apart import set_apart
from framsteg.evaluation.measures.own_changes import ONCE
from framsteg.evaluation.question import Question
from framsteg.evaluation.row import Row
from tests.factories.evaluation_tables import open_tables
from tests.factories.worlds import MINE, answered, opened, programme, windows, worlds
from tests.oracles import measures, outcomes
from tests.unit.test_evaluation_outcomes import bounded, by_group, groupings

MOVED = ("up", "unchanged", "down")
ITEMS = ("life_situation", "support_quality", "influence")
START = date(2013, 1, 10)


@settings(max_examples=60)
@given(worlds(), windows, groupings)
def test_where_own_answers_have_gone_as_the_oracle_walks_them(tables, window, by):
    with opened(tables, window) as world:
        for item in ITEMS:
            told = outcomes.own_movements(*world.about, item, by)
            answered = measures.spread((went, g) for went, latest, g in told if latest)
            rows = world.ask(f"{item}_change", by).rows
            found = {(r.by.get("movement"), r.by.get(by)): (r.n, r.of) for r in rows if r.n}
            assert found == _of_those_with_two(answered)
            silent = measures.spread((went, g) for went, latest, g in told if not latest)
            rows = world.ask(f"{item}_silent", by).rows
            found = {(r.by.get("silence"), r.by.get(by)): (r.n, r.of) for r in rows if r.n}
            assert found == {key: counts for key, counts in silent.items() if counts[0]}


def _of_those_with_two(spread):
    """Each movement set against all three of its group; the rest as it is, without empty ones."""
    twice = {}
    for (went, group), (n, _of) in spread.items():
        if went in MOVED:
            twice[group] = twice.get(group, 0) + n
    return {
        (went, group): (n, twice[group] if went in MOVED else of)
        for (went, group), (n, of) in spread.items()
        if n
    }


@bounded
@given(worlds(), windows, groupings)
def test_who_is_content_as_they_last_answered(tables, window, by):
    with opened(tables, window) as world:
        for item in ITEMS:
            told = outcomes.own_movements(*world.about, item, by)
            known = [(group, latest >= 4) for _, latest, group in told if latest is not None]
            expected = outcomes.counted(known)
            found = by_group(world, f"{item}_good", by)
            assert {k: (r.n, r.of) for k, r in found.items() if r.of or k is None} == expected
            assert (found[None].left_out or 0) == len(told) - len(known)


@pytest.mark.parametrize(
    ("told", "went"),
    [
        # (days after the start, answer; 0: prefers not to say), and where that has gone
        ([], "not_answered"),
        ([(0, None)], "not_answered"),
        ([(0, 0)], "declined"),
        ([(0, None), (30, 0)], "declined"),
        ([(0, 3)], "once"),
        ([(0, 3), (0, 5)], "once"),  # two on one day are one time
        ([(0, 3), (30, 0)], "once"),  # a no after an answer is no second answer
        ([(0, 3), (30, 4)], "up"),
        ([(0, 3), (30, 3)], "unchanged"),
        ([(0, 3), (30, 2)], "down"),
        ([(0, 3), (30, 1), (60, 4)], "up"),  # what lies between does not count
        ([(30, 4), (0, 3)], "up"),  # in the order of days, not of rows
        ([(0, 2), (30, 3), (30, 2)], "up"),  # of two on the last day the higher
        ([(0, 2), (0, 3), (30, 2)], "unchanged"),  # of two on the first day the lower
        ([(0, 3), (-20, 1)], "up"),  # an answer from before the enrolment is one too
        ([(0, 3), (400, 5)], "once"),  # not before it has been given
    ],
)
def test_where_one_persons_answers_have_gone(told, went):
    tables = {
        "programmes": [programme(MINE)],
        "enrolments": [
            {
                "enrolment": 1, "person": 1, "programme": MINE, "site": "Norr", "sex": "woman",
                "enrolled_on": START, "phase": "profile",
            }
        ],
        "follow_ups": [
            {
                "enrolment": 1, "occurred_on": START + timedelta(days=after), "kind": "monthly",
                **answered("life_situation", value),
            }
            for after, value in told
        ],
    }  # fmt: skip
    with opened(tables, (None, None)) as world:
        rows = [
            *world.ask("life_situation_change").rows, *world.ask("life_situation_silent").rows
        ]  # fmt: skip

    assert [group for r in rows for group in r.by.values() if r.n] == [went]
    assert len(rows) == 5 + 3  # every group has its row, also the empty ones


def people_who(*went):
    """A programme with a person for each movement."""
    told = {"up": (2, 4), "unchanged": (3, 3), "down": (4, 2), "once": (3,), "declined": (0,)}
    enrolments, follow_ups = [], []
    for number, movement in enumerate(went, 1):
        enrolments.append(
            {
                "enrolment": number, "person": number, "programme": MINE, "site": "Norr",
                "sex": "woman" if number % 2 else "man", "enrolled_on": START, "phase": "profile",
            }
        )  # fmt: skip
        for place, value in enumerate(told.get(movement, ())):
            on = START + timedelta(days=30 * place)
            follow_ups.append(
                {"enrolment": number, "occurred_on": on, "kind": "monthly",
                 **answered("life_situation", value)}
            )  # fmt: skip
    return {"programmes": [programme(MINE)], "enrolments": enrolments, "follow_ups": follow_ups}


def protected(tables, measure="life_situation_change"):
    with open_tables(tables, day=date(2013, 12, 20)) as (cursor, snapshot):
        found = answer(
            Question(measure, MINE),
            scope=frozenset({MINE}), cursor=cursor, snapshot=snapshot, protected=True,
        )  # fmt: skip
        return {next(iter(row.by.values()), None): row for row in found.rows}


def test_those_with_two_answers_are_the_denominator_and_the_rest_is_told():
    tables = people_who(
        *["up"] * 8, *["unchanged"] * 6, *["down"] * 5, *["once"] * 9, *["none"] * 12
    )

    rows, silent = protected(tables), protected(tables, "life_situation_silent")

    assert (rows["up"].n, rows["up"].of, rows["up"].value) == (8, 19, 8 / 19)
    assert (rows["once"].n, rows["once"].of, rows[None].n) == (9, 28, 28)
    assert (silent["declined"].n, silent["not_answered"].n, silent[None].n) == (0, 12, 12)


def test_few_are_hidden_with_a_neighbour_and_then_there_is_no_denominator():
    rows = protected(people_who(*["up"] * 8, *["unchanged"] * 9, *["down"] * 2, *["once"] * 7))

    # The smallest other stands before it, so that what subtraction gives is no small number.
    assert {name for name, row in rows.items() if row.hidden} == {"down", "once"}
    assert (rows["up"].n, rows["up"].of, rows["up"].value) == (8, None, None)


@settings(max_examples=60)
@given(st.lists(st.integers(0, 12), min_size=6, max_size=6))
def test_no_hidden_number_follows_from_all_that_is_told_of_one_item(many):
    """Whoever knows how many were served and all that is shown cannot tell a hidden group."""
    groups = (*MOVED, "once", "declined", "none")
    tables = people_who(*(g for g, n in zip(groups, many, strict=True) for _ in range(n)))
    change, good, silent = (
        protected(tables, f"life_situation_{name}") for name in ("change", "good", "silent")
    )
    total = sum(many)
    answered = good[None].of if not good[None].hidden else change[None].n

    for rows, whole in (
        (change, answered),
        (silent, None if answered is None else total - answered),
    ):
        hidden = [g for g, row in rows.items() if g and row.hidden]
        if whole is not None and hidden and not rows[None].hidden:
            left = whole - sum(row.n for g, row in rows.items() if g and not row.hidden)
            assert len(hidden) >= 2 and left >= 5


def test_nothing_is_told_of_a_handful():
    rows = protected(people_who("up", "up", "down", "once"))

    assert all(row.hidden for row in rows.values())


def test_a_group_set_apart_keeps_its_own_whole():
    rows = [
        Row({"movement": "up", "sex": "woman"}, 3, 9, 3 / 9),
        Row({"movement": "down", "sex": "woman"}, 1, 9, 1 / 9),
        Row({"movement": "once", "sex": "woman"}, 5, 9, 5 / 9),
        Row({"movement": "up", "sex": "man"}, None, hidden=True),
        Row({"movement": "down", "sex": "man"}, 6, 20, 6 / 20),
    ]

    made = set_apart(rows, "movement", ONCE)

    assert [(r.n, r.of) for r in made] == [(3, 4), (1, 4), (5, 9), (None, None), (6, None)]
