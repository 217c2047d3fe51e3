"""Days that can be true, and months as people count them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framsteg.blueprints.schema import Interval
from framsteg.rules.dates import add_months, after, has_been, plausible_birth_year
from tests.oracles.days import same_day_months_later

TODAY = date(2013, 6, 15)


@pytest.mark.parametrize(
    ("on", "reason"),
    [
        (TODAY, ""),
        (date(2013, 6, 16), "The day has not come yet: 2013-06-16."),
        (date(1990, 1, 1), ""),
        (date(1989, 12, 31), "The day lies too far back: 1989-12-31."),
    ],
)
def test_a_day_has_been_and_is_no_slip(on, reason):
    assert str(has_been(on, today=TODAY).reason) == reason


@pytest.mark.parametrize(
    ("year", "allowed"), [(1903, True), (1902, False), (2013, True), (2014, False)]
)
def test_a_birth_year_belongs_to_someone_alive(year, allowed):
    assert plausible_birth_year(year, today=TODAY).allowed is allowed


@pytest.mark.parametrize(
    ("interval", "expected"),
    [
        (Interval(days=10), date(2012, 2, 10)),
        (Interval(weeks=6), date(2012, 3, 13)),
        (Interval(months=1), date(2012, 2, 29)),
        (Interval(months=12), date(2013, 1, 31)),
    ],
)
def test_an_interval_after_the_last_of_january(interval, expected):
    assert after(interval, date(2012, 1, 31)) == expected


@given(day=st.dates(date(1995, 1, 1), date(2040, 12, 31)), months=st.integers(0, 30))
def test_months_agree_with_walking_the_calendar(day, months):
    assert add_months(day, months) == same_day_months_later(day, months)
