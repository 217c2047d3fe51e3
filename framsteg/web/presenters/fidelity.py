"""The computed part of fidelity as pages show it: a picture month by month, with its table.

Nothing is computed here but where a bar stands. A hidden month is marked, never drawn as nothing.
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from framsteg.evaluation.fidelity.evidence import Evidence, Point
from framsteg.evaluation.fidelity.figure import Kind
from framsteg.evaluation.fidelity.figures import NOT_LOGGED
from framsteg.evaluation.fidelity.scale import Item, Scale
from framsteg.evaluation.fidelity.scoring import score_of
from framsteg.reports.words import moment, number, percent
from framsteg.web import words

NOTHING = "–"
WIDTH, HEIGHT, TOP, FOOT = 360, 128, 20, 20
_SHARES = frozenset({Kind.SHARE, Kind.WORK_SHARE, Kind.DIFFERENT})


RowsAt = Callable[[str], str]
"""From a figure's slug to the address of the rows behind it."""


def by_section(
    scale: Scale, found: Iterable[Evidence], rows_at: RowsAt | None = None
) -> list[dict[str, Any]]:
    """The computable items under the scale's sections, each with its figures."""
    of_item: dict[str, list[Evidence]] = {}
    for one in found:
        of_item.setdefault(one.figure.item, []).append(one)
    sections = []
    for section in scale.sections:
        items = [
            item_card(scale, item, of_item.get(item.key, []), rows_at)
            for item in scale.items
            if item.section == section.key and (item.key in of_item or item.key in NOT_LOGGED)
        ]
        if items:
            sections.append({"key": section.key, "title": said(section.name), "items": items})
    return sections


def item_card(
    scale: Scale, item: Item, found: Iterable[Evidence], rows_at: RowsAt | None = None
) -> dict[str, Any]:
    """One item with the figures behind it; `rows_at` for who may read the rows."""
    found = list(found)
    return {
        "number": scale.number(item.key),
        "key": item.key,
        "title": said(item.name),
        "about": said(item.about),
        "note": words.render(NOT_LOGGED[item.key]) if item.key in NOT_LOGGED else "",
        "falls_at": falls_at(item, found),
        "figures": [figure(one, rows_at) for one in found],
    }


def falls_at(item: Item, found: Iterable[Evidence]) -> list[str]:
    """For each figure that the cut-offs fit, the anchor that the last month falls at."""
    if item.cut_offs is None or item.partly:
        return []
    told = []
    for one in found:
        point = one.last
        if point is None or point.hidden or point.value is None:
            continue
        anchor = score_of(item.cut_offs, point.value, counted=point.n)
        if anchor is not None:
            told.append(
                _("{figure}: falls at {anchor} ({words}).").format(
                    figure=words.render(one.figure.title),
                    anchor=anchor,
                    words=said(item.anchors[anchor - 1]),
                )
            )
    return told


def figure(one: Evidence, rows_at: RowsAt | None = None) -> dict[str, Any]:
    """What the figure component needs, with the picture's shapes."""
    of = one.figure
    slug = of.name.replace("_", "-")
    says = words.render(of.says) if of.says else ""
    return {
        "id": slug,
        "rows_url": rows_at(slug) if rows_at and one.last else "",
        "title": words.render(of.title),
        "caption": latest(one),
        "definition": says,
        "numerator": words.render(of.numerator),
        "denominator": words.render(of.denominator),
        "window": words.render(of.window),
        "source": _("Registered in the daily work, read from the snapshot."),
        "snapshot": moment(one.snapshot.made_at),
        "picture": picture(one),
        "columns": [
            {"label": _("Month"), "numeric": False},
            {"label": _("Figure"), "numeric": True},
            {"label": _("Counted"), "numeric": True},
            {"label": _("Of"), "numeric": True},
            {"label": words.render(of.missing), "numeric": True},
        ],
        "rows": [_row(one, point) for point in reversed(one.points)],
    }


def latest(one: Evidence, name: str = "") -> str:
    """A month in a sentence: the one of that name, or the last."""
    point = next((p for p in one.points if p.month == name), None) if name else one.last
    if point is None:
        return _("The programme has no month to count yet.")
    if point.hidden:
        return _("{month}: hidden, so that nobody can be recognised.").format(
            month=month(point.month)
        )
    if point.value is None:
        told = _("{month}: nothing to count.").format(month=month(point.month))
        return f"{told} {_left_out(one, point)}".strip()
    told = _("{month}: {value}, {n} of {of}").format(
        month=month(point.month),
        value=value_words(one.figure.kind, point),
        n=number(point.n or 0),
        of=_of(point),
    )
    return f"{told}. {_left_out(one, point)}".strip()


def _left_out(one: Evidence, point: Point) -> str:
    if not point.missing:
        return ""
    return f"{words.render(one.figure.missing)}: {number(point.missing)}."


def picture(one: Evidence) -> dict[str, Any] | None:
    """A bar for each month; None where no month can be drawn."""
    values = [p.value for p in one.points if p.value is not None]
    if not values:
        return None
    top = 1.0 if one.figure.kind in _SHARES else max(*values, 1.0)
    step = WIDTH / len(one.points)
    bars = []
    for place, point in enumerate(one.points):
        height = (HEIGHT - TOP - FOOT) * min(1.0, (point.value or 0) / top)
        bars.append(
            {
                # As text: a drawing's numbers have no decimal comma.
                "x": f"{place * step + 3:.1f}",
                "width": f"{step - 6:.1f}",
                "y": f"{HEIGHT - FOOT - height:.1f}",
                "height": f"{height:.1f}",
                "middle": f"{place * step + step / 2:.1f}",
                "value_y": f"{HEIGHT - FOOT - height - 4:.1f}",
                "hidden": point.hidden,
                "empty": not point.hidden and point.value is None,
                "label": short(point.month),
                "value": _short_value(one.figure.kind, point),
            }
        )
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "floor": HEIGHT - FOOT,
        "words_y": HEIGHT - 5,
        "no_bar_y": HEIGHT - FOOT - 5,
        "bars": bars,
        "title": words.render(one.figure.title),
        "description": "; ".join(
            f"{month(p.month)}: {_told(one.figure.kind, p)}" for p in one.points
        ),
    }


def _told(kind: Kind, point: Point) -> str:
    if point.hidden:
        return _("hidden")
    return NOTHING if point.value is None else value_words(kind, point)


def _short_value(kind: Kind, point: Point) -> str:
    """A number that has room above a bar."""
    if point.hidden or point.value is None:
        return ""
    if kind in _SHARES:
        return number(100 * point.value)
    return number(point.value, 0 if kind is Kind.MEAN_DAYS else 1)


def _row(one: Evidence, point: Point) -> list[str]:
    if point.hidden:
        return [month(point.month), _("hidden"), NOTHING, NOTHING, NOTHING]
    return [
        month(point.month),
        NOTHING if point.value is None else value_words(one.figure.kind, point),
        number(point.n or 0),
        _of(point),
        NOTHING if point.missing is None else number(point.missing),
    ]


def value_words(kind: Kind, point: Point) -> str:
    """A figure as people say it."""
    value = point.value or 0.0
    if kind in _SHARES:
        return percent(value)
    if kind is Kind.MEAN_DAYS:
        return _("{n} days").format(n=number(value))
    return number(value, 1)


def _of(point: Point) -> str:
    of = float(point.of or 0)
    return number(of, 0 if of.is_integer() else 1)


def month(name: str) -> str:
    """Says "oktober 2026"."""
    return str(date_format(date.fromisoformat(f"{name}-01"), "F Y"))


def short(name: str) -> str:
    """The month's first letter, as under a bar."""
    return str(date_format(date.fromisoformat(f"{name}-01"), "M"))[:1].upper()


def said(own: Any) -> str:
    """A file's own words in the reader's language."""
    return words.render(own.text)
