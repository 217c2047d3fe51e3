"""What was seen at the tasks of Supported Training and internship, for and with the person."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from framsteg import access
from framsteg.actions import training
from framsteg.foundation.training_codes import BasicDemand, SupportUsed
from framsteg.web.forms.support import AmendObservationForm, ObservationForm
from framsteg.web.pages.support import there, to_write_at
from framsteg.web.pages.writing import write
from framsteg.web.presenters import placements as named

_WORDS = ("task", "demand", "support", "seen", "helps", "told", "person_said")


@require_http_methods(["GET", "POST"])
def observe(request: HttpRequest, placement_id: int) -> HttpResponse:
    """Note an observation."""
    viewer = request.viewer
    file, line, _around = to_write_at(viewer, placement_id)

    def act(told: dict[str, Any]) -> None:
        told.pop("version")
        observation_id = training.observe(by=viewer, placement_id=placement_id, **_coded(told))
        undo = reverse("observations:take_back", args=[observation_id])
        messages.success(request, _("The observation is saved."), extra_tags=f"undo:{undo}")

    return write(
        request,
        form=ObservationForm(request.POST or None, today=viewer.today),
        act=act,
        context={
            "title": _("Note an observation"),
            "submit": _("Save the observation"),
            "lead": f"{named.person(file)}: {named.what(line)}",
            "back": {"url": there(placement_id), "label": named.what(line)},
        },
        done=there(placement_id),
    )


@require_http_methods(["GET", "POST"])
def amend(request: HttpRequest, observation_id: int) -> HttpResponse:
    """Put it right, or add what the person says of it."""
    viewer = request.viewer
    placement_id = access.placement_of(viewer, "observation", observation_id)
    file, line, around = to_write_at(viewer, placement_id)
    seen = next((o for o in around.observations or () if o.observation_id == observation_id), None)
    if seen is None or seen.owner_id != viewer.organisation_id:
        raise access.NotFound
    initial = {name: getattr(seen, name) for name in (*_WORDS, "version")}

    def act(told: dict[str, Any]) -> None:
        training.amend_observation(by=viewer, observation_id=observation_id, **_coded(told))

    return write(
        request,
        form=AmendObservationForm(request.POST or None, initial=initial),
        act=act,
        context={
            "title": _("Change the observation"),
            "submit": _("Save"),
            "lead": f"{named.person(file)}: {named.what(line)}",
            "back": {"url": there(placement_id), "label": named.what(line)},
        },
        done=there(placement_id),
        message=_("The change is saved."),
    )


@require_POST
def take_back(request: HttpRequest, observation_id: int) -> HttpResponse:
    """Undo: the observation goes, what it said stays in the history."""
    placement_id = training.take_back_observation(by=request.viewer, observation_id=observation_id)
    messages.info(request, _("The observation is taken back. It is still in the history."))
    return redirect(there(placement_id))


def _coded(told: dict[str, Any]) -> dict[str, Any]:
    return {
        **told,
        "demand": BasicDemand(told["demand"]),
        "support": SupportUsed(told["support"]),
    }


urlpatterns = [
    path("sysselsattning/<int:placement_id>/observation/", observe, name="observe"),
    path("observation/<int:observation_id>/", amend, name="amend"),
    path("observation/<int:observation_id>/angra/", take_back, name="take_back"),
]
