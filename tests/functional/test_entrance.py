"""The way in: with the keyboard, on both screens, without JavaScript, in two languages."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from framsteg.foundation.codes import OrganisationKind
from framsteg.records.models import Organisation, Staff

PASSWORD = "gröna-skogen-i-norr"
LOGIN = "/konto/login/"


@pytest.fixture
def staff(live_server: Any) -> Staff:
    owner = Organisation.objects.create(name="Kommunen", kind=OrganisationKind.MUNICIPALITY)
    return Staff.objects.create_user(
        "anna@example.org", PASSWORD, name="Anna Ek", organisation=owner
    )


def log_in_by_keyboard(page: Page, password: str) -> None:
    page.goto(LOGIN)
    page.locator("input[name=login]").focus()
    page.keyboard.type("anna@example.org")
    page.locator("input[name=password]").focus()
    page.keyboard.type(password)
    page.keyboard.press("Enter")


def test_coach_logs_in_with_the_keyboard(screen: Page, staff: Staff) -> None:
    log_in_by_keyboard(screen, PASSWORD)

    expect(screen).not_to_have_url(f"**{LOGIN}")
    expect(screen.locator("input[name=password]")).to_have_count(0)


def test_wrong_password_is_told_and_the_address_is_kept(
    screen: Page, staff: Staff, axe: Any
) -> None:
    log_in_by_keyboard(screen, "fel lösenord")

    expect(screen.locator("input[name=login]")).to_have_value("anna@example.org")
    axe(screen)


def test_log_in_works_without_javascript(without_javascript: Page, staff: Staff) -> None:
    log_in_by_keyboard(without_javascript, PASSWORD)

    expect(without_javascript.locator("input[name=password]")).to_have_count(0)


def test_log_in_page_is_accessible(screen: Page, axe: Any) -> None:
    screen.goto(LOGIN)

    expect(screen.locator("html")).to_have_attribute("lang", "sv")
    axe(screen)


def test_pages_ask_for_log_in_first(desk: Page) -> None:
    desk.goto("/deltagare/")

    expect(desk.locator("input[name=login]")).to_be_visible()
