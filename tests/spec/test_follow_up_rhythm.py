"""Each follow-up is held, exempt for a reason, or missing; never nothing."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framsteg.blueprints.load import get
from framsteg.blueprints.schema import Interval
from framsteg.foundation.follow_up_codes import ExemptReason
from framsteg.rules.deadlines import next_follow_up_on
from framsteg.rules.follow_up_rhythm import FollowUpState, Rhythm, may_exempt, rhythm
from tests.oracles.follow_up_rhythm import told

ENROLLED = date(2026, 1, 1)
MONTHLY = Interval(months=1)


def blueprint(*, at_start: bool = False, every: Interval | None = MONTHLY):
    natkraft = get("natkraft")
    report = natkraft.follow_up.self_report if at_start else None
    follow_up = natkraft.follow_up.model_copy(update={"self_report": report, "every": every})
    return natkraft.model_copy(update={"follow_up": follow_up})


def of(*, held=(), exempt=(), until, at_start=False, enrolled_on=ENROLLED) -> Rhythm:
    return rhythm(
        blueprint(at_start=at_start),
        enrolled_on=enrolled_on,
        held=[date.fromisoformat(day) for day in held],
        exempt=[date.fromisoformat(day) for day in exempt],
        until=date.fromisoformat(until),
    )


def lines(found: Rhythm) -> list[str]:
    return [f"{r.due_on} {r.state}" for r in found.reviews]


@pytest.mark.parametrize(
    ("held", "exempt", "until", "expected", "next_on"),
    [
        # Before its day, nothing is due; on its day it is.
        ((), (), "2026-01-31", [], "2026-02-01"),
        ((), (), "2026-02-01", ["2026-02-01 due"], "2026-02-01"),
        # It can be held until the day before the next one would be due.
        ((), (), "2026-02-28", ["2026-02-01 due"], "2026-02-01"),
        ((), (), "2026-03-01", ["2026-02-01 missing", "2026-03-01 due"], "2026-03-01"),
        (("2026-02-28",), (), "2026-03-01", ["2026-02-01 done"], "2026-03-28"),
        (("2026-03-01",), (), "2026-03-01", ["2026-02-01 missing", "2026-03-01 done"],
         "2026-04-01"),
        # Early is held too, and the next counts from it.
        (("2026-01-20",), (), "2026-02-19", ["2026-02-01 done"], "2026-02-20"),
        # Two in a month are two.
        (("2026-02-01", "2026-02-10"), (), "2026-02-10",
         ["2026-02-01 done", "2026-03-01 done"], "2026-03-10"),
        # Exempt is not missing, and does not move the days of the next.
        ((), ("2026-02-01",), "2026-03-05", ["2026-02-01 exempt", "2026-03-01 due"], "2026-03-01"),
        ((), ("2026-02-01",), "2026-01-10", ["2026-02-01 exempt"], "2026-03-01"),
        # Held after all: the exemption says nothing any more.
        (("2026-02-10",), ("2026-02-01",), "2026-02-20", ["2026-02-01 done"], "2026-03-10"),
        # A follow-up after the last day that is asked about does not count.
        (("2026-02-10",), (), "2026-02-05", ["2026-02-01 due"], "2026-02-01"),
        # A talk before the enrolment is none of the monthly ones.
        (("2025-12-20",), (), "2026-02-05", ["2026-02-01 due"], "2026-02-01"),
    ],
)  # fmt: skip
def test_each_is_held_exempt_or_missing(held, exempt, until, expected, next_on) -> None:
    found = of(held=held, exempt=exempt, until=until)

    assert lines(found) == expected
    assert str(found.next_on) == next_on


def test_where_the_programme_asks_at_the_start_the_first_is_due_at_once() -> None:
    assert lines(of(until="2026-01-01", at_start=True)) == ["2026-01-01 due"]


def test_a_talk_before_the_enrolment_is_the_one_at_the_start() -> None:
    found = of(held=("2025-12-10", "2025-12-20"), until="2026-02-05", at_start=True)

    assert lines(found) == ["2026-01-01 done", "2026-02-01 due"]
    assert found.reviews[0].held_on == date(2025, 12, 20)


def test_without_a_rhythm_nothing_is_missing() -> None:
    found = rhythm(
        blueprint(every=None), enrolled_on=ENROLLED, held=[], exempt=[], until=date(2030, 1, 1)
    )

    assert found == Rhythm()


def test_what_is_missing_long_ago_is_left_out_where_asked() -> None:
    found = of(until="2026-06-01")

    assert [str(r.due_on) for r in found.missing(since=date(2026, 4, 1))] == [
        "2026-04-01", "2026-05-01",
    ]  # fmt: skip
    assert len(found.missing()) == 4


days = st.dates(ENROLLED - timedelta(days=40), ENROLLED + timedelta(days=400))


@given(
    held=st.lists(days, max_size=10),
    exempt=st.lists(days, max_size=6),
    until=days,
    months=st.integers(1, 4),
    at_start=st.booleans(),
)
def test_agrees_with_going_day_by_day(held, exempt, until, months, at_start) -> None:
    programme = blueprint(at_start=at_start, every=Interval(months=months))
    first = next_follow_up_on(programme, enrolled_on=ENROLLED, last_on=None)
    until = max(until, ENROLLED)

    found = rhythm(programme, enrolled_on=ENROLLED, held=held, exempt=exempt, until=until)

    expected = told(
        first_due=first, enrolled_on=ENROLLED, months=months,
        held=[day for day in held if day <= until], exempt=exempt, until=until,
    )  # fmt: skip
    assert ([(r.due_on, r.state, r.held_on) for r in found.reviews], found.next_on) == expected


@given(held=st.lists(days, max_size=10), until=days)
def test_nothing_falls_out_and_the_next_agrees_with_the_deadline(held, until) -> None:
    """Each day of follow-up is one that was held; the day of the next is never another."""
    until = max(until, ENROLLED)
    kept = sorted(day for day in held if ENROLLED <= day <= until)

    found = rhythm(blueprint(), enrolled_on=ENROLLED, held=held, exempt=[], until=until)

    assert [r.held_on for r in found.reviews if r.held_on] == kept
    if not found.missing():
        last = kept[-1] if kept else None
        assert found.next_on == next_follow_up_on(blueprint(), enrolled_on=ENROLLED, last_on=last)


@pytest.mark.parametrize(
    ("due_on", "reason", "words", "allowed"),
    [
        ("2026-02-01", ExemptReason.ILLNESS, "", True),
        ("2026-03-01", ExemptReason.AWAY, "", True),
        ("2026-04-01", ExemptReason.AWAY, "", False),
        ("2026-02-02", ExemptReason.AWAY, "", False),
        ("2026-02-01", ExemptReason.OTHER, " ", False),
        ("2026-02-01", ExemptReason.OTHER, "Flytt", True),
    ],
)
def test_only_what_was_not_held_is_exempt_and_for_a_reason(due_on, reason, words, allowed) -> None:
    found = of(until="2026-03-10")

    decision = may_exempt(found, due_on=date.fromisoformat(due_on), reason=reason, words=words)

    assert bool(decision) is allowed


def test_what_comes_next_can_be_exempt_beforehand() -> None:
    found = of(until="2026-01-10")

    assert may_exempt(found, due_on=date(2026, 2, 1), reason=ExemptReason.AWAY, words="")
    assert {r.state for r in found.reviews} <= set(FollowUpState)
