"""The list of participants: filters with what each would show, and a search by name."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_POST, require_safe

from framsteg import access
from framsteg.access import CaseQuery, Viewer
from framsteg.access.reading.facets import facets
from framsteg.access.reading.follow_up_rhythm import follow_up_facts
from framsteg.access.reading.programmes import ProgrammeLine
from framsteg.access.reading.saved_views import saved_views as access_views
from framsteg.blueprints.schema import Blueprint
from framsteg.rules import deadlines
from framsteg.web import words
from framsteg.web.forms.participants_list import (
    FILTERS,
    NEEDS,
    STATES,
    FilterForm,
    SearchForm,
)
from framsteg.web.presenters import saved_views
from framsteg.web.presenters.people import blueprints_of, list_row

SEARCH = "participants-search"
ALONE = "alone"
"""In the address: the filters alone decide, whatever name was searched for before."""
_PLACE = ("after", "before")


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """A page of persons; filters stand in the address, the name searched for in the session."""
    viewer = request.viewer
    programmes = [p for p in access.programmes(viewer) if p.programme_id in viewer.case_programmes]
    blueprints = blueprints_of(programmes)
    chosen = _chosen(programmes, request.GET.get("programme", ""))
    searched = "" if ALONE in request.GET else request.session.get(SEARCH, "")
    silent_in = _silent_in(viewer, blueprints)
    query = _query(request, viewer, chosen, silent_in, searched)
    page = access.case_files(viewer, query)
    held = follow_up_facts(viewer, [line.enrolment_id for line in page.lines])
    form = _filter_form(viewer, request, programmes, chosen, blueprints)
    form.count(_counts(viewer, request, chosen, programmes, searched, silent_in))
    return render(
        request,
        "pages/participants/list.html",
        {
            "form": form,
            "live": ",".join(f"#{form[name].auto_id}:innerHTML" for name in form.fields),
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
            "views": saved_views.links(access_views(viewer), request.GET),
            "save_url": _save_url(request),
            "unnamed": query.unnamed,
        },
    )


@require_POST
def search(request: HttpRequest) -> HttpResponse:
    """Keep the words in the session: a name must not stand in an address or a log."""
    form = SearchForm(request.POST)
    if form.is_valid():
        request.session[SEARCH] = form.cleaned_data["words"]
    filters = {k: v for k, v in request.GET.items() if k not in (*_PLACE, ALONE)}
    there = reverse("participants:list")
    return redirect(f"{there}?{urlencode(filters)}" if filters else there)


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
    silent_in: tuple[tuple[int, date], ...],
    searched: str,
) -> CaseQuery:
    asked = request.GET
    state, who, need = asked.get("state"), asked.get("who", ""), asked.get("need", "")
    return CaseQuery(
        programme_id=chosen.programme_id if chosen else None,
        words=searched,
        active={"exited": False, "all": None}.get(state or "", True),
        unnamed=state == "unnamed",
        mine=who == "me",
        coach_id=number(who),
        phase=asked.get("phase", ""),
        silent_in=silent_in if need == "silent" else (),
        without_next_step=need == "no_step",
        promise_before=viewer.today if need == "promise" else None,
        without_coach=need == "no_coach",
        after=number(asked.get("after")),
        before=number(asked.get("before")),
    )


def _silent_in(viewer: Viewer, blueprints: dict[int, Blueprint]) -> tuple[tuple[int, date], ...]:
    """Each programme's own patience; one without a limit has nobody silent."""
    days = {pk: deadlines.silent_since(b, today=viewer.today) for pk, b in blueprints.items()}
    return tuple((pk, day) for pk, day in days.items() if day)


def _counts(
    viewer: Viewer,
    request: HttpRequest,
    chosen: ProgrammeLine | None,
    programmes: list[ProgrammeLine],
    searched: str,
    silent_in: tuple[tuple[int, date], ...],
) -> dict[str, dict[str, int]] | None:
    """What each choice would show, by filter, with the programmes by their keys."""
    asked = {name: request.GET.get(name, "") for name in FILTERS}
    for name, known in (("state", STATES), ("need", NEEDS)):
        # What is no choice filters nothing in the list either.
        asked[name] = asked[name] if asked[name] in known else ""
    asked["programme"] = str(chosen.programme_id) if chosen else ""
    counts = facets(viewer, words=searched, chosen=asked, silent_in=silent_in)
    if counts is None:
        return None
    found = {name: dict(counted) for name, counted in counts.items()}
    by_id = found["programme"]
    found["programme"] = {p.key: by_id.get(str(p.programme_id), 0) for p in programmes}
    found["programme"][""] = by_id.get("", 0)
    return found


def _save_url(request: HttpRequest) -> str:
    """Where these filters are given a name; empty when nothing is filtered."""
    kept = {name: request.GET[name] for name in FILTERS if request.GET.get(name)}
    return f"{reverse('saved_views:save')}?{urlencode(kept)}" if kept else ""


def number(text: str | None) -> int | None:
    # Sixteen digits are more than any id has, and fewer than a database refuses.
    return int(text) if text and text.isdecimal() and len(text) <= 16 else None


def _turned(request: HttpRequest, **key: Any) -> str:
    """This list's address, turned to another page; empty where there is none."""
    (name, value) = next(iter(key.items()))
    if value is None:
        return ""
    kept = {k: v for k, v in request.GET.items() if k not in _PLACE}
    return f"?{urlencode({**kept, name: value})}"


urlpatterns = [
    path("deltagare/", show, name="list"),
    path("deltagare/sok/", search, name="search"),
]
