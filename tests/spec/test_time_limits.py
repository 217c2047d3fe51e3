"""Internship and Supported Training: warned before the last day, refused after it."""

from datetime import date, timedelta

import pytest

from framsteg.blueprints.load import get
from framsteg.blueprints.schema import Interval
from framsteg.foundation.codes import PlacementKind
from framsteg.rules.time_limits import (
    limit_of,
    may_extend,
    may_go_on,
    may_plan,
    running_out,
    suggested_last_day,
)
from framsteg.rules.training import may_observe, may_reach, told_first

FIRST = date(2026, 1, 12)
INTERNSHIP, TRAINING = PlacementKind.INTERNSHIP, PlacementKind.SUPPORTED_TRAINING
TWELVE_WEEKS = Interval(weeks=12)


@pytest.mark.parametrize(
    ("kind", "last_day", "limit", "refusal"),
    [
        (TRAINING, date(2026, 4, 5), TWELVE_WEEKS, None),
        (TRAINING, date(2026, 4, 6), TWELVE_WEEKS, "at most 2026-04-05"),
        (TRAINING, date(2026, 9, 6), None, None),
        (INTERNSHIP, date(2026, 1, 11), None, "before the first"),
        (INTERNSHIP, date(2026, 1, 12), None, None),
        (INTERNSHIP, None, None, None),
        (PlacementKind.EMPLOYMENT, date(2026, 4, 5), None, "Only an internship"),
    ],
)
def test_how_long_it_may_be_planned_to_last(kind, last_day, limit, refusal):
    decision = may_plan(kind=kind, on=FIRST, last_day=last_day, limit=limit)

    assert bool(decision) is (refusal is None)
    assert refusal is None or refusal in str(decision.reason)


@pytest.mark.parametrize(
    ("days", "expected"),
    [(-15, None), (-14, False), (0, False), (1, True), (40, True)],
)
def test_it_is_warned_of_before_and_said_to_be_late_after(days, expected):
    last = date(2026, 4, 5)
    due = running_out(
        kind=TRAINING, planned_last_day=last, ends_on=None, today=last + timedelta(days=days)
    )

    assert (due and due.late) is expected


def test_after_the_last_day_nothing_is_noted_until_it_is_extended_with_a_reason():
    last = date(2026, 4, 5)
    assert may_go_on(on=last, planned_last_day=last)
    assert not may_go_on(on=last + timedelta(days=1), planned_last_day=last)

    told = {"kind": TRAINING, "to": last + timedelta(days=7), "planned": last, "ends_on": None}
    assert not may_extend(**told, reason="  ")
    assert may_extend(**told, reason="En ny uppgift att prova")
    assert not may_extend(**{**told, "to": last}, reason="En ny uppgift")
    assert not may_extend(**{**told, "ends_on": last}, reason="En ny uppgift")


def test_what_the_blueprints_say():
    assert limit_of(get("natkraft"), TRAINING) == TWELVE_WEEKS
    assert limit_of(get("utsikten"), INTERNSHIP) is None
    assert suggested_last_day(get("natkraft"), TRAINING, FIRST) == date(2026, 4, 5)
    assert suggested_last_day(get("utsikten"), INTERNSHIP, FIRST) == date(2026, 4, 5)
    assert suggested_last_day(get("natkraft"), PlacementKind.EMPLOYMENT, FIRST) is None


@pytest.mark.parametrize(
    ("on", "told", "said", "allowed"),
    [
        (FIRST, False, "", True),
        (FIRST, True, "Det var lättare i dag", True),
        (FIRST, False, "Det var lättare i dag", False),
        (date(2026, 1, 11), False, "", False),
        (date(2026, 4, 6), False, "", False),
        (date(2026, 6, 1), False, "", False),
    ],
)
def test_when_an_observation_may_be_noted(on, told, said, allowed):
    decision = may_observe(
        on=on,
        starts_on=FIRST,
        planned_last_day=date(2026, 4, 5),
        ends_on=None,
        told=told,
        person_said=said,
        today=date(2026, 5, 1),
    )

    assert bool(decision) is allowed
    assert bool(told_first(told=told, person_said=said)) is (told or not said)


@pytest.mark.parametrize(
    ("kind", "step", "on", "allowed"),
    [
        (TRAINING, 1, FIRST - timedelta(days=9), True),
        (TRAINING, 5, FIRST, True),
        (TRAINING, 6, FIRST, False),
        (TRAINING, 0, FIRST, False),
        (INTERNSHIP, 1, FIRST, False),
        (TRAINING, 2, date(2026, 5, 2), False),
    ],
)
def test_when_a_step_is_reached(kind, step, on, allowed):
    decision = may_reach(
        kind=kind, step=step, of=5, on=on, planned_last_day=None, today=date(2026, 5, 1)
    )

    assert bool(decision) is allowed
