"""Main coaches: how many, and from which organisations."""

from datetime import date

import pytest

from framsteg.blueprints.load import get
from framsteg.rules.assignment import coaching_complete, may_assign, may_begin_on, may_change_coach

ANNA, BO, CECILIA = (1, 10), (2, 20), (3, 10)  # Anna and Cecilia work for the same organisation


@pytest.mark.parametrize(
    ("programme", "current", "new", "reason"),
    [
        ("natkraft", [], ANNA, ""),
        (
            "natkraft",
            [ANNA],
            BO,
            "In Nätkraft each person has one main coach. End the present assignment first.",
        ),
        ("utsikten", [], ANNA, ""),
        ("utsikten", [ANNA], BO, ""),
        (
            "utsikten",
            [ANNA],
            CECILIA,
            "In Utsikten the main coaches come from different organisations. "
            "Choose someone from another organisation.",
        ),
        ("utsikten", [ANNA], ANNA, "This person is already main coach here."),
        (
            "utsikten",
            [ANNA, BO],
            (4, 30),
            "In Utsikten each person has 2 main coaches, and they are in place. "
            "End one assignment first.",
        ),
    ],
)
def test_a_new_main_coach_fits_beside_the_others(programme, current, new, reason):
    decision = may_assign(get(programme), current=current, new=new)

    assert (decision.allowed, str(decision.reason)) == (not reason, reason)


@pytest.mark.parametrize(
    ("programme", "current", "old", "new", "reason"),
    [
        ("natkraft", [ANNA], 1, BO, ""),
        ("natkraft", [ANNA], 1, ANNA, "This person is already main coach here."),
        ("natkraft", [ANNA], 2, CECILIA, "This coach is not main coach here any longer."),
        ("natkraft", [], 1, BO, "This coach is not main coach here any longer."),
        ("utsikten", [ANNA, BO], 1, CECILIA, ""),
        ("utsikten", [ANNA, BO], 2, (4, 30), ""),
        ("utsikten", [ANNA, BO], 1, BO, "This person is already main coach here."),
        (
            "utsikten", [ANNA, BO], 2, CECILIA,
            "In Utsikten the main coaches come from different organisations. "
            "Choose someone from another organisation.",
        ),
    ],
)  # fmt: skip
def test_a_person_goes_from_one_main_coach_to_another(programme, current, old, new, reason):
    decision = may_change_coach(get(programme), current=current, old=old, new=new)

    assert (decision.allowed, str(decision.reason)) == (not reason, reason)


@pytest.mark.parametrize(
    ("programme", "current", "reason"),
    [
        ("natkraft", [ANNA], ""),
        ("natkraft", [], "1 of 1 main coaches is missing."),
        ("utsikten", [ANNA, BO], ""),
        ("utsikten", [ANNA], "1 of 2 main coaches is missing."),
        ("utsikten", [ANNA, CECILIA], "The main coaches should come from 2 organisations."),
    ],
)
def test_coaching_is_complete_when_the_promise_is_kept(programme, current, reason):
    decision = coaching_complete(get(programme), current=current)

    assert (decision.allowed, str(decision.reason)) == (not reason, reason)


@pytest.mark.parametrize(
    ("on", "reason"),
    [
        (date(2013, 1, 1), ""),
        (date(2013, 6, 15), ""),
        (date(2012, 12, 31), "The person was not enrolled until 2013-01-01."),
        (date(2013, 6, 16), "The day has not come yet: 2013-06-16."),
    ],
)
def test_a_coach_begins_while_the_person_is_in_the_programme(on, reason):
    decision = may_begin_on(on=on, enrolled_on=date(2013, 1, 1), today=date(2013, 6, 15))

    assert (decision.allowed, str(decision.reason)) == (not reason, reason)
