"""When a programme ends, everyone is handed over to a service that said yes: nobody is left."""

from datetime import date
from enum import StrEnum

from framsteg.foundation.codes import HandOverAnswer, PersonSays
from framsteg.foundation.decision import ALLOW, Decision, deny
from framsteg.foundation.text import say
from framsteg.rules.dates import has_been


class Stage(StrEnum):
    """How far a person's hand-over has come."""

    NOT_ASKED = "not_asked"
    DECLINED = "declined"
    PERSON_SAYS_NO = "person_says_no"
    WAITING = "waiting"
    ACCEPTED = "accepted"  # by the service; the person has not been asked
    READY = "ready"  # both say yes
    DONE = "done"


def stage(*, answer: HandOverAnswer | None, person_says: PersonSays | None, exited: bool) -> Stage:
    """Where the latest request stands; None for a person nobody has asked about."""
    if exited:
        return Stage.DONE
    if answer is None:
        return Stage.NOT_ASKED
    if answer is HandOverAnswer.DECLINED:
        return Stage.DECLINED
    if person_says is PersonSays.NO:
        return Stage.PERSON_SAYS_NO
    if answer is HandOverAnswer.WAITING:
        return Stage.WAITING
    return Stage.READY if person_says is PersonSays.YES else Stage.ACCEPTED


def may_ask(*, service: str, on: date, enrolled_on: date, waiting: str, today: date) -> Decision:
    """One named service at a time; `waiting` is the one asked already, if it has not declined."""
    if not service.strip():
        return deny(say("Name the service that is asked to take over."))
    if waiting:
        return deny(say("{service} has been asked already. Take that back first.", service=waiting))
    if on < enrolled_on:
        return deny(say("The person was not enrolled until {day}.", day=enrolled_on))
    return has_been(on, today=today)


def may_answer(
    *, answer: HandOverAnswer, reason: str, asked_on: date, on: date | None, today: date
) -> Decision:
    """An answer comes after the question, and a no says why."""
    if answer is HandOverAnswer.WAITING:
        return ALLOW
    if on is None:
        return deny(say("Say which day the service answered."))
    if on < asked_on:
        return deny(say("The service was not asked until {day}.", day=asked_on))
    if answer is HandOverAnswer.DECLINED and not may_decline(reason=reason):
        return may_decline(reason=reason)
    return has_been(on, today=today)


def may_decline(*, reason: str) -> Decision:
    """A service's no says why."""
    if reason.strip():
        return ALLOW
    return deny(say("Write why the service said no, so that the next one can be asked right."))


def may_complete(*, reached: Stage) -> Decision:
    """A person leaves to a service when both the service and the person have said yes."""
    if reached is Stage.READY:
        return ALLOW
    if reached is Stage.DONE:
        return deny(say("The person has been handed over already."))
    if reached is Stage.ACCEPTED:
        return deny(say("The person's own yes is missing."))
    if reached is Stage.PERSON_SAYS_NO:
        return deny(say("The person says no. Ask another service."))
    return deny(say("No service has accepted the person."))


def may_end(*, left_over: int, ended_on: date | None, on: date, today: date) -> Decision:
    """A programme is ended when nobody is left in it."""
    if ended_on is not None:
        return deny(say("The programme was marked as ended on {day}.", day=ended_on))
    if left_over:
        return deny(
            say(
                "{n} enrolled persons are left over. Hand over each of them first: "
                "the list below says who.",
                n=left_over,
            )
        )
    return has_been(on, today=today)


def may_be_listed(*, exited_on: date | None, ended_on: date | None) -> Decision:
    """Whether a list may add somebody to a programme: an ended one has nobody left in it.

    Who left before it ended belongs to its past, and may be added afterwards.
    """
    if ended_on is not None and exited_on is not None and exited_on <= ended_on:
        return ALLOW
    return still_running(ended_on=ended_on)


def still_running(*, ended_on: date | None) -> Decision:
    """Nobody is enrolled in a programme that has ended."""
    if ended_on is None:
        return ALLOW
    return deny(say("The programme ended on {day}.", day=ended_on))
