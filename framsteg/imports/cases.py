"""The columns of a case list become `CaseRow`s, and what does not hold together becomes faults."""

from dataclasses import fields, replace
from datetime import date
from typing import Any, cast

from framsteg.foundation.codes import Sex
from framsteg.foundation.listed import CaseRow, Coach, Known, Spell
from framsteg.foundation.text import Text, say
from framsteg.imports.faults import Faults
from framsteg.imports.fields import Field
from framsteg.imports.mapping import Mapping
from framsteg.imports.occupations import Columns, spells
from framsteg.rules.exits import may_enrol

YOUNGEST, OLDEST = 10, 100
"""Ages at enrolment that can be true at all; a programme's own limits are no matter of a list."""

_ORDERS: tuple[tuple[Field, Field, Text], ...] = (
    (Field.REFERRED_ON, Field.ENROLLED_ON, say("The enrolment is before the referral.")),
    (
        Field.ENROLLED_ON,
        Field.FIRST_EMPLOYER_CONTACT,
        say("The contact with an employer is before the enrolment."),
    ),
    (Field.ENROLLED_ON, Field.PLACEMENT_START, say("The occupation starts before the enrolment.")),
    (Field.PLACEMENT_START, Field.PLACEMENT_END, say("The occupation ends before it starts.")),
    (Field.ENROLLED_ON, Field.EXITED_ON, say("The exit is before the enrolment.")),
)


def case_rows(
    columns: Columns, faults: Faults, *, known: Known, today: date
) -> tuple[CaseRow, ...]:
    """A row for each person without a fault, in the order of the list."""
    _from_personnummer(columns, faults)
    _in_order(columns, faults)
    _within_programme(columns, faults, known.starts_on, today)
    _plausible_age(columns, faults)
    _exit_has_a_day(columns, faults)
    columns[Field.REFERENCE] = _references(columns, faults)
    columns[Field.COACH] = _coaches(columns, faults.mapping, known.owner)
    columns[Field.SITE] = [site or known.owner for site in columns[Field.SITE]]
    occupations = spells(columns, faults)
    by_spell = faults.mapping.rows == "spells"
    if not by_spell:
        _once(columns[Field.REFERENCE], faults)
    rows = _sound_rows(columns, occupations, faults)
    if by_spell:
        rows = _joined(rows, faults)
    return tuple(_without_overlap(rows, faults))


def _from_personnummer(columns: Columns, faults: Faults) -> None:
    """A personal identity number tells sex and year of birth where the list does not."""
    tells_sex = not faults.mapping.heading(Field.SEX)
    if tells_sex and faults.mapping.heading(Field.PERSONNUMMER):
        default = columns[Field.SEX]
        columns[Field.SEX] = [
            _sex_of(str(number)) if number else default[at]
            for at, number in enumerate(columns[Field.PERSONNUMMER])
        ]
        faults.require_here(Field.PERSONNUMMER, Field.SEX, columns[Field.SEX])
    for at, number in enumerate(columns[Field.PERSONNUMMER]):
        if number is None:
            continue
        year, said = int(str(number)[:4]), columns[Field.BIRTH_YEAR][at]
        if said is not None and said != year:
            reason = say("The year of birth is not that of the personal identity number.")
            faults.add(at, Field.BIRTH_YEAR, reason, "birth_years_disagree")
        columns[Field.BIRTH_YEAR][at] = year


def _sex_of(personnummer: str) -> Sex:
    return Sex.MAN if int(personnummer[10]) % 2 else Sex.WOMAN


def _in_order(columns: Columns, faults: Faults) -> None:
    wrong: dict[int, list[tuple[Field, Field, Text]]] = {}
    for order in _ORDERS:
        earlier, later, _reason = order
        pairs = zip(columns[earlier], columns[later], strict=True)
        for at, (first, then) in enumerate(pairs):
            if first and then and then < first:  # type: ignore[operator]
                wrong.setdefault(at, []).append(order)
    for at, orders in wrong.items():
        after_enrolment = [order for order in orders if order[0] is Field.ENROLLED_ON]
        if len(after_enrolment) > 1:  # then the enrolment is the date that is wrong: one fault
            reason = say("The enrolment is after other dates in the row.")
            faults.add(at, Field.ENROLLED_ON, reason, "dates_out_of_order")
            continue
        for _earlier, later, reason in orders:
            faults.add(at, later, reason, "dates_out_of_order")


def _within_programme(columns: Columns, faults: Faults, starts_on: date, today: date) -> None:
    days = columns[Field.ENROLLED_ON]
    allowed = {day: may_enrol(on=day, starts_on=starts_on, today=today) for day in _days(days)}
    for at, day in enumerate(days):
        if not isinstance(day, date) or allowed[day]:
            continue
        if faults.is_sound(at, Field.ENROLLED_ON):
            faults.add(at, Field.ENROLLED_ON, allowed[day].reason, "before_programme")


def _days(cells: list[object]) -> set[date]:
    return {cell for cell in cells if isinstance(cell, date)}


def _plausible_age(columns: Columns, faults: Faults) -> None:
    pairs = zip(columns[Field.BIRTH_YEAR], columns[Field.ENROLLED_ON], strict=True)
    for at, (year, enrolled_on) in enumerate(cast("Any", pairs)):
        if year and enrolled_on and not YOUNGEST <= enrolled_on.year - year <= OLDEST:
            age = enrolled_on.year - year
            reason = (
                say("The person would not be born at the enrolment.")
                if age < 0
                else say("The person would be {age} years old at the enrolment.", age=age)
            )
            faults.add(at, Field.BIRTH_YEAR, reason, "implausible_age")


def _exit_has_a_day(columns: Columns, faults: Faults) -> None:
    pairs = zip(columns[Field.EXIT_REASON], columns[Field.EXITED_ON], strict=True)
    for at, (reason, day) in enumerate(pairs):
        if reason and not day and faults.is_sound(at, Field.EXITED_ON):
            faults.add(
                at, Field.EXITED_ON, say("There is a reason for exit but no date."), "missing"
            )


def _references(columns: Columns, faults: Faults) -> list[object]:
    if faults.mapping.reference_within == "programme":
        return columns[Field.REFERENCE]
    pairs = zip(columns[Field.SITE], columns[Field.REFERENCE], strict=True)
    return [f"{site}/{reference}" if reference else None for site, reference in pairs]


def _once(references: list[object], faults: Faults) -> None:
    first: dict[object, int] = {}
    for at, reference in enumerate(references):
        if reference is not None and first.setdefault(reference, at) != at:
            row = faults.sheet.numbers[first[reference]]
            reason = say("The same reference number stands in row {row}.", row=row)
            faults.add(at, Field.REFERENCE, reason, "duplicate_reference")


def _sound_rows(columns: Columns, occupations: list[Spell | None], faults: Faults) -> list[CaseRow]:
    table = zip(*(columns[field] for field in _FACTS), strict=True)
    return [
        _case(number, spell, *facts)
        for at, (number, spell, facts) in enumerate(
            zip(faults.sheet.numbers, occupations, table, strict=True)
        )
        if at not in faults.spoiled
    ]


_FACTS = (
    Field.REFERENCE,
    Field.SEX,
    Field.ENROLLED_ON,
    Field.BIRTH_YEAR,
    Field.PERSONNUMMER,
    Field.NAME,
    Field.GIVEN_NAME,
    Field.FAMILY_NAME,
    Field.PHONE,
    Field.EMAIL,
    Field.SITE,
    Field.SOURCE,
    Field.CHANNEL,
    Field.REFERRED_ON,
    Field.FIRST_EMPLOYER_CONTACT,
    Field.EXITED_ON,
    Field.EXIT_REASON,
    Field.NOTE,
    Field.COACH,
)


def _case(number: int, spell: Spell | None, *facts: Any) -> CaseRow:
    (
        reference, sex, enrolled_on, birth_year, personnummer, name, given, family, phone, email,
        site, source, channel, referred_on, first_contact, exited_on, exit_, note, coaches,
    ) = facts  # fmt: skip
    if name and not family:
        given, family = _names(name)
    return CaseRow(
        row=number,
        reference=reference,
        sex=sex,
        enrolled_on=enrolled_on,
        birth_year=birth_year,
        personnummer=personnummer or "",
        given_name=given or "",
        family_name=family or "",
        phone=phone or "",
        email=email or "",
        site=site or "",
        source=source,
        channel=channel,
        referred_on=referred_on,
        coaches=coaches,
        first_employer_contact=first_contact,
        spells=(spell,) if spell else (),
        exited_on=exited_on,
        exit_reason=exit_.reason if exit_ else None,
        handed_over_to=exit_.handed_over_to if exit_ else "",
        note=note or "",
    )


def _names(name: str) -> tuple[str, str]:
    """`Berg, Anna` and `Anna Berg` → given name, family name."""
    family, comma, given = name.partition(",")
    if not comma:
        given, _, family = name.partition(" ") if name.count(" ") < 2 else name.rpartition(" ")
    return given.strip(), family.strip()


def _coaches(columns: Columns, mapping: Mapping, owner: str) -> list[object]:
    """The main coaches of each row; the same few names come again, so each is made once."""
    made: dict[tuple[Any, ...], tuple[Coach, ...]] = {}
    found: list[object] = []
    cells = zip(
        columns[Field.COACH],
        columns[Field.COACH_ORGANISATION],
        columns[Field.COACH_2],
        columns[Field.COACH_2_ORGANISATION],
        strict=True,
    )
    for cell in cells:
        if cell not in made:
            first, its, second, their = cell
            both = (
                Coach(str(first or ""), str(its or mapping.coach_organisation or owner)),
                Coach(str(second or ""), str(their or mapping.coach_2_organisation or owner)),
            )
            made[cell] = tuple(dict.fromkeys(coach for coach in both if coach.name))
        found.append(made[cell])
    return found


def _joined(rows: list[CaseRow], faults: Faults) -> list[CaseRow]:
    """Several rows with one reference are one person with several occupations."""
    people: dict[str, CaseRow] = {}
    for row in rows:
        before = people.setdefault(row.reference, row)
        if before is row:
            continue
        if differing := _differing(before, row):
            reason = say("Differs from row {row}, which has the same reference.", row=before.row)
            at = faults.sheet.numbers.index(row.row)
            faults.add(at, _AS_FIELD.get(differing, Field.REFERENCE), reason, "rows_disagree")
            continue
        spells_now = sorted({*before.spells, *row.spells}, key=lambda spell: spell.starts_on)
        people[row.reference] = replace(before, spells=tuple(spells_now))
    return list(people.values())


_AS_FIELD = {
    "coaches": Field.COACH,
    "given_name": Field.NAME,
    "handed_over_to": Field.EXIT_REASON,
    **{field.name: Field(field.name) for field in fields(CaseRow) if field.name in set(Field)},
}


def _differing(first: CaseRow, other: CaseRow) -> str:
    """The first fact that a later row tells otherwise; an empty cell tells nothing."""
    for field in fields(CaseRow):
        if field.name not in ("row", "spells"):
            here, there = getattr(first, field.name), getattr(other, field.name)
            if there not in (None, "", ()) and there != here:
                return field.name
    return ""


def _without_overlap(rows: list[CaseRow], faults: Faults) -> list[CaseRow]:
    """The same person cannot be enrolled twice at a time; again after an exit is right."""
    kept: list[CaseRow] = []
    last: dict[str, CaseRow] = {}
    for row in sorted(rows, key=lambda row: row.enrolled_on) if _has_numbers(rows) else rows:
        before = last.get(row.personnummer) if row.personnummer else None
        if before and (before.exited_on is None or row.enrolled_on < before.exited_on):
            at = faults.sheet.numbers.index(row.row)
            reason = say("The same person is already enrolled in row {row}.", row=before.row)
            faults.add(at, Field.PERSONNUMMER, reason, "enrolled_twice")
            continue
        last[row.personnummer] = row
        kept.append(row)
    return sorted(kept, key=lambda row: row.row)


def _has_numbers(rows: list[CaseRow]) -> bool:
    return any(row.personnummer for row in rows)
