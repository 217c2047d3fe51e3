"""The review of the access log, for the data protection officer."""

import secrets
from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from framsteg.access.reading import emergencies as emergency_reading
from framsteg.access.reading import log_reviews as reading
from framsteg.actions import log_reviews
from framsteg.foundation.codes import FoundBy
from framsteg.foundation.decision import Denied
from framsteg.web import words
from framsteg.web.forms.log_reviews import ReviewForm
from framsteg.web.pages.writing import write
from framsteg.web.presenters import log_reviews as present

SPANS = (1, 7, 31)
USUAL = 7
EMERGENCIES_FOR = timedelta(days=90)


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Emergencies, what the rules find, the sample, and what has been gone through."""
    viewer, now = request.viewer, timezone.now()
    days = _days(request)
    since = _since(now, days)
    taken = emergency_reading.taken(viewer, now=now, since=now - EMERGENCIES_FOR)
    found = reading.found(viewer, since=since, until=now)
    return render(
        request,
        "pages/log_reviews/show.html",
        {
            "spans": [
                {
                    "label": present.span_of(n),
                    "url": f"{request.path}?dagar={n}",
                    "current": n == days,
                }
                for n in SPANS
            ],
            "days": days,
            "emergencies": [present.emergency(one) for one in taken],
            "groups": present.groups(found),
            "sample": present.sample(reading.latest_sample(viewer)),
            "reviews": [present.review(one) for one in reading.latest_reviews(viewer)],
        },
    )


@require_POST
def draw(request: HttpRequest) -> HttpResponse:
    """A new sample, drawn by lot."""
    now = timezone.now()
    days = _days(request)
    there = f"{reverse('log_reviews:show')}?dagar={days}#sample"
    try:
        log_reviews.draw(
            by=request.viewer,
            since=_since(now, days),
            until=now,
            seed=secrets.randbits(40),
            now=now,
        )
    except Denied as refusal:
        messages.error(request, words.render(refusal.reason))
    return redirect(there)


@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, log_id: int, reason: str) -> HttpResponse:
    """One reading: what it was, what has been said of it, and what one finds."""
    viewer = request.viewer
    if reason not in set(FoundBy):
        raise Http404
    found_by = FoundBy(reason)
    line = reading.opening(viewer, log_id)
    there = reverse("log_reviews:show")

    def act(told: dict[str, Any]) -> None:
        log_reviews.record(by=viewer, log_id=log_id, found_by=found_by, now=timezone.now(), **told)

    return write(
        request,
        form=ReviewForm(request.POST or None),
        act=act,
        template="pages/log_reviews/review.html",
        context={
            "title": present.why(found_by),
            "facts": present.facts(line),
            "earlier": [present.review(one) for one in reading.reviews_of(viewer, log_id)],
            "back": {"url": there, "label": _("Review of the log")},
        },
        done=there,
        message=_("The review is kept."),
    )


def _days(request: HttpRequest) -> int:
    asked = request.GET.get("dagar") or request.POST.get("dagar") or ""
    return int(asked) if asked.isdigit() and int(asked) in SPANS else USUAL


def _since(now: datetime, days: int) -> datetime:
    """From the beginning of a day: so that a page that is opened again tells the same."""
    today = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    return today - timedelta(days=days - 1)


urlpatterns = [
    path("granskning/", show, name="show"),
    path("granskning/stickprov/", draw, name="draw"),
    path("granskning/<int:log_id>/<slug:reason>/", review, name="review"),
]
