"""The second factor: kept encrypted, asked of everybody where the installation says so."""

import base64
from collections.abc import Callable
from functools import lru_cache

from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

# What a session without a second factor may open: choosing one, logging out, reading on.
OPEN_NAMES = frozenset({"set_language", "color-scheme", "about", "accessibility"})
OPEN_STARTS = ("mfa_", "account_")
HAS_ONE = "second_factor"
# An authority's own log-in answers for how sure it is; its factor is not asked for twice.
BY_PROVIDER = "socialaccount"


class Adapter(DefaultMFAAdapter):
    """Secrets lie encrypted in the database."""

    def encrypt(self, text: str) -> str:
        return _box(settings.PSEUDONYM_KEY).encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _box(settings.PSEUDONYM_KEY).decrypt(encrypted_text.encode()).decode()


class SecondFactorMiddleware:
    """Lead whoever has no second factor yet to choose one, where one is asked for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: object
    ) -> HttpResponseBase | None:
        if not settings.SECOND_FACTOR or not request.user.is_authenticated:
            return None
        if _is_open(request):
            # The last factor may be removed there: what is known of the session is asked anew.
            request.session.pop(HAS_ONE, None)
            return None
        if _answered_for(request):
            return None
        return HttpResponseRedirect(reverse("mfa_index"))


def _is_open(request: HttpRequest) -> bool:
    match = request.resolver_match
    name = (match.view_name if match else "") or ""
    return name in OPEN_NAMES or name.startswith(OPEN_STARTS)


def _answered_for(request: HttpRequest) -> bool:
    """Looked up once, until the pages where factors are added and removed are opened again."""
    if request.session.get(HAS_ONE):
        return True
    methods = {record["method"] for record in get_authentication_records(request, request.user)}
    chosen = Authenticator.objects.filter(user_id=request.user.pk).exclude(
        type=Authenticator.Type.RECOVERY_CODES
    )
    found = BY_PROVIDER in methods or chosen.exists()
    if found:
        request.session[HAS_ONE] = True
    return found


@lru_cache(maxsize=4)
def _box(key: str) -> Fernet:
    """From the one key that is never changed, by a purpose of its own."""
    derived = HKDF(SHA256(), length=32, salt=None, info=b"framsteg second factor")
    return Fernet(base64.urlsafe_b64encode(derived.derive(key.encode())))
