"""Copy as journal text: the entry in the own authority's shape, and the mark that it was copied."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from framsteg import access
from framsteg.access.reading import journal as reading
from framsteg.actions import journal
from framsteg.foundation.decision import Denied, require
from framsteg.foundation.journal_codes import JournalSubject
from framsteg.rules.journal import waits_since
from framsteg.web import words
from framsteg.web.forms.journal import CopiedForm
from framsteg.web.pages.writing import write
from framsteg.web.presenters import journal as present

SUBJECTS = {subject.value.replace("_", "-"): subject for subject in JournalSubject}


@require_http_methods(["GET", "POST"])
def show(request: HttpRequest, enrolment_id: int, subject: str, subject_id: int) -> HttpResponse:
    """The text to copy, and a form that marks it as copied."""
    viewer = request.viewer
    if subject not in SUBJECTS:
        raise access.NotFound
    _require_writer(request, enrolment_id)
    entry = reading.own_entry(viewer, enrolment_id, SUBJECTS[subject], subject_id)

    def act(told: dict[str, Any]) -> None:
        copy_id = journal.mark(
            by=viewer, enrolment_id=enrolment_id, subject=entry.subject,
            subject_id=subject_id, system=told["system"], once=told["once"],
        )  # fmt: skip
        undo = reverse("journal:take_back", args=[copy_id])
        messages.success(request, _("It is marked as copied."), extra_tags=f"undo:{undo}")

    return write(
        request,
        form=CopiedForm(request.POST if request.method == "POST" else None),
        act=act,
        template="pages/journal/show.html",
        context={
            "text": present.text(entry, reading.kind_of_own(viewer)),
            "back": _back(enrolment_id),
        },
        done=reverse("journal:waiting", args=[enrolment_id]),
    )


@require_safe
def waiting(request: HttpRequest, enrolment_id: int) -> HttpResponse:
    """The own entries of the last 30 days that are not copied yet."""
    viewer = request.viewer
    _require_writer(request, enrolment_id)
    entries = reading.not_copied(viewer, enrolment_id, waits_since(viewer.today))
    return render(
        request,
        "pages/journal/waiting.html",
        {"rows": present.waiting(enrolment_id, entries), "back": _back(enrolment_id)},
    )


@require_POST
def take_back(request: HttpRequest, copy_id: int) -> HttpResponse:
    """Undo: the mark goes, that it was there stays in the history."""
    try:
        enrolment_id = journal.take_back(by=request.viewer, copy_id=copy_id)
    except Denied as refusal:
        messages.error(request, words.render(refusal.reason))
        return redirect("my_day:today")
    messages.info(request, _("The mark is taken back. It is still in the history."))
    return redirect("journal:waiting", enrolment_id)


def _require_writer(request: HttpRequest, enrolment_id: int) -> None:
    line = access.case_line(request.viewer, enrolment_id)
    require(request.viewer.may_write(line.programme_id))


def _back(enrolment_id: int) -> dict[str, str]:
    return {"url": reverse("participants:file", args=[enrolment_id]), "label": _("The person")}


urlpatterns = [
    path("deltagare/<int:enrolment_id>/journal/", waiting, name="waiting"),
    path(
        "deltagare/<int:enrolment_id>/journal/<slug:subject>/<int:subject_id>/", show, name="show"
    ),
    path("journal/<int:copy_id>/angra/", take_back, name="take_back"),
]
