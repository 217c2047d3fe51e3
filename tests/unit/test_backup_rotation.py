"""Which backups are kept."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framsteg.config.backups.rotation import DAYS, MONTHS, WEEKS, kept

NEWEST = datetime(2026, 11, 27, 2, 0, tzinfo=UTC)


def nights(number: int) -> list[datetime]:
    return [NEWEST - timedelta(days=n) for n in range(number)]


@pytest.mark.parametrize(
    ("nights_back", "stays"),
    [
        (0, True),
        (6, True),
        (7, False),  # the eighth day, and not the newest of its week
        (12, True),  # Sunday 15 November, the newest of its week
        (19, True),
        (26, False),  # Sunday 1 November would be the fifth week
        (27, True),  # 31 October, the newest of its month
        (28, False),
        (58, True),  # 30 September
        (59, False),
        (89, False),  # August is the fourth month
    ],
)
def test_night_after_night(nights_back: int, stays: bool) -> None:
    taken = nights(400)

    assert (taken[nights_back] in kept(taken)) is stays


def test_what_was_erased_lives_on_for_less_than_four_months() -> None:
    oldest = min(kept(nights(400)))

    assert NEWEST - oldest < timedelta(days=4 * 31)


@given(st.sets(st.datetimes(datetime(2025, 1, 1), datetime(2027, 1, 1)), max_size=60))
def test_the_newest_stays_and_few_do(times: set[datetime]) -> None:
    taken = {at.replace(tzinfo=UTC) for at in times}

    stay = kept(taken)

    assert stay <= taken
    assert len(stay) <= DAYS + WEEKS + MONTHS
    assert not taken or max(taken) in stay
    assert kept(stay) == stay  # a second time takes nothing more


def test_a_clock_that_was_wrong_loses_no_backup_of_yesterday() -> None:
    ahead = NEWEST + timedelta(days=4000)

    assert {NEWEST, ahead} <= kept([ahead, *nights(3)])
