"""Who asks the API: somebody who is logged in, or a program that shows its key.

    Authorization: Bearer frst_…

A key that opens nothing and no key at all get the same answer, 401.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.utils import timezone

from framsteg import access
from framsteg.access import wall
from framsteg.access.reading.tokens import viewer_by_token
from framsteg.actions import tokens
from framsteg.foundation.codes import TokenScope

Page = Callable[..., HttpResponseBase]
BEARER = "Bearer "


def opened_by(scope: TokenScope) -> Callable[[Page], Page]:
    """Lets in who is logged in, and a program whose key has this scope."""

    def around(page: Page) -> Page:
        @login_not_required
        @wraps(page)
        def guarded(request: HttpRequest, *args: Any, **named: Any) -> HttpResponseBase:
            shown = request.headers.get("Authorization", "")
            if shown.startswith(BEARER):
                try:
                    _take(request, shown.removeprefix(BEARER).strip(), scope)
                except access.NotFound:
                    return _refused()
            elif request.viewer is None:
                return _refused()
            return page(request, *args, **named)

        return guarded

    return around


def _take(request: HttpRequest, token: str, scope: TokenScope) -> None:
    viewer, token_id = viewer_by_token(token, scope, today=timezone.localdate())
    tokens.used(token_id=token_id, now=timezone.now())
    request.viewer = viewer  # type: ignore[attr-defined]
    wall.stand_as(viewer)


def _refused() -> JsonResponse:
    answer = JsonResponse({"error": "a key or a log-in is needed"}, status=401)
    answer["WWW-Authenticate"] = 'Bearer realm="framsteg"'
    return answer
