"""The list of jobs that meet a person's wishes: kept texts that follow, and few statements."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from framsteg.actions import jobs, matches
from framsteg.foundation.codes import JobOrigin
from framsteg.records.models import Enrolment
from tests.factories.world import World

pytestmark = pytest.mark.django_db

TOLD = {"wants_suggestions": "on", "pace": "1"}


@pytest.fixture
def world() -> World:
    return World(today=timezone.localdate(), blueprint="natkraft")


@pytest.fixture
def anna(world: World) -> Client:
    client = Client()
    client.force_login(world.anna)
    return client


@pytest.fixture
def maja(world: World) -> Enrolment:
    return world.case(given="Maja", family="Holm", phase="agreement")


def job(world: World, title: str, **values: Any) -> int:
    by = world.viewer(world.anna)
    return jobs.add(by=by, title=title, origin=JobOrigin.OWN_FIND, **values)


def test_list_that_follows_asks_six_things_of_the_database(
    world: World, anna: Client, maja: Enrolment, django_assert_num_queries: Any
) -> None:
    """Session, staff, roles, the person, whether the register is newer, the jobs."""
    for n in range(25):
        job(world, f"Bagare {n}")
    anna.post(f"/deltagare/{maja.pk}/jobb/prova/", TOLD)

    with django_assert_num_queries(6):
        answer = anna.post(f"/deltagare/{maja.pk}/jobb/prova/", TOLD)
    assert answer.content.count(b'class="fs-card"') == 20


def test_kept_cards_follow_the_job_the_language_and_what_is_suggested(
    world: World, anna: Client, maja: Enrolment
) -> None:
    by, address = world.viewer(world.anna), f"/deltagare/{maja.pk}/jobb/"
    first = job(world, "<b>Bagare</b>", employer_name="Limpan & Co")
    anna.post(address, TOLD)

    swedish = anna.get(address).content.decode()
    anna.cookies["django_language"] = "en"
    english = anna.get(address).content.decode()
    del anna.cookies["django_language"]
    jobs.change(by=by, job_id=first, version=1, title="Konditor")
    changed = anna.get(address).content.decode()
    matches.suggest(by=by, enrolment_id=maja.pk, job_id=first)
    taken = anna.get(address).content.decode()

    assert "&lt;b&gt;Bagare&lt;/b&gt;" in swedish and "Limpan &amp; Co" in swedish
    assert f'formaction="{address}{first}/"' in swedish and "Arbetsgivarens sida" in swedish
    assert "The employer's side" in english and "Arbetsgivarens sida" not in english
    assert "Konditor" in changed and "Bagare" not in changed
    assert f'formaction="{address}{first}/"' not in taken and "Redan föreslaget" in taken
