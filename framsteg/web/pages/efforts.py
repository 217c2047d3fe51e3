"""The right effort at the right time: what every party does for a person, on one time axis."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from framsteg import access
from framsteg.access.plan_files import EffortKind, EffortLine, EffortsView
from framsteg.actions import efforts
from framsteg.actions.efforts import Noted
from framsteg.web.forms.efforts import EffortForm
from framsteg.web.pages.writing import write
from framsteg.web.presenters import efforts as present
from framsteg.web.presenters.network import person

GET_POST = ["GET", "POST"]
FIELDS = tuple(Noted.__dataclass_fields__)


@require_safe
def show(request: HttpRequest, enrolment_id: int) -> HttpResponse:
    """Everybody's efforts and the gaps between them; prints as it is."""
    view = access.efforts(request.viewer, enrolment_id)
    key = [enrolment_id]
    context = {
        **present.efforts(view, request.viewer),
        "title": _("The right effort at the right time for {name}").format(name=person(view.head)),
        "note_url": reverse("efforts:note", args=key) if view.head.may_write else "",
        "ask": view.head.owner,
        "back": {"url": reverse("participants:file", args=key), "label": person(view.head)},
    }
    return render(request, "pages/efforts/show.html", context)


@require_http_methods(GET_POST)
def note(request: HttpRequest, enrolment_id: int) -> HttpResponse:
    """An effort that is not logged otherwise."""
    viewer = request.viewer
    view = _to_write_in(request, enrolment_id)

    def act(told: dict[str, Any]) -> None:
        effort_id = efforts.note(
            by=viewer, enrolment_id=enrolment_id, effort=_noted(told), once=told["once"]
        )
        undo = reverse("efforts:take_back", args=[enrolment_id, effort_id])
        messages.success(request, _("The effort is saved."), extra_tags=f"undo:{undo}")

    title = _("An effort for {name}").format(name=person(view.head))
    return _form(request, enrolment_id, {}, act, title, _("New effort"))


@require_http_methods(GET_POST)
def change(request: HttpRequest, enrolment_id: int, effort_id: int) -> HttpResponse:
    """The effort said otherwise, or its last day."""
    viewer = request.viewer
    line = _own(_to_write_in(request, enrolment_id), effort_id, viewer.organisation_id)

    def act(told: dict[str, Any]) -> None:
        efforts.change(
            by=viewer, effort_id=effort_id, effort=_noted(told), version=told["version"] or 0
        )

    initial = {
        "what": line.what, "starts_on": line.starts_on, "version": line.version,
        "last_day": line.until and line.until - timedelta(days=1),
        "organisation_id": line.organisation_id, "responsible_name": line.who,
        "organisation_name": "" if line.organisation_id else line.party,
    }  # fmt: skip
    return _form(request, enrolment_id, initial, act, _("Change the effort"))


@require_POST
def take_back(request: HttpRequest, enrolment_id: int, effort_id: int) -> HttpResponse:
    """Undo an effort that was a slip."""
    efforts.take_back(by=request.viewer, effort_id=effort_id)
    messages.info(request, _("Taken back. It is still in the history."))
    return redirect("efforts:show", enrolment_id)


def _form(
    request: HttpRequest,
    enrolment_id: int,
    initial: dict[str, Any],
    act: Any,
    title: str,
    page_title: str = "",
) -> HttpResponse:
    here = reverse("efforts:show", args=[enrolment_id])
    form = EffortForm(
        request.POST or None,
        organisations=access.all_organisations(request.viewer),
        initial=initial,
    )
    return write(
        request,
        form=form,
        act=act,
        context={
            "page_title": page_title or title,
            "title": title,
            "lead": _("Training, internships, jobs, contacts and the plan are shown already."),
            "submit": _("Save"),
            "back": {"url": here, "label": _("The right effort at the right time")},
        },
        done=here,
    )


def _noted(told: dict[str, Any]) -> Noted:
    return Noted(**{name: told[name] for name in FIELDS})


def _to_write_in(request: HttpRequest, enrolment_id: int) -> EffortsView:
    view = access.efforts(request.viewer, enrolment_id)
    if not view.head.may_write:
        raise access.NotFound
    return view


def _own(view: EffortsView, effort_id: int, organisation_id: int) -> EffortLine:
    for one in view.efforts:
        found = one.kind is EffortKind.ENTERED and one.row_id == effort_id
        if found and one.owner_id == organisation_id:
            return one
    raise access.NotFound


_EFFORTS = "deltagare/<int:enrolment_id>/insatser/"
urlpatterns = [
    path(_EFFORTS, show, name="show"),
    path(f"{_EFFORTS}ny/", note, name="note"),
    path(f"{_EFFORTS}<int:effort_id>/", change, name="change"),
    path(f"{_EFFORTS}<int:effort_id>/angra/", take_back, name="take_back"),
]
