"""Mål: what the programme has promised, against what has come of it so far."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from framsteg import access
from framsteg.blueprints.load import get
from framsteg.web import figures, freshness
from framsteg.web import targets as against
from framsteg.web.presenters import aims
from framsteg.web.presenters import targets as present


@require_safe
def show(request: HttpRequest, key: str) -> HttpResponse:
    """Targets, results over time, places used."""
    viewer = request.viewer
    protected = figures.scope_of(viewer, key, protected="skydd" in request.GET)
    file = access.programme(viewer, key)
    freshness.fresh(viewer)
    found = against.answers(file, protected=protected)
    blueprint = get(file.line.blueprint_key, file.line.blueprint_version)
    context = {
        "programme": file.line.name,
        "back": {"url": reverse("programmes:show", args=[key]), "label": _("The programme")},
        "targets": present.targets(file.targets, found, file.line, viewer.today),
        "aims": aims.aims(blueprint.aims, found, _exports(key, protected)),
        "places": present.places(found, file.line),
        "protected": protected,
        "results_url": reverse("results:figures", args=[key]),
    }
    return render(request, "pages/targets/show.html", context)


def _exports(key: str, protected: bool) -> dict[str, str]:
    """Addresses of each figure's files, protected as the page is."""
    query = "?skydd=on" if protected else ""
    return {
        form: reverse("results:export", args=[key, "MEASURE", form]) + query
        for form in ("csv", "xlsx", "json")
    }


urlpatterns = [path("insatser/<slug:key>/mal/", show, name="show")]
