"""Emergency access: what may be taken, and when it is over, as tables."""

from datetime import datetime, timedelta

import pytest

from framsteg.foundation.codes import Part
from framsteg.rules import emergencies as rule

NOW = datetime(2026, 3, 10, 23, 30)
PLAN, INCOME = Part.PLAN, Part.INCOME
WHY = "Hittad medvetslös, vi måste nå läkaren."


# fmt: off
@pytest.mark.parametrize(("case", "parts", "reach", "reason", "hours", "may"), [
    ("what the role reaches",       {PLAN},         {PLAN, INCOME}, WHY,           2,  True),
    ("all of it for a day",         {PLAN, INCOME}, {PLAN, INCOME}, WHY,           24, True),
    ("nothing",                     set(),          {PLAN},         WHY,           2,  False),
    ("beyond the role",             {INCOME},       {PLAN},         WHY,           2,  False),
    ("without a reason",            {PLAN},         {PLAN},         "   ",         2,  False),
    ("a reason that says nothing",  {PLAN},         {PLAN},         "Nödläge",     2,  False),
    ("spaces are no reason",        {PLAN},         {PLAN},         "x" + " " * 30, 2, False),
    ("a reason of just enough",     {PLAN},         {PLAN},         "x" * 20,      2,  True),
    ("no time",                     {PLAN},         {PLAN},         WHY,           0,  False),
    ("two days",                    {PLAN},         {PLAN},         WHY,           48, False),
])
def test_emergency_access_is_of_ones_role_for_hours_and_says_why(
    case, parts, reach, reason, hours, may
):
    assert bool(rule.may_take(parts=parts, reach=reach, reason=reason, hours=hours)) is may


@pytest.mark.parametrize(("case", "minutes", "ended", "over"), [
    ("just taken",           0,   None, False),
    ("the last minute",      119, None, False),
    ("its time",             120, None, True),
    ("ended before",         10,  NOW,  True),
])
def test_it_is_over_by_its_time_or_before(case, minutes, ended, over):
    ends = rule.ends_at(starts_at=NOW, hours=2)

    assert rule.is_over(ends_at=ends, ended_at=ended, now=NOW + timedelta(minutes=minutes)) is over
# fmt: on
