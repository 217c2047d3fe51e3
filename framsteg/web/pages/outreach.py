"""The way in: events and visits held for others, and how far the enquiries come."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from framsteg import access
from framsteg.access import Viewer
from framsteg.access.reading.outreach import OutreachLine, outreach_event
from framsteg.access.reading.outreach import outreach as events_of
from framsteg.access.reading.programmes import ProgrammeLine
from framsteg.access.viewer import SEES_FIGURES
from framsteg.actions import outreach
from framsteg.foundation.codes import OutreachKind
from framsteg.web import figures, freshness
from framsteg.web.forms.outreach import OutreachForm
from framsteg.web.pages.writing import write
from framsteg.web.presenters.results import figure
from framsteg.web.presenters.words import day, said

FUNNEL = ("enquiries_met", "enquiries_taken", "enquiries_enrolled", "days_to_first_answer")
GET_POST = ["GET", "POST"]


@require_safe
def show(request: HttpRequest, key: str) -> HttpResponse:
    """The programme's events, and from enquiry to enrolment in figures."""
    viewer = request.viewer
    programme = _programme(viewer, key)
    found = events_of(viewer, programme.programme_id)
    return render(
        request,
        "pages/outreach/show.html",
        {
            "programme": programme,
            "rows": [_row(one, viewer) for one in found],
            "total": sum(one.people or 0 for one in found),
            "held": len(found),
            "figures": _figures(viewer, programme),
            "results_url": f"{reverse('results:figures', args=[key])}#vagen-in",
            "back": {
                "url": f"{reverse('enquiries:list')}?programme={key}", "label": _("Enquiries")
            },
        },
    )  # fmt: skip


@require_http_methods(GET_POST)
def log(request: HttpRequest, key: str) -> HttpResponse:
    """Log something that was held."""
    viewer = request.viewer
    programme = _programme(viewer, key)
    initial = {"kind": OutreachKind.INFORMATION_MEETING, "staff_ids": [viewer.staff_id]}

    def act(told: dict[str, Any]) -> None:
        del told["version"]
        event_id = outreach.log(by=viewer, programme_id=programme.programme_id, **_meant(told))
        undo = reverse("outreach:take_back", args=[event_id])
        messages.success(request, _("It is logged."), extra_tags=f"undo:{undo}")

    return write(
        request,
        form=_form(request, programme, initial),
        act=act,
        context=_context(_("Log an event or a study visit"), key),
        done=reverse("outreach:show", args=[key]),
    )


@require_http_methods(GET_POST)
def amend(request: HttpRequest, event_id: int) -> HttpResponse:
    """Change what was noted."""
    viewer = request.viewer
    line = outreach_event(viewer, event_id)
    programme = next(p for p in access.programmes(viewer) if p.programme_id == line.programme_id)
    initial = {
        "kind": line.kind, "occurred_on": line.occurred_on, "audience": line.audience,
        "people": line.people, "place": line.place, "note": line.note, "version": line.version,
        "staff_ids": [pk for pk, _name in line.staff],
    }  # fmt: skip
    return write(
        request,
        form=_form(request, programme, initial),
        act=lambda told: outreach.amend(by=viewer, event_id=event_id, **_meant(told)),
        context=_context(_("Change an event"), programme.key),
        done=reverse("outreach:show", args=[programme.key]),
        message=_("The change is saved."),
    )


@require_POST
def take_back(request: HttpRequest, event_id: int) -> HttpResponse:
    """Undo what was logged."""
    line = outreach_event(request.viewer, event_id)
    outreach.take_back(by=request.viewer, event_id=event_id)
    messages.info(request, _("It is taken back."))
    key = next(
        p.key for p in access.programmes(request.viewer) if p.programme_id == line.programme_id
    )
    return redirect("outreach:show", key)


def _programme(viewer: Viewer, key: str) -> ProgrammeLine:
    for line in access.programmes(viewer):
        if line.key == key and line.programme_id in viewer.writes_in:
            return line
    raise access.NotFound


def _form(request: HttpRequest, programme: ProgrammeLine, initial: dict[str, Any]) -> OutreachForm:
    viewer = request.viewer
    staff = access.coaches_of(viewer, programme.programme_id)
    return OutreachForm(
        request.POST or None,
        staff=[(one.staff_id, one.name) for one in staff],
        today=viewer.today,
        initial=initial,
    )


def _meant(told: dict[str, Any]) -> dict[str, Any]:
    on = told.pop("occurred_on")
    return {**told, "on": on, "kind": OutreachKind(told["kind"])}


def _context(title: str, key: str) -> dict[str, Any]:
    return {
        "title": title,
        "lead": _("How many, and for whom. Never who came."),
        "submit": _("Save"),
        "back": {"url": reverse("outreach:show", args=[key]), "label": _("The way in")},
    }


def _row(line: OutreachLine, viewer: Viewer) -> dict[str, Any]:
    told = [day(line.occurred_on), line.place, ", ".join(name for _pk, name in line.staff)]
    mine = line.owner_id == viewer.organisation_id
    return {
        "title": line.audience,
        "meta": " · ".join(filter(None, [*told, line.note])),
        "badge": said(line.kind),
        "icon": "users-three",
        "n": _("{n} people").format(n=line.people) if line.people is not None else "",
        "action_label": _("Change") if mine else "",
        "action_url": reverse("outreach:amend", args=[line.event_id]) if mine else "",
    }


def _figures(viewer: Viewer, programme: ProgrammeLine) -> list[dict[str, Any]]:
    """The funnel and the response time; small cells as on Resultat. None without the right."""
    if programme.programme_id not in viewer.programmes(SEES_FIGURES):
        return []
    protected = figures.scope_of(viewer, programme.key)
    freshness.fresh(viewer)
    asked = figures.questions(programme.key, measures=FUNNEL)
    _snapshot, answers = figures.ask(asked, key=programme.key, protected=protected)
    address = {
        form: reverse("results:export", args=[programme.key, "MEASURE", form])
        for form in ("csv", "xlsx", "json")
    }
    return [figure(answer, {}, address) for answer in answers]


urlpatterns = [
    path("insatser/<slug:key>/vagen-in/", show, name="show"),
    path("insatser/<slug:key>/vagen-in/ny/", log, name="log"),
    path("vagen-in/<int:event_id>/", amend, name="amend"),
    path("vagen-in/<int:event_id>/angra/", take_back, name="take_back"),
]
