"""Persons who stand twice: found, looked at, put together, and taken apart again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from framsteg import access
from framsteg.access import CaseFile
from framsteg.access.files import Identity, Journey
from framsteg.access.reading import person_asks, same_persons
from framsteg.actions import person_merges
from framsteg.foundation.decision import Denied, require
from framsteg.web import words
from framsteg.web.presenters import persons_alike as present
from framsteg.web.presenters.enrolments import name_of
from framsteg.web.presenters.person_asks import line as ask_line
from framsteg.web.presenters.person_asks import met_row
from framsteg.web.presenters.words import day

Versions = tuple[int, int, int, int]


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Pairs that may be one person, and what was put together lately."""
    viewer = request.viewer
    if not viewer.writes_in:
        raise access.NotFound
    pairs = same_persons.standing_twice(viewer)
    return render(
        request,
        "pages/same_persons/show.html",
        {
            "back": {"url": reverse("participants:list"), "label": _("Participants")},
            "pairs": [
                {
                    "one": present.line(one),
                    "other": present.line(other),
                    "url": reverse(
                        "same_persons:merge", args=[other.enrolment_id, one.enrolment_id]
                    ),
                }
                for one, other in pairs
            ],
            "merges": [
                {
                    "id": m.merge_id,
                    "on": day(m.merged_on),
                    "by": m.by,
                    "url": reverse("participants:file", args=[m.enrolment_id]),
                }
                for m in same_persons.merges(viewer)
            ],
            "met": [met_row(one) for one in person_asks.met(viewer)],
            "asks": [ask_line(one) for one in person_asks.lines(viewer)],
        },
    )


@require_http_methods(["GET", "POST"])
def merge(request: HttpRequest, kept_id: int, double_id: int) -> HttpResponse:
    """Both beside each other: choose fact by fact, and put the second into the first."""
    viewer = request.viewer
    kept, double = access.case_file(viewer, kept_id), access.case_file(viewer, double_id)
    for file in (kept, double):
        require(viewer.may_write(file.programme_id))
    rows = present.differing(kept, double)
    versions, refusal, status = _versions(kept, double), "", 200
    if request.method == "POST":
        for row in rows:
            row["chosen"] = request.POST.get(row["field"], row["chosen"])
        try:
            merge_id = person_merges.put_together(
                by=viewer,
                kept_id=kept_id,
                double_id=double_id,
                versions=_read(request),
                chosen={row["field"]: row["chosen"] for row in rows},
            )
        except Denied as denied:
            refusal, status = words.render(denied.reason), 422
        else:
            undo = reverse("same_persons:take_apart", args=[merge_id])
            messages.success(request, _("The two are one person now."), extra_tags=f"undo:{undo}")
            return redirect("participants:file", kept_id)
    return render(
        request,
        "pages/same_persons/merge.html",
        {
            "kept": _side(kept),
            "double": _side(double),
            "rows": rows,
            "versions": "-".join(map(str, versions)),
            "refusal": refusal,
            "swap_url": reverse("same_persons:merge", args=[double_id, kept_id]),
            "back": {"url": reverse("same_persons:show"), "label": _("Persons who stand twice")},
        },
        status=status,
    )


@require_POST
def take_apart(request: HttpRequest, merge_id: int) -> HttpResponse:
    """Undo: two again, each with what was theirs."""
    enrolment_id = person_merges.take_apart(by=request.viewer, merge_id=merge_id)
    messages.success(request, _("They are two persons again."))
    return redirect("participants:file", enrolment_id)


def _side(file: CaseFile) -> dict[str, str]:
    """What tells the two apart at a glance."""
    journey = file.journey
    return {
        "name": name_of(file),
        "programme": file.programme_name,
        "since": day(journey.enrolled_on) if isinstance(journey, Journey) else "",
        "contacts": str(file.summary.contact_count),
        "last": day(file.summary.last_contact_on, empty="–"),
        "url": reverse("participants:file", args=[file.enrolment_id]),
    }


def _versions(kept: CaseFile, double: CaseFile) -> Versions:
    """Of both persons and both enrolments; 0 for what is not in sight."""
    both = (kept, double)
    persons = [f.identity.version if isinstance(f.identity, Identity) else 0 for f in both]
    cases = [f.journey.version if isinstance(f.journey, Journey) else 0 for f in both]
    return (persons[0], persons[1], cases[0], cases[1])


def _read(request: HttpRequest) -> Versions:
    """The versions that the page was drawn with."""
    sent = request.POST.get("versions", "").split("-")
    if len(sent) != 4 or not all(n.isdecimal() and len(n) < 10 for n in sent):
        return (0, 0, 0, 0)
    return (int(sent[0]), int(sent[1]), int(sent[2]), int(sent[3]))


urlpatterns = [
    path("deltagare/dubbletter/", show, name="show"),
    path("deltagare/<int:kept_id>/samma-person/<int:double_id>/", merge, name="merge"),
    path("deltagare/sammanslagning/<int:merge_id>/angra/", take_apart, name="take_apart"),
]
