"""When a secret address opens, and what WHO-5 adds up to."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framsteg.rules import self_reports as rule

NOW = datetime(2026, 3, 10, 9, tzinfo=UTC)
A_MOMENT = timedelta(seconds=1)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("expires_at", "used_at", "revoked_at", "to_finish", "opens"),
    [
        (NOW + A_MOMENT, None, None, timedelta(0), True),
        (NOW, None, None, timedelta(0), False),
        (NOW - A_MOMENT, None, None, timedelta(0), False),
        (NOW - A_MOMENT, None, None, HOUR, True),
        (NOW - HOUR + A_MOMENT, None, None, HOUR, True),
        (NOW - HOUR, None, None, HOUR, False),
        (NOW + HOUR, NOW - A_MOMENT, None, HOUR, False),
        (NOW + HOUR, None, NOW - A_MOMENT, HOUR, False),
    ],
)
def test_an_address_opens_once_until_it_ends(
    expires_at: datetime,
    used_at: datetime | None,
    revoked_at: datetime | None,
    to_finish: timedelta,
    opens: bool,
) -> None:
    assert (
        rule.is_open(
            expires_at=expires_at,
            used_at=used_at,
            revoked_at=revoked_at,
            now=NOW,
            to_finish=to_finish,
        )
        is opens
    )


@pytest.mark.parametrize(
    ("answers", "raw"),
    [
        ((0, 0, 0, 0, 0), 0),
        ((5, 5, 5, 5, 5), 25),
        ((3, 2, 4, 1, 5), 15),
        ((3, 2, None, 1, 5), None),
        ((), None),
        ((5, 5, 5, 5), None),
    ],
)
def test_who5_is_added_up_only_when_all_five_are_answered(
    answers: tuple[int | None, ...], raw: int | None
) -> None:
    assert rule.who5_raw(answers) == raw


@given(st.lists(st.integers(0, 5), min_size=5, max_size=5))
def test_who5_is_between_0_and_25_and_four_times_that_of_a_hundred(answers: list[int]) -> None:
    counted = 0
    for answer in answers:
        for _step in range(answer):
            counted += 1

    raw = rule.who5_raw(answers)

    assert raw == counted
    assert rule.who5_percent(counted) == counted + counted + counted + counted <= 100


@pytest.mark.parametrize(
    ("values", "allowed"),
    [
        ({}, True),
        ({"key": "other"}, False),
        ({"items": 4}, False),
        ({"answers": 5}, False),
        ({"licence": " "}, False),
        ({"source": ""}, False),
    ],
)
def test_texts_are_loaded_whole_and_with_their_licence(
    values: dict[str, str | int], allowed: bool
) -> None:
    whole = {"key": "who5", "items": 5, "answers": 6, "licence": "CC BY-NC-SA", "source": "WHO"}

    assert bool(rule.may_load(**{**whole, **values})) is allowed  # type: ignore[arg-type]
