"""Each programme's own way, from the stage that makes it what it is: one world, one story each.

`look` holds every page met against axe and the phone's width, at a desk and on a phone. With
STORY_PICTURES it also keeps a picture of both: that is how one looks at them.
"""

import os
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from framsteg.actions import assignments, employers
from framsteg.foundation.codes import Part
from tests.functional import stage
from tests.functional.conftest import DESK, PHONE
from tests.functional.hands import choose, do_more, follow, press, write
from tests.functional.stage import Team

LogIn = Callable[[Page, Any], None]
Look = Callable[[str], None]
PARTS = {Part.IDENTITY, Part.PLAN, Part.CONTACTS, Part.EMPLOYER_DEALINGS}
LEAVING = 30


@pytest.fixture
def look(desk: Page, axe: Callable[[Page], None]) -> Look:
    """The page as it stands is sound at a desk and on a phone."""
    pictures = os.environ.get("STORY_PICTURES")

    def look(name: str) -> None:
        for size, viewport in (("phone", PHONE), ("desk", DESK)):
            desk.set_viewport_size(viewport)
            axe(desk)
            assert not desk.evaluate(
                "document.documentElement.scrollWidth > document.documentElement.clientWidth"
            ), f"{name} is wider than the {size}"
            if pictures:
                desk.screenshot(path=Path(pictures) / f"{name}-{size}.png", full_page=True)

    return look


def main(page: Page) -> Any:
    return page.get_by_role("main")


# ── Nätkraft: Supported Employment ─────────────────────────────────────────────────────────────


def test_natkraft_goes_from_supported_training_to_a_job_with_tapered_support(
    desk: Page, natkraft: Team, log_in: LogIn, look: Look
) -> None:
    person = natkraft.enrol("Signe", "Asplund", coach="Karin Lund")
    employers.add(by=natkraft.viewer("Karin Lund"), name="Älvens Trädgård")
    log_in(desk, natkraft.staff["Karin Lund"])

    _train(desk, person, look)
    _get_the_job(desk, person)
    _taper(desk, look)


def _train(page: Page, person: int, look: Look) -> None:
    page.goto(f"/deltagare/{person}/sysselsattning/?kind=supported_training")
    write(page, "Arbetsgivare eller skola", "Älvens Trädgård")
    press(page, "Spara")
    follow(page, "Stöd och uppföljning")
    page.locator("summary", has_text="Markera som uppnått: Överenskommelse").click()
    page.locator("li", has_text="Överenskommelse").get_by_role("button", name="Spara").click()
    expect(page.locator("li", has_text="Överenskommelse").locator(".ds-tag")).to_be_visible()
    follow(page, "Anteckna en observation")
    write(page, "Uppgift", "Vattna plantorna")
    choose(page, "Komma igång")
    choose(page, "Visat en gång")
    write(page, "Vad som sågs", "Fyllde kannan och började med raden närmast dörren.")
    write(page, "Vad som hjälper", "En rad i taget.")
    press(page, "Spara observationen")
    expect(main(page)).to_contain_text("Vattna plantorna")
    expect(main(page)).to_contain_text("Inte genomgången")
    look("natkraft-traning")


def _get_the_job(page: Page, person: int) -> None:
    page.goto(f"/deltagare/{person}/")
    do_more(page, "Registrera ett jobb")
    write(page, "Arbetsgivare eller skola", "Älvens Trädgård")
    write(page, "Omfattning av heltid", "50")
    press(page, "Spara")
    expect(page.get_by_text("nu 50 % av heltid").first).to_be_visible()


def _taper(page: Page, look: Look) -> None:
    page.locator("main a", has_text=re.compile("Stöd och uppföljning.*Anställning")).first.click()
    look("natkraft-jobb")
    follow(page, "Lägg till ett steg")
    write(page, "Från", _in_days(60))
    write(page, "Kontakt var", "30")
    press(page, "Spara steget")
    follow(page, "Lägg till ett steg")
    write(page, "Från", _in_days(180))
    page.get_by_label("Det här är det planerade avslutet").check()
    press(page, "Spara steget")
    expect(main(page)).to_contain_text("30")
    look("natkraft-nedtrappning")


def _in_days(days: int) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


# ── VärNa: IPS ─────────────────────────────────────────────────────────────────────────────────


def test_varna_searches_at_once_and_supports_without_an_end(
    desk: Page, live_server: Any, log_in: LogIn, look: Look
) -> None:
    team = stage.start("varna")
    person = team.enrol("Vera", "Lidén", coach="Nils Borg")
    employers.add(by=team.viewer("Nils Borg"), name="Blomsterhörnan")
    log_in(desk, team.staff["Nils Borg"])

    desk.goto(f"/deltagare/{person}/")
    do_more(desk, "Jobb och ansökningar")
    look("varna-jobb")
    desk.goto(f"/deltagare/{person}/")
    do_more(desk, "Registrera ett jobb")
    write(desk, "Arbetsgivare eller skola", "Blomsterhörnan")
    write(desk, "Omfattning av heltid", "25")
    press(desk, "Spara")
    look("varna-person")
    follow(desk, "Stöd och uppföljning")
    expect(main(desk)).to_contain_text("Stödet har ingen tidsgräns")
    expect(desk.get_by_label("Det här är det planerade avslutet")).to_have_count(0)
    look("varna-stod")


# ── Utsikten: four authorities ─────────────────────────────────────────────────────────────────


def test_utsikten_goes_from_an_internship_with_two_coaches_to_a_negotiated_job(
    desk: Page, utsikten: Team, log_in: LogIn, look: Look
) -> None:
    person = utsikten.enrol("Tuva", "Strandh")
    for to in ("regionen", "arbetsformedlingen", "forsakringskassan"):
        utsikten.share(person, PARTS, to=to)
    anna, bo = utsikten.viewer("Anna Ek"), utsikten.staff["Bo Berg"].pk
    assignments.assign(by=anna, enrolment_id=person, staff_id=bo, on=anna.today)
    employers.add(by=anna, name="Cykelmakarna")
    log_in(desk, utsikten.staff["Bo Berg"])

    _begin_the_internship(desk, person)
    _meet_at_the_workplace(desk, look)
    _it_leads_to_a_job(desk, person, look)
    log_in(desk, utsikten.staff["Anna Ek"])
    desk.goto(f"/deltagare/{person}/")
    expect(main(desk)).to_contain_text("Bo Berg")
    expect(main(desk)).not_to_contain_text("Cykelmakarna")
    look("utsikten-anna")


def _begin_the_internship(page: Page, person: int) -> None:
    page.goto(f"/deltagare/{person}/")
    do_more(page, "Registrera en praktik")
    write(page, "Arbetsgivare eller skola", "Cykelmakarna")
    press(page, "Spara")
    expect(main(page)).to_contain_text("Cykelmakarna")


def _meet_at_the_workplace(page: Page, look: Look) -> None:
    follow(page, "Stöd och uppföljning")
    follow(page, "Planera ett möte")
    write(page, "Dag", _in_days(0))
    write(page, "Med vem", "Tuva och handledaren")
    press(page, "Spara mötet")
    page.locator("a", has_text="Mötet har hållits").first.click()
    write(page, "Vad ni sa", "Tuva tar hand om växlarna själv. Vi talar om en anställning.")
    press(page, "Spara mötet")
    expect(main(page)).to_contain_text("växlarna")
    look("utsikten-praktik")


def _it_leads_to_a_job(page: Page, person: int, look: Look) -> None:
    follow(page, "Det är slut")
    choose(page, "Ledde till anställning")
    look("utsikten-slut")
    press(page, "Spara")
    page.goto(f"/deltagare/{person}/")
    do_more(page, "Registrera ett jobb")
    write(page, "Arbetsgivare eller skola", "Cykelmakarna")
    write(page, "Omfattning av heltid", "75")
    press(page, "Spara")
    expect(page.get_by_text("nu 75 % av heltid").first).to_be_visible()
    look("utsikten-bo")


# ── Vi Vågar!: booked together, and handed over at the end ─────────────────────────────────────


def test_vi_vagar_books_together_and_hands_over_everyone_when_it_ends(
    desk: Page, live_server: Any, log_in: LogIn, look: Look
) -> None:
    team = stage.start("vi-vagar")
    for n in range(LEAVING):
        team.enrol(f"Person{n}", "Åslund", coach="Pia Sten")
    log_in(desk, team.staff["Pia Sten"])

    _book_together(desk, look)
    _ask_for_everyone(desk, look)
    _both_say_yes(desk, look)
    _everyone_goes_on(desk, look)


def _book_together(page: Page, look: Look) -> None:
    page.goto("/forfragningar/ny/")
    choose(page, "Eget initiativ")
    choose(page, "Telefon")
    write(page, "Vem gäller det?", "Moa Tallberg")
    press(page, "Spara förfrågan")
    follow(page, "Boka mötet")
    # What the programme has promised is already chosen.
    expect(main(page).get_by_label("Personen och den som remitterar, tillsammans")).to_be_checked()
    write(page, "När", _in_days(3))
    write(page, "Klockan", "10:00")
    write(page, "Var", "Torggatan 2")
    write(page, "Vilka är med", "Moa och kontaktpersonen på mottagningen")
    look("vi-vagar-boka")
    press(page, "Spara mötet")
    expect(main(page)).to_contain_text("klockan 10.00")
    expect(main(page)).to_contain_text("Torggatan 2")
    page.get_by_text("Bekräfta tiden för båda").click()
    text = main(page).get_by_label("Texten").input_value()
    assert "Vi Vågar!" in text and "Torggatan 2" in text and "Moa" not in text
    look("vi-vagar-bokat")


def _ask_for_everyone(page: Page, look: Look) -> None:
    page.goto("/insatser/vi-vagar/overlamning/")
    follow(page, "Fråga en verksamhet")
    press(page, "Välj alla")
    expect(page.get_by_role("button", name="Välj inga")).to_be_visible()
    write(page, "Eller en annan verksamhet", "Jobbtorget, mottagningen")
    look("vi-vagar-fraga")
    page.locator("main button[type=submit]").last.click()
    expect(main(page)).to_contain_text("Jobbtorget, mottagningen")


def _both_say_yes(page: Page, look: Look) -> None:
    """The service rings back about all of them; each person has been asked."""
    follow(page, "Anteckna svar")
    press(page, "Välj alla")
    choose(page, "Verksamheten tar emot")
    choose(page, "Säger ja", "Vad har de själva sagt?")
    look("vi-vagar-svar")
    press(page, "Spara svaren")
    expect(main(page)).to_contain_text(f"Klart för {LEAVING} personer.")


def _everyone_goes_on(page: Page, look: Look) -> None:
    page.goto("/insatser/vi-vagar/overlamning/")
    look("vi-vagar-overlamning")
    follow(page, "Slutför överlämningen")
    page.locator("main button[type=submit]").last.click()
    page.goto("/insatser/vi-vagar/avsluta/")
    expect(main(page)).to_contain_text("Ingen.")
    press(page, "Markera som avslutad")
    expect(main(page)).to_contain_text(f"{LEAVING}")
    look("vi-vagar-slut")
