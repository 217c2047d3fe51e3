"""Every measure against the slow oracle, over generated worlds and windows."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framsteg.evaluation.measure import ACROSS
from tests.factories.worlds import (
    FIRST,
    MINE,
    days,
    keyed,
    opened,
    programme,
    windows,
    worlds,
)
from tests.oracles import measures as oracle

bounded = settings(max_examples=35)
groupings = st.sampled_from([name for name in ACROSS if name != "method"])


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
