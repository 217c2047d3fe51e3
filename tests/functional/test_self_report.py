"""A screen is handed over: the person answers, and the coach goes through it after logging in."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from framsteg.records.models import FollowUp
from tests.functional.conftest import breaches
from tests.functional.hands import choose, follow, press, write
from tests.functional.stage import PASSWORD, Team


def test_the_person_answers_on_a_screen_that_is_handed_over(
    phone: Page, utsikten: Team, log_in: Callable[[Page, Any], None]
) -> None:
    anna = utsikten.staff["Anna Ek"]
    person = utsikten.enrol("Saga", "Åkerblom")
    log_in(phone, anna)
    phone.goto(f"/deltagare/{person}/uppfoljning/")
    follow(phone, "Låt personen svara själv")

    press(phone, "Logga ut och lämna över skärmen")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Hur går det?")
    expect(phone.locator("body")).not_to_contain_text("Saga")
    assert breaches(phone) == []
    phone.goto(f"/deltagare/{person}/")
    phone.wait_for_url("**/konto/login/**")
    phone.go_back()
    phone.get_by_role("group", name="Hur har du det i livet").get_by_role(
        "radio", name="Ganska bra"
    ).check()
    write(phone, "Med egna ord", "Jag sover bättre.")
    press(phone, "Skicka")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Tack")
    phone.go_back()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Adressen fungerar inte längre")

    phone.goto("/")
    phone.locator("input[name=login]").fill(anna.email)
    phone.locator("input[name=password]").fill(PASSWORD)
    phone.keyboard.press("Enter")
    follow(phone, "Gå igenom det")
    expect(phone.get_by_role("main")).to_contain_text("Jag sover bättre.")
    choose(phone, "Besök")
    press(phone, "Spara uppföljningen")

    expect(phone.get_by_role("main")).to_contain_text("Jag sover bättre.")
    assert FollowUp.unscoped.get().awaits_review is False
