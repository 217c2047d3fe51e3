"""The participants: the list with its filters, and each person's page."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from framsteg import access
from framsteg.access import CaseQuery, Viewer
from framsteg.access.reading.follow_up_rhythm import follow_up_facts
from framsteg.access.reading.programmes import ProgrammeLine
from framsteg.blueprints.schema import Blueprint
from framsteg.rules import deadlines
from framsteg.web import words
from framsteg.web.forms.participants_list import FilterForm, SearchForm
from framsteg.web.presenters.history import change_rows, read_rows
from framsteg.web.presenters.participant import participant
from framsteg.web.presenters.people import blueprints_of, list_row

SEARCH = "participants-search"


@require_safe
def show_list(request: HttpRequest) -> HttpResponse:
    """A page of persons; filters stand in the address, the name searched for in the session."""
    viewer = request.viewer
    programmes = [p for p in access.programmes(viewer) if p.programme_id in viewer.case_programmes]
    blueprints = blueprints_of(programmes)
    chosen = _chosen(programmes, request.GET.get("programme", ""))
    form = _filter_form(viewer, request, programmes, chosen, blueprints)
    searched = request.session.get(SEARCH, "")
    query = _query(request, viewer, chosen, blueprints, searched)
    page = access.case_files(viewer, query)
    held = follow_up_facts(viewer, [line.enrolment_id for line in page.lines])
    return render(
        request,
        "pages/participants/list.html",
        {
            "form": form,
            "search": SearchForm(initial={"words": searched}),
            "searched": searched,
            "filtered": any(request.GET.get(name) for name in form.fields),
            "rows": [
                list_row(line, blueprints, viewer, held.get(line.enrolment_id))
                for line in page.lines
            ],
            "next_url": _turned(request, after=page.after),
            "prev_url": _turned(request, before=page.before),
            "may_enrol": bool(viewer.writes_in),
            "unnamed": query.unnamed,
        },
    )


@require_POST
def search(request: HttpRequest) -> HttpResponse:
    """Keep the words in the session: a name must not stand in an address or a log."""
    form = SearchForm(request.POST)
    if form.is_valid():
        request.session[SEARCH] = form.cleaned_data["words"]
    filters = {k: v for k, v in request.GET.items() if k not in ("after", "before")}
    there = reverse("participants:list")
    return redirect(f"{there}?{urlencode(filters)}" if filters else there)


@require_safe
def show_file(request: HttpRequest, enrolment_id: int) -> HttpResponse:
    """The person's page: the journey as a story, each part with who wrote it and who may see it."""
    viewer = request.viewer
    before = request.GET.get("before", "")
    file = access.case_file(viewer, enrolment_id, contacts_before=_number(before))
    return render(
        request,
        "pages/participants/file.html",
        {**participant(file, viewer), "back": _back_to_list(request)},
    )


@require_safe
def history(request: HttpRequest, enrolment_id: int) -> HttpResponse:
    """What was changed in the rows in sight, and who has read the file."""
    viewer = request.viewer
    there = reverse("participants:file", args=[enrolment_id])
    return render(
        request,
        "pages/participants/history.html",
        {
            "back": {"url": there, "label": _("The person")},
            "changes": change_rows(access.changes(viewer, enrolment_id)),
            "reads": read_rows(access.reads(viewer, enrolment_id)),
        },
    )


def _chosen(programmes: list[ProgrammeLine], key: str) -> ProgrammeLine | None:
    if len(programmes) == 1:
        return programmes[0]
    return next((p for p in programmes if p.key == key), None)


def _filter_form(
    viewer: Viewer,
    request: HttpRequest,
    programmes: list[ProgrammeLine],
    chosen: ProgrammeLine | None,
    blueprints: dict[int, Blueprint],
) -> FilterForm:
    coaches = access.coaches_of(viewer, chosen.programme_id) if chosen else ()
    phases = blueprints[chosen.programme_id].phases if chosen else ()
    return FilterForm(
        request.GET,
        programmes=[(p.key, p.name) for p in programmes],
        coaches=[(str(c.staff_id), c.name) for c in coaches if c.staff_id != viewer.staff_id],
        phases=[(phase.key, words.render(phase.name.text)) for phase in phases],
    )


def _query(
    request: HttpRequest,
    viewer: Viewer,
    chosen: ProgrammeLine | None,
    blueprints: dict[int, Blueprint],
    searched: str,
) -> CaseQuery:
    asked = request.GET
    state, who, need = asked.get("state"), asked.get("who", ""), asked.get("need", "")
    silent = _silent_since(viewer, chosen, blueprints)
    return CaseQuery(
        programme_id=chosen.programme_id if chosen else None,
        words=searched,
        active={"exited": False, "all": None}.get(state or "", True),
        unnamed=state == "unnamed",
        mine=who == "me",
        coach_id=_number(who),
        phase=asked.get("phase", ""),
        silent_since=silent if need == "silent" else None,
        without_next_step=need == "no_step",
        without_coach=need == "no_coach",
        after=_number(asked.get("after")),
        before=_number(asked.get("before")),
    )


def _silent_since(
    viewer: Viewer, chosen: ProgrammeLine | None, blueprints: dict[int, Blueprint]
) -> date | None:
    """The programme's own limit; over several programmes, the most patient one."""
    asked = [blueprints[chosen.programme_id]] if chosen else blueprints.values()
    days = [deadlines.silent_since(b, today=viewer.today) for b in asked]
    return min((day for day in days if day), default=None)


def _number(text: str | None) -> int | None:
    # Sixteen digits are more than any id has, and fewer than a database refuses.
    return int(text) if text and text.isdecimal() and len(text) <= 16 else None


def _turned(request: HttpRequest, **key: Any) -> str:
    """This list's address, turned to another page; empty where there is none."""
    (name, value) = next(iter(key.items()))
    if value is None:
        return ""
    kept = {k: v for k, v in request.GET.items() if k not in ("after", "before")}
    return f"?{urlencode({**kept, name: value})}"


def _back_to_list(request: HttpRequest) -> dict[str, str]:
    """Back to the list as it was filtered, when that is where the reader came from."""
    there = reverse("participants:list")
    came_from = request.headers.get("referer", "")
    _host, found, query = came_from.partition(f"{request.get_host()}{there}?")
    return {"url": f"{there}?{query}" if found else there, "label": _("Participants")}


urlpatterns = [
    path("deltagare/", show_list, name="list"),
    path("deltagare/sok/", search, name="search"),
    path("deltagare/<int:enrolment_id>/", show_file, name="file"),
    path("deltagare/<int:enrolment_id>/historik/", history, name="history"),
]
