"""Employers: the register, each employer's page, visits and calls logged in seconds."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from framsteg import access
from framsteg.access import CaseLine, CaseQuery, Viewer
from framsteg.access.reading.employers import PAGE, EmployerFile
from framsteg.actions import employers
from framsteg.foundation.codes import Channel, EmployerPurpose
from framsteg.web.forms.employers import (
    EmployerContactForm,
    EmployerForm,
    EmployerSearch,
    NewEmployerForm,
    WorkplaceForm,
)
from framsteg.web.pages.writing import write
from framsteg.web.presenters import employers as present
from framsteg.web.presenters.people import name_of

PEOPLE_TO_CHOOSE_FROM = 60


@require_safe
def show_list(request: HttpRequest) -> HttpResponse:
    """The register by name; what is searched for stands in the address, for it is no person."""
    viewer = _coach(request)
    words = request.GET.get("q", "").strip()
    lines = access.employers(viewer, words=words, after=_number(request, "after"))
    turned = urlencode({"q": words, "after": lines[-1].employer_id}) if lines else ""
    return render(
        request,
        "pages/employers/list.html",
        {
            "form": EmployerSearch(initial={"q": words}),
            "words": words,
            "columns": [
                {"label": _("Employer")}, {"label": _("Industry")},
                {"label": _("Municipality")}, {"label": _("Latest contact")},
            ],
            "rows": [present.employer_cells(line, viewer) for line in lines],
            "next_url": f"?{turned}" if len(lines) == PAGE else "",
            "add_url": reverse("employers:add") + _query(name=words),
        },
    )  # fmt: skip


@require_safe
def show(request: HttpRequest, employer_id: int) -> HttpResponse:
    """An employer: what they need, what was promised, every visit of one's own organisation."""
    viewer = request.viewer
    file = access.employer(viewer, employer_id)
    return render(
        request,
        "pages/employers/show.html",
        {
            "employer": file,
            "back": _back(),
            "lead": present.lead(file),
            "facts": present.facts(file),
            "workplaces": present.workplaces(file),
            "last_visit": present.last_contact(file.last, viewer.today),
            "promised": present.promised(file),
            "years": present.visit_years(file.visits),
        },
    )


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Put an employer in the register; from a visit (?person=…) one goes on to log it."""
    viewer = _coach(request)
    form = NewEmployerForm(
        request.POST or None, viewer=viewer, initial={"name": request.GET.get("name", "")}
    )
    person = _number(request, "person")

    def act(told: dict[str, Any]) -> int:
        values = {name: told[name] for name in _FACTS}
        return employers.add(by=viewer, **values)

    def done(employer_id: int) -> str:
        page = "employers:log" if person else "employers:show"
        return reverse(page, args=[employer_id]) + _query(person=person)

    return write(
        request,
        form=form,
        act=act,
        template="pages/employers/edit.html",
        context={
            "title": _("Add an employer"),
            "submit": _("Add the employer"),
            "back": _back(),
            "person_query": _query(person=person),
        },
        done=done,
        message=_("The employer is in the register."),
    )


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, employer_id: int) -> HttpResponse:
    """Change the facts; if a colleague did so meanwhile, both are shown."""
    viewer = request.viewer
    file = access.employer(viewer, employer_id)
    initial = {name: getattr(file, name) for name in (*_FACTS, "version")}
    form = EmployerForm(
        request.POST or None, viewer=viewer, employer_id=employer_id, initial=initial
    )

    def act(told: dict[str, Any]) -> None:
        values = {name: told[name] for name in _FACTS}
        employers.change(by=viewer, employer_id=employer_id, version=told["version"] or 0, **values)

    return write(
        request,
        form=form,
        act=act,
        template="pages/employers/edit.html",
        context={
            "title": _("Change {name}").format(name=file.name),
            "submit": _("Save"),
            "back": _back(file),
            "person_query": "",
        },
        done=reverse("employers:show", args=[employer_id]),
        message=_("The employer is changed."),
    )


@require_http_methods(["GET", "POST"])
def add_workplace(request: HttpRequest, employer_id: int) -> HttpResponse:
    viewer = request.viewer
    file = access.employer(viewer, employer_id)
    return write(
        request,
        form=WorkplaceForm(request.POST or None),
        act=lambda told: employers.add_workplace(by=viewer, employer_id=employer_id, **told),
        context={
            "title": _("Add a workplace"),
            "lead": file.name,
            "submit": _("Add the workplace"),
            "back": _back(file),
        },
        done=reverse("employers:show", args=[employer_id]),
        message=_("The workplace is added."),
    )


@require_http_methods(["GET", "POST"])
def log(request: HttpRequest, employer_id: int | None = None) -> HttpResponse:
    """Log a visit or a call; without an employer, choose one first."""
    if employer_id is None:
        return _choose(request)
    viewer = request.viewer
    file = access.employer(viewer, employer_id)
    person = _number(request, "person")
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
        else reverse("employers:show", args=[employer_id])
    )

    def act(told: dict[str, Any]) -> None:
        told["channel"] = Channel(told["channel"])
        told["purpose"] = EmployerPurpose(told["purpose"])
        contact_id = employers.log_contact(by=viewer, employer_id=employer_id, **told)
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
            "promised": present.promised(file),
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


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """Names for a field where an employer is typed; a comfort, the field works without."""
    words = request.GET.get("employer_id", "").strip()
    lines = access.employers(request.viewer, words=words) if words else ()
    return render(request, "pages/employers/suggest.html", {"names": [e.name for e in lines[:10]]})


def _choose(request: HttpRequest) -> HttpResponse:
    viewer = _coach(request)
    person = _number(request, "person")
    words = request.GET.get("q", "").strip()
    recent = () if words else access.recent_employers(viewer)
    lines = recent or access.employers(viewer, words=words)
    query = _query(person=person)
    return render(
        request,
        "pages/employers/choose.html",
        {
            "form": EmployerSearch(initial={"q": words, "person": person}),
            "words": words,
            "recent": bool(recent),
            "rows": [present.employer_choice(line, viewer, query) for line in lines],
            "add_url": reverse("employers:add") + _query(name=words, person=person),
            "back": {"url": reverse("participants:file", args=[person]), "label": _("The person")}
            if person
            else _back(),
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
        query = CaseQuery(enrolment_ids=(person,), active=None, unnamed=unnamed)
        if lines := access.case_files(viewer, query).lines:
            return list(lines)
    return []


def _programmes(viewer: Viewer, lines: list[CaseLine], person: int | None) -> list[tuple[int, str]]:
    """Where the visit may count, first the programme of the person it came from."""
    names = {line.programme_id: line.name for line in access.programmes(viewer)}
    ids = sorted(viewer.writes_in, key=lambda pk: names[pk])
    if person is not None:
        ids = [pk for pk in ids if pk == lines[0].programme_id]
    return [(pk, names[pk]) for pk in ids]


_FACTS = (
    "name",
    "organisation_number",
    "sector",
    "industry_code",
    "industry",
    "employees",
    "needs",
)


def _coach(request: HttpRequest) -> Viewer:
    """The register is for those who work with employers."""
    viewer: Viewer = request.viewer
    if not viewer.writes_in:
        raise access.NotFound
    return viewer


def _number(request: HttpRequest, name: str) -> int | None:
    told = request.GET.get(name, "")
    return int(told) if told.isascii() and told.isdigit() and len(told) < 16 else None


def _query(**values: object) -> str:
    told = {name: value for name, value in values.items() if value}
    return f"?{urlencode(told)}" if told else ""


def _back(file: EmployerFile | None = None) -> dict[str, str]:
    if file is None:
        return {"url": reverse("employers:list"), "label": _("Employers")}
    return {"url": reverse("employers:show", args=[file.employer_id]), "label": file.name}


urlpatterns = [
    path("arbetsgivare/", show_list, name="list"),
    path("arbetsgivare/ny/", add, name="add"),
    path("arbetsgivare/kontakt/", log, name="log"),
    path("arbetsgivare/namn/", suggest, name="suggest"),
    path("arbetsgivare/<int:employer_id>/", show, name="show"),
    path("arbetsgivare/<int:employer_id>/kontakt/", log, name="log"),
    path("arbetsgivare/<int:employer_id>/andra/", change, name="change"),
    path("arbetsgivare/<int:employer_id>/arbetsplats/", add_workplace, name="add_workplace"),
    path("arbetsgivare/kontakt/<int:contact_id>/angra/", take_back, name="take_back"),
]
