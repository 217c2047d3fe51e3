"""What the daily work says of an item, against the slow way; and what protected readers see."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framsteg.blueprints.load import get
from framsteg.evaluation.disclosure import rule_on
from framsteg.evaluation.fidelity.evidence import Point, evidence, protect
from framsteg.evaluation.fidelity.figures import FIGURES, NOT_LOGGED
from framsteg.evaluation.fidelity.kept import day_of, from_kept, to_keep
from framsteg.evaluation.fidelity.scale import IPS, scale_on
from tests.factories.evaluation_tables import open_tables
from tests.factories.work_tables import FIRST, PROGRAMME, TODAY, worlds
from tests.oracles import fidelity as oracle


def window(month, months):
    """The half-open window that a month's point looks at, no longer than today."""
    first = date.fromisoformat(f"{month}-01")
    until = (first + timedelta(days=32)).replace(day=1)
    start = first
    for _ in range(max(months, 1) - 1):
        start = (start - timedelta(days=1)).replace(day=1)
    return start, min(until, TODAY + timedelta(days=1))


@given(tables=worlds())
@settings(deadline=None)
def test_every_month_is_what_the_slow_way_counts(tables):
    with open_tables(tables, day=TODAY) as (cursor, snapshot):
        found = evidence(cursor, programme="p", snapshot=snapshot, protected=False)

    assert [one.figure.name for one in found] == list(FIGURES)
    for one in found:
        assert [point.month for point in one.points][-1] == "2025-08"
        assert len(one.points) == 12
        for point in one.points:
            expected = getattr(oracle, one.figure.name)(
                tables, "p", *window(point.month, one.figure.window_months)
            )
            assert (point.n, pytest.approx(point.of), point.missing) == expected[:3], (
                one.figure.name, point.month,
            )  # fmt: skip
            value = expected[3] if len(expected) > 3 else (
                point.n / point.of if point.of else None
            )  # fmt: skip
            assert point.value == (None if value is None else pytest.approx(value))


def one_job(ends_on, *contacts):
    """A job since 1 March and the days on which the person was met, as the figures count it."""
    tables = {
        "programmes": [PROGRAMME],
        "enrolments": [{"enrolment": 1, "person": 1, "programme": "p", "site": "K", "sex": "woman",
                        "enrolled_on": FIRST, "phase": "a"}],
        "placements": [{"placement": 1, "enrolment": 1, "kind": "employment", "ends_on": ends_on,
                        "starts_on": date(2025, 3, 1)}],
        "contacts": [{"enrolment": 1, "occurred_on": on, "channel": "visit", "place": "office"}
                     for on in contacts],
    }  # fmt: skip
    with open_tables(tables, day=TODAY) as (cursor, snapshot):
        found = evidence(cursor, programme="p", snapshot=snapshot, protected=False)
    return {one.figure.name: {p.month: (p.n, p.of, p.missing) for p in one.points} for one in found}


@pytest.mark.parametrize(
    ("met_on", "n"),
    [
        (date(2025, 5, 29), 0),
        (date(2025, 5, 30), 1),  # the last day itself
        (date(2025, 6, 2), 1),
        (date(2025, 6, 3), 0),
    ],
)
def test_a_lost_job_is_followed_up_within_three_days_of_its_last_day(met_on, n):
    found = one_job(date(2025, 5, 31), met_on)["contact_after_end"]

    assert found["2025-05"] == (0, 0, 1)  # the days have not passed
    assert found["2025-06"] == (n, 1, 0)


def test_a_month_that_is_not_over_is_not_yet_without_its_contact():
    found = one_job(None, date(2025, 7, 30))["every_month_at_work"]

    assert found["2025-06"] == (0, 1, 0)
    assert found["2025-07"] == (1, 1, 0)
    assert found["2025-08"] == (0, 0, 1)


def test_every_computable_item_has_a_figure_or_says_why_not():
    scale = scale_on(IPS, TODAY, get("natkraft"))

    of_items = {figure.item for figure in FIGURES.values()}

    assert of_items <= set(scale.keys)
    for item in scale.items:
        if item.measured and item.key != "supervisor":
            assert FIGURES[item.measured].item == item.key
    assert set(NOT_LOGGED) == {"employment_only"}


def test_months_before_the_programme_are_not_shown():
    late = {**PROGRAMME, "starts_on": date(2025, 6, 15)}
    with open_tables({"programmes": [late]}, day=TODAY) as (cursor, snapshot):
        found = evidence(cursor, programme="p", snapshot=snapshot, protected=False)

    assert {tuple(p.month for p in one.points) for one in found} == {
        ("2025-06", "2025-07", "2025-08")
    }


RULE = rule_on(TODAY)


def hidden(points, name):
    return [point.hidden for point in protect(tuple(points), FIGURES[name], RULE)]


def point(n, of, people=40, missing=0):
    return Point("2025-08", n, of, n / of if of else None, missing, people)


@pytest.mark.parametrize(
    ("name", "one", "is_hidden"),
    [
        ("ordinary_jobs", point(20, 30), False),
        ("ordinary_jobs", point(4, 30), True),
        ("ordinary_jobs", point(27, 30), True),
        ("ordinary_jobs", point(0, 30), False),
        ("ordinary_jobs", point(6, 6), True),  # all of a small group
        ("ordinary_jobs", point(20, 30, people=4), True),
        ("days_to_employer", point(9, 30), True),
        ("days_to_employer", point(10, 30), False),
        ("participants_per_specialist", point(40, 2), True),  # one would know the other's
        ("participants_per_specialist", point(60, 3), False),
        ("meetings_per_week", point(20, 2 * 31 / 7), True),
        ("meetings_per_week", point(20, 3 * 31 / 7), False),
        ("time_in_community", point(60, 600, people=4), True),
        ("time_in_community", point(60, 600, people=5), False),
        ("different_trades", point(2, 4), True),
        ("different_trades", point(2, 5), False),
    ],
)
def test_a_month_of_few_people_or_coaches_is_hidden(name, one, is_hidden):
    assert hidden([one], name) == [is_hidden]


def test_overlapping_months_that_differ_by_few_are_not_both_shown():
    months = [point(20, 40), point(21, 40), point(26, 46)]  # of the last six, one without

    assert hidden(months, "contact_after_start") == [False, True, False]


def test_a_hidden_month_holds_no_number():
    (one,) = protect((point(2, 30),), FIGURES["ordinary_jobs"], RULE)

    assert one == Point("2025-08", None, None, None, None, None, hidden=True)


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=12))
def test_shown_months_never_differ_by_a_few(counts):
    months = tuple(point(n, n + rest) for n, rest in counts)

    shown = [p for p in protect(months, FIGURES["contact_after_start"], RULE) if not p.hidden]

    for earlier, following in zip(shown, shown[1:], strict=False):
        for change in (following.n - earlier.n, following.of - earlier.of):
            assert change == 0 or abs(change) >= RULE.smallest_shown


def test_few_that_are_missing_are_not_told():
    (one,) = protect((point(20, 40, missing=2),), FIGURES["contact_after_start"], RULE)

    assert (one.n, one.missing, one.people) == (20, None, None)


def test_evidence_is_kept_and_read_back_as_it_was():
    with open_tables({"programmes": [PROGRAMME]}, day=TODAY) as (cursor, snapshot):
        found = evidence(cursor, programme="p", snapshot=snapshot, protected=False)

    kept = json.loads(json.dumps(to_keep(found)))

    assert from_kept(kept, protected=False) == found
    assert day_of(kept) == TODAY


def test_kept_evidence_is_protected_when_it_is_read():
    with open_tables({"programmes": [PROGRAMME]}, day=TODAY) as (cursor, snapshot):
        found = evidence(
            cursor, programme="p", snapshot=snapshot, protected=False, names=("ordinary_jobs",)
        )
    kept = to_keep([replace(found[0], points=(point(2, 30), point(20, 40)))])

    (told,) = from_kept(kept, protected=True)

    assert [one.hidden for one in told.points] == [True, False]
    assert told.rule == RULE


def test_protected_evidence_is_not_kept_and_nothing_is_kept_as_none():
    with open_tables({"programmes": [PROGRAMME]}, day=TODAY) as (cursor, snapshot):
        found = evidence(cursor, programme="p", snapshot=snapshot, protected=True)

    with pytest.raises(ValueError, match="protected"):
        to_keep(found)
    assert to_keep(()) is None
