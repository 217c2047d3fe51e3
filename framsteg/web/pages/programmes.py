"""Programmes: which there are, who works in them, the blueprint each is run from, a new one."""

from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from framsteg import access
from framsteg.access.reading.programmes import ProgrammeFile
from framsteg.access.viewer import SEES_FIGURES
from framsteg.actions import programmes, staff
from framsteg.blueprints.load import UnknownBlueprint, get, latest
from framsteg.blueprints.schema import Blueprint
from framsteg.foundation.codes import Role
from framsteg.foundation.decision import Denied, require
from framsteg.web import words
from framsteg.web.forms.programmes import FundingForm, StaffForm, StartForm
from framsteg.web.invitations import invite
from framsteg.web.pages.writing import write
from framsteg.web.presenters import programmes as present


@require_safe
def show_list(request: HttpRequest) -> HttpResponse:
    """The programmes in which the viewer has a role; all of them for an administrator."""
    viewer = request.viewer
    return render(
        request,
        "pages/programmes/list.html",
        {
            "rows": [present.programme_row(line, viewer) for line in access.programmes(viewer)],
            "may_start": viewer.is_administrator,
        },
    )


@require_safe
def show(request: HttpRequest, key: str) -> HttpResponse:
    """One programme: whose it is, who works there, how many there is room for, its targets."""
    viewer = request.viewer
    file = access.programme(viewer, key)
    blueprint = get(file.line.blueprint_key, file.line.blueprint_version)
    people = present.people(file, blueprint, viewer)
    return render(
        request,
        "pages/programmes/show.html",
        {
            "programme": file.line,
            "back": _back(),
            "summary": words.render(blueprint.summary.text),
            "facts": present.facts(file, blueprint),
            "places": present.places(file, blueprint),
            "people": people,
            "shows_load": any(row["load"] for row in people),
            "target_columns": [
                {"label": _("What is counted")}, {"label": _("Target")}, {"label": _("When")}
            ],
            "targets": present.targets(file.targets),
            "funding_columns": [
                {"label": _("Year")}, {"label": _("Who pays")},
                {"label": _("Amount"), "numeric": True},
            ],
            "funding": present.funding(file.funding),
            "steps": present.followed_up(file.line, viewer),
            "team_url": reverse("team:show", args=[key])
            if file.line.programme_id in viewer.writes_in
            else "",
            "administers": viewer.is_administrator,
            "meets_persons": file.line.programme_id in viewer.case_programmes,
            "sees_figures": file.line.programme_id in viewer.programmes(SEES_FIGURES),
        },
    )  # fmt: skip


@require_safe
def blueprint(request: HttpRequest, key: str, version: int | None = None) -> HttpResponse:
    """What a blueprint says, in plain words."""
    found = _blueprint(key, version)
    sections = present.blueprint_sections(found)
    return render(
        request,
        "pages/programmes/blueprint.html",
        {
            "blueprint": found,
            "summary": words.render(found.summary.text),
            "sections": sections,
            "contents": [{"label": s["title"], "url": f"#{s['id']}"} for s in sections],
            "back": {"url": reverse("programmes:start"), "label": _("Blueprints")},
            "may_start": request.viewer.is_administrator,
        },
    )


@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """The blueprints that a programme can be started from."""
    return render(
        request,
        "pages/programmes/choose.html",
        {
            "cards": [present.blueprint_card(each) for each in latest()],
            "back": _back(),
            "may_start": request.viewer.is_administrator,
        },
    )


@require_http_methods(["GET", "POST"])
def start(request: HttpRequest, key: str) -> HttpResponse:
    """Start a programme: the organisations' names, the period, the places."""
    viewer = request.viewer
    require(viewer.may_administer())
    found = _blueprint(key)
    running = {line.key for line in access.programmes(viewer)}
    form = StartForm(
        request.POST or None, blueprint=found, key=_free(found.key, running), today=viewer.today
    )

    def act(_told: dict[str, Any]) -> str:
        programmes.start(by=viewer, **form.asked())
        return str(form.cleaned_data["key"])

    return write(
        request,
        form=form,
        act=act,
        template="pages/programmes/start.html",
        context={
            "title": _("Start {name}").format(name=found.name),
            "back": {"url": reverse("programmes:start"), "label": _("Blueprints")},
        },
        done=lambda started: reverse("programmes:show", args=[started]),
        message=_("The programme is started. Now give the people who work in it their roles."),
    )


@never_cache
@require_http_methods(["GET", "POST"])
def add_staff(request: HttpRequest, key: str) -> HttpResponse:
    """Give someone a role; someone new is invited by mail."""
    viewer = request.viewer
    require(viewer.may_administer())
    file = access.programme(viewer, key)
    form = StaffForm(
        request.POST or None,
        colleagues=access.all_staff(viewer),
        organisations=file.organisations,
        today=viewer.today,
    )
    context = {
        "form": form,
        "title": _("Add someone to {name}").format(name=file.line.name),
        "back": _back(file),
    }
    if request.method == "POST" and form.is_valid():
        try:
            staff_id = _give_role(viewer, file, form.cleaned_data)
        except Denied as refusal:
            form.add_error(None, words.render(refusal.reason))
        else:
            return _role_given(request, file, form, staff_id)
    status = 422 if form.is_bound else 200
    return render(request, "pages/programmes/staff.html", context, status=status)


@require_http_methods(["GET", "POST"])
def end_role(request: HttpRequest, key: str, staff_id: int, role: str) -> HttpResponse:
    """End a role from today; what the person wrote stays."""
    viewer = request.viewer
    require(viewer.may_administer())
    file = access.programme(viewer, key)
    line = next((p for p in file.staff if (p.staff_id, p.role) == (staff_id, role)), None)
    if line is None:
        raise access.NotFound
    show_url = reverse("programmes:show", args=[key])
    if request.method == "POST":
        staff.revoke(
            by=viewer,
            staff_id=staff_id,
            role=Role(role),
            programme_id=file.line.programme_id,
            on=viewer.today,
        )
        return redirect(show_url)
    return render(
        request,
        "components/confirm_page.html",
        {
            "question": _("End the role of {name}?").format(name=line.name),
            "text": _("From today {name} no longer reaches the programme's files.").format(
                name=line.name
            ),
            "yes": _("End the role"),
            "url": request.path,
            "cancel_url": show_url,
            "tone": "danger",
            "back": _back(file),
        },
    )


@require_http_methods(["GET", "POST"])
def fund(request: HttpRequest, key: str) -> HttpResponse:
    """Note what a source pays for a year."""
    viewer = request.viewer
    require(viewer.may_administer())
    file = access.programme(viewer, key)
    return write(
        request,
        form=FundingForm(request.POST or None, initial={"year": viewer.today.year}),
        act=lambda told: programmes.fund(by=viewer, programme_id=file.line.programme_id, **told),
        context={
            "title": _("Note funding"),
            "lead": file.line.name,
            "submit": _("Save"),
            "back": _back(file),
        },
        done=reverse("programmes:show", args=[key]),
        message=_("The funding is noted."),
    )


@transaction.atomic
def _give_role(viewer: access.Viewer, file: ProgrammeFile, told: dict[str, Any]) -> int:
    staff_id: int = told["staff_id"] or staff.add(
        by=viewer,
        name=told["name"],
        organisation_id=told["organisation_id"],
        email=told["email"],
    )
    staff.grant(
        by=viewer,
        staff_id=staff_id,
        role=Role(told["role"]),
        programme_id=file.line.programme_id,
        starts_on=told["starts_on"],
    )
    return staff_id


def _role_given(
    request: HttpRequest, file: ProgrammeFile, form: StaffForm, staff_id: int
) -> HttpResponse:
    """Where there is no mail server the link is in this answer only, and kept nowhere."""
    if form.cleaned_data["staff_id"]:
        return redirect("programmes:show", file.line.key)
    link = invite(request, staff_id, form.cleaned_data["email"])
    if not link:
        return redirect("programmes:show", file.line.key)
    context = {
        "name": form.cleaned_data["name"],
        "link": link,
        "back": _back(file),
        "key": file.line.key,
    }
    return render(request, "pages/programmes/invited.html", context)


def _blueprint(key: str, version: int | None = None) -> Blueprint:
    try:
        return get(key, version)
    except UnknownBlueprint:
        raise Http404 from None


def _free(key: str, running: set[str]) -> str:
    """The blueprint's own key, or the first with a number that no programme has."""
    numbered = (f"{key}-{n}" for n in range(2, len(running) + 3))
    return key if key not in running else next(each for each in numbered if each not in running)


def _back(file: ProgrammeFile | None = None) -> dict[str, str]:
    if file is None:
        return {"url": reverse("programmes:list"), "label": _("Programmes")}
    return {"url": reverse("programmes:show", args=[file.line.key]), "label": file.line.name}


urlpatterns = [
    path("insatser/", show_list, name="list"),
    path("insatser/<slug:key>/", show, name="show"),
    path("insatser/<slug:key>/medarbetare/", add_staff, name="add_staff"),
    path("insatser/<slug:key>/medarbetare/<int:staff_id>/<slug:role>/", end_role, name="end_role"),
    path("insatser/<slug:key>/pengar/", fund, name="fund"),
    path("mallar/", choose, name="start"),
    path("mallar/<slug:key>/", blueprint, name="blueprint"),
    path("mallar/<slug:key>/starta/", start, name="start"),
    path("mallar/<slug:key>/<int:version>/", blueprint, name="blueprint"),
]
