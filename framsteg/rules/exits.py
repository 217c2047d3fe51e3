"""The way in and out of a programme, in days and reasons. A lost job is not an exit."""

from datetime import date, timedelta

from framsteg.foundation.codes import ExitReason
from framsteg.foundation.decision import ALLOW, Decision, deny
from framsteg.foundation.text import say
from framsteg.rules.dates import has_been

# Two of the months in which the next job is looked for: an exit now is no plain exit.
AFTER_LOSS = timedelta(days=60)
_EXPLAINS_ITSELF = frozenset(
    {
        ExitReason.EMPLOYMENT,
        ExitReason.STUDIES,
        ExitReason.MOVED,
        ExitReason.PROGRAMME_ENDED,
        ExitReason.HANDED_OVER,
        ExitReason.DECEASED,
        ExitReason.REGISTERED_BY_MISTAKE,
    }
)


def may_enrol(*, on: date, starts_on: date, today: date) -> Decision:
    """Whether someone may be enrolled on a day in a programme that started on another."""
    if on < starts_on:
        return deny(say("The programme did not start until {day}.", day=starts_on))
    return has_been(on, today=today)


def may_enter(*, programme: str, already: bool) -> Decision:
    """A person is in a programme once at a time; after an exit they may come back."""
    if already:
        return deny(say("This person is enrolled in {programme} already.", programme=programme))
    return ALLOW


def may_answer_once(*, taken: bool) -> Decision:
    """An enquiry becomes one enrolment; sent twice, the second is refused."""
    if taken:
        return deny(say("This enquiry has already become an enrolment."))
    return ALLOW


def still_enrolled(*, exited_on: date | None) -> Decision:
    """What is done in a programme is done with those who are in it."""
    if exited_on is None:
        return ALLOW
    return deny(say("The person left the programme on {day}.", day=exited_on))


def may_leave(
    *,
    reason: ExitReason,
    on: date,
    enrolled_on: date,
    exited_on: date | None,
    handed_over_to: str,
    today: date,
) -> Decision:
    """Whether a person may exit on a day for a reason; a hand-over names who receives them."""
    if exited_on is not None:
        return still_enrolled(exited_on=exited_on)
    if on < enrolled_on:
        return deny(say("The exit comes before the enrolment on {day}.", day=enrolled_on))
    if reason is ExitReason.HANDED_OVER and not handed_over_to.strip():
        return deny(say("Name the service that the person is handed over to."))
    return has_been(on, today=today)


def asks_why_after_loss(*, reason: ExitReason, on: date, lost_on: date | None) -> bool:
    """Whether an exit comes so soon after a lost job that it is asked about in words.

    `lost_on` is the first day without the job. A new job, studies and what nobody chose need no
    explaining.
    """
    if lost_on is None or reason in _EXPLAINS_ITSELF:
        return False
    return lost_on <= on < lost_on + AFTER_LOSS


def may_take_back(*, exited_on: date | None) -> Decision:
    """Only an exit that has been made can be undone."""
    if exited_on is None:
        return deny(say("The person has not left the programme."))
    return ALLOW
