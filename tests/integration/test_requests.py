"""Requests with their outcome, and restriction: nothing is changed, taken out or counted."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client

from framsteg.access.reading import extracts as extract_reading
from framsteg.access.reading import retention
from framsteg.actions import contacts, extracts, plans, requests, sections
from framsteg.foundation.codes import (
    Channel,
    Part,
    Place,
    RecordType,
    RequestKind,
    RequestOutcome,
    RestrictionGround,
    Role,
)
from framsteg.foundation.decision import Denied
from framsteg.records.models import Enrolment, Event, PersonRequest, Restriction, Staff
from framsteg.snapshot.build import build
from framsteg.snapshot.open import reading as snapshot
from tests.factories.world import TODAY, World

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("framsteg.web.viewer.timezone.localdate", lambda: TODAY)


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def lead(world: World) -> Staff:
    return world.staff("Lena", world.anna_org, Role.TEAM_LEAD)


@pytest.fixture
def maja(world: World) -> Enrolment:
    return world.case("Maja", "Holm")


def logged_in(person: Staff) -> Client:
    client = Client()
    client.force_login(person)
    return client


def log(world: World, who: Staff, case: Enrolment) -> int:
    return contacts.log(
        by=world.viewer(who), enrolment_id=case.pk, on=TODAY, channel=Channel.PHONE,
        place=Place.REMOTE,
    )  # fmt: skip


def restricted(world: World, lead: Staff, case: Enrolment, on: date = TODAY) -> int:
    return requests.restrict(
        by=world.viewer(lead), enrolment_id=case.pk, ground=RestrictionGround.CONTESTED,
        starts_on=on, note="Maja säger att diagnosen är fel",
    )  # fmt: skip


def test_a_request_is_noted_and_answered_with_the_persons_own_statement(
    world: World, lead: Staff, maja: Enrolment
) -> None:
    client = logged_in(lead)
    client.post(
        f"/dataskydd/{maja.pk}/begaran/",
        {"kind": "rectification", "words": "Jag slutade inte", "asked_on": TODAY.isoformat()},
    )
    row = PersonRequest.unscoped.get()
    assert "Besvaras senast 10 april 2026" in client.get(f"/dataskydd/{maja.pk}/").content.decode()

    client.post(
        f"/begaran/{row.pk}/",
        {"outcome": "refused", "reason": "Så står det i beslutet", "statement": "Jag blev sjuk",
         "answered_on": TODAY.isoformat()},
    )  # fmt: skip

    page = logged_in(world.anna).get(f"/deltagare/{maja.pk}/").content.decode()
    assert "Jag blev sjuk" in page
    assert "Personens egen mening" in page
    assert Event.unscoped.filter(verb="requests.answer").exists()


def test_a_no_without_a_reason_keeps_what_was_typed(
    world: World, lead: Staff, maja: Enrolment
) -> None:
    pk = requests.note(
        by=world.viewer(lead), enrolment_id=maja.pk, kind=RequestKind.ERASURE, asked_on=TODAY,
        words="Ta bort allt",
    )  # fmt: skip

    answer = logged_in(lead).post(
        f"/begaran/{pk}/",
        {"outcome": "refused", "statement": "Mina ord", "answered_on": TODAY.isoformat()},
    )

    assert answer.status_code == 422
    assert "Mina ord" in answer.content.decode()
    assert PersonRequest.unscoped.get().outcome == RequestOutcome.OPEN


def test_while_restricted_nobody_changes_anything(
    world: World, lead: Staff, maja: Enrolment
) -> None:
    restricted(world, lead, maja)
    by = world.viewer(world.anna)

    for act in (
        lambda: log(world, world.anna, maja),
        lambda: sections.write(
            by=by, enrolment_id=maja.pk, part=Part.PROFILE, text="Ord", version=None
        ),
        lambda: plans.set_goal(by=by, enrolment_id=maja.pk, words="Ett mål"),
    ):
        with pytest.raises(Denied, match="restricted since 2026-03-10"):
            act()


def test_another_enrolment_of_the_person_is_bound_too(
    world: World, lead: Staff, maja: Enrolment
) -> None:
    other = World()
    also = Enrolment.unscoped.create(
        programme=other.programme, participant=maja.participant, owner=world.anna_org,
        site=world.anna_org, blueprint_version=1, enrolled_on=TODAY, phase="mapping",
    )  # fmt: skip
    restricted(world, lead, maja)

    assert retention.restricted_people([also.participant_id], TODAY) == {maja.participant_id}


def test_the_page_says_so_and_the_form_gives_the_reason(
    world: World, lead: Staff, maja: Enrolment
) -> None:
    restricted(world, lead, maja)
    client = logged_in(world.anna)

    page = client.get(f"/deltagare/{maja.pk}/").content.decode()
    answer = client.post(
        f"/deltagare/{maja.pk}/kontakt/",
        {"enrolment_id": maja.pk, "on": TODAY.isoformat(), "channel": "phone", "place": "remote"},
    )

    assert "Användningen är begränsad sedan 10 mars 2026" in page
    assert answer.status_code == 422
    assert "är begränsad sedan" in answer.content.decode()


@pytest.mark.parametrize("paper", ["plan/utskrift.pdf", "natverk/utskrift.pdf"])
def test_no_paper_is_taken_out(world: World, lead: Staff, maja: Enrolment, paper: str) -> None:
    client = logged_in(world.anna)
    assert client.get(f"/deltagare/{maja.pk}/{paper}").status_code == 200
    restricted(world, lead, maja)

    assert client.get(f"/deltagare/{maja.pk}/{paper}").status_code == 403


def test_an_extract_for_the_person_can_still_be_made(
    world: World, lead: Staff, maja: Enrolment
) -> None:
    restricted(world, lead, maja)

    pk = extracts.begin(by=world.viewer(lead), enrolment_id=maja.pk, asked_on=TODAY)

    assert extract_reading.extract(world.viewer(lead), pk).content


def test_the_person_is_not_counted(
    world: World, lead: Staff, maja: Enrolment, tmp_path: Path
) -> None:
    world.contact(maja, world.anna_org)
    world.contact(world.case("Ida", "Ek"), world.anna_org)
    before = _counted(world, tmp_path / "before")
    pk = restricted(world, lead, maja)
    during = _counted(world, tmp_path / "during")
    requests.lift(by=world.viewer(lead), restriction_id=pk, told_on=TODAY)

    assert (before, during) == ((2, 2), (1, 1))
    assert _counted(world, tmp_path / "after") == before


def _counted(world: World, folder: Path) -> tuple[int, int]:
    build(by=world.viewer(world.anna), folder=folder, key=b"0" * 32, now=NOON)
    with snapshot(folder) as opened:
        return tuple(  # type: ignore[return-value]
            opened.cursor.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0]
            for table in ("enrolments", "contacts")
        )


def test_it_is_not_thinned_out(world: World, lead: Staff, maja: Enrolment) -> None:
    left = date(2015, 1, 1)
    Enrolment.unscoped.filter(pk=maja.pk).update(enrolled_on=left, exited_on=left)
    restricted(world, lead, maja)

    (due,) = retention.due(world.viewer(lead), RecordType.CASE)

    assert "restricted" in str(due.kept)


def test_lifted_it_may_be_used_from_that_day(world: World, lead: Staff, maja: Enrolment) -> None:
    pk = restricted(world, lead, maja)

    logged_in(lead).post(f"/begransningar/{pk}/hav/", {"told_on": TODAY.isoformat()})

    row = Restriction.unscoped.get()
    assert (row.ends_on, row.told_on) == (TODAY, TODAY)
    assert log(world, world.anna, maja)


def test_it_is_not_lifted_before_the_person_knows(
    world: World, lead: Staff, maja: Enrolment
) -> None:
    pk = restricted(world, lead, maja)

    with pytest.raises(Denied):
        requests.lift(by=world.viewer(lead), restriction_id=pk, told_on=TODAY + timedelta(days=1))


def test_another_organisation_goes_on_with_its_own(
    world: World, lead: Staff, maja: Enrolment
) -> None:
    theirs = world.staff("Disa", world.bo_org, Role.TEAM_LEAD)
    world.contact(maja, world.bo_org)
    restricted(world, theirs, maja)

    assert log(world, world.anna, maja)
    with pytest.raises(Denied):
        log(world, world.bo, maja)


def test_why_is_read_within_the_organisation_only(
    world: World, lead: Staff, maja: Enrolment
) -> None:
    world.contact(maja, world.bo_org)
    restricted(world, lead, maja)

    page = logged_in(world.bo).get(f"/deltagare/{maja.pk}/").content.decode()

    assert "Användningen är begränsad" in page
    assert "diagnosen" not in page


@pytest.mark.parametrize("role", [Role.EMPLOYMENT_SPECIALIST, Role.ADMINISTRATOR, Role.EVALUATOR])
def test_others_find_nothing(world: World, lead: Staff, maja: Enrolment, role: Role) -> None:
    pk = restricted(world, lead, maja)
    asked = requests.note(
        by=world.viewer(lead), enrolment_id=maja.pk, kind=RequestKind.ERASURE, asked_on=TODAY,
        words="Ta bort allt",
    )  # fmt: skip
    client = logged_in(world.staff("Ylva", world.anna_org, role))

    for address in (f"/dataskydd/{maja.pk}/begaran/", f"/begaran/{asked}/",
                    f"/dataskydd/{maja.pk}/begransning/", f"/begransningar/{pk}/hav/"):  # fmt: skip
        assert client.get(address).status_code == 404, address
