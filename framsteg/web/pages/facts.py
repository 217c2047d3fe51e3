"""One fact of a person, changed in its place: what it was before, and taken back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from framsteg import access
from framsteg.access.reading.one_field import field_history
from framsteg.actions import participants
from framsteg.foundation.decision import require
from framsteg.web.forms.one_field import OneFieldForm
from framsteg.web.pages.writing import write
from framsteg.web.presenters import one_field as shown
from framsteg.web.presenters.enrolments import name_of


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, enrolment_id: int, field: str) -> HttpResponse:
    """The fact with its history, and the field to change it in for those who may."""
    viewer = request.viewer
    part = participants.part_of(field)
    file = access.case_file(viewer, enrolment_id)
    facts = shown.facts_that_stand(file, part)
    if facts is None or not shown.is_shown(file, field):
        raise access.NotFound
    if request.method == "POST":
        require(viewer.may_write(file.programme_id))
    there = shown.place_of(enrolment_id, field)
    form = OneFieldForm(
        request.POST or None, field=field, stands=facts, today=viewer.today, initial=facts
    )
    before = field_history(viewer, enrolment_id, part, field)

    def act(told: dict[str, Any]) -> None:
        told["version"] = told["version"] or 0
        event_id = participants.change_facts(by=viewer, enrolment_id=enrolment_id, **told)
        if event_id is not None:
            undo = reverse("facts:take_back", args=[enrolment_id, field, event_id])
            messages.success(request, _("The change is saved."), extra_tags=f"undo:{undo}")

    return write(
        request,
        form=form,
        act=act,
        template="pages/participants/fact.html",
        context={
            "id": enrolment_id,
            "field": field,
            "name": shown.field_name(field),
            "title": f"{shown.field_name(field)}: {name_of(file)}",
            "value": shown.value_of(field, facts.get(field)),
            "may_write": file.may_write,
            "readers": file.readers.get(part, ()),
            "history": shown.history_rows(before, enrolment_id, field, may=file.may_write),
            "back": {"url": there, "label": _("The person")},
        },
        done=there,
    )


@require_POST
def take_back(request: HttpRequest, enrolment_id: int, field: str, event_id: int) -> HttpResponse:
    """Set the fact to what it was before that change."""
    participants.take_back_change(
        by=request.viewer, enrolment_id=enrolment_id, field=field, event_id=event_id
    )
    messages.success(request, _("The fact is as it was before."))
    return redirect(shown.place_of(enrolment_id, field))


FACT = "deltagare/<int:enrolment_id>/uppgift/<slug:field>/"
urlpatterns = [
    path(FACT, change, name="change"),
    path(f"{FACT}<int:event_id>/aterta/", take_back, name="take_back"),
]
