"""Every page that can be opened, on a desk and a phone, in light and dark: sound in each.

The pages are found in the site's own addresses: one without an example here fails the test.
"""

import gzip
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.contrib.staticfiles import finders
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone
from playwright.sync_api import Page

import framsteg
from framsteg.actions import (
    assignments,
    contacts,
    employers,
    enquiries,
    follow_ups,
    grounds,
    handovers,
    placements,
)
from framsteg.foundation.codes import (
    AnsweredBy,
    Channel,
    EmployerPurpose,
    FollowUpKind,
    GroundKind,
    Part,
    Place,
    PlacementKind,
    SourceKind,
)
from framsteg.records.models import Enrolment, Ground, ImportBatch
from tests.functional import examples_employers, examples_jobs, plan_pages, stage
from tests.functional.addresses import (
    ADMINISTRATOR,
    ANYONE,
    COACH,
    CONSENTS,
    LEAD,
    PARTNER,
    Visit,
    at,
)
from tests.functional.conftest import DESK, PHONE, breaches
from tests.functional.stage import Team

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
MOST_BYTES = 100_000
# Shows every component, so also several primary buttons and templates.
SHOWCASE = "/komponenter/"

PAGES = {
    **CONSENTS,
    "konto/login/": at(ANYONE),
    "konto/logout/": at(COACH),
    "konto/inactive/": at(ANYONE),
    "konto/signup/": at(ANYONE),
    "konto/reauthenticate/": at(COACH),
    "konto/password/change/": at(COACH),
    "konto/password/reset/": at(ANYONE),
    "konto/password/reset/done/": at(ANYONE),
    "konto/password/reset/key/done/": at(ANYONE),
    "konto/^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$": at(ANYONE, key="reset"),
    "komponenter/": at(ADMINISTRATOR),
    "om/": at(COACH),
    "tillganglighet/": at(COACH),
    "": at(COACH),
    "deltagare/": at(COACH),
    "deltagare/<int:enrolment_id>/": at(COACH),
    "deltagare/<int:enrolment_id>/historik/": at(COACH),
    "kontakt/": at(COACH),
    "deltagare/<int:enrolment_id>/kontakt/": at(COACH),
    "deltagare/<int:enrolment_id>/kontakt/<int:contact_id>/": at(COACH),
    "forfragningar/": at(COACH),
    "forfragningar/ny/": at(COACH),
    "forfragningar/<int:enquiry_id>/": at(COACH),
    "forfragningar/<int:enquiry_id>/andra/": at(COACH),
    "forfragningar/<int:enquiry_id>/mote/": at(COACH),
    "forfragningar/<int:enquiry_id>/vantelista/": at(COACH),
    "forfragningar/<int:enquiry_id>/nej/": at(COACH),
    "forfragningar/<int:enquiry_id>/drar-sig-ur/": at(COACH),
    "forfragningar/<int:enquiry_id>/oppna-igen/": at(COACH),
    "deltagare/ny/": at(COACH),
    "deltagare/<int:enrolment_id>/fas/": at(COACH),
    "deltagare/<int:enrolment_id>/avslut/": at(COACH),
    "deltagare/<int:enrolment_id>/avslut/aterta/": at(COACH, enrolment_id="left"),
    "deltagare/<int:enrolment_id>/coacher/": at(COACH),
    "deltagare/<int:enrolment_id>/coacher/<int:staff_id>/avsluta/": at(COACH),
    "deltagare/<int:enrolment_id>/samverkan/": at(COACH),
    "deltagare/<int:enrolment_id>/samverkan/<int:staff_id>/avsluta/": at(COACH, staff_id="partner"),
    "deltagare/<int:enrolment_id>/uppgifter/": at(COACH),
    "deltagare/<int:enrolment_id>/kontaktuppgifter/": at(COACH),
    "deltagare/<int:enrolment_id>/text/<slug:part>/": at(COACH),
    **{address: at(COACH) for address in examples_employers.BY_COACH},
    "deltagare/<int:enrolment_id>/sysselsattning/": at(COACH),
    "sysselsattning/<int:placement_id>/andel/": at(COACH),
    "sysselsattning/<int:placement_id>/slut/": at(COACH),
    "sysselsattning/<int:placement_id>/andra/": at(COACH),
    "deltagare/<int:enrolment_id>/uppfoljning/": at(COACH),
    "deltagare/<int:enrolment_id>/uppfoljning/sedan-sist/": at(COACH),
    "insatser/": at(ADMINISTRATOR),
    "insatser/<slug:key>/": at(ADMINISTRATOR),
    "insatser/<slug:key>/mellan-stolarna/": at(COACH),
    "insatser/<slug:key>/overlamning/": at(COACH),
    "insatser/<slug:key>/overlamning/fraga/": at(COACH),
    "insatser/<slug:key>/overlamning/slutfor/": at(COACH),
    "insatser/<slug:key>/avsluta/": at(COACH),
    "deltagare/<int:enrolment_id>/overlamning/": at(COACH),
    "overlamning/<int:hand_over_id>/": at(COACH),
    "insatser/<slug:key>/medarbetare/": at(ADMINISTRATOR),
    "insatser/<slug:key>/medarbetare/<int:staff_id>/<slug:role>/": at(ADMINISTRATOR),
    "insatser/<slug:key>/pengar/": at(ADMINISTRATOR),
    "mallar/": at(ADMINISTRATOR),
    "mallar/<slug:key>/": at(ADMINISTRATOR),
    "mallar/<slug:key>/starta/": at(ADMINISTRATOR, key="varna"),
    "mallar/<slug:key>/<int:version>/": at(ADMINISTRATOR),
    "resultat/": at(LEAD),
    "resultat/<slug:key>/": at(LEAD, key="natkraft"),
    "listor/": at(LEAD),
    "listor/ny/": at(LEAD),
    "listor/<int:batch_id>/": at(LEAD, batch_id="loaded"),
    "listor/<int:batch_id>/blad/": at(LEAD, batch_id="unreadable"),
    "listor/<int:batch_id>/kolumner/": at(LEAD, batch_id="unknown"),
    "listor/<int:batch_id>/ord/": at(LEAD, batch_id="unknown"),
    "listor/<int:batch_id>/granska/": at(LEAD, batch_id="faulty"),
    "listor/<int:batch_id>/kasta/": at(LEAD, batch_id="faulty"),
    "listor/<int:batch_id>/angra/": at(LEAD, batch_id="loaded"),
}

# Not pages: they answer a form, a script or a download.
NOT_PAGES = {
    "sprak/setlang/", "utseende/", "deltagare/sok/", "kontakt/<int:contact_id>/angra/",
    "deltagare/<int:enrolment_id>/kontakt/<int:contact_id>/klart/", "deltagare/ny/villkor/",
    "sysselsattning/<int:placement_id>/slut/angra/", "uppfoljning/<int:follow_up_id>/angra/",
    "resultat/<slug:key>/fornya/", "resultat/<slug:key>/<str:measure>.<slug:form>",
    "insatser/<slug:key>/oppna-igen/", "deltagare/<int:enrolment_id>/overlamning/slutfor/",
    "overlamning/<int:hand_over_id>/angra/", "listor/<int:batch_id>/igen/",
    "listor/<int:batch_id>/fel.csv", "listor/<int:batch_id>/bortlamnade.csv",
    "listor/<int:batch_id>/svar.yaml", "api/resultat/<slug:key>/",
} | examples_employers.NOT_PAGES | examples_jobs.NOT_PAGES | plan_pages.NOT_PAGES  # fmt: skip
PAGES |= {route: at(COACH) for route in plan_pages.PAGES}
PAGES |= {route: at(COACH, **ids) for route, ids in examples_jobs.PAGES.items()}


def routes(patterns: list[Any], before: str = "") -> Iterator[str]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern):
            yield route


def test_every_address_of_the_site_is_looked_at_here() -> None:
    of_the_site = set(routes(get_resolver().url_patterns))

    assert of_the_site == PAGES.keys() | NOT_PAGES


@dataclass
class Site:
    """A site with something on every page, the people who open them, and the ids they use."""

    people: dict[str, Any]
    ids: dict[str, Any]

    def address(self, route: str, visit: Visit) -> str:
        named = {name: self.ids.get(f"{name}:{one}", one) for name, one in visit.ids.items()}
        known = self.ids | named

        def fill(part: re.Match[str]) -> str:
            return str(known[part["name"]])

        plain = route.replace("^", "").replace("$", "")
        parts = r"<\w+:(?P<name>\w+)>"
        return (
            "/"
            + re.sub(parts, fill, re.sub(r"\(\?P<(\w+)>.+?\)(?=[-/])", r"<str:\1>", plain))
            + visit.query
        )


@pytest.fixture
def site(utsikten: Team, natkraft: Team) -> Site:
    ids: dict[str, Any] = {
        "key": "utsikten", "version": 1, "part": "plan", "role": "employment_specialist",
        "uidb36": user_pk_to_url_str(utsikten.staff["Anna Ek"]),
        "key:reset": default_token_generator.make_token(utsikten.staff["Anna Ek"]),
    }  # fmt: skip
    ids |= _a_person_with_something_everywhere(utsikten)
    ids |= _lists_at_every_step(natkraft) | examples_jobs.ids(utsikten, ids)
    people = {
        COACH: utsikten.staff["Anna Ek"],
        PARTNER: utsikten.staff["Bo Berg"],
        LEAD: natkraft.staff["Karin Lund"],
        ADMINISTRATOR: stage.administrator(),
    }
    return Site(people, ids)


def _a_person_with_something_everywhere(team: Team) -> dict[str, Any]:
    by = team.viewer("Anna Ek")
    person, left = team.enrol("Disa", "Norling"), team.enrol("Tage", "Öhrn")
    region = team.organisations["regionen"]
    consent = team.share(person, {Part.IDENTITY, Part.PLAN}, to="regionen", also_from=("regionen",))
    grounds.add(
        by=by, enrolment_id=person, receiver_id=region, parts=[Part.INCOME],
        kind=GroundKind.STATUTE, reason="10 kap. 28 § OSL", starts_on=by.today, ends_on=None,
    )  # fmt: skip
    partner = team.staff["Dag Frid"].pk
    assignments.link(by=by, enrolment_id=person, staff_id=partner, on=by.today)
    contact = contacts.log(
        by=by, enrolment_id=person, on=by.today, channel=Channel.VISIT, place=Place.COMMUNITY,
        note="Fika på stan.", next_step="Besöka bageriet", next_step_on=by.today - timedelta(1),
    )  # fmt: skip
    employer = employers.add(by=by, name="Brödboden på torget", industry="Bageri")
    employers.log_contact(
        by=by, programme_id=team.programme_id, employer_id=employer, on=by.today,
        channel=Channel.VISIT, purpose=EmployerPurpose.PRESENT_PERSON, on_behalf_of=[person],
    )  # fmt: skip
    placement = placements.start(
        by=by, enrolment_id=person, kind=PlacementKind.INTERNSHIP, on=by.today, percent=50,
        employer_id=employer,
    )  # fmt: skip
    for answer in (3, 4):
        follow_ups.record(
            by=by, enrolment_id=person, on=by.today, kind=FollowUpKind.MONTHLY,
            answered_by=AnsweredBy.PERSON, life_situation=answer, own_words="Det går bra.",
        )  # fmt: skip
    enquiry = enquiries.receive(
        by=by, programme_id=team.programme_id, received_on=by.today, source_kind=SourceKind.SELF,
        channel=Channel.PHONE, wish="Vill veta mer.",
    )  # fmt: skip
    hand_over = handovers.ask(by=by, enrolment_id=person, service="Jobbtorget", on=by.today)
    Enrolment.unscoped.filter(pk=left).update(exited_on=timezone.localdate(), exit_reason="moved")
    return {
        **plan_pages.examples(by, person),
        "enrolment_id": person, "enrolment_id:left": left, "consent_id": consent,
        "receiver_id": region, "contact_id": contact, "employer_id": employer,
        "placement_id": placement, "enquiry_id": enquiry, "staff_id": by.staff_id,
        "hand_over_id": hand_over,
        "staff_id:partner": partner, "ground_id": Ground.unscoped.get(consent=None).pk,
        **examples_employers.stood_up(by, employer),
    }  # fmt: skip


def _lists_at_every_step(team: Team) -> dict[str, Any]:
    client = Client()
    client.force_login(team.staff["Karin Lund"])
    unknown = "Nr;Kön;Inskriven;Skåp\n1;Kvinna;2012-10-01;Blå\n2;Blå;2012-10-01;Röd\n".encode()
    files = {
        "unreadable": b"PK\x03\x04 not a workbook",
        "unknown": unknown,
        "faulty": (EXAMPLES / "natkraft_fel.csv").read_bytes(),
        "loaded": (EXAMPLES / "natkraft_klienter.csv").read_bytes(),
    }
    found = {}
    for name, content in files.items():
        told = {"programme": team.programme_id, "kind": "cases"}
        client.post("/listor/ny/", {**told, "file": SimpleUploadedFile(f"{name}.csv", content)})
        found[f"batch_id:{name}"] = ImportBatch.objects.latest("pk").pk
    client.post(f"/listor/{found['batch_id:loaded']}/granska/")
    found["batch_id:loaded"] = ImportBatch.objects.latest("pk").pk
    return found


# ── What is asked of a page ────────────────────────────────────────────────────────────────────


def faults(page: Page, address: str) -> Iterator[str]:
    """Everything that is wrong with the page, on the desk and then on the phone."""
    page.set_viewport_size(DESK)
    answer = page.goto(address)
    if answer is None or answer.status != 200:
        yield f"answers {answer and answer.status}"
        return
    yield from _shape(page)
    yield from _weight(page)
    yield from breaches(page)
    page.set_viewport_size(PHONE)
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        yield "is wider than the phone"
    yield from breaches(page)
    page.emulate_media(color_scheme="dark")
    yield from breaches(page, {"type": "rule", "values": ["color-contrast"]})
    page.emulate_media(color_scheme="light")


def _shape(page: Page) -> Iterator[str]:
    if page.locator("html").get_attribute("lang") != "sv":
        yield "does not say that it is Swedish"
    if (headings := page.locator("h1").count()) != 1:
        yield f"has {headings} main headings"
    primary = page.evaluate(PRIMARY_ACTIONS)
    if len(primary) > 1 and not page.url.endswith(SHOWCASE):
        yield f"has {len(primary)} primary actions: {', '.join(primary)}"
    told = page.locator("footer").all_inner_texts()
    if told and framsteg.__version__ not in told[0]:
        yield "tells another version than Framsteg's"
    if english := ENGLISH.findall(page.evaluate(WORDS)):
        yield f"speaks English: {english}"


# What draws the eye: filled, visible, and not an example. Where the page has a primary action of
# its own, the frame's "Logga kontakt" loses its filling.
PRIMARY_ACTIONS = """() => [...document.querySelectorAll(':is(header, main) .ds-button')]
    .filter(button => !button.dataset.variant && button.checkVisibility())
    .filter(button => !button.closest('[data-example]'))
    .filter(button => getComputedStyle(button).backgroundColor !== 'rgba(0, 0, 0, 0)')
    .map(button => button.innerText)"""
WORDS = """() => {
    const body = document.body.cloneNode(true);
    body.querySelectorAll('pre, script').forEach(code => code.remove());
    return body.innerText;
}"""
ENGLISH = re.compile(
    r".{0,30}\b(?:the|and|with|this|from|you|your|has|have|are|which|who|what)\b.{0,30}", re.I
)


def _weight(page: Page) -> Iterator[str]:
    names = page.evaluate("performance.getEntriesByType('resource').map(entry => entry.name)")
    own = {urlsplit(name).path.removeprefix("/static/") for name in names if "/static/" in name}
    if (weight := sum(map(_compressed, own))) > MOST_BYTES:
        yield f"has assets of {weight} bytes compressed"


@cache
def _compressed(name: str) -> int:
    found = finders.find(name)
    assert found, name
    content = Path(found).read_bytes()
    return len(content) if name.endswith(".woff2") else len(gzip.compress(content))


@pytest.mark.parametrize("who", [ANYONE, COACH, LEAD, ADMINISTRATOR])
def test_pages_are_sound_on_desk_and_phone_in_light_and_dark(
    who: str, desk: Page, site: Site, log_in: Callable[[Page, Any], None]
) -> None:
    if who != ANYONE:
        log_in(desk, site.people[who])
    found: list[str] = []
    titles: dict[str, str] = {}

    for route, visit in PAGES.items():
        if visit.by != who:
            continue
        address = site.address(route, visit)
        found += [f"{address} {fault}" for fault in faults(desk, address)]
        heading = desk.locator("h1").first.inner_text()
        if titles.setdefault(desk.title(), heading) != heading:
            found.append(f"{address} has the title of another page: {desk.title()}")

    assert not found, "\n".join(found)


def test_page_that_is_not_there_says_so_kindly(
    screen: Page, site: Site, log_in: Callable[[Page, Any], None]
) -> None:
    log_in(screen, site.people[COACH])

    for address in ("/finns-inte/", "/deltagare/999999/"):
        answer = screen.goto(address)

        assert answer is not None and answer.status == 404
        assert screen.get_by_role("heading", level=1).inner_text() == "Här finns inget"
        assert not breaches(screen)
