"""What a list changes in a case that stands, and what it leaves alone."""

from dataclasses import replace
from datetime import date

import pytest

from framsteg.foundation.codes import ExitReason, PlacementKind, Sex, Subsidy
from framsteg.foundation.listed import CaseRow, Spell, Told
from framsteg.rules.lists import Standing, compare, keep_to_people, spells_after

ALL = Told(
    facts=frozenset(CaseRow.__slots__) - {"row", "reference"},
    details=frozenset({"ends_on", "percent", "trade", "sector", "employer"}),
)
CASE = CaseRow(
    row=2,
    reference="1",
    sex=Sex.WOMAN,
    enrolled_on=date(2012, 1, 10),
    phone="070",
    exited_on=date(2013, 1, 1),
    exit_reason=ExitReason.STUDIES,
)
INTERNSHIP = Spell(PlacementKind.INTERNSHIP, date(2012, 2, 1), percent=50, trade="Café")
JOB = Spell(PlacementKind.SUBSIDISED, date(2012, 6, 1), subsidy=Subsidy.NEW_START, trade="Café")


def changes(stood, listed, told=ALL):
    result = compare([listed], {"1": Standing(stood, 7)}, told)
    return {c.fact: (c.old, c.new) for update in result.updated for c in update.changes}


def test_a_row_without_a_case_is_new():
    assert compare([CASE], {}, ALL).counts == {
        "created": 1,
        "updated": 0,
        "unchanged": 0,
        "kept": 0,
    }


def test_the_same_row_changes_nothing():
    assert changes(replace(CASE, row=0), CASE) == {}


def test_an_empty_cell_takes_nothing_away_but_an_exit():
    listed = replace(CASE, phone="", exited_on=None, exit_reason=None)

    assert changes(CASE, listed) == {
        "exited_on": (date(2013, 1, 1), None),
        "exit_reason": (ExitReason.STUDIES, None),
    }


def test_a_list_says_nothing_of_what_it_has_no_column_for():
    listed = replace(CASE, phone="080", sex=Sex.MAN)

    assert changes(CASE, listed, Told(frozenset({"phone"}), frozenset())) == {
        "phone": ("070", "080")
    }


def test_what_people_wrote_stays():
    listed = replace(CASE, phone="080", sex=Sex.MAN)
    result = compare([listed], {"1": Standing(CASE, 7)}, ALL)

    kept = keep_to_people(result, {7: {"phone"}})

    assert [c.fact for c in kept.updated[0].changes] == ["sex"]
    assert [c.fact for c in kept.kept[0].kept] == ["phone"]
    assert keep_to_people(result, {7: {"phone", "sex"}}).counts["unchanged"] == 1


@pytest.mark.parametrize(
    ("name", "old", "listed", "after"),
    [
        ("nothing new", (JOB,), (JOB,), (JOB,)),
        ("nothing listed", (JOB,), (), (JOB,)),
        (
            "the next ends the one before",
            (INTERNSHIP,),
            (JOB,),
            (replace(INTERNSHIP, ends_on=date(2012, 5, 31)), JOB),
        ),
        (
            "one that had ended keeps its end",
            (replace(INTERNSHIP, ends_on=date(2012, 3, 1)),),
            (JOB,),
            (replace(INTERNSHIP, ends_on=date(2012, 3, 1)), JOB),
        ),
        (
            "another day for the same job is a corrected day",
            (JOB,),
            (replace(JOB, starts_on=date(2012, 6, 4)),),
            (replace(JOB, starts_on=date(2012, 6, 4)),),
        ),
        (
            "the same first day is the same occupation",
            (INTERNSHIP,),
            (replace(JOB, starts_on=INTERNSHIP.starts_on),),
            (replace(JOB, starts_on=INTERNSHIP.starts_on, percent=50),),
        ),
        (
            "a job that goes on gets its end",
            (JOB,),
            (replace(JOB, ends_on=date(2013, 1, 1)),),
            (replace(JOB, ends_on=date(2013, 1, 1)),),
        ),
    ],
)
def test_how_occupations_come_out(name, old, listed, after):
    assert spells_after(old, listed, ALL.details) == after, name


def test_a_list_without_shares_leaves_the_share():
    listed = replace(INTERNSHIP, percent=None, trade="")

    assert spells_after((INTERNSHIP,), (listed,), {"ends_on"}) == (INTERNSHIP,)
