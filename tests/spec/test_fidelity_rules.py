"""Who begins a review, when it is agreed, and how its sample is drawn."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framsteg.foundation.codes import ReviewState, Role
from framsteg.rules.fidelity import draw, is_open, may_agree, may_begin, may_draw, period

TODAY = date(2026, 3, 10)


@pytest.mark.parametrize("role", list(Role))
def test_the_lead_or_an_evaluator_begins(role):
    assert bool(may_begin([role])) is (role in {Role.TEAM_LEAD, Role.EVALUATOR})


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "allowed"),
    [
        (date(2025, 1, 1), date(2026, 1, 1), True),
        (date(2025, 1, 1), date(2026, 12, 1), True),  # still running
        (date(2026, 3, 10), date(2026, 3, 11), True),
        (date(2026, 3, 11), date(2026, 4, 1), False),
        (date(2026, 1, 1), date(2026, 1, 1), False),
        (date(2026, 1, 2), date(2026, 1, 1), False),
    ],
)
def test_the_period_has_begun_and_is_not_empty(starts_on, ends_on, allowed):
    assert bool(period(starts_on=starts_on, ends_on=ends_on, today=TODAY)) is allowed


def test_an_agreed_review_is_not_written_in():
    assert is_open(ReviewState.OPEN)
    assert not is_open(ReviewState.AGREED)


@pytest.mark.parametrize(
    ("shared", "allowed"),
    [({"a": 3, "b": 1}, True), ({"a": 3}, False), ({"a": 3, "b": None}, False), ({}, False)],
)
def test_all_items_have_a_shared_answer(shared, allowed):
    assert bool(may_agree(["a", "b"], shared)) is allowed


@pytest.mark.parametrize(
    ("drawn", "answered", "files", "size", "allowed"),
    [
        (False, False, 20, 10, True),
        (True, False, 20, 10, True),
        (True, True, 20, 10, False),
        (False, False, 0, 10, False),
        (False, False, 20, 0, False),
        (False, False, 20, 41, False),
        (False, False, 3, 40, True),
    ],
)
def test_a_sample_is_drawn_anew_until_a_file_is_answered(drawn, answered, files, size, allowed):
    found = may_draw(drawn=drawn, answered=answered, files=files, size=size)

    assert bool(found) is allowed


@given(
    files=st.sets(st.integers(1, 500), max_size=60),
    size=st.integers(1, 40),
    seed=st.integers(0, 2**31 - 1),
)
def test_the_same_number_gives_the_same_draw_in_whatever_order(files, size, seed):
    first = draw(sorted(files), size=size, seed=seed)
    again = draw(sorted(files, reverse=True), size=size, seed=seed)

    assert first == again
    assert len(first) == len(set(first)) == min(size, len(files))
    assert set(first) <= files


def test_every_file_is_drawn_about_as_often():
    times = Counter(one for seed in range(2_000) for one in draw(range(10), size=3, seed=seed))

    assert all(500 < times[file] < 700 for file in range(10))
