"""Retention: how long something is kept, what keeps it back, and who may approve."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framsteg.config.backups import rotation
from framsteg.foundation.codes import OrganisationKind, RecordType, Role
from framsteg.rules import retention as rules
from framsteg.rules.retention import CountsFrom, Facts, Rule
from tests.oracles import retention as oracle

MUNICIPALITY, REGION = OrganisationKind.MUNICIPALITY, OrganisationKind.REGION
CASE = RecordType.CASE


def d(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def rule(years: int = 5, counts: CountsFrom = CountsFrom.LAST_NOTE, **more: object) -> Rule:
    values = {"record": CASE, "from_on": date(2020, 1, 1), "research_days": False, "source": "§"}
    return Rule(**{**values, "years": years, "counts_from": counts, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("ended", "last_note", "counts", "years", "goes"),
    [
        (None, "2020-05-01", "last_note", 5, None),  # still enrolled
        ("2020-03-10", None, "last_note", 5, "2025-03-10"),
        ("2020-03-10", "2020-06-01", "last_note", 5, "2025-06-01"),
        ("2020-03-10", "2020-01-01", "last_note", 5, "2025-03-10"),  # the later of the two
        ("2020-03-10", "2020-06-01", "end", 5, "2025-03-10"),
        ("2020-02-29", None, "end", 5, "2025-02-28"),
        ("2020-02-29", None, "end", 4, "2024-02-29"),
        ("2020-03-10", None, "end", 0, "2020-03-10"),  # at once
    ],
)
def test_the_first_day_it_is_no_longer_kept(ended, last_note, counts, years, goes):
    facts = Facts(ended_on=d(ended), last_note_on=d(last_note))

    assert rules.goes_on(rule(years, CountsFrom(counts)), facts) == d(goes)


@pytest.mark.parametrize(
    ("today", "allowed"), [("2025-03-09", False), ("2025-03-10", True), ("2025-03-11", True)]
)
def test_kept_every_day_before_and_not_on_the_day(today, allowed):
    facts = Facts(ended_on=date(2020, 3, 10), last_note_on=None)

    assert bool(rules.may_go(rule(), facts, date.fromisoformat(today))) is allowed


@given(
    st.dates(date(2015, 1, 1), date(2020, 12, 31)), st.integers(0, 4),
    st.dates(date(2015, 1, 1), date(2025, 12, 31)),
)  # fmt: skip
def test_as_counting_birthdays_day_by_day(ended, years, today):
    if today < ended:
        return
    told = rules.may_go(rule(years), Facts(ended_on=ended, last_note_on=None), today)

    assert bool(told) is not oracle.kept_on(today, counted=ended, years=years)


@pytest.mark.parametrize(
    ("facts", "research", "words"),
    [
        ({"restricted": True}, False, "restricted"),
        ({"asked_for": True}, False, "asked"),
        ({"birth_day": 5}, True, "research"),
        ({"birth_day": 15}, True, "research"),
        ({"birth_day": 25}, True, "research"),
        ({"birth_day": 5}, False, None),
        ({"birth_day": 6}, True, None),
        ({}, True, None),
    ],
)
def test_what_keeps_it_back(facts, research, words):
    told = rules.may_go(
        rule(research_days=research),
        Facts(ended_on=date(2010, 1, 1), last_note_on=None, **facts),
        date(2026, 3, 10),
    )

    assert bool(told) is (words is None)
    assert words is None or words in str(told.reason)


@pytest.mark.parametrize(
    ("number", "day"),
    [
        ("199003051234", 5), ("199003651234", 5), ("199003311234", 31), ("199003911234", 31),
        ("", None), ("19900305-1234", None), ("9003051234", None),
    ],
)  # fmt: skip
def test_the_day_of_birth_also_in_a_coordination_number(number, day):
    assert rules.birth_day(number) == day


OWN = (
    rule(7, from_on=date(2026, 1, 1), decided=True),
    rule(6, from_on=date(2026, 6, 1), decided=True),
    rule(1, record=RecordType.NETWORK, from_on=date(2026, 1, 1), decided=True),
)


@pytest.mark.parametrize(
    ("record", "kind", "own", "on", "years"),
    [
        (CASE, MUNICIPALITY, (), "2001-12-31", None),  # before the law
        (CASE, MUNICIPALITY, (), "2002-01-01", 5),
        (CASE, REGION, (), "2008-06-30", None),
        (CASE, REGION, (), "2008-07-01", 10),
        (CASE, OrganisationKind.EMPLOYMENT_SERVICE, (), "2026-03-10", None),  # must decide
        (CASE, MUNICIPALITY, OWN, "2025-12-31", 5),
        (CASE, MUNICIPALITY, OWN, "2026-01-01", 7),
        (CASE, MUNICIPALITY, OWN, "2026-05-31", 7),
        (CASE, MUNICIPALITY, OWN, "2026-06-01", 6),
        (RecordType.NETWORK, MUNICIPALITY, (), "2026-03-10", None),
        (RecordType.NETWORK, MUNICIPALITY, OWN, "2026-03-10", 1),
    ],
)
def test_the_rule_in_force(record, kind, own, on, years):
    found = rules.rule_on(record, kind, own, date.fromisoformat(on))

    assert (found and found.years) == years


@pytest.mark.parametrize(
    ("years", "least", "from_on", "allowed"),
    [
        (5, 5, "2026-03-10", True),
        (4, 5, "2026-03-10", False),
        (0, 0, "2026-03-10", True),
        (9, 5, "2026-03-09", False),  # does not reach back
        (9, 5, "2027-01-01", True),
    ],
)
def test_what_may_be_decided(years, least, from_on, allowed):
    told = rules.may_decide(
        years=years, least=least, from_on=date.fromisoformat(from_on), today=date(2026, 3, 10)
    )

    assert bool(told) is allowed


@pytest.mark.parametrize(
    ("open_", "mine", "role", "allowed"),
    [
        (True, False, Role.DATA_PROTECTION_OFFICER, True),
        (True, False, Role.TEAM_LEAD, True),
        (True, True, Role.TEAM_LEAD, False),  # two persons
        (True, False, Role.EMPLOYMENT_SPECIALIST, False),
        (False, False, Role.TEAM_LEAD, False),
    ],
)
def test_who_may_approve(open_, mine, role, allowed):
    assert bool(rules.may_approve(state_open=open_, mine=mine, roles=[role])) is allowed


@pytest.mark.parametrize(
    ("on", "until"),
    [
        ("2026-11-27", "2027-01-31"),
        ("2026-11-30", "2027-01-31"),
        ("2026-12-01", "2027-02-28"),
        ("2026-01-31", "2026-03-31"),
    ],
)
def test_the_last_day_in_a_backup(on, until):
    told = rules.last_day_in_backups(
        date.fromisoformat(on), days=rotation.DAYS, weeks=rotation.WEEKS, months=rotation.MONTHS
    )

    assert told == date.fromisoformat(until)


@given(st.dates(date(2024, 1, 1), date(2028, 12, 31)))
def test_never_too_early_and_right_at_the_end_of_a_month(on):
    told = rules.last_day_in_backups(
        on, days=rotation.DAYS, weeks=rotation.WEEKS, months=rotation.MONTHS
    )
    at_the_end = (on + timedelta(days=1)).day == 1

    by_taking_them = oracle.last_day_by_taking_backups(on, rotation.kept)
    assert told == by_taking_them if at_the_end else told >= by_taking_them


@given(st.sampled_from([date(2026, 1, 31), date(2026, 9, 30), date(2028, 2, 29)]))
def test_right_also_when_the_rest_of_the_month_is_missed(end):
    """The backup of the day may turn out to be the last of its month: so long it can live."""
    told = rules.last_day_in_backups(
        end.replace(day=3), days=rotation.DAYS, weeks=rotation.WEEKS, months=rotation.MONTHS
    )

    assert told == oracle.last_day_by_taking_backups(end, rotation.kept)


@pytest.mark.parametrize(
    ("year", "first"), [(1990, 1990), (1999, 1990), (2000, 2000), (None, None)]
)
def test_the_decade_of_birth(year, first):
    assert rules.decade(year) == first
