"""What every page shows around its content: menu, the quick action, who is logged in."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

import framsteg
from framsteg.access import Viewer
from framsteg.access.reading.imports import IMPORTERS
from framsteg.access.reading.rights import minds_anyone
from framsteg.access.viewer import SEES_FIGURES
from framsteg.foundation.codes import Role
from framsteg.foundation.labels import label
from framsteg.web import words
from framsteg.web.providers import ways_in

OFFICERS = (Role.DATA_PROTECTION_OFFICER,)


def frame(request: HttpRequest) -> dict[str, Any]:
    """The context processor behind base.html; empty before log-in."""
    viewer: Viewer | None = getattr(request, "viewer", None)
    always = {"framsteg_version": framsteg.__version__, "show_components_link": False}
    if viewer is None:
        ways = {"ways_in": ways_in()}
        return {**always, **ways, "nav": (), "user_menu": None, "log_contact_url": ""}
    return {
        **always,
        "show_components_link": viewer.is_administrator,
        "nav": _menu(request, viewer),
        "log_contact_url": reverse("contacts:log") if viewer.writes_in else "",
        "user_menu": {
            "name": viewer.name,
            "organisation": viewer.organisation_name,
            "roles": sorted(words.render(label(role)) for role in viewer.roles),
            "links": _own_links(viewer),
        },
    }


def _menu(request: HttpRequest, viewer: Viewer) -> list[dict[str, Any]]:
    entries = [
        ("my_day:today", _("My day"), "sun-horizon", bool(viewer.writes_in)),
        ("participants:list", _("Participants"), "users", bool(viewer.case_programmes)),
        ("meetings:week", _("Meetings"), "calendar-blank", bool(viewer.case_programmes)),
        ("enquiries:list", _("Enquiries"), "tray", bool(viewer.writes_in)),
        ("employers:list", _("Employers"), "buildings", bool(viewer.writes_in)),
        ("results:figures", _("Results"), "chart-bar", bool(viewer.programmes(SEES_FIGURES))),
        ("programmes:list", _("Programmes"), "folders", True),
        ("accounts:list", _("Staff"), "identification-card", viewer.is_administrator),
    ]
    match = request.resolver_match
    section = match.namespace if match else ""
    section = "employers" if section == "jobs" else section  # a part of the same work
    return [
        {
            "url": reverse(name),
            "label": text,
            "icon": icon,
            "current": section == name.split(":")[0],
        }
        for name, text, icon, shown in entries
        if shown
    ]


def _own_links(viewer: Viewer) -> list[dict[str, str]]:
    entries = [
        ("imports:list", _("Lists in"), "upload-simple", bool(viewer.programmes(IMPORTERS))),
        ("log_reviews:show", _("Review of the log"), "eye", bool(viewer.programmes(OFFICERS))),
        ("rights:find", _("Data protection"), "shield-check", minds_anyone(viewer)),
        ("background:list", _("Background work"), "gear", viewer.is_administrator),
        ("tokens:list", _("Keys for programs"), "key", viewer.is_administrator),
    ]
    return [
        {"url": reverse(name), "label": text, "icon": icon}
        for name, text, icon, shown in entries
        if shown
    ]
