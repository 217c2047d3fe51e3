"""Words half written: there after a reload, and there after the session has ended."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from framsteg.records.models import Draft
from tests.functional.conftest import breaches
from tests.functional.hands import press
from tests.functional.stage import PASSWORD, Team

WORDS = "Vi pratade om bageriet på torget."


@pytest.fixture
def writing(desk: Page, utsikten: Team, log_in: Callable[[Page, Any], None]) -> Page:
    """Anna on the form of a contact, with words half written."""
    person = utsikten.enrol("Saga", "Åkerblom")
    log_in(desk, utsikten.staff["Anna Ek"])
    desk.goto(f"/deltagare/{person}/kontakt/")
    desk.locator("textarea[name=note]").press_sequentially(WORDS)
    return desk


def test_a_reload_offers_what_was_typed(writing: Page) -> None:
    with writing.expect_response(lambda answer: "/utkast/" in answer.url):
        pass
    writing.on("dialog", lambda dialog: dialog.accept())

    writing.reload()
    expect(writing.locator("textarea[name=note]")).to_have_value("")
    assert breaches(writing) == []
    writing.get_by_role("link", name="Fortsätt").click()

    expect(writing.locator("textarea[name=note]")).to_have_value(WORDS)
    writing.goto(writing.url.split("?")[0])
    press(writing, "Kasta")
    expect(writing.get_by_text("Du har ett utkast")).to_have_count(0)
    assert not Draft.unscoped.exists()


def test_words_sent_after_the_session_ended_are_there_after_log_in(
    writing: Page, utsikten: Team
) -> None:
    writing.get_by_text("Besök", exact=True).first.click()
    writing.context.clear_cookies(name="framsteg_session")
    press(writing, "Spara kontakten")
    writing.wait_for_url("**/konto/login/**")

    writing.locator("input[name=login]").fill(utsikten.staff["Anna Ek"].email)
    writing.locator("input[name=password]").fill(PASSWORD)
    writing.keyboard.press("Enter")

    expect(writing.locator("textarea[name=note]")).to_have_value(WORDS)
    expect(writing.get_by_text("Det är inte sparat än")).to_be_visible()
