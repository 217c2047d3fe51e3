"""Log-in without sign-up: accounts are made by whoever runs the programme."""

import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.core.internal import ratelimit
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse

from framsteg import access
from framsteg.web import devices, notices

KNOWN_DEVICE = "login_known_device"


class ClosedAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_reauthentication_required(self, *, app: str, **options: Any) -> bool:
        """Who has just logged in is not asked once more on the way to a second factor."""
        request = context.request
        records = get_authentication_records(request, request.user)
        latest = max((record["at"] for record in records), default=0.0)
        recent = time.time() - latest < app_settings.REAUTHENTICATION_TIMEOUT
        return not recent and bool(super().is_reauthentication_required(app=app, **options))

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Guesses are counted by account; on a browser that is known, by browser.

        So whoever guesses at somebody's password from elsewhere does not lock them out.
        """
        if not devices.is_known(request, credentials.get("email", "")):
            super().pre_authenticate(request, **credentials)
            return
        self._login_failed_rl_usage = count_on_known_device(request, "password")
        if not self._login_failed_rl_usage:
            raise self.validation_error("too_many_login_attempts")

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **told: Any) -> HttpResponse:
        response = super().post_login(request, user, **told)
        devices.remember(request, response)
        return response

    def send_notification_mail(
        self,
        template_prefix: str,
        user: AbstractBaseUser,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """One and the same mail for every change: it says nothing of what was changed."""
        notices.tell_of_changed_log_in.enqueue(user.pk)


def count_on_known_device(request: HttpRequest, what: str) -> ratelimit.RateLimitUsage | None:
    """One more try by this browser; None when there have been too many."""
    key = f"{what}:{request.COOKIES.get(devices.COOKIE, '')}"
    return ratelimit.consume(request, app="allauth.account", action=KNOWN_DEVICE, key=key)


class StaffBackend(AuthenticationBackend):
    """allauth's, with a member of staff read by a statement composed once."""

    def get_user(self, user_id: Any) -> Any:
        staff = access.staff_by_id(user_id)
        return staff if staff and self.user_can_authenticate(staff) else None
