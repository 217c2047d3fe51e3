"""One person with two organisations that share no programme, and who works there.

Anna's organisation and Cecilia's share no programme; Bo's is beside Anna's in hers.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from framsteg.access import wall
from framsteg.access.reading import person_asks
from framsteg.foundation.codes import Role
from framsteg.records.models import (
    Enrolment,
    Organisation,
    PersonAsk,
    Programme,
    RoleGrant,
    Staff,
)
from framsteg.rules.person_asks import AskState
from tests.factories.world import TODAY, World

NUMBER, OTHER_NUMBER = "199001012384", "199102022385"
DOUBLES = reverse("same_persons:show")
SAID = {"given": "oral", "given_on": TODAY.isoformat(), "last_day": "2027-03-09"}


@dataclass
class Two:
    """Åsa with Anna (`mine`) and with Cecilia (`theirs`), in two programmes."""

    world: World
    mine: Enrolment
    theirs: Enrolment
    anna: Client
    cecilia: Client
    elsewhere: Programme

    @property
    def other(self) -> Organisation:
        return self.world.cecilia_org


@pytest.fixture
def the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("framsteg.web.viewer.timezone.localdate", lambda: TODAY)


@pytest.fixture
def two(the_day: None) -> Two:
    world = World()
    elsewhere = Programme.objects.create(
        key=f"annan-{world.programme.pk}", name="Annan insats", blueprint_key="utsikten",
        blueprint_version=1, owner=world.cecilia_org, starts_on=date(2020, 1, 1),
    )  # fmt: skip
    coach_in(elsewhere, world.cecilia)
    theirs = world.case(
        owner=world.cecilia_org, programme=elsewhere, reference="X-17",
        person={"personnummer": NUMBER},
    )  # fmt: skip
    return Two(
        world=world,
        mine=world.case(person={"personnummer": NUMBER}),
        theirs=theirs,
        anna=logged_in(world.anna),
        cecilia=logged_in(world.cecilia),
        elsewhere=elsewhere,
    )


def coach_in(programme: Programme, person: Staff) -> None:
    RoleGrant.objects.create(
        staff=person, role=Role.EMPLOYMENT_SPECIALIST, programme=programme,
        starts_on=date(2020, 1, 1),
    )  # fmt: skip


def logged_in(person: Staff) -> Client:
    client = Client()
    client.force_login(person)
    return client


def page_of(case: Enrolment) -> str:
    return reverse("person_asks:show", args=[case.pk])


def ask(two: Two, case: Enrolment | None = None, **told: Any) -> Any:
    sent = {"asked_id": two.other.pk, "by_key": "number", **SAID, **told}
    return two.anna.post(page_of(case or two.mine), sent)


def answer(two: Two, **told: Any) -> Any:
    found = PersonAsk.unscoped.latest("pk")
    sent = {"enrolment_id": two.theirs.pk, **SAID, **told}
    return two.cecilia.post(reverse("person_asks:answer", args=[found.pk]), sent)


def state_of(two: Two) -> AskState:
    by = two.world.viewer(two.world.anna)
    with wall.standing(by):
        return person_asks.lines(by, two.mine.pk)[0].state


def waiting(two: Two) -> int:
    by = two.world.viewer(two.world.cecilia)
    with wall.standing(by):
        return len(person_asks.met(by))
