"""The person in sixty seconds has plan and documents, and the mail counts all that waits."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from framsteg.actions import documents, enquiries, plans
from framsteg.actions.plans import Asked
from framsteg.foundation.codes import Channel, DocumentKind, Part, SourceKind
from framsteg.foundation.plan_codes import Responsible
from framsteg.records.models import (
    AccessLogEntry,
    Assignment,
    CaseSummary,
    Consent,
    ConsentGiver,
    Enrolment,
    Staff,
)
from framsteg.web.presenters.my_day import count_due
from tests.factories.world import World

DAY = timedelta(days=1)


@pytest.fixture
def world(db: None) -> World:
    return World(today=timezone.localdate(), blueprint="natkraft")


@pytest.fixture
def maja(world: World) -> Enrolment:
    row = world.case("Maja", "Holmkvist", enrolled_on=world.today)
    Assignment.unscoped.create(enrolment=row, staff=world.anna, starts_on=world.today)
    CaseSummary.unscoped.filter(enrolment=row).update(
        next_step="Ringa", next_step_on=world.today + 9 * DAY, last_contact_on=world.today,
        last_follow_up_on=world.today, first_employer_contact_on=world.today,
    )  # fmt: skip
    return row


def brief(world: World, staff: Staff, case: Enrolment) -> Any:
    client = Client()
    client.force_login(staff)
    return client.get(reverse("cover:brief", args=[case.pk]))


def planned(world: World, case: Enrolment) -> None:
    by = world.viewer(world.anna)
    goal = plans.set_goal(by=by, enrolment_id=case.pk, words="Ett jobb i kök.")
    for what, due_on in (("Boka studiebesök", None), ("Skicka intyget", world.today - DAY)):
        asked = Asked(what=what, responsible=Responsible.PARTICIPANT, due_on=due_on)
        plans.add_action(by=by, goal_id=goal, asked=asked)


def document(
    world: World, case: Enrolment, days: int, kind: DocumentKind = DocumentKind.AGREEMENT
) -> int:
    return documents.start(
        by=world.viewer(world.anna), enrolment_id=case.pk, kind=kind,
        on=world.today, review_on=world.today + days * DAY,
    )  # fmt: skip


def test_the_brief_has_what_the_plan_still_asks_for(world: World, maja: Enrolment) -> None:
    planned(world, maja)

    page = brief(world, world.anna, maja)

    told = [(one["what"], one["late"]) for one in page.context["planned"]]
    assert told == [("Skicka intyget", True), ("Boka studiebesök", False)]
    assert "Skicka intyget" in page.text


def test_the_brief_has_the_documents_to_look_through(world: World, maja: Enrolment) -> None:
    document(world, maja, 40, DocumentKind.PROFILE)
    late = document(world, maja, -1)

    told = brief(world, world.anna, maja).context["reviews"]

    assert [one["late"] for one in told] == [True, False]
    assert told[0]["url"] == reverse("documents:show", args=[late])


def test_a_plan_that_is_not_shared_is_not_in_the_brief(world: World, maja: Enrolment) -> None:
    planned(world, maja)
    document(world, maja, -1)
    world.ground(maja, world.bo_org, Part.IDENTITY)

    page = brief(world, world.bo, maja)

    assert (page.context["planned"], page.context["reviews"]) == ([], [])


def test_the_mail_counts_consents_reviews_and_enquiries(world: World, maja: Enrolment) -> None:
    by = world.viewer(world.anna)
    before = count_due(by)
    document(world, maja, 0)
    document(world, maja, 3, DocumentKind.PROFILE)  # its day has not come
    enquiries.receive(
        by=by, programme_id=world.programme.pk, received_on=world.today,
        source_kind=SourceKind.SELF, channel=Channel.PHONE,
    )  # fmt: skip
    consent = Consent.unscoped.create(
        enrolment=maja, owner=world.bo_org, text_version="1", text_shown="…", purpose="…",
        given="written", given_on=world.today,
    )  # fmt: skip
    ConsentGiver.unscoped.create(consent=consent, organisation=world.anna_org)
    logged = AccessLogEntry.unscoped.count()

    counted = count_due(by)

    assert counted - before == 3
    assert AccessLogEntry.unscoped.count() == logged
