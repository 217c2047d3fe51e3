"""The rows behind a computed figure: from the months of a programme, or from a review."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from framsteg import access
from framsteg.access.reading import fidelity as reading
from framsteg.web import fidelity, freshness
from framsteg.web.fidelity_behind import month_behind
from framsteg.web.presenters import fidelity as months
from framsteg.web.presenters import fidelity_rows as present


@require_safe
def of_programme(request: HttpRequest, key: str, name: str) -> HttpResponse:
    """What a figure counts in one of the last twelve months."""
    viewer = request.viewer
    line = access.programme(viewer, key).line
    freshness.fresh(viewer)
    found = month_behind(viewer, line, _figure(name), month=_asked(request))
    context = present.page(found) | {
        "back": {
            "url": reverse("fidelity:show", args=[key]) + f"#{name}",
            "label": _("Fidelity"),
        },
    }
    return render(request, "pages/fidelity/rows.html", context)


@require_safe
def of_review(request: HttpRequest, review_id: int, name: str) -> HttpResponse:
    """What a figure counts in the months of a review, as it is registered now."""
    viewer = request.viewer
    file = reading.review(viewer, review_id)
    line = file.line
    if not (line.is_reviewer or line.leads):
        raise access.NotFound
    programme = access.programme(viewer, line.programme_key).line
    freshness.fresh(viewer)
    found = month_behind(
        viewer, programme, _figure(name), month=_asked(request), until_on=line.ends_on
    )
    item = found.evidence.figure.item
    stood = ""
    if file.basis is not None:
        kept = (e for e in fidelity.of_review(viewer, file, item))
        stood = next(
            (months.latest(e, found.point.month) for e in kept
             if e.figure.name == found.evidence.figure.name), "",
        )  # fmt: skip
    context = present.page(found) | {
        "stood": stood,
        "back": {"url": reverse("reviews:item", args=[review_id, item]), "label": _("The item")},
    }
    return render(request, "pages/fidelity/rows.html", context)


def _figure(slug: str) -> str:
    return slug.replace("-", "_")


def _asked(request: HttpRequest) -> date | None:
    """The month that was asked for, by its first day; None: the last one."""
    told = request.GET.get("manad")
    try:
        return date.fromisoformat(f"{told}-01") if told else None
    except ValueError:
        raise access.NotFound from None


urlpatterns = [
    path("insatser/<slug:key>/programtrohet/<slug:name>/", of_programme, name="of_programme"),
    path("granskningar/<int:review_id>/underlag/<slug:name>/", of_review, name="of_review"),
]
