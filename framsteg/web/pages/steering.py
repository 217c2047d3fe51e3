"""Styrgruppen: its meetings in their rhythm, empty seats, the pack, what was decided."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from framsteg import access
from framsteg.access.reading import steering as reading
from framsteg.access.reading.programmes import ProgrammeFile
from framsteg.access.reading.steering import SteeringLine
from framsteg.actions import steering as actions
from framsteg.blueprints.load import get
from framsteg.foundation.codes import MeetingState
from framsteg.reports.paper_docx import docx
from framsteg.reports.paper_kept import paper_of
from framsteg.reports.paper_pdf import pdf
from framsteg.rules.steering import KEEPS, may_keep, next_day
from framsteg.web import steering
from framsteg.web.forms.steering import CallForm, DecisionForm, FollowUpForm, NoteForm
from framsteg.web.pages.writing import write
from framsteg.web.presenters import steering as present
from framsteg.web.presenters.words import day, moment

GET_POST = ["GET", "POST"]
FORMS: dict[str, Any] = {
    "pdf": (pdf, "application/pdf"),
    "docx": (docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
}


@require_safe
def overview(request: HttpRequest, key: str) -> HttpResponse:
    """The group's meetings, its seats over the year, and what is left of its decisions."""
    viewer = request.viewer
    file = access.programme(viewer, key)
    programme_id = file.line.programme_id
    lines = reading.steering_meetings(viewer, programme_id)
    keeps = bool(may_keep(viewer.roles_in(programme_id)))
    left = reading.decisions(viewer, programme_id, is_open=True)
    since = steering.year_until(file.line.ends_on, viewer.today)
    context = {
        "programme": file.line.name,
        "back": {"url": reverse("programmes:show", args=[key]), "label": _("The programme")},
        "rhythm": _rhythm(file, lines, viewer.today),
        "coming": [
            present.meeting_row(one)
            for one in reversed(lines)
            if one.state is MeetingState.BOOKED
        ],
        "past": [
            present.meeting_row(one) for one in lines if one.state is not MeetingState.BOOKED
        ],
        "seats": present.seats_over_time(steering.attendance(lines, since)),
        "left": present.decisions(left, keeps=keeps, today=viewer.today),
        "call_url": reverse("steering:call", args=[key]) if keeps else "",
    }  # fmt: skip
    return render(request, "pages/steering/overview.html", context)


@require_http_methods(GET_POST)
def call(request: HttpRequest, key: str) -> HttpResponse:
    """Call the next meeting; the day comes from the blueprint's rhythm."""
    viewer = request.viewer
    file = access.programme(viewer, key)
    if file.line.programme_id not in viewer.programmes(KEEPS):
        raise access.NotFound
    lines = reading.steering_meetings(viewer, file.line.programme_id)
    form = CallForm(
        request.POST or None, initial={"on": _next(file, lines, viewer.today), "at": "09:00"}
    )
    del form.fields["version"]
    return write(
        request,
        form=form,
        act=lambda told: actions.call(by=viewer, programme_id=file.line.programme_id, **told),
        context={
            "title": _("Call the steering group"),
            "lead": _rhythm(file, lines, viewer.today),
            "submit": _("Call"),
            "back": {"url": reverse("steering:overview", args=[key]), "label": _back_label()},
        },
        done=lambda steering_id: reverse("steering:show", args=[steering_id]),
        message=_("The meeting is called. Its pack is made a week before."),
    )


@require_safe
def show(request: HttpRequest, steering_id: int) -> HttpResponse:
    """One meeting: its pack, who came, the minutes, what was decided."""
    viewer = request.viewer
    line = reading.steering_meeting(viewer, steering_id)
    found = reading.decisions(viewer, line.programme_id, meeting_id=steering_id)
    on = timezone.localdate(line.starts_at)
    context = {
        "line": line,
        "when": moment(line.starts_at),
        "back": {
            "url": reverse("steering:overview", args=[line.programme_key]),
            "label": _back_label(),
        },
        "seats": present.seats(line),
        "decisions": present.decisions(found, keeps=line.keeps, today=viewer.today),
        "sections": present.paper(paper_of(line.pack)) if line.pack else [],
        "made_at": moment(line.pack_made_at) if line.pack_made_at else "",
        "keeps": line.keeps,
        "may_note": line.keeps and on <= viewer.today,
        "may_change": line.keeps and line.state is MeetingState.BOOKED,
    }
    return render(request, "pages/steering/show.html", context)


@require_http_methods(GET_POST)
def change(request: HttpRequest, steering_id: int) -> HttpResponse:
    """Move a booked meeting, or write its agenda."""
    viewer = request.viewer
    line = _kept_by(viewer, steering_id)
    local = timezone.localtime(line.starts_at)
    form = CallForm(
        request.POST or None,
        initial={
            "on": local.date(), "at": local.time(), "place": line.place, "agenda": line.agenda,
            "version": line.version,
        },
    )  # fmt: skip
    del form.fields["once"]

    def act(told: dict[str, Any]) -> None:
        version = told.pop("version") or 0
        actions.change(by=viewer, meeting_id=steering_id, version=version, **told)

    return write(
        request,
        form=form,
        act=act,
        context={"title": _("Change the meeting"), "lead": "", "submit": _("Save"),
                 "back": _back(steering_id)},
        done=reverse("steering:show", args=[steering_id]),
        message=_("The meeting is changed."),
    )  # fmt: skip


@require_http_methods(GET_POST)
def cancel(request: HttpRequest, steering_id: int) -> HttpResponse:
    """Cancel a booked meeting, after a question."""
    viewer = request.viewer
    line = _kept_by(viewer, steering_id)
    if request.method == "POST":
        actions.cancel(by=viewer, meeting_id=steering_id)
        messages.success(request, _("The meeting is cancelled."))
        return redirect("steering:overview", line.programme_key)
    context = {
        "question": _("Cancel the meeting?"),
        "text": _("It no longer stands among the group's meetings."),
        "yes": _("Yes, cancel it"),
        "tone": "danger",
        "url": request.path,
        "cancel_url": reverse("steering:show", args=[steering_id]),
    }
    return render(request, "components/confirm_page.html", context)


@require_http_methods(GET_POST)
def note(request: HttpRequest, steering_id: int) -> HttpResponse:
    """Who came, whose seat stood empty, and the minutes."""
    viewer = request.viewer
    line = _kept_by(viewer, steering_id)
    held = "no" if line.state is MeetingState.NOT_HELD else "yes"
    form = NoteForm(
        request.POST or None,
        seats=line.seats,
        initial={"held": held, "minutes": line.minutes, "version": line.version},
    )
    return write(
        request,
        form=form,
        act=lambda told: actions.note(
            by=viewer, meeting_id=steering_id, held=told["held"] == "yes", seats=form.noted(),
            minutes=told["minutes"], version=told["version"] or 0,
        ),
        context={
            "title": _("Who came, and the minutes"),
            "lead": _("An empty seat is seen over the year, so that the organisation can fill it."),
            "submit": _("Save"),
            "back": _back(steering_id),
        },
        done=reverse("steering:show", args=[steering_id]),
        message=_("It is noted."),
    )  # fmt: skip


@require_http_methods(GET_POST)
def decide(request: HttpRequest, steering_id: int) -> HttpResponse:
    """Write down a decision."""
    viewer = request.viewer
    line = _kept_by(viewer, steering_id)
    file = access.programme(viewer, line.programme_key)
    form = DecisionForm(
        request.POST or None,
        organisations=[(one.organisation_id, one.name) for one in file.organisations],
        initial={"due_on": viewer.today + timedelta(weeks=6)},
    )
    return write(
        request,
        form=form,
        act=lambda told: actions.decide(by=viewer, meeting_id=steering_id, **told),
        context={
            "title": _("A decision"),
            "lead": _("It stands in the packs that follow until it is carried out."),
            "submit": _("Add the decision"),
            "back": _back(steering_id),
        },
        done=reverse("steering:show", args=[steering_id]) + "#beslut",
        message=_("The decision is added."),
    )


@require_http_methods(GET_POST)
def follow_up(request: HttpRequest, decision_id: int) -> HttpResponse:
    """Whether a decision is carried out, and how it went."""
    viewer = request.viewer
    found = [
        (line, one)
        for line in access.programmes(viewer)
        if line.programme_id in viewer.programmes(KEEPS)
        for one in reading.decisions(viewer, line.programme_id)
        if one.decision_id == decision_id
    ]
    if not found:
        raise access.NotFound
    line, one = found[0]
    form = FollowUpForm(
        request.POST or None,
        initial={"done": True, "outcome": one.outcome, "version": one.version},
    )
    return write(
        request,
        form=form,
        act=lambda told: actions.follow_up(
            by=viewer, decision_id=decision_id, done=told["done"], outcome=told["outcome"],
            version=told["version"] or 0,
        ),
        context={
            "title": _("Follow up a decision"),
            "lead": one.what,
            "submit": _("Save"),
            "back": _back(one.meeting_id),
        },
        done=reverse("steering:overview", args=[line.key]),
        message=_("It is noted."),
    )  # fmt: skip


@require_POST
def renew(request: HttpRequest, steering_id: int) -> HttpResponse:
    """Make the pack now, with what there is now."""
    line = _kept_by(request.viewer, steering_id)
    steering.make_pack(
        line.programme_key, steering_id, today=request.viewer.today, now=timezone.now()
    )
    messages.success(request, _("The pack is made."))
    return redirect("steering:show", steering_id)


@require_safe
def print_out(request: HttpRequest, steering_id: int, form: str) -> HttpResponse:
    """The kept pack as PDF or Word."""
    line = reading.steering_meeting(request.viewer, steering_id)
    if form not in FORMS or line.pack is None:
        raise Http404
    make, content_type = FORMS[form]
    name = f"styrgrupp-{timezone.localdate(line.starts_at)}.{form}"
    return HttpResponse(
        make(paper_of(line.pack)),
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _kept_by(viewer: access.Viewer, steering_id: int) -> SteeringLine:
    line = reading.steering_meeting(viewer, steering_id)
    if not line.keeps:
        raise access.NotFound
    return line


def _next(file: ProgrammeFile, lines: tuple[SteeringLine, ...], today: Any) -> Any:
    blueprint = get(file.line.blueprint_key, file.line.blueprint_version)
    weeks = blueprint.steering.every_weeks if blueprint.steering else None
    last = timezone.localdate(lines[0].starts_at) if lines else None
    return next_day(last, every_weeks=weeks, today=today)


def _rhythm(file: ProgrammeFile, lines: tuple[SteeringLine, ...], today: Any) -> str:
    blueprint = get(file.line.blueprint_key, file.line.blueprint_version)
    if blueprint.steering is None or blueprint.steering.every_weeks is None:
        return _("The blueprint says no rhythm for the steering group.")
    weeks = blueprint.steering.every_weeks
    told = _("The steering group meets every {n} weeks.").format(n=weeks)
    on = _next(file, lines, today)
    if any(one.state is MeetingState.BOOKED for one in lines):
        return told
    then = _("The next by that rhythm: {day}.").format(day=day(on))
    return f"{told} {then}"


def _back(steering_id: int) -> dict[str, str]:
    return {"url": reverse("steering:show", args=[steering_id]), "label": _("The meeting")}


def _back_label() -> str:
    return _("The steering group")


urlpatterns = [
    path("insatser/<slug:key>/styrgrupp/", overview, name="overview"),
    path("insatser/<slug:key>/styrgrupp/kalla/", call, name="call"),
    path("styrgrupp/<int:steering_id>/", show, name="show"),
    path("styrgrupp/<int:steering_id>/andra/", change, name="change"),
    path("styrgrupp/<int:steering_id>/stall-in/", cancel, name="cancel"),
    path("styrgrupp/<int:steering_id>/hur-det-gick/", note, name="note"),
    path("styrgrupp/<int:steering_id>/beslut/", decide, name="decide"),
    path("styrgrupp/<int:steering_id>/underlag/", renew, name="renew"),
    path("styrgrupp/<int:steering_id>/underlag.<slug:form>", print_out, name="print"),
    path("styrgruppsbeslut/<int:decision_id>/", follow_up, name="follow_up"),
]
