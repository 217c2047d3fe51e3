"""Words, days and numbers of a list, one row of the table for each way of writing them."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framsteg.foundation.codes import (
    Channel,
    EnquiryOutcome,
    ExitReason,
    Formality,
    OrganisationKind,
    PlacementKind,
    Sector,
    Sex,
    SourceKind,
    Subsidy,
)
from framsteg.foundation.listed import Exit, Known, Source
from framsteg.imports.dates import NotADate, to_date
from framsteg.imports.fields import Field, ListKind, meaning
from framsteg.imports.mapping import Mapping, MappingRefused, NamedOrganisation, NewUnit, parsed
from framsteg.imports.synonyms import CODES, NOTHING, WORDS, word_list
from framsteg.imports.values import Bad, Occupation, Reading, reader, source_in

TODAY = date(2026, 3, 10)
KNOWN = Known(
    owner="Norra kommunen",
    starts_on=date(2005, 1, 1),
    organisations={
        "Norra kommunen": OrganisationKind.MUNICIPALITY,
        "Region Nord": OrganisationKind.REGION,
        "Försäkringskassan": OrganisationKind.INSURANCE_AGENCY,
    },
    units=(("Bas", "Region Nord"), ("Mottagningen", "Region Nord"), ("Mottagningen", "X")),
)


def value(field, cell, mapping=None, cells=None):
    reading = Reading(mapping or Mapping(list="cases"), KNOWN, TODAY)
    return reader(field, cells or [cell], reading)(cell)


def code(field, cell):
    found = value(field, cell)
    assert isinstance(found, Bad), found
    return found.code


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2012-05-03", (2012, 5, 3)),
        ("2012-5-3", (2012, 5, 3)),
        ("2012/05/03", (2012, 5, 3)),
        ("2012.05.03", (2012, 5, 3)),
        ("20120503", (2012, 5, 3)),
        ("120503", (2012, 5, 3)),
        ("990503", (1999, 5, 3)),
        ("3/5 2012", (2012, 5, 3)),
        ("3/5-12", (2012, 5, 3)),
        ("3/5 -12", (2012, 5, 3)),
        ("03/05/2012", (2012, 5, 3)),
        ("3.5.2012", (2012, 5, 3)),
        ("03-05-2012", (2012, 5, 3)),
        ("3 maj 2012", (2012, 5, 3)),
        ("den 3 maj 2012", (2012, 5, 3)),
        ("3:e maj 2012", (2012, 5, 3)),
        ("3 May 2012", (2012, 5, 3)),
        ("May 3, 2012", (2012, 5, 3)),
        ("1 okt. 12", (2012, 10, 1)),
        ("2012-05-03 00:00:00", (2012, 5, 3)),
        ("2012-05-03T13:45", (2012, 5, 3)),
        ("41032", (2012, 5, 3)),
        (41032, (2012, 5, 3)),
        (41032.5, (2012, 5, 3)),
        (20120503.0, (2012, 5, 3)),
        (date(2012, 5, 3), (2012, 5, 3)),
        (datetime(2012, 5, 3, 8, 30), (2012, 5, 3)),
        ("2012-02-29", (2012, 2, 29)),
    ],
)
def test_a_day_in_every_usual_form(written, day):
    assert to_date(written, today=TODAY) == date(*day)


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("2013-13-01", "There is no month 13."),
        ("2013-02-29", "There is no day 29 in that month."),
        ("31/4 2012", "There is no day 31 in that month."),
        ("2012", "Only a year is given: month and day are needed."),
        ("ifjol", "Not a date. Write year, month and day, for example 2012-05-03."),
        ("3 mej 2012", "There is no month called mej."),
        ("0012-05-03", "The year 12 cannot be right."),
        ("?", "Not a date. Write year, month and day, for example 2012-05-03."),
        ("123", "Not a date. Write year, month and day, for example 2012-05-03."),
    ],
)
def test_why_something_is_not_a_day(written, why):
    with pytest.raises(NotADate) as refused:
        to_date(written, today=TODAY)

    assert str(refused.value) == why


@given(st.dates(date(1990, 1, 1), TODAY))
def test_a_day_means_itself_however_it_is_written(day):
    forms = (
        day.isoformat(),
        f"{day:%Y%m%d}",
        f"{day.day}/{day.month} {day.year}",
        f"{day.day}.{day.month}.{day.year}",
        str((day - date(1899, 12, 30)).days),
    )

    assert {to_date(form, today=TODAY) for form in forms} == {day}


def test_the_month_comes_first_only_when_the_mapping_says_so():
    american = Mapping(list="cases", dates="month_first")

    assert value(Field.ENROLLED_ON, "3/5 2012") == date(2012, 5, 3)
    assert value(Field.ENROLLED_ON, "3/5 2012", american) == date(2012, 3, 5)


def test_what_has_not_come_is_refused_but_an_agreed_end_may_lie_ahead():
    tomorrow = TODAY + timedelta(days=1)

    assert code(Field.ENROLLED_ON, tomorrow) == "not_a_day_that_has_been"
    assert code(Field.ENROLLED_ON, "1889-01-01") in ("not_a_date", "not_a_day_that_has_been")
    assert value(Field.PLACEMENT_END, tomorrow) == tomorrow
    assert code(Field.PLACEMENT_END, "2099-01-01") == "not_a_day_that_has_been"


@pytest.mark.parametrize(
    ("field", "word", "meant"),
    [
        (Field.SEX, "Kvinna", Sex.WOMAN),
        (Field.SEX, "m", Sex.MAN),
        (Field.SEX, "FEMALE", Sex.WOMAN),
        (Field.SEX, "okänt", Sex.UNKNOWN),
        (Field.CHANNEL, "E-post", Channel.EMAIL),
        (Field.CHANNEL, "Tel.", Channel.PHONE),
        (Field.CHANNEL, "remiss", Channel.REFERRAL),
        (Field.CHANNEL, "Besök", Channel.VISIT),
        (Field.FORMALITY, "informell", Formality.INFORMAL),
        (Field.OCCUPATION, "Anställning", Occupation(PlacementKind.EMPLOYMENT)),
        (Field.OCCUPATION, "Praktikplats", Occupation(PlacementKind.INTERNSHIP)),
        (Field.OCCUPATION, "Eget företag", Occupation(PlacementKind.OWN_BUSINESS)),
        (Field.OCCUPATION, "Arbetsträning", Occupation(PlacementKind.SUPPORTED_TRAINING)),
        (Field.OCCUPATION, "Daglig verksamhet", Occupation(PlacementKind.UNPAID)),
        (Field.OCCUPATION, "Lönebidrag", Occupation(PlacementKind.SUBSIDISED, "wage_subsidy")),
        (Field.OCCUPATION, "OSA", Occupation(PlacementKind.SUBSIDISED, "public_sheltered")),
        (
            Field.OUTCOME,
            "I arbete (lönebidrag)",
            Occupation(PlacementKind.SUBSIDISED, "wage_subsidy"),
        ),
        (
            Field.OUTCOME,
            "Arbete med nystartsjobb",
            Occupation(PlacementKind.SUBSIDISED, "new_start"),
        ),
        (Field.OUTCOME, "Anställning utan stöd", Occupation(PlacementKind.EMPLOYMENT, "ordinary")),
        (Field.OUTCOME, "Studier", Occupation(PlacementKind.STUDIES)),
        (Field.OUTCOME, "Ingen", Occupation(None)),
        (Field.FORM, "Anställning utan stöd", "ordinary"),
        (Field.FORM, "Trygghetsanställning", Subsidy.SECURITY),
        (Field.FORM, "Lönebidrag för utveckling i anställning", Subsidy.DEVELOPMENT),
        (Field.SECTOR, "Landsting/Region", Sector.REGIONAL),
        (Field.SECTOR, "Privat", Sector.PRIVATE),
        (Field.EXIT_REASON, "Arbete", Exit(ExitReason.EMPLOYMENT)),
        (Field.EXIT_REASON, "Flytt", Exit(ExitReason.MOVED)),
        (Field.EXIT_REASON, "Hälsoskäl", Exit(ExitReason.HEALTH)),
        (Field.EXIT_REASON, "Överlämnad till AF Norr", Exit(ExitReason.HANDED_OVER, "AF Norr")),
        (Field.ENQUIRY_OUTCOME, "väntelista", EnquiryOutcome.WAITING),
        (Field.SOURCE, "Eget initiativ", Source(SourceKind.SELF)),
        (Field.SOURCE, "anhörig", Source(SourceKind.RELATIVE)),
        (Field.SOURCE, "BAS", Source(SourceKind.UNIT, "Bas", "Region Nord")),
        (Field.SITE, "FK", "Försäkringskassan"),
        (Field.BIRTH_YEAR, "1972", 1972),
        (Field.BIRTH_YEAR, 1972.0, 1972),
        (Field.BIRTH_YEAR, "72", 1972),
        (Field.BIRTH_YEAR, "07", 2007),
        (Field.BIRTH_YEAR, "1972-05-03", 1972),
        (Field.BIRTH_YEAR, "19720503-1234", 1972),
        (Field.BIRTH_YEAR, "720503-1234", 1972),
        (Field.REFERENCE, 17.0, "17"),
        (Field.TRADE, "  Vård   och omsorg ", "Vård och omsorg"),
        (Field.TRADE, "–", None),
    ],
)
def test_a_word_means_its_code(field, word, meant):
    assert value(field, word) == meant


@pytest.mark.parametrize(
    ("field", "word", "why"),
    [
        (Field.SEX, "?", "unknown_value"),
        (Field.OCCUPATION, "Jobbb", "unknown_value"),
        (Field.OCCUPATION, "ja", "unknown_value"),
        (Field.EXIT_REASON, "Överlämnad", "unknown_value"),
        (Field.SOURCE, "Ny mottagning", "unknown_source"),
        (Field.SOURCE, "Mottagningen", "ambiguous_source"),
        (Field.SITE, "Söderby", "unknown_organisation"),
        (Field.BIRTH_YEAR, "19888", "not_a_birth_year"),
        (Field.BIRTH_YEAR, "sjuttiotvå", "not_a_birth_year"),
        (Field.BIRTH_YEAR, "2030", "not_a_birth_year"),
        (Field.PERCENT, "150", "percent_range"),
        (Field.PERCENT, "0", "percent_range"),
        (Field.PERCENT, "100,4", "percent_range"),
        (Field.PERCENT, "halvtid", "not_a_percent"),
        (Field.PERSONNUMMER, "19121212-1213", "not_a_personnummer"),
        (Field.EMAIL, "ingen", "not_an_email"),
        (Field.REFERENCE, "9" * 61, "too_long"),
        (Field.NOTE, "a\0b", "not_text"),
    ],
)
def test_what_cannot_be_read_says_why(field, word, why):
    assert code(field, word) == why


@pytest.mark.parametrize(
    ("column", "percent"),
    [
        (["75", "100"], [75, 100]),
        (["75 %", "100%"], [75, 100]),
        (["0,75", "1"], [75, 100]),
        (["0.5", "0,25"], [50, 25]),
        ([0.75, 1.0], [75, 100]),
        ([50.0, 1.0], [50, 1]),
        (["0,5", "75"], [50, 75]),
        (["62,5"], [62]),
    ],
)
def test_percent_and_shares_are_told_apart_by_the_whole_column(column, percent):
    assert [value(Field.PERCENT, cell, cells=column) for cell in column] == percent


def test_an_answer_comes_before_what_we_know():
    mapping = Mapping(
        list="cases",
        values={
            Field.OCCUPATION: {"jobbb": "employment", "Studier": "internship"},
            Field.FORM: {"": "ordinary"},
            Field.SEX: {"?": ""},
        },
        units={"Ny mottagning": NewUnit(unit="Nya mottagningen", organisation="Region Nord")},
        organisations={"Söderby": NamedOrganisation(name="Söderby kommun")},
    )

    assert value(Field.OCCUPATION, "Jobbb", mapping) == Occupation(PlacementKind.EMPLOYMENT)
    assert value(Field.OCCUPATION, "studier", mapping) == Occupation(PlacementKind.INTERNSHIP)
    assert value(Field.FORM, "", mapping) == "ordinary"
    assert value(Field.SEX, "?", mapping) is None
    assert value(Field.SOURCE, "ny mottagning", mapping).unit == "Nya mottagningen"
    assert value(Field.SITE, "Söderby", mapping) == "Söderby kommun"


def test_a_column_of_organisations_settles_whose_the_unit_is():
    reading = Reading(Mapping(list="cases"), KNOWN, TODAY)

    assert source_in(("Mottagningen", "Region Nord"), reading) == Source(
        SourceKind.UNIT, "Mottagningen", "Region Nord"
    )
    assert source_in(("Ny", "FK"), reading) == Source(SourceKind.UNIT, "Ny", "Försäkringskassan")
    assert source_in(("Anhörig", "Region Nord"), reading) == Source(SourceKind.RELATIVE)
    assert source_in(("Bas", ""), reading) == Source(SourceKind.UNIT, "Bas", "Region Nord")
    assert source_in(("Ny", "Okänd"), reading).code == "unknown_organisation"


@pytest.mark.parametrize("field", WORDS)
def test_no_word_stands_for_two_codes(field):
    words = [w.strip().casefold() for told in WORDS[field].values() for w in told.split(",")]

    assert sorted(words) == sorted(set(words))


@pytest.mark.parametrize("field", CODES)
def test_every_word_leads_to_a_code_of_its_list(field):
    assert set(word_list(field).values()) <= {*CODES[field], NOTHING}


@pytest.mark.parametrize(
    ("heading", "kind", "field"),
    [
        ("Löpnr", ListKind.CASES, Field.REFERENCE),
        ("DELTAGAR-ID", ListKind.CASES, Field.REFERENCE),
        ("Omfattning (%)", ListKind.CASES, Field.PERCENT),
        ("Fr.o.m.", ListKind.CASES, Field.PLACEMENT_START),
        ("Första arbetsgivarkontakt:", ListKind.CASES, Field.FIRST_EMPLOYER_CONTACT),
        ("Referral date", ListKind.CASES, Field.REFERRED_ON),
        ("Datum", ListKind.ENQUIRIES, Field.RECEIVED_ON),
        ("Från", ListKind.ENQUIRIES, Field.SOURCE),
        ("Utfall", ListKind.CASES, Field.OUTCOME),
        ("Utfall", ListKind.ENQUIRIES, Field.ENQUIRY_OUTCOME),
        ("Favoritfärg", ListKind.CASES, None),
    ],
)
def test_a_heading_means_its_field(heading, kind, field):
    assert meaning(heading, kind) == field


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ({"list": "cases", "colums": {}}, "colums"),
        ({"list": "cases", "columns": {"A": "sx"}}, "columns.A"),
        ({"list": "cases", "columns": {"A": "sex", "B": "sex"}}, "columns"),
        ({"list": "enquiries", "columns": {"A": "coach"}}, "coach"),
        ({"list": "cases", "values": {"sex": {"?": "girl"}}}, "girl"),
        ({"list": "cases", "values": {"trade": {"x": "y"}}}, "trade"),
        ({"list": "cases", "defaults": {"channel": "smoke"}}, "smoke"),
        ({"list": "people"}, "list"),
        ([], "-"),
    ],
)
def test_a_wrong_mapping_is_refused_by_name(content, named):
    with pytest.raises(MappingRefused) as refused:
        parsed(content)

    assert any(named in str(reason) for reason in refused.value.reasons)
