"""Each follow-up of the programme's rhythm is held, exempt for a reason, or missing.

A follow-up is due an interval after the one before it, or after the enrolment; it can be held
until the next one would have been due. One that is held starts the interval anew; one that is
missing or exempt does not move the days of those that follow.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from framsteg.blueprints.schema import Blueprint
from framsteg.foundation.decision import ALLOW, Decision, deny
from framsteg.foundation.follow_up_codes import ExemptReason
from framsteg.foundation.text import say
from framsteg.rules.dates import after
from framsteg.rules.deadlines import next_follow_up_on

SHOWN_BACK = timedelta(days=365)
"""What is missing longer ago than this stands on the person's page only."""


class FollowUpState(StrEnum):
    DONE = "done"
    EXEMPT = "exempt"
    MISSING = "missing"
    DUE = "due"  # its day has come, and it can still be held


@dataclass(frozen=True)
class Review:
    """One follow-up of the rhythm. `until` is the first day on which it is missing if not held."""

    due_on: date
    until: date
    state: FollowUpState
    held_on: date | None = None


@dataclass(frozen=True)
class Rhythm:
    """The follow-ups in order of time, and the day of the next one (None: there is no rhythm)."""

    reviews: tuple[Review, ...] = ()
    next_on: date | None = None

    def missing(self, *, since: date | None = None) -> tuple[Review, ...]:
        """Those that were neither held nor exempt, due on `since` or later."""
        gone = (r for r in self.reviews if r.state is FollowUpState.MISSING)
        return tuple(r for r in gone if since is None or r.due_on >= since)


def rhythm(
    blueprint: Blueprint,
    *,
    enrolled_on: date,
    held: Iterable[date],
    exempt: Iterable[date],
    until: date,
) -> Rhythm:
    """Every follow-up until a day: today, or the day of the exit.

    `held` are days of follow-ups; `exempt` days on which an exempt follow-up was due.
    """
    every = blueprint.follow_up.every
    due = next_follow_up_on(blueprint, enrolled_on=enrolled_on, last_on=None)
    if every is None or due is None:
        return Rhythm()
    days = _counting(
        [on for on in held if on <= until], enrolled_on, asks_at_start=due == enrolled_on
    )
    excused = sorted(exempt)
    found: list[Review] = []
    while True:
        closes = after(every, due)
        if days and days[0] < closes:
            on = days.pop(0)
            found.append(Review(due, closes, FollowUpState.DONE, on))
            due = after(every, max(on, enrolled_on))
        elif any(due <= day < closes for day in excused):
            found.append(Review(due, closes, FollowUpState.EXEMPT))
            due = closes
        elif closes <= until:
            found.append(Review(due, closes, FollowUpState.MISSING))
            due = closes
        else:
            if due <= until:
                found.append(Review(due, closes, FollowUpState.DUE))
            return Rhythm(tuple(found), due)


def _counting(held: list[date], enrolled_on: date, *, asks_at_start: bool) -> list[date]:
    """A talk before the enrolment can be the one at the start, and no other."""
    early = sorted(on for on in held if on < enrolled_on)
    return early[-1:] * asks_at_start + sorted(on for on in held if on >= enrolled_on)


def may_exempt(rhythm: Rhythm, *, due_on: date, reason: ExemptReason, words: str) -> Decision:
    """Only what has not been held is exempt, and always for a reason that is stated."""
    open_ = {
        r.due_on for r in rhythm.reviews if r.state in (FollowUpState.MISSING, FollowUpState.DUE)
    }
    if due_on not in open_ | {rhythm.next_on}:
        return deny(say("No follow-up that was not held was due on {day}.", day=due_on))
    if reason is ExemptReason.OTHER and not words.strip():
        return deny(say("Write why."))
    return ALLOW
