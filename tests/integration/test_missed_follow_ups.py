"""A follow-up that was not held is seen until somebody says why, and then it says why."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from framsteg.access import NotFound
from framsteg.access.reading.follow_up_rhythm import FollowUpFacts, follow_up_facts
from framsteg.actions import assignments, exemptions, follow_ups
from framsteg.blueprints.load import get
from framsteg.foundation.codes import FollowUpKind, Part
from framsteg.foundation.decision import Denied
from framsteg.foundation.follow_up_codes import ExemptReason
from framsteg.records.models import Enrolment, Event, FollowUpExemption
from framsteg.rules.dates import add_months
from framsteg.rules.follow_up_rhythm import rhythm
from tests.factories.world import World

pytestmark = pytest.mark.django_db


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
    """Enrolled some three months ago, and followed up at the start only."""
    case = world.case(
        given="Maja", family="Holm", phase="agreement", enrolled_on=add_months(world.today, -3)
    )
    assignments.assign(
        by=world.viewer(world.anna), enrolment_id=case.pk, staff_id=world.anna.pk, on=world.today
    )
    held(world, case, case.enrolled_on)
    return case


def held(world: World, case: Enrolment, on: date) -> int:
    return follow_ups.record(
        by=world.viewer(world.anna), enrolment_id=case.pk, on=on, kind=FollowUpKind.MONTHLY
    )


def missing(world: World, case: Enrolment) -> list[date]:
    facts = follow_up_facts(world.viewer(world.anna), [case.pk])[case.pk]
    found = rhythm(
        get("natkraft"), enrolled_on=case.enrolled_on, held=facts.held, exempt=facts.exempt,
        until=world.today,
    )  # fmt: skip
    return [review.due_on for review in found.missing()]


def exempted(world: World, case: Enrolment, due_on: date, **values: Any) -> int:
    return exemptions.exempt(
        by=world.viewer(world.anna), enrolment_id=case.pk, due_on=due_on,
        **{"because": ExemptReason.ILLNESS, **values},
    )  # fmt: skip


@pytest.mark.parametrize("address", ["/", "/deltagare/", "/deltagare/{}/"])
def test_what_is_missing_stands_on_the_page_the_list_and_in_my_day(
    world: World, anna: Client, maja: Enrolment, address: str
) -> None:
    first = missing(world, maja)[0]

    page = anna.get(address.format(maja.pk)).content.decode()

    told = "Uppföljningar som saknas" if "{}" in address else "uppföljningar saknas sedan"
    assert told in page
    assert f"{first.day} " in page


def test_explained_it_is_no_longer_missing_and_says_why(
    world: World, anna: Client, maja: Enrolment
) -> None:
    first, second = missing(world, maja)

    answer = anna.post(
        f"/deltagare/{maja.pk}/uppfoljning/undantag/",
        {"due_on": first.isoformat(), "because": "away", "words": "Hos sin syster"},
    )

    assert answer.status_code == 302
    assert missing(world, maja) == [second]
    page = anna.get(f"/deltagare/{maja.pk}/").content.decode()
    assert "Borta: Hos sin syster" in page
    assert Event.unscoped.get(verb="exemptions.exempt").part == Part.FOLLOW_UPS


def test_when_all_are_explained_nothing_is_said_to_be_missing(
    world: World, anna: Client, maja: Enrolment
) -> None:
    for due_on in missing(world, maja):
        exempted(world, maja, due_on)

    for address in ("/", "/deltagare/"):
        assert "saknas sedan" not in anna.get(address).content.decode()


def test_taken_back_it_is_missing_again_and_stays_in_the_history(
    world: World, anna: Client, maja: Enrolment
) -> None:
    before = missing(world, maja)
    pk = exempted(world, maja, before[0], words="Fel person")

    anna.post(f"/uppfoljning/undantag/{pk}/angra/")

    assert missing(world, maja) == before
    assert "Fel person" in str(Event.unscoped.get(verb="exemptions.take_back").changes)


def test_the_next_one_can_be_exempt_and_the_reminder_moves(world: World, anna: Client) -> None:
    case = world.case(phase="agreement", enrolled_on=world.today - timedelta(days=10))
    held(world, case, case.enrolled_on)
    next_on = add_months(case.enrolled_on, 1)

    exempted(world, case, next_on)

    page = anna.get(f"/deltagare/{case.pk}/uppfoljning/").content.decode()
    assert f"{add_months(next_on, 1).day} " in page.split("Nästa uppföljning")[1][:40]


@pytest.mark.parametrize(
    ("values", "field"),
    [({"because": "other"}, "words"), ({"due_on": "2020-01-01"}, "due_on"), ({}, "because")],
)
def test_what_is_wrong_is_said_and_what_was_written_is_kept(
    world: World, anna: Client, maja: Enrolment, values: dict[str, str], field: str
) -> None:
    first = missing(world, maja)[0].isoformat()
    sent = {"due_on": first, "because": "ill", "words": "", **values}

    answer = anna.post(f"/deltagare/{maja.pk}/uppfoljning/undantag/", sent)

    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not FollowUpExemption.unscoped.exists()


def test_the_same_form_sent_twice_is_one_exemption(
    world: World, anna: Client, maja: Enrolment
) -> None:
    sent = {
        "due_on": missing(world, maja)[0].isoformat(), "because": "illness",
        "once": "0b5dd2a9-42dd-43ad-8a5c-22f2c0a2ad11",
    }  # fmt: skip

    first = anna.post(f"/deltagare/{maja.pk}/uppfoljning/undantag/", sent)
    again = exempted(world, maja, date.fromisoformat(sent["due_on"]), once=sent["once"])

    assert first.status_code == 302
    assert FollowUpExemption.unscoped.get().pk == again


def test_one_that_was_held_is_never_exempt(world: World, maja: Enrolment) -> None:
    with pytest.raises(Denied):
        exempted(world, maja, maja.enrolled_on)


def test_who_does_not_see_the_follow_ups_is_not_told_that_one_is_missing(
    world: World, maja: Enrolment
) -> None:
    for part in (Part.IDENTITY, Part.PLAN):
        world.ground(maja, world.bo_org, part)
    exempted(world, maja, missing(world, maja)[0], words="Bara för Anna")
    bo = Client()
    bo.force_login(world.bo)

    pages = [bo.get(one).content.decode() for one in ("/deltagare/", f"/deltagare/{maja.pk}/")]

    assert follow_up_facts(world.viewer(world.bo), [maja.pk]) == {}
    assert [page for page in pages if "saknas" in page or "Bara för Anna" in page] == []
    assert bo.get(f"/deltagare/{maja.pk}/uppfoljning/undantag/").status_code == 404
    with pytest.raises(NotFound):
        exemptions.take_back(
            by=world.viewer(world.bo), exemption_id=FollowUpExemption.unscoped.get().pk
        )


def test_with_consent_it_is_told_and_logged(world: World, maja: Enrolment) -> None:
    world.ground(maja, world.bo_org, Part.FOLLOW_UPS)

    facts = follow_up_facts(world.viewer(world.bo), [maja.pk])

    assert facts == {maja.pk: FollowUpFacts((maja.enrolled_on,), ())}


def test_costs_the_same_for_one_person_and_for_many(world: World, maja: Enrolment) -> None:
    viewer, costs = world.viewer(world.anna), []
    for n in (1, 9):
        ids = [maja.pk] + [world.case(family=f"Ek{n}{i}").pk for i in range(n)]
        with CaptureQueriesContext(connection) as caught:
            follow_up_facts(viewer, ids)
        costs.append(len(caught))

    assert costs == [5, 5]
