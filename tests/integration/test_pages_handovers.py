"""The end of a programme: each handed over to a service that said yes, and nobody left over."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from framsteg.access.reading.handovers import hand_overs
from framsteg.actions import enrolments, handovers
from framsteg.foundation.codes import ExitReason, HandOverAnswer, Part, PersonSays, Role
from framsteg.foundation.decision import Denied
from framsteg.records.models import Enrolment, Event, HandOver, Programme
from framsteg.rules.handovers import Stage
from tests.factories.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World(today=timezone.localdate())


@pytest.fixture
def anna(world: World) -> Client:
    client = Client()
    client.force_login(world.anna)
    return client


@pytest.fixture
def lead(world: World) -> Client:
    client = Client()
    client.force_login(world.staff("Lena", world.anna_org, Role.TEAM_LEAD))
    return client


def asked(world: World, case: Enrolment, service: str = "Jobbcentrum") -> int:
    return handovers.ask(
        by=world.viewer(world.anna), enrolment_id=case.pk, service=service, on=world.today
    )


def answered(world: World, hand_over_id: int, **values: Any) -> None:
    handovers.answer(
        by=world.viewer(world.anna),
        hand_over_id=hand_over_id,
        **{
            "answer": HandOverAnswer.ACCEPTED,
            "on": world.today,
            "person_says": PersonSays.YES,
            **values,
        },
    )


def test_typed_service_goes_before_the_listed_one(world: World, anna: Client) -> None:
    case = world.case()
    told = {"service": world.bo_org.name, "other": "Fontänhuset", "person_says": "yes"}

    anna.post(f"/deltagare/{case.pk}/overlamning/", {**told, "on": world.today.isoformat()})

    row = HandOver.unscoped.get()
    assert (row.service, row.answer, row.person_says) == ("Fontänhuset", "waiting", "yes")


def test_person_leaves_when_both_have_said_yes(world: World, anna: Client) -> None:
    case = world.case()
    answered(world, asked(world, case))

    anna.post(f"/deltagare/{case.pk}/overlamning/slutfor/")

    case.refresh_from_db()
    assert (case.exit_reason, case.handed_over_to) == (ExitReason.HANDED_OVER, "Jobbcentrum")


@pytest.mark.parametrize(
    "values",
    [
        {"answer": HandOverAnswer.WAITING},
        {"answer": HandOverAnswer.DECLINED, "reason": "Fullt"},
        {"person_says": PersonSays.NOT_ASKED},
        {"person_says": PersonSays.NO},
    ],
)
def test_without_both_yes_nobody_is_handed_over(world: World, values: dict[str, Any]) -> None:
    case = world.case()
    answered(world, asked(world, case), **values)

    with pytest.raises(Denied):
        handovers.complete(by=world.viewer(world.anna), enrolment_id=case.pk, on=world.today)


def test_no_without_a_reason_is_sent_back(world: World, anna: Client) -> None:
    pk = asked(world, world.case())
    told = {"answer": "declined", "on": world.today.isoformat(), "person_says": "yes"}

    assert anna.post(f"/overlamning/{pk}/", told).status_code == 422
    assert anna.post(f"/overlamning/{pk}/", {**told, "reason": "Fullt"}).status_code == 302


def test_after_a_no_another_service_can_be_asked_but_not_two_at_once(world: World) -> None:
    case = world.case()
    first = asked(world, case)
    with pytest.raises(Denied):
        asked(world, case, "Träffpunkten")
    answered(world, first, answer=HandOverAnswer.DECLINED, reason="Fullt")

    asked(world, case, "Träffpunkten")

    assert HandOver.unscoped.count() == 2


def test_one_service_is_asked_about_many_and_each_result_is_told(
    world: World, anna: Client
) -> None:
    first, second = world.case("Disa", "Norling"), world.case("Tage", "Öhrn")

    answer = anna.post(
        f"/insatser/{world.programme.key}/overlamning/fraga/",
        {"people": [first.pk, second.pk], "other": "Jobbcentrum", "on": world.today.isoformat()},
        follow=True,
    )

    assert HandOver.unscoped.count() == 2
    assert "Klart för 2 personer." in answer.content.decode()


def test_one_services_answer_is_noted_for_many_and_what_each_has_said_stands(
    world: World, anna: Client
) -> None:
    first, second = world.case("Disa", "Norling"), world.case("Tage", "Öhrn")
    answered(world, asked(world, first), answer=HandOverAnswer.WAITING)
    asked(world, second)
    told = {
        "people": [first.pk, second.pk], "answer": "accepted", "on": world.today.isoformat(),
        "person_says": "",
    }  # fmt: skip

    anna.post(f"/insatser/{world.programme.key}/overlamning/svar/", told)

    rows = HandOver.unscoped.order_by("id").values_list("answer", "person_says")
    assert list(rows) == [("accepted", "yes"), ("accepted", "not_asked")]


def test_a_services_no_about_many_says_why(world: World, anna: Client) -> None:
    case = world.case()
    asked(world, case)
    told = {"people": [case.pk], "answer": "declined", "on": world.today.isoformat()}
    address = f"/insatser/{world.programme.key}/overlamning/svar/"

    assert anna.post(address, told).status_code == 422
    assert anna.post(address, {**told, "reason": "Fullt"}).status_code == 302
    assert HandOver.unscoped.get().reason == "Fullt"


def test_programme_is_not_ended_while_somebody_is_left_and_the_page_says_who(
    world: World, lead: Client
) -> None:
    world.case("Disa", "Norling")
    address = f"/insatser/{world.programme.key}/avsluta/"

    answer = lead.post(address, {"on": world.today.isoformat()})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Disa Norling" in page
    assert "1 inskrivna är kvar" in page
    assert Programme.objects.get(pk=world.programme.pk).ended_on is None


def test_programme_with_nobody_left_is_ended_and_takes_in_nobody(
    world: World, lead: Client
) -> None:
    case = world.case()
    answered(world, asked(world, case))
    handovers.complete(by=world.viewer(world.anna), enrolment_id=case.pk, on=world.today)

    lead.post(f"/insatser/{world.programme.key}/avsluta/", {"on": world.today.isoformat()})

    assert Programme.objects.get(pk=world.programme.pk).ended_on == world.today
    lead.post(f"/insatser/{world.programme.key}/oppna-igen/")
    assert Programme.objects.get(pk=world.programme.pk).ended_on is None


@pytest.mark.parametrize("role", [Role.EMPLOYMENT_SPECIALIST, Role.AGENCY_PARTNER])
def test_only_the_lead_is_shown_how_to_end_the_programme(world: World, role: Role) -> None:
    other = Client()
    other.force_login(world.staff("Kim", world.bo_org, role))
    address = f"/insatser/{world.programme.key}/avsluta/"

    answers = [other.get(address), other.post(address, {"on": world.today.isoformat()})]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert all("<form" not in _main(answer) for answer in answers)
    assert Programme.objects.get(pk=world.programme.pk).ended_on is None


def _main(answer: Any) -> str:
    return answer.content.decode().partition("<main")[2].partition("</main>")[0]


def test_counts_are_the_lists_they_lead_to(world: World, anna: Client) -> None:
    waits, free = world.case("Disa", "Norling"), world.case("Tage", "Öhrn")
    asked(world, waits)

    page = anna.get(f"/insatser/{world.programme.key}/overlamning/")

    for each in page.context["filters"]:
        assert len(anna.get(each["url"]).context["rows"]) == each["count"]
    assert free.pk


def test_partner_without_the_plan_sees_a_number_but_no_one(world: World) -> None:
    asked(world, world.case("Disa", "Norling"), "Fontänhuset")
    client = Client()
    client.force_login(world.bo)

    page = client.get(f"/insatser/{world.programme.key}/overlamning/").content.decode()

    assert "Norling" not in page
    assert "Fontänhuset" not in page


def test_hand_over_out_of_sight_is_not_found(world: World) -> None:
    case = world.case()
    pk = asked(world, case)
    client = Client()
    client.force_login(world.bo)

    for address in (f"/overlamning/{pk}/", f"/deltagare/{case.pk}/overlamning/"):
        assert client.get(address).status_code == 404
    assert client.post(f"/overlamning/{pk}/angra/").status_code == 404


def test_coach_of_another_organisation_with_the_plan_carries_it_on(world: World) -> None:
    case = world.case()
    pk = asked(world, case)
    world.ground(case, world.bo_org, Part.PLAN, starts_on=world.today)
    bo = world.viewer(world.bo)

    handovers.answer(
        by=bo, hand_over_id=pk, answer=HandOverAnswer.ACCEPTED, on=world.today,
        person_says=PersonSays.YES,
    )  # fmt: skip

    found = hand_overs(bo, world.programme.key)
    assert [one.stage for one in found.people] == [Stage.READY]


def test_question_taken_back_stays_in_the_history(world: World, anna: Client) -> None:
    pk = asked(world, world.case())

    anna.post(f"/overlamning/{pk}/angra/")

    assert not HandOver.unscoped.exists()
    assert "Jobbcentrum" in str(Event.unscoped.get(verb="handovers.take_back").changes)


def test_hand_over_undone_by_taking_back_the_exit(world: World) -> None:
    case = world.case()
    answered(world, asked(world, case))
    by = world.viewer(world.anna)
    handovers.complete(by=by, enrolment_id=case.pk, on=world.today)

    enrolments.take_back_exit(by=by, enrolment_id=case.pk)

    assert hand_overs(by, world.programme.key).people[0].stage is Stage.READY


def test_many_persons_cost_no_more_queries_than_one(
    world: World, anna: Client, django_assert_max_num_queries: Any
) -> None:
    for n in range(12):
        asked(world, world.case(family=f"Ek{'abcdefghijkl'[n]}"))

    with django_assert_max_num_queries(16):
        anna.get(f"/insatser/{world.programme.key}/overlamning/")


def test_answer_before_the_question_is_refused(world: World) -> None:
    pk = asked(world, world.case())

    with pytest.raises(Denied):
        answered(world, pk, on=world.today - timedelta(days=1))
