"""Text becomes page through one door only, and what the server answers still goes through it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Error, Page, expect

from tests.functional.stage import Team

LogIn = Callable[[Page, Any], None]
WRITE = "text => { document.createElement('div').innerHTML = text; return 'written' }"
DOOR = "name => { trustedTypes.createPolicy(name, {createHTML: text => text}) }"
HARMFUL = [
    "<img src=x onerror='window.ran = true'>",
    "<script>window.ran = true</script>",
    "<template><p onclick='window.ran = true'>x</p></template>",
    "<a href=' JavaScript:window.ran = true'>x</a>",
    "<iframe srcdoc='<script>parent.ran = true</script>'></iframe>",
    "<script src='https://elsewhere.example/x.js'></script>",
    "<base href='https://elsewhere.example/'>",
]


@pytest.fixture
def refusing(browser: Browser, live_server: Any) -> Iterator[Page]:
    """A page whose console may tell of what the browser refused: here it is to refuse."""
    context = browser.new_context(base_url=live_server.url)
    yield context.new_page()
    context.close()


def test_text_that_carries_code_does_not_become_page(refusing: Page) -> None:
    refusing.goto("/konto/login/")

    for text in HARMFUL:
        with pytest.raises(Error, match="TrustedHTML"):
            refusing.evaluate(WRITE, text)
    for name in ("default", "framsteg", "another"):
        with pytest.raises(Error, match="createPolicy"):
            refusing.evaluate(DOOR, name)
    ran = refusing.evaluate(
        "() => { try { document.createElement('script').text = '1'; return true }"
        " catch { return window.ran ?? false } }"
    )

    assert ran is False
    assert refusing.evaluate(WRITE, "<b>5 < 6, on = ja</b><a href='/om/'>Om</a>") == "written"


def test_a_piece_of_page_still_comes_in(desk: Page, utsikten: Team, log_in: LogIn) -> None:
    utsikten.enrol("Disa", "Norling")
    log_in(desk, utsikten.staff["Anna Ek"])
    desk.goto("/deltagare/")
    desk.evaluate("document.querySelector('#people').dataset.before = 'yes'")

    box = desk.locator("form[hx-get] select").first
    box.select_option(index=1)

    expect(desk.locator("#people[data-before]")).to_have_count(0)
    expect(desk.locator("#people")).to_have_count(1)
