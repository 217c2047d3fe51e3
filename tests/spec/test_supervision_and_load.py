"""Supervision week by week, the caseload ahead, and when a meeting may be booked and noted."""

from datetime import UTC, date, datetime, timedelta

import pytest

from framsteg.blueprints.load import get
from framsteg.foundation.codes import MeetingKind, MeetingState, Part
from framsteg.foundation.period import Period
from framsteg.rules import caseload, meetings, supervision
from framsteg.rules.caseload import Coming
from framsteg.rules.supervision import Booked, Week

MONDAY = date(2026, 3, 9)
HELD, BOOKED, NOT_HELD = MeetingState.HELD, MeetingState.BOOKED, MeetingState.NOT_HELD
ALL_WEEK = [Period(MONDAY, MONDAY + timedelta(days=5))]


def day(n: int) -> date:
    return MONDAY + timedelta(days=n)


@pytest.mark.parametrize(
    ("today", "booked", "away", "week"),
    [
        (day(2), [], [], Week.NOT_YET),
        (day(6), [], [], Week.NOT_YET),
        (day(7), [], [], Week.MISSING),
        (day(2), [Booked(day(1), HELD)], [], Week.HELD),
        (day(2), [Booked(day(2), BOOKED)], [], Week.BOOKED),
        (day(2), [Booked(day(1), BOOKED)], [], Week.NOT_YET),
        (day(7), [Booked(day(1), BOOKED)], [], Week.MISSING),
        (day(7), [Booked(day(1), NOT_HELD)], [], Week.MISSING),
        (day(7), [Booked(day(7), HELD)], [], Week.MISSING),
        (day(7), [Booked(day(-1), HELD)], [], Week.MISSING),
        (day(7), [], ALL_WEEK, Week.AWAY),
        (day(7), [], [Period(day(0), day(4))], Week.MISSING),
        (day(7), [], [Period(day(0), day(3)), Period(day(3), None)], Week.AWAY),
        (day(2), [Booked(day(1), HELD)], ALL_WEEK, Week.HELD),
        (day(0), [Booked(day(4), BOOKED)], ALL_WEEK, Week.BOOKED),
    ],
)
def test_how_a_week_of_supervision_stands(today, booked, away, week):
    assert supervision.week(MONDAY, booked=booked, away=away, today=today) is week


@pytest.mark.parametrize("n", range(7))
def test_a_week_begins_on_its_monday(n):
    assert supervision.monday(day(n)) == MONDAY


# Nätkraft has at most 20 persons a coach; Utsikten says nothing.
@pytest.mark.parametrize(
    ("programme", "now", "leaving", "words"),
    [
        ("natkraft", 15, 0, "Room for 5"),
        ("natkraft", 15, 2, "Room for 5, in three months for 7"),
        ("natkraft", 20, 0, "Full"),
        ("natkraft", 20, 1, "Room for 0, in three months for 1"),
        ("natkraft", 22, 5, "2 more than the limit"),
    ],
)
def test_what_a_load_leaves_room_for(programme, now, leaving, words):
    assert str(caseload.room(get(programme), Coming(now, leaving, 0))) == words


@pytest.mark.parametrize(
    ("programme", "own", "unlimited"),
    [("varna", "", True), ("varna", "planned", False), ("natkraft", "time_unlimited", True)],
)
def test_support_without_an_end(programme, own, unlimited):
    assert caseload.without_end(get(programme), own) is unlimited


NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
PERSON, FIRST, TEAM = MeetingKind.PERSON, MeetingKind.FIRST_TALK, MeetingKind.TEAM


@pytest.mark.parametrize(
    ("kind", "ahead", "with_person", "allowed"),
    [
        (PERSON, timedelta(0), True, True),
        (PERSON, timedelta(0), False, False),
        (FIRST, timedelta(days=1), False, False),
        (TEAM, timedelta(0), False, True),
        (TEAM, timedelta(0), True, False),
        (MeetingKind.SUPERVISION, timedelta(0), True, False),
        (MeetingKind.EMPLOYER, timedelta(0), False, True),
        (PERSON, -timedelta(days=60), True, True),
        (PERSON, -timedelta(days=60, minutes=1), True, False),
        (PERSON, timedelta(days=730), True, True),
        (PERSON, timedelta(days=730, minutes=1), True, False),
    ],
)
def test_when_a_meeting_is_booked(kind, ahead, with_person, allowed):
    found = meetings.may_book(kind=kind, starts_at=NOW + ahead, now=NOW, with_person=with_person)

    assert bool(found) is allowed


@pytest.mark.parametrize(
    ("state", "change", "note_then", "note_before"),
    [
        (BOOKED, True, True, False),
        (HELD, False, True, False),
        (NOT_HELD, False, True, False),
        (MeetingState.CANCELLED, False, False, False),
    ],
)
def test_what_may_be_done_with_a_meeting(state, change, note_then, note_before):
    before, then = NOW + timedelta(minutes=1), NOW

    assert bool(meetings.may_change(state)) is change
    assert bool(meetings.may_note_held(state=state, starts_at=then, now=NOW)) is note_then
    assert bool(meetings.may_note_held(state=state, starts_at=before, now=NOW)) is note_before


@pytest.mark.parametrize("kind", MeetingKind)
def test_which_part_a_meeting_belongs_to(kind):
    dealings = kind in (MeetingKind.INTERVIEW, MeetingKind.EMPLOYER)

    assert (meetings.part_of(kind) is Part.EMPLOYER_DEALINGS) is dealings


def test_notes_name_nobody():
    assert meetings.names_nobody(())
    assert not meetings.names_nobody(("Norling",))
