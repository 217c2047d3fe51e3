"""Contacts: logged from any page, amended, taken back, their promises kept."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from framsteg import access
from framsteg.access import CaseQuery
from framsteg.actions import contacts
from framsteg.foundation.codes import Channel, Place
from framsteg.web.forms.contacts import ContactForm
from framsteg.web.pages.writing import write

PEOPLE_TO_CHOOSE_FROM = 100


@require_http_methods(["GET", "POST"])
def log(request: HttpRequest, enrolment_id: int | None = None) -> HttpResponse:
    """Log a contact: with the person whose page this came from, or one of my own."""
    viewer = request.viewer
    people = people_to_choose(viewer, enrolment_id)
    # Only one to choose: the choice is not shown, so it is made here.
    initial = {"enrolment_id": people[0][0]} if len(people) == 1 else {}
    form = ContactForm(request.POST or None, people=people, today=viewer.today, initial=initial)

    def act(told: dict[str, Any]) -> int:
        told.pop("version")
        contact_id = contacts.log(by=viewer, **_as_codes(told))
        undo = reverse("contacts:take_back", args=[contact_id])
        messages.success(request, _("The contact is saved."), extra_tags=f"undo:{undo}")
        return told["enrolment_id"]

    return write(
        request,
        form=form,
        act=act,
        template="pages/contacts/log.html",
        context={
            # A name in a title would stay in the browser's history.
            "page_title": _("Log a contact with the person")
            if enrolment_id
            else _("Log a contact"),
            "title": _("Log a contact with {name}").format(name=people[0][1])
            if enrolment_id
            else _("Log a contact"),
            "back": _back(enrolment_id),
            "one_person": len(people) == 1,
            "more_open": form.is_bound,
        },
        done=lambda chosen: reverse("participants:file", args=[chosen]),
    )


@require_http_methods(["GET", "POST"])
def amend(request: HttpRequest, enrolment_id: int, contact_id: int) -> HttpResponse:
    """Change a contact that one's own organisation wrote."""
    viewer = request.viewer
    file = access.case_file(viewer, enrolment_id)
    line = next((c for c in file.contacts or () if c.contact_id == contact_id), None)
    if line is None or line.owner_id != viewer.organisation_id:
        raise access.NotFound
    initial = {
        "enrolment_id": enrolment_id, "on": line.occurred_on, "minutes": line.minutes,
        "channel": line.channel, "place": line.place, "present": line.present,
        "note": line.note, "next_step": line.next_step, "next_step_on": line.next_step_on,
        "version": line.version,
    }  # fmt: skip
    people = [(enrolment_id, str(file.name or file.reference))]
    form = ContactForm(request.POST or None, people=people, today=viewer.today, initial=initial)

    def act(told: dict[str, Any]) -> None:
        told = _as_codes(told)
        told["occurred_on"] = told.pop("on")
        told["version"] = told["version"] or 0
        del told["enrolment_id"], told["once"]
        contacts.amend(by=viewer, contact_id=contact_id, **told)

    return write(
        request,
        form=form,
        act=act,
        template="pages/contacts/log.html",
        context={
            "title": _("Change the contact"),
            "back": _back(enrolment_id),
            "one_person": True,
            "more_open": True,
        },
        done=reverse("participants:file", args=[enrolment_id]),
        message=_("The contact is changed."),
    )


@require_POST
def take_back(request: HttpRequest, contact_id: int) -> HttpResponse:
    """Undo: the contact goes, what it said stays in the history."""
    enrolment_id = contacts.take_back(by=request.viewer, contact_id=contact_id)
    messages.info(request, _("The contact is taken back. It is still in the history."))
    return redirect("participants:file", enrolment_id)


@require_POST
def keep_promise(request: HttpRequest, enrolment_id: int, contact_id: int) -> HttpResponse:
    """The next step is done."""
    contacts.keep_promise(by=request.viewer, contact_id=contact_id)
    messages.success(request, _("Done. What is the next step now?"))
    return redirect("participants:file", enrolment_id)


def people_to_choose(viewer: access.Viewer, enrolment_id: int | None) -> list[tuple[int, str]]:
    """The person asked for, or else the viewer's own persons (or the team's, without any)."""
    if enrolment_id is not None:
        line = access.case_line(viewer, enrolment_id)
        return [(enrolment_id, str(line.name or _("Number {n}").format(n=enrolment_id)))]
    lines = access.my_cases(viewer, limit=PEOPLE_TO_CHOOSE_FROM)
    if not lines:
        lines = access.case_files(viewer, CaseQuery(size=PEOPLE_TO_CHOOSE_FROM)).lines
    return [
        (c.enrolment_id, str(c.name or _("Number {n}").format(n=c.enrolment_id))) for c in lines
    ]


def _back(enrolment_id: int | None) -> dict[str, str]:
    if enrolment_id is None:
        return {"url": reverse("my_day:today"), "label": _("My day")}
    return {"url": reverse("participants:file", args=[enrolment_id]), "label": _("The person")}


def _as_codes(told: dict[str, Any]) -> dict[str, Any]:
    return {**told, "channel": Channel(told["channel"]), "place": Place(told["place"])}


urlpatterns = [
    path("kontakt/", log, name="log"),
    path("deltagare/<int:enrolment_id>/kontakt/", log, name="log_with"),
    path("deltagare/<int:enrolment_id>/kontakt/<int:contact_id>/", amend, name="amend"),
    path("kontakt/<int:contact_id>/angra/", take_back, name="take_back"),
    path(
        "deltagare/<int:enrolment_id>/kontakt/<int:contact_id>/klart/",
        keep_promise,
        name="keep_promise",
    ),
]
