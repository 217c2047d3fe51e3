"""Supervision every week for each specialist: held, booked, missing, or away that week."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from framsteg.foundation.codes import MeetingState
from framsteg.foundation.period import Period

WORKING_DAYS = 5


class Week(StrEnum):
    """How a week stands."""

    HELD = "held"
    BOOKED = "booked"
    AWAY = "away"
    MISSING = "missing"
    NOT_YET = "not_yet"  # this week, nothing booked, and the week is not over


@dataclass(frozen=True)
class Booked:
    """A supervision as the rule needs it: its day and how it went."""

    on: date
    state: MeetingState


def monday(day: date) -> date:
    """The first day of the day's week."""
    return day - timedelta(days=day.weekday())


def week(starts_on: date, *, booked: Iterable[Booked], away: Sequence[Period], today: date) -> Week:
    """How the week that begins on the Monday `starts_on` stands.

    Held goes before booked, and both before away: whoever was away all five working days missed
    nothing. A booked meeting whose day has passed without a note counts as missing.
    """
    ends = starts_on + timedelta(days=7)
    inside = [one for one in booked if starts_on <= one.on < ends]
    if any(one.state is MeetingState.HELD for one in inside):
        return Week.HELD
    if any(one.state is MeetingState.BOOKED and one.on >= today for one in inside):
        return Week.BOOKED
    days = [starts_on + timedelta(days=n) for n in range(WORKING_DAYS)]
    if all(any(day in period for period in away) for day in days):
        return Week.AWAY
    return Week.NOT_YET if today < ends else Week.MISSING
