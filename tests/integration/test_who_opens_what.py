"""Every address of the site, asked for and sent to by one of each who can stand before it.

What each is answered stands in docs/who-opens-what.md, which `make who` writes anew. An address
without a row there fails, and so does one that answers anybody otherwise than is published. What
is published is held to the rule in words below: a mistake cannot be published either.
"""

import os
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from tests.factories.everybody import (
    ELSEWHERE,
    LINKED,
    NOBODY,
    WITHOUT_PERSONS,
    called,
    everybody,
    more_ids,
    visit_of,
)
from tests.factories.surfaces import routes
from tests.functional import stage
from tests.functional.addresses import ADMINISTRATOR, COACH, LEAD, PARTNER
from tests.functional.whole_site import Site, whole_site

PUBLISHED = Path(__file__).resolve().parents[2] / "docs" / "who-opens-what.md"
PEOPLE = [NOBODY, COACH, PARTNER, "lead", called(LINKED), *map(called, WITHOUT_PERSONS),
          ADMINISTRATOR, ELSEWHERE]  # fmt: skip
HEAD = f"| Address | {' | '.join(PEOPLE)} |\n|---|{'---|' * len(PEOPLE)}\n"
ROW = re.compile(r"^\| `/(?P<route>[^`]*)` \| (?P<cells>.+) \|\n", re.M)
LOG_IN, REFUSED, NOT_FOUND, NO_WAY = "log-in", "refused", "not found", "no such way"
ANSWERS = {
    200: "yes", 204: "yes", 302: "goes on", 303: "goes on", 403: REFUSED, 404: NOT_FOUND,
    405: NO_WAY, 409: "refused", 410: "not found", 422: "yes", 400: "refused", 429: "refused",
}  # fmt: skip
Published = dict[str, dict[str, str]]

# What needs no log-in: the way in and the language, and what a secret in the address opens.
OPEN_TO_ALL = re.compile(
    r"konto/(login|signup|inactive|password/reset|\^password|saker-inloggning/(authenticate|webauthn"
    r"/login))|tillganglighet/$|om/$|svar/|valkommen/|api/"
    r"|kalender/<str:token>|konto/\^?(oidc|saml)/|konto/avbruten/"
)
# Ids of rows that tell of one person: with one of them in the address, it is about that person.
OF_A_PERSON = re.compile(
    r"<\w+:(enrolment|consent|ground|contact|placement|enquiry|document|signature|goal|effort|match"
    r"|network_person|follow_up|exemption|copy|hand_over|change|conflict|observation|taper)_id>"
    r"|samma-person|deltagare/sammanslagning|coachbyte"
)
# They send on to the person's page, which then is not found; nothing is told and nothing saved.
SEND_ON = {"sysselsattning/<int:placement_id>/steg/"}


@pytest.mark.sqlite
@pytest.mark.django_db
def test_everybody_is_answered_as_is_published(settings: Any, tmp_path: Path) -> None:
    settings.SNAPSHOTS, settings.MEDIA_ROOT = tmp_path / "snapshots", tmp_path / "files"
    utsikten, natkraft = stage.start("utsikten"), stage.start("natkraft")
    site = whole_site(utsikten, natkraft)
    people = everybody(site, utsikten)
    site.ids |= more_ids(site, utsikten, people) | site.ids

    answers = _asked(site, people)

    if os.environ.get("PUBLISH_WHO"):
        _publish(answers)
    known = _published()
    assert answers.keys() == known.keys(), "run `make who` and look at what it adds"
    differ = [
        f"/{route} {who}: {told}, published {known[route][who]}"
        for route, row in answers.items()
        for who, told in row.items()
        if known[route][who] != told
    ]
    assert not differ, "\n".join(differ)


def test_nobody_gets_further_than_the_way_in() -> None:
    opened = [route for route, row in _published().items() if row[NOBODY] != f"{LOG_IN}/{LOG_IN}"]

    assert opened
    assert [route for route in opened if not OPEN_TO_ALL.match(route)] == []


@pytest.mark.parametrize("who", [*map(called, WITHOUT_PERSONS), ADMINISTRATOR, ELSEWHERE])
def test_no_id_of_a_person_opens_for_who_has_no_part_in_them(who: str) -> None:
    # What the lead of the other programme opens for the example is of that programme.
    of_a_person = {
        route: row[who]
        for route, row in _published().items()
        if OF_A_PERSON.search(route) and visit_of(route).by != LEAD
    }

    told = {r: a for r, a in of_a_person.items() if set(a.split("/")) - {NOT_FOUND, NO_WAY}}

    assert len(of_a_person) > 120
    assert told.keys() <= SEND_ON, told


def test_a_partner_writes_in_no_file() -> None:
    """Partners read; what they may send is that something they were asked to do is done, and why

    an emergency opens a file for a while.
    """
    rows = _published().items()

    sent = {
        route
        for route, row in rows
        if "<int:enrolment_id>" in route and row[called(LINKED)].split("/")[1] == "yes"
    }

    assert sent <= {
        "deltagare/<int:enrolment_id>/plan/atgard/<int:action_id>/klar/",
        "deltagare/<int:enrolment_id>/kontakt/",
        "deltagare/<int:enrolment_id>/nodatkomst/",
    }


def _asked(site: Site, people: dict[str, Any]) -> Published:
    found: Published = defaultdict(dict)
    for who in PEOPLE:
        browser = Client()
        if people[who] is not None:
            browser.force_login(people[who])
        cookies = browser.cookies.copy()
        for route in routes():
            told = []
            for ask in (browser.get, browser.post):
                browser.cookies = cookies.copy()
                with transaction.atomic():
                    told.append(_answer(ask(site.address(route, visit_of(route)))))
                    transaction.set_rollback(True)
            found[route][who] = "/".join(told)
    return found


def _answer(response: Any) -> str:
    if response.status_code == 401:
        return LOG_IN
    if response.status_code == 302 and response["Location"].startswith("/konto/login/"):
        return LOG_IN
    return ANSWERS[response.status_code]


def _published() -> Published:
    text = PUBLISHED.read_text(encoding="utf-8")
    return {
        route: dict(zip(PEOPLE, cells.split(" | "), strict=True))
        for route, cells in ROW.findall(text)
    }


def _publish(answers: Published) -> None:
    """Write the table anew; the words around it are the reader's own."""
    text = PUBLISHED.read_text(encoding="utf-8")
    before, after = text.split("| Address |", 1)
    after = after[after.index("\n\n") :]
    rows = [
        f"| `/{route}` | {' | '.join(row[who] for who in PEOPLE)} |\n"
        for route, row in answers.items()
    ]
    PUBLISHED.write_text(before + HEAD + "".join(rows) + after.lstrip("\n").join(["\n", ""]))
