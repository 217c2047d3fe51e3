"""How a person moves through the phases: where the blueprint leads, in the order of the days."""

from datetime import date

import pytest

from framsteg.blueprints.load import get, latest
from framsteg.rules.phases import first_phase, may_move, may_start_on, next_phases

TODAY = date(2013, 6, 15)


@pytest.mark.parametrize(
    ("programme", "current", "to", "allowed"),
    [
        ("natkraft", "agreement", "profile", True),
        ("natkraft", "agreement", "job_search", False),
        ("natkraft", "profile", "supported_training", True),
        ("natkraft", "supported_training", "profile", True),
        ("natkraft", "support", "job_search", True),  # a lost job leads to new steps
        ("vi-vagar", "getting_started", "job_search", True),
        ("utsikten", "internship", "negotiation", True),
        ("utsikten", "shared_picture", "negotiation", False),
        ("varna", "mapping", "support", False),
        ("natkraft", "profile", "profile", False),
        ("natkraft", "profile", "nowhere", False),
        ("natkraft", "nowhere", "profile", False),
    ],
)
def test_a_phase_leads_where_the_blueprint_says(programme, current, to, allowed):
    assert may_move(get(programme), current=current, to=to).allowed is allowed


def test_a_refused_move_names_both_phases():
    decision = may_move(get("natkraft"), current="agreement", to="job_search")

    assert str(decision.reason) == "“Agreement” does not lead to “Job search” in Nätkraft."


def test_staying_is_not_a_move():
    decision = may_move(get("natkraft"), current="profile", to="profile")

    assert str(decision.reason) == "The person is already in “Vocational profile”."


@pytest.mark.parametrize("blueprint", latest(), ids=lambda b: b.key)
def test_every_phase_offered_next_may_be_moved_to(blueprint):
    for phase in blueprint.phases:
        offered = {ahead.key for ahead in next_phases(blueprint, phase.key)}
        allowed = {
            other.key
            for other in blueprint.phases
            if may_move(blueprint, current=phase.key, to=other.key)
        }

        assert offered == allowed == set(phase.leads_to)


def test_the_first_phase_is_the_one_that_starts():
    assert first_phase(get("natkraft")).key == "agreement"


@pytest.mark.parametrize(
    ("on", "current_since", "allowed"),
    [
        (date(2013, 6, 15), date(2013, 6, 1), True),
        (date(2013, 6, 1), date(2013, 6, 1), True),  # both on one day
        (date(2013, 5, 31), date(2013, 6, 1), False),  # before the present one began
        (date(2013, 6, 16), date(2013, 6, 1), False),  # tomorrow
    ],
)
def test_a_phase_starts_after_the_one_before_and_not_in_days_to_come(on, current_since, allowed):
    decision = may_start_on(on=on, current_since=current_since, today=TODAY)

    assert decision.allowed is allowed
    assert bool(decision.reason.msgid) is not allowed
