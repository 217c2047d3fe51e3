"""Cells become values: one reader for each field, called once for each different cell."""

import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from personnummer import personnummer

from framsteg.foundation.codes import ExitReason, PlacementKind, SourceKind, Subsidy
from framsteg.foundation.listed import Exit, Known, Source
from framsteg.foundation.text import Text, say
from framsteg.imports.dates import NotADate, to_date
from framsteg.imports.fields import Field
from framsteg.imports.lookup import organisation_named, units_named
from framsteg.imports.mapping import Mapping
from framsteg.imports.sheet import Cell, is_blank, shown
from framsteg.imports.synonyms import CODES, NOTHING, ORDINARY, word_list
from framsteg.imports.words import in_brackets, plain, without_brackets
from framsteg.rules.dates import has_been, plausible_birth_year
from framsteg.rules.placements import share_fits

DATES = frozenset(
    {
        Field.REFERRED_ON,
        Field.RECEIVED_ON,
        Field.ENROLLED_ON,
        Field.FIRST_EMPLOYER_CONTACT,
        Field.PLACEMENT_START,
        Field.PLACEMENT_END,
        Field.EXITED_ON,
        Field.ENQUIRY_OUTCOME_ON,
    }
)

ORGANISATIONS = frozenset(
    {
        Field.SITE,
        Field.SOURCE_ORGANISATION,
        Field.COACH_ORGANISATION,
        Field.COACH_2_ORGANISATION,
    }
)

LONGEST = {
    Field.REFERENCE: 60,
    Field.NAME: 200,
    Field.GIVEN_NAME: 100,
    Field.FAMILY_NAME: 100,
    Field.PHONE: 40,
    Field.EMAIL: 254,
    Field.TRADE: 100,
    Field.NOTE: 10_000,
}
LONGEST_NAME = 200
AGREED_AHEAD = timedelta(days=5 * 366)

# A yes or a no says something in a column of forms, nothing in a column of occupations.
_ONLY_AS_FORM = frozenset({"ja", "nej", "open", "competitive"})
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_HANDED_OVER = re.compile(
    r"(?:överlämnad|överlämnades|överflyttad|överförd|handed over|transferred)"
    r" (?:till|to) (.{1,200})",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(\d+(?:[.,]\d+)?)\s*(%|procent|percent)?", re.IGNORECASE)

Reader = Callable[[Cell], object]


@dataclass(frozen=True)
class Bad:
    """In place of a value: why the cell cannot be read."""

    reason: Text
    code: str


@dataclass(frozen=True, slots=True)
class Occupation:
    """A kind and, where the word says so, its form (`ordinary` or a subsidy)."""

    kind: PlacementKind | None
    form: str = ""


@dataclass(frozen=True)
class Reading:
    """What every reader is told: the answers so far, what is known by name, and the date."""

    mapping: Mapping
    known: Known
    today: date


def values_of(cells: Sequence[Cell], read: Reader) -> list[object]:
    """Read a column. A cell's meaning never depends on its row, so each is read once."""
    meanings = {cell: read(cell) for cell in set(cells)}
    return [meanings[cell] for cell in cells]


def reader(field: Field, cells: Sequence[Cell], reading: Reading) -> Reader:
    """The reader for a field; `cells` are looked at only to tell shares from percent."""
    if field in DATES:
        may_lie_ahead = field is Field.PLACEMENT_END
        return _filled(lambda cell: _date(cell, reading, may_lie_ahead=may_lie_ahead))
    if field is Field.BIRTH_YEAR:
        return _filled(lambda cell: _birth_year(cell, reading))
    if field is Field.PERCENT:
        shares = (
            is_shares(cells)
            if not reading.mapping.percent
            else (reading.mapping.percent == "share")
        )
        return _filled(lambda cell: _percent(cell, shares))
    if field is Field.SOURCE:
        return _worded(field, reading, lambda text: _source(text, reading))
    if field in (Field.OCCUPATION, Field.OUTCOME):
        return _worded(field, reading, _occupation)
    if field is Field.EXIT_REASON:
        return _worded(field, reading, _exit)
    if field is Field.FORM or field in CODES:
        return _worded(field, reading, lambda text: _code(field, text))
    if field in ORGANISATIONS:
        return _filled(lambda cell: _organisation(field, shown(cell), reading))
    if field is Field.PERSONNUMMER:
        return _filled(_personnummer)
    return _filled(lambda cell: _text(field, cell))


def _filled(read: Reader) -> Reader:
    return lambda cell: None if is_blank(cell) else read(cell)


def _worded(field: Field, reading: Reading, read: Callable[[str], object]) -> Reader:
    """A reader of words: what somebody has answered comes before what we know."""

    def reads(cell: Cell) -> object:
        text = "" if is_blank(cell) else shown(cell)
        answer = reading.mapping.answered(field, text)
        if answer is not None:
            return _meant(field, answer) if answer else None
        return read(text) if text else None

    return reads


def _meant(field: Field, code: str) -> object:
    if field is Field.SOURCE:
        return Source(SourceKind(code))
    if field in (Field.OCCUPATION, Field.OUTCOME):
        return _occupation_of_code(code)
    if field is Field.EXIT_REASON:
        return Exit(ExitReason(code))
    return code if field is Field.FORM else CODES[field](code)


def _code(field: Field, text: str) -> object:
    words = word_list(field)
    code = words.get(plain(text)) or words.get(plain(without_brackets(text)))
    if code is None:
        return Bad(say("We do not know the word {value} here.", value=text), "unknown_value")
    return code if field is Field.FORM else CODES[field](code)


def _exit(text: str) -> object:
    if found := _HANDED_OVER.fullmatch(text):
        return Exit(ExitReason.HANDED_OVER, found[1].strip())
    reason = _code(Field.EXIT_REASON, text)
    return Exit(reason) if isinstance(reason, ExitReason) else reason


def _occupation_of_code(code: str) -> Occupation:
    if code == NOTHING:
        return Occupation(None)
    if code == ORDINARY:
        return Occupation(PlacementKind.EMPLOYMENT, ORDINARY)
    if code in set(Subsidy):
        return Occupation(PlacementKind.SUBSIDISED, code)
    return Occupation(PlacementKind(code))


def _occupation(text: str) -> object:
    """`Anställning`, `Lönebidrag`, `I arbete (lönebidrag)`, `Arbete med lönebidrag`, `Ingen`."""
    kinds, forms = word_list(Field.OCCUPATION), word_list(Field.FORM)
    whole = plain(text)
    if whole in forms and whole not in _ONLY_AS_FORM:
        return _occupation_of_code(forms[whole])
    if whole in kinds:
        return _occupation_of_code(kinds[whole])
    for kind, form in _halves(text):
        if kind in kinds and (form in forms or not form):
            return _joined(kinds[kind], forms.get(form, ""))
    return Bad(say("We do not know the word {value} here.", value=text), "unknown_value")


def _halves(text: str) -> Iterable[tuple[str, str]]:
    yield plain(without_brackets(text)), plain(in_brackets(text))
    for mark in (" med ", " - ", " – ", ",", ":", "/", " på "):
        kind, found, form = text.partition(mark)
        if found:
            yield plain(kind), plain(form)


def _joined(kind: str, form: str) -> Occupation:
    if kind in (PlacementKind.EMPLOYMENT, PlacementKind.SUBSIDISED) and form:
        return _occupation_of_code(form)
    return _occupation_of_code(kind)


def _source(text: str, reading: Reading) -> object:
    if new := next((n for w, n in reading.mapping.units.items() if plain(w) == plain(text)), None):
        return Source(SourceKind.UNIT, new.unit, new.organisation)
    units = units_named(reading.known, text)
    if len(units) == 1:
        return Source(SourceKind.UNIT, *units[0])
    if units:
        owners = [organisation for _, organisation in units]
        return Bad(
            say("Several organisations have a unit with this name: {owners}.", owners=owners),
            "ambiguous_source",
        )
    if code := word_list(Field.SOURCE).get(plain(text)):
        return Source(SourceKind(code))
    return Bad(
        say("No unit called {value} is known in the programme.", value=text), "unknown_source"
    )


def source_in(pair: tuple[Cell, Cell], reading: Reading) -> object:
    """Who made the first contact when another column names the organisation.

    Then a unit may be new: the list itself says where it belongs.
    """
    unit, organisation = pair
    if is_blank(organisation):
        return reader(Field.SOURCE, (), reading)(unit)
    found = _organisation(Field.SOURCE_ORGANISATION, shown(organisation), reading)
    if isinstance(found, Bad):
        return found
    alone = None if is_blank(unit) else _source(shown(unit), reading)
    if isinstance(alone, Source) and alone.kind is not SourceKind.UNIT:
        return alone
    return Source(SourceKind.UNIT, shown(unit) or shown(organisation), str(found))


def _organisation(field: Field, text: str, reading: Reading) -> object:
    answers = reading.mapping.organisations
    if named := next((o for word, o in answers.items() if plain(word) == plain(text)), None):
        return named.name
    if name := organisation_named(reading.known, text):
        return name
    if field is Field.SITE and reading.mapping.new_sites:
        return _text(field, text)
    return Bad(say("No organisation called {value} is known.", value=text), "unknown_organisation")


def _date(cell: Cell, reading: Reading, *, may_lie_ahead: bool) -> object:
    """A day that has been; an occupation may have an end that is agreed for a day to come."""
    try:
        day = to_date(cell, today=reading.today, month_first=reading.mapping.dates == "month_first")
    except NotADate as error:
        return Bad(error.reason, "not_a_date")
    latest = reading.today + AGREED_AHEAD if may_lie_ahead else reading.today
    decision = has_been(day, today=latest)
    return day if decision else Bad(decision.reason, "not_a_day_that_has_been")


def _birth_year(cell: Cell, reading: Reading) -> object:
    """`1972`, `72`, a date of birth, or a personal identity number."""
    text = shown(cell)
    try:
        year = _year_in(text, reading.today)
    except NotADate:
        return Bad(say("Not a year of birth."), "not_a_birth_year")
    decision = plausible_birth_year(year, today=reading.today)
    return year if decision else Bad(decision.reason, "not_a_birth_year")


def _year_in(text: str, today: date) -> int:
    if text.isdigit() and len(text) < 6:
        if len(text) != 2:
            return int(text)
        year = today.year // 100 * 100 + int(text)
        return year if year <= today.year else year - 100
    if _is_number(text):
        text = text[:-5]
    return to_date(text, today=today).year


def _is_number(text: str) -> bool:
    """`19720503-1234` and `720503-1234`: the day of birth comes first."""
    return bool(re.fullmatch(r"\d{6}(?:\d{2})?[-+]\d{4}", text))


def is_shares(cells: Iterable[Cell]) -> bool:
    """Whether a column gives shares of one (0,75) and not percent (75): nothing is above 1."""
    numbers = [number for cell in set(cells) if (number := _plain_number(cell)) is not None]
    return bool(numbers) and max(numbers) <= 1


def _plain_number(cell: Cell) -> float | None:
    """The number in a cell; None when there is none, or when it says itself that it is percent."""
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return float(cell)
    found = _NUMBER.fullmatch(shown(cell)) if not is_blank(cell) else None
    return float(found[1].replace(",", ".")) if found and not found[2] else None


def _percent(cell: Cell, shares: bool) -> object:
    number = _plain_number(cell)
    if number is None:
        found = _NUMBER.fullmatch(shown(cell))
        if not found:
            return Bad(say("Not a share of full time: write percent, 1–100."), "not_a_percent")
        number = float(found[1].replace(",", "."))
    elif shares or 0 < number < 1:
        number *= 100
    percent = round(number) if number <= 100 else math.ceil(number)
    decision = share_fits(percent)
    return percent if decision else Bad(decision.reason, "percent_range")


def _personnummer(cell: Cell) -> object:
    try:
        return personnummer.Personnummer(shown(cell)).format(long_format=True)
    except (ValueError, personnummer.PersonnummerException):
        return Bad(say("Not a valid personal identity number."), "not_a_personnummer")


def _text(field: Field, cell: Cell) -> object:
    text = " ".join(shown(cell).split()) if field is not Field.NOTE else shown(cell)
    if "\0" in text:
        return Bad(say("The cell holds something that is not text."), "not_text")
    longest = LONGEST.get(field, LONGEST_NAME)
    if len(text) > longest:
        return Bad(
            say("The text is longer than {longest} characters.", longest=longest), "too_long"
        )
    if field is Field.EMAIL and not _EMAIL.fullmatch(text):
        return Bad(say("Not an e-mail address."), "not_an_email")
    return text
