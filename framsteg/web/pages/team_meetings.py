"""The team's own meeting: its agenda, and the decisions that become actions."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from framsteg import access
from framsteg.access import CaseQuery, Viewer
from framsteg.access.reading import meetings as reading
from framsteg.access.reading.meetings import MeetingLine
from framsteg.actions import meetings
from framsteg.foundation.codes import MeetingKind
from framsteg.web.forms.meetings import AgendaForm, DecisionForm
from framsteg.web.pages.writing import write
from framsteg.web.presenters.people import name_of

GET_POST = ["GET", "POST"]
PEOPLE_TO_CHOOSE_FROM = 200


@require_http_methods(GET_POST)
def agenda(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """Write a team meeting's agenda."""
    viewer = request.viewer
    line = _team_meeting(viewer, meeting_id)
    initial = {"about": line.about, "version": line.version}
    form = AgendaForm(request.POST or None, initial=initial)
    return write(
        request,
        form=form,
        act=lambda told: meetings.set_agenda(
            by=viewer, meeting_id=meeting_id, about=told["about"], version=told["version"] or 0
        ),
        context={"title": _("Agenda"), "lead": "", "submit": _("Save"), "back": _back(meeting_id)},
        done=reverse("meetings:show", args=[meeting_id]),
        message=_("The agenda is saved."),
    )


@require_POST
def decide(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """A decision becomes an action, with who and when."""
    viewer = request.viewer
    line = _team_meeting(viewer, meeting_id)
    form = decision_form(viewer, line, request.POST)
    return write(
        request,
        form=form,
        act=lambda told: meetings.decide(by=viewer, meeting_id=meeting_id, **told),
        context={
            "title": _("A decision"),
            "lead": "",
            "submit": _("Add the decision"),
            "back": _back(meeting_id),
        },  # fmt: skip
        done=reverse("meetings:show", args=[meeting_id]) + "#beslut",
        message=_("The decision is added. It stands in My day of the one who does it."),
    )


@require_POST
def done(request: HttpRequest, action_id: int) -> HttpResponse:
    """An action is done, or was not after all."""
    was_done = request.POST.get("done") == "yes"
    meeting_id = meetings.mark_done(by=request.viewer, action_id=action_id, done=was_done)
    if was_done:
        undo = reverse("team_meetings:done", args=[action_id])
        messages.success(request, _("Done."), extra_tags=f"undo:{undo}")
    else:
        messages.info(request, _("It stands as not done again."))
    return redirect(reverse("meetings:show", args=[meeting_id]) + "#beslut")


def _team_meeting(viewer: Viewer, meeting_id: int) -> MeetingLine:
    line = reading.meeting(viewer, meeting_id)
    if not line.may_change or line.kind is not MeetingKind.TEAM:
        raise access.NotFound
    return line


def decision_form(viewer: Viewer, line: MeetingLine, posted: Any) -> DecisionForm:
    """The form of a new decision, with the team and its persons to choose from."""
    colleagues = access.coaches_of(viewer, line.programme_id)
    return DecisionForm(
        posted,
        people=_people_of_team(viewer, line.programme_id),
        colleagues=[(c.staff_id, c.name) for c in colleagues],
        initial={"due_on": viewer.today + timedelta(days=7)},
    )


def _people_of_team(viewer: Viewer, programme_id: int) -> list[tuple[int, str]]:
    query = CaseQuery(programme_id=programme_id, size=PEOPLE_TO_CHOOSE_FROM)
    return [(c.enrolment_id, name_of(c)) for c in access.case_files(viewer, query).lines]


def _back(meeting_id: int) -> dict[str, str]:
    return {"url": reverse("meetings:show", args=[meeting_id]), "label": _("The meeting")}


urlpatterns = [
    path("moten/<int:meeting_id>/dagordning/", agenda, name="agenda"),
    path("moten/<int:meeting_id>/beslut/", decide, name="decide"),
    path("atgarder/<int:action_id>/klar/", done, name="done"),
]
