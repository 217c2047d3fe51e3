"""Between the chairs: who is about to be lost, and why it is said. A fact about the support, never

about the person. Each rule returns a `Finding`, or None when there is nothing to say that day.
The limits in days are Framsteg's own choice where the blueprint has none.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from framsteg.blueprints.schema import Blueprint
from framsteg.foundation.codes import EnquiryOutcome, PlacementKind
from framsteg.foundation.text import Text, say
from framsteg.rules import deadlines

PROMISE_PATIENCE = timedelta(days=7)
ANSWER_PATIENCE = timedelta(days=14)
WAITING_PATIENCE = timedelta(days=90)
ENDING_AHEAD = timedelta(days=90)
ROUNDS = 3

JOBS = frozenset({PlacementKind.EMPLOYMENT, PlacementKind.SUBSIDISED, PlacementKind.OWN_BUSINESS})


class Chair(StrEnum):
    """The ways to fall between the chairs, as the page groups them."""

    SILENCE = "silence"
    GOING_ROUND = "going_round"
    PAST_DATE = "past_date"
    NO_ONE = "no_one"
    ENDING = "ending"


@dataclass(frozen=True)
class Finding:
    """Why somebody stands on the page, and since which day."""

    chair: Chair
    words: Text
    since: date


@dataclass(frozen=True)
class Step:
    """A step on the way: a phase (by its key) or a placement (by its kind), from a day on."""

    step: str
    name: Text | str
    starts_on: date


@dataclass(frozen=True)
class Responsible:
    """A main coach as the rule needs one."""

    name: str
    is_active: bool
    has_role: bool
    away_without_cover: bool = False


def silence(
    blueprint: Blueprint, *, enrolled_on: date, last_contact_on: date | None, today: date
) -> Finding | None:
    """The blueprint's own limit, as on Min dag."""
    due = deadlines.silence(
        blueprint, enrolled_on=enrolled_on, last_contact_on=last_contact_on, today=today
    )
    return Finding(Chair.SILENCE, due.words, due.due_on) if due else None


def going_round(steps: Iterable[Step], *, today: date) -> Finding | None:
    """The same step begun for the third time or more, with no job begun in between.

    A job wipes the slate: what comes after it is counted anew. Steps to come do not count.
    """
    begun = [step for step in steps if step.starts_on <= today]
    # On the same day the job counts first: it is what the step is measured from.
    begun.sort(key=lambda step: (step.starts_on, step.step not in JOBS))
    times: dict[str, int] = {}
    found: Finding | None = None
    for step in begun:
        if step.step in JOBS:
            times, found = {}, None
            continue
        times[step.step] = times.get(step.step, 0) + 1
        if times[step.step] >= ROUNDS:
            words = say("“{step}” for time number {n}, with no job in between.",
                        step=step.name, n=times[step.step])  # fmt: skip
            found = Finding(Chair.GOING_ROUND, words, step.starts_on)
    return found


def promise_past(*, next_step: str, next_step_on: date | None, today: date) -> Finding | None:
    """A promised day that passed a week ago or more, and nothing has happened."""
    if not next_step or next_step_on is None or today < next_step_on + PROMISE_PATIENCE:
        return None
    words = say("“{step}” was promised for {day}.", step=next_step, day=next_step_on)
    return Finding(Chair.PAST_DATE, words, next_step_on)


def enquiry_past(
    *,
    outcome: EnquiryOutcome,
    received_on: date,
    outcome_on: date | None,
    meeting_on: date | None,
    meeting_held: bool,
    today: date,
) -> Finding | None:
    """An enquiry without an answer, a meeting that was not held, or a long wait for a place."""
    if outcome is EnquiryOutcome.WAITING:
        since = outcome_on or received_on
        if today < since + WAITING_PATIENCE:
            return None
        words = say("On the waiting list since {day}.", day=since)
        return Finding(Chair.PAST_DATE, words, since)
    if outcome is not EnquiryOutcome.OPEN:
        return None
    if meeting_on is not None and not meeting_held:
        if meeting_on >= today:
            return None
        words = say("The information meeting on {day} is not noted as held.", day=meeting_on)
        return Finding(Chair.PAST_DATE, words, meeting_on)
    since = meeting_on or received_on
    if today < since + ANSWER_PATIENCE:
        return None
    return Finding(Chair.PAST_DATE, say("Has waited for an answer since {day}.", day=since), since)


def no_one(
    coaches: Iterable[Responsible], *, enrolled_on: date, ended_on: date | None
) -> Finding | None:
    """Nobody who can act today. `ended_on` is when the last coach's task ended, if it has."""
    coaches = tuple(coaches)
    since = ended_on or enrolled_on
    if not coaches:
        return Finding(Chair.NO_ONE, say("No coach is assigned."), since)
    if any(c.is_active and c.has_role and not c.away_without_cover for c in coaches):
        return None
    words, *others = (_gone(coach) for coach in coaches)
    for other in others:
        words = say("{first} {then}", first=words, then=other)
    return Finding(Chair.NO_ONE, words, since)


def ending(*, programme_ends_on: date | None, today: date) -> Finding | None:
    """The programme ends within ninety days, or has ended, with the person still enrolled.

    `programme_ends_on` is the first day outside the programme.
    """
    if programme_ends_on is None or today < programme_ends_on - ENDING_AHEAD:
        return None
    last_day = programme_ends_on - timedelta(days=1)
    if programme_ends_on <= today:
        words = say("The programme ended on {day}.", day=last_day)
    else:
        words = say("The programme ends on {day}.", day=last_day)
    return Finding(Chair.ENDING, words, last_day)


def _gone(coach: Responsible) -> Text:
    if not coach.is_active:
        return say("{name} has left.", name=coach.name)
    if not coach.has_role:
        return say("{name} no longer works in the programme.", name=coach.name)
    return say("{name} is away and nobody covers.", name=coach.name)
