"""Consents: given part by part, read with what they mean, taken back at once."""

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
from framsteg.actions import consents
from framsteg.blueprints.load import get
from framsteg.foundation.codes import ConsentGiven, GroundKind, Part
from framsteg.foundation.decision import require
from framsteg.web import words
from framsteg.web.forms.consents import ConsentForm, OtherGroundForm, WithdrawForm
from framsteg.web.pages.writing import write
from framsteg.web.presenters import consents as shown
from framsteg.web.presenters.enrolments import name_of

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
    """Record what the person agreed to, with the text that they were shown."""
    viewer = request.viewer
    file = _file(viewer, enrolment_id)
    blueprint = get(file.blueprint_key, file.blueprint_version)
    asked = blueprint.consent
    programme = access.programme(viewer, file.programme_key)
    text = words.render(asked.text.text)
    form = ConsentForm(
        request.POST or None,
        parties=shown.parties(blueprint, programme.organisations, viewer),
        purpose=words.render(asked.purpose.text),
        months=asked.months,
        today=viewer.today,
    )

    def act(told: dict[str, Any]) -> int:
        return consents.give(
            by=viewer,
            enrolment_id=enrolment_id,
            shares=told["shares"],
            text_version=str(asked.text_version),
            text_shown=text,
            purpose=told["purpose"],
            given=ConsentGiven(told["given"]),
            given_on=told["given_on"],
            expires_on=told["last_day"] + NEXT_DAY,
            with_interpreter=told["with_interpreter"],
        )

    return write(
        request,
        form=form,
        act=act,
        template="pages/consents/give.html",
        context={
            "page_title": _("Record a consent"),
            "title": _("Consent of {name}").format(name=name_of(file)),
            "text": text,
            "text_version": asked.text_version,
            "grid": form.grid(),
            "submit": _("Record the consent"),
            "back": _back(enrolment_id),
        },
        done=reverse("consents:show", args=[enrolment_id]),
        message=_("The consent is recorded. It counts from the day it was given."),
    )


@require_http_methods(GET_POST)
def withdraw(
    request: HttpRequest, enrolment_id: int, consent_id: int, receiver_id: int | None = None
) -> HttpResponse:
    """Take a consent back, wholly or towards one organisation, when one knows what it brings."""
    viewer = request.viewer
    file = _file(viewer, enrolment_id)
    consent = _own_consent(file, viewer, consent_id)
    grounds = [g for g in consent.grounds if receiver_id in (None, g.receiver_id)]
    names = list(shown.by_receiver(grounds))
    if not names:
        raise access.NotFound

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
            else _("Take back the consent towards {name}?").format(name=names[0]),
            "consequence": shown.consequence(names),
            "submit": _("Yes, take it back"),
            "back": _back(enrolment_id),
        },
        done=reverse("consents:show", args=[enrolment_id]),
        message=_("The consent is taken back. The sharing has stopped."),
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
        consents.add_other_ground(
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
        consents.end_other_ground(by=viewer, enrolment_id=enrolment_id, ground_id=ground_id)
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


def _own_consent(file: CaseFile, viewer: Viewer, consent_id: int) -> ConsentLine:
    found = (c for c in file.consents if c.consent_id == consent_id)
    consent = next(found, None)
    if consent is None or not shown.may_withdraw(consent, file, viewer):
        raise access.NotFound
    return consent


def _back_to_person(enrolment_id: int) -> dict[str, str]:
    return {"url": reverse("participants:file", args=[enrolment_id]), "label": _("The person")}


def _back(enrolment_id: int) -> dict[str, str]:
    return {"url": reverse("consents:show", args=[enrolment_id]), "label": _("The consents")}


urlpatterns = [
    path("deltagare/<int:enrolment_id>/samtycken/", show, name="show"),
    path("deltagare/<int:enrolment_id>/samtycken/nytt/", give, name="give"),
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
