"""Answers as pages show them: headline figures, and a picture with its table for each measure.

Nothing is computed here: every number is one of an answer's own.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from framsteg.access.reading.programmes import ProgrammeLine
from framsteg.evaluation.answer import Answer
from framsteg.evaluation.measure import SUBSIDISED_WORDS, Shape
from framsteg.evaluation.row import Row
from framsteg.foundation.text import Text
from framsteg.reports.charts import chart_of
from framsteg.reports.sheet import Cell, Kind, group_words, sheet_of
from framsteg.reports.words import decimal, moment, number, percent
from framsteg.web import words
from framsteg.web.figure_groups import GROUPS, OVERVIEW
from framsteg.web.presenters.words import day

HIDDEN = "–"


def group_titles() -> dict[str, str]:
    return {
        OVERVIEW: _("Overview"),
        "en-viss-dag": _("On one day"),
        "kvartal": _("Quarter by quarter"),
        "arbeten-som-haller": _("Jobs that last"),
        "hur-mycket": _("How much work"),
        "tid-till": _("Time until"),
        "hur-stodet-ges": _("How the support is given"),
        "egna-svar": _("Participants' own answers"),
    }


def section_titles() -> dict[str, str]:
    return {
        "deltagare": _("Participants"),
        "arbete-och-studier": _("To work and studies"),
        "jobben": _("The jobs and the studies"),
        "vagen-in": _("The way in"),
        "stodet": _("The support"),
    }


def sections(
    answers: Iterable[Answer],
    coaches: Mapping[str, str],
    address: Mapping[str, str],
    group: str = OVERVIEW,
) -> list[dict[str, Any]]:
    """The figures under their headings; `address` gives each measure's exports: `{measure}.csv`."""
    by_name = {answer.measure.name: answer for answer in answers}
    titles = section_titles() if group == OVERVIEW else group_titles()
    return [
        {
            "id": key,
            "title": titles[key],
            "figures": [figure(by_name[name], coaches, address) for name in names],
        }
        for key, names in GROUPS[group].items()
    ]


def figure(
    answer: Answer, coaches: Mapping[str, str], address: Mapping[str, str]
) -> dict[str, Any]:
    """What the figure component needs for one answer."""
    sheet = sheet_of(answer, coaches=coaches)
    measure = answer.measure
    return {
        "id": measure.name,
        "title": sheet.title,
        "caption": words.render(measure.definition),
        "svg": picture(answer, coaches),
        "bars": bars(answer, coaches),
        "columns": [
            {"label": c.title or _("Group"), "numeric": c.kind is not Kind.WORDS}
            for c in sheet.columns
        ],
        "rows": [
            [shown(cell, c.kind) for cell, c in zip(row, sheet.columns, strict=True)]
            for row in sheet.rows
        ],
        "definition": words.render(measure.definition),
        "numerator": words.render(measure.numerator),
        "denominator": words.render(measure.denominator),
        "window": f"{words.render(answer.window_words)}. {words.render(measure.window)}",
        "source": " ".join(map(words.render, (measure.source, _subsidies(answer)))),
        "snapshot": moment(answer.snapshot.made_at),
        "exports": [
            {"label": label, "url": address[form].replace("MEASURE", measure.name)}
            for form, label in (("csv", "CSV"), ("xlsx", "Excel"), ("json", "JSON"))
        ],
        "is_empty": not answer.total.n and not answer.total.of and not answer.total.hidden,
    }


_DRAWN = frozenset({Shape.GROWING, Shape.STOCK, Shape.SERIES, Shape.TREND, Shape.SURVIVAL})


def picture(answer: Answer, coaches: Mapping[str, str]) -> SafeString:
    """What goes on over time, drawn; empty where bars in the page say it at least as well.

    Bars of the page grow with its text and fit a phone, and need no drawing before they show.
    """
    if answer.measure.shape not in _DRAWN:
        return mark_safe("")
    chart = chart_of(answer, folder=settings.CHARTS, coaches=coaches)
    return mark_safe(chart.svg if chart else "")  # noqa: S308 (drawn from escaped values)


def _subsidies(answer: Answer) -> Text:
    return SUBSIDISED_WORDS[answer.measure.subsidised]


def shown(cell: Cell, kind: Kind) -> str:
    match cell:
        case None:
            return "" if kind is Kind.WORDS else HIDDEN
        case str():
            return cell
        case _ if kind is Kind.SHARE:
            return percent(cell)
        case _ if kind is Kind.DECIMAL:
            return decimal(cell)
        case _:
            return number(cell)


def window(answer: Answer) -> str:
    return words.render(answer.window_words)


def said_at(at: datetime, today: date) -> str:
    """Says "14:05", and the day too when it is not today's."""
    local = timezone.localtime(at)
    return f"{local:%H:%M}" if local.date() == today else f"{day(local.date())} {local:%H:%M}"


def headline(answers: Iterable[Answer], programme: ProgrammeLine) -> list[dict[str, Any]]:
    """The few figures first on the page, each with what it counts."""
    by_name = {answer.measure.name: answer for answer in answers}
    clients, gone = by_name["clients"], by_name["gone_to_work_or_studies"]
    jobs, states = by_name["employment_by_subsidy"], by_name["active_and_exited"]
    active = _of_group(states, "status", "active")
    ordinary = _of_group(jobs, "job_form", "ordinary")
    places = _("{n} places in the programme").format(n=programme.places)
    return [
        _stat(clients, _("Participants"), _count(clients.total), note=""),
        _stat(
            gone,
            _("Gone to work or studies"),
            HIDDEN if gone.total.value is None else number(100 * gone.total.value, 1),
            unit="" if gone.total.value is None else "%",
            n=gone.total.n,
            of=gone.total.of,
            note=_target(by_name["target_against_result"]),
        ),
        _stat(
            jobs,
            _("In ordinary jobs"),
            _count(ordinary),
            n=ordinary.n,
            of=ordinary.of,
            note=_("the rest with a subsidy or in an own business") if ordinary.n else "",
        ),
        _stat(states, _("Enrolled now"), _count(active), note=places if programme.places else ""),
    ]


def _stat(answer: Answer, label: str, value: str, **more: Any) -> dict[str, Any]:
    return {
        "label": label,
        "value": value,
        "unit": "",
        "n": None,
        "of": None,
        "definition": words.render(answer.measure.definition),
        "numerator": words.render(answer.measure.numerator),
        "denominator": words.render(answer.measure.denominator),
        "window": words.render(answer.window_words),
        "source": words.render(answer.measure.source),
        "snapshot": moment(answer.snapshot.made_at),
        **more,
    }


def _target(answer: Answer) -> str:
    level = answer.total.target
    return "" if level is None else _target_words(level)


def _target_words(level: float) -> str:
    said = percent(level) if level <= 1 else number(level)
    return _("the target is {level}").format(level=said)


def _of_group(answer: Answer, grouping: str, group: str) -> Row:
    """The group's own row, whatever else the answer is divided by."""
    for row in answer.rows:
        if dict(row.by) == {grouping: group}:
            return row
    return Row({}, n=0, of=answer.total.n)


def _count(row: Row) -> str:
    return HIDDEN if row.n is None else number(row.n)


def bars(answer: Answer, coaches: Mapping[str, str]) -> dict[str, Any]:
    """The picture as bars: rows for the bar list, and how much the full width is (0: the most)."""
    rows = _pictured(answer)
    name = next(iter(rows[0].by), "") if rows else ""
    return {
        "rows": [_bar(answer, row, name, coaches) for row in rows],
        "top": 1.0 if answer.measure.shape in (Shape.SHARE, Shape.GROWING) else 0.0,
    }


def _pictured(answer: Answer) -> list[Row]:
    """The rows that a picture has room for: one thing at a time, latest period of a stock."""
    shape, dimensions = answer.measure.shape, answer.question.dimensions
    if shape is Shape.GROWING:
        return [r for r in answer.rows if r.by.get("result") == "gone_to_work_or_studies"][-8:]
    if shape is Shape.STOCK:
        last = max((row.by["month"] for row in answer.rows if "month" in row.by), default="")
        return [r for r in answer.rows if r.by.get("month") == last and len(r.by) == 2]
    if not dimensions:
        return [answer.total]
    margin = [row for row in answer.rows if set(row.by) == {dimensions[0]}]
    # Divided further, a picture of many groups is hard to read: the table beside it has the cells.
    return [*margin, answer.total] if shape in (Shape.SHARE, Shape.DURATION) else margin


def _bar(answer: Answer, row: Row, name: str, coaches: Mapping[str, str]) -> dict[str, Any]:
    shape = answer.measure.shape
    label_by = "quarter" if shape is Shape.GROWING else name
    counted = shape in (Shape.SPREAD, Shape.STOCK)
    value = row.n if counted else row.value
    return {
        "label": group_words(label_by, row, coaches) if label_by else _("All"),
        "value": value or 0,
        "display": _display(row, shape),
        "note": "" if counted or row.n is None else _note(row),
        "series": 1 if row.by else 6,
    }


def _note(row: Row) -> str:
    counted = _("{n} of {of}").format(n=row.n, of=row.of)
    if row.target is None:
        return counted
    return f"{counted}, {_target_words(row.target)}"


def _display(row: Row, shape: Shape) -> str:
    if row.hidden:
        return _("hidden")
    if shape in (Shape.SPREAD, Shape.STOCK):
        return number(row.n or 0)
    if row.value is None:
        return HIDDEN
    if shape is Shape.DURATION:
        return _("{n} days").format(n=number(row.value))
    return percent(row.value)
