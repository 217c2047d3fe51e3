"""Begäran: what a person asks for, what became of it, and restriction of use."""

from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from framsteg.access.reading import requests as reading
from framsteg.access.reading import rights
from framsteg.actions import requests
from framsteg.web.forms.requests import AnswerForm, LiftForm, RequestForm, RestrictForm
from framsteg.web.pages.writing import write
from framsteg.web.presenters.extracts import name_of
from framsteg.web.presenters.words import day, said

GET_POST = ["GET", "POST"]


@require_http_methods(GET_POST)
def note(request: HttpRequest, enrolment_id: int) -> HttpResponse:
    """Note what the person asks for."""
    viewer = request.viewer
    person = rights.minded(viewer, enrolment_id)
    return write(
        request,
        form=RequestForm(request.POST if request.method == "POST" else None, today=viewer.today),
        act=lambda told: requests.note(by=viewer, enrolment_id=enrolment_id, **told),
        context={
            "page_title": _("Note a request"),
            "title": _("Note a request"),
            "lead": name_of(person),
            "submit": _("Note the request"),
            "back": _back(enrolment_id),
        },
        done=reverse("rights:person", args=[enrolment_id]),
        message=_("The request is noted."),
    )


@require_http_methods(GET_POST)
def answer(request: HttpRequest, request_id: int) -> HttpResponse:
    """Note what became of a request."""
    viewer = request.viewer
    person, asked = reading.request_of(viewer, request_id)
    return write(
        request,
        form=AnswerForm(request.POST if request.method == "POST" else None, today=viewer.today),
        act=lambda told: requests.answer(by=viewer, request_id=request_id, **told),
        context={
            "page_title": _("Answer a request"),
            "title": f"{said(asked.kind)}, {day(asked.asked_on)}",
            "lead": asked.words,
            "submit": _("Note the answer"),
            "back": _back(person.enrolment_id),
        },
        done=reverse("rights:person", args=[person.enrolment_id]),
        message=_("The answer is noted."),
    )


@require_http_methods(GET_POST)
def restrict(request: HttpRequest, enrolment_id: int) -> HttpResponse:
    """Restrict the use of what the organisation keeps about the person."""
    viewer = request.viewer
    person = rights.minded(viewer, enrolment_id)
    return write(
        request,
        form=RestrictForm(request.POST if request.method == "POST" else None, today=viewer.today),
        act=lambda told: requests.restrict(by=viewer, enrolment_id=enrolment_id, **told),
        context={
            "page_title": _("Restrict the use"),
            "title": _("Restrict the use"),
            "lead": _(
                "While it stands nothing that your organisation keeps about {name} is changed, "
                "taken out, counted or thinned out. It can be read, and an extract can be made."
            ).format(name=name_of(person)),
            "submit": _("Restrict the use"),
            "back": _back(enrolment_id),
        },
        done=reverse("rights:person", args=[enrolment_id]),
        message=_("The use is restricted."),
    )  # fmt: skip


@require_http_methods(GET_POST)
def lift(request: HttpRequest, restriction_id: int) -> HttpResponse:
    """Lift a restriction, when the person has been told."""
    viewer = request.viewer
    person, line = reading.restriction_of(viewer, restriction_id)
    return write(
        request,
        form=LiftForm(request.POST if request.method == "POST" else None, today=viewer.today),
        act=lambda told: requests.lift(by=viewer, restriction_id=restriction_id, **told),
        context={
            "page_title": _("Lift the restriction"),
            "title": _("Lift the restriction"),
            "lead": f"{name_of(person)} · {said(line.ground)}, {day(line.starts_on)}",
            "submit": _("Lift the restriction"),
            "back": _back(person.enrolment_id),
        },
        done=reverse("rights:person", args=[person.enrolment_id]),
        message=_("The restriction is lifted."),
    )


def _back(enrolment_id: int) -> dict[str, str]:
    url = reverse("rights:person", args=[enrolment_id])
    return {"url": url, "label": _("The person's rights")}


urlpatterns = [
    path("dataskydd/<int:enrolment_id>/begaran/", note, name="note"),
    path("begaran/<int:request_id>/", answer, name="answer"),
    path("dataskydd/<int:enrolment_id>/begransning/", restrict, name="restrict"),
    path("begransningar/<int:restriction_id>/hav/", lift, name="lift"),
]
