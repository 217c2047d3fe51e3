"""The end of a programme: everyone is handed over to a service that said yes."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from framsteg import access
from framsteg.access import Viewer
from framsteg.access.reading.handovers import hand_over, hand_overs, leaving
from framsteg.actions import handovers
from framsteg.actions.handovers import Outcome
from framsteg.foundation.codes import HandOverAnswer, PersonSays, Role
from framsteg.foundation.decision import Denied, require
from framsteg.rules.handovers import Stage, may_decline
from framsteg.web import words
from framsteg.web.forms.handovers import AnswerForm, AnswerManyForm, AskOneForm, DayForm, ManyForm
from framsteg.web.pages.writing import write
from framsteg.web.presenters import handovers as present
from framsteg.web.presenters.people import name_of

GET_POST = ["GET", "POST"]


@require_safe
def show_list(request: HttpRequest, key: str) -> HttpResponse:
    """How far the hand-over has come; each count leads to its list."""
    viewer = request.viewer
    found = hand_overs(viewer, key)
    chosen = request.GET.get("visa", "")
    programme_id = found.programme.programme_id
    return render(
        request,
        "pages/handovers/list.html",
        {
            **present.progress(found, chosen if chosen in list(Stage) else ""),
            "programme": found.programme,
            "writes": programme_id in viewer.writes_in and not found.programme.ended_on,
            "may_ask": bool(present.may_be_asked(found.people)),
            "may_answer": bool(present.may_be_answered(found.people)),
            "leads": Role.TEAM_LEAD in viewer.roles_in(programme_id),
            "back": {"url": reverse("programmes:show", args=[key]), "label": found.programme.name},
        },
    )


@require_http_methods(GET_POST)
def ask_many(request: HttpRequest, key: str) -> HttpResponse:
    """Ask one service about several persons; what became of each is told."""
    viewer = request.viewer
    found = hand_overs(viewer, key)
    require(viewer.may_write(found.programme.programme_id))
    people = present.may_be_asked(found.people)
    form = ManyForm(
        request.POST or None,
        people=people,
        services=_services(viewer, key),
        today=viewer.today,
    )

    def act(told: dict[str, Any]) -> None:
        done = handovers.ask_for_many(by=viewer, enrolment_ids=told.pop("people"), **told)
        _tell(request, done, dict(people))

    return write(
        request,
        form=form,
        act=act,
        context={
            "page_title": _("Ask a service"),
            "title": _("Ask a service about several persons"),
            "lead": _("Each stands as waiting until the service has answered for that person."),
            "submit": _("Note that the service is asked"),
            "back": {"url": reverse("handovers:list", args=[key]), "label": _("The hand-over")},
        },
        done=reverse("handovers:list", args=[key]),
    )


@require_http_methods(GET_POST)
def answer_many(request: HttpRequest, key: str) -> HttpResponse:
    """Note one service's answer about several persons; what became of each is told."""
    viewer = request.viewer
    found = hand_overs(viewer, key)
    require(viewer.may_write(found.programme.programme_id))
    people = present.may_be_answered(found.people)
    form = AnswerManyForm(request.POST or None, people=people, today=viewer.today)

    def act(told: dict[str, Any]) -> None:
        says = told.pop("person_says")
        told["answer"] = HandOverAnswer(told["answer"])
        if told["answer"] is HandOverAnswer.DECLINED:
            require(may_decline(reason=told["reason"]))
        done = handovers.answer_for_many(
            by=viewer,
            enrolment_ids=told.pop("people"),
            person_says=PersonSays(says) if says else None,
            **told,
        )
        _tell(request, done, {p.line.enrolment_id: name_of(p.line) for p in found.people})

    return write(
        request,
        form=form,
        act=act,
        context={
            "page_title": _("Note answers"),
            "title": _("Note a service's answer about several persons"),
            "lead": _("Choose those whom the answer is about. Each keeps a note of their own."),
            "submit": _("Save the answers"),
            "back": {"url": reverse("handovers:list", args=[key]), "label": _("The hand-over")},
        },
        done=reverse("handovers:list", args=[key]),
    )


@require_http_methods(GET_POST)
def finish(request: HttpRequest, key: str) -> HttpResponse:
    """Everyone for whom both say yes leaves to their service."""
    viewer = request.viewer
    found = hand_overs(viewer, key)
    require(viewer.may_write(found.programme.programme_id))
    names = {p.line.enrolment_id: name_of(p.line) for p in found.people if p.stage is Stage.READY}
    form = DayForm(request.POST or None, today=viewer.today)

    def act(told: dict[str, Any]) -> None:
        done = handovers.complete_many(by=viewer, enrolment_ids=list(names), on=told["on"])
        _tell(request, done, names)

    return write(
        request,
        form=form,
        act=act,
        context={
            "page_title": _("Complete the hand-over"),
            "title": _("Complete the hand-over"),
            "lead": _("The service and the person have said yes: {names}.").format(
                names=", ".join(names.values()) or _("nobody yet")
            ),
            "submit": _("Complete for these"),
            "back": {"url": reverse("handovers:list", args=[key]), "label": _("The hand-over")},
        },
        done=reverse("handovers:list", args=[key]),
    )


@require_http_methods(GET_POST)
def end(request: HttpRequest, key: str) -> HttpResponse:
    """Mark the programme as ended; refused while somebody is left over, and the list says who."""
    viewer = request.viewer
    found = hand_overs(viewer, key)
    require(viewer.may_lead(found.programme.programme_id))
    left = [present.row(one) for one in found.people if one.stage is not Stage.DONE]
    return write(
        request,
        form=DayForm(request.POST or None, today=viewer.today),
        act=lambda told: handovers.end_programme(
            by=viewer, programme_id=found.programme.programme_id, on=told["on"]
        ),
        template="pages/handovers/end.html",
        context={
            "title": _("End {programme}").format(programme=found.programme.name),
            "left": left,
            "out_of_sight": found.out_of_sight,
            "back": {"url": reverse("handovers:list", args=[key]), "label": _("The hand-over")},
        },
        done=reverse("handovers:list", args=[key]),
        message=_("The programme is marked as ended. Nobody is left over."),
    )


@require_POST
def reopen(request: HttpRequest, key: str) -> HttpResponse:
    """Undo the mark that the programme has ended."""
    found = hand_overs(request.viewer, key)
    handovers.reopen_programme(by=request.viewer, programme_id=found.programme.programme_id)
    messages.info(request, _("The programme is open again."))
    return redirect("handovers:list", key)


@require_http_methods(GET_POST)
def one(request: HttpRequest, enrolment_id: int) -> HttpResponse:
    """The services that were asked about a person, and the form that asks one."""
    viewer = request.viewer
    found = leaving(viewer, enrolment_id)
    require(viewer.may_write(found.line.programme_id))
    programme = next(
        p for p in access.programmes(viewer) if p.programme_id == found.line.programme_id
    )
    asks = found.stage in (Stage.NOT_ASKED, Stage.DECLINED)
    form = AskOneForm(
        request.POST or None, services=_services(viewer, programme.key), today=viewer.today
    )
    there = reverse("handovers:one", args=[enrolment_id])
    return write(
        request,
        form=form,
        act=lambda told: handovers.ask(
            by=viewer,
            enrolment_id=enrolment_id,
            **{**told, "person_says": PersonSays(told["person_says"])},
        ),
        template="pages/handovers/one.html",
        context={
            "page_title": _("Hand over"),
            "title": _("Hand over {name}").format(name=name_of(found.line)),
            "stage": words.render(present.STAGES[found.stage]),
            "tone": present.TONES.get(found.stage, "info"),
            "asks": asks,
            "ready": found.stage is Stage.READY,
            "requests": present.request_rows(found.requests, writes=found.stage is not Stage.DONE),
            "complete_url": reverse("handovers:complete", args=[enrolment_id]),
            "list_url": reverse("handovers:list", args=[programme.key]),
            "back": {
                "url": reverse("participants:file", args=[enrolment_id]),
                "label": name_of(found.line),
            },
        },
        done=there,
        message=_("It is noted that the service is asked."),
    )


@require_http_methods(GET_POST)
def answer(request: HttpRequest, hand_over_id: int) -> HttpResponse:
    """Note what the service says, and what the person says."""
    viewer = request.viewer
    found, line = hand_over(viewer, hand_over_id)
    require(viewer.may_write(found.line.programme_id))
    there = reverse("handovers:one", args=[found.line.enrolment_id])
    first = {
        "answer": line.answer, "on": line.answered_on or viewer.today, "reason": line.reason,
        "person_says": line.person_says, "note": line.note, "version": line.version,
    }  # fmt: skip

    def act(told: dict[str, Any]) -> None:
        told["answer"] = HandOverAnswer(told["answer"])
        told["person_says"] = PersonSays(told["person_says"])
        handovers.answer(by=viewer, hand_over_id=hand_over_id, **told)

    return write(
        request,
        form=AnswerForm(request.POST or None, today=viewer.today, initial=first),
        act=act,
        context={
            "page_title": _("Answer"),
            "title": _("The answer of {service}").format(service=line.service),
            "lead": name_of(found.line),
            "submit": _("Save the answer"),
            "back": {"url": there, "label": _("The hand-over")},
        },
        done=there,
        message=_("The answer is noted."),
    )


@require_POST
def take_back(request: HttpRequest, hand_over_id: int) -> HttpResponse:
    """Undo a question to a service."""
    enrolment_id = handovers.take_back(by=request.viewer, hand_over_id=hand_over_id)
    messages.info(request, _("The question is taken back. It is still in the history."))
    return redirect("handovers:one", enrolment_id)


@require_POST
def complete(request: HttpRequest, enrolment_id: int) -> HttpResponse:
    """The person leaves to the service today."""
    try:
        handovers.complete(by=request.viewer, enrolment_id=enrolment_id, on=request.viewer.today)
    except Denied as refusal:
        messages.error(request, words.render(refusal.reason))
        return redirect("handovers:one", enrolment_id)
    undo = reverse("enrolments:take_back_exit", args=[enrolment_id])
    messages.success(request, _("The person is handed over."), extra_tags=f"undo:{undo}")
    return redirect("participants:file", enrolment_id)


def _services(viewer: Viewer, key: str) -> list[str]:
    """The organisations and units that the programme knows, by name."""
    file = access.programme(viewer, key)
    names = {o.name for o in file.organisations}
    names |= {
        f"{words.told(u.name)}, {u.organisation}"
        for u in access.units_of(viewer, file.line.programme_id)
    }
    return sorted(names)


def _tell(request: HttpRequest, done: Iterable[Outcome], names: dict[int, str]) -> None:
    """What became of each: how many went well, and every one that did not, with the reason."""
    outcomes = list(done)
    well = sum(1 for one in outcomes if one.refused is None)
    if well:
        text = ngettext("Done for {n} person.", "Done for {n} persons.", well)
        messages.success(request, text.format(n=well))
    for outcome in outcomes:
        if outcome.refused is not None:
            name = names.get(outcome.enrolment_id, "")
            messages.error(request, f"{name}: {words.render(outcome.refused)}")


urlpatterns = [
    path("insatser/<slug:key>/overlamning/", show_list, name="list"),
    path("insatser/<slug:key>/overlamning/fraga/", ask_many, name="ask_many"),
    path("insatser/<slug:key>/overlamning/svar/", answer_many, name="answer_many"),
    path("insatser/<slug:key>/overlamning/slutfor/", finish, name="finish"),
    path("insatser/<slug:key>/avsluta/", end, name="end"),
    path("insatser/<slug:key>/oppna-igen/", reopen, name="reopen"),
    path("deltagare/<int:enrolment_id>/overlamning/", one, name="one"),
    path("deltagare/<int:enrolment_id>/overlamning/slutfor/", complete, name="complete"),
    path("overlamning/<int:hand_over_id>/", answer, name="answer"),
    path("overlamning/<int:hand_over_id>/angra/", take_back, name="take_back"),
]
