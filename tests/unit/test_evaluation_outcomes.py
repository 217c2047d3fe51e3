"""The later measures against their slow oracle, over generated worlds and windows."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framsteg.evaluation.finish import MARKS
from tests.factories.worlds import opened, windows, worlds
from tests.oracles import measures, outcomes

bounded = settings(max_examples=30)
groupings = st.sampled_from(["sex", "site", "enrolled_quarter", "organisation"])


def by_group(world, measure, by):
    """{group or None: row} of a measure divided by one thing and no more."""
    return {row.by.get(by): row for row in world.ask(measure, by).rows}


@bounded
@given(worlds(), windows, groupings)
def test_gone_to_internship_and_unpaid(tables, window, by):
    with opened(tables, window) as world:
        for measure, kinds in (
            ("gone_to_internship", ("internship", "supported_training")),
            ("gone_to_unpaid", ("unpaid",)),
        ):
            expected = measures.gone_to(*world.about, by, kinds)
            found = by_group(world, measure, by)
            assert {(k,) if k else (): (r.n, r.of) for k, r in found.items()} == expected


@bounded
@given(worlds(), windows, groupings)
def test_where_those_enrolled_stand_on_the_day(tables, window, by):
    with opened(tables, window) as world:
        standing = outcomes.standing(*world.about, by)
        for measure, so in (
            ("in_work_now", lambda what: what in measures.JOBS),
            ("occupied_now", lambda what: what != "none"),
        ):
            expected = outcomes.counted((group, so(what)) for what, _, group in standing)
            found = by_group(world, measure, by)
            assert {key: (row.n, row.of) for key, row in found.items()} == expected
        spread = measures.spread((what, group) for what, _, group in standing)
        assert world.counts("occupation_now", by) == spread
        at_employers = ("employment", "subsidised", "internship", "supported_training")
        sectors = [(s, g) for what, s, g in standing if what in at_employers]
        assert world.counts("receiving_sector_now", by) == measures.spread(sectors)


@settings(max_examples=12)
@given(worlds(), windows, groupings)
def test_quarterly_rates_walked_day_by_day(tables, window, by):
    with opened(tables, window) as world:
        for measure, kinds in (
            ("ips_quarterly_rate", outcomes.ORDINARY),
            ("quarterly_rate_with_subsidised", measures.JOBS),
        ):
            expected = outcomes.quarterly(*world.about, by, kinds)
            found = {
                (row.by["quarter"], row.by.get(by)): (row.n, row.of)
                for row in world.ask(measure, by).rows
                if "quarter" in row.by and row.of
            }
            assert found == expected


@bounded
@given(worlds(), windows, groupings)
def test_jobs_that_have_held(tables, window, by):
    with opened(tables, window) as world:
        for weeks in (13, 26):
            found = by_group(world, f"sustained_{weeks}_weeks", by)
            counts = {key: (row.n, row.of, row.left_out or 0) for key, row in found.items()}
            assert counts == outcomes.sustained(*world.about, by, 7 * weeks)
        starts = Counter(outcomes.quarter(j["starts_on"]) for j, _ in outcomes.jobs(*world.about))
        found = world.ask("job_starts").rows
        assert {r.by["quarter"]: r.n for r in found if r.by} == starts


@bounded
@given(worlds(), windows)
def test_what_studies_report_of_work(tables, window):
    with opened(tables, window) as world:
        worked = outcomes.worked(*world.about)
        for measure, place, scale in (
            ("weeks_worked", 0, 1 / 7),
            ("longest_job", 1, 1 / 7),
            ("hours_a_week", 3, 0.4),
        ):
            total = world.ask(measure).total
            n, of, marks = outcomes.median_of([person[place] for person in worked])
            assert (total.n, total.of) == (n, of)
            expected = [scale * mark for mark in marks] if marks else [None] * 3
            assert [total.low, total.value, total.high] == pytest.approx(expected)
        known = [person for person in worked if person[2] is not None]
        more, half = world.ask("increased_extent").total, world.ask("at_least_20_hours").total
        assert (more.n, more.of) == (sum(p[3] > p[2] for p in known), len(known))
        assert (half.n, half.of) == (sum(p[4] >= 50 for p in known), len(known))
        assert (half.left_out or 0) == len(worked) - len(known)


@bounded
@given(worlds(), windows)
def test_curves_counted_one_by_one(tables, window):
    with opened(tables, window) as world:
        tables, _, start, end = world.about

        def contact_on(es):
            days = measures.days_to_employer(tables, es, end)
            return None if days is None else es[0]["enrolled_on"] + days * outcomes.DAY

        spells = {
            "time_to_first_job": outcomes.waiting(
                *world.about, outcomes.first_job_on(tables, start, end)
            ),
            "time_to_employer_contact": outcomes.waiting(*world.about, contact_on),
            "time_to_job_loss": outcomes.job_losses(*world.about),
        }
        for measure, lived in spells.items():
            found = {row.by.get("mark"): row for row in world.ask(measure).rows}
            last = max((days for days, _ in lived), default=0)
            marked = [mark for mark in MARKS if mark <= last and lived]
            assert sorted(filter(None, found)) == [f"{mark:04d}" for mark in marked]
            for mark in marked:
                row = found[f"{mark:04d}"]
                so_far, of, share, at_risk = outcomes.kaplan_meier(lived, mark)
                assert (row.n, row.of, row.at_risk) == (so_far, of, at_risk)
                assert row.value == pytest.approx(share, abs=1e-12)
            if lived:
                end = outcomes.kaplan_meier(lived, marked[-1] if marked else last)
                assert (found[None].n, found[None].of, found[None].at_risk) == (*end[:2], end[3])


@bounded
@given(worlds(), windows, groupings)
def test_contacts(tables, window, by):
    with opened(tables, window) as world:
        tables, programme, start, end = world.about
        people = outcomes.people(*world.about)
        n, of, outside, placed, days = (Counter() for _ in range(5))
        for es in people:
            mine = outcomes.contacts_of(tables, es, start, end)
            for key in (measures.group_of(es[0], by), None):
                n[key] += len(mine)
                of[key] += 1
                days[key] += outcomes.days_enrolled(es, start, end)
                outside[key] += sum(c["place"] in ("community", "workplace") for c in mine)
                placed[key] += sum(c["place"] != "remote" for c in mine)
        keys = {None, *of}
        rates = by_group(world, "contact_intensity", by)
        assert {k: (r.n, r.of) for k, r in rates.items()} == {k: (n[k], of[k]) for k in keys}
        for key, row in rates.items():
            expected = n[key] * 30.4375 / days[key] if days[key] else None
            assert row.value == (None if expected is None else pytest.approx(expected))
        begun = Counter()
        for _, es in outcomes.jobs(*world.about):
            begun.update((measures.group_of(es[0], by), None))
        yearly = by_group(world, "jobs_per_year", by)
        assert {k: (r.n, r.of) for k, r in yearly.items()} == {k: (begun[k], of[k]) for k in keys}
        for key, row in yearly.items():
            expected = begun[key] * 365.25 / days[key] if days[key] else None
            assert row.value == (None if expected is None else pytest.approx(expected))
        shares = by_group(world, "share_in_community", by)
        assert {
            k: (r.n, r.of, r.left_out) for k, r in shares.items() if r.left_out is not None
        } == {k: (outside[k], placed[k], n[k] - placed[k]) for k in keys}


@bounded
@given(worlds(), windows)
def test_own_answers_and_exits(tables, window):
    with opened(tables, window) as world:
        for measure, item in (
            ("own_life_situation", "life_situation"),
            ("own_support_quality", "support_quality"),
            ("own_influence", "influence"),
        ):
            expected = outcomes.own_answers(*world.about, item)
            rows = [row for row in world.ask(measure).rows if row.by]
            found = {row.by["quarter"]: (row.n, row.of, row.value) for row in rows}
            assert found == {
                q: (n, of, None if mean is None else pytest.approx(mean))
                for q, (n, of, mean) in expected.items()
            }
        left = outcomes.exits(*world.about)
        stated = [reason for _, reason, _ in left if reason]
        own = world.ask("left_by_own_choice").total
        assert (own.n, own.of) == (stated.count("own_choice"), len(stated))
        assert (own.left_out or 0) == len(left) - len(stated)
        quarters = Counter(outcomes.quarter(day) for day, _, _ in left)
        assert {r.by["quarter"]: r.n for r in world.ask("flow_out").rows if r.by} == quarters


@bounded
@given(worlds(), windows, groupings)
def test_engaged_and_kinds_of_jobs(tables, window, by):
    with opened(tables, window) as world:
        found = by_group(world, "uk_engaged", by)
        expected = outcomes.engaged(*world.about, by)
        assert {key: (row.n, row.of) for key, row in found.items()} == expected
        kinds = outcomes.kinds_of_jobs(*world.about, by)
        assert world.counts("job_starts_by_kind", by) == kinds


@bounded
@given(worlds(), windows)
def test_wages_and_the_way_from_enquiry_to_enrolment(tables, window):
    with opened(tables, window) as world:
        for measure, oracle in (
            ("monthly_wage", outcomes.wages),
            ("days_to_enrolment", outcomes.days_to_enrolment),
        ):
            total = world.ask(measure).total
            n, of, marks = oracle(*world.about)
            assert (total.n, total.of) == (n, of)
            assert [total.low, total.value, total.high] == pytest.approx(marks or [None] * 3)
