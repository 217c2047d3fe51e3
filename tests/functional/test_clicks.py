"""What the day's commonest tasks cost in clicks, keys and fields, from Min dag until it is saved.

The figures stand in docs/clicks.md, which `make clicks` writes anew. A way that has become longer
than published fails here.
"""

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from framsteg.actions import employers
from tests.functional import counting
from tests.functional.counting import Cost
from tests.functional.hands import do_more, press
from tests.functional.stage import Team

LogIn = Callable[[Page, Any], None]
PUBLISHED = Path(__file__).resolve().parents[2] / "docs" / "clicks.md"
ROW = re.compile(r"^\| (?P<task>.+?) \| (\d+) \| (\d+) \| (\d+) \|$", re.M)
PERSON = re.compile(r"/deltagare/\d+/$")
MOST_CLICKS = {
    "Logga en kontakt": 4,
    "Logga en kontakt, bara tangentbord": 0,
    "Registrera en praktik": 8,
    "Boka en intervju": 4,
    "Registrera ett jobb": 8,
}


def _to_the_person(page: Page) -> None:
    """By the name on Min dag; what waits there leads straight to itself, not to the page."""
    pages = [a for a in page.locator("main a").all() if PERSON.match(a.get_attribute("href") or "")]
    pages[0].click()


def _type(page: Page, label: str, words: str) -> None:
    page.get_by_label(label).filter(visible=True).first.click()
    page.keyboard.type(words)


def log_a_contact(page: Page) -> None:
    page.get_by_role("link", name="Logga kontakt").filter(visible=True).first.click()
    page.get_by_text("Telefon", exact=True).click()
    _type(page, "Vad ni sa eller gjorde", "Ringde.")
    press(page, "Spara kontakten")
    expect(page.get_by_text("Kontakten är sparad")).to_be_visible()


def log_a_contact_by_keyboard(page: Page) -> None:
    page.keyboard.press("k")
    page.wait_for_url("**/kontakt/")
    for _ in range(25):
        at = page.evaluate("({name: document.activeElement.name, type: document.activeElement.type,"
                           " form: !!document.activeElement.closest('main form')})")  # fmt: skip
        if at["form"] and at["type"] == "submit":
            page.keyboard.press("Enter")
            break
        if at["name"] == "channel":
            page.keyboard.press("ArrowRight")
        if at["name"] == "note":
            page.keyboard.type("Ringde.")
        page.keyboard.press("Tab")
    expect(page.get_by_text("Kontakten är sparad")).to_be_visible()


def register_an_internship(page: Page) -> None:
    _to_the_person(page)
    do_more(page, "Registrera en praktik")
    _type(page, "Arbetsgivare eller skola", "Brödboden på torget")
    press(page, "Spara")
    expect(page.get_by_role("main")).to_contain_text("Brödboden på torget")


def book_an_interview(page: Page) -> None:
    _to_the_person(page)
    do_more(page, "Boka en intervju")
    press(page, "Boka mötet")
    expect(page.get_by_text("Mötet är bokat")).to_be_visible()


def register_a_job(page: Page) -> None:
    _to_the_person(page)
    do_more(page, "Registrera ett jobb")
    _type(page, "Arbetsgivare eller skola", "Brödboden på torget")
    _type(page, "Omfattning av heltid", "50")
    press(page, "Spara")
    expect(page.get_by_text("nu 50 % av heltid").first).to_be_visible()


TASKS = {
    "Logga en kontakt": log_a_contact,
    "Logga en kontakt, bara tangentbord": log_a_contact_by_keyboard,
    "Registrera en praktik": register_an_internship,
    "Boka en intervju": book_an_interview,
    "Registrera ett jobb": register_a_job,
}


def published() -> dict[str, Cost]:
    rows = ROW.findall(PUBLISHED.read_text(encoding="utf-8"))
    return {task: Cost(int(clicks), int(keys), int(fields)) for task, clicks, keys, fields in rows}


def publish(counted: dict[str, Cost]) -> None:
    """Write the table anew; the words around it are the reader's own."""
    text = PUBLISHED.read_text(encoding="utf-8")
    rows = "\n".join(f"| {t} | {c.clicks} | {c.keys} | {c.fields} |" for t, c in counted.items())
    before, after = text.split("|---|--:|--:|--:|\n", 1)
    PUBLISHED.write_text(
        f"{before}|---|--:|--:|--:|\n{rows}\n\n{ROW.sub('', after).lstrip()}", encoding="utf-8"
    )


def test_common_tasks_cost_no_more_than_published(
    desk: Page, utsikten: Team, log_in: LogIn
) -> None:
    utsikten.enrol("Disa", "Norling")
    employers.add(by=utsikten.viewer("Anna Ek"), name="Brödboden på torget")
    log_in(desk, utsikten.staff["Anna Ek"])
    counting.count_on(desk)
    counted = {}

    for task, do in TASKS.items():
        desk.goto("/")
        counting.start(desk)
        do(desk)
        counted[task] = counting.cost(desk)

    if os.environ.get("PUBLISH_CLICKS"):
        publish(counted)
    known = published()
    assert counted.keys() == known.keys()
    assert not {t: (c, known[t]) for t, c in counted.items() if c.exceeds(known[t])}
    assert all(counted[task].clicks <= most for task, most in MOST_CLICKS.items())
