"""A person asks what is kept about them: found, gone through, masked, given out."""

import os
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from framsteg.foundation.codes import Role
from framsteg.records.models import RoleGrant, Staff
from tests.functional import examples_rights
from tests.functional.stage import Team


def _look(page: Page, name: str) -> None:
    """A picture for who wants to look: name a folder in LOOK_AT."""
    if folder := os.environ.get("LOOK_AT"):
        size = "phone" if (page.viewport_size or {"width": 0})["width"] < 500 else "desk"
        page.screenshot(path=Path(folder) / f"{name}-{size}.png", full_page=True)


def test_the_lead_gives_out_an_extract_with_the_sisters_words_masked(
    screen: Page, natkraft: Team, log_in: Callable[[Page, Any], None], axe: Callable[[Page], None]
) -> None:
    examples_rights.ids(natkraft)
    log_in(screen, natkraft.staff["Karin Lund"])

    screen.goto("/dataskydd/")
    screen.get_by_label("Personnummer eller namn").fill("Moa Lilja")
    screen.get_by_role("button", name="Sök", exact=True).click()
    _look(screen, "find")
    screen.get_by_role("link", name="Moa Lilja").click()
    _look(screen, "person")
    axe(screen)
    screen.get_by_role("link", name="Begärt").click()
    _look(screen, "extract-begun")
    axe(screen)
    while screen.get_by_text("Att läsa", exact=True).count():
        row = screen.get_by_role("listitem").filter(has_text="Att läsa").first
        row.get_by_role("link").click()
        for one in screen.locator(".fs-choice").filter(has_text="Signe").all():
            one.get_by_role("checkbox").check()
        _look(screen, "texts")
        axe(screen)
        screen.get_by_role("button", name="Jag har läst de här").click()

    with screen.expect_download() as fetched:
        screen.get_by_role("link", name="HTML").click()
    told = Path(fetched.value.path()).read_text(encoding="utf-8")
    _look(screen, "extract-ready")
    screen.get_by_role("link", name="Notera att det är utlämnat").click()
    screen.get_by_label("Hur lämnades det ut?").fill("För hand, legitimation visad")
    screen.get_by_role("button", name="Det är utlämnat").click()

    assert "Ringde Moa." in told
    assert "Signe" not in told
    expect(screen.get_by_text("Utlämnat", exact=False).first).to_be_visible()
    _look(screen, "given")


def test_two_thin_out_together_and_the_certificate_is_kept(
    screen: Page, natkraft: Team, log_in: Callable[[Page, Any], None], axe: Callable[[Page], None]
) -> None:
    examples_rights.left_long_ago(natkraft)
    first = natkraft.staff["Karin Lund"]
    second = Staff.objects.create_user(
        "dagny@example.org", "gröna-skogen", name="Dagny Falk", organisation=first.organisation
    )
    RoleGrant.objects.create(
        staff=second, role=Role.DATA_PROTECTION_OFFICER, programme_id=natkraft.programme_id,
        starts_on=date(2020, 1, 1),
    )  # fmt: skip

    log_in(screen, first)
    screen.goto("/gallring/")
    _look(screen, "retention")
    axe(screen)
    screen.get_by_role("link", name=re.compile("Vad som ska gallras.*Personens akt")).click()
    _look(screen, "due")
    axe(screen)
    screen.get_by_role("button", name="Föreslå").click()
    expect(screen.get_by_text("Du har själv föreslagit detta.")).to_be_visible()
    there = screen.url
    log_in(screen, second)
    screen.goto(there)
    _look(screen, "proposed")
    screen.get_by_role("button", name="Godkänn och genomför").click()
    screen.get_by_role("button", name="Ja, genomför").click()

    expect(screen.get_by_role("heading", name="Gallringsbevis")).to_be_visible()
    _look(screen, "certificate")
    axe(screen)
    with screen.expect_download() as fetched:
        screen.get_by_role("link", name="PDF").click()
    assert Path(fetched.value.path()).read_bytes().startswith(b"%PDF")
