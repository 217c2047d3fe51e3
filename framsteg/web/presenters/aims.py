"""Aims for the individual against what the log and the own answers say, of all together.

Every number is one of an answer's own; a hidden one stays hidden.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from framsteg.blueprints.schema import Aim
from framsteg.evaluation.aims import BESIDE
from framsteg.evaluation.answer import Answer
from framsteg.evaluation.row import Row
from framsteg.reports.paper import Block, Grid, Items, Paragraph
from framsteg.reports.sheet import group_words
from framsteg.reports.words import number, percent
from framsteg.web import words
from framsteg.web.presenters import results

NO_FILES = {"csv": "", "xlsx": "", "json": ""}
"""In place of addresses, on paper."""

MOVED = ("up", "unchanged", "down")
SILENT = ("declined", "not_answered")


def aims(
    stated: Iterable[Aim], answers: Iterable[Answer], address: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Each aim in its own words, with what it is measured by; only words where nothing measures it.

    `address` gives each measure's exports, as `presenters.results` has them.
    """
    by_name = {answer.measure.name: answer for answer in answers}
    return [_aim(n, aim, by_name, address) for n, aim in enumerate(stated, 1)]


def blocks(stated: Iterable[Aim], answers: Iterable[Answer]) -> Iterator[Block]:
    """The same on paper: a table of those that move, then the others, and what is lacking."""
    told = aims(stated, answers, NO_FILES)
    if not told:
        return
    moved = [aim for aim in told if aim.get("cells")]
    if moved:
        yield Grid(
            caption=_("Aims for the individual: first own answer against the latest"),
            columns=(
                _("What each person is to notice"), _("Up"), _("Unchanged"), _("Down"),
                _("Answered twice"),
            ),
            rows=tuple((aim["title"], *aim["cells"]) for aim in moved),
            numbers=(1, 2, 3, 4),
        )  # fmt: skip
        yield Items(tuple(f"{aim['title']} {'. '.join(aim['lines'])}" for aim in moved))
    others = [aim for aim in told if not aim.get("cells")]
    if others:
        yield Paragraph(_("For each participant:"))
        yield Items(tuple(f"{aim['title']} {aim.get('result', '')}".strip() for aim in others))


def _aim(
    n: int, aim: Aim, by_name: Mapping[str, Answer], address: Mapping[str, str]
) -> dict[str, Any]:
    title = words.render(aim.text)
    answer = by_name.get(aim.measured_by or "")
    if answer is None:
        return {"id": f"individ-{n}", "title": title, "measured": False, "lines": ()}
    figure = {**results.figure(answer, {}, address), "title": title}
    figure["caption"] = words.render(answer.measure.title)
    moved = "movement" in answer.measure.dimensions
    lines = []
    if moved:
        content, silent = (by_name[name] for name in BESIDE[answer.measure.name])
        lines = [_lacking(answer, silent), _content(content)]
    return {
        "id": f"individ-{n}",
        "title": title,
        "measured": True,
        "figure": figure,
        "bars": _bars(answer) if moved else (),
        # A full bar is everybody who has answered twice, where that may be told.
        "top": float(_row(answer, "up").of or 0) if moved else 0.0,
        "cells": _cells(answer) if moved else (),
        "result": _twice(answer) if moved else _share(answer.total),
        "lines": tuple(filter(None, lines)),
    }


def _row(answer: Answer, group: str) -> Row:
    by = {answer.measure.dimensions[0]: group}
    return next(row for row in answer.rows if dict(row.by) == by)


def _bars(answer: Answer) -> list[dict[str, Any]]:
    rows = [_row(answer, movement) for movement in MOVED]
    return [
        {
            "label": group_words("movement", row),
            "value": row.n or 0,
            "display": _count(row),
            "note": "" if row.value is None else percent(row.value),
        }
        for row in rows
    ]


def _cells(answer: Answer) -> tuple[str, ...]:
    """Up, unchanged, down, and how many they are together, for a row of a table."""
    of = _row(answer, "up").of
    return (
        *(_count(_row(answer, movement)) for movement in MOVED),
        "–" if of is None else number(of),
    )


def _twice(answer: Answer) -> str:
    up = _row(answer, "up")
    if up.hidden or up.n is None:
        return _("Too few have answered for a figure to be shown.")
    if up.of is None:
        return _("{n} have moved up. Of how many is hidden.").format(n=number(up.n))
    if not up.of:
        return _("Nobody has answered twice yet.")
    return _("{n} of {of} who have answered twice have moved up.").format(
        n=number(up.n), of=number(up.of)
    )


def _lacking(answer: Answer, silent: Answer) -> str:
    """How many have no second answer, and why; part of what the figure says."""
    rows = [("movement", _row(answer, "once"))]
    rows += [("silence", _row(silent, group)) for group in SILENT]
    return " · ".join(f"{group_words(name, row)}: {_count(row)}" for name, row in rows)


def _content(answer: Answer) -> str:
    if answer.total.n is None or not answer.total.of:
        return ""
    return _("{n} of {of} who have answered gave 4 or 5 of 5 as their latest answer.").format(
        n=number(answer.total.n), of=number(answer.total.of)
    )


def _share(row: Row) -> str:
    if row.hidden or row.n is None:
        return _("hidden")
    counted = _("{n} of {of}").format(n=number(row.n), of=number(row.of or 0))
    return counted if row.value is None else f"{counted} ({percent(row.value)})"


def _count(row: Row) -> str:
    if row.hidden:
        return _("hidden")
    return "–" if row.n is None else number(row.n)
