"""What a reader does on a page, in the words that stand on it."""

from playwright.sync_api import Locator, Page


def follow(page: Page, name: str) -> None:
    """Follow the first visible link with these words."""
    page.get_by_role("link", name=name).filter(visible=True).first.click()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).filter(visible=True).first.click()


def write(page: Page, label: str, words: str) -> None:
    page.get_by_label(label).filter(visible=True).first.fill(words)


def choose(page: Page, answer: str, question: str = "") -> None:
    """Choose one of the answers; the question is needed where several have the same answers."""
    within: Page | Locator = page
    if question:
        within = page.get_by_role("group", name=question)
    within.get_by_label(answer, exact=True).check()


def do_more(page: Page, name: str) -> None:
    """One of the actions behind "Gör mer" on a person's page."""
    page.locator("summary", has_text="Gör mer").click()
    follow(page, name)


def say_yes(page: Page, organisation: str, *parts: str) -> None:
    """In the consent form: yes to these parts, one by one, for that organisation."""
    party = page.locator(
        "section.fs-card, .fs-card", has=page.get_by_role("group", name=organisation, exact=True)
    )
    for summary in party.locator("summary").all():
        summary.click()
    for part in parts:
        party.get_by_role("group", name=part, exact=True).get_by_text("Ja", exact=True).click()
