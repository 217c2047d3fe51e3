"""A coach from another organisation beside the one who writes: sees what the person said yes to."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from framsteg.actions import assignments, contacts, documents
from framsteg.foundation.codes import Channel, DocumentKind, Place
from tests.factories.shared_in_part import shared_in_part
from tests.factories.stand import Stand, addresses_of, noon
from tests.factories.surfaces import text_in
from tests.factories.world import TODAY
from tests.functional.conftest import DESK, opened
from tests.functional.hands import choose, press, say_yes
from tests.functional.stage import Team

LogIn = Callable[[Page, Any], None]
WRITTEN = "Fika på stan med Saga."
PROFILE = "Van vid kök och städ."


@pytest.fixture
def person(utsikten: Team) -> int:
    enrolment_id = utsikten.enrol("Saga", "Åkerblom")
    anna = utsikten.viewer("Anna Ek")
    contacts.log(
        by=anna, enrolment_id=enrolment_id, on=anna.today, channel=Channel.VISIT,
        place=Place.COMMUNITY, note=WRITTEN,
    )  # fmt: skip
    profile = documents.start(
        by=anna, enrolment_id=enrolment_id, kind=DocumentKind.PROFILE, on=anna.today
    )
    documents.write(
        by=anna, document_id=profile, section="wishes", content={"dream": PROFILE}, version=None
    )
    return enrolment_id


@pytest.fixture
def coach(desk: Page, utsikten: Team, log_in: LogIn) -> Page:
    log_in(desk, utsikten.staff["Anna Ek"])
    return desk


@pytest.fixture
def partner(browser: Browser, live_server: Any, utsikten: Team, log_in: LogIn) -> Any:
    """Bo's own browser, beside the coach's."""
    with opened(browser, live_server.url, DESK) as page:
        log_in(page, utsikten.staff["Bo Berg"])
        yield page


def consent(page: Page, person: int, *parts: str) -> None:
    page.goto(f"/deltagare/{person}/samtycken/nytt/")
    if parts:
        say_yes(page, "Region Västerbotten", *parts)
    else:
        page.get_by_role("group", name="Region Västerbotten", exact=True).get_by_text(
            "Ja, till allt som frågas"
        ).click()
    choose(page, "På skärmen, tillsammans")
    press(page, "Spara samtycket")
    page.wait_for_url("**/samtycken/")


def test_nothing_is_seen_before_a_consent(partner: Page, person: int) -> None:
    partner.goto("/deltagare/")
    expect(partner.get_by_role("main")).not_to_contain_text("Åkerblom")

    answer = partner.goto(f"/deltagare/{person}/")
    missing = partner.goto("/deltagare/999999/")

    assert answer is not None and missing is not None
    assert (answer.status, missing.status) == (404, 404)


def test_exactly_the_consented_parts_are_seen_and_at_once_no_more_when_withdrawn(
    coach: Page, partner: Page, person: int
) -> None:
    consent(coach, person, "Namn och identitet", "Kontakter")

    partner.goto("/deltagare/")
    row = partner.get_by_role("row", name="Saga Åkerblom")
    expect(row).to_contain_text("i dag")
    expect(row.get_by_text("Delas inte").first).to_be_visible()
    partner.get_by_role("link", name="Saga Åkerblom").click()
    main = partner.get_by_role("main")
    expect(main).to_contain_text(WRITTEN)
    expect(main).to_contain_text("Yrkesprofil: inte delat med dig")
    expect(main).not_to_contain_text(PROFILE)

    coach.get_by_role("link", name="Återkalla samtycket").click()
    press(coach, "Ja, ta tillbaka det")
    expect(coach.get_by_text("Delningen har upphört")).to_be_visible()

    answer = partner.reload()
    assert answer is not None and answer.status == 404
    expect(partner.locator("body")).not_to_contain_text("Åkerblom")
    partner.goto("/deltagare/")
    expect(partner.get_by_role("main")).not_to_contain_text("Åkerblom")


def test_both_read_the_same_page_after_a_yes_to_everything(
    coach: Page, partner: Page, person: int, utsikten: Team
) -> None:
    consent(coach, person)
    anna = utsikten.viewer("Anna Ek")
    bo = utsikten.staff["Bo Berg"].pk
    assignments.assign(by=anna, enrolment_id=person, staff_id=bo, on=anna.today)

    partner.goto("/")
    partner.get_by_role("link", name="Saga Åkerblom").first.click()

    expect(partner.get_by_role("main")).to_contain_text(PROFILE)
    expect(partner.get_by_role("main")).not_to_contain_text("inte delat med dig")


@pytest.fixture
def stand(live_server: Any, monkeypatch: pytest.MonkeyPatch) -> Stand:
    """A file in which each row carries a word of its own, and some parts are shared."""
    monkeypatch.setattr(timezone, "now", lambda: noon(TODAY))
    return shared_in_part()


def test_beside_the_coach_every_page_and_print_shows_just_what_was_said_yes_to(
    desk: Page, browser: Browser, live_server: Any, stand: Stand, log_in: LogIn
) -> None:
    """Both walk the same addresses: the coach meets each word, the partner only the shared."""
    log_in(desk, stand.world.anna)
    with opened(browser, live_server.url, DESK) as partner:
        log_in(partner, stand.world.bo)
        met = {address: _both(stand, desk, partner, address) for address in addresses_of(stand)}
        for kind in ("pdf", "docx"):
            for document in stand.told.ids["document_id"]:
                printed = partner.request.get(f"/dokument/{document}/utskrift.{kind}")
                stand.assert_kept(stand.world.bo, text_in(printed.body()), kind)

    assert len(met) > 20
    assert any(more for more in met.values()), "the coach saw no more than the partner anywhere"


def _both(stand: Stand, coach: Page, partner: Page, address: str) -> bool:
    """Open a page as both; whether the coach's said more than the partner's."""
    shown = []
    for page, staff in ((coach, stand.world.anna), (partner, stand.world.bo)):
        page.goto(address)
        shown.append(page.content())
        stand.assert_page_is_right_as(staff, address, shown[-1])
    return len(stand.words_in(shown[0])) > len(stand.words_in(shown[1]))
