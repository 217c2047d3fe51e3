"""The whole follow-up in one page: agreement, plan, next step; nothing written twice."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from framsteg.access import NotFound, plan
from framsteg.actions import documents, follow_ups, journal, plan_reviews, plans, signing
from framsteg.actions.plan_reviews import Said
from framsteg.actions.plans import Asked
from framsteg.foundation.codes import DocumentKind, FollowUpKind, Part
from framsteg.foundation.journal_codes import JournalSubject
from framsteg.foundation.plan_codes import Responsible, ReviewOutcome
from framsteg.records.models import (
    CaseSummary,
    Contact,
    Document,
    Enrolment,
    FollowUp,
    Goal,
    JournalCopy,
    PlanAction,
    PlanReview,
    ReviewedItem,
)
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
    return world.case(given="Maja", family="Holm", phase="agreement")


@pytest.fixture
def goal(world: World, maja: Enrolment) -> int:
    by = world.viewer(world.anna, today=world.today - timedelta(days=30))
    return plans.set_goal(by=by, enrolment_id=maja.pk, words="Jag vill jobba med djur")


@pytest.fixture
def action(world: World, goal: int) -> int:
    by = world.viewer(world.anna, today=world.today - timedelta(days=30))
    asked = Asked("Ringa stallet", Responsible.PARTICIPANT, due_on=world.today - timedelta(days=1))
    return plans.add_action(by=by, goal_id=goal, asked=asked)


@pytest.fixture
def agreement(world: World, maja: Enrolment) -> int:
    by = world.viewer(world.anna)
    document_id = documents.start(
        by=by, enrolment_id=maja.pk, kind=DocumentKind.AGREEMENT, on=world.today,
        review_on=world.today,
    )  # fmt: skip
    promise = {"who": "Anna", "organisation": "Kommunen", "what": "Ringa varje fredag", "by": ""}
    documents.write(
        by=by, document_id=document_id, section="promises", content={"promises": [promise]},
        version=None,
    )  # fmt: skip
    return document_id


def told(world: World, **values: Any) -> dict[str, Any]:
    return {"kind": "monthly", "on": world.today.isoformat(), **values}


def post(client: Client, world: World, case: Enrolment, **values: Any) -> Any:
    return client.post(f"/deltagare/{case.pk}/uppfoljning/", told(world, **values))


def test_agreement_and_plan_stand_on_the_page(
    world: World, anna: Client, maja: Enrolment, action: int, agreement: int
) -> None:
    page = anna.get(f"/deltagare/{maja.pk}/uppfoljning/").content.decode()

    assert "Ringa varje fredag" in page
    assert "Jag vill jobba med djur" in page
    assert "Ringa stallet" in page
    assert "Försenat" in page


def test_promises_are_those_of_the_edition_kept_last(
    world: World, anna: Client, maja: Enrolment, agreement: int
) -> None:
    by = world.viewer(world.anna)
    signing.keep(by=by, document_id=agreement)
    documents.write(
        by=by, document_id=agreement, section="promises",
        content={"promises": [{"who": "Anna", "organisation": "", "what": "Något nytt", "by": ""}]},
        version=1,
    )  # fmt: skip

    page = anna.get(f"/deltagare/{maja.pk}/uppfoljning/").content.decode()

    assert "Ringa varje fredag" in page
    assert "Något nytt" not in page


def test_one_entry_is_the_follow_up_the_contact_the_review_and_the_new_day(
    world: World, anna: Client, maja: Enrolment, goal: int, action: int, agreement: int
) -> None:
    again = world.today + timedelta(days=90)

    answer = post(
        anna, world, maja, note="Det går framåt", channel="visit", next_step="Besöka stallet",
        next_step_on=(world.today + timedelta(days=3)).isoformat(), agreement_reviewed="on",
        review_on=again.isoformat(), version=Document.unscoped.get().version,
        **{f"action_{action}": "done", f"action_{action}_words": "De svarade ja",
           f"goal_{goal}": "continues"},
    )  # fmt: skip

    assert answer.status_code == 302
    done, contact = PlanAction.unscoped.get(), Contact.unscoped.get()
    assert (done.status, done.result) == ("done", "De svarade ja")
    assert Goal.unscoped.get().status == "open"
    assert (contact.next_step, contact.place) == ("Besöka stallet", "office")
    assert CaseSummary.unscoped.get().next_step == "Besöka stallet"
    assert Document.unscoped.get().review_on == again
    assert PlanReview.unscoped.get().follow_up == FollowUp.unscoped.get()
    (review,) = plan(world.viewer(world.anna), maja.pk).reviews
    assert [(i.of, i.outcome, i.words) for i in review.items] == [
        ("Jag vill jobba med djur", ReviewOutcome.CONTINUES, ""),
        ("Ringa stallet", ReviewOutcome.DONE, "De svarade ja"),
    ]


def test_sent_twice_everything_is_written_once(
    world: World, anna: Client, maja: Enrolment, goal: int, action: int
) -> None:
    values = {"once": "0b5dd2a9-42dd-43ad-8a5c-22f2c0a2ad11", "channel": "visit",
              f"action_{action}": "continues"}  # fmt: skip

    for _time in range(2):
        post(anna, world, maja, **values)

    counts = [m.unscoped.count() for m in (FollowUp, Contact, PlanReview, ReviewedItem)]
    assert counts == [1, 1, 1, 1]


def test_undone_all_that_came_with_it_is_undone(
    world: World, anna: Client, maja: Enrolment, goal: int, action: int, agreement: int
) -> None:
    post(
        anna, world, maja, channel="visit", agreement_reviewed="on",
        review_on=(world.today + timedelta(days=90)).isoformat(), version=1,
        **{f"action_{action}": "done", f"goal_{goal}": "reached"},
    )  # fmt: skip

    anna.post(f"/uppfoljning/{FollowUp.unscoped.get().pk}/angra/")

    counts = [m.unscoped.count() for m in (FollowUp, Contact, PlanReview, ReviewedItem)]
    assert counts == [0, 0, 0, 0]
    assert PlanAction.unscoped.get().status == "open"
    assert Goal.unscoped.get().status == "open"
    assert Document.unscoped.get().review_on == world.today
    assert CaseSummary.unscoped.get().last_follow_up_on is None


def test_what_was_opened_since_stays_as_it_is(
    world: World, anna: Client, maja: Enrolment, action: int
) -> None:
    post(anna, world, maja, **{f"action_{action}": "done"})
    by = world.viewer(world.anna)
    plans.reopen(by=by, action_id=action)
    plans.drop(by=by, action_id=action, reason="Stallet stängde")

    anna.post(f"/uppfoljning/{FollowUp.unscoped.get().pk}/angra/")

    assert PlanAction.unscoped.get().dropped_reason == "Stallet stängde"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"action": "dropped"}, "action_words"),
        ({"next_step": "Ringa"}, "channel"),
        ({"next_step_on": "2026-12-01"}, "next_step"),
    ],
)
def test_what_is_missing_is_said_where_it_is_and_nothing_is_saved(
    world: World, anna: Client, maja: Enrolment, action: int, values: dict[str, str], field: str
) -> None:
    named = {key.replace("action", f"action_{action}"): value for key, value in values.items()}

    answer = post(anna, world, maja, note="Mina ord", **named)

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field.replace("action", f"action_{action}")]
    assert "Mina ord" in answer.content.decode()
    assert not FollowUp.unscoped.exists()


def test_two_who_set_the_day_of_review_are_shown_both(
    world: World, anna: Client, maja: Enrolment, agreement: int
) -> None:
    documents.amend(
        by=world.viewer(world.anna), document_id=agreement, version=1,
        review_on=date(2027, 5, 1),
    )  # fmt: skip

    answer = post(
        anna, world, maja, note="Mina ord", agreement_reviewed="on", review_on="2027-03-01",
        version=1,
    )  # fmt: skip

    assert answer.status_code == 409
    assert "Mina ord" in answer.content.decode()
    assert not FollowUp.unscoped.exists()


def test_nothing_is_said_of_a_plan_out_of_sight(
    world: World, maja: Enrolment, action: int, anna: Client
) -> None:
    world.ground(maja, world.bo_org, Part.FOLLOW_UPS)
    bo = Client()
    bo.force_login(world.bo)

    page = bo.get(f"/deltagare/{maja.pk}/uppfoljning/").content.decode()

    assert "Ringa stallet" not in page
    with pytest.raises(NotFound):
        plan_reviews.review(
            by=world.viewer(world.bo), enrolment_id=maja.pk, on=world.today,
            said=[Said(ReviewOutcome.CONTINUES, action_id=action, words="Gissat")],
        )  # fmt: skip
    assert not ReviewedItem.unscoped.exists()


def test_who_may_only_read_the_plan_says_how_it_goes_but_closes_nothing(
    world: World, maja: Enrolment, action: int
) -> None:
    for part in (Part.FOLLOW_UPS, Part.PLAN):
        world.ground(maja, world.bo_org, part)
    bo = Client()
    bo.force_login(world.bo)

    outcomes = bo.get(f"/deltagare/{maja.pk}/uppfoljning/").context["form"].plan[1].outcomes
    post(bo, world, maja, **{f"action_{action}_words": "Vi har också ringt"})

    assert outcomes == (ReviewOutcome.CONTINUES,)
    assert PlanAction.unscoped.get().status == "open"
    assert ReviewedItem.unscoped.get().owner == world.bo_org


def test_page_costs_the_same_with_a_short_plan_and_a_long(
    world: World, anna: Client, maja: Enrolment, goal: int, agreement: int
) -> None:
    by, costs = world.viewer(world.anna), []
    anna.get(f"/deltagare/{maja.pk}/uppfoljning/")
    for n in (1, 9):
        for _i in range(n):
            plans.add_action(by=by, goal_id=goal, asked=Asked("Ringa", Responsible.PARTICIPANT))
        with CaptureQueriesContext(connection) as caught:
            anna.get(f"/deltagare/{maja.pk}/uppfoljning/")
        costs.append(len(caught))

    assert costs == [42, 42]


@pytest.mark.parametrize("subject", [JournalSubject.FOLLOW_UP, JournalSubject.CONTACT])
def test_a_mark_of_a_copy_goes_with_what_was_copied(
    world: World, anna: Client, maja: Enrolment, subject: JournalSubject
) -> None:
    by = world.viewer(world.anna)
    held = follow_ups.hold(
        by=by, enrolment_id=maja.pk, on=world.today, kind=FollowUpKind.MONTHLY,
        met=follow_ups.Met("visit", "office"),  # type: ignore[arg-type]
    )  # fmt: skip
    copied = held if subject is JournalSubject.FOLLOW_UP else Contact.unscoped.get().pk
    journal.mark(by=by, enrolment_id=maja.pk, subject=subject, subject_id=copied, system="Lifecare")

    follow_ups.take_back(by=by, follow_up_id=held)

    assert not JournalCopy.unscoped.exists()
