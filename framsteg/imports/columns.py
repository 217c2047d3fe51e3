"""Which column means what: by heading, checked against the values; what is unsure is asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from framsteg.foundation.listed import Known
from framsteg.foundation.text import say
from framsteg.imports.dates import NotADate, to_date
from framsteg.imports.fields import Field, ListKind, fields_of, meaning
from framsteg.imports.lookup import organisation_named
from framsteg.imports.mapping import Mapping
from framsteg.imports.problems import Problem
from framsteg.imports.sheet import Cell, Sheet, is_blank
from framsteg.imports.synonyms import organisation_kind
from framsteg.imports.values import DATES
from framsteg.imports.words import in_brackets, plain, without_brackets

LOOKED_AT = 200
_COACHES = (Field.COACH, Field.COACH_2)
_COACH_WORDS = frozenset(
    "coach huvudcoach handledare jobbcoach konsulent arbetskonsulent arbetsspecialist guide".split()
)


@dataclass(frozen=True)
class ColumnQuestion:
    """A column that is not understood: the answer belongs in the mapping's `columns`."""

    heading: str
    samples: tuple[str, ...]
    guess: Field | None
    choices: tuple[Field, ...]


@dataclass(frozen=True)
class Recognised:
    """The mapping with every column that is understood, and questions about the rest."""

    mapping: Mapping
    questions: tuple[ColumnQuestion, ...]
    problems: tuple[Problem, ...]


def recognise(sheet: Sheet, mapping: Mapping, known: Known, *, today: date) -> Recognised:
    """Understand the columns of a sheet. What the mapping says comes before what we guess."""
    told, problems = _told(sheet, mapping)
    guesses = _guesses(sheet, mapping.list, today, told)
    sure = {heading: field for heading, (field, is_sure) in guesses.items() if field and is_sure}
    columns = {heading: told.get(heading) or sure.get(heading) for heading in sheet.headings}
    complete = mapping.revised(columns={h: field for h, field in columns.items() if field})
    open_fields = tuple(
        f for f in Field if f in fields_of(mapping.list) and f not in columns.values()
    )
    questions = tuple(
        ColumnQuestion(heading, sheet.samples(heading), guesses[heading][0], open_fields)
        for heading, field in columns.items()
        if field is None
    )
    complete, unsaid = _coach_organisations(complete, known)
    return Recognised(complete, questions, tuple(problems + unsaid))


def _told(sheet: Sheet, mapping: Mapping) -> tuple[dict[str, Field], list[Problem]]:
    """The mapping's columns by the sheet's own headings, and those that the sheet has not."""
    by_word = {plain(heading): heading for heading in sheet.headings}
    told: dict[str, Field] = {}
    problems = []
    for heading, field in mapping.columns.items():
        here = heading if heading in sheet.headings else by_word.get(plain(heading))
        if here:
            told[here] = field
        elif field is not Field.IGNORE:
            reason = say("The mapping names this column, but the list does not have it.")
            problems.append(Problem(0, heading, "", reason, "missing_column"))
    return told, problems


def _guesses(
    sheet: Sheet, kind: ListKind, today: date, told: dict[str, Field]
) -> dict[str, tuple[Field | None, bool]]:
    """For each heading that nobody has told: its likely meaning, and whether we are sure."""
    taken = set(told.values())
    likely: dict[str, Field | None] = {}
    for heading in (h for h in sheet.headings if h not in told):
        field = _as_coach(heading) if kind is ListKind.CASES else None
        field = field or meaning(heading, kind)
        if field in _COACHES:
            field = next((f for f in _COACHES if f not in taken), None)
        if field in _COACHES:
            taken.add(field)
        likely[heading] = field
    found = list(likely.values())
    return {
        heading: (
            field,
            field is not None
            and (field in _COACHES or (found.count(field) == 1 and field not in taken))
            and _fits(field, sheet.column(heading)[:LOOKED_AT], today),
        )
        for heading, field in likely.items()
    }


def _as_coach(heading: str) -> Field | None:
    """`Coach AF`, `Handledare psykiatrin`, `Coach 1 (FK)`: a coach from an authority."""
    words = set(plain(heading).split())
    if words & _COACH_WORDS and organisation_kind(heading):
        return Field.COACH
    return None


def _fits(field: Field, cells: Sequence[Cell], today: date) -> bool:
    """Whether the values gainsay the heading: dates where none is meant, or none where one is."""
    filled = [cell for cell in cells if not is_blank(cell)]
    if not filled:
        return True
    dates = sum(_is_date(cell, today) for cell in filled)
    if field in DATES:
        return dates > 0
    return field is not Field.SOURCE or dates < len(filled)


def _is_date(cell: Cell, today: date) -> bool:
    try:
        to_date(cell, today=today)
    except NotADate:
        return False
    return True


def _coach_organisations(mapping: Mapping, known: Known) -> tuple[Mapping, list[Problem]]:
    """The authority that a coach column's heading names, unless a column or the mapping does."""
    problems = []
    answers = {}
    for field, column in (
        (Field.COACH, Field.COACH_ORGANISATION),
        (Field.COACH_2, Field.COACH_2_ORGANISATION),
    ):
        heading, said = mapping.heading(field), getattr(mapping, f"{field}_organisation")
        if not heading or said or mapping.heading(column):
            continue
        if name := _organisation_in(heading, known):
            answers[f"{field}_organisation"] = name
        elif field is Field.COACH_2 or organisation_kind(heading):
            reason = say("Which organisation do these coaches work for? Say it in the mapping.")
            problems.append(Problem(0, heading, "", reason, "coach_organisation"))
    return mapping.revised(**answers), problems


def _organisation_in(heading: str, known: Known) -> str:
    named = in_brackets(heading)
    bare = " ".join(
        word for word in without_brackets(heading).split() if plain(word) not in _COACH_WORDS
    )
    texts = [text for text in (named, bare) if text and not text.isdigit()]
    return next((name for text in texts if (name := organisation_named(known, text))), "")


def ignoring(mapping: Mapping, questions: tuple[ColumnQuestion, ...]) -> Mapping:
    """The mapping with every column that is not understood left out on purpose."""
    return mapping.with_columns({question.heading: Field.IGNORE for question in questions})
