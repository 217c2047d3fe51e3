"""Follow-ups: what the person says in their own view, and what has changed since last time."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from framsteg import access
from framsteg.access import CaseFile
from framsteg.actions import follow_ups, plans
from framsteg.blueprints.load import get
from framsteg.blueprints.schema import Blueprint
from framsteg.foundation.codes import AnsweredBy, FollowUpKind
from framsteg.web.forms.follow_ups import FollowUpForm
from framsteg.web.pages.writing import write
from framsteg.web.presenters import follow_ups as present
from framsteg.web.presenters.placements import person
from framsteg.web.presenters.plans import open_actions


@require_http_methods(["GET", "POST"])
def record(request: HttpRequest, enrolment_id: int) -> HttpResponse:
    """Record a follow-up; last time's answers are folded away until one wants to see them."""
    viewer = request.viewer
    file = access.case_file(viewer, enrolment_id)
    if not file.may_write:
        raise access.NotFound
    blueprint = _blueprint(file)
    items = present.asked(blueprint)
    last = present.latest(file, 1)
    form = FollowUpForm(
        request.POST or None,
        items=items,
        today=viewer.today,
        initial={"kind": present.likely_kind(file)},
    )

    @transaction.atomic
    def act(told: dict[str, Any]) -> None:
        reviewed = told.pop("plan_reviewed")
        follow_up_id = follow_ups.record(
            by=viewer,
            enrolment_id=enrolment_id,
            **{
                **told,
                "kind": FollowUpKind(told["kind"]),
                "answered_by": AnsweredBy(told["answered_by"]) if told["answered_by"] else None,
            },
        )
        if reviewed:
            # The follow-up's own key: sending it twice reviews the plan once.
            plans.review(
                by=viewer, enrolment_id=enrolment_id, on=told["on"], follow_up_id=follow_up_id,
                once=told["once"],
            )  # fmt: skip
        undo = reverse("follow_ups:take_back", args=[follow_up_id])
        messages.success(request, _("The follow-up is saved."), extra_tags=f"undo:{undo}")

    return write(
        request,
        form=form,
        act=act,
        template="pages/follow_ups/record.html",
        context={
            "page_title": _("Follow up"),
            "title": _("Follow up with {name}").format(name=person(file)),
            "due": present.next_due(file, blueprint),
            "back": _back(file),
            "asked_when": present.asked_when(blueprint),
            "last": present.one(last[0], items) if last else None,
            "actions": open_actions(access.plan(viewer, enrolment_id), viewer),
        },
        done=reverse("follow_ups:since", args=[enrolment_id]),
    )


@require_safe
def since(request: HttpRequest, enrolment_id: int) -> HttpResponse:
    """What was said this time, beside what was said the time before."""
    file = access.case_file(request.viewer, enrolment_id)
    blueprint = _blueprint(file)
    items = present.asked(blueprint)
    lines = present.latest(file, 2)
    if not lines:
        raise access.NotFound
    pair = len(lines) == 2
    return render(
        request,
        "pages/follow_ups/since.html",
        {
            "back": _back(file),
            "due": present.next_due(file, blueprint),
            "now": present.one(lines[0], items),
            "columns": [
                {"label": _("Question")},
                {"label": present.day(lines[-1].occurred_on)},
                {"label": present.day(lines[0].occurred_on)},
            ],
            "rows": present.beside(lines[0], lines[1], items) if pair else [],
        },
    )


@require_POST
def take_back(request: HttpRequest, follow_up_id: int) -> HttpResponse:
    """Undo: the follow-up goes, what it said stays in the history."""
    enrolment_id = follow_ups.take_back(by=request.viewer, follow_up_id=follow_up_id)
    messages.info(request, _("The follow-up is taken back. It is still in the history."))
    return redirect("participants:file", enrolment_id)


def _blueprint(file: CaseFile) -> Blueprint:
    return get(file.blueprint_key, file.blueprint_version)


def _back(file: CaseFile) -> dict[str, str]:
    return {"url": reverse("participants:file", args=[file.enrolment_id]), "label": person(file)}


urlpatterns = [
    path("deltagare/<int:enrolment_id>/uppfoljning/", record, name="record"),
    path("deltagare/<int:enrolment_id>/uppfoljning/sedan-sist/", since, name="since"),
    path("uppfoljning/<int:follow_up_id>/angra/", take_back, name="take_back"),
]
