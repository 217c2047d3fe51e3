"""What is wrong with a list: each fault once, by row, column, value and reason."""

import zipfile
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from framsteg.foundation.codes import OrganisationKind, PlacementKind, Subsidy
from framsteg.foundation.listed import Known
from framsteg.imports import xlsx
from framsteg.imports.asking import answers
from framsteg.imports.check import check
from framsteg.imports.columns import ignoring
from framsteg.imports.fields import Field
from framsteg.imports.loading import Examined, bad_rows_file
from framsteg.imports.mapping import Mapping, parsed
from framsteg.imports.read import column_letter, read
from framsteg.imports.sheet import ChooseSheet, Unreadable

EXAMPLES = Path(__file__).parents[2] / "examples"
TODAY = date(2026, 3, 10)
REGION = "Region Västerbotten"
UNITS = (
    "Psykiatriska mottagningen, Rehabenheten, Beroendepsykiatri, Rättspsykiatri/Affektiva teamet, "
    "Bas, Hälsocentral Ålidhem, Hälsocentral Mariehem, Hälsocentral Backen, Husläkarna, "
    "Ersboda/Tips, Teg Behandlingscenter, Steget vidare, Ungdomstorget, IFO/boendestöd, "
    "Socialpsykiatri/Aros, Socialpsykiatri/Särskilt boende"
)
KNOWN = Known(
    owner="Umeå kommun",
    starts_on=date(2006, 5, 1),
    organisations={
        "Umeå kommun": OrganisationKind.MUNICIPALITY,
        REGION: OrganisationKind.REGION,
    },
    units=tuple((unit.strip(), REGION) for unit in UNITS.split(",")),
)


def checked(path, mapping=None):
    return check(read(path), mapping or Mapping(list="cases"), KNOWN, today=TODAY)


@pytest.fixture
def list_of(tmp_path):
    """A list from lines; `list_of("Nr;Kön", "1;Man")`."""

    def write(*lines, mapping=None, **answers):
        path = tmp_path / "lista.csv"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        if answers:
            mapping = parsed({"list": "cases", **answers})
        return checked(path, mapping)

    return write


def faults(list_):
    return [(p.row, p.column, p.code) for p in list_.problems]


def test_the_published_lists_have_no_fault():
    cases = checked(EXAMPLES / "natkraft_klienter.csv")
    enquiries = checked(EXAMPLES / "natkraft_forfragningar.csv", Mapping(list="enquiries"))

    assert (len(cases.rows), cases.problems) == (155, ())
    assert (len(enquiries.rows), enquiries.problems) == (55, ())


def test_the_faulty_list_has_its_twelve_faults_each_named():
    list_ = checked(EXAMPLES / "natkraft_fel.csv")

    assert [(p.row, p.column, p.value) for p in list_.problems] == [
        (5, "Födelseår", "19888"),
        (6, "Kön", "?"),
        (7, "Inskriven", "2013-13-01"),
        (8, "Avslutad", "2005-01-01"),
        (9, "Omfattning %", "150"),
        (10, "Löpnr", "NK001"),
        (11, "Sysselsättning", "Jobbb"),
        (12, "Inskriven", ""),
        (13, "Födelseår", "2020"),
        (14, "Initieringsdatum", "2099-01-01"),
        (15, "Löpnr", ""),
        (16, "Sysselsättning från", "ifjol"),
    ]
    assert list_.can_skip_bad
    assert len(list_.rows) == 8


HEAD = (
    "Nr;Kön;Födelseår;Initieringsdatum;Inskriven;Coach;Första arbetsgivarkontakt;Sysselsättning;"
    "Anställningsform;Omfattning;Sysselsättning från;Sysselsättning till;Avslutad;Avslutsorsak"
)


ORDER = "dates_out_of_order"
START, END, CONTACT, FORM = (
    "Sysselsättning från",
    "Sysselsättning till",
    "Första arbetsgivarkontakt",
    "Anställningsform",
)


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        ("1;Man;1980;2012-02-01;2012-01-01;;;;;;;;;", "Inskriven", ORDER),
        ("1;Man;1980;;2012-01-01;;2011-12-31;;;;;;;", CONTACT, ORDER),
        ("1;Man;1980;;2012-01-01;;;Studier;;;2011-12-31;;;", START, ORDER),
        ("1;Man;1980;;2012-01-01;;;Studier;;;2012-03-01;2012-02-01;;", END, ORDER),
        ("1;Man;1980;;2012-01-01;;;;;;;;2011-12-31;", "Avslutad", ORDER),
        ("1;Man;;;2013-01-01;;2012-02-01;Studier;;;2012-03-01;;2012-12-31;", "Inskriven", ORDER),
        ("1;Man;1980;;2006-04-30;;;;;;;;;", "Inskriven", "before_programme"),
        ("1;Man;2008;;2012-01-01;;;;;;;;;", "Födelseår", "implausible_age"),
        ("1;Man;1980;;2012-01-01;;;;;;;;;Arbete", "Avslutad", "missing"),
        ("1;Man;1980;;2012-01-01;;;Studier;;;;;;", START, "missing"),
        ("1;Man;1980;;2012-01-01;;;;;50;;;;", "Sysselsättning", "details_without_occupation"),
        ("1;Man;1980;;2012-01-01;;;Anställning;;;2012-03-01;;;", FORM, "form_missing"),
        ("1;Man;1980;;2012-01-01;;;Praktik;OSA;;2012-03-01;;;", FORM, "form_not_job"),
        ("1;Man;;;2012-01-01;;;Ordinarie anställning;OSA;;2012-03-01;;;", FORM, "forms_disagree"),
        ("1;;1980;;2012-01-01;;;;;;;;;", "Kön", "missing"),
    ],
)  # fmt: skip
def test_what_does_not_hold_together_is_one_fault(list_of, row, column, code):
    list_ = list_of(HEAD, row)

    assert faults(list_) == [(2, column, code)]
    assert list_.rows == ()


@pytest.mark.parametrize(
    "row",
    [
        "1;Man;1980;2012-01-01;2012-01-01;;2012-01-01;Studier;;;2012-01-01;;2012-01-01;Flytt",
        "1;Man;1980;;2012-01-01;;;;;;;;;",
        "1;Man;1980;;2012-01-01;;;;OSA;50;2012-01-02;;;",
        "1;Man;1980;;2012-01-01;;;Anställning;utan stöd;;2012-01-02;2027-06-30;2012-05-01;Arbete",
    ],
)
def test_what_holds_together_is_no_fault(list_of, row):
    assert faults(list_of(HEAD, row)) == []


def test_a_form_alone_tells_that_it_is_a_job(list_of):
    spell = list_of(HEAD, "1;Man;;;2012-01-01;;;;OSA;50;2012-01-02;;;").rows[0].spells[0]

    assert (spell.kind, spell.subsidy) == (PlacementKind.SUBSIDISED, Subsidy.PUBLIC_SHELTERED)


def test_a_column_that_is_not_understood_is_asked_about_and_may_be_left_out(list_of):
    lines = ("Nr;Kön;Inskriven;Favoritfärg", "1;Man;2012-01-01;blå")
    asked = list_of(*lines)
    ignored = list_of(*lines, mapping=ignoring(asked.mapping, asked.column_questions))

    question = asked.column_questions[0]
    assert faults(asked) == [(0, "Favoritfärg", "unknown_column")]
    assert not asked.can_skip_bad
    assert (question.heading, question.samples, question.guess) == ("Favoritfärg", ("blå",), None)
    assert Field.SEX not in question.choices
    assert faults(ignored) == []


def test_a_heading_that_its_values_gainsay_is_asked_about(list_of):
    list_ = list_of("Nr;Kön;Inskriven;Från", "1;Man;2012-01-01;2012-02-01")

    assert faults(list_) == [(0, "Från", "unknown_column")]


def test_two_columns_of_the_same_meaning_are_both_asked_about(list_of):
    list_ = list_of("Nr;Kön;Inskriven;Bransch;Yrke", "1;Man;2012-01-01;a;b")

    assert [q.heading for q in list_.column_questions] == ["Bransch", "Yrke"]


def test_a_missing_column_is_one_fault_for_the_list(list_of):
    list_ = list_of("Nr;Inskriven", "1;2012-01-01", "2;2012-01-01")

    assert [(p.row, p.code) for p in list_.problems] == [(0, "required_column")]
    assert "Sex" in str(list_.problems[0].reason)


def test_a_default_stands_in_for_a_column(list_of):
    list_ = list_of("Nr;Inskriven", "1;2012-01-01", defaults={"sex": "unknown"})

    assert (faults(list_), str(list_.rows[0].sex)) == ([], "unknown")


def test_an_unknown_word_is_one_question_however_many_rows_have_it(list_of):
    list_ = list_of(
        "Nr;Kön;Inskriven;Initierad av", *(f"{n};Man;2012-01-01;Nya huset" for n in range(3))
    )

    question = list_.value_questions[0]
    assert (question.value, question.times) == ("Nya huset", 3)
    assert [p.row for p in list_.problems] == [2, 3, 4]


def test_answers_make_the_list_whole(list_of, tmp_path):
    lines = (
        "Nr;Kön;Inskriven;Favoritfärg;Initierad av;Sysselsättning;Fr o m",
        "1;Man;2012-01-01;blå;Nya huset;Jobbb;2012-02-01",
    )
    asked = list_of(*lines)
    told = []
    choices = {"Favoritfärg": "ignore", "Nya huset": "unit", "Jobbb": "employment"}

    def ask(text, default="", **_options):
        if "organisation" in text.lower() or "huvudman" in text.lower():
            return REGION
        wanted = next(choice for word, choice in choices.items() if word in told[-1][0])
        listed = told[-1][1:]
        names = {"ignore": len(listed), "unit": len(listed)}
        return str(names.get(wanted) or 1 + [n.split()[-1] for n in listed].index(wanted))

    def tell(line):
        if line.startswith("  "):
            told[-1].append(line)
        else:
            told.append([line])

    mapping = answers(Examined(asked, None, "", ""), ask=ask, tell=tell)

    row = list_of(*lines, mapping=mapping).rows[0]
    assert row.source.unit == "Nya huset"
    assert row.spells[0].kind is PlacementKind.EMPLOYMENT


def test_a_personal_identity_number_tells_sex_and_year(list_of):
    # Skatteverket's published test numbers.
    list_ = list_of("Nr;Personnummer;Namn;Inskriven", "1;19900101-2385;Ek, Åsa;2012-01-01")

    row = list_.rows[0]
    assert (row.sex.value, row.birth_year, row.personnummer) == ("woman", 1990, "199001012385")
    assert (row.given_name, row.family_name) == ("Åsa", "Ek")


def test_the_same_person_is_not_enrolled_twice_at_a_time(list_of):
    head = "Nr;Personnummer;Inskriven;Avslutad"
    twice = list_of(head, "1;19900101-2385;2012-01-01;", "2;19900101-2385;2012-05-01;")
    again = list_of(head, "1;19900101-2385;2012-01-01;2012-02-01", "2;19900101-2385;2012-05-01;")

    assert faults(twice) == [(3, "Personnummer", "enrolled_twice")]
    assert faults(again) == []


def test_rows_of_one_person_may_not_disagree(list_of):
    list_ = list_of(
        "Nr;Kön;Inskriven;Sysselsättning;Fr o m",
        "1;Man;2012-01-01;Praktik;2012-02-01",
        "1;Kvinna;2012-01-01;Studier;2012-08-01",
        rows="spells",
    )

    assert faults(list_) == [(3, "Kön", "rows_disagree")]


def test_an_enquiry_is_settled_after_it_came_and_has_a_day(list_of):
    list_ = list_of(
        "Datum;Från;Kontaktsätt;Utfall;Utfallsdatum",
        "2012-01-02;Anhörig;brev;antagen;2012-01-01",
        "2012-01-02;Anhörig;brev;väntelista;",
        "2012-01-02;Anhörig;brev;;",
        list="enquiries",
    )

    assert faults(list_) == [
        (2, "Utfallsdatum", "dates_out_of_order"),
        (3, "Utfallsdatum", "missing"),
    ]


def test_enquiries_alike_in_every_word_are_numbered(list_of):
    list_ = list_of("Datum;Från;Kontaktsätt", *["2012-01-02;Anhörig;brev"] * 3, list="enquiries")

    assert [row.occurrence for row in list_.rows] == [1, 2, 3]


def test_the_file_of_bad_rows_runs_no_formula(list_of):
    list_ = list_of("Nr;Kön;Inskriven;Kommentar", "1;?;2012-01-01;=A1", "2;Man;2012-01-01;")

    lines = bad_rows_file(list_, str).splitlines()

    assert lines[0].lstrip("\ufeff") == "Nr;Kön;Inskriven;Kommentar;Faults"
    assert lines[1] == "1;?;2012-01-01;'=A1;Kön: We do not know the word ? here."
    assert len(lines) == 2


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "The file is empty."),
        (b" \n\n", "The file is empty."),
        (b"bara text\nmera text\n", "The file is not a table"),
        (b"%PDF-1.7 ...", "The file is not a table. Save"),
        (b"<html><table>", "The file is not a table. Save"),
        (b"a\0b;c", "The file is not a table. Save"),
        (b"1;2012-01-01\n2;2012-01-02\n", "The list has no headings"),
        ("Nr;Kön;Inskriven\n".encode(), "The list has headings but no rows."),
        ("Nr;Kön;kön\n1;M;M\n".encode(), "Two columns have the same heading: Kön, kön"),
        ('Nr;Kön;Inskriven\n1;"M;2012\n'.encode(), "Row 2 has a quotation mark"),
        (b"\xd0\xcf\x11\xe0 old", "The workbook has a password or is in the old Excel form"),
        (b"PK\x03\x04 broken", "The workbook is damaged"),
    ],
)
def test_a_file_that_is_no_list_says_why(tmp_path, content, why):
    path = tmp_path / "fil.csv"
    path.write_bytes(content)

    with pytest.raises(Unreadable, match=why.replace("(", r"\(").replace(")", r"\)")):
        read(path)


def test_rows_are_numbered_as_in_a_spreadsheet(tmp_path):
    path = tmp_path / "lista.csv"
    path.write_text('sep=;\nLista\n\nNr;Kön;Not\n1;M;"två\nrader"\n;;\n2;K;\n', encoding="utf-8")

    assert read(path).numbers == (5, 7)


def test_short_rows_are_filled_up_and_long_ones_are_at_fault(tmp_path):
    path = tmp_path / "lista.csv"
    path.write_text("Nr;Kön;Not\n1;M\n2;K;;;\n3;K;a;b\n", encoding="utf-8")

    sheet = read(path)

    assert sheet.row(0) == ("1", "M", "")
    assert sheet.numbers == (2, 3)
    assert [fault.row for fault in sheet.faults] == [4]


def test_a_column_without_a_heading_is_called_by_its_letter(tmp_path):
    path = tmp_path / "lista.csv"
    path.write_text("Nr;;Kön;\n1;x;M;\n", encoding="utf-8")

    assert read(path).headings == ("Nr", "[B]", "Kön")
    assert [column_letter(at) for at in (0, 25, 26, 701)] == ["A", "Z", "AA", "ZZ"]


def _workbook(path, *sheets):
    book = xlsxwriter.Workbook(path)
    for name, cells in sheets:
        sheet = book.add_worksheet(name)
        for (row, column), cell in cells.items():
            sheet.write(row, column, cell)
    book.close()
    return path


LISTED = {(0, 0): "Nr", (0, 1): "Kön", (0, 2): "Inskriven", (1, 0): 1, (1, 1): "M", (1, 2): "x"}


def test_of_several_lists_in_a_workbook_one_must_be_named(tmp_path):
    path = _workbook(tmp_path / "a.xlsx", ("2012", LISTED), ("2013", LISTED))

    with pytest.raises(ChooseSheet) as asked:
        read(path)
    with pytest.raises(ChooseSheet, match="no sheet 2014"):
        read(path, sheet="2014")

    assert asked.value.names == ("2012", "2013")
    assert read(path, sheet="2013").name == "2013"


def test_a_cell_far_outside_the_list_is_refused_before_it_fills_the_memory(tmp_path):
    path = _workbook(tmp_path / "a.xlsx", ("A", LISTED | {(1, 16_000): "x"}))

    with pytest.raises(Unreadable, match="far outside the list"):
        read(path)


def test_a_file_that_unpacks_without_end_is_refused_also_when_it_lies(tmp_path, monkeypatch):
    monkeypatch.setattr(xlsx, "MAX_UNPACKED", 1_000_000)
    path = _workbook(tmp_path / "a.xlsx", ("A", LISTED))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/bomb.xml", b"0" * 2_000_000)
    lying = path.read_bytes().replace((2_000_000).to_bytes(4, "little"), (20).to_bytes(4, "little"))
    path.write_bytes(lying)

    with pytest.raises(Unreadable, match="too large when unpacked"):
        read(path)


def test_a_zip_file_that_is_no_workbook_is_refused(tmp_path):
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("hej.txt", "hej")

    with pytest.raises(Unreadable, match="damaged or not a workbook"):
        read(path)
