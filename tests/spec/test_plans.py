"""The plan: who can be asked, when something is due, how it is closed."""

from datetime import date, timedelta

import pytest

from framsteg.foundation.codes import Part
from framsteg.foundation.plan_codes import Responsible
from framsteg.rules import plans

TODAY = date(2026, 3, 10)
NONE: frozenset[Part] = frozenset()
BOTH = frozenset({Part.IDENTITY, Part.PLAN})
COACH, AUTHORITY = Responsible.COACH, Responsible.AUTHORITY
RELATIVE, EMPLOYER = Responsible.RELATIVE, Responsible.EMPLOYER

# who, their organisation, the same as mine, what is shared with it, is a name given; may be asked
ASKED = [
    (COACH, "Kommunen", True, NONE, False, True),
    (COACH, "Regionen", False, NONE, False, False),
    (COACH, "Regionen", False, {Part.PLAN}, False, False),
    (COACH, "Regionen", False, {Part.IDENTITY}, False, False),
    (COACH, "Regionen", False, BOTH, False, True),
    (COACH, None, False, NONE, True, False),
    (AUTHORITY, "Regionen", False, BOTH, False, True),
    (AUTHORITY, "Regionen", False, NONE, True, False),
    (AUTHORITY, None, False, NONE, True, True),
    (AUTHORITY, None, False, NONE, False, False),
    (RELATIVE, None, False, NONE, False, True),
    (EMPLOYER, None, False, NONE, True, True),
    (EMPLOYER, "Regionen", False, BOTH, False, False),
    (Responsible.PARTICIPANT, None, False, NONE, False, True),
]


@pytest.mark.parametrize(("who", "organisation", "same", "shared", "named", "allowed"), ASKED)
def test_who_can_be_asked(who, organisation, same, shared, named, allowed):
    decision = plans.may_ask(
        responsible=who,
        staff_organisation=organisation,
        same_organisation=same,
        parts_shared=shared,
        named=named,
    )

    assert bool(decision) is allowed
    assert allowed or str(decision.reason)


@pytest.mark.parametrize(
    ("days", "late"), [(-1, True), (0, False), (1, False), (7, False), (8, None), (None, None)]
)
def test_when_it_is_due(days, late):
    due_on = None if days is None else TODAY + timedelta(days=days)

    due = plans.task_due(due_on=due_on, today=TODAY)

    assert (due and due.late) is late


@pytest.mark.parametrize(
    ("open_", "on", "allowed"),
    [(True, 0, True), (True, 1, False), (True, -5, True), (True, -6, False), (False, 0, False)],
)
def test_when_it_is_closed(open_, on, allowed):
    decision = plans.may_close(
        open_=open_,
        on=TODAY + timedelta(days=on),
        set_on=TODAY - timedelta(days=5),
        today=TODAY,
    )

    assert bool(decision) is allowed


def test_what_is_dropped_says_why():
    assert not plans.may_drop(reason=" ")
    assert plans.may_drop(reason="Butiken stängde")
