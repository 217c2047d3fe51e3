"""The picture of a funnel: each site a point, the limits of chance as lines, no site named."""

from typing import Any

from framsteg.evaluation.funnel import Z_WIDE, Funnel, limits
from framsteg.evaluation.intervals import Z
from framsteg.foundation.text import say
from framsteg.reports import words

Spec = dict[str, Any]


def funnel_spec(funnel: Funnel, frame: Spec) -> Spec:
    """A Vega-Lite specification on the house's `frame`; x is how many, y the share."""
    largest = max((point.of for point in funnel.points), default=1)
    smallest = min((point.of for point in funnel.points), default=1)
    start, step = max(1, round(smallest * 0.8)), max(1, largest // 60)
    sizes = sorted({*range(start, round(largest * 1.1) + 1, step), largest})
    layers = [
        _limit(funnel, sizes, Z, [6, 3], say("19 of 20")),
        _limit(funnel, sizes, Z_WIDE, [2, 2], say("998 of 1,000")),
        {
            "data": {"values": [{"rate": funnel.rate}]},
            "mark": {"type": "rule", "stroke": "var(--chart-axis)"},
            "encoding": {"y": {"field": "rate", "type": "quantitative"}},
        },
        {
            "data": {"values": [{"of": p.of, "rate": p.rate} for p in funnel.points]},
            "mark": {"type": "point", "filled": True, "size": 60, "color": "var(--chart-1)"},
            "encoding": {
                "x": {"field": "of", "type": "quantitative"},
                "y": {"field": "rate", "type": "quantitative"},
            },
        },
    ]
    x = {"type": "quantitative", "title": words.render(say("People at the site"))}
    y = {
        "type": "quantitative",
        "title": words.render(say("Share")),
        "scale": {"domain": [0, 1], "clamp": True},
        "axis": {"format": ".0%", "tickCount": 5},
    }
    return {**frame, "height": 280, "encoding": {"x": x, "y": y}, "layer": layers}


def _limit(funnel: Funnel, sizes: list[int], z: float, dash: list[int], name: Any) -> Spec:
    values = []
    for of in sizes:
        low, high = limits(funnel.rate, of, z)
        values += [{"of": of, "rate": low, "side": 0}, {"of": of, "rate": high, "side": 1}]
    return {
        "data": {"values": values},
        "mark": {"type": "line", "stroke": "var(--chart-3)", "strokeDash": dash},
        "encoding": {
            "x": {"field": "of", "type": "quantitative"},
            "y": {"field": "rate", "type": "quantitative"},
            "detail": {"field": "side", "type": "nominal"},
            "description": {"value": words.render(name)},
        },
    }
