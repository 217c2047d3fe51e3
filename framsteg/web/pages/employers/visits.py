"""Visits and calls to employers, logged once: for the employer, the persons, time and rhythm."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from framsteg import access
from framsteg.access import CaseLine, CaseQuery, Viewer
from framsteg.actions import employers
from framsteg.foundation.codes import Channel, EmployerPurpose
from framsteg.web.forms.employers import EmployerContactForm, EmployerSearch
from framsteg.web.pages.employers.shared import back, coach, number, query
from framsteg.web.pages.writing import write
from framsteg.web.presenters import employers as present
from framsteg.web.presenters.people import name_of

PEOPLE_TO_CHOOSE_FROM = 60


@require_http_methods(["GET", "POST"])
def log(request: HttpRequest, employer_id: int | None = None) -> HttpResponse:
    """Log a visit or a call; without an employer, choose one first."""
    if employer_id is None:
        return _choose(request)
    viewer = request.viewer
    file = access.employer(viewer, employer_id)
    person = number(request, "person")
    lines = _people(viewer, person)
    form = EmployerContactForm(
        request.POST or None,
        people=[(line.enrolment_id, name_of(line)) for line in lines],
        workplaces=file.workplaces,
        programmes=_programmes(viewer, lines, person),
        today=viewer.today,
        initial={"on_behalf_of": [person] if person else []},
    )
    after = (
        reverse("participants:file", args=[person])
        if person
        else reverse("employers:show", args=[file.employer_id])
    )

    def act(told: dict[str, Any]) -> None:
        told["channel"] = Channel(told["channel"])
        told["purpose"] = EmployerPurpose(told["purpose"])
        contact_id = employers.log_contact(by=viewer, employer_id=file.employer_id, **told)
        undo = reverse("employers:take_back", args=[contact_id])
        messages.success(request, _("The visit is saved."), extra_tags=f"undo:{undo}")

    return write(
        request,
        form=form,
        act=act,
        template="pages/employers/log.html",
        context={
            "title": _("Log a visit or call with {name}").format(name=file.name),
            "back": {"url": after, "label": _("The person") if person else file.name},
            "last_visit": present.last_contact(file.last, viewer.today),
            "promised": present.promised(file, viewer),
            "has_people": bool(lines),
            "one_programme": len(form.fields["programme_id"].choices) == 1,
            "has_workplaces": bool(file.workplaces),
            "more_open": form.is_bound,
        },
        done=after,
    )


@require_POST
def take_back(request: HttpRequest, contact_id: int) -> HttpResponse:
    """Undo: the visit goes, what it said stays in the history."""
    employer_id = employers.take_back(by=request.viewer, contact_id=contact_id)
    messages.info(request, _("The visit is taken back. It is still in the history."))
    return redirect("employers:show", employer_id) if employer_id else redirect("employers:list")


@require_POST
def step_done(request: HttpRequest, contact_id: int) -> HttpResponse:
    """The next step with the employer is taken."""
    employer_id = employers.step_done(by=request.viewer, contact_id=contact_id)
    messages.success(request, _("Done. What is the next step with them?"))
    return redirect("employers:show", employer_id) if employer_id else redirect("employers:list")


def _choose(request: HttpRequest) -> HttpResponse:
    viewer = coach(request)
    person = number(request, "person")
    words = request.GET.get("q", "").strip()
    recent = () if words else access.recent_employers(viewer)
    lines = recent or access.employers(viewer, words=words)
    asked = query(person=person)
    return render(
        request,
        "pages/employers/choose.html",
        {
            "form": EmployerSearch(initial={"q": words, "person": person}),
            "words": words,
            "recent": bool(recent),
            "rows": [present.employer_choice(line, viewer, asked) for line in lines],
            "add_url": reverse("employers:add") + query(name=words, person=person),
            "back": {"url": reverse("participants:file", args=[person]), "label": _("The person")}
            if person
            else back(),
        },
    )


def _people(viewer: Viewer, person: int | None) -> list[CaseLine]:
    """The viewer's own persons, and the one the page came from first; NotFound if out of sight."""
    mine = list(access.my_cases(viewer, limit=PEOPLE_TO_CHOOSE_FROM))
    if person is None:
        return mine
    asked = [line for line in mine if line.enrolment_id == person] or _found(viewer, person)
    if not asked:
        raise access.NotFound
    return [*asked, *(line for line in mine if line.enrolment_id != person)]


def _found(viewer: Viewer, person: int) -> list[CaseLine]:
    for unnamed in (False, True):
        asked = CaseQuery(enrolment_ids=(person,), active=None, unnamed=unnamed)
        if lines := access.case_files(viewer, asked).lines:
            return list(lines)
    return []


def _programmes(viewer: Viewer, lines: list[CaseLine], person: int | None) -> list[tuple[int, str]]:
    """Where the visit may count, first the programme of the person it came from."""
    names = {line.programme_id: line.name for line in access.programmes(viewer)}
    ids = sorted(viewer.writes_in, key=lambda pk: names[pk])
    if person is not None:
        ids = [pk for pk in ids if pk == lines[0].programme_id]
    return [(pk, names[pk]) for pk in ids]


urlpatterns = [
    path("arbetsgivare/kontakt/", log, name="log"),
    path("arbetsgivare/<int:employer_id>/kontakt/", log, name="log"),
    path("arbetsgivare/kontakt/<int:contact_id>/angra/", take_back, name="take_back"),
    path("arbetsgivare/kontakt/<int:contact_id>/klart/", step_done, name="step_done"),
]
