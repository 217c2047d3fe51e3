"""The first talk with all authorities, before anybody is enrolled: a yes, then a meeting."""

from datetime import time
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from framsteg import access
from framsteg.access import Viewer
from framsteg.access.reading.enquiries import EnquiryFile
from framsteg.access.reading.programmes import ProgrammeFile
from framsteg.actions import first_talks
from framsteg.foundation.codes import ConsentGiven, Place
from framsteg.web.forms.first_talks import FirstTalkForm, TogetherForm
from framsteg.web.mailing import send_invitations
from framsteg.web.pages.writing import write
from framsteg.web.presenters.enquiries import named

GET_POST = ["GET", "POST"]


@require_http_methods(GET_POST)
def agree(request: HttpRequest, enquiry_id: int) -> HttpResponse:
    """Note with whom the person wants to speak first."""
    viewer = request.viewer
    enquiry, programme = _opened(viewer, enquiry_id)
    others = _others(viewer, programme)
    initial = {
        "together_with": list(enquiry.together_with) or [pk for pk, _name in others],
        "together_how": enquiry.together_how or ConsentGiven.ORAL,
        "together_on": enquiry.together_on or viewer.today,
        "version": enquiry.version,
    }
    form = TogetherForm(
        request.POST or None, organisations=others, today=viewer.today, initial=initial
    )

    def act(told: dict[str, Any]) -> None:
        first_talks.agree(
            by=viewer,
            enquiry_id=enquiry_id,
            on=told["together_on"],
            how=ConsentGiven(told["together_how"]),
            organisation_ids=told["together_with"],
            version=told["version"] or 0,
        )

    return write(
        request,
        form=form,
        act=act,
        context={
            "page_title": _("Yes to speaking together"),
            "title": _("Does the person want to speak with all at once?"),
            "lead": _(
                "Until the person has said yes, nobody else is told. The yes is for this first "
                "talk, not for sharing the file."
            ),
            "submit": _("Note the yes"),
            "back": _back(enquiry_id),
        },
        done=reverse("enquiries:show", args=[enquiry_id]),
        message=_("The yes is noted. Book the first talk when it suits the person."),
    )


@require_safe
def form_on_paper(request: HttpRequest, enquiry_id: int) -> HttpResponse:
    """The same question to read and sign with a pen."""
    _enquiry, programme = _opened(request.viewer, enquiry_id)
    return render(
        request,
        "pages/enquiries/together.html",
        {
            "programme": programme.line.name,
            "own": request.viewer.organisation_name,
            "others": [name for _pk, name in _others(request.viewer, programme)],
            "back": _back(enquiry_id),
        },
    )


@require_http_methods(GET_POST)
def take_back(request: HttpRequest, enquiry_id: int) -> HttpResponse:
    """The person no longer wants it; booked talks are cancelled."""
    viewer = request.viewer
    _opened(viewer, enquiry_id)
    there = reverse("enquiries:show", args=[enquiry_id])
    if request.method == "POST":
        for meeting_id in first_talks.take_back_yes(by=viewer, enquiry_id=enquiry_id):
            send_invitations.enqueue(meeting_id, [])
        messages.success(request, _("The yes is taken back. Booked talks are cancelled."))
        return redirect(there)
    context = {
        "page_title": _("Take back the yes"),
        "question": _("Does the person no longer want to speak together?"),
        "text": _("Booked talks are cancelled, and those who were asked are told so."),
        "yes": _("Yes, take it back"),
        "tone": "accent",
        "url": request.path,
        "cancel_url": there,
    }
    return render(request, "components/confirm_page.html", context)


@require_http_methods(GET_POST)
def book(request: HttpRequest, enquiry_id: int) -> HttpResponse:
    """Ask those whom the person has said yes to."""
    viewer = request.viewer
    enquiry, programme = _opened(viewer, enquiry_id)
    agreed = {*enquiry.together_with, viewer.organisation_id}
    staff = {s.staff_id: s for s in programme.staff if s.staff_id != viewer.staff_id}
    form = FirstTalkForm(
        request.POST or None,
        colleagues=[
            (pk, f"{s.name}, {s.organisation}")
            for pk, s in staff.items()
            if s.organisation_id in agreed
        ],
        organisations=[o for o in _others(viewer, programme) if o[0] in agreed],
        initial={
            "on": viewer.today,
            "at": time(10),
            "organisation_ids": list(enquiry.together_with),
        },
    )

    def act(told: dict[str, Any]) -> int:
        told["place"] = Place(told["place"])
        meeting_id = first_talks.book(by=viewer, enquiry_id=enquiry_id, now=timezone.now(), **told)
        send_invitations.enqueue(meeting_id, [])
        return meeting_id

    return write(
        request,
        form=form,
        act=act,
        context={
            "page_title": _("Book the first talk"),
            "title": _("First talk with all: {who}").format(who=named(enquiry)),
            "lead": _("Those who are asked are told when and where, and by the yes also who."),
            "submit": _("Book the meeting"),
            "back": _back(enquiry_id),
        },
        done=lambda meeting_id: reverse("meetings:show", args=[meeting_id]),
        message=_("The meeting is booked."),
    )


def _opened(viewer: Viewer, enquiry_id: int) -> tuple[EnquiryFile, ProgrammeFile]:
    enquiry = access.enquiry(viewer, enquiry_id)
    line = next(p for p in access.programmes(viewer) if p.programme_id == enquiry.programme_id)
    return enquiry, access.programme(viewer, line.key)


def _others(viewer: Viewer, programme: ProgrammeFile) -> list[tuple[int, str]]:
    return [
        (o.organisation_id, o.name)
        for o in programme.organisations
        if o.organisation_id != viewer.organisation_id
    ]


def _back(enquiry_id: int) -> dict[str, str]:
    return {"url": reverse("enquiries:show", args=[enquiry_id]), "label": _("The enquiry")}


ENQUIRY = "forfragningar/<int:enquiry_id>/"
urlpatterns = [
    path(f"{ENQUIRY}ja-till-samtal/", agree, name="agree"),
    path(f"{ENQUIRY}ja-till-samtal/blankett/", form_on_paper, name="form_on_paper"),
    path(f"{ENQUIRY}ja-till-samtal/aterta/", take_back, name="take_back"),
    path(f"{ENQUIRY}forsta-samtalet/", book, name="book"),
]
