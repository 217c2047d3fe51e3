"""Who may be invited, and when an invitation opens, as tables."""

from datetime import date, datetime, timedelta

import pytest

from framsteg.foundation.codes import AccountState, TokenScope
from framsteg.rules import log_ins as rule

RESULTS, PROGRAMMES = TokenScope.RESULTS, TokenScope.PROGRAMMES
TODAY = date(2026, 3, 10)
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


@pytest.mark.parametrize(("case", "days", "scopes", "may"), [
    ("tomorrow",           1,   [RESULTS],             True),
    ("today",              0,   [RESULTS],             False),
    ("a leap year",        366, [RESULTS, PROGRAMMES], True),
    ("a day too long",     367, [RESULTS],             False),
    ("opens nothing",      30,  [],                    False),
])
def test_a_key_opens_something_and_ends_within_a_year(case, days, scopes, may):
    ends = TODAY + timedelta(days=days)

    assert bool(rule.may_make_token(scopes=scopes, expires_on=ends, today=TODAY)) is may


@pytest.mark.parametrize(("case", "days", "scopes", "revoked", "opens"), [
    ("the last day but one", 1, [RESULTS],             None, True),
    ("the day it ends",      0, [RESULTS],             None, False),
    ("of another scope",     9, [PROGRAMMES],          None, False),
    ("of both",              9, [RESULTS, PROGRAMMES], None, True),
    ("taken back",           9, [RESULTS],             NOW,  False),
])
def test_a_key_opens_its_scopes_until_it_ends(case, days, scopes, revoked, opens):
    ends = TODAY + timedelta(days=days)

    assert opens is rule.token_opens(
        scope=RESULTS, scopes=scopes, expires_on=ends, revoked_at=revoked, today=TODAY
    )
# fmt: on
