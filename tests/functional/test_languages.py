"""English by a switch, and back; in the frame no word of the other language is left."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.functional.hands import press
from tests.functional.stage import Team

PAGES = ("/", "/deltagare/", "/forfragningar/", "/arbetsgivare/", "/insatser/", "/kontakt/")
SWEDISH = re.compile(
    r"\b(?:och|att|är|inte|på|för|eller|som|med|vad|alla|ny)\b|[åäö]", re.IGNORECASE
)
# Names of people and programmes, and the language's own name, are what they are.
OWN_NAMES = ("Svenska", "Skellefteå kommun", "Västerbotten", "Försäkringskassan")


@pytest.fixture
def coach(screen: Page, utsikten: Team, log_in: Callable[[Page, Any], None]) -> Page:
    log_in(screen, utsikten.staff["Anna Ek"])
    return screen


def switch(page: Page, language: str) -> None:
    page.locator("header summary").last.click()
    press(page, language)


def frame(page: Page) -> str:
    """The words around the content, also those in menus that are closed."""
    parts = page.locator("header, nav, footer, dialog, .fs-skip").all()
    words = " ".join(part.text_content() or "" for part in parts)
    for name in OWN_NAMES:
        words = words.replace(name, "")
    return words


def test_language_is_switched_to_english_and_back(coach: Page) -> None:
    coach.goto("/deltagare/")

    switch(coach, "English")
    expect(coach.get_by_role("heading", level=1)).to_have_text("Participants")
    expect(coach.locator("html")).to_have_attribute("lang", "en")
    switch(coach, "Svenska")
    expect(coach.get_by_role("heading", level=1)).to_have_text("Deltagare")
    expect(coach.locator("html")).to_have_attribute("lang", "sv")


def test_english_pages_have_no_swedish_left_around_the_content(coach: Page) -> None:
    coach.goto("/")
    switch(coach, "English")
    expect(coach.locator("html")).to_have_attribute("lang", "en")

    left: list[str] = []
    for address in PAGES:
        coach.goto(address)
        left += [f"{address}: {word}" for word in SWEDISH.findall(frame(coach))]
        heading = coach.get_by_role("heading", level=1).inner_text()
        left += [f"{address}: {heading}"] if SWEDISH.search(heading) else []

    assert not left
