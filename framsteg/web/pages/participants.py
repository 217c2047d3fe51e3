"""Each participant's page, and the history of it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from framsteg import access
from framsteg.access.reading import requests
from framsteg.web.pages import participants_list
from framsteg.web.presenters.history import change_rows, read_rows
from framsteg.web.presenters.participant import participant
from framsteg.web.presenters.requests import beside


@require_safe
def show_file(request: HttpRequest, enrolment_id: int) -> HttpResponse:
    """The person's page: the journey as a story, each part with who wrote it and who may see it."""
    viewer = request.viewer
    before = request.GET.get("before", "")
    file = access.case_file(viewer, enrolment_id, contacts_before=participants_list.number(before))
    return render(
        request,
        "pages/participants/file.html",
        {
            **participant(file, viewer),
            "beside": beside(requests.beside(viewer, enrolment_id)),
            "back": _back_to_list(request),
        },
    )


@require_safe
def history(request: HttpRequest, enrolment_id: int) -> HttpResponse:
    """What was changed in the rows in sight, and who has read the file."""
    viewer = request.viewer
    there = reverse("participants:file", args=[enrolment_id])
    return render(
        request,
        "pages/participants/history.html",
        {
            "back": {"url": there, "label": _("The person")},
            "changes": change_rows(access.changes(viewer, enrolment_id)),
            "reads": read_rows(access.reads(viewer, enrolment_id)),
        },
    )


def _back_to_list(request: HttpRequest) -> dict[str, str]:
    """Back to the list as it was filtered, when that is where the reader came from."""
    there = reverse("participants:list")
    came_from = request.headers.get("referer", "")
    _host, found, query = came_from.partition(f"{request.get_host()}{there}?")
    return {"url": f"{there}?{query}" if found else there, "label": _("Participants")}


urlpatterns = [
    *participants_list.urlpatterns,
    path("deltagare/<int:enrolment_id>/", show_file, name="file"),
    path("deltagare/<int:enrolment_id>/historik/", history, name="history"),
]
