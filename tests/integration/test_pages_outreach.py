"""Events, study visits, and how far the enquiries come: numbers, never names of those who came."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from framsteg.actions import enquiries
from framsteg.foundation.codes import Channel, Role, SourceKind
from framsteg.records.models import OutreachEvent, Staff
from tests.factories.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World(today=timezone.localdate())


@pytest.fixture(autouse=True)
def _own_snapshots(settings: Any, tmp_path: Any) -> None:
    settings.SNAPSHOTS = tmp_path


def logged_in(person: Staff) -> Client:
    client = Client()
    client.force_login(person)
    return client


def told(world: World, **values: Any) -> dict[str, Any]:
    return {
        "kind": "study_visit", "occurred_on": world.today.isoformat(),
        "audience": "Grannkommunen", "people": "8", "staff_ids": [world.anna.pk], **values,
    }  # fmt: skip


def test_study_visit_is_logged_with_how_many_and_by_whom(world: World) -> None:
    address = f"/insatser/{world.programme.key}/vagen-in/"
    client = logged_in(world.anna)

    client.post(f"{address}ny/", told(world))

    row = OutreachEvent.objects.get()
    assert (row.people, list(row.staff.all())) == (8, [world.anna])
    assert "8 personer" in client.get(address).content.decode()


@pytest.mark.parametrize("values", [{"people": "9000"}, {"audience": ""}, {"people": "-1"}])
def test_what_cannot_be_true_is_sent_back(world: World, values: dict[str, str]) -> None:
    address = f"/insatser/{world.programme.key}/vagen-in/ny/"

    assert logged_in(world.anna).post(address, told(world, **values)).status_code == 422


def test_event_to_come_is_not_held_yet(world: World) -> None:
    tomorrow = (world.today + timedelta(days=1)).isoformat()
    address = f"/insatser/{world.programme.key}/vagen-in/ny/"

    answer = logged_in(world.anna).post(address, told(world, occurred_on=tomorrow))

    assert answer.status_code == 422


def test_partner_sees_the_event_but_only_its_organisation_changes_it(world: World) -> None:
    logged_in(world.anna).post(f"/insatser/{world.programme.key}/vagen-in/ny/", told(world))
    pk = OutreachEvent.objects.get().pk
    bo = logged_in(world.bo)

    assert "Grannkommunen" in bo.get(f"/insatser/{world.programme.key}/vagen-in/").content.decode()
    assert bo.get(f"/vagen-in/{pk}/").status_code == 404
    assert bo.post(f"/vagen-in/{pk}/angra/").status_code == 404


def test_who_only_steers_does_not_open_the_page(world: World) -> None:
    steering = world.staff("Stig", world.bo_org, Role.STEERING_MEMBER)

    answer = logged_in(steering).get(f"/insatser/{world.programme.key}/vagen-in/")

    assert answer.status_code == 404


def test_funnel_counts_the_enquiries_and_protects_small_numbers(world: World) -> None:
    by = world.viewer(world.anna)
    for _n in range(2):
        pk = enquiries.receive(
            by=by, programme_id=world.programme.pk,
            received_on=world.today - timedelta(days=9), source_kind=SourceKind.SELF,
            channel=Channel.PHONE,
        )  # fmt: skip
    enquiries.meet(
        by=by, enquiry_id=pk, on=world.today - timedelta(days=2), together_with="", held=True
    )
    lead = world.staff("Lena", world.anna_org, Role.TEAM_LEAD)
    address = f"/insatser/{world.programme.key}/vagen-in/"

    exact = {f["id"]: f["rows"] for f in logged_in(lead).get(address).context["figures"]}
    protected = {f["id"]: f["rows"] for f in logged_in(world.anna).get(address).context["figures"]}

    assert "1" in exact["enquiries_met"][0]
    assert "7" in " ".join(map(str, exact["days_to_first_answer"][0]))
    assert "1" not in protected["enquiries_met"][0]
