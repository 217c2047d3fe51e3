"""Citat: what a participant has said and lets be printed in reports, until they take it back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from framsteg import access
from framsteg.access import NOT_SHARED, Viewer
from framsteg.access.reading import quotes as reading
from framsteg.access.reading.quotes import QuoteLine, QuotesView
from framsteg.actions import quotes as actions
from framsteg.foundation.codes import ConsentGiven, Part
from framsteg.web.forms.quotes import QuoteForm
from framsteg.web.pages.writing import write
from framsteg.web.presenters.network import person
from framsteg.web.presenters.words import day, said


@require_safe
def show(request: HttpRequest, enrolment_id: int) -> HttpResponse:
    """The person's quotes, with the permission that each stands on."""
    view = reading.quotes_of(request.viewer, enrolment_id)
    shared = view.quotes is not NOT_SHARED
    context = {
        "enrolment_id": enrolment_id,
        "name": person(view.head),
        "back": _person(view),
        "shared": shared,
        "rows": [_row(one, request.viewer) for one in view.quotes or ()] if shared else [],
        "record_url": reverse("quotes:record", args=[enrolment_id]) if view.head.may_write else "",
        "part": said(Part.FOLLOW_UPS),
        "ask": view.head.owner,
    }
    return render(request, "pages/quotes/show.html", context)


@require_http_methods(["GET", "POST"])
def record(request: HttpRequest, enrolment_id: int) -> HttpResponse:
    """Record a quote with its permission."""
    viewer = request.viewer
    view = reading.quotes_of(viewer, enrolment_id)
    if not view.head.may_write:
        raise access.NotFound

    def act(told: dict[str, Any]) -> None:
        actions.record(
            by=viewer, enrolment_id=enrolment_id, words=told["words"],
            given=ConsentGiven(told["given"]), given_on=told["given_on"],
            kept_at=told["kept_at"], once=told["once"],
        )  # fmt: skip

    return write(
        request,
        form=QuoteForm(request.POST or None, today=viewer.today),
        act=act,
        context={
            "page_title": _("Record a quote"),
            "title": _("Record a quote from {name}").format(name=person(view.head)),
            "lead": _("It can stand in the programme's reports, without a name."),
            "submit": _("Save the quote"),
            "back": {"url": _here(enrolment_id), "label": _("Quotes")},
        },
        done=_here(enrolment_id),
        message=_("The quote is saved."),
    )


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, enrolment_id: int, quote_id: int) -> HttpResponse:
    """The person takes the permission back, after a question."""
    viewer = request.viewer
    view = reading.quotes_of(viewer, enrolment_id)
    one = next((q for q in view.quotes or () if q.quote_id == quote_id), None)
    if one is None or one.owner_id != viewer.organisation_id or not view.head.may_write:
        raise access.NotFound
    if request.method == "POST":
        actions.withdraw(by=viewer, quote_id=quote_id)
        messages.success(request, _("The permission is taken back. No report shows the quote."))
        return redirect(_here(enrolment_id))
    context = {
        "question": _("Take the permission back?"),
        "text": _(
            "The quote is no longer shown in any report, nor in those that are approved. What has "
            "been printed or sent already cannot be called back."
        ),
        "yes": _("Yes, take it back"),
        "tone": "danger",
        "url": request.path,
        "cancel_url": _here(enrolment_id),
    }
    return render(request, "components/confirm_page.html", context)


def _row(one: QuoteLine, viewer: Viewer) -> dict[str, Any]:
    mine = one.owner_id == viewer.organisation_id and one.withdrawn_on is None
    return {
        "words": one.words,
        "permission": _("{how}, {day}").format(how=said(one.given), day=day(one.given_on)),
        "kept_at": one.kept_at,
        "withdrawn": day(one.withdrawn_on),
        "by": one.author,
        "owner": one.owner,
        "quote_id": one.quote_id if mine else 0,
    }


def _person(view: QuotesView) -> dict[str, str]:
    return {
        "url": reverse("participants:file", args=[view.head.enrolment_id]),
        "label": person(view.head),
    }


def _here(enrolment_id: int) -> str:
    return reverse("quotes:show", args=[enrolment_id])


urlpatterns = [
    path("deltagare/<int:enrolment_id>/citat/", show, name="show"),
    path("deltagare/<int:enrolment_id>/citat/nytt/", record, name="record"),
    path(
        "deltagare/<int:enrolment_id>/citat/<int:quote_id>/ta-tillbaka/", withdraw, name="withdraw"
    ),
]
