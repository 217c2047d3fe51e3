"""The same person with another organisation: asked about, answered, taken back, parted again."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from framsteg.access import NotFound, Viewer
from framsteg.access.reading import person_asks as reading
from framsteg.access.reading.person_asks import MetAsk, Subject
from framsteg.actions import person_asks
from framsteg.actions.person_asks import SaidYes
from framsteg.foundation.codes import ConsentGiven
from framsteg.foundation.decision import Denied
from framsteg.web import words
from framsteg.web.forms.person_asks import AnswerForm, AskForm
from framsteg.web.pages.writing import write
from framsteg.web.presenters import person_asks as present

NEXT_DAY = timedelta(days=1)


@require_http_methods(["GET", "POST"])
def show(request: HttpRequest, enrolment_id: int) -> HttpResponse:
    """One person: what others have been asked, and the question to put."""
    viewer = request.viewer
    person = reading.subject(viewer, enrolment_id)
    organisations = reading.who_can_be_asked(viewer)
    names = dict(organisations)
    form = AskForm(
        request.POST or None,
        organisations=organisations,
        said_yes=person.said_yes,
        keys=present.keys(person),
        today=viewer.today,
    )

    def act(told: dict[str, Any]) -> None:
        person_asks.ask(
            by=viewer,
            enrolment_id=enrolment_id,
            asked_id=told["asked_id"],
            by_key=told["by_key"],
            reference=told.get("reference", ""),
            yes=_said(viewer, told, person.programme, names[told["asked_id"]]),
        )

    return write(
        request,
        form=form,
        act=act,
        template="pages/person_asks/show.html",
        context={
            "person": person,
            "lines": [present.line(one) for one in reading.lines(viewer, enrolment_id)],
            "text": present.text_shown(
                viewer.organisation_name, _("the organisation that is asked"), person.programme
            ),
            "said_to": ", ".join(names[pk] for pk in names if pk in person.said_yes),
            "why_not": _why_not(person, bool(organisations)),
            "number_url": reverse("facts:change", args=[enrolment_id, "personnummer"])
            if not person.has_number
            else "",
            "back": _back_to_person(enrolment_id),
        },
        done=reverse("person_asks:show", args=[enrolment_id]),
        # The same words whether anybody is met or not.
        message=_("They are asked. You hear of it here if they answer that it is the same person."),
    )


@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, ask_id: int) -> HttpResponse:
    """A question that met one of the own persons: yes with the person's yes, or no."""
    viewer = request.viewer
    try:
        asked = reading.met_ask(viewer, ask_id)
    except NotFound:
        if request.method != "POST":
            raise
        return _too_late(request, ask_id)
    refuses = "no" in request.POST
    form = AnswerForm(
        request.POST or None,
        persons=present.persons(asked),
        said_yes=asked.said_yes,
        refuses=refuses,
        today=viewer.today,
    )

    def act(told: dict[str, Any]) -> None:
        person_asks.answer(
            by=viewer,
            ask_id=ask_id,
            enrolment_id=told["enrolment_id"],
            yes=not refuses,
            said=None if refuses else _said_to(viewer, told, asked),
        )

    return write(
        request,
        form=form,
        act=act,
        template="pages/person_asks/answer.html",
        context={
            "asked": asked,
            "title": _("The same person as with {who}?").format(who=asked.organisation),
            "row": present.met_row(asked),
            "persons": [
                {
                    "name": one.name,
                    "line": text,
                    "url": reverse("participants:file", args=[one.enrolment_id]),
                }
                for one, (_pk, text) in zip(asked.persons, present.persons(asked), strict=True)
            ],
            "text": present.text_shown(
                viewer.organisation_name, asked.organisation, asked.persons[0].programme
            ),
            "back": _back_to_doubles(),
        },
        done=reverse("same_persons:show"),
        message=_("Noted. They are not told of a no.")
        if refuses
        else _("It is one person now. Each organisation keeps its own file."),
    )


@require_POST
def take_back(request: HttpRequest, ask_id: int) -> HttpResponse:
    """Ask no longer."""
    enrolment_id = person_asks.take_back(by=request.viewer, ask_id=ask_id)
    messages.success(request, _("The question is taken back."))
    return redirect("person_asks:show", enrolment_id)


@require_http_methods(["GET", "POST"])
def part(request: HttpRequest, ask_id: int) -> HttpResponse:
    """Two registrations again."""
    line = next((one for one in reading.lines(request.viewer) if one.ask_id == ask_id), None)
    if line is None:
        raise NotFound
    there = reverse("person_asks:show", args=[line.enrolment_id])
    if request.method == "POST":
        person_asks.part(by=request.viewer, ask_id=ask_id)
        messages.success(request, _("They are two registrations again."))
        return redirect(there)
    return render(
        request,
        "components/confirm_page.html",
        {
            "page_title": _("Two registrations again?"),
            "question": _("Is it not the same person as with {who}?").format(who=line.organisation),
            "text": _(
                "Both organisations keep their own files. The figures count two persons again, "
                "and the other organisation sees in its history that you have parted them."
            ),
            "yes": _("Yes, part them"),
            "tone": "accent",
            "url": request.path,
            "cancel_url": there,
        },
    )


def _too_late(request: HttpRequest, ask_id: int) -> HttpResponse:
    """Two who answer at once: the second is told, and sent to where the rest waits."""
    try:
        person_asks.answer(by=request.viewer, ask_id=ask_id, enrolment_id=0, yes=False)
    except Denied as refusal:
        messages.warning(request, words.render(refusal.reason))
    return redirect("same_persons:show")


def _said(viewer: Viewer, told: dict[str, Any], programme: str, other: str) -> SaidYes | None:
    if told["has_yes"]:
        return None
    return SaidYes(
        text_version=present.TEXT_VERSION,
        text_shown=present.text_shown(viewer.organisation_name, other, programme),
        purpose=words.render(present.PURPOSE),
        given=ConsentGiven(told["given"]),
        given_on=told["given_on"],
        expires_on=told["last_day"] + NEXT_DAY,
        kept_at=told["kept_at"],
    )


def _said_to(viewer: Viewer, told: dict[str, Any], asked: MetAsk) -> SaidYes | None:
    programmes = {one.enrolment_id: one.programme for one in asked.persons}
    return _said(viewer, told, programmes[told["enrolment_id"]], asked.organisation)


def _why_not(person: Subject, somebody: bool) -> str:
    """Why nobody can be asked, in words; '' where somebody can."""
    if person.anonymous:
        return _("Nobody is asked about a person who is registered without a name.")
    if not somebody:
        return _("No other organisation works with persons in this installation.")
    if not present.keys(person):
        return _("A person with a protected identity is asked about by number only.")
    return ""


def _back_to_person(enrolment_id: int) -> dict[str, str]:
    return {"url": reverse("participants:file", args=[enrolment_id]), "label": _("The person")}


def _back_to_doubles() -> dict[str, str]:
    return {"url": reverse("same_persons:show"), "label": _("Persons who stand twice")}


urlpatterns = [
    path("deltagare/<int:enrolment_id>/samma-person/", show, name="show"),
    path("deltagare/samma-person/<int:ask_id>/svara/", answer, name="answer"),
    path("deltagare/samma-person/<int:ask_id>/ta-tillbaka/", take_back, name="take_back"),
    path("deltagare/samma-person/<int:ask_id>/isar/", part, name="part"),
]
