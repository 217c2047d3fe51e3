"""Requests and restrictions: when they may be noted, answered, begun and lifted."""

from datetime import date

import pytest

from framsteg.foundation.codes import RequestOutcome
from framsteg.rules import requests as rules

TODAY = date(2026, 3, 10)
MET, PARTLY, REFUSED, OPEN = (
    RequestOutcome.MET, RequestOutcome.PARTLY, RequestOutcome.REFUSED, RequestOutcome.OPEN,
)  # fmt: skip


def d(text):
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize(("asked", "allowed"), [("2026-03-10", True), ("2026-03-11", False)])
def test_noted_when_it_has_been_asked(asked, allowed):
    assert bool(rules.may_note(asked_on=d(asked), today=TODAY)) is allowed


@pytest.mark.parametrize(
    ("answered", "outcome", "reason", "on", "allowed"),
    [
        (False, MET, "", "2026-03-10", True),
        (False, MET, "", "2026-03-01", True),  # the day it was asked
        (False, MET, "", "2026-02-28", False),
        (False, MET, "", "2026-03-11", False),
        (False, PARTLY, "", "2026-03-10", False),
        (False, PARTLY, "Stämmer inte", "2026-03-10", True),
        (False, REFUSED, "  ", "2026-03-10", False),
        (False, REFUSED, "Journalen ska bevaras", "2026-03-10", True),
        (False, OPEN, "", "2026-03-10", False),
        (True, MET, "", "2026-03-10", False),
    ],
)
def test_answered_once_and_a_no_says_why(answered, outcome, reason, on, allowed):
    told = rules.may_answer(
        answered=answered, outcome=outcome, reason=reason, asked_on=date(2026, 3, 1),
        answered_on=d(on), today=TODAY,
    )  # fmt: skip

    assert bool(told) is allowed


@pytest.mark.parametrize(
    ("standing", "starts", "allowed"),
    [(False, "2026-03-10", True), (False, "2026-03-11", False), (True, "2026-03-10", False)],
)
def test_one_restriction_at_a_time(standing, starts, allowed):
    told = rules.may_restrict(standing=standing, starts_on=d(starts), today=TODAY)

    assert bool(told) is allowed


@pytest.mark.parametrize(
    ("ended", "told_on", "allowed"),
    [
        (False, "2026-03-10", True),
        (False, "2026-03-01", True),  # the day it began
        (False, "2026-02-28", False),
        (False, "2026-03-11", False),
        (False, None, False),
        (True, "2026-03-10", False),
    ],
)
def test_lifted_when_the_person_has_been_told(ended, told_on, allowed):
    told = rules.may_lift(ended=ended, told_on=d(told_on), starts_on=date(2026, 3, 1), today=TODAY)

    assert bool(told) is allowed


@pytest.mark.parametrize(("since", "allowed"), [(None, True), ("2026-03-01", False)])
def test_what_is_restricted_is_not_used(since, allowed):
    assert bool(rules.may_use(restricted_since=d(since))) is allowed
