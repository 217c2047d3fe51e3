"""Programmes: started in the browser, staffed, shown to each as far as it is theirs to see."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from framsteg import access
from framsteg.actions import programmes
from framsteg.blueprints.load import latest
from framsteg.foundation.codes import Role
from framsteg.foundation.decision import Denied
from framsteg.records.models import Assignment, Organisation, Programme, RoleGrant, Staff
from tests.factories.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World(today=timezone.localdate())


@pytest.fixture
def admin(world: World) -> Client:
    return logged_in(world.staff("Agnes", world.anna_org, Role.ADMINISTRATOR))


def logged_in(person: Staff) -> Client:
    client = Client()
    client.force_login(person)
    return client


def start_form(**values: str) -> dict[str, str]:
    return {
        "name": "Nätkraft Norr",
        "key": "natkraft-norr",
        "starts_on": "2026-01-01",
        "last_day": "2027-12-31",
        "places": "40",
        "organisation_kommunen": "Norrby kommun",
        "organisation_forsakringskassan": "Försäkringskassan",
        "organisation_arbetsformedlingen": "Arbetsförmedlingen",
        "organisation_regionen": "Region Norr",
        "organisation_samordningsforbundet": "Samordningsförbundet Norr",
        **values,
    }


def test_administrator_starts_a_programme_from_a_blueprint(admin: Client) -> None:
    answer = admin.post("/mallar/natkraft/starta/", start_form())

    programme = Programme.objects.get(key="natkraft-norr")
    assert answer["Location"] == "/insatser/natkraft-norr/"
    assert programme.owner == Organisation.objects.get(name="Norrby kommun")
    assert (programme.starts_on, programme.ends_on) == (date(2026, 1, 1), date(2028, 1, 1))
    assert programme.partners.count() == 4
    assert "Norrby kommun" in admin.get("/insatser/natkraft-norr/").content.decode()


def test_key_that_is_taken_is_refused_and_the_next_one_proposed(
    world: World, admin: Client
) -> None:
    admin.post("/mallar/natkraft/starta/", start_form(key="natkraft"))

    again = admin.post("/mallar/natkraft/starta/", start_form(key="natkraft"))
    proposed = admin.get("/mallar/natkraft/starta/").content.decode()

    assert again.status_code == 422
    assert 'value="natkraft-2"' in proposed


def test_programme_that_ends_before_it_begins_is_refused(admin: Client) -> None:
    answer = admin.post("/mallar/natkraft/starta/", start_form(last_day="2025-12-01"))

    assert answer.status_code == 422
    assert not Programme.objects.filter(key="natkraft-norr").exists()


def test_only_an_administrator_starts_a_programme(world: World) -> None:
    anna = logged_in(world.anna)

    assert anna.get("/mallar/natkraft/starta/").status_code == 403
    assert "/starta/" not in anna.get("/mallar/").content.decode()


@pytest.mark.parametrize("blueprint", latest(), ids=lambda b: b.key)
def test_every_blueprint_is_told_in_plain_words(world: World, blueprint: object) -> None:
    page = logged_in(world.anna).get(f"/mallar/{blueprint.key}/{blueprint.version}/")

    text = page.content.decode()
    assert page.status_code == 200
    for phase in blueprint.phases:
        assert phase.name.sv in text


@pytest.mark.parametrize("address", ["/mallar/finns-inte/", "/mallar/natkraft/99/"])
def test_unknown_blueprint_is_not_found(world: World, address: str) -> None:
    assert logged_in(world.anna).get(address).status_code == 404


def test_programme_without_a_part_in_it_is_not_found(world: World) -> None:
    key = world.programme.key

    assert logged_in(world.cecilia).get(f"/insatser/{key}/").status_code == 404
    assert world.programme.name not in logged_in(world.cecilia).get("/insatser/").content.decode()


def test_coach_sees_how_many_each_coaches_and_places_left(world: World) -> None:
    Programme.objects.update(places=30)
    case = world.case()
    Assignment.unscoped.create(enrolment=case, staff=world.anna, starts_on=date(2026, 1, 1))

    page = logged_in(world.anna).get(f"/insatser/{world.programme.key}/")

    assert page.context["places"] == {"value": 1, "of": 30, "note": "29 platser lediga"}
    assert page.context["shows_load"]


@pytest.mark.parametrize("role", [Role.STEERING_MEMBER, Role.EVALUATOR, Role.ADMINISTRATOR])
def test_who_works_with_no_persons_is_told_no_small_numbers(world: World, role: Role) -> None:
    world.case()
    person = world.staff("Sten", world.anna_org, role)

    file = access.programme(world.viewer(person), world.programme.key)

    assert file.open_cases is None
    assert {line.open_cases for line in file.staff} == {None}


def test_new_colleague_is_invited_and_cannot_log_in_until_then(world: World, admin: Client) -> None:
    address = f"/insatser/{world.programme.key}/medarbetare/"

    answer = admin.post(
        address,
        {
            "name": "Karin Ny",
            "email": "karin@example.org",
            "organisation_id": world.anna_org.pk,
            "role": "employment_specialist",
            "starts_on": world.today.isoformat(),
        },
    )

    link = re.search(r"/valkommen/[\w-]{43}/", answer.content.decode())
    assert link is not None
    assert "no-store" in answer["Cache-Control"]
    karin = Staff.objects.get(email="karin@example.org")
    assert not karin.is_active
    assert not karin.has_usable_password()
    shown_again = admin.get(address).content.decode()
    shown_again += admin.get(f"/insatser/{world.programme.key}/").content.decode()
    assert link[0] not in shown_again
    assert RoleGrant.objects.filter(staff=karin, programme=world.programme).exists()


def test_address_in_use_adds_nobody(world: World, admin: Client) -> None:
    told = {
        "name": "Anna Igen",
        "email": world.anna.email,
        "organisation_id": world.anna_org.pk,
        "role": "employment_specialist",
        "starts_on": world.today.isoformat(),
    }

    answer = admin.post(f"/insatser/{world.programme.key}/medarbetare/", told)

    assert answer.status_code == 422
    assert not Staff.objects.filter(name="Anna Igen").exists()


def test_someone_new_needs_a_name_an_address_and_an_organisation(
    world: World, admin: Client
) -> None:
    told = {"role": "team_lead", "starts_on": world.today.isoformat()}

    answer = admin.post(f"/insatser/{world.programme.key}/medarbetare/", told)

    assert answer.status_code == 422
    assert answer.content.decode().count("Det här behövs för någon ny.") == 6


def test_known_colleague_gets_one_more_role_without_an_invitation(
    world: World, admin: Client
) -> None:
    answer = admin.post(
        f"/insatser/{world.programme.key}/medarbetare/",
        {
            "staff_id": world.anna.pk,
            "role": "team_lead",
            "starts_on": world.today.isoformat(),
        },
    )

    assert answer.status_code == 302
    roles = RoleGrant.objects.filter(staff=world.anna).values_list("role", flat=True)
    assert set(roles) == {Role.EMPLOYMENT_SPECIALIST, Role.TEAM_LEAD}


def test_role_that_is_ended_reaches_nothing_from_today(world: World, admin: Client) -> None:
    anna = logged_in(world.anna)
    address = f"/insatser/{world.programme.key}/medarbetare/{world.anna.pk}/employment_specialist/"

    asked = admin.get(address).content.decode()
    admin.post(address)

    assert "Anna" in asked
    assert anna.get(f"/insatser/{world.programme.key}/").status_code == 404


def test_role_that_nobody_has_cannot_be_ended(world: World, admin: Client) -> None:
    address = f"/insatser/{world.programme.key}/medarbetare/{world.cecilia.pk}/team_lead/"

    assert admin.post(address).status_code == 404


@pytest.mark.parametrize("page", ["medarbetare", "pengar"])
def test_staff_and_money_are_the_administrators(world: World, page: str) -> None:
    address = f"/insatser/{world.programme.key}/{page}/"

    assert logged_in(world.anna).get(address).status_code == 403


def test_funding_is_noted_and_corrected(world: World, admin: Client) -> None:
    address = f"/insatser/{world.programme.key}/pengar/"
    told = {"source": "Samordningsförbundet", "year": "2026", "amount": "1250000"}

    admin.post(address, told)
    admin.post(address, {**told, "amount": "1300000"})

    file = access.programme(world.viewer(world.anna), world.programme.key)
    assert [line.amount for line in file.funding] == [Decimal(1300000)]
    page = admin.get(f"/insatser/{world.programme.key}/").content.decode()
    assert "1\xa0300\xa0000 kr" in page


def test_less_than_no_money_is_refused(world: World) -> None:
    by = world.viewer(world.staff("Agnes", world.anna_org, Role.ADMINISTRATOR))

    with pytest.raises(Denied):
        programmes.fund(
            by=by, programme_id=world.programme.pk, source="X", year=2026, amount=Decimal(-1)
        )


def test_only_an_administrator_sees_all_staff(world: World) -> None:
    with pytest.raises(access.NotFound):
        access.all_staff(world.viewer(world.anna))
