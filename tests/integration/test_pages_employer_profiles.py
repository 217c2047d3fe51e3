"""What is known of an employer: workplaces, their tasks, and people who have said yes."""

import pytest
from django.test import Client
from django.utils import timezone

from framsteg import access
from framsteg.access.reading import employer_profiles
from framsteg.actions import contact_persons, workplaces
from framsteg.foundation.decision import Denied
from framsteg.records.models import (
    ContactPerson,
    EmployerContact,
    Event,
    Workplace,
    WorkplaceTask,
)
from tests.factories.employers import bakery, place, somebody, visit
from tests.factories.world import World, organisation, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World(today=timezone.localdate())


@pytest.fixture
def anna(world: World) -> Client:
    client = Client()
    client.force_login(world.anna)
    return client


def test_workplace_is_changed_closed_and_opened(world: World, anna: Client) -> None:
    employer_id = bakery(world)
    place_id = place(world, employer_id)
    visit(world, employer_id, workplace_id=place_id)

    anna.post(
        f"/arbetsplats/{place_id}/andra/",
        {"name": "Storgatan", "municipality": "Umeå", "version": "1"},
    )
    anna.post(f"/arbetsplats/{place_id}/stang/", {"on": world.today.isoformat()})
    closed = anna.get(f"/arbetsgivare/{employer_id}/kontakt/").content.decode()
    anna.post(f"/arbetsplats/{place_id}/oppna/")
    opened = anna.get(f"/arbetsgivare/{employer_id}/kontakt/").content.decode()

    row = Workplace.objects.get()
    assert (row.name, row.municipality, row.closed_on) == ("Storgatan", "Umeå", None)
    assert "Storgatan" not in closed
    assert "Storgatan" in opened
    assert EmployerContact.unscoped.get().workplace_id == place_id


def test_two_who_change_a_workplace_meet_in_the_merge_page(world: World, anna: Client) -> None:
    place_id = place(world, bakery(world))
    workplaces.change(by=world.viewer(world.bo), workplace_id=place_id, version=1, name="Storgatan")

    answer = anna.post(f"/arbetsplats/{place_id}/andra/", {"name": "Hamnen", "version": "1"})

    assert answer.status_code == 409
    assert Workplace.objects.get().name == "Storgatan"


def test_municipality_is_spelt_as_it_stands(world: World, anna: Client) -> None:
    employer_id = bakery(world)
    place(world, employer_id, municipality="Umeå")

    anna.post(f"/arbetsgivare/{employer_id}/arbetsplats/", {"name": "Ön", "municipality": " uMEÅ "})

    assert set(Workplace.objects.values_list("municipality", flat=True)) == {"Umeå"}


def test_task_is_added_once_changed_and_taken_out(world: World, anna: Client) -> None:
    place_id = place(world, bakery(world))
    told = {
        "what": "Fylla på hyllorna", "rhythm": "daily", "by_whom": "butikspersonalen",
        "carving": "yes", "way": "redistribute", "once": "b7c9a3ce-6a3c-4d0c-9a53-0d1d6b1f6e11",
    }  # fmt: skip

    for _time in range(2):
        anna.post(f"/arbetsplats/{place_id}/uppgift/", told)
    task = WorkplaceTask.objects.get()
    page = anna.get(f"/arbetsplats/{place_id}/").content.decode()
    anna.post(f"/arbetsplats/uppgift/{task.pk}/", {**told, "what": "Packa upp", "version": "1"})
    changed = WorkplaceTask.objects.get().what
    anna.post(f"/arbetsplats/uppgift/{task.pk}/bort/")

    for words in ("Fylla på hyllorna", "Varje dag", "butikspersonalen", "Omfördela"):
        assert words in page
    assert changed == "Packa upp"
    assert not WorkplaceTask.objects.exists()
    gone = Event.unscoped.get(verb="workplaces.remove_task")
    assert gone.changes["what"] == ["Packa upp", None]


def test_contact_person_without_a_yes_is_not_stored(world: World, anna: Client) -> None:
    employer_id = bakery(world)
    told = {
        "name": "Sigrid Sandell", "agreed_on": world.today.isoformat(), "agreed_how": "oral",
    }  # fmt: skip

    refused = anna.post(f"/arbetsgivare/{employer_id}/kontaktperson/", told)
    with pytest.raises(Denied):
        somebody(world, employer_id, agreed=False)
    stored_before = ContactPerson.unscoped.count()
    anna.post(f"/arbetsgivare/{employer_id}/kontaktperson/", {**told, "agreed": "on"})

    assert refused.status_code == 422
    assert "Sigrid Sandell" in refused.content.decode()
    assert stored_before == 0
    assert ContactPerson.unscoped.get().agreed_on == world.today


def test_withdrawn_yes_removes_the_person_everywhere(world: World, anna: Client) -> None:
    employer_id = bakery(world)
    person_id = somebody(world, employer_id, phone="070-123 45 67")
    anna.post(
        f"/arbetsgivare/kontaktperson/{person_id}/",
        {"name": "Sigrid Sandell", "title": "Butikschef", "version": "1"},
    )

    anna.post(f"/arbetsgivare/kontaktperson/{person_id}/bort/")

    assert not ContactPerson.unscoped.exists()
    told = str(list(Event.unscoped.values_list("changes", "reason")))
    assert "Sandell" not in told
    assert "Butikschef" not in told
    assert "Sandell" not in anna.get(f"/arbetsgivare/{employer_id}/").content.decode()


def test_contact_person_is_the_organisations_own_unless_the_yes_was_for_all(world: World) -> None:
    employer_id = bakery(world)
    somebody(world, employer_id)
    shared = somebody(world, employer_id, name="Ture Öhrn", for_all=True)
    bo = world.viewer(world.bo)
    client = Client()
    client.force_login(world.bo)

    seen = employer_profiles.contact_persons(bo, employer_id)

    assert [(p.name, p.may_change) for p in seen] == [("Ture Öhrn", False)]
    assert "Sandell" not in client.get(f"/arbetsgivare/{employer_id}/").content.decode()
    assert client.get(f"/arbetsgivare/kontaktperson/{shared}/").status_code == 404
    with pytest.raises(access.NotFound):
        contact_persons.withdraw(by=bo, person_id=shared)


def test_two_who_change_a_contact_person_meet_in_the_merge_page(world: World, anna: Client) -> None:
    person_id = somebody(world, bakery(world))
    by = world.viewer(world.anna)
    contact_persons.change(by=by, person_id=person_id, version=1, phone="070-1")

    answer = anna.post(
        f"/arbetsgivare/kontaktperson/{person_id}/",
        {"name": "Sigrid Sandell", "phone": "070-2", "version": "1"},
    )

    assert answer.status_code == 409
    assert ContactPerson.unscoped.get().phone == "070-1"


def test_those_who_do_not_work_with_employers_find_nothing(world: World) -> None:
    employer_id = bakery(world)
    place_id = place(world, employer_id)
    task = workplaces.add_task(by=world.viewer(world.anna), workplace_id=place_id, what="Diska")
    person = somebody(world, employer_id, for_all=True)
    client = Client()
    client.force_login(staff("Doris", organisation("Kommun X", "municipality")))

    for address in (
        "/arbetsgivare/kommuner/", "/arbetsgivare/veckor/", "/arbetsgivare/dubbletter/",
        f"/arbetsplats/{place_id}/", f"/arbetsplats/{place_id}/andra/",
        f"/arbetsplats/{place_id}/uppgift/", f"/arbetsplats/uppgift/{task}/",
        f"/arbetsgivare/kontaktperson/{person}/", f"/arbetsgivare/{employer_id}/overlamning/",
        f"/arbetsgivare/{employer_id}/profil/", f"/arbetsgivare/{employer_id}/kontaktperson/",
    ):  # fmt: skip
        assert client.get(address).status_code == 404, address
