"""The schema's refusals in plain words, with the line and the name that was meant."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from framsteg.blueprints.problems import Problem, unknown
from framsteg.blueprints.read import Source
from framsteg.blueprints.schema import Blueprint
from framsteg.foundation.text import Text, say

_TYPES: dict[str, Text] = {
    "int_type": say("must be a whole number."),
    "float_type": say("must be a number."),
    "float_parsing": say("must be a number."),
    "bool_type": say("must be true or false."),
    "string_type": say("must be text; put it in quotes if it looks like a number or a date."),
    "string_too_short": say("is empty."),
    "string_too_long": say("is too long."),
    "string_pattern_mismatch": say(
        "may hold only the letters a–z, digits, - and _, as in “vi-vagar”."
    ),
    "date_type": say("must be a day, as in 2013-12-31, without quotes."),
    "tuple_type": say("must be a list."),
    "model_type": say("must hold keys with values below it."),
    "too_short": say("needs at least one item."),
    "missing": say("is missing."),
}


def faults(error: ValidationError, source: Source) -> Iterator[Problem]:
    for detail in error.errors():
        yield source.problem(detail["loc"], _message(detail))


def _message(detail: ErrorDetails) -> Text:
    kind = detail["type"]
    context: dict[str, Any] = detail.get("ctx", {})
    if kind in _TYPES:
        return _TYPES[kind]
    if kind == "extra_forbidden":
        return unknown(detail["loc"][-1], _keys_at(detail["loc"][:-1]))
    if kind == "enum":
        return unknown(detail["input"], _codes_at(detail["loc"]))
    if kind == "greater_than_equal":
        return say("must be at least {least}.", least=context["ge"])
    if kind == "less_than_equal":
        return say("must be at most {most}.", most=context["le"])
    return say("is not accepted: {reason}.", reason=detail["msg"])


def _keys_at(path: tuple[str | int, ...]) -> list[str]:
    """The keys that the schema knows at a path."""
    model = _inside(_type_at(path), BaseModel)
    return [] if model is None else list(model.model_fields)


def _codes_at(path: tuple[str | int, ...]) -> list[str]:
    codes = _inside(_type_at(path), StrEnum)
    return [] if codes is None else [str(code) for code in codes]


def _type_at(path: tuple[str | int, ...]) -> Any:
    found: Any = Blueprint
    for step in path:
        if isinstance(step, int):
            continue  # an item of a list: `_inside` looks through the tuple's type
        found = _inside(found, BaseModel).model_fields[step].annotation
    return found


def _inside(annotation: Any, wanted: type) -> Any:
    """The first class of a kind in an annotation such as `tuple[Phase, ...]` or `Team | None`."""
    if isinstance(annotation, type) and issubclass(annotation, wanted):
        return annotation
    found = (_inside(part, wanted) for part in get_args(annotation))
    return next((part for part in found if part is not None), None)
