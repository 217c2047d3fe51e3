"""The documents of the method by hand: begun, written, signed together, printed."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from tests.functional.conftest import breaches
from tests.functional.hands import choose, do_more, follow, press, write
from tests.functional.stage import Team

LogIn = Callable[[Page, Any], None]


def test_an_agreement_is_written_and_signed_together_on_the_screen(
    screen: Page, utsikten: Team, log_in: LogIn
) -> None:
    person = utsikten.enrol("Disa", "Norling")
    log_in(screen, utsikten.staff["Anna Ek"])
    screen.goto(f"/deltagare/{person}/")

    follow(screen, "Alla dokument")
    screen.locator("a[href$='/dokument/agreement/ny/']").click()
    press(screen, "Börja")
    screen.locator("a[href$='/skriv/goals/']").first.click()
    write(screen, "Målet med personens egna ord", "Ett jobb som håller.")
    choose(screen, "Vid ett möte")
    press(screen, "Spara och gå vidare: Vad var och en lovar")
    screen.get_by_label("Vem, rad 1").fill("Anna")
    screen.get_by_label("Lovar att, rad 1").fill("ringer varje vecka")
    press(screen, "En rad till")
    expect(screen.get_by_label("Vem, rad 3")).to_be_focused()
    press(screen, "Spara")
    assert not breaches(screen)
    follow(screen, "Skriv under")
    expect(screen.get_by_role("main")).to_contain_text("ringer varje vecka")
    press(screen, "Skriv under")

    main = screen.get_by_role("main")
    expect(main).to_contain_text("Disa Norling")
    expect(main).to_contain_text("Anna Ek")
    assert not breaches(screen)
    follow(screen, "Utgåva 1")
    expect(screen.get_by_text("En sparad utgåva")).to_be_visible()


def test_a_profile_becomes_a_description_and_a_file(
    desk: Page, utsikten: Team, log_in: LogIn, tmp_path: Path
) -> None:
    person = utsikten.enrol("Disa", "Norling")
    log_in(desk, utsikten.staff["Anna Ek"])
    desk.goto(f"/deltagare/{person}/dokument/profile/ny/")
    press(desk, "Börja")
    desk.locator("a[href$='/skriv/wishes/']").first.click()
    write(desk, "Vad jag skulle vilja arbeta med", "Bageri")
    press(desk, "Spara")
    desk.goto(f"/deltagare/{person}/dokument/personal_description/ny/")
    write(desk, "Gjord för", "Brödboden")
    press(desk, "Börja")
    press(desk, "Fyll i från yrkesprofilen")
    expect(desk.get_by_role("main")).to_contain_text("Bageri")

    desk.locator("summary", has_text="Gör mer").click()
    with desk.expect_download() as download:
        follow(desk, "Hämta som PDF")

    assert download.value.suggested_filename.startswith("personal_description-")
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF")
    desk.goto(f"/deltagare/{person}/")
    do_more(desk, "Dokument")
    expect(desk.get_by_role("main")).to_contain_text("Brödboden")
