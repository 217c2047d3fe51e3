"""What to draw for an answer: a Vega-Lite specification, as plain values.

Written out here rather than through a chart library: five kinds of pictures need no more, and
nothing heavy is loaded to describe them.
"""

from collections.abc import Mapping
from typing import Any

from framsteg.evaluation.answer import Answer
from framsteg.evaluation.measure import UNIT_WORDS, Shape, Unit
from framsteg.evaluation.row import Row
from framsteg.foundation.text import say
from framsteg.reports import words
from framsteg.reports.sheet import Kind, group_words, kind_of

Spec = dict[str, Any]

_WIDTH = 420
_BAR = 24
_MOST_GROUPS = 20
_MOST_LINES = 6
_COLOURS = [f"var(--chart-{number})" for number in range(1, 7)]
_DASHES = [[1, 0], [6, 3], [2, 2], [8, 3, 2, 3], [4, 4], [10, 2]]
_POINTS = ["circle", "square", "triangle-up", "diamond", "cross", "triangle-down"]
_TEXT, _GRID, _AXIS = "var(--chart-text)", "var(--chart-grid)", "var(--chart-axis)"
_PERCENT = ".0%"


def spec_of(answer: Answer, coaches: Mapping[str, str]) -> Spec | None:
    """The specification in the reader's language; None when no row can be drawn."""
    match answer.measure.shape:
        case Shape.GROWING:
            drawn = _growing(answer)
        case Shape.STOCK:
            drawn = _stock(answer, coaches)
        case Shape.DURATION:
            drawn = _durations(answer)
        case Shape.SURVIVAL:
            drawn = _curves(answer)
        case Shape.SERIES | Shape.TREND:
            drawn = _quarters(answer)
        case Shape.SHARE | Shape.SPREAD | Shape.EVENTS:
            drawn = _bars(answer)
    return None if drawn is None else {**chart_frame(), **drawn}


def chart_frame() -> Spec:
    """What all pictures have in common: size, colours, axes."""
    axis = {
        "labelColor": _TEXT,
        "titleColor": _TEXT,
        "gridColor": _GRID,
        "domainColor": _AXIS,
        "tickColor": _AXIS,
        "labelFontSize": 13,
        "titleFontSize": 13,
        "titleFontWeight": "normal",
        "labelLimit": 260,
    }
    legend = {"labelColor": _TEXT, "labelFontSize": 13, "symbolStrokeWidth": 2, "labelLimit": 300}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": _WIDTH,
        "background": None,
        "config": {
            "aria": False,
            "font": "inherit",
            "view": {"stroke": None},
            "axis": axis,
            "legend": {**legend, "orient": "bottom", "title": None, "columns": 2},
            "text": {"fill": _TEXT, "fontSize": 13},
        },
    }


# --- bars ------------------------------------------------------------------------------------


def _bars(answer: Answer) -> Spec | None:
    """A bar for each group; in a two-way table one for each cell, side by side."""
    dimensions = answer.question.dimensions
    rows = [row for row in answer.rows if len(row.by) == len(dimensions)]
    first = list(dict.fromkeys(row.by.get(dimensions[0], "") for row in rows if dimensions))
    rows = [row for row in rows if not dimensions or row.by[dimensions[0]] in first[:_MOST_GROUPS]]
    if not any(row.n is not None for row in rows):
        return None
    values = [_bar(answer, row) for row in rows]
    shares = answer.measure.unit is Unit.SHARE and answer.measure.shape is not Shape.SPREAD
    across = {"field": "size", "type": "quantitative", "title": None, "stack": None}
    encoding: Spec = {
        "y": {"field": "group", "type": "nominal", "sort": None, "title": None},
        "x": {**across, "axis": _number_axis(shares)},
    }
    bar: Spec = {"mark": {"type": "bar", "fill": _COLOURS[0]}}
    label: Spec = {
        "mark": {"type": "text", "align": "left", "dx": 5},
        "encoding": {"text": {"field": "label"}},
    }
    height: Any = {"step": _BAR}
    if len(dimensions) == 2:
        encoding["yOffset"] = {"field": "part", "type": "nominal", "sort": None}
        parts = list(dict.fromkeys(value["part"] for value in values))
        colours = {"domain": parts, "range": _COLOURS[: len(parts)]}
        bar = {
            "mark": {"type": "bar"},
            "encoding": {"fill": {"field": "part", "scale": colours, "legend": None}},
        }
        height = {"step": 18}
    return {
        "data": {"values": values},
        "height": height,
        "encoding": encoding,
        "layer": [bar, label],
    }


def _number_axis(shares: bool) -> Spec:
    if shares:
        return {"format": _PERCENT, "tickCount": 5}
    return {"format": "d", "tickMinStep": 1, "tickCount": 5}


def _bar(answer: Answer, row: Row) -> Spec:
    names = [group_words(name, row) for name in answer.question.dimensions]
    number = row.n if answer.measure.shape is Shape.SPREAD else row.value
    shown = _number_words(answer, row)
    return {
        "group": names[0] if names else words.render(say("All")),
        "part": names[1] if len(names) > 1 else "",
        "size": number or 0,
        "label": f"{names[1]} {shown}" if len(names) > 1 else shown,
    }


def _number_words(answer: Answer, row: Row) -> str:
    if row.n is None or row.value is None:
        return words.render(say("hidden")) if row.hidden else "0"
    if answer.measure.unit is not Unit.SHARE:
        return words.decimal(row.value)
    if answer.measure.shape is not Shape.SPREAD:
        counts = say("{n} of {of}", n=words.number(row.n), of=words.number(row.of or 0))
        return f"{words.percent(row.value)} ({words.render(counts)})"
    return words.number(row.n)


def _durations(answer: Answer) -> Spec | None:
    """A point at each group's median, on a line from quartile to quartile."""
    wanted, kind = len(answer.question.dimensions), kind_of(answer.measure.unit)
    rows = [row for row in answer.rows if len(row.by) == wanted and row.value is not None]
    if not rows:
        return None
    values = [
        {
            "group": " · ".join(group_words(name, row) for name in answer.question.dimensions)
            or words.render(say("All")),
            "median": row.value,
            "low": row.value if row.low is None else row.low,
            "high": row.value if row.high is None else row.high,
            "label": words.number(row.value or 0, 0 if kind is Kind.DAYS else 1),
        }
        for row in rows
    ]
    median = words.render(UNIT_WORDS[answer.measure.unit])
    across = {
        "type": "quantitative",
        "title": words.render(say("{median}, and quartiles", median=median)),
    }
    line = {"mark": {"type": "rule", "stroke": _COLOURS[0], "strokeWidth": 3},
            "encoding": {"x": {"field": "low", **across}, "x2": {"field": "high"}}}  # fmt: skip
    point = {"mark": {"type": "point", "shape": "diamond", "filled": True, "size": 120,
                      "color": _COLOURS[0], "opacity": 1},
             "encoding": {"x": {"field": "median", **across}}}  # fmt: skip
    label = {"mark": {"type": "text", "dy": -13},
             "encoding": {"x": {"field": "median", **across},
                          "text": {"field": "label"}}}  # fmt: skip
    return {
        "data": {"values": values},
        "height": {"step": 44},
        "encoding": {"y": {"field": "group", "type": "nominal", "sort": None, "title": None}},
        "layer": [line, point, label],
    }


# --- lines -----------------------------------------------------------------------------------


def _growing(answer: Answer) -> Spec | None:
    """The share so far, quarter by quarter, and the target as a dashed step."""
    points = [row for row in answer.rows if row.by and row.value is not None]
    if not points:
        return None
    target = words.render(say("Target"))
    values = [
        {"at": row.by["quarter"], "series": group_words("result", row), "size": row.value}
        for row in points
    ]
    series = list(dict.fromkeys(group_words("result", row) for row in points))
    targets = [
        {"at": row.by["quarter"], "series": target, "size": row.target}
        for row in answer.rows
        if row.by and row.target is not None
    ]
    across = {
        "field": "at",
        "type": "ordinal",
        "title": None,
        "sort": None,
        "axis": {
            "labelExpr": "slice(datum.value, 5) === 'Q1' ? slice(datum.value, 0, 4) : ''",
            "labelAngle": 0,
            "ticks": False,
        },
    }
    upwards = {"field": "size", "type": "quantitative", "title": None,
               "axis": {"format": _PERCENT, "tickCount": 5}}  # fmt: skip
    named = [*series, target] if targets else series
    layers = [
        _lines(values, named),
        {
            "data": {"values": targets},
            "mark": {"type": "line", "interpolate": "step-after", "strokeWidth": 2},
            "encoding": _series(named),
        },
        _end_label(values[-1:]),
        _end_label(targets[-1:]),
    ]
    return {
        "height": 240,
        "encoding": {"x": across, "y": upwards},
        "layer": [layer for layer in layers if layer["data"]["values"]],
    }


def _end_label(values: list[Spec]) -> Spec:
    return {
        "data": {"values": [{**value, "label": words.percent(value["size"])} for value in values]},
        "mark": {"type": "text", "align": "left", "dx": 7},
        "encoding": {"text": {"field": "label"}},
    }


def _stock(answer: Answer, coaches: Mapping[str, str]) -> Spec | None:
    """A line for each coach over the months; of many coaches only everybody together."""
    rows = [row for row in answer.rows if "coach" in row.by and row.n is not None]
    names = list(dict.fromkeys(group_words("coach", row, coaches) for row in rows))
    if not rows or len(names) > _MOST_LINES:
        rows = [row for row in answer.rows if set(row.by) == {"month"} and row.n is not None]
        names = [words.render(say("All"))]
    if not rows:
        return None
    values = [
        {"at": row.by["month"], "series": group_words("coach", row, coaches), "size": row.n}
        for row in rows
    ]
    across = {"field": "at", "type": "ordinal", "title": None, "axis": {"labelAngle": -45}}
    upwards = {"field": "size", "type": "quantitative", "title": None,
               "axis": {"format": "d", "tickMinStep": 1, "tickCount": 5}}  # fmt: skip
    return {
        "height": 240,
        "encoding": {"x": across, "y": upwards},
        "layer": [_lines(values, names)],
    }


def _quarters(answer: Answer) -> Spec | None:
    """A line for each group over the quarters, or one for all."""
    groups = [name for name in answer.question.dimensions if name != "quarter"]
    wanted = {"quarter", *groups}
    rows = [row for row in answer.rows if set(row.by) == wanted and row.value is not None]
    names = list(dict.fromkeys(_series_name(row, groups) for row in rows))
    if groups and len(names) > _MOST_LINES:
        groups = []
        rows = [r for r in answer.rows if set(r.by) == {"quarter"} and r.value is not None]
        names = [words.render(say("All"))]
    if not rows:
        return None
    values = [
        {"at": row.by["quarter"], "series": _series_name(row, groups), "size": row.value}
        for row in rows
    ]
    across = {"field": "at", "type": "ordinal", "title": None, "axis": {"labelAngle": -45}}
    return _line_chart(answer, values, names, across)


def _curves(answer: Answer) -> Spec | None:
    """The share so far at each mark, a line for each group, the band of one line behind it."""
    groups = [name for name in answer.question.dimensions if name != "mark"]
    wanted = {"mark", *groups}
    rows = [row for row in answer.rows if set(row.by) == wanted and row.value is not None]
    names = list(dict.fromkeys(_series_name(row, groups) for row in rows))
    if not rows or len(names) > _MOST_LINES:
        return None
    values = [
        {
            "at": int(row.by["mark"]),
            "series": _series_name(row, groups),
            "size": row.value,
            "low": row.value if row.low is None else row.low,
            "high": row.value if row.high is None else row.high,
        }
        for row in rows
    ]
    title = words.render(say("Days since the start"))
    across = {"field": "at", "type": "quantitative", "title": title}
    chart = _line_chart(answer, values, names, across)
    if len(names) == 1:
        band: Spec = {
            "data": {"values": values},
            "mark": {"type": "area", "fill": _COLOURS[0], "opacity": 0.2},
            "encoding": {"y": {"field": "low", "type": "quantitative"}, "y2": {"field": "high"}},
        }
        chart["layer"].insert(0, band)
    return chart


def _series_name(row: Row, groups: list[str]) -> str:
    names = " · ".join(group_words(name, row) for name in groups)
    return names or words.render(say("All"))


def _line_chart(answer: Answer, values: list[Spec], names: list[str], across: Spec) -> Spec:
    form = {"format": _PERCENT} if answer.measure.unit is Unit.SHARE else {"format": ".1f"}
    upwards = {"field": "size", "type": "quantitative", "title": None,
               "axis": {**form, "tickCount": 5}}  # fmt: skip
    return {
        "height": 240,
        "encoding": {"x": across, "y": upwards},
        "layer": [_lines(values, names)],
    }


def _lines(values: list[Spec], named: list[str]) -> Spec:
    return {
        "data": {"values": values},
        "mark": {"type": "line", "strokeWidth": 2, "point": {"filled": True, "size": 40}},
        "encoding": _series(named),
    }


def _series(named: list[str]) -> Spec:
    """Colour, dash and point for each named series, the same in every layer."""

    def scale(field: list[Any]) -> Spec:
        return {"field": "series", "type": "nominal",
                "scale": {"domain": named, "range": field[: len(named)]}}  # fmt: skip

    return {
        "color": scale(_COLOURS),
        "strokeDash": scale(_DASHES),
        "shape": scale(_POINTS),
    }
