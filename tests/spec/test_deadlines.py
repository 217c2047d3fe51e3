"""What is due about a person, and from which day it is said."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framsteg.blueprints.load import get
from framsteg.rules.deadlines import (
    consent_runs_out,
    first_employer_contact_due,
    follow_up_due,
    missing_next_step,
    next_follow_up_on,
    silence,
    silent_since,
)
from tests.oracles.days import days_of_silence, same_day_months_later

JANUARY_31 = date(2013, 1, 31)
days = st.dates(date(2005, 1, 1), date(2015, 12, 31))


def told(due):
    return None if due is None else (due.due_on.isoformat(), due.late, str(due.words))


def without_start_report(blueprint):
    follow_up = blueprint.follow_up.model_copy(update={"self_report": None})
    return blueprint.model_copy(update={"follow_up": follow_up})


def with_limits(**limits):
    blueprint = get("natkraft")
    follow_up = blueprint.follow_up.model_copy(
        update={name: value for name, value in limits.items() if name != "rapid_search_days"}
    )
    return blueprint.model_copy(
        update={"follow_up": follow_up, "rapid_search_days": limits.get("rapid_search_days")}
    )


@pytest.mark.parametrize(
    ("last_on", "today", "expected"),
    [
        # the start report is due at once, and late the day after
        (None, "2013-01-31", ("2013-01-31", False, "Follow-up by 2013-01-31.")),
        (None, "2013-02-01", ("2013-01-31", True, "The follow-up was due on 2013-01-31.")),
        # then monthly; February has no 31st
        ("2013-01-31", "2013-02-20", None),
        ("2013-01-31", "2013-02-21", ("2013-02-28", False, "Follow-up by 2013-02-28.")),
        ("2013-01-31", "2013-02-28", ("2013-02-28", False, "Follow-up by 2013-02-28.")),
        (
            "2013-01-31",
            "2013-03-01",
            ("2013-02-28", True, "The follow-up was due on 2013-02-28."),
        ),
        # one that was made before the enrolment does not count
        (
            "2012-06-01",
            "2013-03-01",
            ("2013-02-28", True, "The follow-up was due on 2013-02-28."),
        ),
    ],
)
def test_natkraft_follows_up_at_the_start_and_every_month(last_on, today, expected):
    due = follow_up_due(
        get("natkraft"),
        enrolled_on=JANUARY_31,
        last_on=last_on and date.fromisoformat(last_on),
        today=date.fromisoformat(today),
    )

    assert told(due) == expected


def test_without_a_start_report_the_first_follow_up_counts_from_the_enrolment():
    blueprint = without_start_report(get("natkraft"))

    due_on = next_follow_up_on(blueprint, enrolled_on=JANUARY_31, last_on=None)

    assert due_on == date(2013, 2, 28)


def test_without_a_rhythm_no_follow_up_is_due():
    blueprint = with_limits(every=None)

    due = follow_up_due(blueprint, enrolled_on=JANUARY_31, last_on=None, today=date(2020, 1, 1))

    assert due is None


@given(enrolled_on=days, last_on=st.none() | days)
def test_the_next_follow_up_agrees_with_walking_the_calendar(enrolled_on, last_on):
    blueprint = without_start_report(get("natkraft"))

    start = enrolled_on if last_on is None or last_on < enrolled_on else last_on
    expected = same_day_months_later(start, 1)
    assert next_follow_up_on(blueprint, enrolled_on=enrolled_on, last_on=last_on) == expected


@pytest.mark.parametrize(
    ("last_contact_on", "today", "expected"),
    [
        (None, "2013-03-01", None),  # 29 days since the enrolment
        (None, "2013-03-02", ("2013-03-02", True, "No contact for 30 days.")),
        ("2013-02-10", "2013-03-11", None),
        ("2013-02-10", "2013-03-12", ("2013-03-12", True, "No contact for 30 days.")),
        ("2013-02-10", "2013-03-20", ("2013-03-12", True, "No contact for 38 days.")),
        ("2012-12-24", "2013-03-01", None),  # the talk before the enrolment is not silence
    ],
)
def test_silence_is_said_on_the_thirtieth_day(last_contact_on, today, expected):
    due = silence(
        get("natkraft"),
        enrolled_on=JANUARY_31,
        last_contact_on=last_contact_on and date.fromisoformat(last_contact_on),
        today=date.fromisoformat(today),
    )

    assert told(due) == expected


def test_without_a_limit_nobody_is_silent():
    blueprint = with_limits(silence_days=None)

    assert silent_since(blueprint, today=date(2020, 1, 1)) is None
    assert (
        silence(blueprint, enrolled_on=JANUARY_31, last_contact_on=None, today=date(2020, 1, 1))
        is None
    )


@given(
    limit=st.integers(1, 60),
    enrolled_on=days,
    after=st.integers(0, 200),
    contacts=st.lists(st.integers(-50, 200), max_size=5),
)
def test_silence_agrees_with_counting_the_days(limit, enrolled_on, after, contacts):
    today = enrolled_on + timedelta(days=after)
    made = [day for n in contacts if (day := enrolled_on + timedelta(days=n)) <= today]

    due = silence(
        with_limits(silence_days=limit),
        enrolled_on=enrolled_on,
        last_contact_on=max(made, default=None),
        today=today,
    )

    quiet = days_of_silence(enrolled_on, made, today)
    assert (due is not None) is (quiet >= limit)
    if due is not None:
        assert due.due_on == today - timedelta(days=quiet - limit)


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("2013-05-31", None),  # 31 days ahead
        ("2013-06-01", ("2013-07-01", False, "The consent runs out 2013-07-01.")),
        ("2013-06-30", ("2013-07-01", False, "The consent runs out 2013-07-01.")),
        ("2013-07-01", ("2013-07-01", True, "The consent ran out on 2013-07-01.")),
    ],
)
def test_a_consent_that_runs_out_is_said_thirty_days_ahead(today, expected):
    due = consent_runs_out(expires_on=date(2013, 7, 1), today=date.fromisoformat(today))

    assert told(due) == expected


def test_a_consent_without_an_end_never_runs_out():
    assert consent_runs_out(expires_on=None, today=date(2099, 1, 1)) is None


@pytest.mark.parametrize(
    ("first_contact_on", "today", "expected"),
    [
        (None, "2013-02-22", None),
        (None, "2013-02-23", ("2013-03-02", False, "Meet a first employer by 2013-03-02.")),
        (None, "2013-03-02", ("2013-03-02", False, "Meet a first employer by 2013-03-02.")),
        (
            None,
            "2013-03-03",
            ("2013-03-02", True, "No employer has been met yet; the goal was 2013-03-02."),
        ),
        ("2013-02-05", "2013-06-01", None),
    ],
)
def test_an_employer_is_met_within_thirty_days(first_contact_on, today, expected):
    due = first_employer_contact_due(
        get("vi-vagar"),
        enrolled_on=JANUARY_31,
        first_contact_on=first_contact_on and date.fromisoformat(first_contact_on),
        today=date.fromisoformat(today),
    )

    assert told(due) == expected


def test_a_programme_without_a_search_goal_does_not_press():
    due = first_employer_contact_due(
        get("utsikten"), enrolled_on=JANUARY_31, first_contact_on=None, today=date(2014, 1, 1)
    )

    assert due is None


@pytest.mark.parametrize(
    ("has_next_step", "next_step_on", "expected"),
    [
        (False, None, ("2013-06-15", True, "There is no next step.")),
        (True, None, None),  # a step without a day
        (True, date(2013, 6, 16), None),
        (True, date(2013, 6, 15), ("2013-06-15", False, "The next step is for today.")),
        (True, date(2013, 6, 14), ("2013-06-14", True, "The next step was for 2013-06-14.")),
    ],
)
def test_nobody_is_without_a_next_step(has_next_step, next_step_on, expected):
    due = missing_next_step(
        has_next_step=has_next_step, next_step_on=next_step_on, today=date(2013, 6, 15)
    )

    assert told(due) == expected
