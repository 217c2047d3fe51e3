"""Another site cannot make a browser that is logged in here do anything."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.integration.attacks.attacked import Attacked
from tests.integration.attacks.written import watching

pytestmark = pytest.mark.django_db

# What an authority's log-in provider sends a browser back with: signed, and used once.
SIGNED_INSTEAD = re.compile(r"konto/\^saml/.+/(acs|sls)/$")
OTHER_WAYS = ("put", "patch", "delete")


def _forging(site: Attacked, who: str) -> Client:
    """The same browser, with a form that another site has written."""
    browser = Client(enforce_csrf_checks=True, headers={"origin": "https://elsewhere.example"})
    browser.cookies = site.browsers[who].cookies.copy()
    return browser


def test_no_address_takes_what_another_site_has_written(site: Attacked) -> None:
    taken = {}

    for n, (route, visit, address) in enumerate(site.visits()):
        if SIGNED_INSTEAD.match(route):
            continue
        for way in ("post", OTHER_WAYS[n // 4 % 3]) if n % 4 == 0 else ("post",):
            with watching() as written:
                answer = getattr(_forging(site, visit.by), way)(address)
            if answer.status_code != 403 or written.tables:
                taken[route, way] = (answer.status_code, written.tables)

    assert taken == {}


def test_a_form_needs_the_token_of_its_own_browser(site: Attacked) -> None:
    address = site.own.address("kontakt/", next(v for r, v, _a in site.visits() if r == "kontakt/"))
    own, other = Client(enforce_csrf_checks=True), Client(enforce_csrf_checks=True)
    for browser in (own, other):
        browser.force_login(site.people["coach"])
        browser.get(address)
    token = own.cookies[settings.CSRF_COOKIE_NAME].value

    told = [
        browser.post(address, {"csrfmiddlewaretoken": sent}).status_code
        for browser, sent in ((own, token), (other, token), (own, "x" * 64), (own, ""))
    ]

    assert told == [422, 403, 403, 403]


def test_the_check_is_switched_off_for_signed_answers_alone() -> None:
    """An address that is let past the check is seen here, whoever wrote it."""
    past = {route for route, view in _views() if getattr(view, "csrf_exempt", False)}

    assert past
    assert [route for route in past if not SIGNED_INSTEAD.match(route)] == []


def _views(patterns: list[Any] | None = None, before: str = "") -> Iterator[tuple[str, Any]]:
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _views(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern):
            yield route, pattern.callback


def test_cookies_are_sent_to_this_site_alone_and_read_by_no_script() -> None:
    for name in ("SESSION_COOKIE", "CSRF_COOKIE"):
        assert getattr(settings, f"{name}_SAMESITE") == "Lax"
        assert getattr(settings, f"{name}_HTTPONLY")
