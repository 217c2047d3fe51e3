"""Answers as JSON: keys for machines, definitions in the reader's language."""

from collections.abc import Iterable
from typing import Any

from framsteg.evaluation.answer import Answer
from framsteg.evaluation.provenance import SnapshotInfo
from framsteg.evaluation.row import Row
from framsteg.reports import words

_ONLY_WHERE_SET = ("low", "high", "target", "left_out", "at_risk", "people", "median")


def as_json(snapshot: SnapshotInfo, answers: Iterable[Answer]) -> dict[str, Any]:
    """One snapshot and the answers from it, as plain values; a hidden number is null."""
    return {
        "snapshot": {
            "id": snapshot.id,
            "made_at": snapshot.made_at.isoformat(),
            "day": snapshot.day.isoformat(),
            "source": snapshot.source,
        },
        "answers": [_answer(answer) for answer in answers],
    }


def _answer(answer: Answer) -> dict[str, Any]:
    measure = answer.measure
    return {
        "measure": measure.name,
        "title": words.render(measure.title),
        "definition": words.render(measure.definition),
        "numerator": words.render(measure.numerator),
        "denominator": words.render(measure.denominator),
        "window": {
            "from_on": answer.from_on.isoformat() if answer.from_on else None,
            "until_on": answer.until_on.isoformat(),
            "words": words.render(measure.window),
        },
        "shape": measure.shape.value,
        "unit": measure.unit.value,
        "subsidised": measure.subsidised.value,
        "source": words.render(measure.source),
        "programme": answer.question.programme,
        "by": list(answer.question.dimensions),
        "protected": answer.protected,
        "rows": [_row(answer, row) for row in answer.rows],
    }


def _row(answer: Answer, row: Row) -> dict[str, Any]:
    kept: dict[str, Any] = {"by": dict(row.by), "n": row.n, "of": row.of, "value": row.value}
    for name in _ONLY_WHERE_SET:
        if getattr(row, name) is not None:
            kept[name] = getattr(row, name)
    if row.hidden:
        kept["hidden"] = True
    note = answer.note(row)
    if note is not None:
        kept["note"] = words.render(note)
    return kept
