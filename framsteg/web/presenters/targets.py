"""Targets against results over time, places used, and where it is heading by plain arithmetic.

Nothing is computed here but by `evaluation.forecast`; what is hidden gives no forecast.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from framsteg.access.reading.programmes import ProgrammeLine, TargetLine
from framsteg.blueprints.labels import MEASURES
from framsteg.blueprints.schema import TargetUnit
from framsteg.evaluation.answer import Answer
from framsteg.evaluation.forecast import Forecast, Known, forecast
from framsteg.evaluation.row import Row
from framsteg.reports.words import moment, number, percent
from framsteg.web import words
from framsteg.web.presenters.words import day, span

QUARTERS_SHOWN = 8
A_YEAR = 4  # quarters


def targets(
    lines: Iterable[TargetLine],
    answers: Iterable[Answer],
    programme: ProgrammeLine,
    today: date,
) -> list[dict[str, Any]]:
    """Each target that holds today or will: its level, the result, the way there, the forecast."""
    by_name = {answer.measure.name: answer for answer in answers}
    series = by_name["target_against_result"]
    return [
        _target(line, by_name.get(line.measure), series, programme)
        for line in lines
        if line.ends_on is None or line.ends_on > today or line.ends_on == programme.ends_on
    ]


def _target(
    line: TargetLine, answer: Answer | None, series: Answer, programme: ProgrammeLine
) -> dict[str, Any]:
    rows = [row for row in series.rows if row.by.get("result") == line.measure]
    share = line.unit == TargetUnit.PERCENT
    level = float(line.level) / 100 if share else float(line.level)
    total = answer.total if answer else Row({}, None)
    title = words.render(MEASURES[line.measure]) if line.measure in MEASURES else line.measure
    return {
        "id": f"mal-{line.measure.replace('_', '-')}-{line.starts_on}",
        "title": title,
        "level": _("at least {level}").format(level=_level(level, share)),
        "period": span(line.starts_on, line.ends_on),
        "result": _result(total, share),
        "counted": ""
        if total.n is None or total.of is None
        else _("{n} of {of}").format(n=number(total.n), of=number(total.of)),
        "reached": _reached(total, level, share),
        "forecast": _forecast_words(_forecast(line, rows, series, programme, level), level, share),
        "bars": [
            {
                "label": row.by["quarter"],
                "value": (row.value if share else row.n) or 0,
                "display": _("hidden") if row.hidden else _result(row, share),
                "note": "" if row.n is None else _("{n} of {of}").format(n=row.n, of=row.of),
            }
            for row in rows[-QUARTERS_SHOWN:]
        ],
        "top": 1.0 if share else 0.0,
        "columns": [
            {"label": _("Quarter"), "numeric": False},
            {"label": _("Result"), "numeric": True},
            {"label": _("Counted"), "numeric": True},
            {"label": _("Of"), "numeric": True},
            {"label": _("Target"), "numeric": True},
        ],
        "rows": [
            [
                row.by["quarter"],
                _("hidden") if row.hidden else _result(row, share),
                "–" if row.n is None else number(row.n),
                "–" if row.of is None else number(row.of),
                "–" if row.target is None else _level(row.target, share),
            ]
            for row in reversed(rows)
        ],
        "definition": words.render(answer.measure.definition) if answer else "",
        "numerator": words.render(answer.measure.numerator) if answer else "",
        "denominator": words.render(answer.measure.denominator) if answer else "",
        "window": words.render(answer.window_words) if answer else "",
        "source": words.render(answer.measure.source) if answer else "",
        "snapshot": moment(series.snapshot.made_at),
    }


def _level(level: float, share: bool) -> str:
    return percent(level) if share else number(level)


def _result(row: Row, share: bool) -> str:
    value = row.value if share else row.n
    if value is None:
        return "–"
    return percent(value) if share else number(value)


def _reached(row: Row, level: float, share: bool) -> bool | None:
    value = row.value if share else row.n
    return None if value is None else value >= level


def _forecast(
    line: TargetLine, rows: list[Row], series: Answer, programme: ProgrammeLine, level: float
) -> Forecast | None:
    end = line.ends_on or programme.ends_on
    if end is None or len(rows) <= A_YEAR:
        return None
    now, then = rows[-1], rows[-1 - A_YEAR]
    counts = (now.n, now.of, then.n, then.of)
    if any(count is None for count in counts):
        return None
    until = series.until_on - timedelta(days=1)
    return forecast(
        Known(_last_day(then.by["quarter"]), then.n or 0, then.of or 0),
        Known(min(_last_day(now.by["quarter"]), until), now.n or 0, now.of or 0),
        on=end - timedelta(days=1),
        level=level,
        share=line.unit == TargetUnit.PERCENT,
    )


def _last_day(quarter: str) -> date:
    """The last day of "2026-Q3"."""
    year, n = int(quarter[:4]), int(quarter[-1])
    first_after = date(year + n // 4, n % 4 * 3 + 1, 1)
    return first_after - timedelta(days=1)


def _forecast_words(found: Forecast | None, level: float, share: bool) -> str:
    if found is None:
        return ""
    leads_to = percent(found.share or 0) if share else number(found.n)
    told = _(
        "Plain arithmetic, no promise: at the pace of the last year it will be {result} on {day}."
    ).format(result=leads_to, day=day(found.on))
    if found.more:
        more = _("The target takes {n} more people until then.").format(n=number(found.more))
        return f"{told} {more}"
    return told


def places(answers: Iterable[Answer], programme: ProgrammeLine) -> dict[str, Any]:
    """Places used, month by month, against the places that there are."""
    caseload = next(a for a in answers if a.measure.name == "caseload")
    months = [row for row in caseload.rows if set(row.by) == {"month"}]
    by_month: dict[str, Row] = {}
    for row in caseload.rows:
        month = row.by.get("month")
        if month and (row.of is not None or row.hidden):
            by_month.setdefault(month, row)
    points = [(row.by["month"], row.n, row.hidden) for row in months] or [
        (month, row.of, row.hidden) for month, row in sorted(by_month.items())
    ]
    last = points[-1] if points else None
    return {
        "used": "–" if last is None or last[1] is None else number(last[1]),
        "of": programme.places,
        "bars": [
            {"label": month, "value": n or 0, "display": _("hidden") if hidden else number(n or 0)}
            for month, n, hidden in points
        ],
        "rows": [
            [month, _("hidden") if hidden else number(n or 0), _places(programme)]
            for month, n, hidden in reversed(points)
        ],
        "columns": [
            {"label": _("Month"), "numeric": False},
            {"label": _("Enrolled"), "numeric": True},
            {"label": _("Places"), "numeric": True},
        ],
        "top": float(max([programme.places or 0, *(n or 0 for _month, n, _hidden in points)])),
        "numerator": words.render(caseload.measure.denominator),
        "window": words.render(caseload.measure.window),
        "source": words.render(caseload.measure.source),
        "snapshot": moment(caseload.snapshot.made_at),
    }


def _places(programme: ProgrammeLine) -> str:
    return number(programme.places) if programme.places else "–"
