"""A person's wishes of a job, the jobs that meet them, and the steps towards one.

Always from the person: no address here begins with a job.
"""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from framsteg import access
from framsteg.access.reading.matches import JobTrail, MatchLine, WishesLine
from framsteg.access.reading.suggested_jobs import refused_jobs, suggested_jobs
from framsteg.actions import matches
from framsteg.foundation.codes import HardNo, MatchStepKind, PlacementKind, Subsidy, ToldBy
from framsteg.rules import applications
from framsteg.rules.matching import meet
from framsteg.web.forms.matches import PlaceForm, StepForm, ToldForm, WishesForm, shown
from framsteg.web.pages.writing import write
from framsteg.web.presenters import matches as present
from framsteg.web.presenters import suggestions
from framsteg.web.presenters.words import day, said


@require_http_methods(["GET", "POST"])
def show(request: HttpRequest, enrolment_id: int) -> HttpResponse:
    """The person's ways to jobs, the wishes, and the jobs that meet them."""
    viewer = request.viewer
    trail = access.job_trail(viewer, enrolment_id)
    kept = trail.wishes if isinstance(trail.wishes, WishesLine) else None
    own = kept is not None and kept.owner_id == viewer.organisation_id
    initial = shown(kept.values) if kept else {}
    initial |= {
        "wants_suggestions": kept.wants_suggestions if kept else False,
        "version": kept.version if own and kept else None,
    }
    form = WishesForm(
        request.POST or None, viewer=viewer, kept=kept.values if kept else None, initial=initial
    )
    if request.method == "POST" and not trail.may_write:
        raise access.NotFound

    def act(told: dict[str, Any]) -> None:
        matches.set_wishes(
            by=viewer,
            enrolment_id=enrolment_id,
            wants_suggestions=told["wants_suggestions"],
            values=form.values(),
            version=told["version"],
        )

    return write(
        request,
        form=form,
        act=act,
        template="pages/matches/show.html",
        context={
            "name": present.name_of(trail),
            "id": enrolment_id,
            "may_write": trail.may_write,
            "back": _to_person(trail),
            "matches": present.match_rows(trail, viewer),
            "matches_shared": trail.matches is not access.NOT_SHARED,
            "wishes_shared": trail.wishes is not access.NOT_SHARED,
            "ask": trail.owner,
            "kept": {"by": f"{kept.author}, {kept.owner}" if kept.author else kept.owner,
                     "on": day(kept.told_on)} if kept else None,
            **_list(request, trail, kept),
        },
        done=reverse("matches:show", args=[enrolment_id]) + "#forslag",
        message=_("The wishes are saved."),
    )  # fmt: skip


@require_POST
def try_wishes(request: HttpRequest, enrolment_id: int) -> HttpResponse:
    """The list as it would be with these wishes; nothing is saved."""
    viewer = request.viewer
    access.may_try_wishes(viewer, enrolment_id)
    form = WishesForm(request.POST, viewer=viewer, kept=None)
    if not form.is_valid() or not form.cleaned_data["wants_suggestions"]:
        return _part(_no_list())
    found = suggested_jobs(viewer, access.as_wishes(form.values()))
    return _part(_found(found, enrolment_id, ()))


@require_safe
def refused(request: HttpRequest, enrolment_id: int, why: str) -> HttpResponse:
    """The jobs that a no keeps away, for the person to see."""
    viewer = request.viewer
    trail = access.job_trail(viewer, enrolment_id)
    if why not in list(HardNo) or not isinstance(trail.wishes, WishesLine):
        raise access.NotFound
    wishes = access.as_wishes(trail.wishes.values)
    return render(
        request,
        "pages/matches/refused.html",
        {
            "back": {"url": reverse("matches:show", args=[enrolment_id]),
                     "label": _("Jobs and applications")},
            "why": present.why_words(HardNo(why)),
            "rows": present.refused_rows(refused_jobs(viewer, wishes, HardNo(why))),
        },
    )  # fmt: skip


@require_POST
def suggest(request: HttpRequest, enrolment_id: int, job_id: int) -> HttpResponse:
    """Put a job before the person."""
    match_id = matches.suggest(by=request.viewer, enrolment_id=enrolment_id, job_id=job_id)
    undo = reverse("matches:take_back", args=[match_id])
    messages.success(request, _("The job is suggested."), extra_tags=f"undo:{undo}")
    return redirect("matches:open", match_id)


@require_safe
def open_(request: HttpRequest, match_id: int) -> HttpResponse:
    """One way to a job: what is told, what has happened, what can come now."""
    viewer = request.viewer
    trail, line = access.match(viewer, match_id)
    mine = trail.may_write and line.owner_id == viewer.organisation_id
    wishes = trail.wishes if isinstance(trail.wishes, WishesLine) else None
    outcome = meet(access.as_wishes(wishes.values), line.job.facts) if wishes else None
    return render(
        request,
        "pages/matches/open.html",
        {
            "match": line,
            "mine": mine,
            "lead": " · ".join(filter(None, [present.name_of(trail), line.job.employer])),
            "back": {"url": reverse("matches:show", args=[trail.enrolment_id]),
                     "label": _("Jobs and applications")},
            "steps": present.next_steps(line) if mine else [],
            "story": present.trail_of(line),
            "told_by": said(line.told_by),
            "undecided": line.told_by is None,
            "sides": present.sides(outcome, line.job) if outcome else None,
        },
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, match_id: int, kind: str) -> HttpResponse:
    """Note a step. The choice of what is told stands beside each contact with the employer."""
    viewer = request.viewer
    trail, line = _own(request, match_id)
    if kind not in list(MatchStepKind) or kind == MatchStepKind.PLACED:
        raise access.NotFound
    code = MatchStepKind(kind)
    form = StepForm(request.POST or None, kind=code, today=viewer.today)

    def act(told: dict[str, Any]) -> None:
        matches.step(
            by=viewer, match_id=match_id, kind=code, on=told["on"], at=told.get("at"),
            note=told["note"], once=told["once"],
        )  # fmt: skip
        undo = reverse("matches:take_back", args=[match_id])
        messages.success(request, _("The step is saved."), extra_tags=f"undo:{undo}")

    return write(
        request,
        form=form,
        act=act,
        template="pages/matches/step.html",
        context={
            "title": said(code),
            "lead": f"{present.name_of(trail)}: {line.job.title}",
            "back": _to_match(line),
            "told_by": said(line.told_by),
            "tells": line.tells,
            "keeps_private": line.keeps_private,
            "tell_url": reverse("matches:tell", args=[match_id]),
            "asks_first": applications.said_yes(line.done),
        },
        done=reverse("matches:open", args=[match_id]),
    )


@require_http_methods(["GET", "POST"])
def tell(request: HttpRequest, match_id: int) -> HttpResponse:
    """The person's choice of what this employer is told, and by whom."""
    trail, line = _own(request, match_id)
    initial = {"told_by": line.told_by, "tells": line.tells, "keeps_private": line.keeps_private,
               "version": line.version}  # fmt: skip

    def act(told: dict[str, Any]) -> None:
        matches.decide_what_is_told(
            by=request.viewer, match_id=match_id, version=told["version"] or 0,
            told_by=ToldBy(told["told_by"]), tells=told["tells"],
            keeps_private=told["keeps_private"],
        )  # fmt: skip

    return write(
        request,
        form=ToldForm(request.POST or None, initial=initial),
        act=act,
        context={
            "title": _("What the employer is told"),
            "lead": f"{present.name_of(trail)}: {line.job.title}",
            "submit": _("Save"),
            "back": _to_match(line),
        },
        done=reverse("matches:open", args=[match_id]),
        message=_("The choice is saved."),
    )


@require_http_methods(["GET", "POST"])
def place(request: HttpRequest, match_id: int) -> HttpResponse:
    """It led to a job or internship, which starts on the person's page too."""
    trail, line = _own(request, match_id)
    hours = line.job.facts.hours
    form = PlaceForm(
        request.POST or None,
        initial={"on": request.viewer.today, "percent": hours[1] if hours else None},
    )

    def act(told: dict[str, Any]) -> None:
        matches.place(
            by=request.viewer, match_id=match_id, kind=PlacementKind(told["kind"]), on=told["on"],
            percent=told["percent"],
            subsidy=Subsidy(told["subsidy"]) if told["subsidy"] else None,
        )  # fmt: skip

    return write(
        request,
        form=form,
        act=act,
        context={
            "title": _("It led to a job or internship"),
            "lead": f"{present.name_of(trail)}: {line.job.title}",
            "submit": _("Save"),
            "back": _to_match(line),
        },
        done=reverse("participants:file", args=[trail.enrolment_id]),
        message=_("Saved. Good luck!"),
    )


@require_POST
def take_back(request: HttpRequest, match_id: int) -> HttpResponse:
    """Undo the latest step."""
    enrolment_id = access.match(request.viewer, match_id)[0].enrolment_id
    left = matches.take_back_step(by=request.viewer, match_id=match_id)
    messages.info(request, _("The step is taken back. It is still in the history."))
    return redirect("matches:open", match_id) if left else redirect("matches:show", enrolment_id)


def _list(request: HttpRequest, trail: JobTrail, kept: WishesLine | None) -> dict[str, Any]:
    if kept is None or not kept.wants_suggestions or not trail.may_write:
        return _no_list()
    found = suggested_jobs(request.viewer, access.as_wishes(kept.values))
    known = [line.job.job_id for line in trail.matches or ()]
    return _found(found, trail.enrolment_id, known)


def _found(found: Any, enrolment_id: int, known: Any) -> dict[str, Any]:
    return {
        "wanted": True,
        "cards": suggestions.cards(found, enrolment_id, known),
        "employers": suggestions.employers_to_visit(found),
        "hidden": suggestions.hidden(found, enrolment_id),
        "open_jobs": found.open_jobs,
    }


def _part(told: dict[str, Any]) -> HttpResponse:
    """Without the request: this part of the page needs nothing of the frame around it."""
    return HttpResponse(render_to_string("pages/matches/_list.html", told))


def _no_list() -> dict[str, Any]:
    return {"wanted": False, "cards": [], "employers": [], "hidden": [], "open_jobs": 0}


def _own(request: HttpRequest, match_id: int) -> tuple[JobTrail, MatchLine]:
    trail, line = access.match(request.viewer, match_id)
    if not trail.may_write or line.owner_id != request.viewer.organisation_id:
        raise access.NotFound
    return trail, line


def _to_person(trail: JobTrail) -> dict[str, str]:
    return {
        "url": reverse("participants:file", args=[trail.enrolment_id]),
        "label": present.name_of(trail),
    }


def _to_match(line: MatchLine) -> dict[str, str]:
    return {"url": reverse("matches:open", args=[line.match_id]), "label": line.job.title}


urlpatterns = [
    path("deltagare/<int:enrolment_id>/jobb/", show, name="show"),
    path("deltagare/<int:enrolment_id>/jobb/prova/", try_wishes, name="try"),
    path("deltagare/<int:enrolment_id>/jobb/nej/<slug:why>/", refused, name="refused"),
    path("deltagare/<int:enrolment_id>/jobb/<int:job_id>/", suggest, name="suggest"),
    path("ansokan/<int:match_id>/", open_, name="open"),
    path("ansokan/<int:match_id>/berattar/", tell, name="tell"),
    path("ansokan/<int:match_id>/borjar/", place, name="place"),
    path("ansokan/<int:match_id>/angra/", take_back, name="take_back"),
    path("ansokan/<int:match_id>/steg/<slug:kind>/", step, name="step"),
]
