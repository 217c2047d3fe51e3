"""A browser goes through the site around one person, and nothing that leaves tells of anybody.

The person's name, number and how they are reached are planted; so are those of somebody near them
and of one who asked. The figures of what was looked through are printed with `-s`.
"""

import logging
from collections.abc import Callable
from typing import Any

import pytest
from django.core.mail import send_mail
from django.test import Client
from playwright.sync_api import Page

from framsteg.actions import network
from framsteg.actions.network import Placed
from framsteg.foundation.plan_codes import Ring, Sphere
from framsteg.records.models import Enquiry, Enrolment, Participant
from framsteg.web import mailing
from tests.functional.addresses import COACH, PAGES, PARTNER
from tests.functional.stage import Team
from tests.functional.what_leaves import Left, follow, watched, what_is_kept
from tests.functional.whole_site import whole_site

PLANTED = {
    "Disa Norling", "Norling", "199802032389", "073-555 66 77", "disa.norling@example.org",
    "Granstigen 14", "Ottilia Brunnfors", "Brunnfors", "Sixten Fridkvist", "Fridkvist",
    "sixten.fridkvist@example.org",
}  # fmt: skip
REFUSED = (
    "/deltagare/987654321/", "/dokument/987654321/", "/finns-inte/?namn=sida",
    "/medarbetare/", "/gallring/",
)  # fmt: skip


def test_nothing_personal_leaves_while_the_site_is_worked_on(
    utsikten: Team, natkraft: Team, desk: Page, log_in: Callable[[Page, Any], None]
) -> None:
    site = whole_site(utsikten, natkraft)
    _plant(utsikten, site.ids["enrolment_id"])

    with watched() as left:
        follow(desk.context, left)
        for who in (COACH, PARTNER):
            log_in(desk, site.people[who])
            opened = 0
            for route, visit in sorted(PAGES.items()):
                if visit.by in (COACH, PARTNER) and "logout" not in route:
                    answer = desk.request.get(site.address(route, visit), max_redirects=0)
                    left.add("address", answer.url)
                    opened += 1
            assert opened > 100
            _work(desk)
        for staff in utsikten.staff.values():
            viewer = utsikten.viewer(staff.name)
            mailing.tell(viewer, staff.email or "", today=viewer.today)
        what_is_kept(desk, left)

    counts = left.counts()
    print("Looked through:", ", ".join(f"{n} {way}" for way, n in sorted(counts.items())))
    assert left.tells_of(PLANTED) == []
    for way in ("address", "referer", "header", "cookie", "error page", "log", "mail", "kept",
                "monitoring"):  # fmt: skip
        assert counts[way], f"nothing was gathered of {way}"


def _plant(team: Team, enrolment_id: int) -> None:
    by = team.viewer("Anna Ek")
    person = Enrolment.unscoped.get(pk=enrolment_id).participant_id
    Participant.unscoped.filter(pk=person).update(
        personnummer="199802032389", phone="073-555 66 77", email="disa.norling@example.org",
        address="Granstigen 14",
    )  # fmt: skip
    near = Placed(name="Ottilia Brunnfors", sphere=Sphere.PRIVATE, ring=Ring.NEAR)
    network.place(by=by, enrolment_id=enrolment_id, person=near)
    Enquiry.unscoped.filter(programme=team.programme_id).update(
        person_name="Sixten Fridkvist", person_contact="sixten.fridkvist@example.org"
    )


def _work(page: Page) -> None:
    """A search by name, as one types it; then what is refused and what is not there."""
    page.goto("/deltagare/")
    words = page.locator("main form[role=search] input[name=words]")
    words.fill("Norling")
    words.press("Enter")
    page.wait_for_load_state()
    for address in REFUSED:
        page.goto(address)
    token = {"words": "Disa Norling", "csrfmiddlewaretoken": "fel"}
    assert page.request.post("/deltagare/sok/", form=token).status == 403


@pytest.mark.parametrize(
    "text",
    [
        "/deltagare/?q=Disa+Norling", "GET /sok/?namn=disa%2520norling", "disa-norling-cv.pdf",
        "To: <disa.norling@example.org>", "DISA_NORLING", "<p>Disa&nbsp;Norling</p>",
        "19980203-2389", "1998 02 03 23 89", "0735556677", "Granstigen&#32;14, 2 tr",
        '{"name": "Disa Norling"}',
    ],
)  # fmt: skip
def test_a_leak_is_found_however_it_is_written(text: str) -> None:
    left = Left()
    left.add("log", "GET /deltagare/12/ 200")
    left.add("address", text)

    assert {way for way, _one in left.tells_of(PLANTED)} == {"address"}


@pytest.mark.django_db
def test_a_leak_in_a_log_line_an_answer_or_a_mail_is_gathered(
    client: Client,
) -> None:
    with watched() as left:
        logging.getLogger("framsteg.web").warning("Saved for Disa Norling")
        send_mail("Hej", "Ring 073-555 66 77", None, ["coach@example.org"])
        client.get("/finns-inte/")

    assert {("log", "Disa Norling"), ("mail", "073-555 66 77")} <= set(left.tells_of(PLANTED))
    assert left.counts()["error page"] == 1
