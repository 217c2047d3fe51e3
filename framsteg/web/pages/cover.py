"""Stepping in for a colleague: the file in sixty seconds, the back-up, a crisis, the end."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from framsteg import access
from framsteg.access import CaseFile, Viewer
from framsteg.access.files import Journey
from framsteg.access.reading import meetings, team
from framsteg.actions import cover
from framsteg.blueprints.labels import LABELS
from framsteg.blueprints.load import get
from framsteg.blueprints.schema import ExitKind
from framsteg.web import words
from framsteg.web.forms.team import BackUpForm, CrisisForm, PlannedEndForm
from framsteg.web.pages.writing import write
from framsteg.web.presenters import brief as present
from framsteg.web.presenters.placements import person

GET_POST = ["GET", "POST"]


@require_safe
def brief(request: HttpRequest, enrolment_id: int) -> HttpResponse:
    """What one needs to know to act at once, on one page."""
    viewer = request.viewer
    file = access.case_file(viewer, enrolment_id)
    has_plan = isinstance(file.journey, Journey)
    context = present.brief(
        file,
        viewer,
        plan=access.plan(viewer, enrolment_id),
        crises=team.crises(viewer, enrolment_id),
        ahead=meetings.meetings_of_case(viewer, enrolment_id),
        back_up=team.back_up_of(viewer, enrolment_id) if has_plan else None,
    )
    return render(request, "pages/cover/brief.html", context | {"back": _back(enrolment_id)})


@require_http_methods(GET_POST)
def back_up(request: HttpRequest, enrolment_id: int) -> HttpResponse:
    """Name a back-up coach."""
    viewer = request.viewer
    file, journey = _to_write(viewer, enrolment_id)
    coaches = {c.staff_id for c in journey.coaches if c.ends_on is None}
    current = team.back_up_of(viewer, enrolment_id)
    form = BackUpForm(
        request.POST or None,
        colleagues=[
            (c.staff_id, f"{c.name}, {c.organisation}")
            for c in access.coaches_of(viewer, file.programme_id)
            if c.staff_id not in coaches
        ],
        initial={"staff_id": current.staff_id if current else ""},
    )
    return write(
        request,
        form=form,
        act=lambda told: cover.name_back_up(
            by=viewer, enrolment_id=enrolment_id, staff_id=told["staff_id"], on=viewer.today
        ),
        context={
            "page_title": _("Back-up coach"),
            "title": _("Back-up coach of {name}").format(name=person(file)),
            "lead": _("When a main coach is away the person stands in the back-up's My day."),
            "submit": _("Save"),
            "back": _back(enrolment_id),
        },
        done=reverse("enrolments:coaches", args=[enrolment_id]),
        message=_("The back-up coach is saved."),
    )


@require_http_methods(GET_POST)
def crisis(request: HttpRequest, enrolment_id: int) -> HttpResponse:
    """Note that a crisis goes on; where one is noted already: that it is over."""
    viewer = request.viewer
    file, _journey = _to_write(viewer, enrolment_id)
    open_one = next(
        (
            c
            for c in team.crises(viewer, enrolment_id)
            if c.ends_on is None and c.owner_id == viewer.organisation_id
        ),
        None,
    )
    initial = {"note": open_one.note, "version": open_one.version} if open_one else {}
    form = CrisisForm(
        request.POST or None, today=viewer.today, over=open_one is not None, initial=initial
    )

    def act(told: dict[str, Any]) -> None:
        if open_one is None:
            told.pop("version")
            cover.note_crisis(by=viewer, enrolment_id=enrolment_id, **told)
        else:
            told["version"] = told["version"] or 0
            cover.end_crisis(by=viewer, crisis_id=open_one.crisis_id, **told)

    began, over = _("A crisis goes on"), _("The crisis is over")
    return write(
        request,
        form=form,
        act=act,
        context={
            "page_title": over if open_one else began,
            "title": f"{person(file)}: {(over if open_one else began).lower()}",
            "lead": _(
                "It stands on the page of the team meeting, for those who may see the "
                "support needs."
            ),
            "submit": _("Save"),
            "back": _back(enrolment_id),
        },  # fmt: skip
        done=reverse("cover:brief", args=[enrolment_id]),
        message=_("Saved."),
    )


@require_http_methods(GET_POST)
def planned_end(request: HttpRequest, enrolment_id: int) -> HttpResponse:
    """How and when the support is to end."""
    viewer = request.viewer
    file, journey = _to_write(viewer, enrolment_id)
    usual = get(file.blueprint_key, file.blueprint_version).support.exit
    said = words.render(LABELS[usual]) if usual else _("not said")
    form = PlannedEndForm(
        request.POST or None,
        by_blueprint=_("As the programme: {how}").format(how=said.lower()),
        initial={
            "ends": journey.support_ends.value if journey.support_ends else "",
            "on": journey.planned_exit_on,
            "version": journey.version,
        },
    )
    return write(
        request,
        form=form,
        act=lambda told: cover.plan_end(
            by=viewer,
            enrolment_id=enrolment_id,
            ends=ExitKind(told["ends"]) if told["ends"] else None,
            on=told["on"],
            version=told["version"] or 0,
        ),
        context={
            "page_title": _("How the support is to end"),
            "title": _("How the support for {name} is to end").format(name=person(file)),
            "lead": _("Plan it together with the person. It shows what room there will be."),
            "submit": _("Save"),
            "back": _back(enrolment_id),
        },
        done=reverse("cover:brief", args=[enrolment_id]),
        message=_("Saved."),
    )


def _to_write(viewer: Viewer, enrolment_id: int) -> tuple[CaseFile, Journey]:
    file = access.case_file(viewer, enrolment_id)
    if not file.may_write or not isinstance(file.journey, Journey):
        raise access.NotFound
    return file, file.journey


def _back(enrolment_id: int) -> dict[str, str]:
    return {"url": reverse("participants:file", args=[enrolment_id]), "label": _("The person")}


urlpatterns = [
    path("deltagare/<int:enrolment_id>/i-korthet/", brief, name="brief"),
    path("deltagare/<int:enrolment_id>/reservcoach/", back_up, name="back_up"),
    path("deltagare/<int:enrolment_id>/kris/", crisis, name="crisis"),
    path("deltagare/<int:enrolment_id>/planerat-slut/", planned_end, name="planned_end"),
]
