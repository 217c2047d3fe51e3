"""Somebody leaves: nothing that they answered for is left without a responsible."""

from collections import Counter
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from framsteg import access
from framsteg.access.reading import leavers as reading
from framsteg.actions import accounts, assignments, cover, employers, leavers, meetings, plans
from framsteg.actions.leavers import Leaving
from framsteg.foundation.codes import LeftKind, MeetingKind, Part, Place, Role
from framsteg.foundation.decision import Denied
from framsteg.foundation.plan_codes import Responsible
from framsteg.records.models import Assignment, Employer, MeetingGuest, RoleGrant, Staff
from tests.factories.world import World


@pytest.fixture
def world(db: None) -> World:
    """Anna answers for something of each kind; Lisa is her colleague, Lena their lead."""
    world = World(today=timezone.localdate())
    world.lisa = world.staff("Lisa", world.anna_org, Role.EMPLOYMENT_SPECIALIST)
    world.lena = world.staff("Lena", world.anna_org, Role.TEAM_LEAD)
    world.agnes = world.staff("Agnes", world.anna_org, Role.ADMINISTRATOR)
    anna, lisa, soon = world.anna.pk, world.lisa.pk, timezone.now() + timedelta(days=3)
    by = world.viewer(world.anna)
    mine, other = world.case(family="Ett"), world.case(family="Två")
    assignments.assign(by=by, enrolment_id=mine.pk, staff_id=anna, on=by.today)
    assignments.assign(by=by, enrolment_id=other.pk, staff_id=lisa, on=by.today)
    cover.name_back_up(by=by, enrolment_id=other.pk, staff_id=anna, on=by.today)
    goal = plans.set_goal(by=by, enrolment_id=mine.pk, words="Ett jobb")
    asked = plans.Asked(what="Ringa", responsible=Responsible.COACH, staff_id=anna)
    plans.add_action(by=by, goal_id=goal, asked=asked)
    booked = {
        "by": by, "programme_id": world.programme.pk, "minutes": 60, "place": Place.OFFICE,
        "now": timezone.now(), "starts_at": soon,
    }  # fmt: skip
    meetings.book(**booked, kind=MeetingKind.PERSON, enrolment_id=mine.pk)
    team = meetings.book(**booked, kind=MeetingKind.TEAM, staff_ids=[lisa])
    meetings.decide(by=by, meeting_id=team, what="Kaffe", responsible_id=anna, due_on=by.today)
    bakery = employers.add(by=by, name="Brödboden")
    Employer.objects.filter(pk=bakery).update(responsible=anna)
    return world


def left_of(world: World, who: Staff, by: Staff | None = None) -> Counter[LeftKind]:
    lines = reading.left(world.viewer(by or world.agnes), who.pk, now=timezone.now())
    return Counter({line.kind: line.n for line in lines})


def give_to(world: World, to: Staff, *, by: Staff | None = None) -> tuple[leavers.Refusal, ...]:
    leaving = Leaving(world.programme.pk, world.anna.pk, to.pk, world.today, "Ta hand om dem.")
    return leavers.hand_over(by=world.viewer(by or world.lena), leaving=leaving, now=timezone.now())


ALL = {
    LeftKind.PERSONS: 1, LeftKind.PLAN_ACTIONS: 1, LeftKind.MEETINGS: 2, LeftKind.TEAM_ACTIONS: 1,
    LeftKind.BACK_UPS: 1, LeftKind.EMPLOYERS: 1,
}  # fmt: skip


def test_what_somebody_answers_for_is_counted_by_kind(world: World) -> None:
    assert left_of(world, world.anna) == ALL


def test_all_of_it_goes_to_a_colleague_and_nothing_is_left(world: World) -> None:
    before = left_of(world, world.lisa)

    refused = give_to(world, world.lisa)

    after = left_of(world, world.lisa)
    assert refused == ()
    assert left_of(world, world.anna) == Counter()
    assert after[LeftKind.PERSONS] == before[LeftKind.PERSONS] + 1
    assert after[LeftKind.PLAN_ACTIONS] == after[LeftKind.TEAM_ACTIONS] == 1
    assert after[LeftKind.EMPLOYERS] == 1
    # Lisa was asked to the team's meeting already: she is asked once.
    assert after[LeftKind.MEETINGS] == 2
    assert not MeetingGuest.unscoped.filter(staff=world.anna).exists()


def test_what_cannot_be_given_stays_with_its_reason_and_the_rest_goes(world: World) -> None:
    """Bo's organisation has no consent to know who the person is."""
    refused = give_to(world, world.bo)

    kinds = {one.kind for one in refused}
    assert {LeftKind.PERSONS, LeftKind.PLAN_ACTIONS} <= kinds
    assert Assignment.unscoped.filter(staff=world.anna, ends_on=None).count() == 1
    assert LeftKind.TEAM_ACTIONS not in left_of(world, world.anna)


def test_roles_end_when_the_account_is_closed_and_nothing_is_left(world: World) -> None:
    by, anna = world.viewer(world.agnes), world.anna.pk
    with pytest.raises(Denied):
        leavers.end_roles(by=by, staff_id=anna, now=timezone.now())
    give_to(world, world.lisa)
    with pytest.raises(Denied):
        leavers.end_roles(by=by, staff_id=anna, now=timezone.now())

    accounts.shut(by=by, staff_id=anna, now=timezone.now())
    leavers.end_roles(by=by, staff_id=anna, now=timezone.now())

    assert not RoleGrant.objects.filter(staff=anna, ends_on=None).exists()


def test_the_team_is_told_of_who_has_left_with_something_waiting(
    world: World, client: Client
) -> None:
    accounts.shut(by=world.viewer(world.agnes), staff_id=world.anna.pk, now=timezone.now())
    client.force_login(world.lena)
    team = f"/insatser/{world.programme.key}/team/"

    before = client.get(team).content.decode()
    answer = client.post(
        f"{team}slutar/{world.anna.pk}/",
        {"to_staff_id": world.lisa.pk, "on": world.today.isoformat(), "note": "Hej"},
        follow=True,
    )

    assert "Har slutat, och något väntar än" in before
    assert "Allt är överlämnat." in answer.content.decode()
    assert "Har slutat, och något väntar än" not in client.get(team).content.decode()


def test_the_administrator_sees_numbers_and_no_persons(world: World, client: Client) -> None:
    client.force_login(world.agnes)

    page = client.get(f"/medarbetare/{world.anna.pk}/").content.decode()

    assert "Huvudcoach för" in page
    assert "Åsa" not in page


def test_a_partner_sees_and_hands_over_nothing(world: World, client: Client) -> None:
    partner = world.staff("Pia", world.bo_org, Role.CLINICAL_PARTNER)
    client.force_login(partner)
    here = f"/insatser/{world.programme.key}/team/slutar/"

    assert [client.get(here).status_code, client.get(f"{here}{world.anna.pk}/").status_code] == [
        404,
        404,
    ]
    with pytest.raises(access.NotFound):
        reading.left(world.viewer(partner), world.anna.pk, now=timezone.now())


def test_a_partners_links_go_to_another_partner_only(world: World) -> None:
    pia = world.staff("Pia", world.bo_org, Role.CLINICAL_PARTNER)
    per = world.staff("Per", world.bo_org, Role.CLINICAL_PARTNER)
    case = world.case(family="Tre")
    world.ground(case, world.bo_org, Part.IDENTITY)
    world.link(pia, case)

    def hand_over(to: Staff) -> tuple[leavers.Refusal, ...]:
        leaving = Leaving(world.programme.pk, pia.pk, to.pk, world.today)
        by = world.viewer(world.lena)
        return leavers.hand_over(by=by, leaving=leaving, now=timezone.now())

    assert [one.kind for one in hand_over(world.lisa)] == [LeftKind.LINKS]
    assert hand_over(per) == ()
    assert (left_of(world, pia), left_of(world, per)) == (Counter(), Counter({LeftKind.LINKS: 1}))
