"""Sessions that end: after a while unused, and after a working day whatever happens."""

import time
from collections.abc import Callable
from datetime import UTC, datetime

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseBase

STARTED = "started_at"
SEEN = "seen_at"
# A click does not cost a write: the idle time is kept to the minute.
SEEN_EVERY_SECONDS = 60


class SessionEndMiddleware:
    """Log out a session past its longest life; move the idle limit forward while it is used.

    The idle limit is the session's own expiry (SESSION_COOKIE_AGE), which runs from its last save.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated:
            _end_or_renew(request, now=int(time.time()))
        return self.get_response(request)


def _end_or_renew(request: HttpRequest, *, now: int) -> None:
    session = request.session
    if now - session.setdefault(STARTED, now) >= settings.SESSION_LONGEST.total_seconds():
        logout(request)
    elif now - session.get(SEEN, 0) >= SEEN_EVERY_SECONDS:
        session[SEEN] = now
        listed = UserSession.objects.filter(session_key=session.session_key)
        listed.update(last_seen_at=datetime.fromtimestamp(now, UTC))
