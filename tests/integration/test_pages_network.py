"""The network map: placed together with the person, shared by its own part only."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from framsteg import access
from framsteg.access import NOT_SHARED
from framsteg.actions import network
from framsteg.actions.network import Placed
from framsteg.foundation.codes import Part, Role
from framsteg.foundation.plan_codes import MayContact, Ring, Sphere
from framsteg.records.models import AccessLogEntry, Enrolment, Event, NetworkPerson
from tests.factories.world import World

pytestmark = pytest.mark.django_db

TOLD = {"name": "Gunnel", "sphere": "private", "ring": "near", "may_contact": "not_asked"}


@pytest.fixture
def world() -> World:
    return World(today=timezone.localdate(), blueprint="natkraft")


@pytest.fixture
def anna(world: World) -> Client:
    client = Client()
    client.force_login(world.anna)
    return client


@pytest.fixture
def maja(world: World) -> Enrolment:
    return world.case(given="Maja", family="Holm", phase="agreement")


def placed(world: World, case: Enrolment, name: str = "Gunnel", **values: Any) -> int:
    person = Placed(**{"name": name, "sphere": Sphere.PRIVATE, "ring": Ring.NEAR, **values})
    return network.place(by=world.viewer(world.anna), enrolment_id=case.pk, person=person)


def test_someone_is_placed_once_and_undone(world: World, anna: Client, maja: Enrolment) -> None:
    told = {**TOLD, "once": "0b5dd2a9-42dd-43ad-8a5c-22f2c0a2ad12"}
    for _time in range(2):
        anna.post(f"/deltagare/{maja.pk}/natverk/ny/", told)
    row = NetworkPerson.unscoped.get()

    anna.post(f"/deltagare/{maja.pk}/natverk/{row.pk}/angra/")

    assert (row.name, row.ring, row.owner) == ("Gunnel", Ring.NEAR, world.anna_org)
    assert not NetworkPerson.unscoped.exists()
    assert Event.unscoped.filter(verb="network.take_back", part=Part.NETWORK).exists()


def test_number_of_a_private_person_waits_for_their_yes(
    world: World, anna: Client, maja: Enrolment
) -> None:
    address = f"/deltagare/{maja.pk}/natverk/ny/"

    refused = anna.post(address, {**TOLD, "phone": "070-123 45 67"})
    taken = anna.post(address, {**TOLD, "phone": "070-123 45 67", "may_contact": "yes"})

    assert refused.status_code == 422
    assert "070-123 45 67" in refused.content.decode()
    assert taken.status_code == 302


def test_entry_is_changed_where_it_stands(world: World, anna: Client, maja: Enrolment) -> None:
    first, other = placed(world, maja), placed(world, maja, "Moster Ulla", ring=Ring.OUTER)

    page = anna.get(f"/deltagare/{maja.pk}/natverk/{first}/").content.decode()
    anna.post(f"/deltagare/{maja.pk}/natverk/{first}/", {**TOLD, "role": "Mormor", "version": "1"})

    assert 'value="Gunnel"' in page
    assert f'id="natverk-{other}"' in page
    assert NetworkPerson.unscoped.get(pk=first).role == "Mormor"


def test_two_who_change_the_same_entry_get_to_choose(
    world: World, anna: Client, maja: Enrolment
) -> None:
    entry = placed(world, maja)
    address = f"/deltagare/{maja.pk}/natverk/{entry}/"
    anna.post(address, {**TOLD, "role": "Mormor", "version": "1"})

    answer = anna.post(address, {**TOLD, "role": "Farmor", "version": "1"})

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Mormor" in page and "Farmor" in page


def test_removed_entry_leaves_the_picture_and_can_be_put_back(
    world: World, anna: Client, maja: Enrolment
) -> None:
    entry = placed(world, maja)
    address = f"/deltagare/{maja.pk}/natverk/{entry}"

    page = anna.post(f"{address}/ta-bort/", follow=True).content.decode()
    assert f"{address}/tillbaka/" in page
    assert access.network(world.viewer(world.anna), maja.pk).people == ()
    anna.post(f"{address}/tillbaka/")

    (line,) = access.network(world.viewer(world.anna), maja.pk).people
    assert line.ended_on is None


def test_map_is_told_in_words_beside_the_picture(
    world: World, anna: Client, maja: Enrolment
) -> None:
    placed(world, maja)
    placed(world, maja, "Kalle Ström", sphere=Sphere.PROFESSIONAL, ring=Ring.OUTER,
           organisation_id=world.bo_org.pk, may_contact=MayContact.YES)  # fmt: skip

    page = anna.get(f"/deltagare/{maja.pk}/natverk/").content.decode()

    assert page.count('role="img"') >= 2
    assert "Närmast: Gunnel." in page
    assert "1. Gunnel" in page and "2. Kalle Ström" in page


@pytest.mark.parametrize("part", [None, Part.PLAN, Part.IDENTITY])
def test_partner_without_a_yes_for_the_network_sees_nobody_of_it(
    world: World, maja: Enrolment, part: Part | None
) -> None:
    entry = placed(world, maja)
    if part:
        world.ground(maja, world.bo_org, part)
    bo = Client()
    bo.force_login(world.bo)

    answers = [
        bo.get(f"/deltagare/{maja.pk}{there}")
        for there in ("/natverk/", f"/natverk/{entry}/", "/", "/historik/")
    ]

    assert answers[1].status_code == 404
    assert all("Gunnel" not in answer.content.decode() for answer in answers)
    assert all(answer.status_code == (200 if part else 404) for answer in answers[::2])
    assert bo.post(f"/deltagare/{maja.pk}/natverk/{entry}/ta-bort/").status_code == 404


def test_partner_with_a_yes_sees_the_map_until_it_is_withdrawn_and_each_look_is_logged(
    world: World, maja: Enrolment
) -> None:
    placed(world, maja)
    ground = world.ground(maja, world.bo_org, Part.NETWORK)
    world.ground(maja, world.bo_org, Part.PLAN)
    viewer = world.viewer(world.bo)

    seen = access.network(viewer, maja.pk).people
    ground.ends_on = world.today
    ground.save()
    after = access.network(viewer, maja.pk).people

    assert [one.name for one in seen or ()] == ["Gunnel"]
    assert after is NOT_SHARED
    logged = AccessLogEntry.unscoped.filter(organisation_id=world.bo_org.pk).order_by("id")
    assert [entry.parts for entry in logged] == ["network", ""]


def test_agency_partner_reaches_only_those_they_are_linked_to(
    world: World, maja: Enrolment
) -> None:
    placed(world, maja)
    world.ground(maja, world.bo_org, Part.NETWORK)
    partner = world.staff("Dag", world.bo_org, Role.AGENCY_PARTNER)

    with pytest.raises(access.NotFound):
        access.network(world.viewer(partner), maja.pk)
    world.link(partner, maja)

    assert len(access.network(world.viewer(partner), maja.pk).people or ()) == 1


def test_map_costs_the_same_with_one_person_and_with_thirty(world: World, maja: Enrolment) -> None:
    viewer = world.viewer(world.anna)
    costs = []
    for n in (1, 29):
        for i in range(n):
            placed(world, maja, f"Person {n} {i}")
        with CaptureQueriesContext(connection) as queries:
            access.network(viewer, maja.pk)
        costs.append(len(queries))

    assert costs == [5, 5]
