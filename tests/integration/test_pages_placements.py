"""Placements: a job begins, grows, ends, is put right, and nobody leaves because of it."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from framsteg import access
from framsteg.actions import employers, placements
from framsteg.foundation.codes import PlacementEnd, PlacementKind, Role, Sector
from framsteg.records.models import Employer, Enrolment, Placement, PlacementExtent
from framsteg.web.forms.placements import reasons
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


@pytest.fixture
def maja(world: World) -> Enrolment:
    return world.case(given="Maja", family="Holm")


def started(world: World, case: Enrolment, **values: Any) -> int:
    return placements.start(
        by=world.viewer(world.anna),
        enrolment_id=case.pk,
        **{"kind": PlacementKind.EMPLOYMENT, "on": date(2026, 1, 12), "percent": 25, **values},
    )


def told(**values: Any) -> dict[str, Any]:
    return {"kind": "employment", "on": "2026-01-12", "percent": "50", **values}


def test_job_begins_at_a_known_employer_in_its_sector(
    world: World, anna: Client, maja: Enrolment
) -> None:
    employer_id = employers.add(
        by=world.viewer(world.anna), name="Brödboden", sector=Sector.PRIVATE
    )

    answer = anna.post(
        f"/deltagare/{maja.pk}/sysselsattning/",
        told(employer_id="brödboden", monthly_wage="13500"),
    )

    job = Placement.unscoped.get()
    assert answer["Location"] == f"/deltagare/{maja.pk}/"
    assert (job.employer_id, job.sector) == (employer_id, Sector.PRIVATE)
    assert job.monthly_wage == Decimal(13500)
    assert list(job.extents.values_list("starts_on", "percent")) == [(date(2026, 1, 12), 50)]


def test_unknown_employer_is_added_only_when_said_so(anna: Client, maja: Enrolment) -> None:
    address = f"/deltagare/{maja.pk}/sysselsattning/"

    asked = anna.post(address, told(employer_id="Snickeriet"))
    assert asked.status_code == 422
    assert 'name="add_employer"' in asked.content.decode()
    assert not Employer.objects.exists()

    anna.post(address, told(employer_id="Snickeriet", add_employer="on"))
    assert Placement.unscoped.get().employer == Employer.objects.get(name="Snickeriet")


def test_refused_start_adds_no_employer_either(anna: Client, maja: Enrolment) -> None:
    before_enrolment = told(employer_id="Snickeriet", add_employer="on", on="2001-01-01")

    answer = anna.post(f"/deltagare/{maja.pk}/sysselsattning/", before_enrolment)

    assert answer.status_code == 422
    assert not Employer.objects.exists()


def test_subsidised_employment_names_its_form(anna: Client, maja: Enrolment) -> None:
    address = f"/deltagare/{maja.pk}/sysselsattning/"

    without = anna.post(address, told(kind="subsidised"))
    anna.post(address, told(kind="subsidised", subsidy="new_start"))

    assert without.status_code == 422
    assert Placement.unscoped.get().subsidy == "new_start"


def test_ordinary_employment_with_a_subsidy_is_refused_with_its_reason(
    anna: Client, maja: Enrolment
) -> None:
    answer = anna.post(
        f"/deltagare/{maja.pk}/sysselsattning/", told(subsidy="new_start", title="Bagare")
    )

    assert answer.status_code == 422
    assert "Bagare" in answer.content.decode()


def test_hours_grow_step_by_step_and_the_first_step_is_kept(
    world: World, anna: Client, maja: Enrolment
) -> None:
    placement_id = started(world, maja)

    anna.post(f"/sysselsattning/{placement_id}/andel/", {"percent": "50", "on": "2026-02-09"})

    steps = PlacementExtent.unscoped.order_by("starts_on").values_list("starts_on", "percent")
    assert list(steps) == [(date(2026, 1, 12), 25), (date(2026, 2, 9), 50)]
    page = anna.get(f"/sysselsattning/{placement_id}/andel/").content.decode()
    assert "12 januari 2026 – 8 februari 2026" in page
    assert page.index("25\xa0%") < page.index("50\xa0%")


def test_job_that_ends_leaves_the_person_in_the_programme(
    world: World, anna: Client, maja: Enrolment
) -> None:
    placement_id = started(world, maja)

    anna.post(
        f"/sysselsattning/{placement_id}/slut/", {"last_day": "2026-03-06", "reason": "laid_off"}
    )

    job = Placement.unscoped.get()
    assert (job.ends_on, job.end_reason) == (date(2026, 3, 7), PlacementEnd.LAID_OFF)
    assert Enrolment.unscoped.get(pk=maja.pk).exited_on is None


def test_end_is_taken_back(world: World, anna: Client, maja: Enrolment) -> None:
    placement_id = started(world, maja)
    viewer = world.viewer(world.anna)
    placements.end(
        by=viewer, placement_id=placement_id, on=date(2026, 3, 7), reason=PlacementEnd.OTHER
    )

    anna.post(f"/sysselsattning/{placement_id}/slut/angra/")

    job = Placement.unscoped.get()
    assert (job.ends_on, job.end_reason) == (None, "")


@pytest.mark.parametrize(
    ("kind", "reason", "offered"),
    [
        (PlacementKind.EMPLOYMENT, PlacementEnd.LAID_OFF, True),
        (PlacementKind.EMPLOYMENT, PlacementEnd.FINISHED_STUDIES, False),
        (PlacementKind.EMPLOYMENT, PlacementEnd.LED_TO_EMPLOYMENT, False),
        (PlacementKind.STUDIES, PlacementEnd.FINISHED_STUDIES, True),
        (PlacementKind.STUDIES, PlacementEnd.LAID_OFF, False),
        (PlacementKind.INTERNSHIP, PlacementEnd.LED_TO_EMPLOYMENT, True),
    ],
)
def test_only_reasons_that_can_be_true_are_offered(
    kind: PlacementKind, reason: PlacementEnd, offered: bool
) -> None:
    assert (reason in reasons(kind)) is offered


def test_details_are_put_right(world: World, anna: Client, maja: Enrolment) -> None:
    placement_id = started(world, maja, title="Bagare")

    shown = anna.get(f"/sysselsattning/{placement_id}/andra/").content.decode()
    anna.post(f"/sysselsattning/{placement_id}/andra/", {"title": "Konditor", "version": "1"})

    assert 'value="Bagare"' in shown
    assert Placement.unscoped.get().title == "Konditor"


def test_two_who_change_the_employer_choose_between_names(
    world: World, anna: Client, maja: Enrolment
) -> None:
    by = world.viewer(world.anna)
    ids = {name: employers.add(by=by, name=name) for name in ("Caféet", "Bageriet", "Krogen")}
    placement_id = started(world, maja, employer_id=ids["Caféet"])
    placements.amend(by=by, placement_id=placement_id, version=1, employer_id=ids["Bageriet"])

    answer = anna.post(
        f"/sysselsattning/{placement_id}/andra/", {"employer_id": "Krogen", "version": "1"}
    )

    page = answer.content.decode()
    assert answer.status_code == 409
    for name in ids:
        assert f'name="employer_id" value="{name}"' in page


@pytest.mark.parametrize("page", ["andel", "slut", "andra"])
def test_placement_of_another_organisation_is_not_found(
    world: World, maja: Enrolment, page: str
) -> None:
    placement_id = started(world, maja)
    client = Client()
    client.force_login(world.bo)

    assert client.get(f"/sysselsattning/{placement_id}/{page}/").status_code == 404


def test_placement_out_of_sight_has_no_enrolment_to_tell(world: World, maja: Enrolment) -> None:
    placement_id = started(world, maja)

    with pytest.raises(access.NotFound):
        access.enrolment_of_placement(world.viewer(world.bo), placement_id)


def test_partner_who_only_reads_cannot_start_a_placement(world: World, maja: Enrolment) -> None:
    clinic = world.staff("Klara", world.anna_org, Role.CLINICAL_PARTNER)
    world.link(clinic, maja)
    client = Client()
    client.force_login(clinic)

    assert client.get(f"/deltagare/{maja.pk}/sysselsattning/").status_code == 404


def test_job_may_begin_on_a_day_to_come(world: World, anna: Client, maja: Enrolment) -> None:
    ahead = (world.today + timedelta(days=20)).isoformat()

    answer = anna.post(f"/deltagare/{maja.pk}/sysselsattning/", told(on=ahead))

    assert answer.status_code == 302
