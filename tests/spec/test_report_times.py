"""Which years and quarters a programme can report on, and which one is suggested."""

from datetime import date

import pytest

from framsteg.foundation.period import Period
from framsteg.rules.reports import Span
from framsteg.rules.reports.times import name_of, period_of, periods, suggested


@pytest.mark.parametrize(
    ("name", "start", "end"),
    [
        ("2013", date(2013, 1, 1), date(2014, 1, 1)),
        ("2013-Q1", date(2013, 1, 1), date(2013, 4, 1)),
        ("2013-Q3", date(2013, 7, 1), date(2013, 10, 1)),
        ("2013-Q4", date(2013, 10, 1), date(2014, 1, 1)),
        ("2013-q4", date(2013, 10, 1), date(2014, 1, 1)),
    ],
)
def test_period_by_its_name(name, start, end):
    assert period_of(name) == Period(start, end)


@pytest.mark.parametrize("name", ["", "13", "2013-Q0", "2013-Q5", "2013-01", "0000", "9999", "år"])
def test_what_names_no_period(name):
    assert period_of(name) is None


@pytest.mark.parametrize(
    ("span", "starts_on", "ends_on", "today", "expected"),
    [
        (Span.WHOLE, date(2012, 8, 1), None, date(2013, 6, 1), ()),
        (Span.YEAR, date(2012, 8, 1), None, date(2013, 6, 1), ("2013", "2012")),
        # The last day is the day before the end: an end at new year leaves that year out.
        (Span.YEAR, date(2012, 8, 1), date(2014, 1, 1), date(2026, 1, 1), ("2013", "2012")),
        (Span.YEAR, date(2012, 8, 1), date(2014, 1, 2), date(2026, 1, 1), ("2014", "2013", "2012")),
        (Span.QUARTER, date(2012, 8, 1), None, date(2013, 1, 1), ("2013-Q1", "2012-Q4", "2012-Q3")),
        (Span.QUARTER, date(2012, 10, 1), None, date(2012, 12, 31), ("2012-Q4",)),
        # Not begun yet.
        (Span.YEAR, date(2027, 1, 1), None, date(2026, 5, 1), ()),
    ],
)
def test_periods_of_a_programme(span, starts_on, ends_on, today, expected):
    assert periods(span, starts_on=starts_on, ends_on=ends_on, today=today) == expected


@pytest.mark.parametrize(
    ("span", "today", "expected"),
    [
        (Span.WHOLE, date(2013, 6, 1), ""),
        (Span.YEAR, date(2012, 12, 31), "2012"),  # none is over: the one that runs
        (Span.YEAR, date(2013, 1, 1), "2012"),
        (Span.YEAR, date(2013, 12, 31), "2012"),
        (Span.QUARTER, date(2013, 3, 31), "2012-Q4"),
        (Span.QUARTER, date(2013, 4, 1), "2013-Q1"),
    ],
)
def test_latest_period_that_is_over_is_suggested(span, today, expected):
    assert suggested(span, starts_on=date(2012, 8, 1), ends_on=None, today=today) == expected


@pytest.mark.parametrize("name", ["2013-Q1", "2013-Q2", "2013-Q3", "2013-Q4"])
def test_quarter_is_called_what_it_was_named(name):
    assert name_of(Span.QUARTER, period_of(name).start) == name
