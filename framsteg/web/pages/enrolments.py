"""Enrolments: taking a person in, moving on through the phases, leaving or handing over."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from framsteg import access
from framsteg.access import CaseFile, Viewer
from framsteg.access.files import Journey
from framsteg.access.reading.enquiries import EnquiryFile
from framsteg.access.reading.persons import is_registered
from framsteg.access.reading.programmes import ProgrammeFile
from framsteg.access.reading.same_persons import Candidate
from framsteg.actions import enrolments, programmes
from framsteg.actions.enrolments import Person
from framsteg.blueprints.load import get
from framsteg.blueprints.schema import Blueprint
from framsteg.foundation.codes import ExitReason, Sex
from framsteg.foundation.decision import require
from framsteg.rules.exits import still_enrolled
from framsteg.web.forms.enrolments import EnrolForm, LeaveForm, PhaseForm
from framsteg.web.pages import coaches, person_facts
from framsteg.web.pages.enquiries import own_programmes
from framsteg.web.pages.writing import write
from framsteg.web.presenters import enrolments as shown
from framsteg.web.presenters import persons_alike
from framsteg.web.presenters.words import day

GET_POST = ["GET", "POST"]


@require_http_methods(GET_POST)
def enrol(request: HttpRequest) -> HttpResponse:
    """Take a person in: from an enquiry (?enquiry=), or directly into a programme (?programme=)."""
    viewer = request.viewer
    enquiry = _enquiry(request)
    programme = _programme(request, enquiry)
    if programme is None:
        mine = [(p.key, p.name) for p in own_programmes(viewer)]
        if not mine:
            raise access.NotFound
        return render(request, "pages/enrolments/choose_programme.html", {"programmes": mine})
    candidates = persons_alike.asked_about(viewer, request.POST)
    form = _enrol_form(request, programme, enquiry, candidates)
    blueprint = _blueprint_of(programme)
    if form.is_bound:
        form.is_valid()
    on = form.cleaned_data.get("on") if form.is_bound else None
    return write(
        request,
        form=form,
        act=lambda told: _enrol(request, form, programme, enquiry),
        template="pages/enrolments/enrol.html",
        context={
            "programme": programme.line.name,
            "asked": [form[name] for name in form.asked],
            "judged": shown.conditions(blueprint, form.facts(), on or viewer.today),
            "registered": False,
            "form_alike": form,
            "alike": persons_alike.shown(candidates, request.POST),
            "organisation": viewer.organisation_name,
            "contact": enquiry.person_contact if enquiry else "",
            "judge_url": f"{reverse('enrolments:conditions')}?{request.GET.urlencode()}",
            "decline_url": reverse("enquiries:decline", args=[enquiry.enquiry_id])
            if enquiry
            else "",
            "back": _came_from(enquiry),
        },
        done=lambda enrolment_id: reverse("participants:file", args=[enrolment_id]),
        message=_("The person is enrolled. Next: record a consent, and assign the coaches."),
    )


@require_POST
def conditions(request: HttpRequest) -> HttpResponse:
    """The conditions judged on what has been answered so far: a comfort while one fills in."""
    viewer = request.viewer
    enquiry = _enquiry(request)
    programme = _programme(request, enquiry)
    if programme is None:
        raise access.NotFound
    candidates = persons_alike.asked_about(viewer, request.POST)
    form = _enrol_form(request, programme, enquiry, candidates)
    form.is_valid()
    told = getattr(form, "cleaned_data", {})  # a form that nothing was sent with has none
    return render(
        request,
        "pages/enrolments/_conditions.html",
        {
            "judged": shown.conditions(
                _blueprint_of(programme), form.facts(), told.get("on") or viewer.today
            ),
            "registered": is_registered(viewer, told.get("personnummer", "")),
            "form_alike": form,
            "alike": persons_alike.shown(candidates, request.POST),
            "organisation": viewer.organisation_name,
        },
    )


@require_http_methods(GET_POST)
def phase(request: HttpRequest, enrolment_id: int) -> HttpResponse:
    """Move to a phase that the blueprint says the present one leads to."""
    viewer = request.viewer
    file, journey = case_to_move(viewer, enrolment_id)
    blueprint = get(file.blueprint_key, file.blueprint_version)
    phases = shown.phase_choices(blueprint, journey.phase)
    form = PhaseForm(request.POST or None, phases=phases, today=viewer.today)
    return write(
        request,
        form=form,
        act=lambda told: enrolments.move_to_phase(by=viewer, enrolment_id=enrolment_id, **told),
        template="pages/enrolments/phase.html",
        context={
            "page_title": _("Move to another phase"),
            "title": _("Move {name} to another phase").format(name=shown.name_of(file)),
            "now": shown.now_in(blueprint, journey),
            "leads_on": bool(phases),
            "submit": _("Move on"),
            "back": back_to(enrolment_id),
        },
        done=reverse("participants:file", args=[enrolment_id]),
        message=_("The phase is changed."),
    )


@require_http_methods(GET_POST)
def leave(request: HttpRequest, enrolment_id: int) -> HttpResponse:
    """Exit, or hand over to a named service."""
    viewer = request.viewer
    file, _journey = case_to_move(viewer, enrolment_id)
    lost = shown.lately_lost(file, viewer.today)
    lost_on = lost.ends_on if lost else None
    form = LeaveForm(request.POST or None, today=viewer.today, lost_on=lost_on)

    def act(told: dict[str, Any]) -> None:
        told["reason"] = ExitReason(told["reason"])
        enrolments.leave(by=viewer, enrolment_id=enrolment_id, **told)
        undo = reverse("enrolments:take_back_exit", args=[enrolment_id])
        messages.success(request, _("The exit is saved."), extra_tags=f"undo:{undo}")

    return write(
        request,
        form=form,
        act=act,
        template="pages/enrolments/leave.html",
        context={
            "page_title": _("End or hand over"),
            "title": _("End or hand over: {name}").format(name=shown.name_of(file)),
            "submit": _("Save the exit"),
            "lost": lost.placement_id if lost else None,
            "back": back_to(enrolment_id),
        },
        done=reverse("participants:file", args=[enrolment_id]),
    )


@require_http_methods(GET_POST)
def take_back_exit(request: HttpRequest, enrolment_id: int) -> HttpResponse:
    """Undo an exit: the last phase and its coaches go on as before."""
    there = reverse("participants:file", args=[enrolment_id])
    if request.method == "POST":
        enrolments.take_back_exit(by=request.viewer, enrolment_id=enrolment_id)
        messages.success(request, _("The exit is taken back. Phase and coaches go on as before."))
        return redirect(there)
    file, journey = _case(request.viewer, enrolment_id)
    text = _("The person left on {day}. The last phase and its coaches go on as before.")
    context = {
        "page_title": _("Take back the exit"),
        "question": _("Take back the exit of {name}?").format(name=shown.name_of(file)),
        "text": text.format(day=day(journey.exited_on)),
        "yes": _("Yes, take it back"),
        "tone": "accent",
        "url": request.path,
        "cancel_url": there,
    }
    return render(request, "components/confirm_page.html", context)


def case_to_move(viewer: Viewer, enrolment_id: int) -> tuple[CaseFile, Journey]:
    """The file of someone who is in the programme, for a viewer who works there and sees the plan.

    Raises NotFound or Denied.
    """
    file, journey = _case(viewer, enrolment_id)
    require(still_enrolled(exited_on=journey.exited_on))
    return file, journey


def back_to(enrolment_id: int) -> dict[str, str]:
    return {"url": reverse("participants:file", args=[enrolment_id]), "label": _("The person")}


def _case(viewer: Viewer, enrolment_id: int) -> tuple[CaseFile, Journey]:
    file = access.case_file(viewer, enrolment_id)
    require(viewer.may_write(file.programme_id))
    if not isinstance(file.journey, Journey):
        raise access.NotFound
    return file, file.journey


def _enquiry(request: HttpRequest) -> EnquiryFile | None:
    asked = request.GET.get("enquiry", "")
    if not asked:
        return None
    if not (asked.isdecimal() and len(asked) <= 16):
        raise access.NotFound
    return access.enquiry(request.viewer, int(asked))


def _programme(request: HttpRequest, enquiry: EnquiryFile | None) -> ProgrammeFile | None:
    """The enquiry's programme, the one asked for, or the only one; None: it must be chosen."""
    viewer = request.viewer
    mine = own_programmes(viewer)
    if enquiry is not None:
        key = next(p.key for p in mine if p.programme_id == enquiry.programme_id)
    elif len(mine) == 1:
        key = mine[0].key
    else:
        key = request.GET.get("programme", "")
    if not key:
        return None
    programme = access.programme(viewer, key)
    require(viewer.may_write(programme.line.programme_id))
    return programme


def _enrol_form(
    request: HttpRequest,
    programme: ProgrammeFile,
    enquiry: EnquiryFile | None,
    candidates: tuple[Candidate, ...],
) -> EnrolForm:
    viewer = request.viewer
    given, _blank, family = (enquiry.person_name if enquiry else "").strip().partition(" ")
    return EnrolForm(
        request.POST or None,
        blueprint=_blueprint_of(programme),
        organisations=programme.organisations,
        all_organisations=access.all_organisations(viewer),
        units=access.units_of(viewer, programme.line.programme_id),
        from_enquiry=enquiry is not None,
        today=viewer.today,
        alike=persons_alike.choices(candidates),
        initial={"given_name": given, "family_name": family},
    )


def _enrol(
    request: HttpRequest, form: EnrolForm, programme: ProgrammeFile, enquiry: EnquiryFile | None
) -> int:
    viewer, told, source = request.viewer, form.cleaned_data, form.source()
    known = is_registered(viewer, told["personnummer"])
    if told.get("new_unit"):
        organisation_id, name = told["new_unit"]
        source["unit_id"] = programmes.add_unit(
            by=viewer, organisation_id=organisation_id, name=name
        )
    enrolment_id = enrolments.enrol(
        by=viewer,
        programme_id=programme.line.programme_id,
        on=told["on"],
        person=Person(
            sex=Sex(told["sex"]),
            given_name=told["given_name"],
            family_name=told["family_name"],
            personnummer=told["personnummer"],
            birth_year=told["birth_year"],
            protected_identity=told["protected_identity"],
            anonymous=told["anonymous"],
            contact_details=form.reach(),
        ),
        facts=form.facts(),
        enquiry_id=enquiry.enquiry_id if enquiry else None,
        same_as=told.get("same_as") or None,
        **source,
    )
    if known or told.get("same_as"):
        text = _("{organisation} knew the person already. The facts that were there are kept.")
        messages.info(request, text.format(organisation=viewer.organisation_name))
    return enrolment_id


def _blueprint_of(programme: ProgrammeFile) -> Blueprint:
    return get(programme.line.blueprint_key, programme.line.blueprint_version)


def _came_from(enquiry: EnquiryFile | None) -> dict[str, str]:
    if enquiry is None:
        return {"url": reverse("participants:list"), "label": _("Participants")}
    there = reverse("enquiries:show", args=[enquiry.enquiry_id])
    return {"url": there, "label": _("The enquiry")}


urlpatterns = [
    path("deltagare/ny/", enrol, name="enrol"),
    path("deltagare/ny/villkor/", conditions, name="conditions"),
    path("deltagare/<int:enrolment_id>/fas/", phase, name="phase"),
    path("deltagare/<int:enrolment_id>/avslut/", leave, name="leave"),
    path("deltagare/<int:enrolment_id>/avslut/aterta/", take_back_exit, name="take_back_exit"),
    *coaches.urlpatterns,
    *person_facts.urlpatterns,
]
