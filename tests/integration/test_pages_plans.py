"""The plan: written together, asked across organisations only as far as it is shared."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from framsteg import access
from framsteg.access import NOT_SHARED
from framsteg.actions import plans
from framsteg.actions.plans import Asked
from framsteg.foundation.codes import Part, Role
from framsteg.foundation.decision import Denied
from framsteg.foundation.plan_codes import ActionStatus, GoalStatus, Responsible
from framsteg.records.models import (
    AccessLogEntry,
    Assignment,
    Enrolment,
    Goal,
    PlanAction,
    PlanReview,
)
from tests.factories.world import World

pytestmark = pytest.mark.django_db
WORDS = "Jag vill jobba med djur"


@pytest.fixture
def world() -> World:
    return World(today=timezone.localdate(), blueprint="natkraft")


@pytest.fixture
def maja(world: World) -> Enrolment:
    return world.case(given="Maja", family="Holm", phase="agreement")


@pytest.fixture
def goal(world: World, maja: Enrolment) -> int:
    return plans.set_goal(by=world.viewer(world.anna), enrolment_id=maja.pk, words=WORDS)


def client(person: Any) -> Client:
    found = Client()
    found.force_login(person)
    return found


def added(world: World, goal: int, **values: Any) -> int:
    asked = Asked(**{"what": "Ringa djuraffären", "responsible": Responsible.PARTICIPANT, **values})
    return plans.add_action(by=world.viewer(world.anna), goal_id=goal, asked=asked)


def late(world: World) -> Any:
    return world.today - timedelta(days=2)


def test_plan_is_written_in_the_persons_words_and_told_with_who_and_when(
    world: World, maja: Enrolment
) -> None:
    anna = client(world.anna)
    here = f"/deltagare/{maja.pk}/plan/"

    anna.post(f"{here}mal/ny/", {"words": WORDS})
    goal = Goal.unscoped.get()
    told = {"what": "Ringa djuraffären", "responsible": "employer", "responsible_name": "Zoo AB"}
    anna.post(f"{here}mal/{goal.pk}/atgard/", told)
    page = anna.get(here).content.decode()

    assert WORDS in page and "Ringa djuraffären" in page and "Zoo AB" in page


def test_done_with_its_result_and_undone(world: World, maja: Enrolment, goal: int) -> None:
    anna, action = client(world.anna), added(world, goal)
    here = f"/deltagare/{maja.pk}/plan/atgard/{action}"

    page = anna.post(
        f"{here}/klar/", {"on": world.today.isoformat(), "result": "Provdag fredag"}, follow=True
    ).content.decode()
    done = PlanAction.unscoped.get()
    anna.post(f"{here}/oppna/")

    assert f"{here}/oppna/" in page and "Provdag fredag" in page
    assert (done.status, done.closed_on) == (ActionStatus.DONE, world.today)
    assert PlanAction.unscoped.get().status == ActionStatus.OPEN


def test_what_is_dropped_says_why(world: World, maja: Enrolment, goal: int) -> None:
    anna, action = client(world.anna), added(world, goal)
    here = f"/deltagare/{maja.pk}/plan/atgard/{action}/stryk/"

    refused = anna.post(here, {"reason": ""})
    anna.post(here, {"reason": "Affären stängde"})

    assert refused.status_code == 422
    assert PlanAction.unscoped.get().dropped_reason == "Affären stängde"


def test_goal_is_closed_and_taken_up_again(world: World, maja: Enrolment, goal: int) -> None:
    anna, here = client(world.anna), f"/deltagare/{maja.pk}/plan/mal/{goal}"

    anna.post(f"{here}/avsluta/", {"status": "reached"})
    closed = Goal.unscoped.get()
    anna.post(f"{here}/oppna/")

    assert (closed.status, closed.closed_on) == (GoalStatus.REACHED, world.today)
    assert Goal.unscoped.get().status == GoalStatus.OPEN


def test_two_who_write_the_goal_get_to_choose(world: World, maja: Enrolment, goal: int) -> None:
    anna, here = client(world.anna), f"/deltagare/{maja.pk}/plan/mal/{goal}/"
    anna.post(here, {"words": "Jobba med hästar", "version": 1})

    answer = anna.post(here, {"words": "Jobba med hundar", "version": 1})

    assert answer.status_code == 409
    assert "Jobba med hästar" in answer.content.decode()


def test_somebody_elsewhere_is_asked_only_when_the_plan_is_shared_with_them(
    world: World, maja: Enrolment, goal: int
) -> None:
    told = {"what": "Boka läkartid", "responsible": "authority", "staff_id": world.bo.pk}
    here = f"/deltagare/{maja.pk}/plan/mal/{goal}/atgard/"
    anna = client(world.anna)

    refused = anna.post(here, told)
    world.ground(maja, world.bo_org, Part.PLAN)
    world.ground(maja, world.bo_org, Part.IDENTITY)
    taken = anna.post(here, told)

    assert refused.status_code == 422
    assert "samtycke" in refused.content.decode()
    assert taken.status_code == 302
    assert PlanAction.unscoped.get().organisation == world.bo_org


@pytest.mark.parametrize("role", [Role.EMPLOYMENT_SPECIALIST, Role.AGENCY_PARTNER])
def test_what_is_late_reaches_the_day_of_who_was_asked_until_the_yes_is_taken_back(
    world: World, maja: Enrolment, goal: int, role: Role
) -> None:
    asked = world.staff("Dag", world.bo_org, role)
    world.link(asked, maja)
    grounds = [world.ground(maja, world.bo_org, p) for p in (Part.PLAN, Part.IDENTITY)]
    action = added(world, goal, responsible=Responsible.AUTHORITY, staff_id=asked.pk,
                   due_on=late(world))  # fmt: skip
    dag = client(asked)

    before = dag.get("/", follow=True).content.decode()
    done_address = f"/deltagare/{maja.pk}/plan/atgard/{action}/klar/"
    form = dag.get(done_address)
    for ground in grounds:
        ground.ends_on = world.today
        ground.save()
    after = dag.get("/", follow=True).content.decode()

    assert "Ringa djuraffären" in before and "Maja Holm" in before and done_address in before
    assert form.status_code == 200
    assert "Ringa djuraffären" not in after
    assert dag.post(done_address, {"on": world.today.isoformat()}).status_code == 404


def test_who_was_asked_says_that_it_is_done(world: World, maja: Enrolment, goal: int) -> None:
    asked = world.staff("Dag", world.bo_org, Role.AGENCY_PARTNER)
    world.link(asked, maja)
    for part in (Part.PLAN, Part.IDENTITY):
        world.ground(maja, world.bo_org, part)
    action = added(world, goal, responsible=Responsible.AUTHORITY, staff_id=asked.pk)
    other = added(world, goal)
    told = {"on": world.today.isoformat(), "result": "Tiden är bokad"}

    client(asked).post(f"/deltagare/{maja.pk}/plan/atgard/{action}/klar/", told)
    refused = client(asked).post(f"/deltagare/{maja.pk}/plan/atgard/{other}/klar/", told)

    assert PlanAction.unscoped.get(pk=action).result == "Tiden är bokad"
    assert refused.status_code == 404
    assert PlanAction.unscoped.get(pk=other).status == ActionStatus.OPEN


def test_what_others_have_promised_comes_to_the_persons_coach(
    world: World, maja: Enrolment, goal: int
) -> None:
    Assignment.unscoped.create(enrolment=maja, staff=world.anna, starts_on=maja.enrolled_on)
    added(world, goal, responsible=Responsible.RELATIVE, responsible_name="Mamma",
          due_on=late(world))  # fmt: skip

    (task,) = access.plan_tasks(world.viewer(world.anna))

    assert (task.mine, task.responsible_name) == (False, "Mamma")
    assert "Mamma" in client(world.anna).get("/").content.decode()


def test_partner_without_a_yes_for_the_plan_sees_nothing_of_it(
    world: World, maja: Enrolment, goal: int
) -> None:
    added(world, goal)
    world.ground(maja, world.bo_org, Part.IDENTITY)
    bo = client(world.bo)

    pages = [
        bo.get(f"/deltagare/{maja.pk}{there}")
        for there in ("/", "/plan/", "/plan/historik/", "/historik/", "/uppfoljning/")
    ]

    for page in pages:
        assert page.status_code == 200
        assert WORDS not in page.content.decode()
        assert "Ringa djuraffären" not in page.content.decode()
    assert access.plan(world.viewer(world.bo), maja.pk).goals is NOT_SHARED
    with pytest.raises(access.NotFound):
        plans.add_action(
            by=world.viewer(world.bo),
            goal_id=goal,
            asked=Asked(what="Något", responsible=Responsible.PARTICIPANT),
        )


def test_coach_of_another_organisation_plans_for_a_shared_goal_with_rows_of_their_own(
    world: World, maja: Enrolment, goal: int
) -> None:
    world.ground(maja, world.bo_org, Part.PLAN)

    plans.add_action(
        by=world.viewer(world.bo),
        goal_id=goal,
        asked=Asked(what="Följa med", responsible=Responsible.COACH, staff_id=world.bo.pk),
    )

    assert PlanAction.unscoped.get().owner == world.bo_org
    (line,) = access.plan(world.viewer(world.anna), maja.pk).goals or ()
    assert line.actions == ()  # what Bo's organisation wrote is not shared with Anna's


def test_follow_up_goes_through_the_plan(world: World, maja: Enrolment, goal: int) -> None:
    added(world, goal, due_on=late(world))
    anna, here = client(world.anna), f"/deltagare/{maja.pk}/uppfoljning/"
    told = {"kind": "monthly", "on": world.today.isoformat(), "plan_reviewed": "on",
            "once": "0b5dd2a9-42dd-43ad-8a5c-22f2c0a2ad11"}  # fmt: skip

    page = anna.get(here).content.decode()
    for _time in range(2):
        anna.post(here, told)

    assert "Ringa djuraffären" in page
    review = PlanReview.unscoped.get()
    assert (review.reviewed_on, review.follow_up_id is not None) == (world.today, True)


def test_withheld_yes_is_asked_before_someone_elsewhere_can_be_asked(
    world: World, maja: Enrolment, goal: int
) -> None:
    with pytest.raises(Denied, match="has no consent to see"):
        added(world, goal, responsible=Responsible.COACH, staff_id=world.bo.pk)


def test_plan_and_the_day_cost_the_same_with_one_action_and_with_many(
    world: World, maja: Enrolment, goal: int
) -> None:
    viewer, costs = world.viewer(world.anna), []
    for n in (1, 19):
        for _i in range(n):
            added(world, goal, responsible=Responsible.COACH, staff_id=world.anna.pk,
                  due_on=late(world))  # fmt: skip
        with CaptureQueriesContext(connection) as of_plan:
            access.plan(viewer, maja.pk)
        with CaptureQueriesContext(connection) as of_day:
            tasks = access.plan_tasks(viewer)
        costs.append((len(of_plan), len(of_day)))

    assert len(tasks) == 20
    assert costs[0] == costs[1] == (9, 3)
    assert AccessLogEntry.unscoped.filter(parts="identity,plan").exists()
