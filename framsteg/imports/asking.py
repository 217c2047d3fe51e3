"""What a list leaves unclear is asked, one question at a time, of whoever sits there."""

import sys
from collections.abc import Callable

from django.utils.translation import gettext as _

from framsteg.imports.columns import ColumnQuestion
from framsteg.imports.fields import NAMES, Field
from framsteg.imports.loading import Examined
from framsteg.imports.mapping import Mapping, NewUnit
from framsteg.imports.problems import ValueQuestion

Ask = Callable[..., str]
Tell = Callable[[str], None]


def somebody_is_there() -> bool:
    return sys.stdin.isatty() and sys.stderr.isatty()


def has_questions(examined: Examined) -> bool:
    return bool(examined.checked.column_questions or examined.checked.value_questions)


def answers(examined: Examined, *, ask: Ask, tell: Tell) -> Mapping:
    """Ask about columns, then words. An empty answer leaves the question as a fault."""
    mapping = examined.mapping
    for column in examined.checked.column_questions:
        mapping = _column(mapping, column, ask, tell)
    for value in examined.checked.value_questions:
        mapping = _value(mapping, value, ask, tell)
    return mapping


def _column(mapping: Mapping, question: ColumnQuestion, ask: Ask, tell: Tell) -> Mapping:
    examples = ", ".join(question.samples)
    tell(
        _("What does the column “{heading}” hold? ({examples})").format(
            heading=question.heading, examples=examples
        )
    )
    taken = set(mapping.columns.values()) - {Field.IGNORE}
    choices = [field for field in question.choices if field not in taken]
    names = [NAMES[field].format(_) for field in choices]
    chosen = _choose(names, ask, tell, guess=_position(choices, question.guess))
    if chosen is None:
        return mapping
    return mapping.with_columns({question.heading: choices[chosen]})


def _value(mapping: Mapping, question: ValueQuestion, ask: Ask, tell: Tell) -> Mapping:
    tell(
        _("What does “{value}” in the column “{column}” mean? ({times} rows)").format(
            value=question.value, column=question.column, times=question.times
        )
    )
    choices = list(question.choices)
    new_unit = [_("a new unit")] if question.field is Field.SOURCE else []
    if not choices and not new_unit:
        return mapping
    chosen = _choose([*choices, *new_unit], ask, tell)
    if chosen is None:
        return mapping
    if chosen < len(choices):
        return mapping.with_value(question.field, question.value, choices[chosen])
    organisation = ask(_("Which organisation does the unit belong to?"), default="", err=True)
    if not organisation:
        return mapping
    unit = NewUnit(unit=question.value, organisation=organisation)
    return mapping.with_unit(question.value, unit)


def _choose(names: list[str], ask: Ask, tell: Tell, guess: int | None = None) -> int | None:
    for number, name in enumerate(names, start=1):
        tell(f"  {number:>2}  {name}")
    default = str(guess + 1) if guess is not None else ""
    answer = ask(_("Number (empty: leave it)"), default=default, err=True).strip()
    return int(answer) - 1 if answer.isdigit() and 0 < int(answer) <= len(names) else None


def _position(choices: list[Field], guess: Field | None) -> int | None:
    return choices.index(guess) if guess in choices else None
