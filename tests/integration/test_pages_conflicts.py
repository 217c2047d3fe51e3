"""Conflict of interest: who has declared one takes no part, and the lead is told."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from framsteg.actions import assignments, conflicts, contacts, employers, sections
from framsteg.foundation.codes import Channel, EmployerPurpose, Part, Place, Role
from framsteg.foundation.decision import Denied
from framsteg.records.models import Assignment, ConflictOfInterest, Enrolment, Event, Staff
from tests.factories.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World(today=timezone.localdate())


@pytest.fixture
def maja(world: World) -> Enrolment:
    return world.case("Maja", "Holm")


def logged_in(person: Staff) -> Client:
    client = Client()
    client.force_login(person)
    return client


def log(world: World, who: Staff, case: Enrolment) -> int:
    return contacts.log(
        by=world.viewer(who), enrolment_id=case.pk, on=world.today, channel=Channel.PHONE,
        place=Place.REMOTE,
    )  # fmt: skip


def test_who_declared_it_writes_nothing_about_the_person(world: World, maja: Enrolment) -> None:
    logged_in(world.anna).post(f"/deltagare/{maja.pk}/jav/", {"reason": "Släkt"})
    by = world.viewer(world.anna)

    for act in (
        lambda: log(world, world.anna, maja),
        lambda: sections.write(
            by=by, enrolment_id=maja.pk, part=Part.PROFILE, text="Ord", version=None
        ),
    ):
        with pytest.raises(Denied):
            act()


def test_colleague_writes_as_before(world: World, maja: Enrolment) -> None:
    conflicts.declare(by=world.viewer(world.anna), enrolment_id=maja.pk)
    colleague = world.staff("Berit", world.anna_org, Role.EMPLOYMENT_SPECIALIST)

    assert log(world, colleague, maja)


def test_who_declared_it_is_not_assigned(world: World, maja: Enrolment) -> None:
    conflicts.declare(by=world.viewer(world.anna), enrolment_id=maja.pk)
    lead = world.staff("Lena", world.anna_org, Role.TEAM_LEAD)

    with pytest.raises(Denied, match="Anna"):
        assignments.assign(
            by=world.viewer(lead), enrolment_id=maja.pk, staff_id=world.anna.pk, on=world.today
        )


def test_lead_is_told_of_a_coach_in_conflict(world: World, maja: Enrolment) -> None:
    Assignment.unscoped.create(enrolment=maja, staff=world.anna, starts_on=maja.enrolled_on)
    conflicts.declare(by=world.viewer(world.anna), enrolment_id=maja.pk)
    lead = world.staff("Lena", world.anna_org, Role.TEAM_LEAD)

    page = logged_in(lead).get("/").content.decode()

    assert "Anna har anmält jäv" in page
    assert f"/deltagare/{maja.pk}/coacher/" in page


def test_it_shows_in_the_history(world: World, maja: Enrolment) -> None:
    conflicts.declare(by=world.viewer(world.anna), enrolment_id=maja.pk, reason="Släkt")

    page = logged_in(world.anna).get(f"/deltagare/{maja.pk}/historik/").content.decode()

    assert "Anmälde jäv" in page
    assert Event.unscoped.get(verb="conflicts.declare").reason == "Släkt"


def test_when_it_has_passed_one_writes_again(world: World, maja: Enrolment) -> None:
    pk = conflicts.declare(by=world.viewer(world.anna), enrolment_id=maja.pk)

    logged_in(world.anna).post(f"/jav/{pk}/upphor/")

    assert ConflictOfInterest.unscoped.get().ended_on == world.today
    assert log(world, world.anna, maja)


def test_colleague_cannot_end_it_but_the_lead_can(world: World, maja: Enrolment) -> None:
    pk = conflicts.declare(by=world.viewer(world.anna), enrolment_id=maja.pk)
    colleague = world.staff("Berit", world.anna_org, Role.EMPLOYMENT_SPECIALIST)
    lead = world.staff("Lena", world.anna_org, Role.TEAM_LEAD)

    with pytest.raises(Denied):
        conflicts.end(by=world.viewer(colleague), conflict_id=pk)
    conflicts.end(by=world.viewer(lead), conflict_id=pk)


def test_employer_one_has_a_conflict_with_is_not_logged(world: World) -> None:
    by = world.viewer(world.anna)
    bakery = employers.add(by=by, name="Bageriet")
    logged_in(world.anna).post(f"/arbetsgivare/{bakery}/jav/", {})

    with pytest.raises(Denied):
        employers.log_contact(
            by=by, programme_id=world.programme.pk, employer_id=bakery, on=world.today,
            channel=Channel.VISIT, purpose=EmployerPurpose.LEARN_NEEDS,
        )  # fmt: skip


@pytest.mark.parametrize("method", ["get", "post"])
def test_person_out_of_sight_is_not_found(world: World, maja: Enrolment, method: Any) -> None:
    assert getattr(logged_in(world.bo), method)(f"/deltagare/{maja.pk}/jav/").status_code == 404


def test_declared_twice_is_refused(world: World, maja: Enrolment) -> None:
    conflicts.declare(by=world.viewer(world.anna), enrolment_id=maja.pk)

    with pytest.raises(Denied):
        conflicts.declare(by=world.viewer(world.anna), enrolment_id=maja.pk)
