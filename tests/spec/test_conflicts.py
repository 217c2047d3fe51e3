"""Conflict of interest: who may take part, be given a task, declare and end."""

from datetime import date

import pytest

from framsteg.rules import conflicts


@pytest.mark.parametrize("in_conflict", [True, False])
def test_who_has_declared_a_conflict_takes_no_part(in_conflict):
    assert bool(conflicts.may_take_part(in_conflict=in_conflict)) is not in_conflict
    assert bool(conflicts.may_be_given(in_conflict=in_conflict, name="Anna")) is not in_conflict


@pytest.mark.parametrize("already", [True, False])
def test_declared_once(already):
    assert bool(conflicts.may_declare(already=already)) is not already


@pytest.mark.parametrize(
    ("mine", "leads", "ended_on", "allowed"),
    [
        (True, False, None, True),
        (False, True, None, True),
        (False, False, None, False),
        (True, True, date(2026, 3, 1), False),
    ],
)
def test_ended_by_the_one_who_declared_it_or_the_lead(mine, leads, ended_on, allowed):
    decision = conflicts.may_end(declared_by_viewer=mine, leads=leads, ended_on=ended_on)

    assert bool(decision) is allowed
