"""The reader's choice of light or dark, kept in a cookie so that no page flashes."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from framsteg.web.templatetags.components import SCHEMES


@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Remember `scheme` and go back to `next`."""
    there = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(there, {request.get_host()}, request.is_secure())
    response = HttpResponseRedirect(there if safe else "/")
    scheme = request.POST.get("scheme", "")
    if scheme in SCHEMES:
        age = int(timedelta(days=365).total_seconds())
        secure = settings.SESSION_COOKIE_SECURE
        response.set_cookie("color_scheme", scheme, max_age=age, samesite="Lax", secure=secure)
    return response
