"""Programtrohet: what the daily work says of how the method is followed, month by month."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from framsteg import access
from framsteg.blueprints.load import get
from framsteg.evaluation.fidelity.scale import IPS, scale_on
from framsteg.web import fidelity, figures, freshness, words
from framsteg.web.presenters import fidelity as present


@require_safe
def show(request: HttpRequest, key: str) -> HttpResponse:
    """The computable items, drawn month by month."""
    viewer = request.viewer
    protected = figures.scope_of(viewer, key, protected="skydd" in request.GET)
    line = access.programme(viewer, key).line
    standing = freshness.fresh(viewer)
    scale = scale_on(IPS, viewer.today, get(line.blueprint_key, line.blueprint_version))
    found = fidelity.computed(viewer, line, protected=protected)

    def rows_at(slug: str) -> str:
        return reverse("fidelity_rows:of_programme", args=[key, slug])

    sections = present.by_section(scale, found, None if protected else rows_at)
    context = {
        "programme": line.name,
        "back": {"url": reverse("programmes:show", args=[key]), "label": _("The programme")},
        "sections": sections,
        "section_links": [{"label": s["title"], "url": f"#{s['key']}"} for s in sections],
        "protected": protected,
        "is_renewing": standing.is_renewing,
        "source": scale.source,
        "scale": words.render(scale.name.text),
    }
    return render(request, "pages/fidelity/months.html", context)


urlpatterns = [
    path("insatser/<slug:key>/programtrohet/", show, name="show"),
]
