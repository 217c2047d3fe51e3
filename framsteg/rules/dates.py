"""Days that can be true, and months that count as people count them."""

from calendar import monthrange
from datetime import date, timedelta

from framsteg.blueprints.schema import Interval
from framsteg.foundation.decision import ALLOW, Decision, deny
from framsteg.foundation.text import say

# Supported Employment came to Sweden in the nineties; an earlier day is a slip of the pen.
EARLIEST = date(1990, 1, 1)
OLDEST = 110


def has_been(on: date, *, today: date) -> Decision:
    """A day that has come, and not so long ago that it must be a slip."""
    if on > today:
        return deny(say("The day has not come yet: {day}.", day=on))
    if on < EARLIEST:
        return deny(say("The day lies too far back: {day}.", day=on))
    return ALLOW


def plausible_birth_year(year: int, *, today: date) -> Decision:
    """Someone alive today."""
    if today.year - OLDEST <= year <= today.year:
        return ALLOW
    return deny(say("{year} cannot be a birth year.", year=year))


def add_months(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day when it is shorter."""
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(years, month + 1, min(day.day, monthrange(years, month + 1)[1]))


def after(interval: Interval, day: date) -> date:
    """The day when an interval that began on `day` has passed."""
    if interval.months is not None:
        return add_months(day, interval.months)
    return day + timedelta(days=interval.days or 0, weeks=interval.weeks or 0)
