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
from framsteg.access import NOT_SHARED, CaseFile, Viewer
from framsteg.access.document_files import DocumentLine
from framsteg.access.plan_files import PlanView
from framsteg.actions import follow_ups
from framsteg.actions.follow_ups import Agreement, Met
from framsteg.blueprints.load import get
from framsteg.blueprints.schema import Blueprint
from framsteg.foundation.codes import AnsweredBy, Channel, FollowUpKind, Place
from framsteg.web.forms.follow_ups import FollowUpForm
from framsteg.web.pages.self_reports import who5_of
from framsteg.web.pages.writing import write
from framsteg.web.presenters import follow_ups as present
from framsteg.web.presenters import gone_through, pictures
from framsteg.web.presenters.placements import person


@require_http_methods(["GET", "POST"])
def record(request: HttpRequest, enrolment_id: int) -> HttpResponse:
    """Go through it all in one page: what the person says, the agreement, the plan, what is next.

    Last time's answers are folded away until one wants to see them.
    """
    viewer = request.viewer
    file = access.case_file(viewer, enrolment_id)
    if not file.may_write:
        raise access.NotFound
    blueprint = _blueprint(file)
    waiting = present.waiting(file, viewer)
    view = access.plan(viewer, enrolment_id)
    line = gone_through.agreement_line(file)
    form = FollowUpForm(
        request.POST or None,
        items=present.asked(blueprint),
        who5=who5_of(blueprint),
        today=viewer.today,
        plan=gone_through.plan_items(view, viewer),
        waiting=waiting is not None,
        initial={
            "kind": waiting.kind if waiting else present.likely_kind(file),
            "channel": present.likely_channel(file, viewer),
            **gone_through.agreement_initial(line, viewer),
        },
    )

    @transaction.atomic
    def act(told: dict[str, Any]) -> None:
        follow_up_id = follow_ups.hold(
            by=viewer, enrolment_id=enrolment_id, **_held(form, told, line)
        )
        undo = reverse("follow_ups:take_back", args=[follow_up_id])
        messages.success(request, _("The follow-up is saved."), extra_tags=f"undo:{undo}")

    return write(
        request,
        form=form,
        act=act,
        template="pages/follow_ups/record.html",
        context=_frame(file, blueprint, view, line, viewer),
        done=reverse("follow_ups:since", args=[enrolment_id]),
    )


def _frame(
    file: CaseFile, blueprint: Blueprint, view: PlanView, line: DocumentLine | None, viewer: Viewer
) -> dict[str, Any]:
    """What is looked at together: the answer that came, the agreement, the plan, last time."""
    items = present.asked(blueprint)
    last, waiting = present.latest(file, 1), present.waiting(file, viewer)
    document = access.document(viewer, line.document_id, latest=True) if line else None
    return {
        "page_title": _("Follow up"),
        "title": _("Follow up with {name}").format(name=person(file)),
        "due": present.next_due(file, blueprint, viewer.today),
        "back": _back(file),
        "asked_when": present.asked_when(blueprint),
        "last": present.one(last[0], items) if last else None,
        "waiting": present.one(waiting, items) if waiting else None,
        "self_url": reverse("self_reports:show", args=[file.enrolment_id]),
        "agreement": gone_through.agreement(document, viewer) if document else None,
        "shelf_url": reverse("documents:shelf", args=[file.enrolment_id]),
        "plan_shared": view.goals is not NOT_SHARED,
        "plan_url": reverse("plans:show", args=[file.enrolment_id]),
    }


def _held(form: FollowUpForm, told: dict[str, Any], line: DocumentLine | None) -> dict[str, Any]:
    """The form's answers, as `follow_ups.hold` takes them."""
    met = agreement = None
    said = form.said()
    if told["channel"]:
        channel = Channel(told["channel"])
        # A call has no place of its own; a meeting took place with us.
        place = Place.OFFICE if channel is Channel.VISIT else Place.REMOTE
        met = Met(channel, place, told["next_step"], told["next_step_on"])
    if line and told["agreement_reviewed"]:
        agreement = Agreement(line.document_id, told["version"] or 0, told["review_on"])
    answered_by = told.get("answered_by")
    return {
        "on": told["on"],
        "kind": FollowUpKind(told["kind"]),
        "answered_by": AnsweredBy(answered_by) if answered_by else None,
        "told": form.told(),
        "note": told["note"],
        "plan_reviewed": told["plan_reviewed"] or bool(said),
        "said": said,
        "met": met,
        "agreement": agreement,
        "once": told["once"],
    }


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
            "due": present.next_due(file, blueprint, request.viewer.today),
            "now": present.one(lines[0], items),
            "columns": [
                {"label": _("Question")},
                {"label": present.day(lines[-1].occurred_on)},
                {"label": present.day(lines[0].occurred_on)},
            ],
            "rows": present.beside(lines[0], lines[1], items) if pair else [],
        },
    )


@require_safe
def over_time(request: HttpRequest, enrolment_id: int) -> HttpResponse:
    """The person's own answers over time, as a picture and as a table; to look at together."""
    file = access.case_file(request.viewer, enrolment_id)
    if file.follow_ups is NOT_SHARED:
        raise access.NotFound
    items = present.asked(_blueprint(file))
    lines = [line for line in file.follow_ups if line.answered_by]
    return render(
        request,
        "pages/follow_ups/over_time.html",
        {
            "back": _back(file),
            "title": _("In {name}'s own view, over time").format(name=person(file)),
            "panels": pictures.trend(lines, items),
            "columns": pictures.trend_columns(lines, items),
            "rows": pictures.trend_rows(lines, items),
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
    path("deltagare/<int:enrolment_id>/uppfoljning/over-tid/", over_time, name="over_time"),
    path("uppfoljning/<int:follow_up_id>/angra/", take_back, name="take_back"),
]
