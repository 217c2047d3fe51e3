"""The extract of the register: all of one's own, nothing of others, read before it leaves."""

import json
from typing import Any

import pytest
from django.test import Client

from framsteg.access import NotFound
from framsteg.access.reading import extracts as reading
from framsteg.actions import contacts, extracts, network
from framsteg.foundation.codes import Channel, Part, Place, Role
from framsteg.foundation.decision import Denied
from framsteg.foundation.plan_codes import MayContact, Ring, Sphere
from framsteg.records.models import AccessLogEntry, Enrolment, Event, RegisterExtract, Staff
from framsteg.rules.extracts import records_with_words
from tests.factories.world import TODAY, World

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("framsteg.web.viewer.timezone.localdate", lambda: TODAY)


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def officer(world: World) -> Staff:
    return world.staff("Dagny", world.anna_org, Role.DATA_PROTECTION_OFFICER)


@pytest.fixture
def maja(world: World) -> Enrolment:
    """Maja, with a contact that names her brother, and the brother on the map."""
    person = {"address": "Hemliga vägen 1", "phone": "070-1"}
    case = world.case("Maja", "Holm", person=person)
    by = world.viewer(world.anna)
    contacts.log(
        by=by, enrolment_id=case.pk, on=TODAY, channel=Channel.PHONE, place=Place.REMOTE,
        note="Ringde Maja. Hennes bror Torkel dricker igen.", present="Torkel Holm",
    )  # fmt: skip
    network.place(
        by=by, enrolment_id=case.pk, person=network.Placed(
            name="Torkel Holm", sphere=Sphere.PRIVATE, ring=Ring.NEAR,
            may_contact=MayContact.YES, phone="070-999",
        ),
    )  # fmt: skip
    world.contact(case, world.bo_org, note="Vårdens egna ord")
    return case


def logged_in(person: Staff) -> Client:
    client = Client()
    client.force_login(person)
    return client


def made(world: World, officer: Staff, case: Enrolment) -> int:
    return extracts.begin(by=world.viewer(officer), enrolment_id=case.pk, asked_on=TODAY)


def gone_through(world: World, officer: Staff, case: Enrolment, mask: str = "") -> int:
    by = world.viewer(officer)
    pk = made(world, officer, case)
    view = reading.extract(by, pk)
    for record in records_with_words(view.content):
        extracts.go_through(by=by, extract_id=pk, record=record, hidden=_that_say(view, mask))
    return pk


def _that_say(view: Any, mask: str) -> dict[str, list[int]]:
    from framsteg.rules.extracts import words
    from framsteg.rules.rights import passages

    if not mask:
        return {}
    return {
        one.key: [n for n, passage in enumerate(passages(one.text)) if mask in passage]
        for one in words(view.content)
    }


def test_all_that_the_organisation_wrote_and_nothing_of_anothers(
    world: World, officer: Staff, maja: Enrolment
) -> None:
    content, rows = reading.collect(world.viewer(officer), maja.pk)

    records = {section["record"] for section in content["sections"]}
    told = json.dumps(content, ensure_ascii=False)
    assert {"participant", "enrolment", "contact", "networkperson", "phasespell"} <= records
    assert "Ringde Maja" in told
    assert "Vårdens egna ord" not in told
    assert rows >= 5


def test_names_of_others_in_columns_of_their_own_never_come_in(
    world: World, officer: Staff, maja: Enrolment
) -> None:
    content, _rows = reading.collect(world.viewer(officer), maja.pk)
    sections = json.dumps(content["sections"], ensure_ascii=False)
    events = json.dumps(content["events"], ensure_ascii=False)

    assert "Torkel Holm" not in sections + events
    assert "070-999" not in sections + events
    assert "Torkel Holm" in content["others"]


def test_a_protected_address_is_not_given_out(world: World, officer: Staff) -> None:
    case = world.case(
        "Maja", "Holm", person={"address": "Hemliga vägen 1", "protected_identity": True}
    )

    content, _rows = reading.collect(world.viewer(officer), case.pk)

    assert "Hemliga vägen" not in json.dumps(content, ensure_ascii=False)


def test_files_wait_until_every_text_is_read(world: World, officer: Staff, maja: Enrolment) -> None:
    pk = made(world, officer, maja)

    for form in ("pdf", "html", "json"):
        answer = logged_in(officer).get(f"/registerutdrag/{pk}/fil.{form}")
        assert answer.status_code == 403
        assert "Läs dem först" in answer.content.decode()


@pytest.mark.parametrize("form", ["html", "json"])
def test_a_masked_passage_is_in_no_file(
    world: World, officer: Staff, maja: Enrolment, form: str
) -> None:
    pk = gone_through(world, officer, maja, mask="Torkel")

    told = logged_in(officer).get(f"/registerutdrag/{pk}/fil.{form}").content.decode()

    assert "Torkel" not in told
    assert "dricker" not in told
    assert "Ringde Maja." in told
    assert "[maskerat]" in told


def test_the_pdf_is_made(world: World, officer: Staff, maja: Enrolment) -> None:
    pk = gone_through(world, officer, maja)

    answer = logged_in(officer).get(f"/registerutdrag/{pk}/fil.pdf")

    assert answer.content.startswith(b"%PDF")
    assert answer["Cache-Control"].startswith("no-store") or "no-store" in answer["Cache-Control"]


def test_json_says_what_each_column_is_and_how_private(
    world: World, officer: Staff, maja: Enrolment
) -> None:
    pk = gone_through(world, officer, maja)

    told = json.loads(logged_in(officer).get(f"/registerutdrag/{pk}/fil.json").content)

    name = told["dictionary"]["participant"]["columns"]["given_name"]
    assert (name["label"], name["privacy"]) == ("Förnamn", "identity")
    assert told["dictionary"]["contact"]["columns"]["channel"]["codes"]["phone"] == "Telefon"
    assert told["records"]["contact"][0]["values"]["note"].startswith("Ringde Maja")
    for record, rows in told["records"].items():
        known = set(told["dictionary"][record]["columns"])
        assert all(set(row["values"]) == known for row in rows)


def test_it_tells_the_history_and_who_has_read(
    world: World, officer: Staff, maja: Enrolment
) -> None:
    logged_in(world.anna).get(f"/deltagare/{maja.pk}/")
    pk = gone_through(world, officer, maja)

    told = logged_in(officer).get(f"/registerutdrag/{pk}/fil.html").content.decode()

    assert "Loggade en kontakt" in told
    assert f"Anna, {world.anna_org.name}" in told


def test_readers_of_other_organisations_are_told_by_their_organisation(
    world: World, officer: Staff, maja: Enrolment
) -> None:
    AccessLogEntry.unscoped.create(
        staff_id=world.bo.pk, organisation_id=world.bo_org.pk, enrolment_id=maja.pk,
        parts="plan", grounds="consent", purpose="casework", where="test",
    )  # fmt: skip

    content, _rows = reading.collect(world.viewer(officer), maja.pk)

    theirs = [one for one in content["reads"] if one["organisation"] == world.bo_org.name]
    assert [one["by"] for one in theirs] == [""]


def test_it_says_where_else_to_ask_without_telling_who_has_written(
    world: World, officer: Staff, maja: Enrolment
) -> None:
    before, _rows = reading.collect(world.viewer(officer), maja.pk)
    world.ground(maja, world.anna_org, Part.CONTACTS)
    after, _rows = reading.collect(world.viewer(officer), maja.pk)

    assert before["elsewhere"] == {"holds": [], "may_hold": [world.bo_org.name]}
    assert after["elsewhere"] == {"holds": [world.bo_org.name], "may_hold": []}


def test_making_it_is_an_event_and_a_reading(world: World, officer: Staff, maja: Enrolment) -> None:
    made(world, officer, maja)

    assert Event.unscoped.get(verb="extracts.begin").enrolment_id == maja.pk
    read = AccessLogEntry.unscoped.filter(staff_id=officer.pk, enrolment_id=maja.pk).last()
    assert read is not None
    assert set(read.parts.split(",")) == set(Part)


def test_given_out_it_is_closed_and_its_content_gone(
    world: World, officer: Staff, maja: Enrolment
) -> None:
    pk = gone_through(world, officer, maja)

    logged_in(officer).post(
        f"/registerutdrag/{pk}/utlamnat/", {"on": TODAY.isoformat(), "how": "För hand"}
    )

    row = RegisterExtract.unscoped.get(pk=pk)
    assert (row.given_on, row.given_how, row.content, row.hidden) == (TODAY, "För hand", {}, {})
    assert len(row.digest) == 64
    assert logged_in(officer).get(f"/registerutdrag/{pk}/fil.json").status_code == 403
    with pytest.raises(Denied):
        extracts.drop(by=world.viewer(officer), extract_id=pk)


def test_a_second_one_waits_for_the_first(world: World, officer: Staff, maja: Enrolment) -> None:
    pk = made(world, officer, maja)

    with pytest.raises(Denied):
        made(world, officer, maja)
    extracts.drop(by=world.viewer(officer), extract_id=pk)
    assert made(world, officer, maja) != pk


@pytest.mark.parametrize("role", [Role.EMPLOYMENT_SPECIALIST, Role.EVALUATOR, Role.ADMINISTRATOR])
def test_who_does_not_handle_requests_finds_nothing(
    world: World, officer: Staff, maja: Enrolment, role: Role
) -> None:
    pk = made(world, officer, maja)
    other = logged_in(world.staff("Ylva", world.anna_org, role))

    for address in (
        "/dataskydd/", f"/dataskydd/{maja.pk}/", f"/dataskydd/{maja.pk}/utdrag/",
        f"/registerutdrag/{pk}/", f"/registerutdrag/{pk}/texter/contact/",
        f"/registerutdrag/{pk}/fil.json", f"/registerutdrag/{pk}/utlamnat/",
    ):  # fmt: skip
        assert other.get(address).status_code == 404, address


def test_another_organisations_officer_makes_their_own(
    world: World, officer: Staff, maja: Enrolment
) -> None:
    theirs = world.staff("Disa", world.bo_org, Role.DATA_PROTECTION_OFFICER)
    pk = made(world, officer, maja)

    content, _rows = reading.collect(world.viewer(theirs), maja.pk)

    told = json.dumps(content, ensure_ascii=False)
    assert "Vårdens egna ord" in told
    assert "Ringde Maja" not in told
    assert "Holm" not in told
    with pytest.raises(NotFound):
        reading.extract(world.viewer(theirs), pk)


@pytest.mark.parametrize("told", ["Maja", "holm maj", "199001011234", "19900101-1234"])
def test_found_by_name_and_by_number(world: World, officer: Staff, told: str) -> None:
    case = world.case("Maja", "Holm", person={"personnummer": "199001011234"})

    page = logged_in(officer).post("/dataskydd/", {"told": told}).content.decode()

    assert f"/dataskydd/{case.pk}/" in page
    assert AccessLogEntry.unscoped.filter(staff_id=officer.pk, enrolment_id=case.pk).exists()


def test_whom_another_organisation_registered_is_not_found_by_name(world: World) -> None:
    theirs = world.staff("Disa", world.bo_org, Role.DATA_PROTECTION_OFFICER)
    case = world.case("Maja", "Holm")
    world.contact(case, world.bo_org)

    page = logged_in(theirs).post("/dataskydd/", {"told": "Maja"}).content.decode()

    assert "Ingen hittades" in page


def test_texts_are_ticked_on_their_page(world: World, officer: Staff, maja: Enrolment) -> None:
    pk = made(world, officer, maja)
    client = logged_in(officer)
    page = client.get(f"/registerutdrag/{pk}/texter/contact/").content.decode()
    row = RegisterExtract.unscoped.get(pk=pk).content["sections"]
    contact = next(s for s in row if s["record"] == "contact")["rows"][0]["id"]

    client.post(f"/registerutdrag/{pk}/texter/contact/", {"hidden": f"contact:{contact}:note#1"})

    assert "Nämner någon" in page
    kept = RegisterExtract.unscoped.get(pk=pk)
    assert kept.hidden == {f"contact:{contact}:note": [1]}
    assert kept.gone_through == ["contact"]
