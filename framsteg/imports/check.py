"""A sheet and its mapping become rows to apply and problems by row, column, value and reason."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from framsteg.foundation.listed import CaseRow, EnquiryRow, Known
from framsteg.foundation.text import say
from framsteg.imports.cases import case_rows
from framsteg.imports.columns import ColumnQuestion, recognise
from framsteg.imports.enquiries import enquiry_rows
from framsteg.imports.faults import Faults
from framsteg.imports.fields import NAMES, REQUIRED, SPELL_FIELDS, Field, ListKind, fields_of
from framsteg.imports.mapping import Mapping, codes_of
from framsteg.imports.problems import Problem, ValueQuestion
from framsteg.imports.sheet import Sheet
from framsteg.imports.values import Reading, reader, source_in, values_of

_ASKED = frozenset({"unknown_value", "unknown_source", "unknown_organisation", "ambiguous_source"})


@dataclass(frozen=True)
class Checked:
    """What a list says once it is understood, and everything that stands in the way.

    `mapping` is complete: saved and given again it reads the same list in the same way.
    """

    sheet: Sheet
    mapping: Mapping
    rows: tuple[CaseRow, ...] | tuple[EnquiryRow, ...]
    problems: tuple[Problem, ...]
    column_questions: tuple[ColumnQuestion, ...]
    value_questions: tuple[ValueQuestion, ...]

    @property
    def is_clean(self) -> bool:
        return not self.problems

    @property
    def can_skip_bad(self) -> bool:
        """Whether leaving rows out is a cure: no problem is of the whole list."""
        return all(problem.row for problem in self.problems)

    @property
    def bad_rows(self) -> frozenset[int]:
        return frozenset(problem.row for problem in self.problems if problem.row)


def check(sheet: Sheet, mapping: Mapping, known: Known, *, today: date) -> Checked:
    """Check a whole list. Never raises for what stands in it: that becomes problems."""
    recognised = recognise(sheet, mapping, known, today=today)
    mapping = recognised.mapping
    faults = Faults(sheet, mapping)
    faults.problems += recognised.problems
    faults.problems += [_unanswered(question) for question in recognised.questions]
    columns = _columns(sheet, Reading(mapping, known, today), faults)
    rows: tuple[CaseRow, ...] | tuple[EnquiryRow, ...]
    if mapping.list is ListKind.CASES:
        rows = case_rows(columns, faults, known=known, today=today)
    else:
        rows = enquiry_rows(columns, faults)
    problems = faults.told()
    return Checked(
        sheet, mapping, rows, problems, recognised.questions, _questions(problems, mapping)
    )


def _unanswered(question: ColumnQuestion) -> Problem:
    reason = say("What does this column hold? Give its meaning, or say that it is not needed.")
    return Problem(0, question.heading, ", ".join(question.samples), reason, "unknown_column")


def _columns(sheet: Sheet, reading: Reading, faults: Faults) -> dict[Field, list[object]]:
    """Every field of the list, read; a field without a column is empty or has its default."""
    mapping = reading.mapping
    columns: dict[Field, list[object]] = {}
    for field in fields_of(mapping.list):
        heading = mapping.heading(field)
        default = mapping.defaults.get(field)
        if heading:
            cells = sheet.column(heading)
            columns[field] = values_of(cells, reader(field, cells, reading))
        else:
            read = reader(field, (), reading)
            columns[field] = [read(default) if default else None] * len(sheet)
    if mapping.heading(Field.SOURCE_ORGANISATION):
        columns[Field.SOURCE] = _sources(sheet, reading)
        columns[Field.SOURCE_ORGANISATION] = [None] * len(sheet)
    columns = {field: faults.without_bad(field, values) for field, values in columns.items()}
    if mapping.rows == "spells":
        _fill_down(columns)
    _require(columns, faults)
    return columns


def _fill_down(columns: dict[Field, list[object]]) -> None:
    """Of a person with several rows, only the first need tell who it is."""
    first: dict[object, int] = {}
    places = [first.setdefault(ref, at) for at, ref in enumerate(columns[Field.REFERENCE])]
    for field in columns.keys() - set(SPELL_FIELDS) - {Field.REFERENCE}:
        cells = columns[field]
        columns[field] = [
            cells[place] if cell is None and columns[Field.REFERENCE][place] else cell
            for place, cell in zip(places, cells, strict=True)
        ]


def _sources(sheet: Sheet, reading: Reading) -> list[object]:
    units, organisations = (
        sheet.column(heading) if heading else [None] * len(sheet)
        for heading in map(reading.mapping.heading, (Field.SOURCE, Field.SOURCE_ORGANISATION))
    )
    pairs = list(zip(units, organisations, strict=True))
    return values_of(pairs, lambda pair: source_in(pair, reading))  # type: ignore[arg-type]


def _require(columns: dict[Field, list[object]], faults: Faults) -> None:
    mapping = faults.mapping
    for field in REQUIRED[mapping.list]:
        told_otherwise = field in mapping.defaults or (
            field is Field.SEX and mapping.heading(Field.PERSONNUMMER)
        )
        if mapping.heading(field):
            faults.require(field, columns[field])
        elif not told_otherwise:
            reason = say("No column is recognised as: {field}.", field=NAMES[field])
            faults.add_for_list(field, reason, "required_column")
    if mapping.heading(Field.SITE):
        faults.require(Field.SITE, columns[Field.SITE])


def _questions(problems: tuple[Problem, ...], mapping: Mapping) -> tuple[ValueQuestion, ...]:
    """The words that are not known, once each, however many rows have them."""
    times = Counter((p.column, p.value) for p in problems if p.code in _ASKED)
    return tuple(
        ValueQuestion(field, column, value, count, codes_of(field))
        for (column, value), count in times.items()
        if (field := mapping.columns.get(column))
    )
