"""The team of a programme: its load, who is away and who covers, supervision, team meetings."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from framsteg import access
from framsteg.access import Viewer
from framsteg.access.reading import meetings as meetings_reading
from framsteg.access.reading import team as reading
from framsteg.access.reading.programmes import ProgrammeFile
from framsteg.actions import cover
from framsteg.foundation.codes import AbsenceReason, Role
from framsteg.web.forms.team import AbsenceForm
from framsteg.web.pages.writing import write
from framsteg.web.presenters import team as present

GET_POST = ["GET", "POST"]


@require_safe
def show(request: HttpRequest, key: str) -> HttpResponse:
    """Who works with how many, what is coming, who is away."""
    viewer = request.viewer
    file = _programme(viewer, key)
    team_meetings = meetings_reading.team_meetings(viewer, file.line.programme_id)
    context = present.team_page(viewer, file) | {
        "title": _("The team of {programme}").format(programme=file.line.name),
        "programme": file.line.name,
        "absence_url": reverse("team:be_away", args=[key]),
        "supervision_url": reverse("team:supervision", args=[key]),
        "gone": present.gone(viewer, file.line),
        "leave_url": reverse("leavers:choose", args=[key]),
        "meetings": present.team_meetings_rows(team_meetings[:5]),
        "book_url": f"{reverse('meetings:book')}?insats={key}&slag=team",
        "back": _back_to_programme(key),
    }
    return render(request, "pages/team/show.html", context)


@require_safe
def supervision(request: HttpRequest, key: str) -> HttpResponse:
    """Supervision week by week: held, booked or missing."""
    viewer = request.viewer
    file = _programme(viewer, key)
    context = present.supervision_page(viewer, file.line) | {
        "title": _("Supervision every week"),
        "back": _back(key),
    }
    return render(request, "pages/team/supervision.html", context)


@require_http_methods(GET_POST)
def be_away(request: HttpRequest, key: str) -> HttpResponse:
    """Note an absence: one's own, or as the lead somebody's in one's own organisation."""
    viewer = request.viewer
    file = _programme(viewer, key)
    form = _form(request, viewer, file, {"staff_id": viewer.staff_id, "starts_on": viewer.today})

    def act(told: dict[str, Any]) -> None:
        told.pop("version")
        told["reason"] = AbsenceReason(told["reason"])
        cover.be_away(by=viewer, programme_id=file.line.programme_id, **told)

    return write(
        request,
        form=form,
        act=act,
        context={
            "title": _("Note an absence"),
            "lead": "",
            "submit": _("Save"),
            "back": _back(key),
        },  # fmt: skip
        done=reverse("team:show", args=[key]),
        message=_("The absence is noted. The one who covers sees the persons in My day."),
    )


@require_http_methods(GET_POST)
def absence(request: HttpRequest, key: str, absence_id: int) -> HttpResponse:
    """Change an absence, or take it back."""
    viewer = request.viewer
    file = _programme(viewer, key)
    line = reading.absence(viewer, file.line.programme_id, absence_id)
    last = line.ends_on.fromordinal(line.ends_on.toordinal() - 1) if line.ends_on else None
    initial = {
        "staff_id": line.staff_id, "starts_on": line.starts_on, "last_day": last,
        "reason": line.reason, "cover_id": line.cover_id, "version": line.version,
    }  # fmt: skip
    form = _form(request, viewer, file, initial)
    del form.fields["staff_id"]

    def act(told: dict[str, Any]) -> None:
        told["reason"] = AbsenceReason(told["reason"])
        told["version"] = told["version"] or 0
        cover.change_absence(
            by=viewer, programme_id=file.line.programme_id, absence_id=absence_id, **told
        )

    return write(
        request,
        form=form,
        act=act,
        template="pages/team/absence.html",
        context={
            "title": _("The absence of {name}").format(name=line.name),
            "submit": _("Save"),
            "remove_url": reverse("team:not_away", args=[key, absence_id]),
            "back": _back(key),
        },
        done=reverse("team:show", args=[key]),
        message=_("The absence is changed."),
    )


@require_http_methods(GET_POST)
def not_away(request: HttpRequest, key: str, absence_id: int) -> HttpResponse:
    """Take back an absence that did not come about, after a question."""
    viewer = request.viewer
    file = _programme(viewer, key)
    reading.absence(viewer, file.line.programme_id, absence_id)
    if request.method == "POST":
        cover.not_away(by=viewer, absence_id=absence_id)
        messages.success(request, _("The absence is taken back."))
        return redirect("team:show", key)
    context = {
        "question": _("Take back the absence?"),
        "text": _("The one who covers no longer sees the persons in My day."),
        "yes": _("Yes, take it back"),
        "tone": "accent",
        "url": request.path,
        "cancel_url": reverse("team:absence", args=[key, absence_id]),
    }
    return render(request, "components/confirm_page.html", context)


def _form(
    request: HttpRequest, viewer: Viewer, file: ProgrammeFile, initial: dict[str, Any]
) -> AbsenceForm:
    programme_id = file.line.programme_id
    team = access.coaches_of(viewer, programme_id)
    lead = Role.TEAM_LEAD in viewer.roles_in(programme_id)
    own = viewer.organisation_name
    away = [
        (c.staff_id, c.name)
        for c in team
        if c.staff_id == viewer.staff_id or (lead and c.organisation == own)
    ]
    covers = [(c.staff_id, f"{c.name}, {c.organisation}") for c in team]
    return AbsenceForm(request.POST or None, away=away, covers=covers, initial=initial)


def _programme(viewer: Viewer, key: str) -> ProgrammeFile:
    file = access.programme(viewer, key)
    if file.line.programme_id not in viewer.writes_in:
        raise access.NotFound
    return file


def _back(key: str) -> dict[str, str]:
    return {"url": reverse("team:show", args=[key]), "label": _("The team")}


def _back_to_programme(key: str) -> dict[str, str]:
    return {"url": reverse("programmes:show", args=[key]), "label": _("The programme")}


urlpatterns = [
    path("insatser/<slug:key>/team/", show, name="show"),
    path("insatser/<slug:key>/team/handledning/", supervision, name="supervision"),
    path("insatser/<slug:key>/team/franvaro/", be_away, name="be_away"),
    path("insatser/<slug:key>/team/franvaro/<int:absence_id>/", absence, name="absence"),
    path("insatser/<slug:key>/team/franvaro/<int:absence_id>/ta-bort/", not_away, name="not_away"),
]
