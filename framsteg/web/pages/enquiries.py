"""Enquiries: the list, taking one in, meeting the person, and the answer they get."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from framsteg import access
from framsteg.access import Viewer
from framsteg.access.reading.enquiries import (
    PAGE,
    EnquiryFile,
    enquiry_steps,
    enrolment_of,
)
from framsteg.access.reading.meetings import meetings_of_enquiry
from framsteg.access.reading.programmes import ProgrammeLine
from framsteg.actions import enquiries, programmes
from framsteg.blueprints.load import get
from framsteg.blueprints.schema import Blueprint
from framsteg.foundation.codes import (
    Channel,
    DeclineReason,
    EnquiryOutcome,
    Formality,
    SourceKind,
)
from framsteg.rules.enquiries import decline_reasons, may_become
from framsteg.web import words
from framsteg.web.forms.enquiries import DeclineForm, EnquiryForm, MeetingForm
from framsteg.web.forms.sources import full_name
from framsteg.web.pages.writing import write
from framsteg.web.presenters import enquiries as shown
from framsteg.web.presenters.meetings import row as meeting_row

GET_POST = ["GET", "POST"]


@require_safe
def show_list(request: HttpRequest) -> HttpResponse:
    """Enquiries by state; the waiting list in the order of the day, and nothing else."""
    viewer = request.viewer
    mine = own_programmes(viewer)
    chosen = next((p for p in mine if p.key == request.GET.get("programme")), None)
    tab = request.GET.get("show", "")
    tab = tab if tab in shown.TABS else "open"
    before = request.GET.get("before", "")
    rows = access.enquiries(
        viewer,
        programme_id=chosen.programme_id if chosen else None,
        outcomes=shown.TABS[tab][0],
        before=int(before) if before.isdecimal() and len(before) <= 16 else None,
        oldest_first=tab == "waiting",
    )
    counts = access.enquiry_counts(viewer, chosen.programme_id if chosen else None)
    names = {p.programme_id: p.name for p in mine} if len(mine) > 1 and not chosen else {}
    in_order = tab == "waiting" and not before
    return render(
        request,
        "pages/enquiries/list.html",
        {
            "tabs": shown.tabs(counts, shown=tab, programme_key=chosen.key if chosen else ""),
            "tab": tab,
            "rows": [
                shown.row(
                    one,
                    viewer.today,
                    place=n if in_order else None,
                    programme=names.get(one.programme_id, ""),
                )
                for n, one in enumerate(rows, 1)
            ],
            "programmes": [(p.key, p.name) for p in mine] if len(mine) > 1 else [],
            "chosen": chosen.key if chosen else "",
            "way_in": [
                (reverse("outreach:show", args=[p.key]), p.name)
                for p in ([chosen] if chosen else mine)
            ],
            "next_url": _next(request, rows),
        },
    )


@require_http_methods(GET_POST)
def receive(request: HttpRequest) -> HttpResponse:
    """Take in an enquiry, in whatever form it came."""
    viewer = request.viewer
    mine = own_programmes(viewer)
    if not mine:
        raise access.NotFound
    initial = {"programme_id": mine[0].programme_id}
    form = _form(request, mine, initial)

    def act(told: dict[str, Any]) -> int:
        return enquiries.receive(
            by=viewer, programme_id=told["programme_id"], **_noted(viewer, told)
        )

    return write(
        request,
        form=form,
        act=act,
        template="pages/enquiries/note.html",
        context={
            "title": _("Take in an enquiry"),
            "submit": _("Save the enquiry"),
            "back": _back_to_list(),
            "several": len(mine) > 1,
        },
        done=lambda enquiry_id: reverse("enquiries:show", args=[enquiry_id]),
        message=_("The enquiry is saved. Book an information meeting, or answer right away."),
    )


@require_http_methods(GET_POST)
def amend(request: HttpRequest, enquiry_id: int) -> HttpResponse:
    """Change what was noted."""
    viewer = request.viewer
    enquiry = access.enquiry(viewer, enquiry_id)
    units = access.units_of(viewer, enquiry.programme_id)
    unit = next((full_name(u) for u in units if u.unit_id == enquiry.unit_id), "")
    initial = {
        "programme_id": enquiry.programme_id, "received_on": enquiry.received_on,
        "source_kind": enquiry.source_kind, "unit": unit, "channel": enquiry.channel,
        "formality": enquiry.formality or "", "person_name": enquiry.person_name,
        "person_contact": enquiry.person_contact, "wish": enquiry.wish,
        "version": enquiry.version,
    }  # fmt: skip
    form = _form(request, [_programme_of(viewer, enquiry)], initial)

    def act(told: dict[str, Any]) -> None:
        noted = _noted(viewer, told)
        noted["formality"] = noted["formality"] or ""
        enquiries.amend(by=viewer, enquiry_id=enquiry_id, version=told["version"] or 0, **noted)

    return write(
        request,
        form=form,
        act=act,
        template="pages/enquiries/note.html",
        context={
            "title": _("Change what was noted"),
            "submit": _("Save"),
            "back": _back(enquiry_id),
            "several": False,
        },
        done=reverse("enquiries:show", args=[enquiry_id]),
        message=_("The change is saved."),
    )


@require_safe
def show(request: HttpRequest, enquiry_id: int) -> HttpResponse:
    """One enquiry: what was said, the meeting, the answer, and how it went."""
    viewer = request.viewer
    enquiry = access.enquiry(viewer, enquiry_id)
    programme = _programme_of(viewer, enquiry)
    blueprint = _blueprint(programme)
    enrolment_id = enrolment_of(viewer, enquiry_id)
    undecided = enquiry.outcome in (EnquiryOutcome.OPEN, EnquiryOutcome.WAITING)
    return render(
        request,
        "pages/enquiries/show.html",
        {
            "title": shown.named(enquiry),
            "programme": programme.name,
            "enquiry_id": enquiry_id,
            "facts": shown.facts(enquiry),
            "wish": enquiry.wish,
            "together": shown.together(enquiry, access.programme(viewer, programme.key)),
            "talks": [meeting_row(line) for line in meetings_of_enquiry(viewer, enquiry_id)],
            "meeting": shown.meeting(enquiry, blueprint, viewer.today),
            "confirmation": shown.confirmation(enquiry, programme.name) if undecided else "",
            "answer": shown.answer(enquiry, programme.name),
            "state": shown.said(enquiry.outcome),
            "tone": shown.TONES[enquiry.outcome],
            "response": shown.response(enquiry, viewer.today),
            "steps": shown.history(enquiry, enquiry_steps(viewer, enquiry_id)),
            "undecided": undecided,
            "waiting": enquiry.outcome is EnquiryOutcome.WAITING,
            "may_reopen": bool(
                may_become(current=enquiry.outcome, outcome=EnquiryOutcome.OPEN)
            ),
            "enrolment_id": enrolment_id,
            "back": _back_to_list(),
        },
    )  # fmt: skip


@require_http_methods(GET_POST)
def meet(request: HttpRequest, enquiry_id: int) -> HttpResponse:
    """Book the information meeting, or note that it was held."""
    viewer = request.viewer
    enquiry = access.enquiry(viewer, enquiry_id)
    blueprint = _blueprint(_programme_of(viewer, enquiry))
    initial = {
        "on": enquiry.meeting_on,
        "at": enquiry.meeting_time,
        "place": enquiry.meeting_place,
        "booked_by": enquiry.meeting_booked_by or blueprint.ways_in.booked_by,
        "together_with": enquiry.meeting_with or words.told(enquiry.source),
        "held": bool(enquiry.meeting_on and enquiry.meeting_on <= viewer.today),
    }
    form = MeetingForm(request.POST or None, initial=initial)
    return write(
        request,
        form=form,
        act=lambda told: enquiries.meet(by=viewer, enquiry_id=enquiry_id, **told),
        template="pages/enquiries/meet.html",
        context={
            "title": _("Information meeting"),
            "meeting": shown.meeting(enquiry, blueprint, viewer.today),
            "submit": _("Save the meeting"),
            "back": _back(enquiry_id),
        },
        done=reverse("enquiries:show", args=[enquiry_id]),
        message=_("The meeting is saved."),
    )


@require_http_methods(GET_POST)
def decline(request: HttpRequest, enquiry_id: int) -> HttpResponse:
    """Say no with a fact, and point to another door."""
    viewer = request.viewer
    enquiry = access.enquiry(viewer, enquiry_id)
    programme = _programme_of(viewer, enquiry)
    reasons = decline_reasons(_blueprint(programme))
    form = DeclineForm(request.POST or None, reasons=reasons)

    def act(told: dict[str, Any]) -> None:
        told["reason"] = DeclineReason(told["reason"])
        enquiries.decline(by=viewer, enquiry_id=enquiry_id, **told)
        _said(request, enquiry_id, _("The answer is saved."))

    return write(
        request,
        form=form,
        act=act,
        template="pages/enquiries/decline.html",
        context={
            "title": _("Say no, and point on"),
            "kind_words": shown.kind_list(reasons, programme.name),
            "submit": _("Save the answer"),
            "back": _back(enquiry_id),
        },
        done=reverse("enquiries:show", args=[enquiry_id]),
    )


@require_http_methods(GET_POST)
def wait(request: HttpRequest, enquiry_id: int) -> HttpResponse:
    """Put the person on the waiting list, after a question."""
    if request.method == "POST":
        enquiries.wait(by=request.viewer, enquiry_id=enquiry_id)
        _said(request, enquiry_id, _("The person is on the waiting list."))
        return redirect("enquiries:show", enquiry_id)
    return _ask(
        request, enquiry_id, "wait", _("Put the person on the waiting list?"),
        _("Yes, put them there"),
        text=_("The list goes by the day the enquiry came, and by nothing else."),
    )  # fmt: skip


@require_http_methods(GET_POST)
def withdraw(request: HttpRequest, enquiry_id: int) -> HttpResponse:
    """The person no longer wants to take part."""
    if request.method == "POST":
        enquiries.withdraw(by=request.viewer, enquiry_id=enquiry_id)
        _said(request, enquiry_id, _("It is noted that the person withdrew."))
        return redirect("enquiries:show", enquiry_id)
    return _ask(
        request, enquiry_id, "withdraw", _("Does the person no longer want to take part?"),
        _("Yes, they withdraw"), text=_("They are welcome back: the enquiry can be opened again."),
    )  # fmt: skip


@require_http_methods(GET_POST)
def reopen(request: HttpRequest, enquiry_id: int) -> HttpResponse:
    """Undo an answer that was a slip, or that no longer holds."""
    if request.method == "POST":
        enquiries.reopen(by=request.viewer, enquiry_id=enquiry_id)
        messages.success(request, _("The enquiry is open again."))
        return redirect("enquiries:show", enquiry_id)
    return _ask(
        request, enquiry_id, "reopen", _("Open the enquiry again?"), _("Yes, open it"),
        text=_("The answer is taken back. What was noted stays in the history."),
    )  # fmt: skip


def own_programmes(viewer: Viewer) -> list[ProgrammeLine]:
    """The programmes in which the viewer takes in people, by name."""
    return [p for p in access.programmes(viewer) if p.programme_id in viewer.writes_in]


def _form(
    request: HttpRequest, programmes: list[ProgrammeLine], initial: dict[str, Any]
) -> EnquiryForm:
    viewer = request.viewer
    return EnquiryForm(
        request.POST or None,
        programmes=[(p.programme_id, p.name) for p in programmes],
        units=access.units_of(viewer, programmes[0].programme_id),
        organisations=access.all_organisations(viewer),
        today=viewer.today,
        initial=initial,
    )


def _noted(viewer: Viewer, told: dict[str, Any]) -> dict[str, Any]:
    """What the form says, as the actions take it; a unit that is new is added first."""
    unit_id = told["unit_id"]
    if told["new_unit"]:
        organisation_id, name = told["new_unit"]
        unit_id = programmes.add_unit(by=viewer, organisation_id=organisation_id, name=name)
    return {
        "received_on": told["received_on"],
        "source_kind": SourceKind(told["source_kind"]),
        "unit_id": unit_id,
        "channel": Channel(told["channel"]),
        "formality": Formality(told["formality"]) if told["formality"] else None,
        "person_name": told["person_name"],
        "person_contact": told["person_contact"],
        "wish": told["wish"],
    }


def _programme_of(viewer: Viewer, enquiry: EnquiryFile) -> ProgrammeLine:
    found = (p for p in access.programmes(viewer) if p.programme_id == enquiry.programme_id)
    return next(found)


def _blueprint(programme: ProgrammeLine) -> Blueprint:
    return get(programme.blueprint_key, programme.blueprint_version)


def _said(request: HttpRequest, enquiry_id: int, text: str) -> None:
    undo = reverse("enquiries:reopen", args=[enquiry_id])
    messages.success(request, text, extra_tags=f"undo:{undo}")


def _ask(
    request: HttpRequest, enquiry_id: int, page: str, question: str, yes: str, *, text: str
) -> HttpResponse:
    access.enquiry(request.viewer, enquiry_id)
    there = reverse("enquiries:show", args=[enquiry_id])
    context = {
        "question": question, "text": text, "yes": yes, "tone": "accent", "cancel_url": there,
        "url": reverse(f"enquiries:{page}", args=[enquiry_id]),
    }  # fmt: skip
    return render(request, "components/confirm_page.html", context)


def _next(request: HttpRequest, rows: tuple[EnquiryFile, ...]) -> str:
    if len(rows) < PAGE:
        return ""
    query = request.GET.copy()
    query["before"] = str(rows[-1].enquiry_id)
    return f"?{query.urlencode()}"


def _back_to_list() -> dict[str, str]:
    return {"url": reverse("enquiries:list"), "label": _("Enquiries")}


def _back(enquiry_id: int) -> dict[str, str]:
    return {"url": reverse("enquiries:show", args=[enquiry_id]), "label": _("The enquiry")}


urlpatterns = [
    path("forfragningar/", show_list, name="list"),
    path("forfragningar/ny/", receive, name="receive"),
    path("forfragningar/<int:enquiry_id>/", show, name="show"),
    path("forfragningar/<int:enquiry_id>/andra/", amend, name="amend"),
    path("forfragningar/<int:enquiry_id>/mote/", meet, name="meet"),
    path("forfragningar/<int:enquiry_id>/vantelista/", wait, name="wait"),
    path("forfragningar/<int:enquiry_id>/nej/", decline, name="decline"),
    path("forfragningar/<int:enquiry_id>/drar-sig-ur/", withdraw, name="withdraw"),
    path("forfragningar/<int:enquiry_id>/oppna-igen/", reopen, name="reopen"),
]
