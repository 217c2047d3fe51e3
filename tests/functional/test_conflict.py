"""Two write the same text at once: both are shown, one chooses, and nothing is lost."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.functional.conftest import DESK, opened
from tests.functional.hands import press, write
from tests.functional.stage import Team

LogIn = Callable[[Page, Any], None]
MINE, THEIRS = "Vill arbeta utomhus.", "Vill arbeta i kök."


@pytest.fixture
def colleague(browser: Browser, live_server: Any, utsikten: Team, log_in: LogIn) -> Any:
    """The same organisation's text, open in another browser."""
    with opened(browser, live_server.url, DESK) as page:
        log_in(page, utsikten.staff["Anna Ek"])
        yield page


def test_text_written_by_two_is_merged_by_choice(
    screen: Page, colleague: Page, utsikten: Team, log_in: LogIn, axe: Callable[[Page], None]
) -> None:
    text = f"/deltagare/{utsikten.enrol('Saga', 'Åkerblom')}/text/income/"
    log_in(screen, utsikten.staff["Anna Ek"])
    screen.goto(text)
    write(screen, "Inkomst och ersättningar", "Van vid kök.")
    press(screen, "Spara texten")
    screen.goto(text)
    colleague.goto(text)

    write(colleague, "Inkomst och ersättningar", THEIRS)
    press(colleague, "Spara texten")
    colleague.wait_for_url("**/deltagare/*/")
    write(screen, "Inkomst och ersättningar", MINE)
    press(screen, "Spara texten")

    expect(screen.get_by_role("heading", level=1)).to_have_text("Två har ändrat samma sak")
    for words in (MINE, THEIRS, "Van vid kök."):
        expect(screen.get_by_role("main")).to_contain_text(words)
    axe(screen)
    screen.get_by_text(THEIRS).click()
    press(screen, "Spara det jag valt")
    expect(screen.get_by_role("main")).to_contain_text(THEIRS)
    screen.locator("summary", has_text="Gör mer").click()
    screen.get_by_role("link", name="Historik").click()
    expect(screen.locator("body")).to_contain_text(THEIRS)


def test_ones_own_words_stand_when_one_chooses_them(
    desk: Page, colleague: Page, utsikten: Team, log_in: LogIn
) -> None:
    text = f"/deltagare/{utsikten.enrol('Saga', 'Åkerblom')}/text/income/"
    log_in(desk, utsikten.staff["Anna Ek"])
    desk.goto(text)
    write(desk, "Inkomst och ersättningar", "Van vid kök.")
    press(desk, "Spara texten")
    desk.goto(text)
    colleague.goto(text)

    write(colleague, "Inkomst och ersättningar", THEIRS)
    press(colleague, "Spara texten")
    colleague.wait_for_url("**/deltagare/*/")
    write(desk, "Inkomst och ersättningar", MINE)
    press(desk, "Spara texten")
    press(desk, "Spara det jag valt")

    expect(desk.get_by_role("main")).to_contain_text(MINE)
    expect(desk.get_by_role("main")).not_to_contain_text(THEIRS)
