"""The steering group's rhythm, its packs, and its seats over the year."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framsteg.foundation.codes import MeetingState, Role
from framsteg.rules.steering import (
    Filled,
    SeatAt,
    filled,
    may_keep,
    may_note,
    next_day,
    pack_is_due,
)

TODAY = date(2026, 3, 10)
WEEK = timedelta(weeks=1)


@pytest.mark.parametrize(
    ("last", "weeks", "expected"),
    [
        (None, 6, TODAY + 6 * WEEK),
        (TODAY, 6, TODAY + 6 * WEEK),
        (TODAY - 6 * WEEK, 6, TODAY),  # today is a day that has not passed
        (TODAY - 6 * WEEK - timedelta(days=1), 6, TODAY + 6 * WEEK - timedelta(days=1)),
        (TODAY - 20 * WEEK, 6, TODAY + 4 * WEEK),  # a broken rhythm goes on
        (TODAY + WEEK, 6, TODAY + 7 * WEEK),
        (TODAY, None, None),
    ],
)
def test_the_next_meeting_follows_the_rhythm(last, weeks, expected):
    assert next_day(last, every_weeks=weeks, today=TODAY) == expected


@given(back=st.integers(0, 900), weeks=st.integers(1, 12))
def test_the_next_meeting_is_the_first_of_its_days_that_has_not_passed(back, weeks):
    last = TODAY - timedelta(days=back)

    found = next_day(last, every_weeks=weeks, today=TODAY)

    days = [last + n * timedelta(weeks=weeks) for n in range(1, 1000)]
    assert found == next(day for day in days if day >= TODAY)


@pytest.mark.parametrize(
    ("state", "days", "has_pack", "due"),
    [
        (MeetingState.BOOKED, 0, False, True),
        (MeetingState.BOOKED, 7, False, True),
        (MeetingState.BOOKED, 8, False, False),
        (MeetingState.BOOKED, -1, False, False),
        (MeetingState.BOOKED, 3, True, False),
        (MeetingState.CANCELLED, 3, False, False),
        (MeetingState.HELD, 0, False, False),
    ],
)
def test_a_pack_is_made_the_week_before(state, days, has_pack, due):
    on = TODAY + timedelta(days=days)

    assert pack_is_due(state=state, on=on, has_pack=has_pack, today=TODAY) is due


def test_seats_are_counted_over_the_meetings():
    meetings = [
        [SeatAt("AF", True), SeatAt("FK", False)],
        [SeatAt("AF", False), SeatAt("FK", None)],
        [SeatAt("AF", True)],
    ]

    assert filled(meetings) == (Filled("AF", 2, 1, 0), Filled("FK", 0, 1, 1))


@given(st.lists(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from([True, False, None])),
                         max_size=3), max_size=6))  # fmt: skip
def test_every_seat_is_filled_empty_or_not_noted(meetings):
    found = filled([[SeatAt(*seat) for seat in seats] for seats in meetings])

    for one in found:
        of_it = [came for seats in meetings for seat, came in seats if seat == one.seat]
        assert (one.came, one.empty, one.not_noted) == (
            of_it.count(True), of_it.count(False), of_it.count(None),
        )  # fmt: skip
        assert one.meetings == len(of_it)


@pytest.mark.parametrize("role", list(Role))
def test_only_the_lead_keeps_the_minutes(role):
    assert bool(may_keep([role])) is (role is Role.TEAM_LEAD)


@pytest.mark.parametrize(
    ("state", "days", "allowed"),
    [
        (MeetingState.BOOKED, 0, True),
        (MeetingState.BOOKED, 1, False),
        (MeetingState.HELD, -30, True),
        (MeetingState.CANCELLED, -1, False),
    ],
)
def test_it_is_noted_when_the_day_has_come(state, days, allowed):
    on = TODAY + timedelta(days=days)

    assert bool(may_note(state=state, on=on, today=TODAY)) is allowed
