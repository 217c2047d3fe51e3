"""The pages' addresses, in Swedish as the pages are; each area of pages names its own."""

from importlib import import_module

from django.urls import URLPattern, URLResolver, include, path

from framsteg.web.api import programmes as api_programmes
from framsteg.web.api import results as api_results
from framsteg.web.pages import about, appearance, components

AREAS = [
    "my_day",
    "drafts",
    "saved_views",
    "coach_changes",
    "same_persons",
    "person_asks",
    "participants",
    "facts",
    "contacts",
    "enquiries",
    "first_talks",
    "enrolments",
    "consents",
    "emergencies",
    "log_reviews",
    "employers",
    "jobs",
    "matches",
    "placements",
    "follow_ups",
    "self_reports",
    "exemptions",
    "journal",
    "documents",
    "calendar",
    "meetings",
    "team_meetings",
    "team",
    "cover",
    "leavers",
    "tokens",
    "network",
    "programmes",
    "units",
    "chairs",
    "conflicts",
    "handovers",
    "outreach",
    "results",
    "fidelity",
    "fidelity_rows",
    "reviews",
    "samples",
    "targets",
    "steering",
    "reports",
    "quotes",
    "imports",
    "plans",
    "efforts",
    "support",
    "observations",
    "next_steps",
    "log_ins",
    "accounts",
    "rights",
    "extracts",
    "background",
    "retention",
    "requests",
]


def area(name: str) -> URLResolver:
    """The addresses of one module of pages, named `area:page`."""
    return path("", include((import_module(f"framsteg.web.pages.{name}").urlpatterns, name)))


urlpatterns: list[URLPattern | URLResolver] = [
    path("om/", about.about, name="about"),
    path("tillganglighet/", about.accessibility, name="accessibility"),
    path("utseende/", appearance.choose, name="color-scheme"),
    path("komponenter/", components.show, name="components"),
    *map(area, AREAS),
    path("api/", include((api_results.urlpatterns + api_programmes.urlpatterns, "api"))),
]
