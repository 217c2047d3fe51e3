"""Dataskydd: whom a request is about, and what is done for that person."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from framsteg.access import NotFound
from framsteg.access.reading import extracts as extracts_read
from framsteg.access.reading import requests
from framsteg.access.reading import rights as reading
from framsteg.web.forms.rights import FindForm
from framsteg.web.presenters import extracts as present
from framsteg.web.presenters import requests as present_requests


@require_http_methods(["GET", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """Find the person that a request is about."""
    viewer = request.viewer
    if not reading.minds_anyone(viewer):
        raise NotFound
    form = FindForm(request.POST if request.method == "POST" else None)
    found = None
    if form.is_valid():
        found = [
            present.found_row(one) for one in reading.search(viewer, form.cleaned_data["told"])
        ]
    status = 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "pages/rights/find.html", {"form": form, "found": found}, status=status)


@require_safe
def person(request: HttpRequest, enrolment_id: int) -> HttpResponse:
    """What a person has asked for and what has been done."""
    viewer = request.viewer
    views = extracts_read.extracts_of(viewer, enrolment_id)
    minded = reading.minded(viewer, enrolment_id)
    restrictions = requests.restrictions_of(viewer, enrolment_id)
    return render(
        request,
        "pages/rights/person.html",
        {
            "back": back_to(minded),
            "name": present.name_of(minded),
            "programme": minded.programme,
            "enrolment_id": enrolment_id,
            "extracts": [present.line(view, viewer) for view in views],
            "requests": [
                present_requests.request_row(one, viewer)
                for one in requests.requests_of(viewer, enrolment_id)
            ],
            "restrictions": [present_requests.restriction_row(one) for one in restrictions],
            "restricted": any(one.ends_on is None for one in restrictions),
            "one_open": any(not (v.given_on or v.dropped_on) for v in views),
        },
    )


def back_to(minded: reading.Minded) -> dict[str, str]:
    """The person's file, for who reads files; else the search."""
    if minded.reads_file:
        url = reverse("participants:file", args=[minded.enrolment_id])
        return {"url": url, "label": _("The person")}
    return {"url": reverse("rights:find"), "label": _("Data protection")}


urlpatterns = [
    path("dataskydd/", find, name="find"),
    path("dataskydd/<int:enrolment_id>/", person, name="person"),
]
