"""Between the chairs: one page per programme with everyone who is about to be lost, and why."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.http import require_safe

from framsteg.access.reading.chairs import between_chairs
from framsteg.web.presenters.chairs import groups


@require_safe
def show(request: HttpRequest, key: str) -> HttpResponse:
    """The groups of the programme, each a list with the reason in words and what to do."""
    programme, found = between_chairs(request.viewer, key)
    shown = groups(programme, found, request.viewer)
    return render(
        request,
        "pages/chairs/show.html",
        {
            "programme": programme,
            "back": {"url": reverse("programmes:show", args=[key]), "label": programme.name},
            "groups": shown,
            "links": [
                {"label": group["title"], "url": f"#{group['id']}", "count": group["count"]}
                for group in shown
            ],
        },
    )


urlpatterns = [path("insatser/<slug:key>/mellan-stolarna/", show, name="show")]
