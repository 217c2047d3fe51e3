"""Placements: a job, studies or an internship begins, grows, ends, and is put right."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods, require_POST

from framsteg import access
from framsteg.access import CaseFile, Viewer
from framsteg.access.files import PlacementLine
from framsteg.actions import employers, placements
from framsteg.blueprints.load import get
from framsteg.foundation.codes import PlacementEnd, PlacementKind, Sector, Subsidy
from framsteg.foundation.training_codes import LedTo, PlacementPurpose
from framsteg.rules.placements import is_job
from framsteg.rules.support_rhythm import is_loss
from framsteg.rules.time_limits import LIMITED, suggested_last_day
from framsteg.web.forms.placements import AmendForm, EndForm, ShareForm, StartForm, WithEmployer
from framsteg.web.pages.writing import write
from framsteg.web.presenters import placements as present


@require_http_methods(["GET", "POST"])
def start(request: HttpRequest, enrolment_id: int) -> HttpResponse:
    """Something begins, or is agreed to begin."""
    viewer = request.viewer
    file = _to_write_in(viewer, enrolment_id)
    kind = _kind_asked(request)
    form = StartForm(
        request.POST or None,
        viewer=viewer,
        today=viewer.today,
        initial=_begun_with(kind, file, viewer),
    )

    @transaction.atomic
    def act(told: dict[str, Any]) -> None:
        # The employer's sector, unless something else was said of this job.
        sector = told["sector"] or (form.employer.sector if form.employer else None)
        placements.start(
            by=viewer,
            enrolment_id=enrolment_id,
            kind=PlacementKind(told["kind"]),
            on=told["on"],
            percent=told["percent"],
            subsidy=Subsidy(told["subsidy"]) if told["subsidy"] else None,
            employer_id=_employer(viewer, form),
            sector=Sector(sector) if sector else None,
            trade=told["trade"],
            title=told["title"],
            monthly_wage=told["monthly_wage"],
            note=told["note"],
            purpose=PlacementPurpose(told["purpose"]) if told["purpose"] else None,
            planned_last_day=told["planned_last_day"],
        )

    return write(
        request,
        form=form,
        act=act,
        template="pages/placements/start.html",
        context={
            "title": _TITLES[kind] if kind in _TITLES else _("Start a job, studies or internship"),
            "limited": kind in LIMITED or kind is None,
            "asked": kind,
            "lead": present.person(file),
            "back": _back(file),
            "more_open": form.is_bound,
        },
        done=_file_url(enrolment_id),
        message=_("Saved. Good luck!"),
    )


@require_http_methods(["GET", "POST"])
def share(request: HttpRequest, placement_id: int) -> HttpResponse:
    """Another share of full time from a day on; what was before is kept."""
    viewer = request.viewer
    file, line = _own(viewer, placement_id)
    return write(
        request,
        form=ShareForm(request.POST or None, today=viewer.today),
        act=lambda told: placements.change_share(by=viewer, placement_id=placement_id, **told),
        template="pages/placements/share.html",
        context={
            "title": _("Change the share of full time"),
            "lead": f"{present.person(file)}: {present.what(line)}",
            "back": _back(file),
            "columns": [
                {"label": _("When")},
                {"label": _("Share"), "numeric": True},
                {"label": _("What changed")},
            ],
            "steps": present.steps(line),
        },
        done=_file_url(file.enrolment_id),
        message=_("The share of full time is changed."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, placement_id: int) -> HttpResponse:
    """It ends. For the person the support goes on."""
    viewer = request.viewer
    file, line = _own(viewer, placement_id)
    form = EndForm(request.POST or None, kind=line.kind, today=viewer.today)

    def act(told: dict[str, Any]) -> PlacementEnd:
        reason = PlacementEnd(told["reason"])
        placements.end(
            by=viewer,
            placement_id=placement_id,
            on=form.first_day_without,
            reason=reason,
            led_to=LedTo(told["led_to"]) if told.get("led_to") else None,
        )
        undo = reverse("placements:take_back_end", args=[placement_id])
        messages.success(request, _said_of_the_end(line, reason), extra_tags=f"undo:{undo}")
        return reason

    return write(
        request,
        form=form,
        act=act,
        template="pages/placements/end.html",
        context={
            "title": _("It has ended"),
            "lead": f"{present.person(file)}: {present.what(line)}",
            "back": _back(file),
        },
        done=lambda reason: _after_the_end(line, reason, file.enrolment_id),
    )


@require_POST
def take_back_end(request: HttpRequest, placement_id: int) -> HttpResponse:
    """Undo an end that was a slip."""
    enrolment_id = access.enrolment_of_placement(request.viewer, placement_id)
    placements.take_back_end(by=request.viewer, placement_id=placement_id)
    messages.info(request, _("It goes on: the end is taken back."))
    return redirect("participants:file", enrolment_id)


@require_http_methods(["GET", "POST"])
def amend(request: HttpRequest, placement_id: int) -> HttpResponse:
    """Put right what was written; if a colleague did so meanwhile, both are shown."""
    viewer = request.viewer
    file, line = _own(viewer, placement_id)
    initial = {name: getattr(line, name) for name in ("employer_id", *_AMENDED, "version")}
    form = AmendForm(request.POST or None, viewer=viewer, initial=initial)

    @transaction.atomic
    def act(told: dict[str, Any]) -> None:
        placements.amend(
            by=viewer,
            placement_id=placement_id,
            version=told["version"] or 0,
            employer_id=_employer(viewer, form),
            **{name: told[name] for name in _AMENDED},
        )

    return write(
        request,
        form=form,
        act=act,
        template="pages/placements/amend.html",
        context={
            "title": _("Change {what}").format(what=present.said(line.kind).lower()),
            "lead": present.person(file),
            "back": _back(file),
            "facts": present.facts(line),
            "placement_id": placement_id,
            "ended": line.ends_on is not None,
        },
        done=_file_url(file.enrolment_id),
        message=_("The change is saved."),
    )


def _after_the_end(line: PlacementLine, reason: PlacementEnd, enrolment_id: int) -> str:
    """A lost job leads to the page of new steps; everything else back to the person."""
    if is_job(line.kind) and is_loss(reason):
        return reverse("next_steps:show", args=[line.placement_id])
    return _file_url(enrolment_id)


def _kind_asked(request: HttpRequest) -> PlacementKind | None:
    asked = request.GET.get("kind", "")
    return PlacementKind(asked) if asked in list(PlacementKind) else None


def _begun_with(kind: PlacementKind | None, file: CaseFile, viewer: Viewer) -> dict[str, Any]:
    if kind is None:
        return {}
    blueprint = get(file.blueprint_key, file.blueprint_version)
    last_day = suggested_last_day(blueprint, kind, viewer.today)
    return {"kind": kind.value, "planned_last_day": last_day}


_TITLES = {
    PlacementKind.EMPLOYMENT: _lazy("Register a job"),
    PlacementKind.INTERNSHIP: _lazy("Register an internship"),
    PlacementKind.SUPPORTED_TRAINING: _lazy("Start Supported Training"),
}
_AMENDED = ("sector", "trade", "title", "monthly_wage", "note")


def _employer(viewer: Viewer, form: WithEmployer) -> int | None:
    """The employer typed, added to the register first where it was new."""
    if form.new_employer:
        return employers.add(by=viewer, name=form.new_employer)
    found: int | None = form.cleaned_data["employer_id"]
    return found


def _said_of_the_end(line: PlacementLine, reason: PlacementEnd) -> str:
    """A job that is lost is not a failure and not an exit: you go on together."""
    if reason in (PlacementEnd.NEW_JOB, PlacementEnd.LED_TO_EMPLOYMENT):
        return _("Saved. Remember to start the new job here too.")
    if is_job(line.kind):
        return _("Saved. The support goes on: what is the next step towards the next job?")
    return _("Saved. What is the next step?")


def _to_write_in(viewer: Viewer, enrolment_id: int) -> CaseFile:
    file = access.case_file(viewer, enrolment_id)
    if not file.may_write:
        raise access.NotFound
    return file


def _own(viewer: Viewer, placement_id: int) -> tuple[CaseFile, PlacementLine]:
    """The placement and its person's file, if the viewer's organisation wrote the placement."""
    file = _to_write_in(viewer, access.enrolment_of_placement(viewer, placement_id))
    for line in file.placements or ():
        if line.placement_id == placement_id and line.owner_id == viewer.organisation_id:
            return file, line
    raise access.NotFound


def _file_url(enrolment_id: int) -> str:
    return reverse("participants:file", args=[enrolment_id])


def _back(file: CaseFile) -> dict[str, str]:
    return {"url": _file_url(file.enrolment_id), "label": present.person(file)}


urlpatterns = [
    path("deltagare/<int:enrolment_id>/sysselsattning/", start, name="start"),
    path("sysselsattning/<int:placement_id>/andel/", share, name="share"),
    path("sysselsattning/<int:placement_id>/slut/", end, name="end"),
    path("sysselsattning/<int:placement_id>/slut/angra/", take_back_end, name="take_back_end"),
    path("sysselsattning/<int:placement_id>/andra/", amend, name="amend"),
]
