"""Which readings are found, by which rule: a table, and an oracle over generated days."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framsteg.foundation.codes import FoundBy, LogOutcome
from framsteg.rules import log_review as rule
from framsteg.rules.log_review import Known, Read
from tests.oracles import log_review as oracle

TUESDAY = datetime(2026, 3, 10)
ANNA, CASE = 1, 7
OWN = frozenset({(ANNA, CASE)})


# fmt: off
@pytest.mark.parametrize(("case", "at", "known", "grounds", "found"), [
    ("own person, at work",       TUESDAY.replace(hour=10),             Known(tasks=OWN),                              set(),         set()),
    ("not one's own person",      TUESDAY.replace(hour=10),             Known(),                                       set(),         {FoundBy.NO_TASK}),
    ("six o'clock sharp",         TUESDAY.replace(hour=6),              Known(tasks=OWN),                              set(),         set()),
    ("a minute before six",       TUESDAY.replace(hour=5, minute=59),   Known(tasks=OWN),                              set(),         {FoundBy.OUTSIDE_HOURS}),
    ("a minute before eight",     TUESDAY.replace(hour=19, minute=59),  Known(tasks=OWN),                              set(),         set()),
    ("eight in the evening",      TUESDAY.replace(hour=20),             Known(tasks=OWN),                              set(),         {FoundBy.OUTSIDE_HOURS}),
    ("a Friday",                  datetime(2026, 3, 13, 10),            Known(tasks=OWN),                              set(),         set()),
    ("a Saturday",                datetime(2026, 3, 14, 10),            Known(tasks=OWN),                              set(),         {FoundBy.OUTSIDE_HOURS}),
    ("a Sunday",                  datetime(2026, 3, 15, 10),            Known(tasks=OWN),                              set(),         {FoundBy.OUTSIDE_HOURS}),
    ("a Monday",                  datetime(2026, 3, 16, 10),            Known(tasks=OWN),                              set(),         set()),
    ("protected identity",        TUESDAY.replace(hour=10),             Known(tasks=OWN, protected=frozenset({CASE})), set(),         {FoundBy.PROTECTED}),
    ("a declared conflict",       TUESDAY.replace(hour=10),             Known(tasks=OWN, conflicts=OWN),               set(),         {FoundBy.CONFLICT}),
    ("a colleague's name",        TUESDAY.replace(hour=10),             Known(tasks=OWN, alike=OWN),                   set(),         {FoundBy.NAMED_ALIKE}),
    ("in an emergency",           TUESDAY.replace(hour=10),             Known(tasks=OWN),                              {"emergency"}, {FoundBy.EMERGENCY}),
    ("another's conflict",        TUESDAY.replace(hour=10),             Known(tasks=OWN, conflicts=frozenset({(2, CASE)})), set(),    set()),
    ("several at once",           datetime(2026, 3, 14, 23),            Known(protected=frozenset({CASE})),            set(),         {FoundBy.PROTECTED, FoundBy.OUTSIDE_HOURS, FoundBy.NO_TASK}),
])
def test_each_rule_finds_what_it_says(case, at, known, grounds, found):
    read = Read(1, ANNA, CASE, at, frozenset(grounds))

    assert {each.found_by for each in rule.findings([read], known)} == found


@pytest.mark.parametrize(("case", "persons", "minutes", "found"), [
    ("thirty in an hour",                      30, 59, False),
    ("one more",                               31, 59, True),
    ("one more, but an hour after the first",  31, 60, False),
])
def test_many_persons_in_a_short_time(case, persons, minutes, found):
    start = TUESDAY.replace(hour=9)
    step = timedelta(minutes=minutes) / (persons - 1)
    reads = [Read(n, ANNA, n, start + n * step) for n in range(persons)]

    rules = {each.found_by for each in rule.findings(reads, Known())}

    assert (FoundBy.MANY_PERSONS in rules) is found


@pytest.mark.parametrize(("outcome", "note", "may"), [
    (LogOutcome.IN_ORDER, "",                     True),
    (LogOutcome.ASKED,    "",                     False),
    (LogOutcome.ASKED,    "Frågat Anna i dag.",   True),
    (LogOutcome.BREACH,   "   ",                  False),
    (LogOutcome.BREACH,   "Anmält till IMY.",     True),
])
def test_what_is_not_in_order_is_told_in_words(outcome, note, may):
    assert bool(rule.may_record(outcome=outcome, note=note)) is may
# fmt: on


def test_a_list_is_no_opening_and_the_same_person_twice_is():
    at = TUESDAY.replace(hour=10)
    none = frozenset()
    rows = [
        (1, ANNA, 1, at, none, "participants:list"),
        (2, ANNA, 2, at, none, "participants:list"),
        (3, ANNA, 3, at, none, "participants:file"),
        (4, ANNA, 3, at, none, "participants:file"),
        (5, 2, 9, at, none, "participants:list"),
    ]

    assert [read.log_id for read in rule.openings(rows)] == [3, 4, 5]


def test_a_draw_can_be_repeated_and_draws_nobody_twice():
    reads = [Read(n, ANNA, n, TUESDAY) for n in range(50)]

    drawn = rule.sample(reads, size=10, seed=4)

    assert drawn == rule.sample(list(reversed(reads)), size=10, seed=4)
    assert len(set(drawn)) == 10
    assert rule.sample(reads, size=10, seed=5) != drawn
    assert len(rule.sample(reads[:3], size=10, seed=4)) == 3


few = st.integers(1, 3)
pairs = st.frozensets(st.tuples(few, few), max_size=4)
moments = st.integers(0, 5 * 24 * 60).map(
    lambda minutes: datetime(2026, 3, 12) + timedelta(minutes=minutes)
)


@st.composite
def days(draw):
    """Some days of reading, and sometimes one who goes through very many."""
    told = draw(
        st.lists(st.tuples(few, few, moments, st.sampled_from([frozenset(), frozenset({"emergency"})])), max_size=14)
    )  # fmt: skip
    start, pace = draw(moments), draw(st.sampled_from([1, 2]))
    busy = draw(st.sampled_from([0, 29, 32, 70]))
    told += [(1, 100 + n, start + timedelta(minutes=n * pace), frozenset()) for n in range(busy)]
    return [Read(n, staff, case, at, grounds) for n, (staff, case, at, grounds) in enumerate(told)]


@given(reads=days(), protected=st.frozensets(few), conflicts=pairs, alike=pairs, tasks=pairs)
def test_the_rules_find_what_the_slow_way_finds(reads, protected, conflicts, alike, tasks):
    known = Known(protected, conflicts, alike, tasks)

    found = {
        (f.found_by.value, f.staff_id, f.case_id, f.first.log_id, f.n)
        for f in rule.findings(reads, known)
    }

    told = [(r.log_id, r.staff_id, r.case_id, r.at, set(r.grounds)) for r in reads]
    assert found == oracle.found(
        told,
        protected=set(protected),
        conflicts=set(conflicts),
        alike=set(alike),
        tasks=set(tasks),
    )
