"""The second factor in a browser: an app's codes, a passkey, and the day the phone is lost."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from playwright.sync_api import Page, expect

from framsteg.foundation.codes import OrganisationKind
from framsteg.records.models import Organisation, Staff

PASSWORD = "gröna-skogen-i-norr"
LOGIN = "/konto/login/"
SAFE = "/konto/saker-inloggning/"


@pytest.fixture
def staff(live_server: Any, settings: Any) -> Iterator[Staff]:
    settings.SECOND_FACTOR = True
    owner = Organisation.objects.create(name="Kommunen", kind=OrganisationKind.MUNICIPALITY)
    yield Staff.objects.create_user(
        "anna@example.org", PASSWORD, name="Anna Ek", organisation=owner
    )


def with_password(page: Page) -> None:
    page.goto(LOGIN)
    page.locator("input[name=login]").fill("anna@example.org")
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Logga in", exact=True).click()


def code_of(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return str(format_hotp_value(hotp_value(secret, counter)))


def log_out(page: Page) -> None:
    page.context.clear_cookies()


def choose_an_app(page: Page) -> str:
    """Through the page, with the key that it shows. Returns the key."""
    page.get_by_role("link", name="Använd en app").click()
    secret = page.locator("code").inner_text()
    page.locator("input[name=code]").fill(code_of(secret))
    page.get_by_role("button", name="Använd appen").click()
    return secret


def test_who_has_no_second_factor_is_led_to_choose_one_and_gets_codes_for_the_day_it_is_lost(
    screen: Page, staff: Staff, axe: Any
) -> None:
    with_password(screen)
    screen.goto("/insatser/")
    expect(screen).to_have_url(re.compile(f"{SAFE}$"))
    axe(screen)

    secret = choose_an_app(screen)

    codes = screen.locator(".fs-codes li").all_inner_texts()
    axe(screen)
    assert len(codes) == 10
    screen.goto("/insatser/")
    expect(screen).to_have_url(re.compile("/insatser/$"))
    stored = Authenticator.objects.get(type=Authenticator.Type.TOTP).data["secret"]
    assert secret not in stored


def test_a_password_alone_does_not_open_and_each_recovery_code_does_once(
    desk: Page, staff: Staff, axe: Any
) -> None:
    with_password(desk)
    choose_an_app(desk)
    code = desk.locator(".fs-codes li").first.inner_text()

    def log_in_with(said: str) -> None:
        log_out(desk)
        with_password(desk)
        expect(desk.locator("h1")).to_have_text("Ett steg till")
        desk.locator("input[name=code]").fill(said)
        desk.get_by_role("button", name="Logga in", exact=True).click()

    log_in_with("00000000")
    expect(desk.get_by_text("Felaktig kod.").first).to_be_visible()
    axe(desk)
    desk.goto("/insatser/")
    expect(desk.locator("h1")).not_to_have_text("Insatser")
    log_in_with(code)
    desk.goto("/insatser/")
    expect(desk.locator("h1")).to_have_text("Insatser")

    log_in_with(code)

    expect(desk.get_by_text("Felaktig kod.").first).to_be_visible()


@pytest.fixture
def key(desk: Page) -> Any:
    """A security key of the browser's own make, as a phone with a fingerprint would be."""
    cdp = desk.context.new_cdp_session(desk)
    cdp.send("WebAuthn.enable")
    cdp.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
                "hasUserVerification": True, "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )  # fmt: skip
    return cdp


def test_a_passkey_lets_one_in_without_a_password_and_is_renamed_and_removed(
    desk: Page, staff: Staff, key: Any, axe: Any, live_server: Any
) -> None:
    # A passkey belongs to a name, never to a number.
    base = live_server.url.replace("127.0.0.1", "localhost")
    desk.goto(f"{base}{LOGIN}")
    desk.locator("input[name=login]").fill("anna@example.org")
    desk.locator("input[name=password]").fill(PASSWORD)
    desk.get_by_role("button", name="Logga in", exact=True).click()
    desk.goto(f"{base}{SAFE}")
    desk.get_by_role("link", name="Lägg till en lösennyckel").click()
    axe(desk)
    desk.locator("input[name=name]").fill("Jobbtelefonen")
    desk.locator("input[name=passwordless]").check()
    desk.get_by_role("button", name="Lägg till").click()
    expect(desk.locator(".fs-codes li")).to_have_count(10)

    log_out(desk)
    desk.goto(f"{base}{LOGIN}")
    desk.get_by_role("button", name="Logga in med lösennyckel").click()
    expect(desk.locator("h1")).not_to_have_text("Logga in")

    desk.goto(f"{base}{SAFE}webauthn/")
    axe(desk)
    desk.get_by_role("link", name="Byt namn").click()
    axe(desk)
    desk.locator("input[name=name]").fill("Den nya telefonen")
    desk.get_by_role("button", name="Spara").click()
    expect(desk.get_by_role("cell", name="Den nya telefonen", exact=True)).to_be_visible()
    desk.get_by_role("link", name="Ta bort").click()
    axe(desk)
    desk.get_by_role("button", name="Ta bort nyckeln").click()

    assert not Authenticator.objects.exists()
    desk.goto(f"{base}/insatser/")
    expect(desk).to_have_url(re.compile(f"{SAFE}$"))


def test_a_key_that_does_not_answer_is_told(desk: Page, staff: Staff, live_server: Any) -> None:
    desk.goto(live_server.url.replace("127.0.0.1", "localhost") + LOGIN)
    desk.evaluate("() => { navigator.credentials.get = () => Promise.reject(Error('no')) }")

    desk.get_by_role("button", name="Logga in med lösennyckel").click()

    expect(desk.get_by_role("alert").first).to_be_visible()
