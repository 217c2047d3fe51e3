"""A picture of an answer, as SVG whose colours are the page's own (CSS variables).

The picture is one image to a screen reader, with a title and a description that point to the
table beside it: the table says everything, and says it better. Colour never carries meaning
alone: bars and lines are named where they end, lines also by dash and point.
"""

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Any

import vl_convert

from framsteg.evaluation.answer import Answer
from framsteg.foundation.text import say
from framsteg.reports import words
from framsteg.reports.chart_specs import spec_of
from framsteg.reports.sheet import NO_NAMES

_VEGA_LITE = "5.20"
_MOST_KEPT = 2_000
# The image is one to a screen reader: what its parts are called is not read.
_PART_NAMES = re.compile(r' (?:role|aria-[a-z]+|class)="[^"]*"')


@dataclass(frozen=True)
class Chart:
    """SVG to put into a page as it is, with the words that stand for it."""

    svg: str
    title: str
    description: str


def chart_of(
    answer: Answer, *, folder: Path, coaches: Mapping[str, str] = NO_NAMES
) -> Chart | None:
    """The picture of an answer in the active language; None when there is nothing to draw.

    Pictures are kept in `folder` under the hash of what they show. They hold figures: guard the
    folder like the snapshot.
    """
    spec = spec_of(answer, coaches)
    if spec is None:
        return None
    key = _key(spec)
    title = words.render(answer.measure.title)
    description = words.render(
        say(
            "{definition} The same figures stand in the table.",
            definition=answer.measure.definition,
        )
    )
    drawing = _kept(folder / f"{key}.svg", spec)
    return Chart(_named(drawing, key, title, description), title, description)


_PRINTED = {
    "--chart-1": "#1d5a4c",
    "--chart-2": "#b7870b",
    "--chart-3": "#4787b3",
    "--chart-4": "#a65431",
    "--chart-5": "#5f1e65",
    "--chart-6": "#94928d",
    "--chart-text": "#4d463b",
    "--chart-grid": "#e2d9c9",
    "--chart-axis": "#857b6c",
}


def printed(spec: dict[str, Any], folder: Path | None = None) -> str:
    """A drawing for paper: the light theme's colours as they are, since paper has no variables.

    With a `folder` it is kept there, the same as the page's own picture of the answer.
    """
    drawing = _kept(folder / f"{_key(spec)}.svg", spec) if folder else _draw(spec)
    for name, colour in _PRINTED.items():
        drawing = drawing.replace(f"var({name})", colour)
    return drawing.replace('font-family="inherit"', 'font-family="Atkinson Hyperlegible Next"')


def on_screen(drawing: str) -> str:
    """A drawing for paper with the page's own colours again, light or dark."""
    for name, colour in _PRINTED.items():
        drawing = drawing.replace(colour, f"var({name})")
    return drawing.replace('font-family="Atkinson Hyperlegible Next"', 'font-family="inherit"')


def _key(spec: dict[str, Any]) -> str:
    """A picture's name: the hash of what it shows."""
    return sha256(json.dumps([spec, _numbers()], sort_keys=True).encode()).hexdigest()[:24]


def _numbers() -> dict[str, Any]:
    """How numbers are written in the active language, as the drawing library wants it."""
    return {
        "decimal": words.decimal_sign(),
        "thousands": words.thousand_sign(),
        "grouping": [3],
        "currency": ["", ""],
        "percent": "\N{NO-BREAK SPACE}%",
    }


def _kept(path: Path, spec: dict[str, Any]) -> str:
    try:
        return path.read_text("utf-8")
    except FileNotFoundError:
        drawing = _draw(spec)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = path.with_suffix(f".{os.getpid()}")
    fresh.write_text(drawing, "utf-8")
    os.replace(fresh, path)
    _remove_oldest(path.parent)
    return drawing


def _draw(spec: dict[str, Any]) -> str:
    svg: str = vl_convert.vegalite_to_svg(
        spec, vl_version=_VEGA_LITE, format_locale=_numbers(), allowed_base_urls=[]
    )
    return _PART_NAMES.sub("", svg)


def _remove_oldest(folder: Path) -> None:
    kept = sorted(folder.glob("*.svg"), key=lambda path: path.stat().st_mtime)
    for path in kept[:-_MOST_KEPT]:
        path.unlink(missing_ok=True)


def _named(drawing: str, key: str, title: str, description: str) -> str:
    opening, rest = drawing.split(">", 1)
    return (
        f'{opening} class="chart" role="img" aria-labelledby="t{key} d{key}">'
        f'<title id="t{key}">{escape(title)}</title>'
        f'<desc id="d{key}">{escape(description)}</desc>{rest}'
    )
