"""Enquiries: what may become of them, in which order people wait, what a no must hold."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol, TypeVar

from framsteg.blueprints.schema import Blueprint, BookedBy
from framsteg.foundation.codes import DeclineReason, EnquiryOutcome
from framsteg.foundation.decision import ALLOW, Decision, deny
from framsteg.foundation.labels import label
from framsteg.foundation.text import say
from framsteg.rules.dates import EARLIEST, has_been

_CONCLUDED = frozenset({EnquiryOutcome.ACCEPTED, EnquiryOutcome.DECLINED, EnquiryOutcome.WITHDRAWN})
# Back to open undoes a slip. An accepted enquiry has become an enrolment and stays.
MAY_BECOME: dict[EnquiryOutcome, frozenset[EnquiryOutcome]] = {
    EnquiryOutcome.OPEN: _CONCLUDED | {EnquiryOutcome.WAITING},
    EnquiryOutcome.WAITING: _CONCLUDED | {EnquiryOutcome.OPEN},
    EnquiryOutcome.DECLINED: frozenset({EnquiryOutcome.OPEN}),
    EnquiryOutcome.WITHDRAWN: frozenset({EnquiryOutcome.OPEN}),
    EnquiryOutcome.ACCEPTED: frozenset(),
}


class Waiting(Protocol):
    """An enquiry on the waiting list, as far as its place in it is concerned."""

    @property
    def id(self) -> int: ...
    @property
    def received_on(self) -> date: ...


Waits = TypeVar("Waits", bound=Waiting)


def may_become(*, current: EnquiryOutcome, outcome: EnquiryOutcome) -> Decision:
    """Whether an enquiry with one outcome may be given another."""
    if outcome in MAY_BECOME[current]:
        return ALLOW
    return deny(
        say(
            "An enquiry that is “{current}” cannot become “{outcome}”.",
            current=label(current),
            outcome=label(outcome),
        )
    )


def may_receive(*, received_on: date, today: date) -> Decision:
    """An enquiry has come in."""
    return has_been(received_on, today=today)


def may_meet(*, on: date, held: bool, today: date) -> Decision:
    """An information meeting is booked for any day, and held on one that has come."""
    if on < EARLIEST:
        return deny(say("The day lies too far back: {day}.", day=on))
    if held and on > today:
        return deny(say("A meeting on {day} cannot have been held yet.", day=on))
    return ALLOW


def may_be_booked(*, booked_by: BookedBy | None, together_with: str) -> Decision:
    """A meeting that was booked by the referrer, or together, says who that was."""
    if booked_by in (None, BookedBy.PERSON) or together_with.strip():
        return ALLOW
    return deny(say("Write who takes part, so that the one who refers is not forgotten."))


def booked_otherwise(*, meant: BookedBy | None, booked_by: BookedBy | None) -> bool:
    """Whether a booking was made in another way than the programme has promised."""
    return meant is not None and booked_by is not None and booked_by is not meant


def may_decline(*, reason: DeclineReason | None, pointed_to: str) -> Decision:
    """A no needs a reason of fact, and somewhere else to turn."""
    if reason is None:
        return deny(say("Say why: a fact about the programme, never about readiness."))
    if not pointed_to.strip():
        return deny(say("Write where the person was pointed to, so that nobody is left alone."))
    return ALLOW


def decline_reasons(blueprint: Blueprint) -> tuple[DeclineReason, ...]:
    """The reasons that can be true in a programme."""
    unfit = set() if blueprint.eligibility.age else {DeclineReason.OUTSIDE_AGE}
    return tuple(reason for reason in DeclineReason if reason not in unfit)


def in_waiting_order(enquiries: Iterable[Waits]) -> tuple[Waits, ...]:
    """The day the enquiry came decides, nothing else; on the same day, which was noted first."""
    return tuple(sorted(enquiries, key=lambda enquiry: (enquiry.received_on, enquiry.id)))
