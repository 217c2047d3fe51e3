"""An employer as a coach comes to know it: added, gone round, visited, handed over, made one."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from tests.functional.hands import choose, follow, press, write
from tests.functional.stage import Team

LogIn = Callable[[Page, Any], None]


def test_coach_comes_to_know_an_employer(
    screen: Page, utsikten: Team, log_in: LogIn, axe: Callable[[Page], None]
) -> None:
    utsikten.enrol("Disa", "Norling")
    log_in(screen, utsikten.staff["Anna Ek"])

    _add(screen)
    _go_round(screen, axe)
    _write_somebody_down(screen, axe)
    _visit(screen, axe)
    _hand_over(screen)
    _find_the_double(screen, axe)


def _add(page: Page) -> None:
    page.goto("/arbetsgivare/")
    follow(page, "Lägg till en arbetsgivare")
    write(page, "Namn", "Brödboden på torget")
    press(page, "Lägg till arbetsgivaren")
    expect(page.get_by_role("heading", level=1)).to_have_text("Brödboden på torget")


def _go_round(page: Page, axe: Callable[[Page], None]) -> None:
    follow(page, "Lägg till en arbetsplats")
    write(page, "Namn", "Torget")
    write(page, "Kommun", "Umeå")
    press(page, "Lägg till arbetsplatsen")
    follow(page, "Torget")
    follow(page, "Lägg till en uppgift")
    write(page, "Uppgift", "Packa upp leveransen")
    choose(page, "Varje dag")
    choose(page, "Ja, den går att lyfta ut")
    press(page, "Lägg till uppgiften")
    expect(page.get_by_role("main")).to_contain_text("Packa upp leveransen")
    axe(page)
    follow(page, "Brödboden på torget")


def _write_somebody_down(page: Page, axe: Callable[[Page], None]) -> None:
    follow(page, "Lägg till en kontaktperson")
    write(page, "Namn", "Sigrid Sandell")
    press(page, "Spara kontaktpersonen")
    expect(page.get_by_role("main")).to_contain_text("utan ett ja sparas ingenting")
    expect(page.get_by_label("Namn")).to_have_value("Sigrid Sandell")
    page.get_by_label("Personen har sagt ja till att vi skriver upp det här").check()
    press(page, "Spara kontaktpersonen")
    expect(page.get_by_role("main")).to_contain_text("Sigrid Sandell")
    axe(page)


def _visit(page: Page, axe: Callable[[Page], None]) -> None:
    follow(page, "Logga besök eller samtal")
    choose(page, "Ta reda på vad arbetsgivaren behöver")
    write(page, "Vad ni sa", "De behöver hjälp på morgonen.")
    write(page, "Nästa steg", "Komma dit tillsammans")
    write(page, "Hur länge", "40")
    press(page, "Spara")
    expect(page.get_by_role("main")).to_contain_text("Anna Ek var här i dag.")
    expect(page.get_by_role("main")).to_contain_text("Komma dit tillsammans")
    expect(page.get_by_role("main")).to_contain_text("40 min")
    axe(page)


def _hand_over(page: Page) -> None:
    follow(page, "Välj vem")
    page.get_by_label("Till vem").select_option(label="Anna Ek, Skellefteå kommun")
    press(page, "Spara")
    expect(page.get_by_role("main")).to_contain_text("Det är du.")


def _find_the_double(page: Page, axe: Callable[[Page], None]) -> None:
    page.goto("/arbetsgivare/ny/?name=Br%C3%B6dboden+p%C3%A5+Torget+AB")
    press(page, "Lägg till arbetsgivaren")
    expect(page.get_by_role("main")).to_contain_text("heter nästan så")
    page.get_by_label("Det är en annan arbetsgivare").check()
    press(page, "Lägg till arbetsgivaren")
    page.goto("/arbetsgivare/dubbletter/")
    axe(page)
    follow(page, "Se båda")
    axe(page)
    press(page, "Slå ihop till Brödboden på torget")
    expect(page.get_by_role("heading", level=1)).to_have_text("Brödboden på torget")
    press(page, "Ångra")
    expect(page.get_by_role("main")).to_contain_text("De är två arbetsgivare igen.")
