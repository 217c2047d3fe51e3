"""One fact of a person, changed in its place: with history, undo, and two who write at once."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from framsteg.foundation.codes import Part, Role
from framsteg.records.models import CaseSummary, Enrolment, Event, Staff
from tests.factories.world import World

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 10)
NUMBER = "200001012384"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("framsteg.web.viewer.timezone.localdate", lambda: TODAY)


@pytest.fixture
def world() -> World:
    return World(blueprint="utsikten")


@pytest.fixture
def anna(world: World) -> Client:
    return logged_in(world.anna)


def logged_in(staff: Staff) -> Client:
    client = Client()
    client.force_login(staff)
    return client


def case(world: World, **values: Any) -> Enrolment:
    return world.case(phase="shared_picture", **values)


def url(row: Enrolment, field: str) -> str:
    return reverse("facts:change", args=[row.pk, field])


def main_of(page: Any) -> str:
    return str(page.text.split("<main")[1].split("</main>")[0])


def undo_of(row: Enrolment, field: str) -> str:
    event = Event.unscoped.filter(subject="participant").latest("pk")
    return reverse("facts:take_back", args=[row.pk, field, event.pk])


def test_one_fact_is_changed_and_the_others_stand(anna: Client, world: World) -> None:
    row = case(world, person={"phone": "1", "email": "asa@example.org"})

    answer = anna.post(url(row, "phone"), {"phone": "2", "version": "1"})
    page = anna.get(answer["Location"])

    row.participant.refresh_from_db()
    assert (row.participant.phone, row.participant.email) == ("2", "asa@example.org")
    assert answer["Location"].endswith("#fact-phone")
    assert undo_of(row, "phone") in page.text


def test_each_fact_has_a_place_of_its_own_on_the_page(anna: Client, world: World) -> None:
    row = case(world, person={"phone": "070-000 00 00"})

    page = anna.get(reverse("participants:file", args=[row.pk])).text
    form = anna.get(url(row, "language")).text

    assert 'id="fact-phone"' in page
    assert f'hx-get="{url(row, "language")}" hx-select="#fact-language"' in page
    assert 'id="fact-language"' in form


def test_the_history_of_a_fact_tells_what_it_was_and_who_changed_it(
    anna: Client, world: World
) -> None:
    row = case(world, person={"language": "somaliska"})
    anna.post(url(row, "phone"), {"phone": "2", "version": "1"})
    anna.post(url(row, "language"), {"language": "arabiska", "version": "2"})

    told = anna.get(url(row, "language")).context["history"]

    assert [(one["before"], one["after"], one["by"]) for one in told] == [
        ("somaliska", "arabiska", world.anna.name)
    ]


def test_a_change_is_taken_back(anna: Client, world: World) -> None:
    row = case(world, person={"needs_interpreter": True})
    anna.post(url(row, "needs_interpreter"), {"version": "1"})
    row.participant.refresh_from_db()
    changed = row.participant.needs_interpreter

    anna.post(undo_of(row, "needs_interpreter"))

    row.participant.refresh_from_db()
    assert (changed, row.participant.needs_interpreter) == (False, True)


def test_what_was_changed_again_is_not_taken_back(anna: Client, world: World) -> None:
    row = case(world, person={"phone": "1"})
    anna.post(url(row, "phone"), {"phone": "2", "version": "1"})
    first = undo_of(row, "phone")
    anna.post(url(row, "phone"), {"phone": "3", "version": "2"})

    answer = anna.post(first)

    row.participant.refresh_from_db()
    assert answer.status_code == 403
    assert row.participant.phone == "3"


def test_two_who_change_the_same_fact_are_shown_both(world: World) -> None:
    row = case(world, person={"phone": "1"})
    agnes = logged_in(world.staff("Agnes", world.anna_org, Role.EMPLOYMENT_SPECIALIST))

    logged_in(world.anna).post(url(row, "phone"), {"phone": "2", "version": "1"})
    late = agnes.post(url(row, "phone"), {"phone": "3", "version": "1"})
    kept = row.participant.__class__.unscoped.get(pk=row.participant_id).phone
    agnes.post(url(row, "phone"), {"phone": "3", "version": late.context["version"]})

    row.participant.refresh_from_db()
    assert late.status_code == 409
    assert kept == "2"
    assert row.participant.phone == "3"


def test_two_who_change_different_facts_do_not_meet(world: World) -> None:
    row = case(world)
    agnes = logged_in(world.staff("Agnes", world.anna_org, Role.EMPLOYMENT_SPECIALIST))

    logged_in(world.anna).post(url(row, "phone"), {"phone": "2", "version": "1"})
    agnes.post(url(row, "email"), {"email": "asa@example.org", "version": "1"})

    row.participant.refresh_from_db()
    assert (row.participant.phone, row.participant.email) == ("2", "asa@example.org")


def test_a_bad_value_is_told_and_kept(anna: Client, world: World) -> None:
    row = case(world)

    answer = anna.post(url(row, "email"), {"email": "asa.example.org", "version": "1"})

    assert answer.status_code == 422
    assert 'value="asa.example.org"' in answer.text


@pytest.mark.parametrize(
    ("field", "typed", "year"),
    [("personnummer", NUMBER, 1990), ("birth_year", "1800", None), ("given_name", "", None)],
)
def test_a_fact_must_agree_with_the_rest(
    anna: Client, world: World, field: str, typed: str, year: int | None
) -> None:
    row = case(world, given="Åsa", family="", birth_year=year)

    answer = anna.post(url(row, field), {field: typed, "version": "1"})

    assert answer.status_code == 422


def test_a_number_fills_an_empty_year(anna: Client, world: World) -> None:
    row = case(world, birth_year=None)

    anna.post(url(row, "personnummer"), {"personnummer": NUMBER, "version": "1"})

    row.participant.refresh_from_db()
    assert (row.participant.personnummer, row.participant.birth_year) == (NUMBER, 2000)


def test_a_name_changed_in_place_is_found_and_sorted_anew(anna: Client, world: World) -> None:
    row = case(world)

    anna.post(url(row, "family_name"), {"family_name": "Öberg", "version": "1"})
    anna.post(undo_of(row, "family_name"))
    anna.post(url(row, "family_name"), {"family_name": "Åberg", "version": "3"})

    row.refresh_from_db()
    assert row.sort_key.startswith("{berg")
    assert not row.participant.tokens.filter(token="}berg").exists()


def test_a_protected_address_has_no_place(anna: Client, world: World) -> None:
    row = case(world, person={"protected_identity": True, "address": "Hemliga gatan 1"})

    page = anna.get(reverse("participants:file", args=[row.pk])).text
    asked = anna.get(url(row, "address"))
    sent = anna.post(url(row, "address"), {"address": "Nya gatan 2", "version": "1"})

    row.participant.refresh_from_db()
    assert "Hemliga gatan" not in page
    assert (asked.status_code, sent.status_code) == (404, 404)
    assert row.participant.address == "Hemliga gatan 1"


def test_an_address_that_became_protected_is_not_told_by_its_history(
    anna: Client, world: World
) -> None:
    row = case(world, person={"address": "Gamla gatan 1"})
    anna.post(url(row, "address"), {"address": "Nya gatan 2", "version": "1"})
    undo = undo_of(row, "address")
    anna.post(url(row, "protected_identity"), {"protected_identity": "on", "version": "2"})

    taken_back = anna.post(undo)

    row.participant.refresh_from_db()
    assert taken_back.status_code == 404
    assert row.participant.address == "Nya gatan 2"


def test_what_is_not_shared_and_what_does_not_exist_look_the_same(world: World) -> None:
    row = case(world, person={"phone": "1"})
    world.ground(row, world.bo_org, Part.IDENTITY)
    world.ground(row, world.bo_org, Part.PLAN)
    bo = logged_in(world.bo)

    withheld = bo.get(url(row, "phone"))
    written = bo.post(url(row, "phone"), {"phone": "2", "version": "1"})
    nothing = bo.get(url(row, "shoe_size"))

    row.participant.refresh_from_db()
    assert (withheld.status_code, written.status_code, nothing.status_code) == (404, 404, 404)
    assert main_of(withheld) == main_of(nothing)
    assert row.participant.phone == "1"


def test_a_change_in_another_enrolment_is_not_told_to_who_does_not_see_it(world: World) -> None:
    row = case(world, person={"phone": "1"})
    world.ground(row, world.bo_org, Part.IDENTITY)
    world.ground(row, world.bo_org, Part.CONTACT_DETAILS)
    other = Enrolment.unscoped.create(
        programme=world.programme, participant=row.participant, owner=world.anna_org,
        site=world.anna_org, blueprint_version=1, enrolled_on=date(2024, 1, 1),
        exited_on=date(2024, 6, 1), phase="shared_picture",
    )  # fmt: skip
    CaseSummary.unscoped.create(enrolment=other, owner=world.anna_org)
    Event.unscoped.create(
        staff_id=world.anna.pk, organisation_id=world.anna_org.pk, enrolment_id=other.pk,
        verb="participants.change_contact_details", subject="participant",
        subject_id=row.participant_id, part=Part.CONTACT_DETAILS, changes={"phone": ["0", "1"]},
    )  # fmt: skip

    own = logged_in(world.anna).get(url(row, "phone")).context["history"]
    partner = logged_in(world.bo).get(url(row, "phone")).context["history"]

    assert partner == []
    assert [(one["before"], one["take_back_url"]) for one in own] == [("0", "")]


def test_an_anonymous_person_has_no_fact_to_change(anna: Client, world: World) -> None:
    row = case(world, given="", family="", birth_year=None, person={"anonymous": True})

    assert anna.post(url(row, "phone"), {"phone": "2", "version": "1"}).status_code == 404


def test_who_only_reads_gets_no_form(world: World) -> None:
    row = case(world, person={"phone": "1"})
    partner = world.staff("Petra", world.bo_org, Role.CLINICAL_PARTNER)
    world.link(partner, row)
    for part in (Part.IDENTITY, Part.CONTACT_DETAILS):
        world.ground(row, world.bo_org, part)

    page = logged_in(partner).get(url(row, "phone"))
    sent = logged_in(partner).post(url(row, "phone"), {"phone": "2", "version": "1"})

    assert page.status_code == 200
    assert "<button" not in page.text.split('id="fact-phone"')[1].split("</dl>")[0]
    assert sent.status_code == 403


def test_the_page_of_a_fact_takes_the_same_queries_however_often_it_was_changed(
    anna: Client, world: World, django_assert_num_queries: Any
) -> None:
    row = case(world)
    for n in range(1, 6):
        anna.post(url(row, "phone"), {"phone": str(n), "version": str(n)})
    anna.get(url(row, "phone"))

    with django_assert_num_queries(27):
        anna.get(url(row, "phone"))
