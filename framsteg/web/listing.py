"""A list on its way in, as plain values: what was found in it, kept beside the file as JSON.

Pages show the finding and never read the list itself. Texts are kept untranslated, so that they
follow the reader's language.
"""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date
from enum import StrEnum
from typing import Any

from framsteg.actions.imports import Enquiries
from framsteg.foundation import codes
from framsteg.foundation.labels import label
from framsteg.foundation.listed import CaseRow, Coach, EnquiryRow, Exit, Known, Source, Spell
from framsteg.foundation.text import Text, say
from framsteg.imports.fields import NAMES, Field
from framsteg.imports.loading import Examined
from framsteg.imports.problems import Problem
from framsteg.imports.sheet import ChooseSheet, Sheet, Unreadable
from framsteg.imports.synonyms import CODES, NOTHING, ORDINARY
from framsteg.web import words

PROBLEMS_KEPT = 20_000
PROBLEMS_SHOWN = 200
CHANGES_KEPT = 100
SAMPLE = 6
QUESTIONS_KEPT = 60

_FACTS: dict[str, Text] = {
    "coaches": NAMES[Field.COACH],
    "spells": NAMES[Field.OCCUPATION],
    "handed_over_to": NAMES[Field.EXIT_REASON],
    **{field.value: NAMES[field] for field in Field},
}


_NOT_CODES: dict[str, Text] = {
    NOTHING: say("No occupation"),
    ORDINARY: say("Ordinary job, without subsidy"),
}


_UNTIL, _FROM = say("{start} – {end}"), say("from {start}")


def unreadable(fault: Unreadable) -> dict[str, Any]:
    """The finding of a file that is no list, or of a workbook whose sheet is to be chosen."""
    sheets = list(fault.names) if isinstance(fault, ChooseSheet) else []
    return {"unreadable": kept(fault.reason), "sheets": sheets}


def finding(examined: Examined, known: Known) -> dict[str, Any]:
    """Everything that the steps show of a list."""
    checked = examined.checked
    return {
        "unreadable": None,
        "sheets": [],
        "mapping": checked.mapping.to_dict(),
        "rows": len(checked.sheet),
        "columns": _columns(checked.sheet, checked.mapping.columns),
        "guesses": {q.heading: q.guess for q in checked.column_questions},
        "questions": [
            {
                "field": q.field.value,
                "column": q.column,
                "value": q.value,
                "times": q.times,
                "choices": list(q.choices),
            }
            for q in checked.value_questions[:QUESTIONS_KEPT]
        ],
        "problems": [_problem(p) for p in checked.problems[:PROBLEMS_KEPT]],
        "problem_count": len(checked.problems),
        "bad_rows": len(checked.bad_rows),
        "may_load": examined.may_load(),
        "may_skip_bad": examined.may_load(skip_bad=True),
        "counts": examined.expected.counts,
        "sample": _sample(examined),
        "changes": _changes(examined, "changes", known.hidden),
        "kept": _changes(examined, "kept", known.hidden),
        "organisations": list(known.organisations),
        "units": [list(unit) for unit in known.units if unit not in known.hidden],
    }


def kept(text: Text) -> dict[str, Any]:
    """A text as JSON, to be translated when it is shown."""
    return {"msgid": text.msgid, "values": {k: _kept_value(v) for k, v in text.values.items()}}


def taken(content: Mapping[str, Any]) -> Text:
    return Text(content["msgid"], {k: _taken_value(v) for k, v in content["values"].items()})


def _kept_value(value: object) -> Any:
    if isinstance(value, Text):
        return kept(value)
    if isinstance(value, (list, tuple)):
        return [_kept_value(item) for item in value]
    if value is None or isinstance(value, (bool, int, float)):
        return value
    return value.isoformat() if isinstance(value, date) else str(value)


def _taken_value(value: Any) -> object:
    if isinstance(value, dict):
        return taken(value)
    return [_taken_value(item) for item in value] if isinstance(value, list) else value


def _columns(sheet: Sheet, meanings: Mapping[str, Field]) -> list[dict[str, Any]]:
    return [
        {
            "heading": heading,
            "samples": list(sheet.samples(heading)),
            "field": meanings.get(heading, ""),
        }
        for heading in sheet.headings
    ]


def _problem(problem: Problem) -> list[Any]:
    return [problem.row, problem.column, problem.value, kept(problem.reason), problem.code]


def _sample(examined: Examined) -> list[dict[str, Any]]:
    """The first rows that would be added, each fact that the list tells, as texts."""
    rows: Iterable[CaseRow | EnquiryRow] = examined.expected.created[:SAMPLE]
    return [
        {
            "row": row.row,
            "facts": [
                [kept(_FACTS[f.name]), said]
                for f in fields(row)
                if f.name in _FACTS and (said := told(getattr(row, f.name)))
            ],
        }
        for row in rows
    ]


def _changes(
    examined: Examined, which: str, hidden: frozenset[tuple[str, str]]
) -> list[dict[str, Any]]:
    """What would change (or was written by people, and stays) in cases that stand."""
    if isinstance(examined.expected, Enquiries):
        pairs = examined.expected.updated if which == "changes" else examined.expected.kept
        return [
            {"reference": row.received_on.isoformat(), "fact": kept(NAMES[Field.ENQUIRY_OUTCOME]),
             "old": [], "new": told(row.outcome)}
            for row, _pk in pairs[:CHANGES_KEPT]
        ]  # fmt: skip
    updates = examined.expected.updated if which == "changes" else examined.expected.kept
    return [
        {
            "reference": update.row.reference,
            "fact": kept(_FACTS[change.fact]),
            "old": told(unnamed(change.old, hidden)),
            "new": told(change.new),
        }
        for update in updates[:CHANGES_KEPT]
        for change in getattr(update, which)
    ]


def unnamed(value: object, hidden: frozenset[tuple[str, str]]) -> object:
    """A source that stands in the register, without the name that is not the reader's to see."""
    if isinstance(value, Source) and (value.unit, value.organisation) in hidden:
        return Source(value.kind, "…", value.organisation)
    return value


def told(value: object) -> list[Any]:
    """A fact of a row as pieces to be shown: texts to translate, and plain ones."""
    match value:
        case None | "" | ():
            return []
        case StrEnum():
            return [kept(label(value))]
        case tuple():
            return [piece for item in value for piece in (*told(item), ";")][:-1]
        case date():
            return [value.isoformat()]
        case Source(unit=unit, organisation=organisation) if unit:
            return [unit, *told(organisation)]
        case Source(kind=code) | Exit(reason=code):
            return told(code)
        case Coach(name=name, organisation=organisation):
            return [name, *told(organisation)]
        case Spell():
            return _spell(value)
    return [str(value)]


def _spell(spell: Spell) -> list[Any]:
    """An occupation as one says it: what, how much, in what, where, when."""
    last = _UNTIL if spell.ends_on else _FROM
    when = Text(last.msgid, {"start": spell.starts_on.isoformat(), "end": told(spell.ends_on)})
    share = [f"{spell.percent} %"] if spell.percent else []
    what = told(spell.subsidy) or told(spell.kind)
    return [
        *what,
        *share,
        *told(spell.trade),
        *told(spell.sector),
        *told(spell.employer),
        kept(when),
    ]


def code_words(field: Field, code: str) -> str:
    """A code of a list's word in words; codes of several lists may stand under one field."""
    if code in _NOT_CODES:
        return words.render(_NOT_CODES[code])
    lists: list[type[StrEnum]] = [CODES[field]] if field in CODES else []
    lists += [codes.PlacementKind, codes.Subsidy, codes.SourceKind]
    found = next((its(code) for its in lists if code in set(its)), None)
    return words.render(label(found)) if found is not None else code
