"""The network map in words: marks and numbers, the table twin, and who has left."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from framsteg.access import NOT_SHARED, Viewer
from framsteg.access.plan_files import CaseHead, NetworkLine, NetworkView
from framsteg.foundation.plan_codes import Ring, Sphere
from framsteg.web.presenters import network_map
from framsteg.web.presenters.words import day, said

LONGEST_NAME = 22
LONGEST_CENTRE = 9


def person(head: CaseHead) -> str:
    """The name, or the number where the name is not shared."""
    if head.name is not NOT_SHARED and head.name:
        return str(head.name)
    return _("Person {reference}").format(reference=head.reference or head.enrolment_id)


def network(view: NetworkView, viewer: Viewer) -> dict[str, Any]:
    """All that the page prints; `people` is None where the map is not shared."""
    if view.people is NOT_SHARED:
        return {"people": None, "gone": [], "maps": [], "legend": [], "ask": view.head.owner}
    people = list(view.people)
    groups = _groups(people)
    return {
        "people": [_row(n, one, groups, view, viewer) for n, one in enumerate(people, 1)],
        "gone": [_gone(one, view, viewer) for one in view.gone],
        "maps": [_drawn(view, people, groups, wide) for wide in (False, True)] if people else [],
        "legend": [{"name": name, **_symbol(n)} for name, n in groups.items()],
        "ask": view.head.owner,
    }


def _groups(people: Sequence[NetworkLine]) -> dict[str, int]:
    """Each organisation (and those who belong to none) with the number of its colour and shape."""
    named = sorted({_group(one) for one in people}, key=lambda name: (name != _private(), name))
    return {name: n for n, name in enumerate(named)}


def _private() -> str:
    return _("Private")


def _group(one: NetworkLine) -> str:
    if one.sphere is Sphere.PRIVATE:
        return _private()
    return one.organisation or _("By profession, no organisation stated")


def _mark(group: int) -> dict[str, Any]:
    """Colour and shape together, and a broken edge when they come round again."""
    n = len(network_map.SHAPES)
    return {"series": group % n + 1, "shape": network_map.SHAPES[group % n], "again": group >= n}


def _symbol(group: int) -> dict[str, Any]:
    """The mark alone, to stand in a list."""
    mark = _mark(group)
    spot = network_map.Spot(16, 16)
    return {**mark, "path": network_map.outline(mark["shape"], spot, 10)}


def _drawn(
    view: NetworkView, people: Sequence[NetworkLine], groups: dict[str, int], wide: bool
) -> dict[str, Any]:
    # Those of one organisation stand beside each other; the numbers are the table's.
    order = sorted(range(len(people)), key=lambda n: (groups[_group(people[n])], n))
    plan = network_map.layout([people[n].ring for n in order], wide=wide)
    size = network_map.MARK * (1.15 if wide else 1)
    marks = []
    for place, n in enumerate(order):
        spot, mark = plan.spots[place], _mark(groups[_group(people[n])])
        marks.append(
            {
                "number": n + 1,
                "x": _n(spot.x),
                "y": _n(spot.y),
                "text_y": _n(spot.y + (6 if mark["shape"] == "triangle" else 4)),
                "path": network_map.outline(mark["shape"], spot, size),
                "label": _label(plan.labels[place], spot, people[n]) if wide else None,
                **mark,
            }
        )
    return {
        "kind": "wide" if wide else "narrow",
        "width": _n(plan.width),
        "height": _n(plan.height),
        "cx": _n(plan.centre.x),
        "cy": _n(plan.centre.y),
        "centre_y": _n(plan.centre.y + 4),
        "centre": _short(view.head.given_name or _("The person"), LONGEST_CENTRE),
        "bounds": [_n(bound) for bound in reversed(plan.bounds)],
        "marks": marks,
        "title": _("The network around {name}").format(name=person(view.head)),
        "desc": _told(people),
    }


def _label(label: network_map.Label, spot: network_map.Spot, one: NetworkLine) -> dict[str, Any]:
    return {
        "text": _short(one.name, LONGEST_NAME),
        "x": _n(label.x),
        "y": _n(label.y + 5),
        "line_x": _n(label.x + (5 if label.left else -5)),
        "line_y": _n(label.y),
        "anchor": "end" if label.left else "start",
    }


def _told(people: Sequence[NetworkLine]) -> str:
    """The picture in words: how many in each ring, and who."""
    told = []
    for ring in Ring:
        names = [one.name for one in people if one.ring is ring]
        if names:
            told.append(f"{said(ring)}: {', '.join(names)}.")
    return " ".join([_("The person stands in the middle."), *told])


def _row(
    n: int, one: NetworkLine, groups: dict[str, int], view: NetworkView, viewer: Viewer
) -> dict[str, Any]:
    key = [view.head.enrolment_id, one.network_person_id]
    mine = view.head.may_write and one.owner_id == viewer.organisation_id
    return {
        "id": one.network_person_id,
        "number": n,
        "name": one.name,
        "role": one.role,
        "organisation": _group(one),
        "ring": said(one.ring),
        "contributes": one.contributes,
        "may_contact": said(one.may_contact),
        "reached": [part for part in (one.phone, one.email) if part],
        "since": day(one.since),
        "by": f"{one.author}, {one.owner}" if one.author else one.owner,
        "change_url": reverse("network:change", args=key) if mine else "",
        "remove_url": reverse("network:remove", args=key) if mine else "",
        **_symbol(groups[_group(one)]),
    }


def _gone(one: NetworkLine, view: NetworkView, viewer: Viewer) -> dict[str, Any]:
    mine = view.head.may_write and one.owner_id == viewer.organisation_id
    key = [view.head.enrolment_id, one.network_person_id]
    return {
        "name": one.name,
        "role": one.role,
        "when": day(one.ended_on),
        "put_back_url": reverse("network:put_back", args=key) if mine else "",
    }


def counted(view: NetworkView) -> str:
    """Says how many there are on the map."""
    n = 0 if view.people is NOT_SHARED else len(view.people)
    return ngettext("{n} person on the map", "{n} people on the map", n).format(n=n)


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _n(number: float) -> str:
    """A coordinate: never with a comma, whatever the language."""
    return f"{number:.1f}"
