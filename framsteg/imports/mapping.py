"""How one list is to be read: answers given once and kept in a file for the next time."""

import json
from datetime import date
from pathlib import Path
from typing import Any, Literal, Self

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError, field_validator, model_validator

from framsteg.foundation.codes import OrganisationKind, SourceKind
from framsteg.foundation.text import Text, say
from framsteg.imports.fields import Field, ListKind, fields_of
from framsteg.imports.synonyms import CODES, word_list
from framsteg.imports.words import plain

MAX_BYTES = 1_000_000


class MappingRefused(Exception):
    """The mapping file is wrong; `reasons` name each key and what is wrong there."""

    def __init__(self, reasons: list[Text]) -> None:
        super().__init__("; ".join(map(str, reasons)))
        self.reasons = reasons


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class NewUnit(_Strict):
    """A unit to be added when the list is loaded, with the organisation that it belongs to."""

    unit: str
    organisation: str
    kind: OrganisationKind | None = None


class NamedOrganisation(_Strict):
    """Which organisation a word in the list means; `kind` when it is to be added."""

    name: str
    kind: OrganisationKind | None = None


class Mapping(_Strict):
    """Which column means what, which word means which code, and how the list is laid out.

    `values` is {field: {word in the list: code}}; a code of '' reads the word as an empty cell.
    `defaults` gives the code for a whole list that has no such column. `units` and
    `organisations` say what a name in the list stands for.
    """

    list: ListKind
    columns: dict[str, Field] = {}
    values: dict[Field, dict[str, str]] = {}
    units: dict[str, NewUnit] = {}
    organisations: dict[str, NamedOrganisation] = {}
    defaults: dict[Field, str] = {}
    new_sites: OrganisationKind | None = None
    sheet: str = ""
    dates: Literal["day_first", "month_first"] = "day_first"
    percent: Literal["percent", "share"] | None = None
    rows: Literal["person", "spells"] = "person"
    reference_within: Literal["programme", "site"] = "programme"
    coach_organisation: str = ""
    coach_2_organisation: str = ""
    outcome_from: Literal["exit", "enrolment"] | None = None
    listed_on: date | None = None

    @field_validator("columns")
    @classmethod
    def _each_meaning_once(cls, columns: dict[str, Field]) -> dict[str, Field]:
        meanings = [field for field in columns.values() if field is not Field.IGNORE]
        twice = sorted({field for field in meanings if meanings.count(field) > 1})
        if twice:
            raise ValueError(f"two columns are both said to be {', '.join(twice)}")
        return columns

    @field_validator("values")
    @classmethod
    def _known_codes(cls, values: dict[Field, dict[str, str]]) -> dict[Field, dict[str, str]]:
        for field, words in values.items():
            allowed = codes_of(field)
            if not allowed:
                raise ValueError(f"the words of {field} are not codes")
            for word, code in words.items():
                if code and code not in allowed:
                    raise ValueError(f"{field}: {word}: {code} is not one of {', '.join(allowed)}")
        return values

    @field_validator("defaults")
    @classmethod
    def _known_defaults(cls, defaults: dict[Field, str]) -> dict[Field, str]:
        for field, code in defaults.items():
            if code not in codes_of(field):
                raise ValueError(f"{field}: {code} is not one of {', '.join(codes_of(field))}")
        return defaults

    @model_validator(mode="after")
    def _fields_of_the_list(self) -> Self:
        wrong = sorted(set(self.columns.values()) - fields_of(self.list))
        if wrong:
            raise ValueError(f"a list of {self.list} has no {', '.join(wrong)}")
        return self

    def heading(self, field: Field) -> str:
        """The heading that has this meaning; '' when no column has."""
        return next((name for name, its in self.columns.items() if its is field), "")

    def answered(self, field: Field, word: str) -> str | None:
        """The code that somebody has said this word means, or None."""
        return next(
            (c for w, c in self.values.get(field, {}).items() if plain(w) == plain(word)), None
        )

    def with_columns(self, columns: dict[str, Field]) -> "Mapping":
        return self.revised(columns={**self.columns, **columns})

    def with_value(self, field: Field, word: str, code: str) -> "Mapping":
        words = {**self.values.get(field, {}), word: code}
        return self.revised(values={**self.values, field: words})

    def with_organisation(self, word: str, organisation: NamedOrganisation) -> "Mapping":
        return self.revised(organisations={**self.organisations, word: organisation})

    def with_unit(self, word: str, unit: NewUnit) -> "Mapping":
        return self.revised(units={**self.units, word: unit})

    def revised(self, **changes: Any) -> "Mapping":
        """The same mapping with other answers, checked anew; raises `MappingRefused`."""
        return parsed({**self.model_dump(), **changes})

    def to_dict(self) -> dict[str, Any]:
        """As it is kept in a file or a record: only what was said."""
        return self.model_dump(mode="json", exclude_defaults=True)


def codes_of(field: Field) -> tuple[str, ...]:
    """The codes that a word under this field may be mapped to, none for a free field."""
    if field is Field.SOURCE:
        return tuple(kind.value for kind in (SourceKind.SELF, SourceKind.RELATIVE))
    if field in (Field.OCCUPATION, Field.OUTCOME):
        return (*_codes_with_words(Field.OCCUPATION), *_codes_with_words(Field.FORM))
    if field is Field.FORM or field in CODES:
        return _codes_with_words(field)
    return ()


def _codes_with_words(field: Field) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word_list(field).values()))


def parsed(content: object) -> Mapping:
    """A mapping from plain values; raises `MappingRefused` naming every key that is wrong."""
    try:
        return Mapping.model_validate(content)
    except ValidationError as error:
        reasons = [
            say("{key}: {what}", key=".".join(map(str, fault["loc"])) or "-", what=fault["msg"])
            for fault in error.errors()
        ]
        raise MappingRefused(reasons) from error


def load(path: Path) -> Mapping:
    """Read a mapping from a YAML or JSON file; raises `MappingRefused`."""
    try:
        text = path.read_bytes()[: MAX_BYTES + 1].decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise MappingRefused([say("The file {path} cannot be opened.", path=path.name)]) from error
    if len(text) > MAX_BYTES:
        raise MappingRefused([say("The mapping file is too large.")])
    try:
        content = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise MappingRefused(
            [say("The mapping is not YAML: see line {line}.", line=line)]
        ) from error
    return parsed(content)


def save(mapping: Mapping, path: Path) -> None:
    """Write a mapping as YAML, or as JSON when the file is called so."""
    content = mapping.to_dict()
    if path.suffix == ".json":
        text = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
    else:
        text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
    path.write_text(text, encoding="utf-8")
