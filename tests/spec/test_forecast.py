"""The pace of late carried on: rows by hand, and against the slow way, day by day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framsteg.evaluation.forecast import Known, forecast

A, B = date(2025, 1, 1), date(2026, 1, 1)  # 365 days apart
END = date(2027, 1, 1)  # 365 days more

# then (n, of), now (n, of), level, is a share, expected n, of, how many more than now it takes
CASES = [
    ((10, 50), (20, 80), 0.35, True, 30, 110, 19),  # 0.35 of 110 is 38.5: 39 people
    ((10, 50), (20, 80), 0.25, True, 30, 110, 8),
    ((0, 100), (35, 100), 0.35, True, 70, 100, 0),  # nobody new: reached already
    ((10, 50), (20, 80), 40, False, 30, 110, 20),
    ((10, 50), (20, 80), 20, False, 30, 110, 0),
    ((20, 80), (20, 80), 0.35, True, 20, 80, 8),  # standing still
]


@pytest.mark.parametrize(("then", "now", "level", "share", "n", "of", "more"), CASES)
def test_the_same_pace_goes_on(then, now, level, share, n, of, more):
    found = forecast(Known(A, *then), Known(B, *now), on=END, level=level, share=share)

    assert (found.n, found.of, found.more) == (n, of, more)


@pytest.mark.parametrize(("then", "now", "on"), [(B, B, END), (B, A, END), (A, B, B), (A, B, A)])
def test_no_forecast_without_two_days_or_a_day_ahead(then, now, on):
    assert forecast(Known(then, 1, 2), Known(now, 2, 3), on=on, level=1, share=False) is None


def slowly(n_then, n_now, days, left):
    """Add one day's share of the pace at a time."""
    total = float(n_now)
    for _day in range(left):
        total += (n_now - n_then) / days
    return total


@given(
    n=st.tuples(st.integers(0, 50), st.integers(0, 50)),
    more=st.tuples(st.integers(0, 50), st.integers(0, 50)),
    days=st.integers(1, 400),
    left=st.integers(1, 400),
)
def test_every_forecast_is_what_counting_day_by_day_gives(n, more, days, left):
    then = Known(A, n[0], n[0] + n[1])
    now = Known(A + timedelta(days=days), then.n + more[0], then.of + more[0] + more[1])

    found = forecast(then, now, on=now.on + timedelta(days=left), level=0.3, share=True)

    assert found.n == pytest.approx(slowly(then.n, now.n, days, left))
    assert found.of == pytest.approx(slowly(then.of, now.of, days, left))
    assert (now.n + found.more) / found.of >= 0.3 - 1e-9 if found.of else found.more == 0
