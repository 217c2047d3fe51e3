"""Enquiries: what may become of them, who waits first, what a no must hold."""

from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framsteg.blueprints.load import get
from framsteg.blueprints.schema import BookedBy
from framsteg.foundation.codes import DeclineReason, EnquiryOutcome
from framsteg.rules.enquiries import (
    booked_otherwise,
    decline_reasons,
    in_waiting_order,
    may_be_booked,
    may_become,
    may_decline,
    may_meet,
    may_receive,
)
from tests.oracles.queues import in_waiting_order as slowly

TODAY = date(2013, 6, 15)
TOMORROW = date(2013, 6, 16)

O, W, A, D, X = (  # noqa: E741 - the columns of the table below
    EnquiryOutcome.OPEN,
    EnquiryOutcome.WAITING,
    EnquiryOutcome.ACCEPTED,
    EnquiryOutcome.DECLINED,
    EnquiryOutcome.WITHDRAWN,
)
ALLOWED = {
    (O, W), (O, A), (O, D), (O, X),
    (W, A), (W, D), (W, X), (W, O),
    (D, O), (X, O),
}  # fmt: skip


@pytest.mark.parametrize("outcome", EnquiryOutcome)
@pytest.mark.parametrize("current", EnquiryOutcome)
def test_an_outcome_follows_only_from_some(current, outcome):
    decision = may_become(current=current, outcome=outcome)

    assert decision.allowed is ((current, outcome) in ALLOWED)


def test_a_refused_outcome_names_both():
    decision = may_become(current=A, outcome=D)

    assert str(decision.reason) == "An enquiry that is “Accepted” cannot become “Declined”."


@pytest.mark.parametrize(
    ("reason", "pointed_to", "allowed"),
    [
        (DeclineReason.OUTSIDE_AGE, "Ungdomsmottagningen", True),
        (DeclineReason.OUTSIDE_AGE, "", False),
        (DeclineReason.OUTSIDE_AGE, "  ", False),
        (None, "Ungdomsmottagningen", False),
    ],
)
def test_a_no_has_a_reason_of_fact_and_somewhere_to_turn(reason, pointed_to, allowed):
    decision = may_decline(reason=reason, pointed_to=pointed_to)

    assert decision.allowed is allowed
    assert bool(decision.reason.msgid) is not allowed


def test_age_is_a_reason_only_where_there_is_an_age_limit():
    assert DeclineReason.OUTSIDE_AGE in decline_reasons(get("utsikten"))
    assert DeclineReason.OUTSIDE_AGE not in decline_reasons(get("natkraft"))


@pytest.mark.parametrize(
    ("received_on", "allowed"), [(TODAY, True), (TOMORROW, False), (date(1989, 1, 1), False)]
)
def test_an_enquiry_has_come_in(received_on, allowed):
    assert may_receive(received_on=received_on, today=TODAY).allowed is allowed


@pytest.mark.parametrize(
    ("on", "held", "allowed"),
    [
        (TOMORROW, False, True),  # booked
        (TOMORROW, True, False),  # cannot have been held
        (TODAY, True, True),
        (date(1013, 6, 15), False, False),  # a slip of the pen
    ],
)
def test_a_meeting_is_booked_ahead_and_held_when_its_day_has_come(on, held, allowed):
    assert may_meet(on=on, held=held, today=TODAY).allowed is allowed


P, R, T = BookedBy.PERSON, BookedBy.REFERRER, BookedBy.TOGETHER


@pytest.mark.parametrize(
    ("booked_by", "together_with", "allowed"),
    [
        (None, "", True),  # not told
        (P, "", True),  # nobody else need be there
        (R, "", False),
        (T, " ", False),
        (T, "the contact at the clinic", True),
    ],
)
def test_a_meeting_that_was_not_booked_by_the_person_alone_says_who_takes_part(
    booked_by, together_with, allowed
):
    decision = may_be_booked(booked_by=booked_by, together_with=together_with)
    assert decision.allowed is allowed


@pytest.mark.parametrize(
    ("meant", "booked_by", "otherwise"),
    [(T, T, False), (T, P, True), (P, T, True), (T, None, False), (None, P, False)],
)
def test_a_booking_is_held_to_what_the_programme_has_promised(meant, booked_by, otherwise):
    assert booked_otherwise(meant=meant, booked_by=booked_by) is otherwise


@dataclass(frozen=True)
class Waiting:
    id: int
    received_on: date


def test_the_day_decides_the_order_and_nothing_else():
    first, second, third = (
        Waiting(9, date(2013, 1, 1)),
        Waiting(2, date(2013, 2, 1)),
        Waiting(3, date(2013, 2, 1)),
    )

    assert in_waiting_order([third, first, second]) == (first, second, third)


@given(
    st.lists(
        st.builds(Waiting, id=st.integers(1, 99), received_on=st.dates(TODAY, date(2013, 6, 25))),
        unique_by=lambda enquiry: enquiry.id,
        max_size=12,
    )
)
def test_the_waiting_list_agrees_with_calling_one_at_a_time(enquiries):
    assert list(in_waiting_order(enquiries)) == slowly(enquiries)
