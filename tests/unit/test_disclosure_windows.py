"""Protected windows of one's own: whole quarters, and fives."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framsteg.evaluation.disclosure_windows import coarsened, whole_quarters
from framsteg.evaluation.measure import Shape
from framsteg.evaluation.row import Row

STARTS_ON, ENDS_ON = date(2012, 2, 10), date(2014, 8, 20)


@pytest.mark.parametrize(
    ("case", "from_on", "until_on", "answered"),
    [
        ("open both ways", None, None, (None, None)),
        ("the programme's own period", STARTS_ON, ENDS_ON, (None, None)),
        ("a day after its start", date(2012, 2, 11), None, (None, None)),
        ("in its second quarter", date(2012, 5, 3), None, (date(2012, 4, 1), None)),
        ("a whole quarter stays", date(2013, 1, 1), date(2013, 4, 1),
         (date(2013, 1, 1), date(2013, 4, 1))),
        ("a day more takes the next one", date(2013, 1, 1), date(2013, 4, 2),
         (date(2013, 1, 1), date(2013, 7, 1))),
        ("over the turn of the year", date(2012, 11, 30), date(2013, 12, 31),
         (date(2012, 10, 1), date(2014, 1, 1))),
        ("in its last quarter", date(2013, 1, 1), date(2014, 7, 2), (date(2013, 1, 1), None)),
    ],
)  # fmt: skip
def test_window_is_widened_to_whole_quarters(case, from_on, until_on, answered):
    found = whole_quarters(from_on, until_on, starts_on=STARTS_ON, ends_on=ENDS_ON)

    assert found == answered


@given(st.integers(0, 400), st.integers(0, 400))
def test_counts_are_to_the_nearest_five_and_the_share_is_made_from_them(n, more):
    [row] = coarsened([Row({}, n, n + more, 0.123456, 0.1, 0.2)], Shape.SHARE)

    assert (row.n % 5, row.of % 5) == (0, 0)
    assert abs(row.of - n - more) <= 2
    assert row.value == (row.n / row.of if row.of else None)


def test_hidden_rows_stay_hidden_and_means_lose_their_digits():
    hidden, shown = Row({"sex": "man"}, None, hidden=True), Row({}, 12, 40, 3.4567)

    assert coarsened([hidden, shown], Shape.TREND) == [hidden, Row({}, 10, 40, 3.5)]
