"""Between the chairs: who is said to be about to be lost, and from which day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framsteg.blueprints.load import get
from framsteg.foundation.codes import EnquiryOutcome, HandOverAnswer, PersonSays
from framsteg.rules import chairs, handovers
from framsteg.rules.chairs import Responsible, Step
from tests.oracles.chairs import goes_round

TODAY = date(2026, 3, 10)
HERE = Responsible("Anna", is_active=True, has_role=True)
LEFT = Responsible("Bo", is_active=False, has_role=True)
NO_ROLE = Responsible("Siv", is_active=True, has_role=False)
AWAY = Responsible("Eva", is_active=True, has_role=True, away_without_cover=True)


def told(finding):
    return None if finding is None else (str(finding.words), finding.since.isoformat())


def way(*steps):
    return [Step(kind, kind, date.fromisoformat(day)) for kind, day in steps]


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ([], None),
        # twice is not going round, the third time is
        ([("internship", "2025-01-01"), ("internship", "2025-05-01")], None),
        (
            [("internship", "2025-01-01"), ("internship", "2025-05-01"),
             ("internship", "2025-09-01")],
            ("“internship” for time number 3, with no job in between.", "2025-09-01"),
        ),
        # a job in between begins a new count; one that came after wipes all
        (
            [("internship", "2025-01-01"), ("internship", "2025-05-01"),
             ("employment", "2025-06-01"), ("internship", "2025-09-01")],
            None,
        ),
        (
            [("internship", "2025-01-01"), ("internship", "2025-05-01"),
             ("internship", "2025-09-01"), ("subsidised", "2025-10-01")],
            None,
        ),
        # different steps are a way forward
        (
            [("mapping", "2025-01-01"), ("internship", "2025-05-01"), ("studies", "2025-09-01")],
            None,
        ),
        # a phase entered for the third time counts as a placement does
        (
            [("p:search", "2025-01-01"), ("p:support", "2025-02-01"), ("p:search", "2025-03-01"),
             ("p:support", "2025-04-01"), ("p:search", "2025-05-01")],
            ("“p:search” for time number 3, with no job in between.", "2025-05-01"),
        ),
        # what has not begun does not count: today does, tomorrow does not
        (
            [("unpaid", "2025-01-01"), ("unpaid", "2025-05-01"), ("unpaid", "2026-03-10")],
            ("“unpaid” for time number 3, with no job in between.", "2026-03-10"),
        ),
        ([("unpaid", "2025-01-01"), ("unpaid", "2025-05-01"), ("unpaid", "2026-03-11")], None),
    ],
)  # fmt: skip
def test_going_round(steps, expected):
    assert told(chairs.going_round(way(*steps), today=TODAY)) == expected


KINDS = ["internship", "unpaid", "studies", "p:search", "employment", "own_business"]
DAYS = st.dates(date(2026, 1, 1), date(2026, 4, 1))


@given(st.lists(st.tuples(st.sampled_from(KINDS), DAYS), max_size=12))
def test_going_round_is_what_the_slow_count_says(steps):
    found = chairs.going_round([Step(kind, kind, day) for kind, day in steps], today=TODAY)

    assert (found is not None) == goes_round(steps, TODAY)


@pytest.mark.parametrize(
    ("step", "on", "expected"),
    [
        ("Ringa", "2026-03-04", None),
        ("Ringa", "2026-03-03", ("“Ringa” was promised for 2026-03-03.", "2026-03-03")),
        ("Ringa", None, None),
        ("", "2026-01-01", None),
    ],
)
def test_promise_past(step, on, expected):
    day = date.fromisoformat(on) if on else None

    assert told(chairs.promise_past(next_step=step, next_step_on=day, today=TODAY)) == expected


@pytest.mark.parametrize(
    ("outcome", "received", "outcome_on", "meeting", "held", "expected"),
    [
        ("open", "2026-02-25", None, None, False, None),
        ("open", "2026-02-24", None, None, False,
         ("Has waited for an answer since 2026-02-24.", "2026-02-24")),
        # a meeting to come is an answer; one that has passed is to be noted
        ("open", "2026-01-01", None, "2026-03-10", False, None),
        ("open", "2026-01-01", None, "2026-03-09", False,
         ("The information meeting on 2026-03-09 is not noted as held.", "2026-03-09")),
        # after a meeting that was held the answer is waited for
        ("open", "2026-01-01", None, "2026-02-25", True, None),
        ("open", "2026-01-01", None, "2026-02-24", True,
         ("Has waited for an answer since 2026-02-24.", "2026-02-24")),
        ("waiting", "2025-10-01", "2025-12-11", None, False, None),
        ("waiting", "2025-10-01", "2025-12-10", None, False,
         ("On the waiting list since 2025-12-10.", "2025-12-10")),
        ("declined", "2020-01-01", "2020-02-01", None, False, None),
    ],
)  # fmt: skip
def test_enquiry_past(outcome, received, outcome_on, meeting, held, expected):
    found = chairs.enquiry_past(
        outcome=EnquiryOutcome(outcome),
        received_on=date.fromisoformat(received),
        outcome_on=date.fromisoformat(outcome_on) if outcome_on else None,
        meeting_on=date.fromisoformat(meeting) if meeting else None,
        meeting_held=held,
        today=TODAY,
    )

    assert told(found) == expected


@pytest.mark.parametrize(
    ("coaches", "expected"),
    [
        ([HERE], None),
        ([LEFT, HERE], None),
        ([], ("No coach is assigned.", "2025-09-01")),
        ([LEFT], ("Bo has left.", "2025-09-01")),
        ([NO_ROLE], ("Siv no longer works in the programme.", "2025-09-01")),
        ([AWAY], ("Eva is away and nobody covers.", "2025-09-01")),
        ([LEFT, AWAY], ("Bo has left. Eva is away and nobody covers.", "2025-09-01")),
    ],
)
def test_no_one_responsible(coaches, expected):
    found = chairs.no_one(coaches, enrolled_on=date(2025, 9, 1), ended_on=None)

    assert told(found) == expected


def test_no_coach_is_counted_from_the_day_the_last_one_ended():
    found = chairs.no_one([], enrolled_on=date(2025, 9, 1), ended_on=date(2026, 2, 1))

    assert found.since == date(2026, 2, 1)


@pytest.mark.parametrize(
    ("ends", "expected"),
    [
        (None, None),
        ("2026-06-09", None),
        ("2026-06-08", ("The programme ends on 2026-06-07.", "2026-06-07")),
        ("2026-03-11", ("The programme ends on 2026-03-10.", "2026-03-10")),
        ("2026-03-10", ("The programme ended on 2026-03-09.", "2026-03-09")),
    ],
)
def test_ending(ends, expected):
    day = date.fromisoformat(ends) if ends else None

    assert told(chairs.ending(programme_ends_on=day, today=TODAY)) == expected


def test_silence_is_the_blueprints():
    limit = get("vi-vagar").follow_up.silence_days
    last = TODAY - timedelta(days=limit)

    found = chairs.silence(
        get("vi-vagar"), enrolled_on=date(2025, 9, 1), last_contact_on=last, today=TODAY
    )

    assert told(found) == (f"No contact for {limit} days.", TODAY.isoformat())


@pytest.mark.parametrize(
    ("answer", "person", "exited", "expected"),
    [
        (None, None, False, "not_asked"),
        ("waiting", "not_asked", False, "waiting"),
        ("waiting", "yes", False, "waiting"),
        ("waiting", "no", False, "person_says_no"),
        ("declined", "yes", False, "declined"),
        ("declined", "no", False, "declined"),
        ("accepted", "not_asked", False, "accepted"),
        ("accepted", "no", False, "person_says_no"),
        ("accepted", "yes", False, "ready"),
        ("accepted", "yes", True, "done"),
        (None, None, True, "done"),
    ],
)
def test_stage_of_a_hand_over_and_only_both_yes_completes(answer, person, exited, expected):
    reached = handovers.stage(
        answer=HandOverAnswer(answer) if answer else None,
        person_says=PersonSays(person) if person else None,
        exited=exited,
    )

    assert reached == expected
    assert bool(handovers.may_complete(reached=reached)) == (expected == "ready")


@pytest.mark.parametrize(
    ("left_over", "ended_on", "on", "allowed"),
    [
        (0, None, "2026-03-10", True),
        (1, None, "2026-03-10", False),
        (0, "2026-03-01", "2026-03-10", False),
        (0, None, "2026-03-11", False),
    ],
)
def test_programme_ends_only_when_nobody_is_left(left_over, ended_on, on, allowed):
    decision = handovers.may_end(
        left_over=left_over,
        ended_on=date.fromisoformat(ended_on) if ended_on else None,
        on=date.fromisoformat(on),
        today=TODAY,
    )

    assert bool(decision) is allowed
