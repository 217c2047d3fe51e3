"""Consents: given part by part, read with what they mean, taken back at once."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from framsteg import access
from framsteg.access import CaseFile, Viewer
from framsteg.access.files import ConsentLine
from framsteg.actions import consents, grounds
from framsteg.blueprints.load import get
from framsteg.foundation.codes import ConsentGiven, GroundKind, Part
from framsteg.foundation.decision import require
from framsteg.web import words
from framsteg.web.forms.consents import (
    ConsentForm,
    GiverForm,
    OtherGroundForm,
    WithdrawForm,
)
from framsteg.web.pages.printing import as_file, links
from framsteg.web.pages.writing import write
from framsteg.web.presenters import consents as shown
from framsteg.web.presenters.enrolments import name_of
from framsteg.web.presenters.papers import consent_paper

GET_POST = ["GET", "POST"]
NEXT_DAY = timedelta(days=1)


@require_safe
def show(request: HttpRequest, enrolment_id: int) -> HttpResponse:
    """Every consent and other ground that concerns the viewer's organisation."""
    viewer = request.viewer
    file = access.case_file(viewer, enrolment_id)
    return render(
        request,
        "pages/consents/show.html",
        {
            "page_title": _("Consents"),
            "title": _("Consents of {name}").format(name=name_of(file)),
            "consents": [shown.consent_card(one, file, viewer) for one in file.consents],
            "grounds": [
                shown.ground_row(one, enrolment_id, viewer.today) for one in file.other_grounds
            ],
            "may_write": file.may_write,
            "enrolment_id": enrolment_id,
            "back": _back_to_person(enrolment_id),
        },
    )


@require_http_methods(GET_POST)
def give(request: HttpRequest, enrolment_id: int) -> HttpResponse:
    """Record what the person agreed to, with the text that they were shown.

    `?renews=` names the consent that this one takes over from.
    """
    viewer = request.viewer
    file = _file(viewer, enrolment_id)
    asked = get(file.blueprint_key, file.blueprint_version).consent
    renewed = _renewed(request, file, viewer)
    text = words.render(asked.text.text)
    form = _consent_form(request, file, viewer, renewed)

    def act(told: dict[str, Any]) -> int:
        return consents.give(
            by=viewer,
            enrolment_id=enrolment_id,
            shares=told["shares"],
            refuses=told["refuses"],
            also_from=told["also_from"],
            text_version=str(asked.text_version),
            text_shown=text,
            purpose=told["purpose"],
            given=ConsentGiven(told["given"]),
            given_on=told["given_on"],
            expires_on=told["last_day"] + NEXT_DAY,
            form=consents.Form(**{name: told[name] for name in vars(consents.Form())}),
            renews=renewed.consent_id if renewed else None,
        )

    return write(
        request,
        form=form,
        act=act,
        template="pages/consents/give.html",
        context={
            "page_title": _("Renew the consent") if renewed else _("Record a consent"),
            "title": _("Consent of {name}").format(name=name_of(file)),
            "text": text,
            "text_version": asked.text_version,
            "grid": form.grid(),
            "blank_url": reverse("consents:blank", args=[enrolment_id]),
            "submit": _("Record the consent"),
            "back": _back(enrolment_id),
        },
        done=reverse("consents:show", args=[enrolment_id]),
        message=_("The consent is recorded. It counts from the day it was given."),
    )


def _consent_form(
    request: HttpRequest, file: CaseFile, viewer: Viewer, renewed: ConsentLine | None = None
) -> ConsentForm:
    blueprint = get(file.blueprint_key, file.blueprint_version)
    organisations = access.programme(viewer, file.programme_key).organisations
    writing = {c.organisation for c in access.coaches_of(viewer, file.programme_id)}
    return ConsentForm(
        request.POST or None,
        parties=shown.parties(
            blueprint, organisations, viewer, shown.said_before(renewed) if renewed else {}
        ),
        others=[
            (o.organisation_id, o.name)
            for o in organisations
            if o.organisation_id != viewer.organisation_id and o.name in writing
        ],
        purpose=renewed.purpose if renewed else words.render(blueprint.consent.purpose.text),
        months=blueprint.consent.months,
        today=viewer.today,
    )


def _renewed(request: HttpRequest, file: CaseFile, viewer: Viewer) -> ConsentLine | None:
    asked = request.GET.get("renews", "")
    own = (c for c in file.consents if c.owner_id == viewer.organisation_id)
    return next((c for c in own if str(c.consent_id) == asked), None)


@require_safe
def blank(request: HttpRequest, enrolment_id: int) -> HttpResponse:
    """The form on paper, with empty boxes, for who wants to read and sign with a pen."""
    viewer = request.viewer
    file = _file(viewer, enrolment_id)
    asked = get(file.blueprint_key, file.blueprint_version).consent
    return render(
        request,
        "pages/consents/blank.html",
        {
            "title": _("Consent of {name}").format(name=name_of(file)),
            "text": words.render(asked.text.text),
            "text_version": asked.text_version,
            "purpose": words.render(asked.purpose.text),
            "programme": file.programme_name,
            "grid": _consent_form(request, file, viewer).grid(),
            "back": _back(enrolment_id),
        },
    )


@require_safe
def printed(request: HttpRequest, enrolment_id: int, consent_id: int) -> HttpResponse:
    """One consent as a page to print and file: text, answers, period, how it was given."""
    viewer = request.viewer
    file = access.case_file(viewer, enrolment_id)
    consent = _consent(file, consent_id)
    return render(
        request,
        "pages/consents/print.html",
        {
            "title": _("Consent of {name}").format(name=name_of(file)),
            "programme": file.programme_name,
            "card": shown.consent_card(consent, file, viewer),
            "rows": shown.print_rows(consent),
            "on_paper": consent.given is ConsentGiven.WRITTEN,
            "back": _back(enrolment_id),
            "prints": links("consents:paper", enrolment_id, consent_id),
        },
    )


@require_safe
def paper(request: HttpRequest, enrolment_id: int, consent_id: int, form: str) -> HttpResponse:
    """One consent as PDF or Word."""
    viewer = request.viewer
    file = access.case_file(viewer, enrolment_id)
    consent = _consent(file, consent_id)
    return as_file(form, f"consent-{consent_id}", lambda: consent_paper(consent, file, viewer))


@require_http_methods(GET_POST)
def withdraw(
    request: HttpRequest, enrolment_id: int, consent_id: int, receiver_id: int | None = None
) -> HttpResponse:
    """Take a consent back, wholly or towards one organisation, when one knows what it brings."""
    viewer = request.viewer
    file = _file(viewer, enrolment_id)
    consent = _consent(file, consent_id)
    if not shown.may_withdraw(consent, file, viewer):
        raise access.NotFound
    named = {a.receiver_id: a.receiver for a in consent.answers if a.yes}
    named |= {g.receiver_id: g.receiver for g in consent.grounds}
    if receiver_id is not None and receiver_id not in named:
        raise access.NotFound
    towards = replace(
        consent, grounds=tuple(g for g in consent.grounds if receiver_id in (None, g.receiver_id))
    )

    def act(told: dict[str, Any]) -> None:
        receivers = None if receiver_id is None else [receiver_id]
        consents.withdraw(by=viewer, consent_id=consent_id, receivers=receivers, **told)

    return write(
        request,
        form=WithdrawForm(request.POST if request.method == "POST" else None),
        act=act,
        template="pages/consents/withdraw.html",
        context={
            "title": _("Take back the consent?")
            if receiver_id is None
            else _("Take back the consent towards {name}?").format(name=named[receiver_id]),
            "consequence": shown.consequence(access.losses(viewer, towards, enrolment_id)),
            "submit": _("Yes, take it back"),
            "back": _back(enrolment_id),
        },
        done=reverse("consents:show", args=[enrolment_id]),
        message=_("The consent is taken back. The sharing has stopped."),
    )


@require_http_methods(GET_POST)
def confirm(request: HttpRequest, enrolment_id: int, consent_id: int) -> HttpResponse:
    """Open, or keep closed, what the own organisation wrote, on a consent another received."""
    viewer = request.viewer
    file = _file(viewer, enrolment_id)
    consent = _consent(file, consent_id)
    giver = shown.waits_for(consent, viewer)
    if giver is None:
        raise access.NotFound
    opens = giver.confirmed_on is None or giver.refused_on is not None
    form = GiverForm(request.POST if request.method == "POST" else None)

    def act(told: dict[str, Any]) -> None:
        if "keep_closed" in request.POST:
            consents.refuse(by=viewer, consent_id=consent_id, reason=told["reason"])
        else:
            consents.confirm(by=viewer, consent_id=consent_id)

    return write(
        request,
        form=form,
        act=act,
        template="pages/consents/confirm.html",
        context={
            "title": _("Open what your organisation has written?"),
            "card": shown.consent_card(consent, file, viewer),
            "opens": opens,
            "waits": giver.waits,
            "back": _back(enrolment_id),
        },
        done=reverse("consents:show", args=[enrolment_id]),
        message=_("Your answer is noted. It counts from today."),
    )


@require_http_methods(GET_POST)
def other_ground(request: HttpRequest, enrolment_id: int) -> HttpResponse:
    """Record a legal duty or an emergency that lets an organisation read, and why."""
    viewer = request.viewer
    file = _file(viewer, enrolment_id)
    programme = access.programme(viewer, file.programme_key)
    form = OtherGroundForm(
        request.POST or None,
        receivers=[
            (o.organisation_id, o.name)
            for o in programme.organisations
            if o.organisation_id != viewer.organisation_id
        ],
        today=viewer.today,
    )

    def act(told: dict[str, Any]) -> None:
        grounds.add(
            by=viewer,
            enrolment_id=enrolment_id,
            receiver_id=told["receiver_id"],
            parts=[Part(part) for part in told["parts"]],
            kind=GroundKind(told["kind"]),
            reason=told["reason"],
            starts_on=told["starts_on"],
            ends_on=told["last_day"] + NEXT_DAY if told["last_day"] else None,
        )

    return write(
        request,
        form=form,
        act=act,
        context={
            "title": _("Another legal ground"),
            "lead": _(
                "Ask for the person's consent first. Use this only when the law lets or obliges "
                "you to share without it. It is logged, and the person can see it."
            ),
            "submit": _("Record the ground"),
            "back": _back(enrolment_id),
        },
        done=reverse("consents:show", args=[enrolment_id]),
        message=_("The ground is recorded."),
    )


@require_http_methods(GET_POST)
def end_ground(request: HttpRequest, enrolment_id: int, ground_id: int) -> HttpResponse:
    """Another legal ground no longer applies."""
    viewer = request.viewer
    there = reverse("consents:show", args=[enrolment_id])
    if request.method == "POST":
        grounds.end(by=viewer, enrolment_id=enrolment_id, ground_id=ground_id)
        messages.success(request, _("The ground is ended. The sharing has stopped."))
        return redirect(there)
    file = _file(viewer, enrolment_id)
    ground = next((g for g in file.other_grounds if g.ground_id == ground_id), None)
    if ground is None:
        raise access.NotFound
    context = {
        "question": _("Does the ground no longer apply?"),
        "text": _("{names} stops seeing at once, today.").format(names=ground.receiver),
        "yes": _("Yes, end it"),
        "tone": "accent",
        "url": request.path,
        "cancel_url": there,
    }
    return render(request, "components/confirm_page.html", context)


def _file(viewer: Viewer, enrolment_id: int) -> CaseFile:
    file = access.case_file(viewer, enrolment_id)
    require(viewer.may_write(file.programme_id))
    return file


def _consent(file: CaseFile, consent_id: int) -> ConsentLine:
    found = next((c for c in file.consents if c.consent_id == consent_id), None)
    if found is None:
        raise access.NotFound
    return found


def _back_to_person(enrolment_id: int) -> dict[str, str]:
    return {"url": reverse("participants:file", args=[enrolment_id]), "label": _("The person")}


def _back(enrolment_id: int) -> dict[str, str]:
    return {"url": reverse("consents:show", args=[enrolment_id]), "label": _("The consents")}


urlpatterns = [
    path("deltagare/<int:enrolment_id>/samtycken/", show, name="show"),
    path("deltagare/<int:enrolment_id>/samtycken/nytt/", give, name="give"),
    path("deltagare/<int:enrolment_id>/samtycken/blankett/", blank, name="blank"),
    path(
        "deltagare/<int:enrolment_id>/samtycken/<int:consent_id>/utskrift/", printed, name="print"
    ),
    path(
        "deltagare/<int:enrolment_id>/samtycken/<int:consent_id>/utskrift.<slug:form>",
        paper,
        name="paper",
    ),
    path(
        "deltagare/<int:enrolment_id>/samtycken/<int:consent_id>/bekrafta/",
        confirm,
        name="confirm",
    ),
    path(
        "deltagare/<int:enrolment_id>/samtycken/<int:consent_id>/aterkalla/",
        withdraw,
        name="withdraw",
    ),
    path(
        "deltagare/<int:enrolment_id>/samtycken/<int:consent_id>/aterkalla/<int:receiver_id>/",
        withdraw,
        name="withdraw_from",
    ),
    path("deltagare/<int:enrolment_id>/samtycken/annan-grund/", other_ground, name="other_ground"),
    path(
        "deltagare/<int:enrolment_id>/samtycken/annan-grund/<int:ground_id>/avsluta/",
        end_ground,
        name="end_ground",
    ),
]
