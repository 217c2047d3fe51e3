"""The rows behind a month of a figure: they add up to it, whichever figure and month."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framsteg.evaluation.fidelity.behind import Sums, behind
from framsteg.evaluation.fidelity.evidence import evidence
from framsteg.evaluation.fidelity.figure import Thing
from framsteg.evaluation.fidelity.figures import FIGURES
from tests.factories.evaluation_tables import open_tables
from tests.factories.work_tables import PROGRAMME, TODAY, worlds

MONTHS = [date(2024, 9, 1), *(date(2025, month, 1) for month in range(1, 9))]
UNTIL = date(2025, 7, 16)


@given(tables=worlds(), month=st.sampled_from(MONTHS), until_on=st.sampled_from([None, UNTIL]))
@settings(deadline=None)
def test_the_rows_add_up_to_the_figure(tables, month, until_on):
    with open_tables(tables, day=TODAY) as (cursor, snapshot):
        told = {"programme": "p", "snapshot": snapshot, "until_on": until_on}
        found = evidence(cursor, protected=False, **told)
        rows = {one.figure.name: behind(cursor, one.figure, month=month, **told) for one in found}

    for one in found:
        points = [point for point in one.points if point.month == f"{month:%Y-%m}"]
        sums = rows[one.figure.name].sums
        if not points:
            assert rows[one.figure.name].rows == ()
        for point in points:
            assert (sums.n, pytest.approx(sums.of), sums.missing) == (
                point.n, point.of, point.missing,
            ), one.figure.name  # fmt: skip
        assert all(
            row.n or row.of or row.missing or row.alike for row in rows[one.figure.name].rows
        )


@given(tables=worlds())
@settings(deadline=None)
def test_a_row_says_what_it_is_and_in_whose_file_it_is_read(tables):
    month = TODAY.replace(day=1)
    known = {
        Thing.ENROLMENT: {e["enrolment"] for e in tables["enrolments"]},
        Thing.PERSON: {e["person"] for e in tables["enrolments"]},
        Thing.PLACEMENT: {p["placement"] for p in tables["placements"]},
        Thing.EMPLOYER_CONTACT: {c["contact"] for c in tables["employer_contacts"]},
        Thing.COACH: {a["coach"] for a in tables["assignments"]},
    }
    with open_tables(tables, day=TODAY) as (cursor, snapshot):
        for figure in FIGURES.values():
            told = behind(cursor, figure, programme="p", month=month, snapshot=snapshot)
            rows = told.rows

            things = [(row.thing, row.unit) for row in rows]
            assert len(set(things)) == len(things), figure.name
            assert all(unit in known[thing] for thing, unit in things)
            for row in rows:
                assert set(row.enrolments) <= known[Thing.ENROLMENT]
                about_nobody = row.thing in (Thing.COACH, Thing.EMPLOYER_CONTACT)
                assert row.enrolments or about_nobody


def test_an_empty_month_has_no_rows():
    with open_tables({"programmes": [PROGRAMME]}, day=TODAY) as (cursor, snapshot):
        for figure in FIGURES.values():
            for month in (date(2026, 1, 1), date(2020, 1, 1), date(2025, 8, 1)):
                told = behind(cursor, figure, programme="p", month=month, snapshot=snapshot)

                assert told.rows == ()
                assert told.sums == Sums(0, 0, 0)


@pytest.mark.parametrize(
    ("name", "month", "days"),
    [
        ("ordinary_jobs", date(2025, 6, 1), (date(2025, 6, 30), date(2025, 7, 1))),
        ("ordinary_jobs", date(2025, 8, 1), (TODAY, date(2025, 8, 21))),
        ("time_in_community", date(2025, 6, 1), (date(2025, 6, 1), date(2025, 7, 1))),
        ("quarterly_employment", date(2025, 1, 1), (date(2024, 11, 1), date(2025, 2, 1))),
        ("different_trades", date(2024, 12, 1), (date(2024, 1, 1), date(2025, 1, 1))),
        ("different_trades", date(2025, 1, 1), (date(2024, 2, 1), date(2025, 2, 1))),
    ],
)
def test_the_days_that_a_month_looks_at(name, month, days):
    with open_tables({"programmes": [PROGRAMME]}, day=TODAY) as (cursor, snapshot):
        told = behind(cursor, FIGURES[name], programme="p", month=month, snapshot=snapshot)

    assert (told.days.start, told.days.end) == days
