"""Whether a programme is for someone: facts only, each told by itself."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framsteg.blueprints.load import get
from framsteg.blueprints.schema import AgeRange
from framsteg.rules.eligibility import ApplicantFacts, Met, conditions, may_accept, within_age
from tests.oracles.days import ages_on

ON = date(2013, 6, 15)

VI_VAGAR = ApplicantFacts(birth_year=1990, belongs=True, wants_work=True)
UTSIKTEN = ApplicantFacts(birth_year=1990, authorities=2, belongs=True)
VARNA = ApplicantFacts(without_paid_work=True, enrolled_at_unit=True, belongs=True)


@pytest.mark.parametrize(
    ("programme", "keys"),
    [
        ("natkraft", ["belongs"]),
        ("vi-vagar", ["belongs", "age", "wants_work"]),
        ("utsikten", ["belongs", "age", "authorities"]),
        ("varna", ["belongs", "without_paid_work", "enrolled_at_unit"]),
        ("ips-forsok", ["belongs"]),
    ],
)
def test_a_programme_asks_only_for_its_own_facts(programme, keys):
    judged = conditions(get(programme), ApplicantFacts(), on=ON)

    assert [condition.key for condition in judged] == keys
    assert {condition.met for condition in judged} == {Met.UNKNOWN}


def test_no_fact_is_about_readiness_motivation_or_diagnosis():
    assert set(ApplicantFacts.__dataclass_fields__) == {
        "birth_year",
        "within_age",
        "authorities",
        "without_paid_work",
        "enrolled_at_unit",
        "wants_work",
        "belongs",
    }


@pytest.mark.parametrize(
    ("programme", "facts", "allowed", "reason"),
    [
        ("natkraft", ApplicantFacts(belongs=True), True, ""),
        ("vi-vagar", VI_VAGAR, True, ""),
        ("utsikten", UTSIKTEN, True, ""),
        ("varna", VARNA, True, ""),
        (
            "utsikten",
            ApplicantFacts(birth_year=1990, authorities=1, belongs=True),
            False,
            "The programme's conditions are not met: "
            "The person needs efforts from at least 2 of the authorities.",
        ),
        (
            "utsikten",
            ApplicantFacts(birth_year=1970, authorities=1, belongs=True),
            False,
            "The programme's conditions are not met: Age 18–30 years; "
            "The person needs efforts from at least 2 of the authorities.",
        ),
        (
            "varna",
            ApplicantFacts(without_paid_work=False, enrolled_at_unit=True, belongs=True),
            False,
            "The programme's conditions are not met: The person has no paid work.",
        ),
        (
            "vi-vagar",
            ApplicantFacts(birth_year=1990, belongs=True),
            False,
            "Ask about this first: The person wants a job on the open labour market.",
        ),
    ],
)
def test_every_condition_must_be_known_and_met(programme, facts, allowed, reason):
    decision = may_accept(get(programme), facts, on=ON)

    assert (decision.allowed, str(decision.reason)) == (allowed, reason)


def test_belonging_is_the_persons_own_judgement_where_the_programme_says_so():
    own = conditions(get("vi-vagar"), VI_VAGAR, on=ON)[0]
    together = conditions(get("varna"), VARNA, on=ON)[0]

    assert str(own.wording).startswith("The person sees themselves in the target group: ")
    assert str(together.wording).startswith("The person is in the target group: ")


@pytest.mark.parametrize(
    ("birth_year", "on", "met"),
    [
        (1994, ON, Met.YES),  # 18 or 19
        (1995, ON, Met.UNKNOWN),  # 17 or 18
        (1996, ON, Met.NO),  # 16 or 17
        (1983, ON, Met.YES),  # 29 or 30
        (1982, ON, Met.UNKNOWN),  # 30 or 31
        (1981, ON, Met.NO),  # 31 or 32
        (1995, date(2013, 12, 31), Met.YES),  # everyone born that year is 18
        (1982, date(2013, 12, 31), Met.NO),  # everyone born that year is 31
        (1995, date(2013, 1, 1), Met.UNKNOWN),  # only those born on New Year's Day are 18
    ],
)
def test_only_the_year_is_known_so_the_birthday_may_decide(birth_year, on, met):
    assert within_age(AgeRange(min=18, max=30), birth_year, on=on) is met


@pytest.mark.parametrize(
    ("birth_year", "answer", "met", "given_words"),
    [
        (1995, None, Met.UNKNOWN, "Born in 1995: the birthday decides, so ask"),
        (1995, True, Met.YES, "Yes"),
        (1995, False, Met.NO, "No"),
        (1996, True, Met.NO, "Born in 1996"),  # the year settles it
        (None, True, Met.YES, "Yes"),  # protected identity: no year is kept
        (None, None, Met.UNKNOWN, "Not asked yet"),
    ],
)
def test_the_answer_counts_where_the_year_cannot_tell(birth_year, answer, met, given_words):
    facts = ApplicantFacts(birth_year=birth_year, within_age=answer)

    age = conditions(get("utsikten"), facts, on=ON)[1]

    assert (age.met, str(age.given)) == (met, given_words)


@given(
    least=st.integers(0, 40),
    more=st.integers(0, 40),
    birth_year=st.integers(1930, 2020),
    on=st.dates(date(1995, 1, 1), date(2030, 12, 31)),
)
def test_age_agrees_with_every_possible_birthday(least, more, birth_year, on):
    inside = {least <= age <= least + more for age in ages_on(birth_year, on)}

    expected = Met.UNKNOWN if len(inside) == 2 else Met.YES if inside == {True} else Met.NO
    assert within_age(AgeRange(min=least, max=least + more), birth_year, on=on) is expected
