"""Every measure against the slow oracle, over generated worlds and windows."""

from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framsteg.evaluation.answer import answer
from framsteg.evaluation.measure import OF_PEOPLE
from framsteg.evaluation.question import Question
from tests.factories.evaluation_tables import open_tables
from tests.oracles import measures as oracle

TODAY = date(2013, 12, 20)
FIRST = date(2011, 1, 1)
MINE, OTHER = "mine", "other"

# Few different days, so that starts, ends and windows often meet on the same one.
steps = st.integers(0, 12).map(lambda n: 91 * n)
days = st.one_of(steps, st.integers(0, 1100)).map(lambda n: FIRST + timedelta(days=n))
later = st.one_of(st.none(), steps, st.integers(0, 700))


def after(day, offset):
    return None if offset is None else day + timedelta(days=offset)


@st.composite
def enrolment(draw, number):
    enrolled_on = draw(days)
    exited_on = after(enrolled_on, draw(later))
    reasons = ["moved", "health", "registered_by_mistake", None]
    kind = draw(st.sampled_from(["self", "relative", "unit", None]))
    return {
        "enrolment": number,
        "person": draw(st.integers(1, 5)),
        "programme": draw(st.sampled_from([MINE, MINE, MINE, OTHER])),
        "site": draw(st.sampled_from(["Norr", "Söder"])),
        "sex": draw(st.sampled_from(["woman", "man", "unknown"])),
        "birth_year": draw(st.one_of(st.none(), st.integers(1955, 1996))),
        "source_kind": kind,
        "source": "Mottagningen" if kind == "unit" else None,
        "enrolled_on": enrolled_on,
        "exited_on": exited_on,
        "exit_reason": draw(st.sampled_from(reasons)) if exited_on else None,
        "phase": "job_search",
    }


@st.composite
def worlds(draw):
    """A few people in two programmes, with everything that the measures look at."""
    enrolments = [draw(enrolment(n)) for n in range(1, draw(st.integers(1, 8)) + 1)]
    some = st.sampled_from([e["enrolment"] for e in enrolments])
    kinds = ["employment", "subsidised", "own_business", "studies", "internship"]
    placements = [
        {
            "placement": number,
            "enrolment": draw(some),
            "kind": draw(st.sampled_from(kinds)),
            "subsidy": draw(st.sampled_from(["new_start", None])),
            "sector": draw(st.sampled_from(["private", "municipal", None])),
            "trade": draw(st.sampled_from(["It", "Service", None])),
            "starts_on": draw(days),
        }
        for number in range(1, draw(st.integers(0, 8)) + 1)
    ]
    return {
        "programmes": [programme(MINE), programme(OTHER)],
        "enrolments": enrolments,
        "placements": placements,
        **draw(what_goes_with_them(some)),
    }


@st.composite
def what_goes_with_them(draw, some):
    """Shares of full time, coaches, employer contacts and enquiries."""
    return {
        "extents": [
            {
                "placement": draw(st.integers(1, 8)),
                "percent": draw(st.integers(1, 100)),
                "starts_on": day,
            }
            for day in draw(st.lists(days, max_size=6))
        ],
        "employer_contacts": [
            {
                "contact": number,
                "enrolment": draw(st.one_of(st.none(), some)),
                "programme": MINE,
                "occurred_on": day,
                "face_to_face": True,
                "purpose": "learn_needs",
            }
            for number, day in enumerate(draw(st.lists(days, max_size=6)))
        ],
        "assignments": [
            {
                "enrolment": draw(some),
                "coach": draw(st.integers(1, 3)),
                "coach_organisation": "Kommunen",
                "starts_on": day,
                "ends_on": after(day, draw(later)),
            }
            for day in draw(st.lists(days, max_size=6))
        ],
        "enquiries": [
            {
                "enquiry": number,
                "programme": draw(st.sampled_from([MINE, OTHER])),
                "received_on": day,
                "source_kind": "unit",
                "source": draw(st.sampled_from(["Mottagningen", "Rehab", None])),
                "source_organisation": draw(st.sampled_from(["Regionen", None])),
                "source_organisation_kind": draw(st.sampled_from(["region", None])),
                "channel": "letter",
                "outcome": draw(st.sampled_from(["accepted", "waiting", "declined"])),
                "outcome_on": after(day, draw(later)),
                "met_on": after(day, draw(later)),
                "enrolled_on": after(day, draw(later)),
            }
            for number, day in enumerate(draw(st.lists(days, max_size=5)))
        ],
    }


def programme(key):
    return {
        "programme": key,
        "name": key,
        "owner_organisation": "Kommunen",
        "blueprint": key,
        "blueprint_version": "1",
        "starts_on": FIRST,
    }


windows = st.one_of(
    st.just((None, None)),
    st.tuples(st.one_of(st.none(), days), st.one_of(st.none(), days)).filter(
        lambda w: (w[0] or FIRST) < (w[1] or TODAY)
    ),
)
groupings = st.sampled_from(OF_PEOPLE)


bounded = settings(max_examples=35)


class World:
    """An open world with a window, to ask the measures and the oracle the same."""

    def __init__(self, tables, window, cursor, snapshot):
        self.tables, self.cursor, self.snapshot = tables, cursor, snapshot
        self.window = window
        self.start = window[0] or date.min
        self.end = window[1] or TODAY + timedelta(days=1)

    def ask(self, measure, *by):
        question = Question(measure, MINE, by, *self.window)
        return answer(
            question,
            scope=frozenset({MINE}),
            cursor=self.cursor,
            snapshot=self.snapshot,
            protected=False,
        )

    def counts(self, measure, *by):
        """{(group of each dimension or None): (n, of)}"""
        found = self.ask(measure, *by)
        names = found.question.dimensions
        return {tuple(row.by.get(name) for name in names): (row.n, row.of) for row in found.rows}

    @property
    def about(self):
        return self.tables, MINE, self.start, self.end


@contextmanager
def opened(tables, window):
    with open_tables(tables, day=TODAY) as (cursor, snapshot):
        yield World(tables, window, cursor, snapshot)


def keyed(found):
    """The oracle's () for the total as the (None,) of an answer with one dimension."""
    return {key or (None,): value for key, value in found.items()}


@bounded
@given(worlds(), windows, groupings)
def test_people_and_where_they_went(tables, window, by):
    gone = {
        "gone_to_employment": oracle.JOBS,
        "gone_to_studies": ("studies",),
        "gone_to_work_or_studies": (*oracle.JOBS, "studies"),
    }
    with opened(tables, window) as world:
        assert world.counts("clients", by) == keyed(oracle.clients(*world.about, by))
        for measure, kinds in gone.items():
            assert world.counts(measure, by) == keyed(oracle.gone_to(*world.about, by, kinds))


@bounded
@given(worlds(), windows, groupings)
def test_kinds_of_jobs_studies_and_exits(tables, window, by):
    with opened(tables, window) as world:
        categories = {
            "employment_by_subsidy": oracle.job_form,
            "jobs_by_sector": lambda job: job["sector"] or "unknown",
            "jobs_by_trade": lambda job: job["trade"] or "unknown",
            "share_of_full_time": lambda job: oracle.extent(world.tables, job, world.end),
        }
        for measure, category in categories.items():
            expected = oracle.latest(*world.about, by, oracle.JOBS, category)
            assert world.counts(measure, by) == expected
        courses = oracle.latest(*world.about, by, ("studies",), lambda p: p["trade"] or "unknown")
        assert world.counts("studies_by_kind", by) == courses
        assert world.counts("active_and_exited", by) == oracle.status(*world.about, by)


@bounded
@given(worlds(), windows)
def test_enquiries(tables, window):
    with opened(tables, window) as world:
        for measure, name in (
            ("enquiries_by_source", "source"),
            ("enquiries_by_organisation", "organisation"),
        ):
            assert world.counts(measure) == keyed(oracle.enquiries(*world.about, name))


@bounded
@given(worlds(), windows)
def test_how_far_enquiries_come_and_how_soon_they_are_answered(tables, window):
    with opened(tables, window) as world:
        for step in ("met", "taken", "enrolled"):
            expected = keyed(oracle.enquiries_reaching(*world.about, step))
            assert world.counts(f"enquiries_{step}") == expected
        total = world.ask("days_to_first_answer").total
        n, of, marks = oracle.days_to_answer(*world.about)
        assert (total.n, total.of) == (n, of)
        assert [total.low, total.value, total.high] == pytest.approx(marks or [None] * 3)


@bounded
@given(worlds(), windows)
def test_days_to_first_steps(tables, window):
    with opened(tables, window) as world:
        waits = {
            "days_to_first_job": lambda es: oracle.days_to_job(
                world.tables, es, world.start, world.end
            ),
            "days_to_first_employer_contact": lambda es: oracle.days_to_employer(
                world.tables, es, world.end
            ),
        }
        for measure, days_of in waits.items():
            total = world.ask(measure).total
            n, of, marks = oracle.waits(*world.about, days_of)
            assert (total.n, total.of) == (n, of)
            assert [total.low, total.value, total.high] == pytest.approx(marks or [None] * 3)


@bounded
@given(worlds(), windows)
def test_results_so_far_at_the_end_of_each_quarter(tables, window):
    kinds = (*oracle.JOBS, "studies")
    with opened(tables, window) as world:
        found = world.ask("target_against_result")
        for row in found.rows:
            if row.by:
                until = min(quarter_end(row.by["quarter"]), world.end)
                assert (row.n, row.of) == oracle.so_far(*world.about, kinds, until)
        expected = oracle.gone_to(*world.about, None, kinds)[()]
        assert (found.total.n, found.total.of) == expected


def quarter_end(name):
    year, quarter = int(name[:4]), int(name[-1])
    return date(year + quarter // 4, quarter % 4 * 3 + 1, 1)


# Twelve months of every coach are walked day by day: fewer worlds, each a slow one.
@settings(max_examples=8)
@given(worlds(), st.one_of(st.none(), days.filter(lambda day: day > FIRST)))
def test_caseload_on_the_last_day_of_each_of_twelve_months(tables, until_on):
    with opened(tables, (None, until_on)) as world:
        expected = {}
        for day in oracle.last_days(world.end):
            # The last month is counted on its last day as far as the window knows.
            for coach, n in oracle.caseload(*world.about, day).items():
                expected[coach and str(coach), f"{day:%Y-%m}"] = n
        found = {
            (row.by.get("coach"), row.by["month"]): row.n
            for row in world.ask("caseload").rows
            if row.by
        }
        assert found == expected


def test_a_coach_assigned_after_the_exit_takes_nobody_from_another_caseload():
    def person(number, exited_on):
        return {
            "enrolment": number, "person": number, "programme": MINE, "site": "Norr",
            "sex": "woman", "source_kind": "self", "enrolled_on": date(2011, 1, 1),
            "exited_on": exited_on, "phase": "job_search",
        }  # fmt: skip

    def coached(number, starts_on):
        return {
            "enrolment": number, "coach": 1, "coach_organisation": "Kommunen",
            "starts_on": starts_on,
        }  # fmt: skip

    tables = {
        "programmes": [programme(MINE)],
        "enrolments": [person(1, date(2011, 1, 1)), person(2, None)],
        "assignments": [coached(1, date(2011, 3, 30)), coached(2, date(2011, 1, 1))],
    }

    with opened(tables, (None, date(2011, 5, 1))) as world:
        counted = {row.n for row in world.ask("caseload").rows if row.by.get("coach")}

    assert counted == {1}
