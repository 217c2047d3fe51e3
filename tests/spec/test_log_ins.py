"""Who may be invited, and when an invitation opens, as tables."""

from datetime import datetime, timedelta

import pytest

from framsteg.foundation.codes import AccountState
from framsteg.rules import log_ins as rule

NOW = datetime(2026, 3, 10, 12)
MADE = NOW - timedelta(hours=1)
RUNS_OUT = MADE + rule.INVITATION_LASTS
ACTIVE, INVITED, LAPSED = AccountState.ACTIVE, AccountState.INVITED, AccountState.LAPSED
CLOSED, NAME_ONLY = AccountState.CLOSED, AccountState.NAME_ONLY


# fmt: off
@pytest.mark.parametrize(("case", "now", "used", "revoked", "opens"), [
    ("at once",                      MADE,                            None, None, True),
    ("the last moment",              RUNS_OUT - timedelta(seconds=1), None, None, True),
    ("the moment it runs out",       RUNS_OUT,                        None, None, False),
    ("used",                         NOW,                             NOW,  None, False),
    ("taken back",                   NOW,                             None, NOW,  False),
])
def test_an_invitation_opens_once_for_three_days(case, now, used, revoked, opens):
    assert rule.is_open(expires_at=RUNS_OUT, used_at=used, revoked_at=revoked, now=now) is opens


@pytest.mark.parametrize(("email", "active", "closed", "invited", "state", "may"), [
    ("a@b.se", True,  False, False, ACTIVE,    False),
    ("a@b.se", False, False, True,  INVITED,   True),
    ("a@b.se", False, False, False, LAPSED,    True),
    ("a@b.se", False, True,  False, CLOSED,    False),
    ("a@b.se", False, True,  True,  CLOSED,    False),
    (None,     False, False, False, NAME_ONLY, False),
    (None,     False, True,  False, CLOSED,    False),
])
def test_who_is_in_already_or_has_left_is_not_invited(email, active, closed, invited, state, may):
    found = rule.state(email=email, active=active, closed=closed, invited=invited)

    assert found is state
    assert bool(rule.may_invite(found)) is may
# fmt: on
