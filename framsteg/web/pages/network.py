"""The network map: shown as a picture and a table, one entry changed in its place."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from framsteg import access
from framsteg.access import NOT_SHARED, Viewer
from framsteg.access.plan_files import NetworkLine, NetworkView
from framsteg.access.where_restricted import require_use
from framsteg.actions import network as actions
from framsteg.actions.network import Placed
from framsteg.foundation.codes import Part
from framsteg.foundation.plan_codes import MayContact, Ring, Sphere
from framsteg.web.forms.network import NetworkPersonForm
from framsteg.web.pages.printing import as_file, links
from framsteg.web.pages.writing import write
from framsteg.web.presenters import network as present
from framsteg.web.presenters.papers import network_paper

FIELDS = tuple(Placed.__dataclass_fields__)


@require_safe
def show(request: HttpRequest, enrolment_id: int) -> HttpResponse:
    """The map, with a table that says the same and more."""
    view = access.network(request.viewer, enrolment_id)
    return render(request, "pages/network/show.html", _page(view, request.viewer))


@require_safe
def paper(request: HttpRequest, enrolment_id: int, form: str) -> HttpResponse:
    """The map as PDF or Word."""
    view = access.network(request.viewer, enrolment_id)
    require_use(request.viewer, enrolment_id)
    return as_file(form, f"network-{enrolment_id}", lambda: network_paper(view, request.viewer))


@require_http_methods(["GET", "POST"])
def place(request: HttpRequest, enrolment_id: int) -> HttpResponse:
    """Somebody more on the map."""
    viewer = request.viewer
    view = _to_write_in(viewer, enrolment_id)
    form = _form(request, {"ring": Ring.MIDDLE.value})

    def act(told: dict[str, Any]) -> None:
        placed = actions.place(
            by=viewer, enrolment_id=enrolment_id, person=_as_placed(told), once=told["once"]
        )
        undo = reverse("network:take_back", args=[enrolment_id, placed])
        messages.success(
            request, _("{name} is on the map.").format(name=told["name"]), extra_tags=f"undo:{undo}"
        )

    return write(
        request,
        form=form,
        act=act,
        template="pages/network/place.html",
        context={
            "page_title": _("Add to the network map"),
            "title": _("Add to the network of {name}").format(name=present.person(view.head)),
            "back": _back_to_map(enrolment_id),
        },
        done=_here(enrolment_id),
    )


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, enrolment_id: int, network_person_id: int) -> HttpResponse:
    """One entry changed where it stands, with the rest of the map around it."""
    viewer = request.viewer
    view = _to_write_in(viewer, enrolment_id)
    line = _own(view, viewer, network_person_id)
    form = _form(request, {name: getattr(line, name, "") for name in (*FIELDS, "version")})
    if not form.is_bound:
        form.initial["organisation_name"] = "" if line.organisation_id else line.organisation

    def act(told: dict[str, Any]) -> None:
        actions.change(
            by=viewer,
            network_person_id=network_person_id,
            person=_as_placed(told),
            version=told["version"] or 0,
        )

    return write(
        request,
        form=form,
        act=act,
        template="pages/network/show.html",
        context={
            **_page(view, viewer),
            "page_title": _("Change someone on the map"),
            "editing": network_person_id,
            "back": _back_to_map(enrolment_id),
        },
        done=f"{_here(enrolment_id)}#natverk-{network_person_id}",
        message=_("The change is saved."),
    )


@require_POST
def remove(request: HttpRequest, enrolment_id: int, network_person_id: int) -> HttpResponse:
    """Off the map, with a way back."""
    actions.remove(by=request.viewer, network_person_id=network_person_id)
    undo = reverse("network:put_back", args=[enrolment_id, network_person_id])
    messages.success(request, _("Taken off the map."), extra_tags=f"undo:{undo}")
    return redirect("network:show", enrolment_id)


@require_POST
def put_back(request: HttpRequest, enrolment_id: int, network_person_id: int) -> HttpResponse:
    """Undo: on the map again, as before."""
    actions.put_back(by=request.viewer, network_person_id=network_person_id)
    messages.success(request, _("Back on the map."))
    return redirect("network:show", enrolment_id)


@require_POST
def take_back(request: HttpRequest, enrolment_id: int, network_person_id: int) -> HttpResponse:
    """Undo someone placed by mistake; what was written stays in the history."""
    actions.take_back(by=request.viewer, network_person_id=network_person_id)
    messages.info(request, _("Taken back. It is still in the history."))
    return redirect("network:show", enrolment_id)


def _page(view: NetworkView, viewer: Viewer) -> dict[str, Any]:
    key = [view.head.enrolment_id]
    return {
        **present.network(view, viewer),
        "title": _("The network of {name}").format(name=present.person(view.head)),
        "counted": present.counted(view),
        "part": present.said(Part.NETWORK),
        "place_url": reverse("network:place", args=key) if view.head.may_write else "",
        "seen_by": view.head.readers.get(Part.NETWORK, ()),
        "editing": None,
        "prints": links("network:paper", view.head.enrolment_id),
        "back": {
            "url": reverse("participants:file", args=key), "label": present.person(view.head)
        },
    }  # fmt: skip


def _form(request: HttpRequest, initial: dict[str, Any]) -> NetworkPersonForm:
    viewer = request.viewer  # type: ignore[attr-defined]
    return NetworkPersonForm(
        request.POST or None,
        organisations=access.all_organisations(viewer),
        today=viewer.today,
        initial=initial,
    )


def _as_placed(told: dict[str, Any]) -> Placed:
    codes = {
        "sphere": Sphere(told["sphere"]),
        "ring": Ring(told["ring"]),
        "may_contact": MayContact(told["may_contact"]),
    }
    return Placed(**{name: told[name] for name in FIELDS} | codes)


def _to_write_in(viewer: Viewer, enrolment_id: int) -> NetworkView:
    view = access.network(viewer, enrolment_id)
    if not view.head.may_write:
        raise access.NotFound
    return view


def _own(view: NetworkView, viewer: Viewer, network_person_id: int) -> NetworkLine:
    people = () if view.people is NOT_SHARED else view.people
    for line in people:
        if line.network_person_id == network_person_id and line.owner_id == viewer.organisation_id:
            return line
    raise access.NotFound


def _here(enrolment_id: int) -> str:
    return reverse("network:show", args=[enrolment_id])


def _back_to_map(enrolment_id: int) -> dict[str, str]:
    return {"url": _here(enrolment_id), "label": _("The network map")}


_ONE = "deltagare/<int:enrolment_id>/natverk/<int:network_person_id>"
urlpatterns = [
    path("deltagare/<int:enrolment_id>/natverk/", show, name="show"),
    path("deltagare/<int:enrolment_id>/natverk/utskrift.<slug:form>", paper, name="paper"),
    path("deltagare/<int:enrolment_id>/natverk/ny/", place, name="place"),
    path(f"{_ONE}/", change, name="change"),
    path(f"{_ONE}/ta-bort/", remove, name="remove"),
    path(f"{_ONE}/tillbaka/", put_back, name="put_back"),
    path(f"{_ONE}/angra/", take_back, name="take_back"),
]
