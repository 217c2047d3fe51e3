"""Saved views as links to the list they show."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from framsteg.access.reading.saved_views import ViewLine
from framsteg.web.forms.participants_list import FILTERS


def address(filters: Mapping[str, str]) -> str:
    """The list with these filters, whatever was searched for before."""
    kept = {name: filters[name] for name in FILTERS if filters.get(name)}
    return f"{reverse('participants:list')}?{urlencode({**kept, 'alone': 1})}"


def links(views: Iterable[ViewLine], asked: Mapping[str, str]) -> list[dict[str, Any]]:
    """Each view as a link; the one whose filters stand in the address is the current one."""
    stands = {name: asked[name] for name in FILTERS if asked.get(name)}
    return [
        {"label": view.name, "url": address(view.filters), "current": view.filters == stands}
        for view in views
    ]


def rows(views: Iterable[ViewLine]) -> list[dict[str, Any]]:
    """The page where one's views are looked after."""
    return [
        {
            "id": view.view_id,
            "name": view.name,
            "url": address(view.filters),
            "mine": view.mine,
            "shared": view.shared,
            "may_share": bool(view.programme),
            "meta": _meta(view),
        }
        for view in views
    ]


def _meta(view: ViewLine) -> str:
    if not view.mine:
        return _("Shared by {name} in {programme}").format(name=view.by, programme=view.programme)
    if view.shared:
        return _("Shared in {programme}").format(programme=view.programme)
    return _("Only you see it")
