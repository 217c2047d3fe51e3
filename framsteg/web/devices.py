"""The browsers one is known on: a secret cookie, a mail when a new one logs in."""

import secrets
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from framsteg.access.reading import devices as reading
from framsteg.actions import devices
from framsteg.web import notices
from framsteg.web.viewer import viewer_of

COOKIE = "framsteg_device"
COOKIE_LASTS = timedelta(days=365)
TOKEN_BYTES = 32

# In order: what names itself after others comes first. Edge and Chrome both say "Safari".
BROWSERS = (
    ("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"),
)  # fmt: skip
SYSTEMS = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"),
    ("Mac OS", "Mac"), ("CrOS", "Chromebook"), ("Linux", "Linux"),
)  # fmt: skip


def remember(request: HttpRequest, response: HttpResponseBase) -> None:
    """After a log-in: know the browser from now on; tell the one it concerns of a new one."""
    token = request.COOKIES.get(COOKIE) or secrets.token_urlsafe(TOKEN_BYTES)
    viewer = viewer_of(request, "log_in")
    told = request.headers.get("User-Agent", "")
    if devices.seen(by=viewer, token=token, what=named(told), now=timezone.now()):
        notices.tell_of_new_device.enqueue(viewer.staff_id)
    response.set_cookie(
        COOKIE,
        token,
        max_age=COOKIE_LASTS,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def is_known(request: HttpRequest, email: str) -> bool:
    """Whether the one who logs in with this address is known on this browser."""
    return reading.is_known(email, request.COOKIES.get(COOKIE, ""))


def named(user_agent: str) -> str:
    """A browser as a person would name it: "Firefox, Windows". Empty when it does not say."""
    found = (
        next((name for mark, name in marks if mark in user_agent), "")
        for marks in (BROWSERS, SYSTEMS)
    )
    return ", ".join(filter(None, found))
