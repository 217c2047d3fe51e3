"""Who is looking: built once for a request, after log-in and before any page."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_cache_control

from framsteg.access import NotFound, Viewer, viewer_for, wall
from framsteg.foundation.codes import Purpose
from framsteg.foundation.decision import Denied
from framsteg.web import words


class ViewerMiddleware:
    """Gives `request.viewer`, and turns the room's refusals into pages.

    What does not exist and what is not shared are the same 404; a rule's refusal is a 403 that
    says why.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        try:
            response = self.get_response(request)
        finally:
            wall.stand_as(None)
        if getattr(request, "viewer", None) is not None:
            # Not for the back button of whoever sits down next, nor for a proxy to keep.
            patch_cache_control(response, private=True, no_store=True)
        return response

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        request.viewer = None  # type: ignore[attr-defined]
        if request.user.is_authenticated:
            match = request.resolver_match
            where = match.view_name if match else ""
            request.viewer = viewer_of(request, where)  # type: ignore[attr-defined]
            wall.stand_as(request.viewer)  # type: ignore[attr-defined]
        return None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, NotFound):
            return render(request, "404.html", status=404)
        if isinstance(error, Denied):
            reason = words.render(error.reason)
            return render(request, "403.html", {"reason": reason}, status=403)
        return None


def viewer_of(request: HttpRequest, where: str) -> Viewer:
    """The viewer behind a logged-in request, today; `where` is the page's name in the log."""
    return viewer_for(
        request.user,  # type: ignore[arg-type]
        today=timezone.localdate(),
        purpose=Purpose.CASEWORK,
        where=where,
    )
