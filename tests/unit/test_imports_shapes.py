"""Lists in every shape they come in: what is understood, without anybody being asked."""

from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from framsteg.foundation.codes import (
    ExitReason,
    OrganisationKind,
    PlacementKind,
    Sector,
    Sex,
    SourceKind,
    Subsidy,
)
from framsteg.foundation.listed import Coach, Known
from framsteg.imports.check import check
from framsteg.imports.mapping import Mapping, load
from framsteg.imports.read import read

EXAMPLES = Path(__file__).parents[2] / "examples"
SHAPES = EXAMPLES / "andra_former"
TODAY = date(2026, 3, 10)
AF, REGION = "Arbetsförmedlingen", "Region Nord"
KNOWN = Known(
    owner="Norra kommunen",
    starts_on=date(2005, 1, 1),
    organisations={
        "Norra kommunen": OrganisationKind.MUNICIPALITY,
        AF: OrganisationKind.EMPLOYMENT_SERVICE,
        REGION: OrganisationKind.REGION,
    },
    units=(("Bas", REGION), ("Psykiatriska mottagningen", REGION)),
)


def checked(path, mapping=None, known=KNOWN):
    mapping = mapping or Mapping(list="cases")
    return check(read(path, sheet=mapping.sheet), mapping, known, today=TODAY)


def shape(name):
    mapping = SHAPES / f"{Path(name).stem}.yaml"
    return checked(SHAPES / name, load(mapping) if mapping.exists() else None)


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("komma_latin1.csv", 4),
        ("tabb_datum.csv", 4),
        ("ett_utfall.csv", 5),
        ("tva_coacher.csv", 3),
        ("flera_orter.csv", 4),
        ("flera_rader.csv", 2),
    ],
)
def test_every_example_shape_is_understood_without_a_fault(name, rows):
    list_ = shape(name)

    assert list_.problems == ()
    assert len(list_.rows) == rows


def test_commas_and_latin_1():
    studies, job, _cafe, gone = shape("komma_latin1.csv").rows

    assert (studies.sex, studies.birth_year) == (Sex.WOMAN, 1991)
    assert studies.coaches == (Coach("Östen", "Norra kommunen"),)
    assert studies.spells[0].trade == "Vård, omsorg"
    assert job.source.kind is SourceKind.RELATIVE
    assert (job.spells[0].subsidy, job.spells[0].sector) == (Subsidy.NEW_START, Sector.PRIVATE)
    assert (gone.spells, gone.exit_reason) == ((), ExitReason.MOVED)


def test_swedish_days_and_decimal_commas():
    subsidised, ordinary, studying, _waiting = shape("tabb_datum.csv").rows

    assert [row.enrolled_on for row in (subsidised, ordinary, studying)] == [
        date(2012, 9, 3),
        date(2012, 10, 17),
        date(2012, 11, 5),
    ]
    assert [row.spells[0].percent for row in (subsidised, ordinary, studying)] == [75, 100, 50]
    assert ordinary.spells[0].kind is PlacementKind.EMPLOYMENT
    assert studying.spells[0].starts_on == date(2013, 1, 7)


def test_one_outcome_column_counts_from_the_exit_or_the_day_of_the_list():
    subsidised, studies, internship, none, ordinary = shape("ett_utfall.csv").rows

    assert subsidised.spells[0].subsidy is Subsidy.WAGE_SUBSIDY
    assert subsidised.spells[0].starts_on == subsidised.exited_on
    assert studies.spells[0].kind is PlacementKind.STUDIES
    assert internship.spells[0].starts_on == date(2013, 12, 31)
    assert none.spells == ()
    assert ordinary.spells[0].kind is PlacementKind.EMPLOYMENT


def test_an_outcome_column_without_a_day_is_one_question_for_the_list():
    list_ = checked(SHAPES / "ett_utfall.csv")

    assert [(p.row, p.code) for p in list_.problems] == [(0, "outcome_day")]
    assert not list_.can_skip_bad


def test_two_coaches_belong_to_the_authorities_that_their_headings_name():
    first, *_rest = shape("tva_coacher.csv").rows

    assert first.coaches == (Coach("Robin", AF), Coach("Sam", REGION))


def test_a_second_coach_from_nowhere_is_asked_about(tmp_path):
    path = tmp_path / "lista.csv"
    path.write_text("Nr;Kön;Inskriven;Coach 1;Coach 2\n1;K;2012-01-02;Kim;Lo\n", encoding="utf-8")

    asked = checked(path)
    told = checked(path, Mapping(list="cases", coach_2_organisation=AF))

    assert [(p.column, p.code) for p in asked.problems] == [("Coach 2", "coach_organisation")]
    assert told.rows[0].coaches == (Coach("Kim", "Norra kommunen"), Coach("Lo", AF))


def test_each_site_numbers_its_own_people():
    rows = shape("flera_orter.csv").rows

    assert [(row.reference, row.site) for row in rows] == [
        ("Norrstad/1", "Norrstad"),
        ("Norrstad/2", "Norrstad"),
        ("Söderby/1", "Söderby"),
        ("Västerköping/1", "Västerköping"),
    ]
    assert rows[2].spells[0].subsidy is Subsidy.WAGE_SUBSIDY


def test_several_rows_are_one_person_only_when_the_mapping_says_so():
    told = shape("flera_rader.csv").rows[0]
    untold = checked(SHAPES / "flera_rader.csv")

    assert [spell.kind for spell in told.spells] == [
        PlacementKind.INTERNSHIP,
        PlacementKind.SUBSIDISED,
        PlacementKind.EMPLOYMENT,
    ]
    assert {p.code for p in untold.problems} >= {"duplicate_reference"}


@pytest.fixture
def workbook(tmp_path):
    """Rows to an .xlsx file: dates, numbers and percent as a spreadsheet keeps them."""

    def write(*rows, sheets=("Lista",), percent=()):
        path = tmp_path / "lista.xlsx"
        book = xlsxwriter.Workbook(path)
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        share = book.add_format({"num_format": "0%"})
        for name in sheets:
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows if name == "Lista" else [("Anteckningar",)]):
                for column, cell in enumerate(row):
                    if isinstance(cell, date):
                        sheet.write_datetime(at, column, cell, day)
                    elif column in percent and isinstance(cell, float):
                        sheet.write_number(at, column, cell, share)
                    else:
                        sheet.write(at, column, cell)
        book.close()
        return path

    return write


def test_a_workbook_keeps_its_days_numbers_and_percent(workbook):
    path = workbook(
        ("Nätkraft 2012",),
        (),
        ("Nr", "Kön", "Födelseår", "Inskriven", "Sysselsättning", "Form", "Omfattning", "Fr o m"),
        (17, "Man", 1972, date(2012, 3, 1), "Lönebidrag", "", 0.75, date(2012, 9, 1)),
        (18, "Kvinna", 1980, date(2012, 4, 1), "Studier", "", 1.0, date(2012, 9, 1)),
        percent=(6,),
    )

    list_ = checked(path, Mapping(list="cases", columns={"Form": "ignore"}))

    assert list_.problems == ()
    first, second = list_.rows
    assert (first.reference, first.birth_year, first.row) == ("17", 1972, 4)
    assert (first.enrolled_on, first.spells[0].percent) == (date(2012, 3, 1), 75)
    assert second.spells[0].percent == 100


def test_the_sheet_that_is_a_list_is_found_among_others(workbook):
    path = workbook(
        ("Nr", "Kön", "Inskriven"), (1, "Man", date(2012, 3, 1)), sheets=("Läs mig", "Lista")
    )

    assert [row.reference for row in checked(path).rows] == ["1"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_every_encoding_with_every_delimiter(tmp_path, encoding, delimiter):
    path = tmp_path / "lista.csv"
    lines = ["Löpnr;Kön;Inskriven;Bransch", "1;Man;2012-03-01;Måleri 1", "2;K;2012-03-02;"]
    path.write_bytes("\r\n".join(lines).replace(";", delimiter).encode(encoding))

    sheet = read(path)

    assert sheet.headings == ("Löpnr", "Kön", "Inskriven", "Bransch")
    assert sheet.column("Bransch") == ("Måleri 1", "")
    assert sheet.numbers == (2, 3)


def test_a_saved_mapping_reads_the_same_list_in_the_same_way(tmp_path):
    from framsteg.imports.mapping import save

    first = shape("tva_coacher.csv")
    save(first.mapping, tmp_path / "m.yaml")
    save(first.mapping, tmp_path / "m.json")

    for name in ("m.yaml", "m.json"):
        again = checked(SHAPES / "tva_coacher.csv", load(tmp_path / name))
        assert again.rows == first.rows
        assert again.mapping == first.mapping
