"""For who looks after the machine: is it alive and ready, what does it do, how long does it take.

First of all middleware: `/alive`, `/ready` and `/metrics` are answered before sessions, host names
and redirects, so that a probe needs none of them. Nothing here names a person: pages are told by
the name of their view, never by their address.
"""

import ipaddress
import logging
import secrets
import time
from collections.abc import Callable

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotFound

from framsteg.config import metrics, telemetry
from framsteg.config.ready import unapplied

log = logging.getLogger("framsteg.requests")

Answer = Callable[[HttpRequest], HttpResponse]


class WatchingMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        answer = _ANSWERS.get(request.path)
        if answer is not None and request.method in ("GET", "HEAD"):
            return _uncached(answer(request))
        began = time.perf_counter()
        with telemetry.request_span(request) as told:
            response = self.get_response(request)
            view = _view(request)
            told(view, response.status_code)
        seconds = time.perf_counter() - began
        method = request.method or ""
        metrics.count_request(view, method, response.status_code, seconds)
        log.info(
            "%s %s %d %.0f ms",
            method,
            view,
            response.status_code,
            seconds * 1000,
            extra={"view": view, "method": method, "status": response.status_code,
                   "milliseconds": round(seconds * 1000, 1)},
        )  # fmt: skip
        return response


def alive(_request: HttpRequest) -> HttpResponse:
    """The process answers. Whoever asks may restart it when it does not."""
    return _text("alive")


def ready(_request: HttpRequest) -> HttpResponse:
    """Requests can be sent here: the database answers and is of this version."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        behind = not _settled and bool(unapplied())
    except (DatabaseError, InterfaceError):
        return _text("not ready: the database does not answer", 503)
    if behind:
        return _text("not ready: the database is of another version", 503)
    _settled.add("version")
    return _text("ready")


# That the database is of our version is asked until it is: it does not become older.
_settled: set[str] = set()


def show_metrics(request: HttpRequest) -> HttpResponse:
    """In Prometheus' format, for who holds the token or sits at this machine without a proxy."""
    if not _may_read_metrics(request):
        return HttpResponseNotFound()
    return HttpResponse(metrics.text(), content_type=metrics.CONTENT_TYPE)


_ANSWERS: dict[str, Answer] = {"/alive": alive, "/ready": ready, "/metrics": show_metrics}


def _may_read_metrics(request: HttpRequest) -> bool:
    token = settings.ENV.metrics_token
    if token:
        given = request.headers.get("Authorization", "").removeprefix("Bearer ")
        return secrets.compare_digest(given.encode(), token.encode())
    if settings.ENV.proxies or "X-Forwarded-For" in request.headers:
        return False  # everybody comes from the proxy's address
    try:
        return ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


def _view(request: HttpRequest) -> str:
    match = request.resolver_match
    return (match.view_name or "unnamed") if match else "none"


def _text(words: str, status: int = 200) -> HttpResponse:
    return HttpResponse(f"{words}\n", status=status, content_type="text/plain; charset=utf-8")


def _uncached(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response
