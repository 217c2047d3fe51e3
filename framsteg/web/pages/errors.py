"""What a reader sees when something cannot be shown: why, as far as it may be said, and the way on.

`framsteg/config/urls.py` names these as handler400, handler403, handler404 and handler500, and the
settings name `csrf_failure`. None of them repeats the address, which may hold a person's number.
"""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

RETRY_SECONDS = 30


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _bare("400.html", 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A refusal whose reason may be told: it is what was raised with it."""
    reason = str(exception) if exception and exception.args else ""
    return render(request, "403.html", {"reason": reason}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Missing and forbidden look the same."""
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Drawn without the request: what failed may be the very thing that the page needs.

    A database that is away, busy or out of room is told of by itself: it comes back.
    """
    if isinstance(sys.exc_info()[1], (OperationalError, InterfaceError)):
        answer = _bare("503.html", 503)
        answer["Retry-After"] = str(RETRY_SECONDS)
        return answer
    return _bare("500.html", 500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _bare("403_csrf.html", 403)


def _bare(template: str, status: int) -> HttpResponse:
    return HttpResponse(render_to_string(template), status=status)
