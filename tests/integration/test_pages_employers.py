"""The employers' pages: the register, the log of visits, and what a visit means to a person."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from framsteg import access
from framsteg.actions import employers
from framsteg.foundation.codes import Channel, EmployerPurpose, Part, Role
from framsteg.foundation.decision import Denied
from framsteg.records.models import CaseSummary, Employer, EmployerContact, Event, Workplace
from tests.factories.world import World

pytestmark = pytest.mark.django_db

NUMBER = "556012-5790"


@pytest.fixture
def world() -> World:
    return World(today=timezone.localdate())


@pytest.fixture
def anna(world: World) -> Client:
    client = Client()
    client.force_login(world.anna)
    return client


def bakery(world: World, name: str = "Brödboden", **values: Any) -> int:
    return employers.add(by=world.viewer(world.anna), name=name, **values)


def visit(world: World, employer_id: int, **values: Any) -> int:
    return employers.log_contact(
        by=values.pop("by", world.viewer(world.anna)),
        programme_id=world.programme.pk,
        employer_id=employer_id,
        **{
            "on": world.today,
            "channel": Channel.VISIT,
            "purpose": EmployerPurpose.LEARN_NEEDS,
            **values,
        },
    )


def posted(world: World, **values: Any) -> dict[str, Any]:
    return {
        "channel": "visit",
        "purpose": "learn_needs",
        "on": world.today.isoformat(),
        "programme_id": world.programme.pk,
        **values,
    }


@pytest.mark.parametrize("words", ["brödb", "5560125790", "556012-57"])
def test_employer_is_found_by_name_and_by_number(world: World, anna: Client, words: str) -> None:
    bakery(world, organisation_number="5560125790")
    bakery(world, "Kvarteret Café")

    page = anna.get("/arbetsgivare/", {"q": words}).content.decode()

    assert "Brödboden" in page
    assert "Kvarteret Café" not in page


def test_register_without_a_match_offers_to_add_what_was_typed(world: World, anna: Client) -> None:
    page = anna.get("/arbetsgivare/", {"q": "Snickeriet"}).content.decode()

    assert "/arbetsgivare/ny/?name=Snickeriet" in page


def test_register_is_closed_to_those_who_do_not_work_with_employers(world: World) -> None:
    client = Client()
    client.force_login(world.staff("Eva", world.anna_org, Role.STEERING_MEMBER))
    employer_id = bakery(world)

    pages = ["/arbetsgivare/", "/arbetsgivare/ny/", f"/arbetsgivare/{employer_id}/"]

    assert [client.get(page).status_code for page in pages] == [404, 404, 404]


def test_organisation_number_is_kept_as_ten_digits(world: World, anna: Client) -> None:
    answer = anna.post("/arbetsgivare/ny/", {"name": "Brödboden", "organisation_number": NUMBER})

    employer = Employer.objects.get()
    assert answer["Location"] == f"/arbetsgivare/{employer.pk}/"
    assert employer.organisation_number == "5560125790"


@pytest.mark.parametrize("number", ["556012-5791", "12", "19121212-1212"])
def test_wrong_or_personal_number_is_refused_and_the_rest_kept(
    world: World, anna: Client, number: str
) -> None:
    told = {"name": "Brödboden", "organisation_number": number, "needs": "Disken"}

    answer = anna.post("/arbetsgivare/ny/", told)

    assert answer.status_code == 422
    assert "Disken" in answer.content.decode()
    assert not Employer.objects.exists()


def test_employer_already_in_the_register_is_linked_to(world: World, anna: Client) -> None:
    employer_id = bakery(world, organisation_number="5560125790")

    answer = anna.post("/arbetsgivare/ny/", {"name": "Bageriet", "organisation_number": NUMBER})

    assert answer.status_code == 422
    assert f'href="/arbetsgivare/{employer_id}/"' in answer.content.decode()


def test_same_name_is_asked_about_once(world: World, anna: Client) -> None:
    bakery(world)

    asked = anna.post("/arbetsgivare/ny/", {"name": "BRÖDBODEN"})
    anna.post("/arbetsgivare/ny/", {"name": "BRÖDBODEN", "another": "on"})

    assert asked.status_code == 422
    assert Employer.objects.count() == 2


def test_two_who_change_the_same_employer_meet_in_the_merge_page(
    world: World, anna: Client
) -> None:
    employer_id = bakery(world, needs="Disken")
    bo = world.viewer(world.bo)
    employers.change(by=bo, employer_id=employer_id, version=1, needs="Disken och lagret")

    answer = anna.post(
        f"/arbetsgivare/{employer_id}/profil/",
        {"name": "Brödboden", "needs": "Disken på kvällen", "version": "1"},
    )

    assert answer.status_code == 409
    assert "Disken och lagret" in answer.content.decode()
    assert Employer.objects.get().needs == "Disken och lagret"


def test_merged_employer_is_sorted_by_the_name_that_stands(world: World) -> None:
    employer_id = bakery(world, name="Ö")
    bo, anna = world.viewer(world.bo), world.viewer(world.anna)
    employers.change(by=bo, employer_id=employer_id, version=1, name="A")

    employers.change(by=anna, employer_id=employer_id, version=1, name="Ö", needs="Disken")

    employer = Employer.objects.get()
    assert (employer.name, employer.sort_key) == ("A", "a")


def test_organisation_number_of_another_employer_is_refused_on_change(
    world: World, anna: Client
) -> None:
    bakery(world, organisation_number="5560125790")
    other = bakery(world, "Caféet")

    answer = anna.post(
        f"/arbetsgivare/{other}/andra/",
        {"name": "Caféet", "organisation_number": NUMBER, "version": "1"},
    )

    assert answer.status_code == 422
    assert Employer.objects.get(pk=other).organisation_number == ""


def test_workplace_is_added_once(world: World, anna: Client) -> None:
    employer_id = bakery(world)
    address = f"/arbetsgivare/{employer_id}/arbetsplats/"

    first = anna.post(address, {"name": "Torget", "municipality": "Umeå"})
    again = anna.post(address, {"name": "Torget"})

    assert (first.status_code, again.status_code) == (302, 422)
    assert Workplace.objects.count() == 1
    assert "Torget" in anna.get(f"/arbetsgivare/{employer_id}/").content.decode()


def test_visit_from_a_person_counts_for_that_person(world: World, anna: Client) -> None:
    case = world.case(given="Maja", family="Holm")
    employer_id = bakery(world)

    shown = anna.get(f"/arbetsgivare/{employer_id}/kontakt/", {"person": case.pk})
    answer = anna.post(
        f"/arbetsgivare/{employer_id}/kontakt/?person={case.pk}",
        posted(world, on_behalf_of=[case.pk], note="Två förmiddagar i veckan"),
    )

    assert "Maja Holm" in shown.content.decode()
    assert answer["Location"] == f"/deltagare/{case.pk}/"
    dealings = access.case_file(world.viewer(world.anna), case.pk).employer_contacts
    assert [line.note for line in dealings] == ["Två förmiddagar i veckan"]


def test_choosing_an_employer_keeps_the_person(world: World, anna: Client) -> None:
    case = world.case()
    employer_id = bakery(world)

    page = anna.get("/arbetsgivare/kontakt/", {"person": case.pk}).content.decode()

    assert f"/arbetsgivare/{employer_id}/kontakt/?person={case.pk}" in page
    assert f"/arbetsgivare/ny/?person={case.pk}" in page


def test_latest_employers_stand_first_to_choose(world: World) -> None:
    bakery(world, "Aaa")
    later = bakery(world, "Östra bageriet")
    visit(world, later)

    lines = access.recent_employers(world.viewer(world.anna))

    assert [line.name for line in lines] == ["Östra bageriet"]


def test_person_out_of_sight_cannot_be_named_in_a_visit(world: World, anna: Client) -> None:
    hidden = world.case(owner=world.cecilia_org)
    employer_id = bakery(world)
    address = f"/arbetsgivare/{employer_id}/kontakt/"

    asked = anna.get(address, {"person": hidden.pk})
    anna.post(address, posted(world, on_behalf_of=[hidden.pk]))

    assert asked.status_code == 404
    assert not EmployerContact.unscoped.exists()


def test_colleagues_visit_is_told_before_one_logs(world: World, anna: Client) -> None:
    colleague = world.staff("Berit", world.anna_org, Role.EMPLOYMENT_SPECIALIST)
    employer_id = bakery(world)
    visit(
        world,
        employer_id,
        by=world.viewer(colleague),
        on=world.today - timedelta(days=12),
        next_step="Ring på fredag",
    )

    page = anna.get(f"/arbetsgivare/{employer_id}/kontakt/").content.decode()

    assert "Berit var här för 12 dagar sedan." in page
    assert "Ring på fredag" in page


def test_visits_of_another_organisation_are_not_told(world: World) -> None:
    employer_id = bakery(world)
    visit(world, employer_id, note="Sekretess")
    client = Client()
    client.force_login(world.bo)

    page = client.get(f"/arbetsgivare/{employer_id}/").content.decode()

    assert "Brödboden" in page
    assert "Sekretess" not in page


def test_employer_page_says_how_many_a_visit_was_for_never_who(world: World, anna: Client) -> None:
    case = world.case(given="Maja", family="Holm")
    employer_id = bakery(world)
    visit(world, employer_id, on_behalf_of=[case.pk])

    page = anna.get(f"/arbetsgivare/{employer_id}/").content.decode()

    assert "För 1 deltagare" in page
    assert "Maja" not in page


def test_visit_sent_twice_is_saved_once(world: World, anna: Client) -> None:
    employer_id = bakery(world)
    told = posted(world, once="b7c9a3ce-6a3c-4d0c-9a53-0d1d6b1f6e11")

    for _time in range(2):
        anna.post(f"/arbetsgivare/{employer_id}/kontakt/", told)

    assert EmployerContact.unscoped.count() == 1


def test_visit_tomorrow_is_refused_with_its_reason(world: World, anna: Client) -> None:
    employer_id = bakery(world)
    tomorrow = (world.today + timedelta(days=1)).isoformat()

    answer = anna.post(
        f"/arbetsgivare/{employer_id}/kontakt/", posted(world, on=tomorrow, note="Behåll mig")
    )

    assert answer.status_code == 422
    assert "Behåll mig" in answer.content.decode()


def test_visit_for_persons_of_two_programmes_is_refused(world: World, anna: Client) -> None:
    other = World(today=world.today)
    case = world.case(programme=other.programme)
    employer_id = bakery(world)
    viewer = world.viewer(world.anna)
    both = access.Viewer(
        **{
            **viewer.__dict__,
            "grants": viewer.grants
            | {access.Grant(Role.EMPLOYMENT_SPECIALIST, other.programme.pk)},
        }
    )

    with pytest.raises(Denied, match="different programmes"):
        visit(world, employer_id, by=both, on_behalf_of=[case.pk])


def test_workplace_of_another_employer_is_not_found(world: World) -> None:
    mine, other = bakery(world), bakery(world, "Caféet")
    place = employers.add_workplace(by=world.viewer(world.anna), employer_id=other, name="Torget")

    with pytest.raises(access.NotFound):
        visit(world, mine, workplace_id=place)


def test_visit_taken_back_no_longer_counts_but_stays_in_the_history(
    world: World, anna: Client
) -> None:
    case = world.case()
    employer_id = bakery(world)
    contact_id = visit(world, employer_id, on_behalf_of=[case.pk], note="Fel företag")

    anna.post(f"/arbetsgivare/kontakt/{contact_id}/angra/")

    assert not EmployerContact.unscoped.exists()
    assert CaseSummary.unscoped.get().first_employer_contact_on is None
    kept = Event.unscoped.filter(verb="employers.take_back", part=Part.EMPLOYER_DEALINGS)
    assert {event.enrolment_id for event in kept} == {case.pk, None}
    assert any("Fel företag" in str(event.changes) for event in kept)


def test_only_the_one_who_logged_a_visit_takes_it_back(world: World) -> None:
    colleague = world.staff("Berit", world.anna_org, Role.EMPLOYMENT_SPECIALIST)
    contact_id = visit(world, bakery(world))

    with pytest.raises(Denied):
        employers.take_back(by=world.viewer(colleague), contact_id=contact_id)


def test_next_step_is_the_one_from_the_latest_talk(world: World, anna: Client) -> None:
    employer_id = bakery(world)
    visit(world, employer_id, on=date(2026, 1, 1), next_step="Ring om disken")
    visit(world, employer_id, on=date(2026, 1, 5))

    page = anna.get(f"/arbetsgivare/{employer_id}/")

    assert page.context["promised"] is None


@pytest.mark.parametrize(
    ("days", "told"), [(0, "i dag"), (12, "för 12 dagar sedan"), (60, "för 60 dagar sedan")]
)
def test_latest_contact_is_told_in_days_while_that_can_be_pictured(
    world: World, anna: Client, days: int, told: str
) -> None:
    visit(world, bakery(world), on=world.today - timedelta(days=days))

    assert told in anna.get("/arbetsgivare/").content.decode()


def test_contact_long_ago_is_told_by_its_day(world: World, anna: Client) -> None:
    visit(world, bakery(world), on=date(2024, 2, 29))

    assert "29 februari 2024" in anna.get("/arbetsgivare/").content.decode()


def test_names_are_proposed_while_one_types(world: World, anna: Client) -> None:
    bakery(world)
    bakery(world, "Caféet")

    page = anna.get("/arbetsgivare/namn/", {"employer_id": "bröd"}).content.decode()

    assert page.strip() == '<option value="Brödboden"></option>'
