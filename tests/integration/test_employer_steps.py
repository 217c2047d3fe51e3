"""What is promised an employer comes back in Min dag, for the one who promised it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from framsteg.access.reading.employer_steps import open_employer_steps
from framsteg.actions import employers
from framsteg.foundation.codes import Channel, EmployerPurpose, Role
from framsteg.web.presenters.my_day import count_due
from tests.factories.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World(today=timezone.localdate())


@pytest.fixture
def bakery(world: World) -> int:
    return employers.add(by=world.viewer(world.anna), name="Brödboden", industry="Bageri")


def promised(world: World, employer_id: int, due_on: date | None, **values: Any) -> int:
    return employers.log_contact(
        by=world.viewer(values.pop("who", world.anna)), programme_id=world.programme.pk,
        employer_id=employer_id, channel=Channel.PHONE, purpose=EmployerPurpose.GET_TO_KNOW,
        next_step_on=due_on,
        **{"next_step": "Visa runt", "on": world.today - timedelta(days=3), **values},
    )  # fmt: skip


def told(world: World, who: Any = None) -> list[str]:
    return [one.employer for one in open_employer_steps(world.viewer(who or world.anna))]


def test_it_stands_in_my_day_and_is_counted_in_the_mail(world: World, bakery: int) -> None:
    client = Client()
    client.force_login(world.anna)
    before = count_due(world.viewer(world.anna))

    promised(world, bakery, world.today - timedelta(days=1))

    page = client.get("/").content.decode()
    assert "Utlovat till arbetsgivare" in page
    assert "Visa runt" in page
    assert count_due(world.viewer(world.anna)) == before + 1


@pytest.mark.parametrize(
    ("days", "shown"), [(-1, True), (0, True), (7, True), (8, False), (None, True)]
)
def test_from_a_week_before_its_day(
    world: World, bakery: int, days: int | None, shown: bool
) -> None:
    promised(world, bakery, None if days is None else world.today + timedelta(days=days))

    assert bool(told(world)) is shown


def test_done_it_goes(world: World, bakery: int) -> None:
    contact_id = promised(world, bakery, world.today)

    employers.step_done(by=world.viewer(world.anna), contact_id=contact_id)

    assert told(world) == []


def test_followed_by_a_newer_talk_it_goes(world: World, bakery: int) -> None:
    promised(world, bakery, world.today)

    promised(world, bakery, None, on=world.today, next_step="")

    assert told(world) == []


def test_only_the_one_who_promised_is_asked(world: World, bakery: int) -> None:
    colleague = world.staff("Berit", world.anna_org, Role.EMPLOYMENT_SPECIALIST)

    promised(world, bakery, world.today)

    assert (told(world), told(world, colleague), told(world, world.bo)) == (["Brödboden"], [], [])


def test_costs_one_query(world: World, bakery: int) -> None:
    promised(world, bakery, world.today)
    viewer = world.viewer(world.anna)

    with CaptureQueriesContext(connection) as caught:
        open_employer_steps(viewer)

    assert len(caught) == 1
