"""The same answer as JSON, CSV, workbook, text and picture: no form counts or words it anew."""

import csv
import io
import json
import re
from datetime import date
from xml.etree import ElementTree

import pytest
from django.utils import translation
from python_calamine import CalamineWorkbook

from framsteg.evaluation.answer import answer
from framsteg.evaluation.measures import MEASURES
from framsteg.evaluation.question import Question
from framsteg.foundation.text import say
from framsteg.reports import words
from framsteg.reports.chart_specs import spec_of
from framsteg.reports.charts import chart_of
from framsteg.reports.csv_form import as_csv
from framsteg.reports.harmless import harmless
from framsteg.reports.json_form import as_json
from framsteg.reports.text_form import print_text
from framsteg.reports.xlsx_form import as_xlsx
from tests.factories.evaluation_tables import natkraft_tables, open_tables

MINE = frozenset({"natkraft"})


@pytest.fixture(scope="module")
def natkraft():
    with open_tables(natkraft_tables()) as (cursor, snapshot):

        def ask(measure, *by, protected=False):
            return answer(
                Question(measure, "natkraft", by),
                scope=MINE,
                cursor=cursor,
                snapshot=snapshot,
                protected=protected,
            )

        yield ask


@pytest.fixture(autouse=True)
def swedish():
    with translation.override("sv"):
        yield


def dangerous_world(trade):
    tables = natkraft_tables()
    for placement in tables["placements"]:
        placement["trade"] = trade
    return tables


def ask_trades(tables):
    with open_tables(tables) as (cursor, snapshot):
        question = Question("jobs_by_trade", "natkraft")
        return answer(question, scope=MINE, cursor=cursor, snapshot=snapshot, protected=False)


# --- numbers and words ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("share", "shown"),
    [(58 / 155, "37,4\xa0%"), (37 / 155, "23,9\xa0%"), (0.0, "0,0\xa0%"), (1.0, "100,0\xa0%")],
)
def test_percent_is_rounded_and_in_swedish(share, shown):
    assert words.percent(share) == shown


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_text_that_starts_a_formula_is_made_harmless(start):
    assert harmless(f"{start}1+1|cmd") == f"'{start}1+1|cmd"


@pytest.mark.parametrize("text", ["Taxi", "", "-4", "-0,5", "25–49 %"])
def test_other_text_and_negative_numbers_stay(text):
    assert harmless(text) == text


# --- JSON ----------------------------------------------------------------------------------------


def test_json_has_the_agreed_form(natkraft):
    found = natkraft("gone_to_work_or_studies", "sex")

    form = json.loads(json.dumps(as_json(found.snapshot, [found])))

    assert form["snapshot"]["id"] == "test"
    [gone] = form["answers"]
    assert gone["measure"] == "gone_to_work_or_studies"
    assert {"definition", "numerator", "denominator", "window", "source"} <= set(gone)
    assert [(row["by"], row["n"], row["of"]) for row in gone["rows"]] == [
        ({"sex": "woman"}, 28, 79),
        ({"sex": "man"}, 30, 76),
        ({}, 58, 155),
    ]
    assert gone["rows"][-1]["value"] == pytest.approx(0.374, abs=0.0005)


def test_hidden_number_is_null_and_said_to_be_hidden(natkraft):
    found = natkraft("jobs_by_sector", protected=True)

    [form] = as_json(found.snapshot, [found])["answers"]

    hidden = [row for row in form["rows"] if row.get("hidden")]
    assert [row["by"]["sector"] for row in hidden] == ["municipal", "regional"]
    assert all((row["n"], row["of"], row["value"]) == (None, None, None) for row in hidden)
    assert all(row["note"] for row in hidden)


# --- files ---------------------------------------------------------------------------------------


def test_csv_holds_the_numbers_of_the_answer(natkraft):
    found = natkraft("clients", "sex")

    text = as_csv([found])

    lines = list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))
    assert text.startswith("\ufeff")
    assert [(line[2], line[5], line[6], line[7]) for line in lines[1:]] == [
        ("Kvinna", "79", "155", "0,5097"),
        ("Man", "76", "155", "0,4903"),
        ("Alla", "155", "155", "1,0000"),
    ]


def test_every_line_of_a_csv_says_what_it_counts(natkraft):
    answers = [natkraft(name) for name in MEASURES]

    headings, *lines = csv.reader(io.StringIO(as_csv(answers)), delimiter=";")

    assert lines
    assert {len(line) for line in lines} == {len(headings)}
    assert all(all(line[13:]) for line in lines)


def test_csv_starts_no_formula():
    found = ask_trades(dangerous_world('=HYPERLINK("x")'))

    assert "'=HYPERLINK" in as_csv([found])


def test_workbook_holds_the_numbers_of_the_answer_as_numbers(natkraft):
    book = as_xlsx([natkraft("clients", "sex"), natkraft("enquiries_by_source")])

    sheets = CalamineWorkbook.from_filelike(io.BytesIO(book))
    rows = sheets.get_sheet_by_index(1).to_python()
    assert [row[:3] for row in rows[3:6]] == [
        ["Kvinna", 79.0, 155.0],
        ["Man", 76.0, 155.0],
        ["Alla", 155.0, 155.0],
    ]
    assert len(sheets.sheet_names) == 3
    assert len(sheets.get_sheet_by_index(0).to_python()) == 3


def test_workbook_has_no_formula_even_when_a_name_looks_like_one():
    book = as_xlsx([ask_trades(dangerous_world("=1+1"))])

    rows = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(1).to_python()
    assert rows[3][0] == "=1+1"


def test_workbook_names_its_sheets_apart(natkraft):
    found = natkraft("days_to_first_employer_contact")

    names = CalamineWorkbook.from_filelike(io.BytesIO(as_xlsx([found, found]))).sheet_names

    assert len(set(names)) == 3
    assert all(len(name) <= 31 for name in names)


def test_text_table_shows_share_and_snapshot(natkraft):
    file = io.StringIO()

    print_text([natkraft("gone_to_work_or_studies", "sex")], file)

    assert "37,4\xa0%" in file.getvalue()
    assert "2014-01-15" in file.getvalue()


# --- pictures ------------------------------------------------------------------------------------

DRAWN = [("gone_to_employment", "sex"), ("share_of_full_time", "sex"), ("enquiries_by_source",),
         ("target_against_result",), ("caseload",), ("days_to_first_job", "sex")]  # fmt: skip


@pytest.mark.parametrize("asked", DRAWN)
def test_picture_is_one_named_image_in_the_colours_of_the_page(natkraft, asked, tmp_path):
    chart = chart_of(natkraft(*asked), folder=tmp_path)

    root = ElementTree.fromstring(chart.svg)
    named = {element.get("id"): element.text for element in root}
    assert root.get("role") == "img"
    assert [named[part] for part in root.get("aria-labelledby").split()] == [
        chart.title,
        chart.description,
    ]
    assert "var(--chart-1)" in chart.svg
    # The page's content security policy lets no style in, and its theme decides the colours.
    assert not re.search(r"<style|style=|<script|#[0-9a-f]{3,6}\b", chart.svg)


def test_picture_has_swedish_decimals_and_the_target_dashed(natkraft, tmp_path):
    svg = chart_of(natkraft("target_against_result"), folder=tmp_path).svg

    assert "37,4\xa0%" in svg
    assert "stroke-dasharray" in svg


def test_unchanged_picture_is_drawn_once(natkraft, tmp_path, monkeypatch):
    first = chart_of(natkraft("clients", "sex"), folder=tmp_path)
    monkeypatch.setattr("framsteg.reports.charts.vl_convert", None)

    assert chart_of(natkraft("clients", "sex"), folder=tmp_path) == first


def test_picture_shows_no_hidden_number(natkraft):
    spec = spec_of(natkraft("jobs_by_sector", protected=True), {})

    hidden = words.render(say("hidden"))
    drawn = {bar["group"]: (bar["size"], bar["label"]) for bar in spec["data"]["values"]}
    assert drawn == {"Privat": (26, "26"), "Kommunal": (0, hidden), "Regional": (0, hidden)}


def test_nothing_to_draw_gives_no_picture(tmp_path):
    programme = natkraft_tables()["programmes"]
    with open_tables({"programmes": programme}, day=date(2014, 1, 15)) as (cursor, snapshot):
        for measure in MEASURES:
            found = answer(
                Question(measure, "natkraft"),
                scope=MINE,
                cursor=cursor,
                snapshot=snapshot,
                protected=False,
            )
            assert chart_of(found, folder=tmp_path) is None or found.total.n == 0
