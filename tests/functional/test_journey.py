"""One person followed from the first enquiry to the exit, as a coach does it in the browser."""

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.functional.hands import choose, do_more, follow, press, say_yes, write
from tests.functional.stage import PASSWORD, Team

LogIn = Callable[[Page, Any], None]


def receive_an_enquiry(page: Page) -> None:
    page.goto("/forfragningar/")
    follow(page, "Ta emot en förfrågan")
    choose(page, "Eget initiativ")
    choose(page, "Telefon")
    write(page, "Det här berättades", "Jag vill jobba med händerna.")
    write(page, "Vem gäller det?", "Disa Norling")
    press(page, "Spara förfrågan")
    expect(page.get_by_role("heading", level=1)).to_have_text("Disa Norling")


def book_and_hold_the_meeting(page: Page) -> None:
    today = timezone.localdate()
    follow(page, "Boka mötet")
    write(page, "När", (today + timedelta(days=2)).isoformat())
    press(page, "Spara mötet")
    expect(page.get_by_role("main")).to_contain_text("Bokat")
    follow(page, "Anteckna att det är hållet")
    write(page, "När", today.isoformat())
    choose(page, "Mötet är hållet")
    press(page, "Spara mötet")
    expect(page.get_by_role("main")).to_contain_text("Hållet")


def accept_on_facts(page: Page) -> None:
    follow(page, "Ta in")
    expect(page.get_by_label("Förnamn")).to_have_value("Disa")
    press(page, "Skriv in")
    expect(page.get_by_role("main")).to_contain_text("Personen behöver insatser från minst 2")
    write(page, "Födelseår", "2003")
    choose(page, "Kvinna")
    choose(page, "Ja", "Personen hör till målgruppen")
    choose(page, "Ja", "Ålder 18–30 år")
    choose(page, "Skellefteå kommun")
    choose(page, "Region Västerbotten")
    press(page, "Skriv in")
    expect(page.get_by_role("heading", level=1)).to_have_text("Disa Norling")


def assign(page: Page, name: str) -> None:
    page.get_by_role("radio", name=name).check()
    press(page, "Utse")


def assign_a_coach_from_each_of_two_organisations(page: Page) -> None:
    do_more(page, "Coacher och samverkan")
    assign(page, "Anna Ek")
    expect(page.get_by_text("Coachen är utsedd")).to_be_visible()
    assign(page, "Bo Berg")
    expect(page.get_by_role("group", name="sparas")).to_contain_text("samtycke")
    follow(page, "Registrera det först")
    consent_to_the_region(page)
    follow(page, "Personen")
    do_more(page, "Coacher och samverkan")
    assign(page, "Bo Berg")
    expect(page.get_by_role("main").locator(".fs-rows").first).to_contain_text("Bo Berg")
    follow(page, "Personen")
    expect(page.get_by_role("main")).to_contain_text("Bo Berg")


def consent_to_the_region(page: Page) -> None:
    main = page.get_by_role("main")
    expect(main.locator("input[type=checkbox]:checked, input[type=radio]:checked")).to_have_count(0)
    say_yes(page, "Region Västerbotten", "Namn och identitet", "Plan och faser", "Kontakter")
    choose(page, "På papper, med underskrift")
    page.get_by_label("Var finns papperet?").fill("Pärm 3")
    press(page, "Spara samtycket")
    expect(page.get_by_role("main")).to_contain_text(
        "Namn och identitet, Plan och faser, Kontakter"
    )


def log_a_contact(page: Page) -> None:
    follow(page, "Logga")
    choose(page, "Telefon")
    write(page, "Vad ni sa eller gjorde", "Vi ringdes och bestämde en dag.")
    write(page, "Nästa steg", "Besöka bageriet tillsammans")
    press(page, "Spara kontakten")
    expect(page.get_by_role("main")).to_contain_text("Vi ringdes och bestämde en dag.")


def visit_an_employer(page: Page) -> None:
    do_more(page, "Logga arbetsgivarkontakt")
    follow(page, "Lägg till en arbetsgivare")
    write(page, "Namn", "Brödboden på torget")
    press(page, "Lägg till arbetsgivaren")
    choose(page, "Presentera en person")
    expect(page.get_by_label("Disa Norling")).to_be_checked()
    press(page, "Spara")
    expect(page.get_by_role("heading", level=1)).to_have_text("Disa Norling")
    expect(page.get_by_role("main")).to_contain_text("Brödboden på torget")


def move_to_the_next_phase(page: Page) -> None:
    do_more(page, "Byt fas")
    page.get_by_role("radio", name="Praktik").check()
    press(page, "Byt fas")
    expect(page.get_by_role("main").locator(".ds-tag").first).to_have_text("Praktik")


def start_a_placement_that_grows(page: Page) -> None:
    today = timezone.localdate()
    do_more(page, "Starta jobb, studier eller praktik")
    choose(page, "Anställning utan stöd")
    write(page, "Arbetsgivare eller skola", "Brödboden på torget")
    write(page, "Omfattning av heltid", "50")
    press(page, "Spara")
    expect(page.get_by_text("nu 50 % av heltid")).to_be_visible()
    follow(page, "Ändra omfattningen")
    write(page, "Ny omfattning", "75")
    write(page, "Från", (today + timedelta(days=1)).isoformat())
    press(page, "Spara")
    page.locator("summary", has_text="steg för steg").click()
    expect(page.get_by_role("main")).to_contain_text("75 %")


def follow_up_in_the_persons_own_view(page: Page) -> None:
    do_more(page, "Följ upp")
    choose(page, "Månadsvis")
    for question, answer in (
        ("Hur har du det i livet", "Ganska bra"),
        ("Hur är stödet", "Bra"),
        ("Hur mycket kan du påverka", "Vill inte svara"),
    ):
        asked = page.get_by_role("group", name=question)
        asked.get_by_role("radio", name=answer, exact=True).check()
    write(page, "Med egna ord", "Det går framåt, i min takt.")
    choose(page, "Personen svarade själv")
    press(page, "Spara uppföljningen")
    expect(page.get_by_role("main")).to_contain_text("Det går framåt, i min takt.")
    follow(page, "Till Disa Norling")


def hand_over_and_take_it_back(page: Page) -> None:
    do_more(page, "Avsluta eller lämna över")
    choose(page, "Överlämnad")
    press(page, "Spara avslutet")
    expect(page.get_by_role("group", name="sparas")).to_contain_text("tar över")
    write(page, "Överlämnad till", "Kommunens jobbcenter, Siv Ask")
    press(page, "Spara avslutet")
    expect(page.get_by_role("main")).to_contain_text("Kommunens jobbcenter, Siv Ask")
    press(page, "Ångra")
    expect(page.get_by_text("Avslutet är återtaget")).to_be_visible()
    expect(page.get_by_role("main").locator(".ds-tag").first).to_have_text("Praktik")


def test_one_person_is_followed_from_first_enquiry_to_exit(
    screen: Page, utsikten: Team, log_in: LogIn
) -> None:
    log_in(screen, utsikten.staff["Anna Ek"])

    receive_an_enquiry(screen)
    book_and_hold_the_meeting(screen)
    accept_on_facts(screen)
    assign_a_coach_from_each_of_two_organisations(screen)
    log_a_contact(screen)
    visit_an_employer(screen)
    move_to_the_next_phase(screen)
    start_a_placement_that_grows(screen)
    follow_up_in_the_persons_own_view(screen)
    hand_over_and_take_it_back(screen)


def test_contact_is_logged_by_keyboard_in_three_inputs_and_under_ten_seconds(
    desk: Page, utsikten: Team, log_in: LogIn
) -> None:
    utsikten.enrol("Disa", "Norling")
    log_in(desk, utsikten.staff["Anna Ek"])
    desk.goto("/")

    began = time.monotonic()
    desk.keyboard.press("k")
    desk.wait_for_url("**/kontakt/")
    used = tab_through(desk, {"note": "Ringde.", "next_step": "Träffas på torsdag"}, "Telefon")
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/deltagare/*/")

    assert used == ["channel", "note", "next_step"]
    assert time.monotonic() - began < 10
    expect(desk.get_by_role("main")).to_contain_text("Träffas på torsdag")


def tab_through(page: Page, texts: dict[str, str], channel: str) -> list[str]:
    """Fill the form with the keyboard alone, until the button has focus; what was filled in."""
    used: list[str] = []
    for _ in range(25):
        at = page.evaluate("({name: document.activeElement.name, type: document.activeElement.type,"
                           " main: !!document.activeElement.closest('main form')})")  # fmt: skip
        if at["main"] and at["type"] == "submit":
            return used
        if at["main"] and at["name"] == "channel":
            page.keyboard.press("ArrowRight")
            expect(page.get_by_label(channel, exact=True)).to_be_checked()
            used.append("channel")
        elif at["main"] and at["name"] in texts:
            page.keyboard.type(texts[at["name"]])
            used.append(at["name"])
        page.keyboard.press("Tab")
    raise AssertionError("the button was never reached with the keyboard")


def test_contact_needs_no_input_but_the_button_where_the_person_is_known(
    phone: Page, utsikten: Team, log_in: LogIn
) -> None:
    enrolment_id = utsikten.enrol("Disa", "Norling")
    log_in(phone, utsikten.staff["Anna Ek"])

    phone.goto(f"/deltagare/{enrolment_id}/")
    follow(phone, "Logga")
    press(phone, "Spara kontakten")

    expect(phone.get_by_text("Kontakten är sparad")).to_be_visible()
    press(phone, "Ångra")
    expect(phone.get_by_text("Inga kontakter än")).to_be_visible()


def test_core_of_the_day_works_without_javascript(without_javascript: Page, utsikten: Team) -> None:
    page = without_javascript
    utsikten.enrol("Saga", "Åkerblom")

    page.goto("/")
    page.locator("input[name=login]").fill("anna@example.org")
    page.locator("input[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Min dag")
    receive_an_enquiry(page)
    accept_on_facts(page)
    log_a_contact(page)
    page.goto("/deltagare/")
    page.get_by_label("Vad som behöver göras").select_option("no_step")
    press(page, "Visa")

    expect(page.get_by_role("link", name="Saga Åkerblom")).to_be_visible()
    expect(page.get_by_role("link", name="Disa Norling")).to_have_count(0)
    write(page, "Sök på namn", "åker")
    press(page, "Sök")
    expect(page.get_by_label("Vad som behöver göras")).to_have_value("no_step")
    expect(page.get_by_role("link", name="Saga Åkerblom")).to_be_visible()
