"""Between the chairs: everyone about to be lost is on the page, and nobody who is out of sight."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from framsteg.actions import enquiries
from framsteg.foundation.codes import Channel, Part, PlacementKind, Role, SourceKind
from framsteg.records.models import (
    Absence,
    AccessLogEntry,
    Assignment,
    BackUp,
    Enrolment,
    Placement,
    Programme,
    Staff,
)
from tests.factories.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World(today=timezone.localdate())


def page(world: World, who: Staff) -> Any:
    client = Client()
    client.force_login(who)
    return client.get(f"/insatser/{world.programme.key}/mellan-stolarna/")


def names(answer: Any, group: str) -> list[str]:
    found = next(g for g in answer.context["groups"] if g["id"] == group)
    assert found["count"] == len(found["rows"])
    return [row["title"] for row in found["rows"]]


def coached(world: World, case: Enrolment, coach: Staff) -> None:
    Assignment.unscoped.create(enrolment=case, staff=coach, starts_on=case.enrolled_on)


def test_each_stands_in_their_group_with_the_reason_in_words(world: World) -> None:
    met, silent = world.case("Disa", "Norling"), world.case("Tage", "Öhrn")
    world.contact(met, world.anna_org, on=world.today)
    coached(world, met, world.anna)

    answer = page(world, world.anna)

    assert names(answer, "silence") == ["Tage Öhrn"]
    assert names(answer, "no_one") == ["Tage Öhrn"]
    assert "Ingen kontakt på" in answer.content.decode()
    assert f"/deltagare/{silent.pk}/coacher/" in answer.content.decode()


def test_coach_who_left_is_no_one_responsible(world: World) -> None:
    case = world.case("Disa", "Norling")
    gone = world.staff("Berit", world.anna_org, Role.EMPLOYMENT_SPECIALIST)
    coached(world, case, gone)
    Staff.objects.filter(pk=gone.pk).update(is_active=False)

    answer = page(world, world.anna)

    assert names(answer, "no_one") == ["Disa Norling"]
    assert "Berit har slutat." in answer.content.decode()


def test_third_internship_without_a_job_is_going_round(world: World) -> None:
    case = world.case("Disa", "Norling")
    for month in (1, 2, 3):
        Placement.unscoped.create(
            enrolment=case, owner=world.anna_org, kind=PlacementKind.INTERNSHIP,
            starts_on=date(2026, month, 1), ends_on=date(2026, month, 20), end_reason="agreed_end",
        )  # fmt: skip

    answer = page(world, world.anna)

    assert names(answer, "going_round") == ["Disa Norling"]
    assert "”Praktik” för gång nummer 3" in answer.content.decode()


def test_enquiry_without_an_answer_is_on_the_page_of_those_who_took_it_in(world: World) -> None:
    enquiries.receive(
        by=world.viewer(world.anna), programme_id=world.programme.pk,
        received_on=world.today - timedelta(days=20), source_kind=SourceKind.SELF,
        channel=Channel.PHONE, person_name="Nils Kvist",
    )  # fmt: skip

    assert names(page(world, world.anna), "past_date") == ["Nils Kvist"]
    assert names(page(world, world.bo), "past_date") == []


def test_programme_that_ends_lists_all_who_are_enrolled(world: World) -> None:
    world.case("Disa", "Norling")
    ends_on = world.today + timedelta(days=60)
    Programme.objects.filter(pk=world.programme.pk).update(ends_on=ends_on)

    assert names(page(world, world.anna), "ending") == ["Disa Norling"]


def test_partner_without_a_consent_is_told_nothing(world: World) -> None:
    world.case("Disa", "Norling")

    answer = page(world, world.bo)

    assert all(group["count"] == 0 for group in answer.context["groups"])
    assert "Norling" not in answer.content.decode()


def test_partner_with_the_plan_but_not_the_name_sees_a_number(world: World) -> None:
    case = world.case("Disa", "Norling")
    world.ground(case, world.bo_org, Part.PLAN, starts_on=world.today)

    answer = page(world, world.bo)

    assert names(answer, "no_one") == [f"Person {case.pk}"]
    assert "Norling" not in answer.content.decode()


def test_internships_that_are_not_shared_are_not_counted(world: World) -> None:
    case = world.case("Disa", "Norling")
    for month in (1, 2, 3):
        Placement.unscoped.create(
            enrolment=case, owner=world.anna_org, kind=PlacementKind.INTERNSHIP,
            starts_on=date(2026, month, 1),
        )  # fmt: skip
    world.ground(case, world.bo_org, Part.PLAN, starts_on=world.today)

    assert names(page(world, world.bo), "going_round") == []


def test_only_those_who_stand_on_the_page_are_logged_as_read(world: World) -> None:
    met, silent = world.case("Disa", "Norling"), world.case("Tage", "Öhrn")
    world.contact(met, world.anna_org, on=world.today)
    coached(world, met, world.anna)
    AccessLogEntry.unscoped.all()

    page(world, world.anna)

    assert set(AccessLogEntry.unscoped.values_list("enrolment_id", flat=True)) == {silent.pk}


def test_stranger_finds_no_such_page(world: World) -> None:
    assert page(world, world.cecilia).status_code == 404


def test_ten_persons_cost_no_more_queries_than_one(
    world: World, django_assert_num_queries: Any
) -> None:
    client = Client()
    client.force_login(world.anna)
    address = f"/insatser/{world.programme.key}/mellan-stolarna/"
    world.case()
    client.get(address)
    with django_assert_num_queries(QUERIES):
        client.get(address)
    for n in range(10):
        world.case(family=f"Ek{'abcdefghij'[n]}")

    with django_assert_num_queries(QUERIES):
        client.get(address)


QUERIES = 15


# ── Away, and nobody covers ────────────────────────────────────────────────────────────────────


def away(world: World, cover: Staff | None = None) -> None:
    Absence.unscoped.create(
        owner=world.anna_org, staff=world.anna, starts_on=world.today, reason="illness",
        cover=cover,
    )  # fmt: skip


def test_coach_who_is_away_without_cover_is_no_one(world: World) -> None:
    case = world.case("Disa", "Norling")
    coached(world, case, world.anna)
    before = names(page(world, world.anna), "no_one")

    away(world)

    answer = page(world, world.anna)
    assert before == []
    assert names(answer, "no_one") == ["Disa Norling"]
    assert "Anna är borta" in answer.content.decode()


def test_cover_or_a_back_up_is_somebody(world: World) -> None:
    agnes = world.staff("Agnes", world.anna_org, Role.EMPLOYMENT_SPECIALIST)
    covered, backed_up = world.case("Disa", "Norling"), world.case("Tage", "Öhrn")
    for case in (covered, backed_up):
        coached(world, case, world.anna)
    away(world)
    BackUp.unscoped.create(enrolment=backed_up, staff=agnes, starts_on=world.today)

    without = names(page(world, world.anna), "no_one")
    Absence.unscoped.update(cover=agnes)

    assert without == ["Disa Norling"]
    assert names(page(world, world.anna), "no_one") == []


def test_who_only_reads_is_not_told_who_is_away(world: World) -> None:
    case = world.case("Disa", "Norling")
    coached(world, case, world.anna)
    partner = world.staff("Petra", world.bo_org, Role.CLINICAL_PARTNER)
    world.link(partner, case)
    for part in (Part.PLAN, Part.IDENTITY, Part.CONTACTS):
        world.ground(case, world.bo_org, part)
    away(world)

    assert names(page(world, partner), "no_one") == []
