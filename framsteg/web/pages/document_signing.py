"""Signing a document on screen, or noting a signature on paper."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from framsteg import access
from framsteg.access.document_files import DocumentFile
from framsteg.actions import documents, signing
from framsteg.foundation.codes import DocumentKind, Signatory, SignedHow
from framsteg.rules.documents import SHAPES
from framsteg.web import words
from framsteg.web.forms.documents import SignForm
from framsteg.web.pages.writing import write
from framsteg.web.presenters import documents as present


@require_http_methods(["GET", "POST"])
def sign(request: HttpRequest, document_id: int) -> HttpResponse:
    """The whole text, and under it who says yes to it."""
    viewer = request.viewer
    file = access.document(viewer, document_id)
    shape = SHAPES[file.line.kind]
    if not file.may_write or not shape.signed or file.line.ended_on:
        raise access.NotFound
    form = SignForm(
        request.POST or None,
        own_name=viewer.name,
        initial={
            "signatory": Signatory.PARTICIPANT.value,
            "how": SignedHow.ON_SCREEN.value,
            "name": "" if file.name is access.NOT_SHARED else file.name,
            "on": viewer.today,
            "me": True,
        },
    )
    show_url = reverse("documents:show", args=[document_id])
    return write(
        request,
        form=form,
        act=lambda told: _sign(request, file, told),
        template="pages/documents/sign.html",
        context={
            "page_title": _("Sign"),
            "title": _("Sign: {document}").format(document=present.title(file.line)),
            "sections": present.sections(file, viewer),
            "ask": file.line.owner,
            "lead": words.render(shape.lead),
            "back": {"url": show_url, "label": present.title(file.line)},
        },
        done=show_url,
        message=_("Signed. The edition that was signed is kept as it is."),
    )


def _sign(request: HttpRequest, file: DocumentFile, told: dict[str, Any]) -> None:
    viewer = request.viewer
    signatory, how = Signatory(told["signatory"]), SignedHow(told["how"])
    signing.sign(
        by=viewer,
        document_id=file.line.document_id,
        signatory=signatory,
        name=told["name"],
        how=how,
        on=told["on"],
        reason=told["reason"],
        kept_at=told["kept_at"],
        once=told["once"],
    )
    if told["me"] and told["name"].strip() != viewer.name:
        signing.sign(
            by=viewer,
            document_id=file.line.document_id,
            signatory=Signatory.COACH,
            name=viewer.name,
            how=SignedHow.ON_PAPER if how is SignedHow.ON_PAPER else SignedHow.ON_SCREEN,
            on=viewer.today,
            kept_at=told["kept_at"],
        )


@require_POST
def keep(request: HttpRequest, document_id: int) -> HttpResponse:
    """Keep the document as it stands today, without signatures."""
    number = signing.keep(by=request.viewer, document_id=document_id)
    messages.success(request, _("Edition {n} is kept.").format(n=number))
    return redirect("documents:show", document_id)


@require_POST
def take_back_signature(request: HttpRequest, signature_id: int) -> HttpResponse:
    document_id = signing.take_back_signature(by=request.viewer, signature_id=signature_id)
    messages.info(request, _("The signature is taken back. It is still in the history."))
    return redirect("documents:show", document_id)


@require_POST
def fill(request: HttpRequest, document_id: int) -> HttpResponse:
    """Fill a personal description from the vocational profile, where nothing is written yet."""
    viewer = request.viewer
    file = access.document(viewer, document_id)
    if file.line.kind is not DocumentKind.PERSONAL_DESCRIPTION:
        raise access.NotFound
    profile = next(
        (
            line
            for line in access.documents(viewer, file.line.enrolment_id)
            if line.kind is DocumentKind.PROFILE and not line.ended_on
        ),
        None,
    )
    if profile is None:
        messages.warning(request, _("There is no vocational profile to fill it from yet."))
        return redirect("documents:show", document_id)
    filled = documents.fill_description(
        by=viewer, description=file, profile=access.document(viewer, profile.document_id)
    )
    if filled:
        messages.success(request, _("Filled from the profile. Change it as the person wants."))
    else:
        messages.info(request, _("Nothing in the profile is missing here."))
    return redirect("documents:show", document_id)


urlpatterns = [
    path("dokument/<int:document_id>/skriv-under/", sign, name="sign"),
    path("dokument/<int:document_id>/behall/", keep, name="keep"),
    path("dokument/<int:document_id>/fyll-i/", fill, name="fill"),
    path("underskrift/<int:signature_id>/angra/", take_back_signature, name="take_back_signature"),
]
