"""How close the support stays around a job: by the table, and against a slow oracle."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framsteg.blueprints.schema import ExitKind
from framsteg.foundation.codes import PlacementEnd
from framsteg.rules.support_rhythm import (
    Job,
    Moment,
    Taper,
    contact_due,
    may_taper,
    suggested,
    windows,
)
from tests.oracles import support_rhythm as slow

START = date(2026, 3, 2)
PLANNED, UNLIMITED = ExitKind.PLANNED, ExitKind.TIME_UNLIMITED


def day(n):
    return START + timedelta(days=n)


def told(found):
    return [(w.moment.value, (w.first_day - START).days, (w.last_day - START).days) for w in found]


def test_windows_of_the_first_months():
    assert told(windows(Job(START), PLANNED, until=day(95))) == [
        ("before_start", -7, -1),
        ("after_start", 0, 3),
        ("weekly", 7, 13),
        ("weekly", 14, 20),
        ("weekly", 21, 27),
        ("monthly", 28, 60),  # to the day before 2 May
        ("monthly", 61, 91),  # 2 May – 1 June
        ("monthly", 92, 121),
    ]


@pytest.mark.parametrize(
    ("exit_kind", "last"),
    [(PLANNED, date(2027, 3, 1)), (None, date(2027, 3, 1)), (UNLIMITED, date(2029, 3, 1))],
)
def test_it_goes_on_after_the_year_only_where_support_has_no_time_limit(exit_kind, last):
    found = windows(Job(START), exit_kind, until=date(2029, 2, 20))

    assert found[-1].last_day == last


@pytest.mark.parametrize(
    ("reason", "moments"),
    [
        (PlacementEnd.LAID_OFF, ["before_start", "after_start", "after_loss"]),
        (PlacementEnd.OWN_CHOICE, ["before_start", "after_start", "after_loss"]),
        (PlacementEnd.AGREED_END, ["before_start", "after_start", "after_loss"]),
        (None, ["before_start", "after_start", "after_loss"]),
        (PlacementEnd.NEW_JOB, ["before_start", "after_start"]),
    ],
)
def test_a_lost_job_asks_for_a_contact_and_one_led_on_from_does_not(reason, moments):
    job = Job(START, day(10), reason)

    assert [w.moment.value for w in windows(job, PLANNED, until=day(30))] == moments


def test_three_days_after_the_last_day_at_work():
    loss = windows(Job(START, day(10), PlacementEnd.LAID_OFF), PLANNED, until=day(30))[-1]

    assert (loss.first_day, loss.last_day) == (day(9), day(12))


def test_the_taper_takes_over_from_its_day_and_stops_at_the_exit():
    job = Job(START, tapers=(Taper(day(40), 14), Taper(day(68), 28), Taper(day(124), None)))

    assert told(windows(job, PLANNED, until=day(300)))[5:] == [
        ("monthly", 28, 39),
        ("agreed", 40, 53),
        ("agreed", 54, 67),
        ("agreed", 68, 95),
        ("agreed", 96, 123),
    ]


@pytest.mark.parametrize(
    ("contacts", "today", "expected"),
    [
        ([], -8, None),
        ([], -7, ("support_contact", -1, False)),
        ([-3], -2, None),
        # nobody was there before the start; on the day itself the next contact is what counts
        ([], 0, ("support_contact", 3, False)),
        ([], 3, ("support_contact", 3, False)),
        ([], 4, ("support_contact", 3, True)),
        ([5], 6, None),  # late, but somebody was there
        ([1], 6, None),
        ([1], 7, ("support_contact", 13, False)),
        ([1, 7], 13, None),
        ([1, 7, 15, 22], 28, ("support_contact", 60, False)),
    ],
)
def test_what_is_due(contacts, today, expected):
    due = contact_due(Job(START), PLANNED, contacts=map(day, contacts), today=day(today))

    found = due and (due.kind.value, (due.due_on - START).days, due.late)
    assert found == expected


@pytest.mark.parametrize(
    ("known", "contacts", "asked", "missed"),
    [
        (None, [], True, True),
        (-20, [], True, True),
        (-8, [], True, True),
        (-7, [], True, True),
        (-1, [], True, True),  # one day is left to be in touch
        (0, [], False, False),  # entered on the day that it starts
        (9, [], False, False),  # entered afterwards, as from a list
        (0, [-2], False, False),
        (-20, [-2], True, False),
    ],
)
def test_a_job_known_of_when_it_starts_has_no_week_before(known, contacts, asked, missed):
    job = Job(START, known_on=None if known is None else day(known))

    before = suggested(job, PLANNED, contacts=map(day, contacts), today=day(9))[0]

    assert before.window.moment is Moment.BEFORE_START
    assert before.asked is asked
    assert before.missed(day(9)) is missed
    assert before.followed_on == (day(contacts[0]) if contacts else None)


def test_only_the_week_before_is_excused_by_a_late_entry():
    job = Job(START, known_on=day(30))

    told = suggested(job, PLANNED, contacts=[], today=day(30))

    assert [one.missed(day(30)) for one in told[:3]] == [False, True, True]


def test_a_job_entered_late_asks_for_what_is_due_now():
    due = contact_due(Job(START, known_on=day(0)), PLANNED, contacts=[], today=day(0))

    assert due is not None
    assert (due.due_on, due.late) == (day(3), False)


@pytest.mark.parametrize(
    ("exit_kind", "every_days", "on", "others", "refusal"),
    [
        (PLANNED, 14, 40, [], None),
        (PLANNED, None, 90, [(40, 14)], None),
        (UNLIMITED, 14, 40, [], None),
        (UNLIMITED, None, 90, [], "no time limit"),
        (PLANNED, 14, 0, [], "after the start"),
        (PLANNED, None, 30, [(40, 14)], "after the last step"),
        (PLANNED, 14, 100, [(90, None)], "already planned"),
        (PLANNED, None, 100, [(90, None)], "already planned"),
        (PLANNED, 14, 60, [(90, None)], None),
    ],
)
def test_steps_of_the_taper(exit_kind, every_days, on, others, refusal):
    decision = may_taper(
        exit_kind,
        every_days=every_days,
        on=day(on),
        starts_on=START,
        ends_on=None,
        others=[Taper(day(n), every) for n, every in others],
    )

    assert bool(decision) is (refusal is None)
    assert refusal is None or refusal in str(decision.reason)


jobs = st.builds(
    lambda starts_on, length, reason: Job(
        starts_on,
        None if length is None else starts_on + timedelta(days=length),
        None if length is None else reason,
    ),
    starts_on=st.dates(date(2020, 1, 1), date(2021, 12, 31)),
    length=st.none() | st.integers(1, 500),
    reason=st.sampled_from([None, *PlacementEnd]),
)


@given(job=jobs, exit_kind=st.sampled_from([PLANNED, UNLIMITED, None]), lived=st.integers(-10, 500))
def test_windows_are_those_of_the_oracle(job, exit_kind, lived):
    until = job.starts_on + timedelta(days=lived)

    found = {(w.moment, w.first_day, w.last_day) for w in windows(job, exit_kind, until=until)}

    assert found == set(slow.windows(job, exit_kind, until))


@given(job=jobs, offsets=st.lists(st.integers(-10, 520), max_size=15), lived=st.integers(-10, 500))
def test_a_contact_follows_the_window_it_lies_in_and_no_other(job, offsets, lived):
    contacts = [job.starts_on + timedelta(days=n) for n in offsets]
    today = job.starts_on + timedelta(days=lived)

    for one in suggested(job, UNLIMITED, contacts=contacts, today=today):
        inside = [c for c in contacts if one.window.first_day <= c <= one.window.last_day]
        assert one.followed_on == min(inside, default=None)
        assert one.window.moment in set(Moment)
