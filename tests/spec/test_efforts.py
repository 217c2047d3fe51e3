"""How long nothing goes on, and which efforts can be noted."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framsteg.rules.efforts import Span, gaps, may_note
from tests.oracles import efforts as oracle

FIRST = date(2026, 1, 1)
UNTIL = date(2026, 7, 1)


def span(starts_on: str, until: str | None) -> Span:
    return Span(date.fromisoformat(starts_on), date.fromisoformat(until) if until else None)


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([], [("2026-01-01", "2026-07-01")]),
        ([("2026-01-01", None)], []),
        # Twenty-seven days are no gap, twenty-eight are.
        ([("2026-01-28", None)], []),
        ([("2026-01-29", None)], [("2026-01-01", "2026-01-29")]),
        # The first day after is a day with nothing.
        ([("2026-01-01", "2026-06-03")], [("2026-06-03", "2026-07-01")]),
        ([("2026-01-01", "2026-06-04")], []),
        # What goes on beside covers; order says nothing.
        ([("2026-03-01", None), ("2026-01-01", "2026-02-20")], []),
        ([("2026-01-01", "2026-06-30"), ("2026-02-01", "2026-02-02")], []),
        ([("2026-01-01", "2026-02-01"), ("2026-03-01", None)], [("2026-02-01", "2026-03-01")]),
        # Before the first day and after the last nothing is asked.
        ([("2025-01-01", "2025-06-01"), ("2026-08-01", None)], [("2026-01-01", "2026-07-01")]),
    ],
)
def test_a_gap_is_four_weeks_with_nothing_from_anybody(spans, expected) -> None:
    found = gaps([span(*one) for one in spans], first=FIRST, until=UNTIL)

    assert [(str(gap.starts_on), str(gap.until)) for gap in found] == expected


days = st.dates(FIRST - timedelta(days=60), UNTIL + timedelta(days=60))


@given(
    spans=st.lists(st.tuples(days, st.none() | st.integers(1, 90)), max_size=8),
    first=days,
    length=st.integers(0, 200),
    shortest=st.integers(1, 60),
)
def test_agrees_with_looking_at_each_day(spans, first, length, shortest) -> None:
    told = [(day, day + timedelta(days=n) if n else None) for day, n in spans]
    until, at_least = first + timedelta(days=length), timedelta(days=shortest)

    found = gaps([Span(*one) for one in told], first=first, until=until, shortest=at_least)

    expected = oracle.gaps(told, first, until, at_least)
    assert [(gap.starts_on, gap.until) for gap in found] == expected
    assert all(gap.days >= shortest for gap in found)


@pytest.mark.parametrize(
    ("values", "allowed"),
    [
        ({}, True),
        ({"last_day": FIRST}, True),
        ({"last_day": FIRST - timedelta(days=1)}, False),
        ({"has_party": False}, False),
        ({"starts_on": date(1926, 1, 1)}, False),
        ({"starts_on": date(2126, 1, 1)}, False),
    ],
)
def test_an_effort_has_a_party_and_days_that_can_be_right(values, allowed) -> None:
    told = {"starts_on": FIRST, "last_day": None, "has_party": True, "today": UNTIL, **values}

    assert bool(may_note(**told)) is allowed
