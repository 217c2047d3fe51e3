"""A person's facts changed: identity, contact details, and the living texts, each by version."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from framsteg import access
from framsteg.access import CaseFile, Viewer
from framsteg.access.files import ContactDetails, Identity
from framsteg.actions import participants, sections
from framsteg.foundation.codes import Part, Sex
from framsteg.foundation.decision import deny, require
from framsteg.foundation.text import say
from framsteg.rules.sharing import reach
from framsteg.web.forms.participants import ContactDetailsForm, IdentityForm, SectionForm
from framsteg.web.pages.writing import write
from framsteg.web.presenters import person_facts as shown
from framsteg.web.presenters.enrolments import name_of
from framsteg.web.presenters.words import said

GET_POST = ["GET", "POST"]


@require_http_methods(GET_POST)
def identity(request: HttpRequest, enrolment_id: int) -> HttpResponse:
    """Change name, number, sex, year of birth or protection."""
    viewer = request.viewer
    file = _file(viewer, enrolment_id)
    who = file.identity
    if not isinstance(who, Identity):
        raise access.NotFound
    _require_named(who)
    initial = {
        "given_name": who.given_name, "family_name": who.family_name,
        "personnummer": who.personnummer, "birth_year": who.birth_year, "sex": who.sex,
        "protected_identity": file.protected_identity, "version": who.version,
    }  # fmt: skip
    form = IdentityForm(request.POST or None, today=viewer.today, initial=initial)

    def act(told: dict[str, Any]) -> None:
        told["sex"] = Sex(told["sex"]).value
        told["version"] = told["version"] or 0
        participants.change_identity(by=viewer, enrolment_id=enrolment_id, **told)

    return write(
        request,
        form=form,
        act=act,
        context={
            "title": _("Change name and identity"),
            "lead": shown.seen_by(file.readers.get(Part.IDENTITY, ())),
            "submit": _("Save"),
            "back": _back(enrolment_id),
        },
        done=reverse("participants:file", args=[enrolment_id]),
        message=_("The change is saved."),
    )


@require_http_methods(GET_POST)
def contact_details(request: HttpRequest, enrolment_id: int) -> HttpResponse:
    """Change how the person is reached."""
    viewer = request.viewer
    file = _file(viewer, enrolment_id)
    details = file.contact_details
    if not isinstance(details, ContactDetails):
        raise access.NotFound
    if isinstance(file.identity, Identity):
        _require_named(file.identity)
    names = ("phone", "email", "address", "language", "needs_interpreter", "version")
    form = ContactDetailsForm(
        request.POST or None,
        protected=file.protected_identity,
        initial={name: getattr(details, name) for name in names},
    )

    def act(told: dict[str, Any]) -> None:
        told["version"] = told["version"] or 0
        participants.change_contact_details(by=viewer, enrolment_id=enrolment_id, **told)

    return write(
        request,
        form=form,
        act=act,
        context={
            "page_title": _("Contact details"),
            "title": _("How {name} is reached").format(name=name_of(file)),
            "lead": shown.seen_by(file.readers.get(Part.CONTACT_DETAILS, ())),
            "submit": _("Save"),
            "back": _back(enrolment_id),
        },
        done=reverse("participants:file", args=[enrolment_id]),
        message=_("The change is saved."),
    )


@require_http_methods(GET_POST)
def section(request: HttpRequest, enrolment_id: int, part: str) -> HttpResponse:
    """Write the own organisation's text of a part, with the others' texts beside it."""
    viewer = request.viewer
    file = _file(viewer, enrolment_id)
    if part not in sections.WRITTEN or part not in reach(viewer.roles_in(file.programme_id)):
        raise access.NotFound
    mine, others = shown.own_and_others(file, Part(part), viewer)
    initial = {"text": mine.text, "version": mine.version} if mine else {}
    form = SectionForm(request.POST or None, initial=initial)
    form.fields["text"].label = shown.words_of(Part(part))
    form.fields["text"].help_text = shown.advice(Part(part))
    return write(
        request,
        form=form,
        act=lambda told: sections.write(
            by=viewer, enrolment_id=enrolment_id, part=Part(part), **told
        ),
        template="pages/enrolments/section.html",
        context={
            "page_title": said(Part(part)),
            "title": shown.section_title(Part(part), name_of(file)),
            "seen_by": shown.seen_by(file.readers.get(Part(part), ())),
            "mine": shown.written(mine) if mine else None,
            "others": [shown.written(text) for text in others],
            "consents_url": reverse("consents:show", args=[enrolment_id]),
            "submit": _("Save the text"),
            "back": _back(enrolment_id),
        },
        done=reverse("participants:file", args=[enrolment_id]),
        message=_("The text is saved."),
    )


def _file(viewer: Viewer, enrolment_id: int) -> CaseFile:
    file = access.case_file(viewer, enrolment_id)
    require(viewer.may_write(file.programme_id))
    return file


def _require_named(who: Identity) -> None:
    if who.anonymous:
        require(deny(say("An anonymous participant has no name or contact details to change.")))


def _back(enrolment_id: int) -> dict[str, str]:
    return {"url": reverse("participants:file", args=[enrolment_id]), "label": _("The person")}


urlpatterns = [
    path("deltagare/<int:enrolment_id>/uppgifter/", identity, name="identity"),
    path("deltagare/<int:enrolment_id>/kontaktuppgifter/", contact_details, name="contact_details"),
    path("deltagare/<int:enrolment_id>/text/<slug:part>/", section, name="section"),
]
