"""Somebody leaves: what they answer for, and who takes over."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from framsteg import access
from framsteg.access import CaseQuery, Viewer
from framsteg.access.reading import leavers as reading
from framsteg.access.reading.programmes import ProgrammeFile
from framsteg.actions import leavers
from framsteg.actions.leavers import Leaving, Refusal
from framsteg.foundation.codes import LeftKind
from framsteg.web import words
from framsteg.web.forms.leavers import LeaverForm
from framsteg.web.pages.writing import write
from framsteg.web.presenters.people import name_of
from framsteg.web.presenters.words import said

MOST = 100


@require_safe
def choose(request: HttpRequest, key: str) -> HttpResponse:
    """Who leaves: everyone who has a role in the programme."""
    file = _programme(request.viewer, key)
    rows = [
        {
            "title": line.name,
            "meta": f"{said(line.role)} · {line.organisation}",
            "url": reverse("leavers:hand_over", args=[key, line.staff_id]),
            "icon": "user",
        }
        for line in file.staff
    ]
    context = {"rows": rows, "programme": file.line.name, "back": _back(key)}
    return render(request, "pages/leavers/choose.html", context)


@require_http_methods(["GET", "POST"])
def hand_over(request: HttpRequest, key: str, staff_id: int) -> HttpResponse:
    """All that somebody answers for in the programme, to one colleague."""
    viewer = request.viewer
    file = _programme(viewer, key)
    name = reading.colleague_name(viewer, file.line.programme_id, staff_id)
    others = {line.staff_id: f"{line.name}, {line.organisation}" for line in file.staff}
    others.pop(staff_id, None)
    form = LeaverForm(request.POST or None, staff=list(others.items()), today=viewer.today)

    def act(told: dict[str, Any]) -> None:
        leaving = Leaving(file.line.programme_id, staff_id, **told)
        _tell(request, leavers.hand_over(by=viewer, leaving=leaving, now=timezone.now()))

    lines = [
        line
        for line in reading.left(viewer, staff_id, now=timezone.now())
        if line.programme_id in (file.line.programme_id, None)
    ]
    query = CaseQuery(programme_id=file.line.programme_id, coach_id=staff_id, size=MOST)
    people = access.case_files(viewer, query).lines
    return write(
        request,
        form=form,
        act=act,
        template="pages/leavers/hand_over.html",
        context={
            "name": name,
            "programme": file.line.name,
            "left": [(said(line.kind), str(line.n)) for line in lines],
            "people": [
                {
                    "title": name_of(one),
                    "url": reverse("participants:file", args=[one.enrolment_id]),
                    "icon": "user",
                }
                for one in people
            ],
            "back": _back(key),
        },
        done=request.path,
    )


def _tell(request: HttpRequest, refused: tuple[Refusal, ...]) -> None:
    """What could not be given, once for each kind and reason; or that all is done."""
    if not refused:
        messages.success(request, _("All is handed over."))
        return
    counted: dict[tuple[LeftKind, str], int] = {}
    for one in refused:
        hidden = _("You may not see it. Ask the organisation that does.")
        reason = words.render(one.reason) if one.reason else hidden
        counted[one.kind, reason] = counted.get((one.kind, reason), 0) + 1
    for (kind, reason), n in counted.items():
        left = ngettext("{n} is left", "{n} are left", n).format(n=n)
        messages.warning(request, f"{said(kind)}: {left}. {reason}")


def _programme(viewer: Viewer, key: str) -> ProgrammeFile:
    file = access.programme(viewer, key)
    if file.line.programme_id not in viewer.writes_in:
        raise access.NotFound
    return file


def _back(key: str) -> dict[str, str]:
    return {"url": reverse("team:show", args=[key]), "label": _("The team")}


urlpatterns = [
    path("insatser/<slug:key>/team/slutar/", choose, name="choose"),
    path("insatser/<slug:key>/team/slutar/<int:staff_id>/", hand_over, name="hand_over"),
]
