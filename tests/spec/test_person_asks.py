"""Whether another organisation may be asked about a person, and what may be told of the answer."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framsteg.foundation.person_codes import PersonKey
from framsteg.rules.person_asks import (
    LASTS,
    MOST_A_DAY,
    MOST_A_WEEK,
    Ask,
    Asking,
    AskState,
    is_met,
    may_answer,
    may_ask,
    may_part,
    may_take_back,
    state,
    told_to_asker,
)
from framsteg.rules.same_person import Known

TODAY = date(2026, 3, 10)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
OPEN = TODAY + LASTS
S = AskState

# The question; how it stands; what the asker is told; may the asker take it back; may the other
# answer it; may either part them.
STANDS = [
    (Ask(OPEN), S.WAITING, S.WAITING, True, True, False),
    (Ask(TOMORROW), S.WAITING, S.WAITING, True, True, False),
    (Ask(TODAY), S.RUN_OUT, S.RUN_OUT, False, False, False),
    (Ask(OPEN, taken_back_on=TODAY), S.TAKEN_BACK, S.TAKEN_BACK, False, False, False),
    (Ask(TODAY, taken_back_on=YESTERDAY), S.TAKEN_BACK, S.TAKEN_BACK, False, False, False),
    # A no is told as nobody, whatever happens then.
    (Ask(OPEN, yes=False), S.NO, S.WAITING, True, False, False),
    (Ask(TODAY, yes=False), S.NO, S.RUN_OUT, False, False, False),
    (Ask(OPEN, TODAY, yes=False), S.NO, S.TAKEN_BACK, False, False, False),
    (Ask(OPEN, yes=True), S.YES, S.YES, False, False, True),
    (Ask(TODAY, yes=True), S.YES, S.YES, False, False, True),
    (Ask(OPEN, yes=True, parted_on=TODAY), S.PARTED, S.PARTED, False, False, False),
]


@pytest.mark.parametrize(("ask", "stands", "told", "back", "answered", "parted"), STANDS)
def test_who_may_do_what_in_which_state(ask, stands, told, back, answered, parted):
    known = told_to_asker(ask, today=TODAY)

    assert state(ask, today=TODAY) is stands
    assert known is told
    assert bool(may_take_back(known)) is back
    for yes in (True, False):
        assert bool(may_answer(stands, yes=yes, said_yes=True)) is answered
    assert bool(may_part(stands, in_one_file=False)) is parted


def test_a_yes_needs_the_persons_yes_and_a_no_does_not():
    assert not may_answer(S.WAITING, yes=True, said_yes=False)
    assert may_answer(S.WAITING, yes=False, said_yes=False)


def test_two_in_one_file_are_taken_apart_before_they_are_parted():
    assert not may_part(S.YES, in_one_file=True)


asks = st.builds(
    Ask,
    ends_on=st.dates(TODAY - timedelta(days=40), TODAY + timedelta(days=40)),
    taken_back_on=st.none() | st.just(TODAY),
)


@given(ask=asks, today=st.dates(TODAY - timedelta(days=40), TODAY + timedelta(days=40)))
def test_a_no_is_told_as_if_nobody_had_been_met(ask, today):
    told = told_to_asker(replace(ask, yes=False), today=today)

    assert told is told_to_asker(ask, today=today)
    assert bool(may_take_back(told)) is bool(may_take_back(told_to_asker(ask, today=today)))


SETTLED = Asking(
    anonymous=False, protected=False, of_another=True, by_key=PersonKey.NUMBER, has_number=True,
    said_yes=True, latest=None, mine_today=0, ours_this_week=0,
)  # fmt: skip
BY_REFERENCE = {"by_key": PersonKey.REFERENCE}


@pytest.mark.parametrize(
    ("facts", "allowed"),
    [
        ({}, True),
        (BY_REFERENCE, True),
        ({"anonymous": True}, False),
        ({"of_another": False}, False),
        ({"has_number": False}, False),
        ({"has_number": False, **BY_REFERENCE}, True),
        ({"protected": True}, True),
        ({"protected": True, **BY_REFERENCE}, False),
        ({"said_yes": False}, False),
        ({"latest": S.WAITING}, False),
        ({"latest": S.YES}, False),
        ({"latest": S.RUN_OUT}, True),
        ({"latest": S.TAKEN_BACK}, True),
        ({"latest": S.PARTED}, True),
        ({"mine_today": MOST_A_DAY - 1}, True),
        ({"mine_today": MOST_A_DAY}, False),
        ({"ours_this_week": MOST_A_WEEK - 1}, True),
        ({"ours_this_week": MOST_A_WEEK}, False),
    ],
)
def test_when_another_organisation_may_be_asked(facts, allowed):
    assert bool(may_ask(replace(SETTLED, **facts))) is allowed


N1, N2 = "199001012384", "199102022385"


def known(name="Åsa Ek", number="", year=None, protected=False):
    given, _blank, family = name.partition(" ")
    return Known(given, family, number, year, protected)


@pytest.mark.parametrize(
    ("by_key", "asked", "mine", "same_reference", "met"),
    [
        (PersonKey.NUMBER, known(number=N1), known("Bea Al", N1), False, True),
        (PersonKey.NUMBER, known(number=N1), known(number=N2), True, False),
        (PersonKey.NUMBER, known(), known(), True, False),  # no number is no key
        (PersonKey.NUMBER, known(number=N1, protected=True), known(number=N1), False, True),
        (PersonKey.REFERENCE, known(), known(), True, True),
        (PersonKey.REFERENCE, known(), known(), False, False),
        # A case number that was mistyped meets nobody.
        (PersonKey.REFERENCE, known(), known("Bea Al"), True, False),
        (PersonKey.REFERENCE, known(year=1990), known(year=1991), True, False),
        (PersonKey.REFERENCE, known(number=N1), known(number=N2), True, False),
        (PersonKey.REFERENCE, known(), known(protected=True), True, False),
    ],
)
def test_whom_a_question_meets(by_key, asked, mine, same_reference, met):
    assert is_met(by_key, asked=asked, mine=mine, same_reference=same_reference) is met
