"""Several persons to another main coach at once, with a word that reaches the new one's day."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from framsteg import access
from framsteg.access import CaseQuery, Viewer
from framsteg.access.reading.programmes import ProgrammeLine
from framsteg.actions import coach_changes
from framsteg.foundation.decision import require
from framsteg.web import words
from framsteg.web.forms.coach_changes import PassOnForm
from framsteg.web.pages.enquiries import own_programmes
from framsteg.web.pages.participants_list import number
from framsteg.web.pages.writing import write
from framsteg.web.presenters.people import name_of

MOST = 100


@require_http_methods(["GET", "POST"])
def pass_on(request: HttpRequest) -> HttpResponse:
    """Choose whose persons (?programme=, ?from=), which of them, and who takes over."""
    viewer = request.viewer
    programme = _programme(request)
    if programme is None:
        mine = [(p.key, p.name) for p in own_programmes(viewer)]
        if not mine:
            raise access.NotFound
        return render(request, "pages/coach_changes/choose.html", {"programmes": mine})
    require(viewer.may_write(programme.programme_id))
    coaches = access.coaches_of(viewer, programme.programme_id)
    giver = _giver(request, viewer, [c.staff_id for c in coaches])
    people = _people_of(viewer, programme.programme_id, giver)
    form = PassOnForm(
        request.POST or None,
        people=people,
        staff=[(c.staff_id, f"{c.name}, {c.organisation}") for c in coaches if c.staff_id != giver],
        today=viewer.today,
    )

    def act(told: dict[str, Any]) -> None:
        ids = told.pop("people")
        passed = coach_changes.pass_on(by=viewer, enrolment_ids=ids, from_staff_id=giver, **told)
        _tell(request, passed, dict(people))

    return write(
        request,
        form=form,
        act=act,
        template="pages/coach_changes/pass_on.html",
        context={
            "programme": programme.name,
            "people": people,
            "coaches": [
                {
                    "label": c.name,
                    "url": f"{request.path}?programme={programme.key}&from={c.staff_id}",
                    "current": c.staff_id == giver,
                }
                for c in coaches
            ],
            "back": {"url": reverse("participants:list"), "label": _("Participants")},
        },
        done=f"{reverse('participants:list')}?programme={programme.key}&alone=1",
    )


@require_POST
def take_back(request: HttpRequest, batch: UUID) -> HttpResponse:
    """Undo: everyone who was passed on at once goes back to the coach they had."""
    n = coach_changes.take_back(by=request.viewer, batch=batch)
    text = ngettext("{n} person is back.", "{n} persons are back.", n)
    messages.success(request, text.format(n=n))
    return redirect("participants:list")


@require_POST
def mark_read(request: HttpRequest, change_id: int) -> HttpResponse:
    """The word that came with a person is read."""
    coach_changes.mark_read(by=request.viewer, change_id=change_id)
    return redirect("my_day:today")


def _programme(request: HttpRequest) -> ProgrammeLine | None:
    mine = own_programmes(request.viewer)
    if len(mine) == 1:
        return mine[0]
    return next((p for p in mine if p.key == request.GET.get("programme")), None)


def _giver(request: HttpRequest, viewer: Viewer, coaches: list[int]) -> int:
    """Whose persons: the coach asked for, oneself, or the first by name."""
    asked = number(request.GET.get("from"))
    if asked is not None:
        if asked not in coaches:
            raise access.NotFound
        return asked
    own = viewer.staff_id or 0
    return own if own in coaches else next(iter(coaches), 0)


def _people_of(viewer: Viewer, programme_id: int, giver: int) -> list[tuple[int, str]]:
    query = CaseQuery(programme_id=programme_id, coach_id=giver, size=MOST)
    return [(c.enrolment_id, name_of(c)) for c in access.case_files(viewer, query).lines]


def _tell(request: HttpRequest, passed: coach_changes.Passed, names: dict[int, str]) -> None:
    """How many went well, with the way back, and each that did not, with the reason."""
    well = sum(1 for one in passed.outcomes if one.refused is None)
    if well:
        text = ngettext("{n} person has a new coach.", "{n} persons have a new coach.", well)
        undo = reverse("coach_changes:take_back", args=[passed.batch])
        messages.success(request, text.format(n=well), extra_tags=f"undo:{undo}")
    for one in passed.outcomes:
        if one.refused is not None:
            messages.error(request, f"{names[one.enrolment_id]}: {words.render(one.refused)}")


urlpatterns = [
    path("deltagare/byt-coach/", pass_on, name="pass_on"),
    path("coachbyte/<uuid:batch>/angra/", take_back, name="take_back"),
    path("coachbyte/<int:change_id>/last/", mark_read, name="mark_read"),
]
