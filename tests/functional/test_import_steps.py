"""A programme's own list in, step by step: to the published figures, and back to nothing."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from framsteg.records.models import Enrolment
from tests.functional.hands import follow, press
from tests.functional.stage import Team

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@pytest.fixture
def lead(screen: Page, natkraft: Team, log_in: Callable[[Page, Any], None]) -> Page:
    log_in(screen, natkraft.staff["Karin Lund"])
    return screen


def upload(page: Page, name: str) -> None:
    page.goto("/listor/")
    follow(page, "Läs in en lista")
    page.get_by_label("Fil", exact=True).set_input_files(EXAMPLES / name)
    press(page, "Fortsätt")


def figure(page: Page, title: str) -> Any:
    return page.locator(".fs-figure").filter(has=page.get_by_role("heading", name=title)).first


def test_list_becomes_the_published_figures_and_undone_leaves_nothing(
    lead: Page, axe: Callable[[Page], None]
) -> None:
    upload(lead, "natkraft_klienter.csv")
    expect(lead.get_by_role("heading", name="Det här kommer att hända")).to_be_visible()
    axe(lead)
    assert Enrolment.unscoped.count() == 0
    press(lead, "Läs in 155 deltagare")
    expect(lead.get_by_role("heading", level=1)).to_have_text("Listan är inläst")
    expect(lead.get_by_role("main")).to_contain_text("155")

    lead.goto("/resultat/natkraft/")
    clients = figure(lead, "Deltagare")
    for words in ("Kvinna", "79", "Man", "76"):
        expect(clients).to_contain_text(words)
    expect(lead.get_by_role("main")).to_contain_text("155")
    expect(lead.get_by_role("main")).to_contain_text("37,4 %")
    axe(lead)

    lead.goto("/listor/")
    lead.get_by_role("link", name="natkraft_klienter.csv").click()
    press(lead, "Ångra hela importen")
    press(lead, "Ja, ångra alltihop")
    expect(lead.get_by_role("heading", level=1)).to_have_text("Importen är ångrad")
    assert Enrolment.unscoped.count() == 0
    lead.goto("/resultat/natkraft/")
    press(lead, "Förnya")
    expect(lead.get_by_role("main")).to_contain_text("Inget att räkna än")


def test_list_with_twelve_faults_names_each_and_loads_nothing(lead: Page) -> None:
    upload(lead, "natkraft_fel.csv")
    expect(lead.get_by_role("heading", name="Vad betyder de här orden?")).to_be_visible()
    follow(lead, "Fortsätt utan att svara")

    faults = lead.locator("#faults")
    expect(faults).to_contain_text("12 fel")
    expect(faults.locator("tbody tr")).to_have_count(12)
    assert Enrolment.unscoped.count() == 0
