"""Log-in by an authority's identity provider: it reaches accounts that there are, and makes none.

A provider is believed of its own organisation's addresses only. The first time, it is tied to the
account that has the address; from then on it is known by its own number of the person.
"""

from typing import Any, NoReturn

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, _build_apps_from_settings
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from framsteg.access.reading import accounts as reading
from framsteg.actions import accounts

LOGIN = {"openid_connect": "openid_connect_login", "saml": "saml_login"}


class Adapter(DefaultSocialAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def list_apps(self, request: Any, provider: Any = None, client_id: Any = None) -> list[Any]:
        """Those of the settings: there are none in the database, and it is not asked."""
        found = _build_apps_from_settings(provider=provider, client_id=client_id)
        return [app for apps in found.values() for app in apps]

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        if sociallogin.state.get("process", "login") != "login":
            _refuse(request)
        claims = _claims(sociallogin.account.extra_data)
        # What else the provider knows of the person is nothing that we need.
        sociallogin.account.extra_data = {}
        organisation = _organisation(sociallogin.account.provider)
        if sociallogin.is_existing:
            sociallogin.account.save(update_fields=["extra_data"])
            if not reading.may_be_let_in(sociallogin.user.pk, organisation):
                _refuse(request)
            return
        staff = reading.staff_of(sociallogin.user.email or "", organisation)
        if staff is None or claims.get("email_verified") is False:
            _refuse(request)
        if not staff.is_active:
            if not accounts.accept_by_provider(staff_id=staff.pk, now=timezone.now()):
                _refuse(request)
            staff.refresh_from_db()
        sociallogin.connect(request, staff)


def ways_in() -> list[dict[str, str]]:
    """The providers as buttons of the log-in page."""
    return [
        {"name": one.name, "url": reverse(LOGIN[one.kind], args=[one.id])}
        for one in settings.IDENTITY_PROVIDERS
    ]


def _organisation(provider_id: str) -> str:
    found = (one.organisation for one in settings.IDENTITY_PROVIDERS if one.id == provider_id)
    return next(found, "")


def _claims(told: dict[str, Any]) -> dict[str, Any]:
    return {**(told.get("id_token") or {}), **(told.get("userinfo") or {})}


def _refuse(request: HttpRequest) -> NoReturn:
    """One and the same answer, whatever the reason: it tells nobody who has an account."""
    raise ImmediateHttpResponse(render(request, "pages/accounts/no_account.html", status=403))
