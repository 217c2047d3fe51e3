"""Around one placement: the rhythm of the support, the taper, the time limit, the meetings."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from framsteg import access
from framsteg.access import CaseFile, Viewer
from framsteg.access.files import PlacementLine
from framsteg.access.reading.support import Around
from framsteg.actions import training
from framsteg.blueprints.load import get
from framsteg.blueprints.schema import Blueprint, ExitKind
from framsteg.foundation.decision import Denied
from framsteg.web import words
from framsteg.web.forms.support import ExtendForm, HoldForm, MeetingForm, ReachForm, TaperForm
from framsteg.web.pages.writing import write
from framsteg.web.presenters import placements as named
from framsteg.web.presenters.support import support
from framsteg.web.presenters.work_papers import work_papers

GET_POST = ["GET", "POST"]


@require_safe
def show(request: HttpRequest, placement_id: int) -> HttpResponse:
    """Everything around one job, internship or training, for whoever may see it."""
    viewer = request.viewer
    file, line, around = in_sight(viewer, placement_id)
    blueprint = blueprint_of(file)
    return render(
        request,
        "pages/support/show.html",
        {
            **support(line, around, blueprint, viewer, may_write=file.may_write),
            "papers": work_papers(file, line.kind, blueprint),
            "title": named.what(line),
            "lead": named.person(file),
            "back": back_to_person(file),
            "placement_id": placement_id,
            "enrolment_id": file.enrolment_id,
            "may_write": file.may_write,
        },
    )


@require_POST
def reach(request: HttpRequest, placement_id: int) -> HttpResponse:
    """A step of the training is reached on a day."""
    form = ReachForm(request.POST)
    if form.is_valid():
        try:
            training.reach_step(by=request.viewer, placement_id=placement_id, **form.cleaned_data)
            messages.success(request, _("The step is noted."))
        except Denied as refusal:
            messages.error(request, words.render(refusal.reason))
    else:
        messages.error(request, _("Write the day when the step was reached."))
    return redirect(there(placement_id) + "#steps-title")


@require_http_methods(GET_POST)
def plan_meeting(request: HttpRequest, placement_id: int) -> HttpResponse:
    """A follow-up meeting at the workplace, for a day to come or one that was."""
    viewer = request.viewer
    file, line, _around = to_write_at(viewer, placement_id)
    return write(
        request,
        form=MeetingForm(request.POST or None),
        act=lambda told: training.plan_meeting(by=viewer, placement_id=placement_id, **told),
        context=_page(file, line, _("Plan a meeting at the workplace"), _("Save the meeting")),
        done=there(placement_id),
        message=_("The meeting is planned."),
    )


@require_http_methods(GET_POST)
def hold_meeting(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """The meeting was held."""
    viewer = request.viewer
    placement_id = access.placement_of(viewer, "meeting", meeting_id)
    file, line, around = to_write_at(viewer, placement_id)
    meeting = next((m for m in around.meetings if m.meeting_id == meeting_id), None)
    if meeting is None:
        raise access.NotFound
    initial = {
        "on": meeting.held_on or min(meeting.planned_on, viewer.today),
        "with_whom": meeting.with_whom,
        "note": meeting.note,
        "version": meeting.version,
    }
    return write(
        request,
        form=HoldForm(request.POST or None, initial=initial),
        act=lambda told: training.hold_meeting(by=viewer, meeting_id=meeting_id, **told),
        template="pages/support/hold.html",
        context={
            **_page(file, line, _("The meeting at the workplace"), _("Save the meeting")),
            "drop_url": reverse("support:drop_meeting", args=[meeting_id]),
        },
        done=there(placement_id),
        message=_("The meeting is saved."),
    )


@require_POST
def drop_meeting(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """It did not come about."""
    placement_id = training.drop_meeting(by=request.viewer, meeting_id=meeting_id)
    messages.info(request, _("The meeting is taken away. It is still in the history."))
    return redirect(there(placement_id))


@require_http_methods(GET_POST)
def extend(request: HttpRequest, placement_id: int) -> HttpResponse:
    """A later last day, with the reason."""
    viewer = request.viewer
    file, line, _around = to_write_at(viewer, placement_id)
    return write(
        request,
        form=ExtendForm(request.POST or None),
        act=lambda told: training.extend(by=viewer, placement_id=placement_id, **told),
        context=_page(file, line, _("Let it last longer"), _("Save the new last day")),
        done=there(placement_id),
        message=_("The last day is moved."),
    )


@require_http_methods(GET_POST)
def taper(request: HttpRequest, placement_id: int) -> HttpResponse:
    """A step of the taper, or the planned exit."""
    viewer = request.viewer
    file, line, _around = to_write_at(viewer, placement_id)
    may_exit = blueprint_of(file).support.exit is not ExitKind.TIME_UNLIMITED
    return write(
        request,
        form=TaperForm(request.POST or None, may_exit=may_exit),
        act=lambda told: training.taper(by=viewer, placement_id=placement_id, **told),
        context=_page(file, line, _("Taper the support"), _("Save the step")),
        done=there(placement_id),
        message=_("The step is saved. The suggested days follow it."),
    )


@require_POST
def drop_taper(request: HttpRequest, taper_id: int) -> HttpResponse:
    """The step is not to be."""
    placement_id = training.take_back_taper(by=request.viewer, taper_id=taper_id)
    messages.info(request, _("The step is taken away. It is still in the history."))
    return redirect(there(placement_id))


def in_sight(viewer: Viewer, placement_id: int) -> tuple[CaseFile, PlacementLine, Around]:
    """The placement, its person's file and what is around it; NotFound when not in sight."""
    enrolment_id = access.enrolment_of_placement(viewer, placement_id)
    file = access.case_file(viewer, enrolment_id)
    around = access.around_placements(viewer, enrolment_id)
    for line in file.placements or ():
        if line.placement_id == placement_id and placement_id in around:
            return file, line, around[placement_id]
    raise access.NotFound


def to_write_at(viewer: Viewer, placement_id: int) -> tuple[CaseFile, PlacementLine, Around]:
    """As `in_sight`, for somebody who works in the programme."""
    file, line, around = in_sight(viewer, placement_id)
    if not file.may_write:
        raise access.NotFound
    return file, line, around


def blueprint_of(file: CaseFile) -> Blueprint:
    return get(file.blueprint_key, file.blueprint_version)


def there(placement_id: int) -> str:
    return reverse("support:show", args=[placement_id])


def back_to_person(file: CaseFile) -> dict[str, str]:
    url = reverse("participants:file", args=[file.enrolment_id])
    return {"url": url, "label": named.person(file)}


def _page(file: CaseFile, line: PlacementLine, title: str, submit: str) -> dict[str, Any]:
    return {
        "title": title,
        "submit": submit,
        "lead": f"{named.person(file)}: {named.what(line)}",
        "back": {"url": there(line.placement_id), "label": named.what(line)},
    }


urlpatterns = [
    path("sysselsattning/<int:placement_id>/stod/", show, name="show"),
    path("sysselsattning/<int:placement_id>/steg/", reach, name="reach"),
    path("sysselsattning/<int:placement_id>/mote/", plan_meeting, name="plan_meeting"),
    path("arbetsplatsmote/<int:meeting_id>/", hold_meeting, name="hold_meeting"),
    path("arbetsplatsmote/<int:meeting_id>/bort/", drop_meeting, name="drop_meeting"),
    path("sysselsattning/<int:placement_id>/langre/", extend, name="extend"),
    path("sysselsattning/<int:placement_id>/nedtrappning/", taper, name="taper"),
    path("nedtrappning/<int:taper_id>/bort/", drop_taper, name="drop_taper"),
]
