"""The register of employers: the list, an employer's page, its facts and company profile."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from framsteg import access
from framsteg.access.reading import employer_profiles as profiles
from framsteg.access.reading.employers import EmployerQuery, municipalities
from framsteg.actions import employers
from framsteg.foundation.codes import Industry, Sector
from framsteg.web.forms.employers import EmployerFilter, EmployerForm, NewEmployerForm, ProfileForm
from framsteg.web.pages.employers.shared import back, coach, number, query
from framsteg.web.pages.writing import write
from framsteg.web.presenters import employer_profiles as profile
from framsteg.web.presenters import employers as present

FACTS = ("name", "organisation_number", "sector", "industry_code", "industry", "employees")
PROFILE = ("needs", "culture")


@require_safe
def show_list(request: HttpRequest) -> HttpResponse:
    """The register by name; what is searched for stands in the address, for it is no person."""
    viewer = coach(request)
    form = EmployerFilter(request.GET, municipalities=[name for name, _n in municipalities(viewer)])
    asked = _asked(form, viewer.staff_id)
    lines = access.employers(viewer, EmployerQuery(**asked, after=number(request, "after")))
    more = len(lines) == EmployerQuery().size
    turned = query(**form.told(), after=lines[-1].employer_id) if more else ""
    return render(
        request,
        "pages/employers/list.html",
        {
            "form": form,
            "filtered": bool(form.told()),
            "words": asked["words"],
            "columns": [
                {"label": _("Employer")}, {"label": _("Industry")}, {"label": _("Municipality")},
                {"label": _("Latest contact")}, {"label": _("Responsible")},
            ],
            "rows": [present.employer_cells(line, viewer) for line in lines],
            "next_url": turned,
            "add_url": reverse("employers:add") + query(name=asked["words"]),
        },
    )  # fmt: skip


@require_safe
def by_municipality(request: HttpRequest) -> HttpResponse:
    """Where the employers are, without a map: each municipality leads to its list."""
    viewer = coach(request)
    rows = [
        {"title": name, "url": reverse("employers:list") + query(municipality=name),
         "meta": present.how_many(n), "icon": "map-pin"}
        for name, n in municipalities(viewer)
    ]  # fmt: skip
    return render(request, "pages/employers/municipalities.html", {"rows": rows, "back": back()})


@require_safe
def show(request: HttpRequest, employer_id: int) -> HttpResponse:
    """An employer: who was there last, what they need, which tasks there are, whom to talk to."""
    viewer = request.viewer
    file = access.employer(viewer, employer_id)
    if file.employer_id != employer_id:
        return redirect("employers:show", file.employer_id)
    return render(
        request,
        "pages/employers/show.html",
        {
            "employer": file,
            "back": back(),
            "lead": present.lead(file),
            "facts": present.facts(file),
            "places": profile.places(file, profiles.tasks_of(viewer, employer_id)),
            "persons": profile.persons(profiles.contact_persons(viewer, employer_id)),
            "keeper": profile.keeper(file, viewer),
            "hand_overs": profile.hand_overs(profiles.hand_overs(viewer, employer_id)),
            "last_visit": present.last_contact(file.last, viewer.today),
            "promised": present.promised(file, viewer),
            "years": present.visit_years(file),
        },
    )


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Put an employer in the register; from a visit (?person=…) one goes on to log it."""
    viewer = coach(request)
    form = NewEmployerForm(
        request.POST or None, viewer=viewer, initial={"name": request.GET.get("name", "")}
    )
    person = number(request, "person")

    def act(told: dict[str, Any]) -> int:
        values = {name: told[name] for name in (*FACTS, "needs")}
        return employers.add(by=viewer, **values)

    def done(employer_id: int) -> str:
        page = "employers:log" if person else "employers:show"
        return reverse(page, args=[employer_id]) + query(person=person)

    return write(
        request,
        form=form,
        act=act,
        template="pages/employers/edit.html",
        context={
            "title": _("Add an employer"),
            "submit": _("Add the employer"),
            "back": back(),
            "person_query": query(person=person),
        },
        done=done,
        message=_("The employer is in the register."),
    )


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, employer_id: int) -> HttpResponse:
    """Change the facts; if a colleague did so meanwhile, both are shown."""
    viewer = request.viewer
    file = access.employer(viewer, employer_id)
    initial = {name: getattr(file, name) for name in (*FACTS, "version")}
    form = EmployerForm(
        request.POST or None, viewer=viewer, employer_id=file.employer_id, initial=initial
    )
    return write(
        request,
        form=form,
        act=_change(viewer, file.employer_id, FACTS),
        template="pages/employers/edit.html",
        context={
            "title": _("Change {name}").format(name=file.name),
            "submit": _("Save"),
            "back": back(file),
            "person_query": "",
        },
        done=reverse("employers:show", args=[file.employer_id]),
        message=_("The employer is changed."),
    )


@require_http_methods(["GET", "POST"])
def change_profile(request: HttpRequest, employer_id: int) -> HttpResponse:
    """The company profile: what the employer needs, and what it is like to work there."""
    viewer = request.viewer
    file = access.employer(viewer, employer_id)
    initial = {name: getattr(file, name) for name in (*PROFILE, "version")}
    return write(
        request,
        form=ProfileForm(request.POST or None, initial=initial),
        act=_change(viewer, file.employer_id, PROFILE),
        context={
            "title": _("Company profile"),
            "lead": file.name,
            "submit": _("Save"),
            "back": back(file),
        },
        done=reverse("employers:show", args=[file.employer_id]),
        message=_("The profile is saved."),
    )


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """Names for a field where an employer is typed; a comfort, the field works without."""
    words = request.GET.get("employer_id", "").strip()
    lines = access.employers(request.viewer, words=words) if words else ()
    return render(request, "pages/employers/suggest.html", {"names": [e.name for e in lines[:10]]})


def _asked(form: EmployerFilter, staff_id: int | None) -> dict[str, Any]:
    told = form.told()
    return {
        "words": told.get("q", ""),
        "municipality": told.get("municipality", ""),
        "industry_code": Industry(told["industry"]) if "industry" in told else None,
        "sector": Sector(told["sector"]) if "sector" in told else None,
        "size_band": told.get("size", ""),
        "responsible_id": staff_id if told.get("who") == "me" else None,
        "unkept": told.get("who") == "nobody",
    }


def _change(
    viewer: access.Viewer, employer_id: int, names: tuple[str, ...]
) -> Callable[[dict[str, Any]], None]:
    def act(told: dict[str, Any]) -> None:
        values = {name: told[name] for name in names}
        employers.change(by=viewer, employer_id=employer_id, version=told["version"] or 0, **values)

    return act


urlpatterns = [
    path("arbetsgivare/", show_list, name="list"),
    path("arbetsgivare/kommuner/", by_municipality, name="municipalities"),
    path("arbetsgivare/ny/", add, name="add"),
    path("arbetsgivare/namn/", suggest, name="suggest"),
    path("arbetsgivare/<int:employer_id>/", show, name="show"),
    path("arbetsgivare/<int:employer_id>/andra/", change, name="change"),
    path("arbetsgivare/<int:employer_id>/profil/", change_profile, name="profile"),
]
