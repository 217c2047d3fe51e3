"""The register of employers: found by what is asked, who was there last, who keeps it, weeks."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from framsteg import access
from framsteg.access.reading.employer_weeks import employer_weeks
from framsteg.access.reading.employers import EmployerQuery, last_seen
from framsteg.actions import employer_register, employers
from framsteg.foundation.codes import Channel, EmployerPurpose, Role
from framsteg.foundation.decision import Denied
from framsteg.records.models import (
    Assignment,
    Employer,
    EmployerContact,
    RoleGrant,
)
from tests.factories.employers import bakery, elsewhere, place, visit
from tests.factories.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World(today=timezone.localdate())


@pytest.fixture
def anna(world: World) -> Client:
    client = Client()
    client.force_login(world.anna)
    return client


def test_register_is_filtered_by_place_industry_sector_size_and_keeper(world: World) -> None:
    by = world.viewer(world.anna)
    mine = bakery(world, industry_code="C", sector="private", employees=12)
    bakery(world, "Annan firma")
    place(world, mine, municipality="Umeå")
    employer_register.hand_over(by=by, employer_id=mine, to_staff_id=world.anna.pk)

    for asked in (
        {"municipality": "Umeå"}, {"industry_code": "C"}, {"sector": "private"},
        {"size_band": "10-49"}, {"responsible_id": world.anna.pk}, {"words": "bröd"},
    ):  # fmt: skip
        found = access.employers(by, EmployerQuery(**asked))
        assert [line.name for line in found] == ["Brödboden"], asked

    assert [e.name for e in access.employers(by, EmployerQuery(unkept=True))] == ["Annan firma"]


def test_pages_of_the_list_follow_each_other_without_gaps(world: World) -> None:
    by = world.viewer(world.anna)
    for n in range(7):
        bakery(world, f"Firma {n // 2}")

    first = access.employers(by, EmployerQuery(size=3))
    second = access.employers(by, EmployerQuery(size=3, after=first[-1].employer_id))
    third = access.employers(by, EmployerQuery(size=3, after=second[-1].employer_id))

    names = [line.name for line in (*first, *second, *third)]
    assert names == sorted(f"Firma {n // 2}" for n in range(7))
    assert len({line.employer_id for line in (*first, *second, *third)}) == 7


def test_list_asks_a_fixed_number_of_queries(world: World, django_assert_num_queries: Any) -> None:
    by = world.viewer(world.anna)
    for n in range(12):
        employer_id = bakery(world, f"Firma {n}")
        place(world, employer_id, municipality="Umeå")
        visit(world, employer_id)

    with django_assert_num_queries(4):
        lines = access.employers(by)

    assert len(lines) == 12


def test_municipalities_lead_to_their_lists(world: World, anna: Client) -> None:
    place(world, bakery(world), municipality="Åre")
    place(world, bakery(world, "Caféet"), municipality="Umeå")

    page = anna.get("/arbetsgivare/kommuner/").content.decode()

    assert page.index("Umeå") < page.index("Åre")
    listed = anna.get("/arbetsgivare/", {"municipality": "Åre"}).content.decode()
    assert "Brödboden" in listed
    assert "Caféet" not in listed


def test_unknown_filter_is_as_if_nothing_was_chosen(world: World, anna: Client) -> None:
    bakery(world)

    answer = anna.get("/arbetsgivare/", {"industry": "X", "municipality": "Mars", "after": "x"})

    assert answer.status_code == 200
    assert "Brödboden" in answer.content.decode()


def test_contact_in_another_programme_is_told_without_name_or_purpose(
    world: World, anna: Client
) -> None:
    other = elsewhere(world)
    case = other.case(given="Maja", family="Holm")
    employer_id = bakery(world)
    visit(
        world, employer_id, by=other.viewer(other.staff("Greta", other.anna_org, Role.TEAM_LEAD)),
        programme_id=other.programme.pk, on=world.today - timedelta(days=3),
        purpose=EmployerPurpose.PRESENT_PERSON, note="Sekretess", next_step="Hemligt",
        spoke_with="Chefen", on_behalf_of=[case.pk], minutes=35,
    )  # fmt: skip

    for address in (f"/arbetsgivare/{employer_id}/", f"/arbetsgivare/{employer_id}/kontakt/"):
        page = anna.get(address).content.decode()
        assert "En kollega i en annan insats var här för 3 dagar sedan." in page
        for hidden in (
            "Greta",
            "Sekretess",
            "Hemligt",
            "Chefen",
            "Maja",
            "deltagare</p>",
            "35 min",
        ):
            assert hidden not in page, (address, hidden)
    assert "Presentera" not in anna.get(f"/arbetsgivare/{employer_id}/").content.decode()


def test_colleague_of_the_same_programme_is_named_whatever_organisation(world: World) -> None:
    employer_id = bakery(world)
    visit(world, employer_id, by=world.viewer(world.bo), on=world.today - timedelta(days=12))

    seen = last_seen(world.viewer(world.anna), [employer_id])[employer_id]

    assert (seen.name, (world.today - seen.on).days) == ("Bo", 12)


def test_latest_contact_in_the_list_is_the_latest_of_all(world: World) -> None:
    employer_id = bakery(world)
    visit(world, employer_id, on=world.today - timedelta(days=5))
    visit(world, employer_id, on=world.today - timedelta(days=2), by=world.viewer(world.bo))
    visit(world, employer_id, on=world.today - timedelta(days=9))

    line = access.employers(world.viewer(world.anna))[0]

    assert line.last is not None
    assert line.last.name == "Bo"


def test_next_step_that_is_taken_is_no_longer_promised(world: World, anna: Client) -> None:
    employer_id = bakery(world)
    contact_id = visit(world, employer_id, next_step="Ring om disken")

    before = anna.get(f"/arbetsgivare/{employer_id}/").context["promised"]
    anna.post(f"/arbetsgivare/kontakt/{contact_id}/klart/")
    after = anna.get(f"/arbetsgivare/{employer_id}/").context["promised"]

    assert (before["text"], after) == ("Ring om disken", None)


def test_next_step_of_another_organisation_is_not_found(world: World) -> None:
    contact_id = visit(world, bakery(world), next_step="Ring")

    with pytest.raises(access.NotFound):
        employers.step_done(by=world.viewer(world.bo), contact_id=contact_id)


def test_one_entry_counts_for_employer_persons_and_time(world: World, anna: Client) -> None:
    first, second = world.case(), world.case(given="Maja", family="Holm")
    for case in (first, second):
        Assignment.unscoped.create(enrolment=case, staff=world.anna, starts_on=world.today)
    employer_id = bakery(world)

    anna.post(
        f"/arbetsgivare/{employer_id}/kontakt/",
        {
            "channel": "visit", "purpose": "present_person", "on": world.today.isoformat(),
            "programme_id": world.programme.pk, "on_behalf_of": [first.pk, second.pk],
            "minutes": "45",
        },
    )  # fmt: skip

    by = world.viewer(world.anna)
    assert EmployerContact.unscoped.get().minutes == 45
    for case in (first, second):
        dealings = access.case_file(by, case.pk).employer_contacts
        assert [line.minutes for line in dealings] == [45]
    assert [v.on_behalf_of for v in access.employer(by, employer_id).visits] == [2]
    assert employer_weeks(by)[0].rows[0].counts[-1] == 1


def test_employer_is_handed_over_with_a_note(world: World, anna: Client) -> None:
    colleague = world.staff("Berit", world.anna_org, Role.EMPLOYMENT_SPECIALIST)
    employer_id = bakery(world)
    address = f"/arbetsgivare/{employer_id}/overlamning/"

    anna.post(address, {"to_staff_id": world.anna.pk})
    anna.post(address, {"to_staff_id": colleague.pk, "note": "Ring på tisdagar"})

    file = access.employer(world.viewer(colleague), employer_id)
    page = anna.get(f"/arbetsgivare/{employer_id}/").content.decode()
    assert file.responsible == "Berit"
    assert "Ring på tisdagar" in page
    assert "Anna till Berit" in page


def test_only_the_keeper_or_a_lead_of_theirs_hands_over(world: World) -> None:
    colleague = world.staff("Berit", world.anna_org, Role.EMPLOYMENT_SPECIALIST)
    lead = world.staff("Lars", world.anna_org, Role.TEAM_LEAD)
    employer_id = bakery(world)
    give = employer_register.hand_over
    give(by=world.viewer(world.anna), employer_id=employer_id, to_staff_id=world.anna.pk)

    with pytest.raises(Denied, match="Anna is responsible"):
        give(by=world.viewer(colleague), employer_id=employer_id, to_staff_id=colleague.pk)
    give(by=world.viewer(lead), employer_id=employer_id, to_staff_id=colleague.pk)

    assert Employer.objects.get().responsible_id == colleague.pk


def test_keeper_who_works_here_no_more_can_be_followed_by_anyone(world: World) -> None:
    employer_id = bakery(world)
    give = employer_register.hand_over
    give(by=world.viewer(world.bo), employer_id=employer_id, to_staff_id=world.bo.pk)
    RoleGrant.objects.filter(staff=world.bo).update(ends_on=world.today)

    give(by=world.viewer(world.anna), employer_id=employer_id, to_staff_id=world.anna.pk)

    assert Employer.objects.get().responsible_id == world.anna.pk


def test_keeper_in_another_programme_is_not_named(world: World, anna: Client) -> None:
    other = elsewhere(world)
    greta = other.staff("Greta", other.anna_org, Role.EMPLOYMENT_SPECIALIST)
    employer_id = bakery(world)
    employer_register.hand_over(
        by=other.viewer(greta), employer_id=employer_id, to_staff_id=greta.pk, note="Hemligt"
    )

    pages = [
        anna.get(address).content.decode()
        for address in ("/arbetsgivare/", f"/arbetsgivare/{employer_id}/",
                        f"/arbetsgivare/{employer_id}/overlamning/")
    ]  # fmt: skip

    assert all("Greta" not in page and "Hemligt" not in page for page in pages)
    assert all("En kollega i en annan insats" in page for page in pages)
    with pytest.raises(access.NotFound):
        employer_register.hand_over(
            by=world.viewer(world.anna), employer_id=employer_id, to_staff_id=greta.pk
        )


def test_weeks_count_meetings_in_person_for_somebody(world: World) -> None:
    case, other = world.case(), world.case(given="Maja", family="Holm")
    monday = world.today - timedelta(days=world.today.weekday())
    employer_id = bakery(world)
    visit(world, employer_id, on=monday, on_behalf_of=[case.pk, other.pk])
    visit(world, employer_id, on=monday - timedelta(days=1), on_behalf_of=[case.pk])
    visit(world, employer_id, on=monday)  # for nobody in particular
    visit(world, employer_id, on=monday, channel=Channel.PHONE, on_behalf_of=[case.pk])
    visit(world, employer_id, on=monday - timedelta(weeks=8), on_behalf_of=[case.pk])

    own = employer_weeks(world.viewer(world.anna))[0]

    assert [row.name for row in own.rows] == ["Anna"]
    assert own.rows[0].counts == (0, 0, 0, 0, 0, 0, 1, 1)


def test_specialist_sees_own_weeks_and_the_lead_the_team_by_name(
    world: World, anna: Client
) -> None:
    world.staff("Berit", world.anna_org, Role.EMPLOYMENT_SPECIALIST)
    lead = world.staff("Lars", world.anna_org, Role.TEAM_LEAD)
    visit(world, bakery(world), by=world.viewer(world.bo), on_behalf_of=[])

    page = anna.get("/arbetsgivare/veckor/").content.decode()

    assert "Berit" not in page
    rows = employer_weeks(world.viewer(lead))[0].rows
    assert [row.name for row in rows] == ["Anna", "Berit", "Bo", "Lars"]
