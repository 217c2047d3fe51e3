"""Log-in without sign-up: accounts are made by whoever runs the programme."""

import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from django.http import HttpRequest

from framsteg import access


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


class StaffBackend(AuthenticationBackend):
    """allauth's, with a member of staff read by a statement composed once."""

    def get_user(self, user_id: Any) -> Any:
        staff = access.staff_by_id(user_id)
        return staff if staff and self.user_can_authenticate(staff) else None
