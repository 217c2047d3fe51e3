"""The units that refer to a programme, and which of them have a name that tells too much."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from framsteg import access
from framsteg.access import Viewer
from framsteg.access.reading.programmes import ProgrammeLine
from framsteg.actions import programmes
from framsteg.web import words


@require_safe
def show(request: HttpRequest, key: str) -> HttpResponse:
    """Each unit by its organisation; one's own can be marked."""
    viewer = request.viewer
    programme = _programme(viewer, key)
    rows = [
        {
            "id": unit.unit_id,
            "name": words.told(unit.name),
            "organisation": unit.organisation,
            "sensitive": unit.sensitive,
            # Who may not read the name has it marked already.
            "may_mark": unit.own or (viewer.is_administrator and not unit.sensitive),
        }
        for unit in access.units_of(viewer, programme.programme_id)
    ]
    return render(
        request,
        "pages/programmes/units.html",
        {
            "programme": programme.name,
            "key": key,
            "rows": rows,
            "back": {"url": reverse("programmes:show", args=[key]), "label": programme.name},
        },
    )


@require_POST
def mark(request: HttpRequest, key: str, unit_id: int) -> HttpResponse:
    """Mark a unit as sensitive, or say that its name may be shown."""
    viewer = request.viewer
    sensitive = request.POST.get("sensitive") == "yes"
    programmes.mark_unit(
        by=viewer,
        programme_id=_programme(viewer, key).programme_id,
        unit_id=unit_id,
        sensitive=sensitive,
    )
    hidden = _("The unit is sensitive now: others read “partner unit”.")
    messages.success(request, hidden if sensitive else _("The name of the unit is shown again."))
    return redirect("units:show", key)


def _programme(viewer: Viewer, key: str) -> ProgrammeLine:
    line = access.programme(viewer, key).line
    if line.programme_id not in viewer.writes_in and not viewer.is_administrator:
        raise access.NotFound
    return line


urlpatterns = [
    path("insatser/<slug:key>/enheter/", show, name="show"),
    path("insatser/<slug:key>/enheter/<int:unit_id>/", mark, name="mark"),
]
