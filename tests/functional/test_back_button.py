"""The list is found again as it was left, and a name searched for never stands in an address."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Request, expect

from framsteg.actions import contacts
from framsteg.foundation.codes import Channel, Place
from tests.functional.hands import press, write
from tests.functional.stage import Team

LogIn = Callable[[Page, Any], None]
NAMES = ("Saga Åkerblom", "Disa Åkerberg", "Tage Öhrn")


@pytest.fixture
def people(utsikten: Team) -> None:
    by = utsikten.viewer("Anna Ek")
    for name in NAMES:
        enrolment_id = utsikten.enrol(*name.split())
        if name != NAMES[0]:
            contacts.log(
                by=by, enrolment_id=enrolment_id, on=by.today, channel=Channel.PHONE,
                place=Place.REMOTE, next_step="Höras av",
            )  # fmt: skip


def shown(page: Page) -> list[str]:
    return [name for name in NAMES if page.get_by_role("link", name=name).count()]


def test_filters_and_search_survive_opening_a_person_and_going_back(
    screen: Page, people: None, utsikten: Team, log_in: LogIn
) -> None:
    log_in(screen, utsikten.staff["Anna Ek"])
    addresses: list[str] = []
    screen.on("request", lambda request: addresses.append(told_in_address(request)))

    screen.goto("/deltagare/")
    write(screen, "Sök på namn", "åker")
    press(screen, "Sök")
    expect(screen.get_by_role("link", name="Tage Öhrn")).to_have_count(0)
    screen.get_by_label("Vad som behöver göras").select_option("no_step")
    screen.wait_for_url("**need=no_step**")
    expect(screen.get_by_role("link", name="Disa Åkerberg")).to_have_count(0)
    screen.get_by_role("link", name="Saga Åkerblom").click()
    screen.wait_for_url("**/deltagare/*/")
    screen.go_back()

    expect(screen.get_by_role("link", name="Saga Åkerblom")).to_be_visible()
    assert shown(screen) == ["Saga Åkerblom"]
    expect(screen.get_by_label("Vad som behöver göras")).to_have_value("no_step")
    expect(screen.get_by_label("Sök på namn")).to_have_value("åker")
    assert not [told for told in addresses if "ker" in told.replace("kontakter", "")]


def test_link_back_leads_to_the_list_as_it_was_filtered(
    desk: Page, people: None, utsikten: Team, log_in: LogIn
) -> None:
    log_in(desk, utsikten.staff["Anna Ek"])

    desk.goto("/deltagare/?need=no_step")
    desk.get_by_role("link", name="Saga Åkerblom").click()
    desk.locator(".fs-back").click()

    desk.wait_for_url("**need=no_step**")
    assert shown(desk) == ["Saga Åkerblom"]


def told_in_address(request: Request) -> str:
    """The address's path and query, as a log would keep them."""
    return request.url.partition("://")[2].partition("/")[2].casefold()
