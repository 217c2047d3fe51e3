"""Who acts for a coach who is away; absences, crises and planned ends."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framsteg.blueprints.schema import ExitKind
from framsteg.rules import cover
from tests.oracles import cover as oracle

ANNA, BO, CIA, DAG = 1, 2, 3, 4
DAY, BEFORE, AFTER = date(2026, 3, 10), date(2026, 3, 9), date(2026, 3, 11)


@pytest.mark.parametrize(
    ("coaches", "away", "back_up", "acts"),
    [
        ([ANNA], {}, BO, {}),
        ([ANNA], {ANNA: None}, None, {}),
        ([ANNA], {ANNA: BO}, None, {BO: ANNA}),
        ([ANNA], {ANNA: None}, CIA, {CIA: ANNA}),
        # The person's own back-up goes before the cover of the absence.
        ([ANNA], {ANNA: BO}, CIA, {CIA: ANNA}),
        ([ANNA], {ANNA: BO, CIA: None}, CIA, {BO: ANNA}),
        ([ANNA], {ANNA: BO, BO: None}, None, {}),
        # The other main coach is there already, and acts for nobody.
        ([ANNA, BO], {ANNA: BO}, None, {}),
        ([ANNA, BO], {ANNA: CIA, BO: DAG}, None, {CIA: ANNA, DAG: BO}),
        ([ANNA, BO], {ANNA: CIA, BO: CIA}, None, {CIA: ANNA}),
    ],
)
def test_who_stands_in(coaches, away, back_up, acts):
    assert cover.stand_in(coaches=coaches, away=away, back_up=back_up) == acts


@pytest.mark.parametrize(
    ("coaches", "away", "back_up", "covered"),
    [
        ([ANNA], {}, None, True),
        ([ANNA], {ANNA: None}, None, False),
        ([ANNA], {ANNA: BO}, None, True),
        ([ANNA], {ANNA: None}, CIA, True),
        ([ANNA], {ANNA: BO, BO: None}, None, False),
        ([ANNA], {ANNA: BO, BO: CIA}, None, False),
        ([ANNA, BO], {ANNA: BO}, None, False),
        ([ANNA, BO], {ANNA: CIA, BO: CIA}, None, True),
    ],
)
def test_whether_somebody_covers_for_anna(coaches, away, back_up, covered):
    assert cover.is_covered(ANNA, coaches=coaches, away=away, back_up=back_up) is covered


STAFF = st.integers(1, 5)


@given(
    coaches=st.sets(STAFF, max_size=3),
    away=st.dictionaries(STAFF, st.none() | STAFF),
    back_up=st.none() | STAFF,
)
def test_cover_is_what_the_slow_way_says(coaches, away, back_up):
    told = {"coaches": coaches, "away": away, "back_up": back_up}

    for coach in coaches:
        acting = oracle.acting_for(coach, **told)
        assert cover.is_covered(coach, **told) is (coach not in away or bool(acting))
    for other, coach in cover.stand_in(**told).items():
        assert oracle.acting_for(coach, **told)[0] == other


@pytest.mark.parametrize(
    ("ends_on", "cover_id", "allowed"),
    [(None, None, True), (AFTER, BO, True), (DAY, None, False), (BEFORE, None, False),
     (None, ANNA, False)],
)  # fmt: skip
def test_an_absence(ends_on, cover_id, allowed):
    found = cover.may_be_away(starts_on=DAY, ends_on=ends_on, staff_id=ANNA, cover_id=cover_id)

    assert bool(found) is allowed


@pytest.mark.parametrize(("staff", "allowed"), [(ANNA, False), (BO, True)])
def test_a_back_up_is_somebody_else(staff, allowed):
    assert bool(cover.may_back_up(staff_id=staff, coaches=[ANNA])) is allowed


@pytest.mark.parametrize(
    ("on", "enrolled_on", "already", "allowed"),
    [(DAY, DAY, False, True), (BEFORE, DAY, False, False), (AFTER, DAY, False, False),
     (DAY, BEFORE, True, False)],
)  # fmt: skip
def test_a_crisis_is_noted(on, enrolled_on, already, allowed):
    found = cover.may_note_crisis(on=on, enrolled_on=enrolled_on, today=DAY, already=already)

    assert bool(found) is allowed


@pytest.mark.parametrize(
    ("on", "starts_on", "allowed"),
    [(DAY, DAY, True), (DAY, BEFORE, True), (BEFORE, DAY, False), (AFTER, DAY, False)],
)
def test_a_crisis_ends(on, starts_on, allowed):
    assert bool(cover.may_end_crisis(on=on, starts_on=starts_on, today=DAY)) is allowed


@pytest.mark.parametrize(
    ("ends", "on", "allowed"),
    [(None, None, True), (ExitKind.PLANNED, AFTER, True), (ExitKind.PLANNED, DAY, False),
     (ExitKind.TIME_UNLIMITED, AFTER, False), (None, AFTER, False), (ExitKind.PLANNED, None, True)],
)  # fmt: skip
def test_a_planned_end(ends, on, allowed):
    assert bool(cover.may_plan_end(ends=ends, on=on, enrolled_on=DAY)) is allowed
