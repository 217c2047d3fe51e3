"""What is due about a person: follow-ups, silence, consents that run out, promises.

Each rule returns a `Due`, or None when there is nothing to say that day. Whoever asks has left
out people who have exited, and consents that are withdrawn.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from framsteg.blueprints.schema import Blueprint
from framsteg.foundation.codes import FollowUpKind
from framsteg.foundation.text import Text, say
from framsteg.rules.dates import after

FOLLOW_UP_AHEAD = timedelta(days=7)
CONSENT_AHEAD = timedelta(days=30)
EMPLOYER_AHEAD = timedelta(days=7)


class DueKind(StrEnum):
    FOLLOW_UP = "follow_up"
    MISSED_FOLLOW_UP = "missed_follow_up"
    SILENCE = "silence"
    CONSENT = "consent"
    FIRST_EMPLOYER_CONTACT = "first_employer_contact"
    NO_NEXT_STEP = "no_next_step"
    NEXT_STEP = "next_step"
    SUPPORT_CONTACT = "support_contact"
    TIME_LIMIT = "time_limit"


@dataclass(frozen=True)
class Due:
    """Something to do, the day it should be done, and how to say it."""

    kind: DueKind
    due_on: date
    late: bool
    words: Text


def follow_up_due(
    blueprint: Blueprint,
    *,
    enrolled_on: date,
    last_on: date | None,
    today: date,
    ahead: timedelta = FOLLOW_UP_AHEAD,
) -> Due | None:
    """The next follow-up, from a week before its day. The first one counts from the enrolment."""
    due_on = next_follow_up_on(blueprint, enrolled_on=enrolled_on, last_on=last_on)
    return follow_up_by(due_on, today=today, ahead=ahead)


def follow_up_by(
    due_on: date | None, *, today: date, ahead: timedelta = FOLLOW_UP_AHEAD
) -> Due | None:
    """A follow-up from a week before its day, which is told; None for no day."""
    if due_on is None or today < due_on - ahead:
        return None
    late = due_on < today
    if late:
        words = say("The follow-up was due on {day}.", day=due_on)
    else:
        words = say("Follow-up by {day}.", day=due_on)
    return Due(DueKind.FOLLOW_UP, due_on, late, words)


def next_follow_up_on(
    blueprint: Blueprint, *, enrolled_on: date, last_on: date | None
) -> date | None:
    """The day of the next follow-up; None where the programme has no rhythm."""
    every = blueprint.follow_up.every
    if every is None:
        return None
    if last_on is None and _asks_at_start(blueprint):
        return enrolled_on
    return after(every, max(last_on or enrolled_on, enrolled_on))


def silence(
    blueprint: Blueprint, *, enrolled_on: date, last_contact_on: date | None, today: date
) -> Due | None:
    """No contact for the blueprint's number of days, counted from the enrolment at the earliest."""
    since = max(last_contact_on or enrolled_on, enrolled_on)
    cutoff = silent_since(blueprint, today=today)
    if cutoff is None or since > cutoff:
        return None
    due_on = since + timedelta(days=blueprint.follow_up.silence_days or 0)
    words = say("No contact for {n} days.", n=(today - since).days)
    return Due(DueKind.SILENCE, due_on, True, words)


def silent_since(blueprint: Blueprint, *, today: date) -> date | None:
    """Someone whose last contact was on this day or earlier is silent. For lists, in SQL."""
    days = blueprint.follow_up.silence_days
    return None if days is None else today - timedelta(days=days)


def consent_runs_out(
    *, expires_on: date | None, today: date, ahead: timedelta = CONSENT_AHEAD
) -> Due | None:
    """A consent that ends within thirty days, or has ended. `expires_on` is its first day without.

    A consent without an end never runs out.
    """
    if expires_on is None or today < expires_on - ahead:
        return None
    if expires_on <= today:
        words = say("The consent ran out on {day}.", day=expires_on)
        return Due(DueKind.CONSENT, expires_on, True, words)
    return Due(
        DueKind.CONSENT, expires_on, False, say("The consent runs out {day}.", day=expires_on)
    )


def first_employer_contact_due(
    blueprint: Blueprint,
    *,
    enrolled_on: date,
    first_contact_on: date | None,
    today: date,
    ahead: timedelta = EMPLOYER_AHEAD,
) -> Due | None:
    """The first meeting with an employer, within the blueprint's days from the enrolment."""
    if blueprint.rapid_search_days is None or first_contact_on is not None:
        return None
    due_on = enrolled_on + timedelta(days=blueprint.rapid_search_days)
    if today < due_on - ahead:
        return None
    late = due_on < today
    if late:
        words = say("No employer has been met yet; the goal was {day}.", day=due_on)
    else:
        words = say("Meet a first employer by {day}.", day=due_on)
    return Due(DueKind.FIRST_EMPLOYER_CONTACT, due_on, late, words)


def missing_next_step(*, has_next_step: bool, next_step_on: date | None, today: date) -> Due | None:
    """A person without a next step, or with one whose day has come or passed."""
    if not has_next_step:
        return Due(DueKind.NO_NEXT_STEP, today, True, say("There is no next step."))
    if next_step_on is None or next_step_on > today:
        return None
    if next_step_on == today:
        return Due(DueKind.NEXT_STEP, next_step_on, False, say("The next step is for today."))
    words = say("The next step was for {day}.", day=next_step_on)
    return Due(DueKind.NEXT_STEP, next_step_on, True, words)


def _asks_at_start(blueprint: Blueprint) -> bool:
    report = blueprint.follow_up.self_report
    return report is not None and FollowUpKind.START in report.at
