"""In and out of a programme: the order of the days, and nobody dropped."""

from datetime import date

import pytest

from framsteg.foundation.codes import ExitReason
from framsteg.rules.exits import may_enrol, may_enter, may_leave, may_take_back, still_enrolled

TODAY = date(2013, 6, 15)
STARTED = date(2013, 1, 1)


@pytest.mark.parametrize(
    ("on", "reason"),
    [
        (STARTED, ""),
        (TODAY, ""),
        (date(2012, 12, 31), "The programme did not start until 2013-01-01."),
        (date(2013, 6, 16), "The day has not come yet: 2013-06-16."),
    ],
)
def test_people_are_enrolled_while_the_programme_runs(on, reason):
    assert str(may_enrol(on=on, starts_on=STARTED, today=TODAY).reason) == reason


@pytest.mark.parametrize(
    ("reason", "on", "exited_on", "handed_over_to", "refusal"),
    [
        (ExitReason.EMPLOYMENT, TODAY, None, "", ""),
        (ExitReason.EMPLOYMENT, STARTED, None, "", ""),  # the same day
        (
            ExitReason.EMPLOYMENT,
            date(2012, 12, 31),
            None,
            "",
            "The exit comes before the enrolment on 2013-01-01.",
        ),
        (
            ExitReason.EMPLOYMENT,
            date(2013, 6, 16),
            None,
            "",
            "The day has not come yet: 2013-06-16.",
        ),
        (
            ExitReason.OWN_CHOICE,
            TODAY,
            date(2013, 5, 1),
            "",
            "The person left the programme on 2013-05-01.",
        ),
        (ExitReason.HANDED_OVER, TODAY, None, "Arbetsförmedlingen", ""),
        (
            ExitReason.HANDED_OVER,
            TODAY,
            None,
            " ",
            "Name the service that the person is handed over to.",
        ),
        (ExitReason.PROGRAMME_ENDED, TODAY, None, "Arbetsförmedlingen", ""),
    ],
)
def test_an_exit_has_its_day_and_a_hand_over_its_receiver(
    reason, on, exited_on, handed_over_to, refusal
):
    decision = may_leave(
        reason=reason,
        on=on,
        enrolled_on=STARTED,
        exited_on=exited_on,
        handed_over_to=handed_over_to,
        today=TODAY,
    )

    assert (decision.allowed, str(decision.reason)) == (not refusal, refusal)


def test_only_an_exit_that_was_made_is_taken_back():
    assert may_take_back(exited_on=TODAY)
    assert not may_take_back(exited_on=None)


def test_what_is_done_is_done_with_those_who_are_in():
    assert still_enrolled(exited_on=None)
    assert not still_enrolled(exited_on=TODAY)


def test_a_person_is_in_a_programme_once_at_a_time():
    decision = may_enter(programme="Utsikten", already=True)

    assert str(decision.reason) == "This person is enrolled in Utsikten already."
    assert may_enter(programme="Utsikten", already=False)
