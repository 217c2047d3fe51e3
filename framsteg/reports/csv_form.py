"""Answers as one CSV: a line for each figure, with everything that must be said about it.

Semicolons, a byte order mark and the language's decimal sign: as Swedish spreadsheets read it.
"""

import csv
import io
from collections.abc import Iterable, Mapping

from framsteg.evaluation.answer import Answer
from framsteg.evaluation.groupings import GROUPINGS
from framsteg.foundation.text import say
from framsteg.reports import words
from framsteg.reports.harmless import harmless
from framsteg.reports.sheet import NO_NAMES, about, group_words

_HEADINGS = (
    say("Measure"),
    say("Divided by"),
    say("Group"),
    say("Divided by (2)"),
    say("Group (2)"),
    say("Number"),
    say("Of"),
    say("Value"),
    say("Lower bound or quartile"),
    say("Upper bound or quartile"),
    say("Target"),
    say("Still observed"),
    say("Remark"),
)


def as_csv(answers: Iterable[Answer], *, coaches: Mapping[str, str] = NO_NAMES) -> str:
    """The text of the file, beginning with its byte order mark; no cell starts a formula."""
    answers = tuple(answers)
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    headings = [words.render(heading) for heading in _HEADINGS]
    sayings = [title for title, _ in about(answers[0])] if answers else []
    writer.writerow([*headings, *sayings])
    for answer in answers:
        writer.writerows(map(harmless, line) for line in _lines(answer, coaches))
    return "\N{BYTE ORDER MARK}" + text.getvalue()


def _lines(answer: Answer, coaches: Mapping[str, str]) -> Iterable[list[str]]:
    sayings = [said for _, said in about(answer)]
    for row in answer.rows:
        groups = [
            cell
            for name in answer.question.dimensions
            for cell in (
                words.render(GROUPINGS[name].title),
                group_words(name, row, coaches),
            )
        ]
        note = answer.note(row)
        yield [
            words.render(answer.measure.title),
            *groups,
            *[""] * (4 - len(groups)),
            *(_number(cell) for cell in (row.n, row.of)),
            *(_number(cell, 4) for cell in (row.value, row.low, row.high, row.target)),
            _number(row.at_risk),
            words.render(note) if note else "",
            *sayings,
        ]


def _number(cell: float | None, decimals: int = 0) -> str:
    return "" if cell is None else words.plain_number(cell, decimals)
