"""A follow-up that is not held, and why: what is missing is only what nobody answers for."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from framsteg import access
from framsteg.actions import exemptions
from framsteg.blueprints.load import get
from framsteg.foundation.decision import Denied
from framsteg.foundation.follow_up_codes import ExemptReason
from framsteg.web import words
from framsteg.web.forms.exemptions import ExemptForm
from framsteg.web.pages.writing import write
from framsteg.web.presenters import follow_ups as present
from framsteg.web.presenters.placements import person


@require_http_methods(["GET", "POST"])
def exempt(request: HttpRequest, enrolment_id: int) -> HttpResponse:
    """Say why a follow-up was not held, or will not be."""
    viewer = request.viewer
    file = access.case_file(viewer, enrolment_id)
    blueprint = get(file.blueprint_key, file.blueprint_version)
    days = present.can_be_exempt(file, blueprint, viewer.today)
    if not file.may_write or not days:
        raise access.NotFound
    back = reverse("participants:file", args=[enrolment_id])

    def act(told: dict[str, Any]) -> None:
        exemption_id = exemptions.exempt(
            by=viewer,
            enrolment_id=enrolment_id,
            due_on=told["due_on"],
            because=ExemptReason(told["because"]),
            words=told["words"],
            once=told["once"],
        )
        undo = reverse("exemptions:take_back", args=[exemption_id])
        messages.success(request, _("It is noted why."), extra_tags=f"undo:{undo}")

    return write(
        request,
        form=ExemptForm(request.POST or None, days=days),
        act=act,
        context={
            "page_title": _("A follow-up that is not held"),
            "title": _("A follow-up with {name} that is not held").format(name=person(file)),
            "lead": _("It then no longer stands as missing. The next one keeps its day."),
            "submit": _("Save"),
            "back": {"url": back, "label": person(file)},
        },
        done=back,
    )


@require_POST
def take_back(request: HttpRequest, exemption_id: int) -> HttpResponse:
    """Undo: it is missing again unless it was held."""
    try:
        enrolment_id = exemptions.take_back(by=request.viewer, exemption_id=exemption_id)
    except Denied as refusal:
        messages.error(request, words.render(refusal.reason))
        return redirect("my_day:today")
    messages.info(request, _("Taken back. It is still in the history."))
    return redirect("participants:file", enrolment_id)


urlpatterns = [
    path("deltagare/<int:enrolment_id>/uppfoljning/undantag/", exempt, name="exempt"),
    path("uppfoljning/undantag/<int:exemption_id>/angra/", take_back, name="take_back"),
]
