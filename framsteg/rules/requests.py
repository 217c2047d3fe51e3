"""What a person asks for: corrections and erasure noted with their outcome, restriction of use.

Source: the General Data Protection Regulation, articles 16 (rectification), 17 (erasure), 18
(restriction), 19 (others are told) and 21 (objection). What the answer should be is for people.
"""

from datetime import date

from framsteg.foundation.codes import RequestOutcome
from framsteg.foundation.decision import ALLOW, Decision, deny
from framsteg.foundation.text import say

NEEDS_REASON = frozenset({RequestOutcome.PARTLY, RequestOutcome.REFUSED})


def may_note(*, asked_on: date, today: date) -> Decision:
    """What has been asked."""
    if asked_on > today:
        return deny(say("The day has not come yet: {day}.", day=asked_on))
    return ALLOW


def may_answer(
    *,
    answered: bool,
    outcome: RequestOutcome,
    reason: str,
    asked_on: date,
    answered_on: date,
    today: date,
) -> Decision:
    """A request is answered once; a no, in whole or in part, says why."""
    if answered:
        return deny(say("It is answered already."))
    if outcome is RequestOutcome.OPEN:
        return deny(say("Choose what became of it."))
    if outcome in NEEDS_REASON and not reason.strip():
        return deny(say("Say why, in words that the person can read."))
    if answered_on > today:
        return deny(say("The day has not come yet: {day}.", day=answered_on))
    if answered_on < asked_on:
        return deny(say("The answer cannot come before the request."))
    return ALLOW


def may_restrict(*, standing: bool, starts_on: date, today: date) -> Decision:
    """One restriction at a time, from today or a day that has been."""
    if standing:
        return deny(say("The use is restricted already."))
    if starts_on > today:
        return deny(say("The day has not come yet: {day}.", day=starts_on))
    return ALLOW


def may_lift(*, ended: bool, told_on: date | None, starts_on: date, today: date) -> Decision:
    """The person is told before a restriction is lifted (article 18.3)."""
    if ended:
        return deny(say("The restriction is lifted already."))
    if told_on is None or told_on > today:
        return deny(say("Tell the person first, and note which day you did."))
    if told_on < starts_on:
        return deny(say("The person cannot have been told before it began."))
    return ALLOW


def may_use(*, restricted_since: date | None) -> Decision:
    """Whether what is kept about a person may be changed, taken out or counted."""
    if restricted_since is None:
        return ALLOW
    return deny(
        say(
            "The use of what is kept about the person is restricted since {day}: nothing may be "
            "changed or taken out. Ask the data protection officer or the lead.",
            day=restricted_since,
        )
    )
