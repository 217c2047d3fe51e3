"""A world as it is today, for meetings: Maja, Anna's browser, and a meeting booked."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from framsteg.actions import meetings
from framsteg.foundation.codes import MeetingKind, Place
from framsteg.records.models import Enrolment
from tests.factories.world import World


@pytest.fixture
def world() -> World:
    return World(today=timezone.localdate())


@pytest.fixture
def maja(world: World) -> Enrolment:
    return world.case(given="Maja", family="Holmkvist")


@pytest.fixture
def anna(world: World) -> Client:
    client = Client()
    client.force_login(world.anna)
    return client


def tomorrow() -> datetime:
    return timezone.now() + timedelta(days=1)


def booked(world: World, **values: Any) -> int:
    told = {
        "programme_id": world.programme.pk, "kind": MeetingKind.OWN, "starts_at": tomorrow(),
        "minutes": 60, "place": Place.OFFICE, "now": timezone.now(), **values,
    }  # fmt: skip
    by = told.pop("by", world.anna)
    return meetings.book(by=world.viewer(by), **told)


def with_maja(world: World, maja: Enrolment, **values: Any) -> int:
    return booked(
        world, kind=MeetingKind.PERSON, enrolment_id=maja.pk, about="Går igenom Majas vecka",
        staff_ids=[world.bo.pk], **values,
    )  # fmt: skip
