"""Every page that can be opened, on a desk and a phone, in light and dark: sound in each.

The pages are found in the site's own addresses: one without an example here fails the test.
"""

import gzip
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.urls import URLPattern, URLResolver, get_resolver
from playwright.sync_api import Page

import framsteg
from tests.functional.addresses import (
    ADMINISTRATOR,
    ANYONE,
    COACH,
    LEAD,
    NOT_PAGES,
    OFFICER,
    PAGES,
    Visit,
)
from tests.functional.conftest import DESK, PHONE, breaches
from tests.functional.stage import Team
from tests.functional.whole_site import Site, whole_site

MOST_BYTES = 100_000
# Shows every component, so also several primary buttons and templates.
SHOWCASE = "/komponenter/"


def routes(patterns: list[Any], before: str = "") -> Iterator[str]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern):
            yield route


def test_every_address_of_the_site_is_looked_at_here() -> None:
    of_the_site = set(routes(get_resolver().url_patterns))

    assert of_the_site == PAGES.keys() | NOT_PAGES


# ── What is asked of a page ────────────────────────────────────────────────────────────────────


def faults(page: Page, address: str) -> Iterator[str]:
    """Everything that is wrong with the page, on the desk and then on the phone."""
    page.set_viewport_size(DESK)
    answer = page.goto(address)
    if answer is None or answer.status != 200:
        yield f"answers {answer and answer.status}"
        return
    yield from _shape(page)
    yield from _weight(page)
    yield from breaches(page)
    page.set_viewport_size(PHONE)
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        yield "is wider than the phone"
    yield from breaches(page)
    page.emulate_media(color_scheme="dark")
    yield from breaches(page, {"type": "rule", "values": ["color-contrast"]})
    page.emulate_media(color_scheme="light")


def _shape(page: Page) -> Iterator[str]:
    if page.locator("html").get_attribute("lang") != "sv":
        yield "does not say that it is Swedish"
    if (headings := page.locator("h1").count()) != 1:
        yield f"has {headings} main headings"
    primary = page.evaluate(PRIMARY_ACTIONS)
    if len(primary) > 1 and not page.url.endswith(SHOWCASE):
        yield f"has {len(primary)} primary actions: {', '.join(primary)}"
    told = page.locator("footer").all_inner_texts()
    if told and framsteg.__version__ not in told[0]:
        yield "tells another version than Framsteg's"
    if english := ENGLISH.findall(page.evaluate(WORDS)):
        yield f"speaks English: {english}"


# What draws the eye: filled, visible, and not an example. Where the page has a primary action of
# its own, the frame's "Logga kontakt" loses its filling.
PRIMARY_ACTIONS = """() => [...document.querySelectorAll(':is(header, main) .ds-button')]
    .filter(button => !button.dataset.variant && button.checkVisibility())
    .filter(button => !button.closest('[data-example]'))
    .filter(button => getComputedStyle(button).backgroundColor !== 'rgba(0, 0, 0, 0)')
    .map(button => button.innerText)"""
WORDS = """() => {
    const body = document.body.cloneNode(true);
    body.querySelectorAll('pre, script').forEach(code => code.remove());
    return body.innerText;
}"""
ENGLISH = re.compile(
    r".{0,30}\b(?:the|and|with|this|from|you|your|has|have|are|which|who|what)\b.{0,30}", re.I
)


def _weight(page: Page) -> Iterator[str]:
    names = page.evaluate("performance.getEntriesByType('resource').map(entry => entry.name)")
    own = {urlsplit(name).path.removeprefix("/static/") for name in names if "/static/" in name}
    if (weight := sum(map(_compressed, own))) > MOST_BYTES:
        yield f"has assets of {weight} bytes compressed"


@cache
def _compressed(name: str) -> int:
    found = finders.find(name)
    assert found, name
    content = Path(found).read_bytes()
    return len(content) if name.endswith(".woff2") else len(gzip.compress(content))


@pytest.fixture
def site(utsikten: Team, natkraft: Team) -> Site:
    return whole_site(utsikten, natkraft)


# The coach has most pages: they are looked at in parts, each with its neighbours, side by side.
PARTS = [
    (ANYONE, 1, 1), *((COACH, n, 4) for n in range(1, 5)), (LEAD, 1, 1), (ADMINISTRATOR, 1, 1),
    (OFFICER, 1, 1),
]  # fmt: skip


def pages_of(who: str, part: int, parts: int) -> list[tuple[str, Visit]]:
    """One part of the pages that somebody opens, the same number in each."""
    mine = [(route, visit) for route, visit in PAGES.items() if visit.by == who]
    size = -(-len(mine) // parts)
    return mine[(part - 1) * size : part * size]


@pytest.mark.parametrize(("who", "part", "parts"), PARTS)
def test_pages_are_sound_on_desk_and_phone_in_light_and_dark(
    who: str, part: int, parts: int, desk: Page, site: Site, log_in: Callable[[Page, Any], None]
) -> None:
    if who != ANYONE:
        log_in(desk, site.people[who])
    found: list[str] = []
    titles: dict[str, str] = {}

    for route, visit in pages_of(who, part, parts):
        address = site.address(route, visit)
        found += [f"{address} {fault}" for fault in faults(desk, address)]
        heading = desk.locator("h1").first.inner_text()
        if titles.setdefault(desk.title(), heading) != heading:
            found.append(f"{address} has the title of another page: {desk.title()}")

    assert not found, "\n".join(found)


def test_page_that_is_not_there_says_so_kindly(
    screen: Page, site: Site, log_in: Callable[[Page, Any], None]
) -> None:
    log_in(screen, site.people[COACH])

    for address in ("/finns-inte/", "/deltagare/999999/"):
        answer = screen.goto(address)

        assert answer is not None and answer.status == 404
        assert screen.get_by_role("heading", level=1).inner_text() == "Här finns inget"
        assert not breaches(screen)
