"""Main coaches and partners of a person: assigned, released, linked."""

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from framsteg import access
from framsteg.access import CaseFile, Viewer
from framsteg.access.files import Journey
from framsteg.access.reading.circle import partners
from framsteg.actions import assignments
from framsteg.blueprints.load import get
from framsteg.foundation.decision import require
from framsteg.rules.assignment import coaching_complete
from framsteg.rules.exits import still_enrolled
from framsteg.web import words
from framsteg.web.forms.enrolments import StaffForm
from framsteg.web.pages.writing import Act, write
from framsteg.web.presenters import enrolments as shown

GET_POST = ["GET", "POST"]


@require_http_methods(GET_POST)
def show(request: HttpRequest, enrolment_id: int) -> HttpResponse:
    """Who coaches the person, and the form that makes someone a main coach."""
    viewer = request.viewer
    return _page(
        request,
        enrolment_id,
        filled="assign",
        act=lambda told: assignments.assign(by=viewer, enrolment_id=enrolment_id, **told),
        message=_("The coach is assigned."),
    )


@require_http_methods(GET_POST)
def link(request: HttpRequest, enrolment_id: int) -> HttpResponse:
    """Link a clinical or agency partner to the person."""
    viewer = request.viewer
    return _page(
        request,
        enrolment_id,
        filled="link",
        act=lambda told: assignments.link(by=viewer, enrolment_id=enrolment_id, **told),
        message=_("The partner is linked. What they may read is decided by the consents."),
    )


@require_http_methods(GET_POST)
def release(request: HttpRequest, enrolment_id: int, staff_id: int) -> HttpResponse:
    """End a main coach's task today."""
    viewer = request.viewer
    if request.method == "POST":
        assignments.release(
            by=viewer, enrolment_id=enrolment_id, staff_id=staff_id, on=viewer.today
        )
        messages.success(request, _("The task as main coach is ended."))
        return redirect("enrolments:coaches", enrolment_id)
    text = _("From today the task is over. What the coach has written stays.")
    return _ask(request, enrolment_id, _("End the task as main coach?"), text)


@require_http_methods(GET_POST)
def unlink(request: HttpRequest, enrolment_id: int, staff_id: int) -> HttpResponse:
    """End a partner's link today."""
    viewer = request.viewer
    if request.method == "POST":
        assignments.unlink(by=viewer, enrolment_id=enrolment_id, staff_id=staff_id, on=viewer.today)
        messages.success(request, _("The link is ended. The partner no longer reaches the person."))
        return redirect("enrolments:coaches", enrolment_id)
    text = _("From today the partner no longer reaches anything about the person.")
    return _ask(request, enrolment_id, _("End the link?"), text)


def _page(
    request: HttpRequest, enrolment_id: int, *, filled: str, act: Act, message: str
) -> HttpResponse:
    """The page with its two forms, of which `filled` is the one that was sent."""
    viewer = request.viewer
    file, journey = _case(viewer, enrolment_id)
    blueprint = get(file.blueprint_key, file.blueprint_version)
    staff = access.staff_of(viewer, file.programme_id)
    linked = partners(viewer, enrolment_id)
    may, may_not = shown.coach_choices(blueprint, staff, journey.coaches)
    others = shown.partner_choices(staff, linked)
    posted = request.POST or None
    forms: dict[str, Form] = {
        "assign": StaffForm(
            posted if filled == "assign" else None, staff=may, today=viewer.today, prefix="assign"
        ),
        "link": StaffForm(
            posted if filled == "link" else None, staff=others, today=viewer.today, prefix="link"
        ),
    }
    current = [(c.staff_id, c.organisation_id) for c in journey.coaches if c.ends_on is None]
    complete = coaching_complete(blueprint, current=current)
    there = reverse("enrolments:coaches", args=[enrolment_id])
    return write(
        request,
        form=forms[filled],
        act=act,
        template="pages/enrolments/coaches.html",
        context={
            **forms,
            "page_title": _("Coaches and partners"),
            "title": _("Coaches of {name}").format(name=shown.name_of(file)),
            "rule": shown.coaches_rule(blueprint),
            "missing": "" if complete else words.render(complete.reason),
            "coaches": shown.coach_rows(enrolment_id, journey.coaches),
            "partners": shown.partner_rows(enrolment_id, linked),
            "may_not": may_not,
            "may": bool(may),
            "may_link": bool(others),
            "consent_url": reverse("consents:give", args=[enrolment_id]),
            "assign_url": there,
            "link_url": reverse("enrolments:link", args=[enrolment_id]),
            "back": {
                "url": reverse("participants:file", args=[enrolment_id]),
                "label": _("The person"),
            },
        },
        done=there,
        message=message,
    )


def _case(viewer: Viewer, enrolment_id: int) -> tuple[CaseFile, Journey]:
    file = access.case_file(viewer, enrolment_id)
    require(viewer.may_write(file.programme_id))
    if not isinstance(file.journey, Journey):
        raise access.NotFound
    require(still_enrolled(exited_on=file.journey.exited_on))
    return file, file.journey


def _ask(request: HttpRequest, enrolment_id: int, question: str, text: str) -> HttpResponse:
    _case(request.viewer, enrolment_id)
    context = {
        "question": question,
        "text": text,
        "yes": _("Yes, end it"),
        "tone": "accent",
        "url": request.path,
        "cancel_url": reverse("enrolments:coaches", args=[enrolment_id]),
    }
    return render(request, "components/confirm_page.html", context)


urlpatterns = [
    path("deltagare/<int:enrolment_id>/coacher/", show, name="coaches"),
    path("deltagare/<int:enrolment_id>/coacher/<int:staff_id>/avsluta/", release, name="release"),
    path("deltagare/<int:enrolment_id>/samverkan/", link, name="link"),
    path("deltagare/<int:enrolment_id>/samverkan/<int:staff_id>/avsluta/", unlink, name="unlink"),
]
