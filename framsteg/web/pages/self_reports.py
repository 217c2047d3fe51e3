"""The person answers by themselves: by a secret address, or on a screen that is handed over."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from framsteg import access
from framsteg.access import CaseFile
from framsteg.access.reading import self_reports as reading
from framsteg.access.reading.self_reports import InstrumentText
from framsteg.actions import self_reports
from framsteg.blueprints.load import get
from framsteg.blueprints.schema import Blueprint
from framsteg.rules.self_reports import WHO5
from framsteg.web.forms.follow_ups import PersonForm
from framsteg.web.presenters import follow_ups as present
from framsteg.web.presenters.placements import person
from framsteg.web.presenters.words import moment


@require_safe
def show(request: HttpRequest, enrolment_id: int) -> HttpResponse:
    """The two ways, and the address that is open."""
    return _page(request, _to_ask(request, enrolment_id))


@require_POST
@never_cache
def send(request: HttpRequest, enrolment_id: int) -> HttpResponse:
    """A new secret address, shown this once."""
    file = _to_ask(request, enrolment_id)
    token = _ask(request, file)
    address = request.build_absolute_uri(reverse("self_reports:answer", args=[token]))
    return _page(request, file, address=address)


@require_POST
def revoke(request: HttpRequest, enrolment_id: int) -> HttpResponse:
    """The address ends."""
    self_reports.revoke(by=request.viewer, enrolment_id=enrolment_id, now=timezone.now())
    messages.success(request, _("The address no longer works."))
    return redirect("self_reports:show", enrolment_id)


@require_POST
@never_cache
def hand_over(request: HttpRequest, enrolment_id: int) -> HttpResponse:
    """The coach is logged out, and the screen holds the questions and nothing else."""
    file = _to_ask(request, enrolment_id)
    token = _ask(request, file, on_screen=True)
    logout(request)
    return unseen(redirect("self_reports:answer", token))


def _ask(request: HttpRequest, file: CaseFile, *, on_screen: bool = False) -> str:
    return self_reports.ask(
        by=request.viewer,
        enrolment_id=file.enrolment_id,
        kind=present.likely_kind(file),
        now=timezone.now(),
        on_screen=on_screen,
    )


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """The questions, for whoever has the address. Nothing here says whose they are."""
    now = timezone.now()
    sending = request.method == "POST"
    try:
        asked = reading.open_report(token, now=now, sending=sending)
    except access.NotFound:
        if sending and _sent_again(request, token):
            return unseen(redirect("self_reports:thanks"))
        return unseen(render(request, "pages/self_reports/ended.html", status=404))
    blueprint = get(asked.blueprint_key, asked.blueprint_version)
    form = PersonForm(
        request.POST if sending else None,
        items=present.asked(blueprint),
        who5=who5_of(blueprint),
    )
    if sending and form.is_valid():
        self_reports.answer(
            token=token,
            told=form.told(),
            now=now,
            today=timezone.localdate(),
            once=form.cleaned_data["once"],
        )
        return unseen(redirect("self_reports:thanks"))
    context = {"form": form, "until": moment(asked.expires_at), "who5": form.who5}
    status = 422 if form.is_bound else 200
    return unseen(render(request, "pages/self_reports/answer.html", context, status=status))


@login_not_required
@never_cache
@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    """It is sent; a coach goes on by logging in."""
    return render(request, "pages/self_reports/thanks.html")


def who5_of(blueprint: Blueprint) -> InstrumentText | None:
    """The words of WHO-5, where the programme uses it and somebody has loaded them."""
    report = blueprint.follow_up.self_report
    if report is None or not report.who5:
        return None
    language = (get_language() or settings.LANGUAGE_CODE).split("-")[0]
    return reading.instrument(WHO5, language)


def _sent_again(request: HttpRequest, token: str) -> bool:
    """Whether this very answer has come already: a button pressed twice."""
    form = PersonForm(request.POST, items=())
    once = form.cleaned_data.get("once") if form.is_valid() else None
    return once is not None and reading.has_come(token, once)


def _to_ask(request: HttpRequest, enrolment_id: int) -> CaseFile:
    file = access.case_file(request.viewer, enrolment_id)
    if not file.may_write:
        raise Http404
    return file


def _page(request: HttpRequest, file: CaseFile, *, address: str = "") -> HttpResponse:
    key = [file.enrolment_id]
    link = reading.open_link(request.viewer, file.enrolment_id, now=timezone.now())
    blueprint = get(file.blueprint_key, file.blueprint_version)
    context: dict[str, Any] = {
        "title": _("{name} answers by themselves").format(name=person(file)),
        "back": {"url": reverse("follow_ups:record", args=key), "label": _("Follow up")},
        "address": address,
        "until": moment(link.expires_at) if link else "",
        "asks": bool(present.asked(blueprint)),
        "send_url": reverse("self_reports:send", args=key),
        "revoke_url": reverse("self_reports:revoke", args=key),
        "screen_url": reverse("self_reports:hand_over", args=key),
    }
    return render(request, "pages/self_reports/show.html", context)


def unseen(response: HttpResponse) -> HttpResponse:
    """The secret address goes to no other site, and nothing of it stays in the browser."""
    response["Referrer-Policy"] = "no-referrer"
    response["Clear-Site-Data"] = '"cache"'
    return response


_SELF = "deltagare/<int:enrolment_id>/uppfoljning/sjalv/"
urlpatterns = [
    path(_SELF, show, name="show"),
    path(f"{_SELF}lank/", send, name="send"),
    path(f"{_SELF}aterkalla/", revoke, name="revoke"),
    path(f"{_SELF}skarm/", hand_over, name="hand_over"),
    path("svar/tack/", thanks, name="thanks"),
    path("svar/<str:token>/", answer, name="answer"),
]
