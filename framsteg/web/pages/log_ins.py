"""Where one is logged in: each browser, ended one by one or all at once."""

from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from framsteg import access
from framsteg.actions import devices
from framsteg.web.devices import named
from framsteg.web.presenters.words import moment


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Every session of one's own that is still open, the one that reads this first."""
    rows = [_row(each, request) for each in _mine(request)]
    rows.sort(key=lambda row: not row["here"])
    return render(request, "pages/log_ins/show.html", {"rows": rows})


@require_POST
def end(request: HttpRequest, session_id: int) -> HttpResponse:
    """Log out one of them."""
    found = next((each for each in _mine(request) if each.pk == session_id), None)
    if found is None:
        raise access.NotFound
    found.end()
    messages.success(request, _("That browser is logged out."))
    return redirect("log_ins:show")


@require_POST
def end_all(request: HttpRequest) -> HttpResponse:
    """Log out everywhere, here too; no browser is known any more."""
    devices.forget(by=request.viewer)
    for each in _mine(request):
        each.end()
    logout(request)
    messages.success(request, _("You are logged out everywhere."))
    return redirect("account_login")


def _mine(request: HttpRequest) -> list[UserSession]:
    found: list[UserSession] = UserSession.objects.purge_and_list(request.user)
    return found


def _row(each: UserSession, request: HttpRequest) -> dict[str, Any]:
    return {
        "what": named(each.user_agent) or _("A browser that does not say which"),
        "from": each.ip,
        "since": moment(each.created_at),
        "seen": moment(each.last_seen_at),
        "here": each.session_key == request.session.session_key,
        "url": reverse("log_ins:end", args=[each.pk]),
    }


urlpatterns = [
    path("konto/inloggningar/", show, name="show"),
    path("konto/inloggningar/<int:session_id>/avsluta/", end, name="end"),
    path("konto/inloggningar/avsluta-alla/", end_all, name="end_all"),
]
