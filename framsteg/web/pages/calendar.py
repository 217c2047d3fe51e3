"""One's own calendar elsewhere: a secret address to follow, and the one mail a day."""

from hashlib import sha256

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone, translation
from django.utils.http import parse_etags, quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from framsteg import access
from framsteg.access.reading import calendar as reading
from framsteg.actions import calendars
from framsteg.integrations import calendars as ical
from framsteg.web import words
from framsteg.web.forms.meetings import NoticesForm
from framsteg.web.presenters.words import day


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Whether one has an address, and how one is told."""
    return _page(request, NoticesForm(initial=_notices(request)))


@require_POST
@never_cache
def renew(request: HttpRequest) -> HttpResponse:
    """A new address, shown this once; the earlier one ends."""
    token = calendars.renew_feed(by=request.viewer)
    address = request.build_absolute_uri(reverse("calendar:feed", args=[token]))
    return _page(request, NoticesForm(initial=_notices(request)), address=address)


@require_POST
def revoke(request: HttpRequest) -> HttpResponse:
    """End the address."""
    calendars.revoke_feed(by=request.viewer)
    messages.success(request, _("The address no longer works."))
    return redirect("calendar:show")


@require_POST
def set_notices(request: HttpRequest) -> HttpResponse:
    """Whether and when one wants the mail of the day."""
    form = NoticesForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    calendars.set_notices(by=request.viewer, **form.cleaned_data)
    messages.success(request, _("Saved."))
    return redirect("calendar:show")


@require_safe
@login_not_required
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The meetings behind a secret address: times and kinds of place, no names."""
    try:
        slots = reading.feed(token, now=timezone.now())
    except access.NotFound:
        raise Http404 from None
    with translation.override(settings.LANGUAGE_CODE):
        body = ical.feed(slots, render=words.render)
    etag = quote_etag(sha256(body).hexdigest()[:32])
    asked = parse_etags(request.headers.get("If-None-Match", ""))
    if etag in asked or f"W/{etag}" in asked:
        answer = HttpResponse(status=304)
    else:
        answer = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    answer["ETag"] = etag
    answer["Cache-Control"] = "private, no-cache"
    answer["Referrer-Policy"] = "no-referrer"
    return answer


def _page(
    request: HttpRequest, form: NoticesForm, *, address: str = "", status: int = 200
) -> HttpResponse:
    since = reading.feed_since(request.viewer)
    context = {
        "form": form,
        "address": address,
        "since": day(since) if since else "",
        "back": {"url": reverse("meetings:week"), "label": _("Meetings")},
    }
    return render(request, "pages/meetings/calendar.html", context, status=status)


def _notices(request: HttpRequest) -> dict[str, object]:
    told = reading.notices(request.viewer)
    return {"daily": told.daily, "at_hour": told.at_hour}


urlpatterns = [
    path("moten/kalender/", show, name="show"),
    path("moten/kalender/ny-adress/", renew, name="renew"),
    path("moten/kalender/avsluta/", revoke, name="revoke"),
    path("moten/kalender/besked/", set_notices, name="notices"),
    path("kalender/<str:token>.ics", feed, name="feed"),
]
