"""Placements: days in order, share of full time over time, what is subsidised."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framsteg.foundation.codes import PlacementKind, Subsidy
from framsteg.foundation.period import Period
from framsteg.rules.placements import (
    extents_fit,
    is_job,
    may_change_share,
    may_end,
    may_start,
    share_on,
    subsidy_fits,
)
from tests.oracles import days as slowly

ENROLLED = date(2013, 1, 1)
FIRST, MIDDLE, END = date(2013, 2, 1), date(2013, 3, 1), date(2013, 4, 1)


@pytest.mark.parametrize(
    ("kind", "job"),
    [
        (PlacementKind.EMPLOYMENT, True),
        (PlacementKind.SUBSIDISED, True),
        (PlacementKind.OWN_BUSINESS, False),
        (PlacementKind.STUDIES, False),
        (PlacementKind.INTERNSHIP, False),
        (PlacementKind.SUPPORTED_TRAINING, False),
        (PlacementKind.UNPAID, False),
    ],
)
def test_employments_are_jobs(kind, job):
    assert is_job(kind) is job


@pytest.mark.parametrize("kind", PlacementKind)
@pytest.mark.parametrize("subsidy", [None, Subsidy.WAGE_SUBSIDY])
def test_exactly_the_subsidised_name_a_form_of_subsidy(kind, subsidy):
    expected = (kind is PlacementKind.SUBSIDISED) is (subsidy is not None)

    assert subsidy_fits(kind, subsidy).allowed is expected


@pytest.mark.parametrize(
    ("kind", "subsidy", "percent", "on", "reason"),
    [
        (PlacementKind.EMPLOYMENT, None, 25, ENROLLED, ""),
        (PlacementKind.EMPLOYMENT, None, None, ENROLLED, ""),
        (PlacementKind.EMPLOYMENT, None, 100, date(2099, 1, 1), ""),  # agreed ahead
        (
            PlacementKind.EMPLOYMENT,
            None,
            0,
            ENROLLED,
            "The share of full time is between 1 and 100 percent.",
        ),
        (
            PlacementKind.EMPLOYMENT,
            None,
            101,
            ENROLLED,
            "The share of full time is between 1 and 100 percent.",
        ),
        (
            PlacementKind.SUBSIDISED,
            None,
            50,
            ENROLLED,
            "Say which form of subsidy the employment has.",
        ),
        (
            PlacementKind.STUDIES,
            Subsidy.OTHER,
            50,
            ENROLLED,
            "Only a subsidised employment has a form of subsidy.",
        ),
        (
            PlacementKind.EMPLOYMENT,
            None,
            50,
            date(2012, 12, 31),
            "It begins before the enrolment on 2013-01-01. What was before belongs in the profile.",
        ),
    ],
)
def test_a_placement_starts_whole(kind, subsidy, percent, on, reason):
    decision = may_start(kind=kind, subsidy=subsidy, percent=percent, on=on, enrolled_on=ENROLLED)

    assert (decision.allowed, str(decision.reason)) == (not reason, reason)


@pytest.mark.parametrize(
    ("percent", "on", "ends_on", "allowed"),
    [
        (50, FIRST, END, True),
        (50, MIDDLE, END, True),
        (50, END, END, False),  # the end is the first day without
        (50, END, None, True),
        (50, date(2013, 1, 31), END, False),
        (0, MIDDLE, END, False),
        (101, MIDDLE, END, False),
    ],
)
def test_a_share_changes_on_a_day_inside(percent, on, ends_on, allowed):
    decision = may_change_share(percent=percent, on=on, starts_on=FIRST, ends_on=ends_on)

    assert decision.allowed is allowed


@pytest.mark.parametrize(
    ("on", "ends_on", "allowed"),
    [
        (MIDDLE, None, True),
        (date(2013, 2, 2), None, True),  # one day
        (FIRST, None, False),  # no day at all
        (date(2013, 1, 1), None, False),
        (MIDDLE, END, False),  # it has an end
    ],
)
def test_an_end_comes_once_and_after_the_start(on, ends_on, allowed):
    assert may_end(on=on, starts_on=FIRST, ends_on=ends_on).allowed is allowed


@pytest.mark.parametrize(
    ("extents", "reason"),
    [
        ([], ""),
        ([(FIRST, 25), (MIDDLE, 75)], ""),
        ([(FIRST, 75), (MIDDLE, 25)], ""),  # hours may shrink as well as grow
        (
            [(MIDDLE, 25), (FIRST, 75)],
            "The shares must stand in the order of their days: 2013-02-01.",
        ),
        (
            [(FIRST, 25), (FIRST, 75)],
            "The shares must stand in the order of their days: 2013-02-01.",
        ),
        ([(END, 25)], "The day lies outside the placement: 2013-04-01."),
        ([(FIRST, 0)], "The share of full time is between 1 and 100 percent."),
    ],
)
def test_the_steps_of_a_share_stand_in_order_inside(extents, reason):
    assert str(extents_fit(extents, Period(FIRST, END)).reason) == reason


@pytest.mark.parametrize(
    ("day", "percent"),
    [
        (date(2013, 1, 31), None),  # before the first step
        (FIRST, 25),
        (date(2013, 2, 28), 25),
        (MIDDLE, 75),
        (END, 75),
    ],
)
def test_a_share_counts_from_its_day_until_the_next(day, percent):
    assert share_on([(FIRST, 25), (MIDDLE, 75)], day) == percent


@given(
    steps=st.dictionaries(st.integers(0, 90), st.integers(1, 100), max_size=5),
    n=st.integers(-5, 120),
)
def test_the_share_of_a_day_agrees_with_looking_backwards(steps, n):
    extents = [(FIRST + timedelta(days=start), percent) for start, percent in steps.items()]
    day = FIRST + timedelta(days=n)

    assert share_on(extents, day) == slowly.share_on(extents, day)
