"""Drafts: kept while one writes, thrown away when one says so."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from framsteg.actions import drafts
from framsteg.web.drafts import words_of


@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Keep the form at `?at=` as it stands; it answers nothing."""
    drafts.keep(by=request.viewer, at=request.GET.get("at", ""), words=words_of(request))
    return HttpResponse(status=204)


@require_POST
def discard(request: HttpRequest) -> HttpResponse:
    """Throw the draft away and go back to the empty form."""
    at = request.POST.get("at", "")
    drafts.discard(by=request.viewer, at=at)
    if not url_has_allowed_host_and_scheme(at, allowed_hosts=None):
        at = "/"
    return redirect(at)


urlpatterns = [
    path("utkast/", keep, name="keep"),
    path("utkast/kasta/", discard, name="discard"),
]
