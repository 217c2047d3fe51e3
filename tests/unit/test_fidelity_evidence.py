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
from tests.oracles import fidelity as oracle

TODAY = date(2025, 8, 20)
FIRST = date(2024, 1, 1)
PROGRAMME = {"programme": "p", "name": "P", "owner_organisation": "K", "blueprint": "natkraft",
             "blueprint_version": "1", "starts_on": FIRST}  # fmt: skip
DAYS = st.dates(FIRST, TODAY)
CHECKED = [name for name in FIGURES if hasattr(oracle, name)]


def later(day):
    return st.one_of(st.none(), st.integers(1, 400).map(lambda n: day + timedelta(days=n)))


@st.composite
def worlds(draw):
    tables = {
        "programmes": [PROGRAMME], "enrolments": [], "assignments": [], "placements": [],
        "contacts": [], "employer_contacts": [],
    }  # fmt: skip
    for number in range(draw(st.integers(0, 6))):
        enrolled = draw(DAYS)
        tables["enrolments"].append({
            "enrolment": number, "person": number // 2, "programme": "p", "site": "K",
            "sex": "woman", "enrolled_on": enrolled, "exited_on": draw(later(enrolled)),
            "exit_reason": draw(st.sampled_from([None, "moved", "registered_by_mistake"])),
            "phase": "a", "source_kind": "unit", "source": draw(st.sampled_from("xyz")),
        })  # fmt: skip
        for coach in draw(st.lists(st.integers(1, 3), max_size=2, unique=True)):
            starts = draw(DAYS)
            tables["assignments"].append({
                "enrolment": number, "coach": coach, "coach_organisation": "K",
                "starts_on": starts, "ends_on": draw(later(starts)),
            })  # fmt: skip
        for kind in draw(st.lists(st.sampled_from(
            ["employment", "subsidised", "internship", "studies"]), max_size=3)):  # fmt: skip
            starts = draw(DAYS)
            tables["placements"].append({
                "placement": len(tables["placements"]), "enrolment": number, "kind": kind,
                "trade": draw(st.sampled_from([None, "Kök", "kök", "Bygg"])),
                "employer": draw(st.sampled_from([None, 1, 2])),
                "starts_on": starts, "ends_on": draw(later(starts)),
            })  # fmt: skip
            for gap in draw(st.lists(st.integers(-8, 30), max_size=6)):
                tables["contacts"].append({
                    "enrolment": number, "occurred_on": starts + timedelta(days=gap),
                    "minutes": draw(st.sampled_from([None, 30, 60])), "channel": "visit",
                    "place": draw(st.sampled_from(["community", "workplace", "office"])),
                })  # fmt: skip
        for _ in range(draw(st.integers(0, 3))):
            tables["employer_contacts"].append({
                "contact": draw(st.integers(1, 4)), "programme": "p",
                "enrolment": draw(st.sampled_from([None, number])), "coach": 1,
                "occurred_on": TODAY - timedelta(days=draw(st.integers(0, 60))),
                "face_to_face": True, "purpose": "learn_needs",
            })  # fmt: skip
    days = {c["contact"]: c["occurred_on"] for c in tables["employer_contacts"]}
    for c in tables["employer_contacts"]:
        c["occurred_on"] = days[c["contact"]]
    return tables


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
        found = evidence(
            cursor, programme="p", snapshot=snapshot, protected=False, names=CHECKED
        )  # fmt: skip

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


def test_most_figures_have_a_slow_way():
    assert len(CHECKED) >= 11


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
