"""Figures as open data: one tidy table, a dictionary of what stands in it, and a description.

The description is a Data Package (frictionlessdata.io), so that tools can read types and codes.
Open data is always protected, and says nothing of coaches.
"""

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from framsteg.evaluation.answer import Answer
from framsteg.evaluation.groupings import GROUPINGS
from framsteg.evaluation.measure import UNIT_WORDS
from framsteg.evaluation.measures import MEASURES
from framsteg.foundation.text import Text, say
from framsteg.reports.harmless import harmless
from framsteg.reports.sheet import group_words, protection_words
from framsteg.reports.words import render

FIGURES, DICTIONARY, DESCRIPTION, README = (
    "figurer.csv", "dataordbok.csv", "datapackage.json", "LÄS-MIG.txt"
)  # fmt: skip

_COLUMNS: dict[str, tuple[str, Text]] = {
    "measure": ("string", say("The measure's key; the dictionary says what it counts.")),
    "group_by_1": ("string", say("What the figure is divided by; empty for everybody.")),
    "group_1": ("string", say("The group, as a code or a name.")),
    "group_1_words": ("string", say("The group in words.")),
    "group_by_2": ("string", say("What the figure is divided by further, if it is.")),
    "group_2": ("string", say("The group, as a code or a name.")),
    "group_2_words": ("string", say("The group in words.")),
    "n": ("integer", say("How many.")),
    "of": ("integer", say("Of how many.")),
    "value": ("number", say("The share, mean or median, in the measure's unit.")),
    "low": ("number", say("Lower bound of the interval, or lower quartile.")),
    "high": ("number", say("Upper bound of the interval, or upper quartile.")),
    "hidden": ("boolean", say("Whether the numbers are hidden, so that nobody is recognised.")),
    "from_on": ("date", say("First day of the window; empty from the beginning.")),
    "last_on": ("date", say("Last day of the window.")),
}


def asked() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What is asked for the table: every measure but those by coach, and each also by sex."""
    found: list[tuple[str, tuple[str, ...]]] = []
    for name, measure in MEASURES.items():
        if "coach" in measure.dimensions:
            continue
        found.append((name, ()))
        if "sex" in measure.groupings and len(measure.dimensions) < 2:
            found.append((name, ("sex",)))
    return tuple(found)


def open_data(answers: Sequence[Answer], *, title: str, owner: str, day: date) -> bytes:
    """The ZIP file's bytes. ValueError for an answer that is not protected."""
    if not all(answer.protected for answer in answers):
        raise ValueError("open data holds protected answers only")
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(FIGURES, _table(_COLUMNS, _rows(answers)))
        file.writestr(DICTIONARY, _dictionary(answers))
        file.writestr(DESCRIPTION, _description(title, owner, day))
        file.writestr(README, _readme(answers, title, owner, day))
    return made.getvalue()


def _rows(answers: Iterable[Answer]) -> Iterator[list[object]]:
    seen = set()
    for answer in answers:
        for row in answer.rows:
            groups = [(name, row.by[name]) for name in answer.question.dimensions if name in row.by]
            line = (answer.measure.name, *groups)
            if line in seen:
                continue  # the total stands once, though it is in each answer
            seen.add(line)
            told: list[object] = [answer.measure.name]
            for name, value in groups:
                told += [name, value, group_words(name, row)]
            told += [""] * (7 - len(told))
            last_on = answer.until_on - timedelta(days=1)
            yield [
                *told, row.n, row.of, row.value, row.low, row.high, row.hidden,
                answer.from_on, last_on,
            ]  # fmt: skip


def _table(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_cell(cell) for cell in row] for row in rows)
    return text.getvalue()


def _cell(cell: object) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case float():
            return f"{cell:.4f}"
        case str():
            return harmless(cell)
    return str(cell)


def _dictionary(answers: Sequence[Answer]) -> str:
    """Every column, every measure and every group that stands in the table."""
    rows: list[tuple[str, str, str, str]] = []
    for name, (kind, meaning) in _COLUMNS.items():
        rows.append(("column", name, kind, render(meaning)))
    for name in dict.fromkeys(answer.measure.name for answer in answers):
        measure = MEASURES[name]
        said = (measure.definition, measure.numerator, measure.denominator, measure.window)
        rows.append(
            ("measure", name, render(UNIT_WORDS[measure.unit]), _joined(measure.title, said))
        )
    used = dict.fromkeys(name for answer in answers for name in answer.question.dimensions)
    for name in used:
        grouping = GROUPINGS[name]
        rows.append(("grouping", name, "", render(grouping.title)))
        rows += [("group", value, name, render(words)) for value, words in grouping.values.items()]
    return _table(("kind", "key", "type", "meaning"), rows)


def _joined(title: Text, said: Iterable[Text]) -> str:
    return f"{render(title)}. {' '.join(map(render, said))}"


def _description(title: str, owner: str, day: date) -> str:
    fields: list[dict[str, Any]] = [
        {"name": name, "type": kind, "description": render(meaning)}
        for name, (kind, meaning) in _COLUMNS.items()
    ]
    package = {
        "profile": "tabular-data-package",
        "name": "framsteg-figures",
        "title": title,
        "created": day.isoformat(),
        "contributors": [{"title": owner, "role": "publisher"}],
        "resources": [
            {
                "name": "figures",
                "path": FIGURES,
                "profile": "tabular-data-resource",
                "encoding": "utf-8",
                "dialect": {"delimiter": ",", "lineTerminator": "\r\n"},
                "schema": {"fields": fields, "missingValues": [""]},
            },
            {"name": "dictionary", "path": DICTIONARY, "encoding": "utf-8"},
        ],
    }
    return json.dumps(package, ensure_ascii=False, indent=1) + "\n"


def _readme(answers: Sequence[Answer], title: str, owner: str, day: date) -> str:
    lines = [
        title,
        render(say("Published by {owner}. The figures are as of {day}.", owner=owner, day=day)),
        "",
        render(say("{file}: the figures, a row for each.", file=FIGURES)),
        render(say("{file}: what each column, measure and group means.", file=DICTIONARY)),
        render(say("{file}: the same for programs (Data Package).", file=DESCRIPTION)),
        "",
        *([render(protection_words(answers[0]))] if answers else []),
        render(say("State the licence where you publish the file.")),
    ]
    return "\n".join(lines) + "\n"
