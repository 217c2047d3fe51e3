"""Conflict of interest: declared for a person or an employer, and ended when it has passed."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from framsteg import access
from framsteg.access.reading.conflicts import ConflictLine, with_employer, with_person
from framsteg.actions import conflicts
from framsteg.foundation.decision import Denied, require
from framsteg.web import words
from framsteg.web.forms.conflicts import ConflictForm
from framsteg.web.pages.writing import write
from framsteg.web.presenters.people import name_of
from framsteg.web.presenters.words import day

GET_POST = ["GET", "POST"]


@require_http_methods(GET_POST)
def person(request: HttpRequest, enrolment_id: int) -> HttpResponse:
    """Declare a conflict with a person; those that stand are shown."""
    viewer = request.viewer
    line = access.case_line(viewer, enrolment_id)
    require(viewer.may_write(line.programme_id))
    return _page(
        request,
        {"enrolment_id": enrolment_id},
        with_person(viewer, enrolment_id),
        {"url": reverse("participants:file", args=[enrolment_id]), "label": name_of(line)},
    )


@require_http_methods(GET_POST)
def employer(request: HttpRequest, employer_id: int) -> HttpResponse:
    """Declare a conflict with an employer."""
    return _page(
        request,
        {"employer_id": employer_id},
        with_employer(request.viewer, employer_id),
        {"url": reverse("employers:show", args=[employer_id]), "label": _("The employer")},
    )


@require_POST
def end(request: HttpRequest, conflict_id: int) -> HttpResponse:
    """The conflict has passed."""
    try:
        row = conflicts.end(by=request.viewer, conflict_id=conflict_id)
    except Denied as refusal:
        messages.error(request, words.render(refusal.reason))
        return redirect("my_day:today")
    messages.info(request, _("The conflict of interest is ended. It is still in the history."))
    if row.enrolment_id:
        return redirect("conflicts:person", row.enrolment_id)
    return redirect("conflicts:employer", row.employer_id)


def _page(
    request: HttpRequest,
    about: dict[str, int],
    standing: tuple[ConflictLine, ...],
    back: dict[str, str],
) -> HttpResponse:
    viewer = request.viewer
    return write(
        request,
        form=ConflictForm(request.POST if request.method == "POST" else None),
        act=lambda told: conflicts.declare(by=viewer, **about, **told),
        template="pages/conflicts/show.html",
        context={"back": back, "rows": [_row(one) for one in standing],
                 "mine": any(one.staff_id == viewer.staff_id for one in standing)},
        done=request.path,
        message=_("Your conflict of interest is noted. A colleague does what is to be done here."),
    )  # fmt: skip


def _row(one: ConflictLine) -> dict[str, Any]:
    return {
        "title": one.name,
        "meta": " · ".join(filter(None, [day(one.declared_on), one.reason])),
        "end_url": reverse("conflicts:end", args=[one.conflict_id]),
    }


urlpatterns = [
    path("deltagare/<int:enrolment_id>/jav/", person, name="person"),
    path("arbetsgivare/<int:employer_id>/jav/", employer, name="employer"),
    path("jav/<int:conflict_id>/upphor/", end, name="end"),
]
