"""Emergency access: opened by oneself, seen by everybody it concerns, over by itself."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from framsteg import access
from framsteg.access.reading import emergencies as reading
from framsteg.actions import emergencies, sections
from framsteg.foundation.codes import GroundKind, Part, Role
from framsteg.foundation.decision import Denied
from framsteg.records.models import AccessLogEntry, EmergencyAccess, Enrolment, Event, Ground
from framsteg.web import notices
from tests.factories.world import World

WHY = "Hittad medvetslös, vi måste veta vilka mediciner."
NEEDS = Part.SUPPORT_NEEDS


@pytest.fixture
def world(db: None) -> World:
    return World(today=timezone.localdate())


@pytest.fixture
def case(world: World) -> Enrolment:
    """Anna's organisation has written; Bo's may read the contacts and nothing else."""
    case = world.case()
    world.ground(case, world.bo_org, Part.CONTACTS)
    sections.write(
        by=world.viewer(world.anna), enrolment_id=case.pk, part=NEEDS, text="Epilepsi", version=None
    )
    return case


def take(world: World, case: Enrolment, **values: Any) -> int:
    told = {"parts": [NEEDS], "reason": WHY, "hours": 2, "now": timezone.now(), **values}
    return emergencies.take(by=world.viewer(world.bo), enrolment_id=case.pk, **told)


def reads(world: World, case: Enrolment, part: Part = NEEDS) -> bool:
    file = access.case_file(world.viewer(world.bo), case.pk)
    return any(section.part == part for section in file.sections or ())


def test_it_opens_the_parts_that_were_asked_for_and_no_others(
    world: World, case: Enrolment
) -> None:
    before = reads(world, case)

    take(world, case)

    assert (before, reads(world, case)) == (False, True)
    file = access.case_file(world.viewer(world.bo), case.pk)
    assert file.journey is access.NOT_SHARED


def test_it_opens_nothing_for_a_third_organisation(world: World, case: Enrolment) -> None:
    tove = world.third()
    world.ground(case, tove.organisation, Part.CONTACTS)

    take(world, case)

    file = access.case_file(world.viewer(tove), case.pk)
    assert not any(section.part == NEEDS for section in file.sections or ())


def test_what_is_read_on_it_stands_in_the_log_as_an_emergency(
    world: World, case: Enrolment
) -> None:
    take(world, case)
    access.case_file(world.viewer(world.bo), case.pk)

    last = AccessLogEntry.unscoped.order_by("-pk")[0]
    assert GroundKind.EMERGENCY in last.grounds.split(",")
    assert Event.unscoped.get(verb="emergencies.take").enrolment_id == case.pk


def test_the_officer_is_told_at_once_of_nothing_but_that_it_happened(
    world: World, case: Enrolment
) -> None:
    oskar = world.staff("Oskar", world.anna_org, Role.DATA_PROTECTION_OFFICER)
    world.staff("Lena", world.anna_org, Role.TEAM_LEAD)
    take(world, case)

    assert reading.officers(world.programme.pk, today=world.today) == (oskar.pk,)
    notices.tell_officer_of_emergency.func(oskar.pk)

    (letter,) = mail.outbox
    assert letter.to[0].startswith("oskar")
    for word in ("Åsa", "Ek", "Bo", "Regionen", "Epilepsi", WHY, world.programme.name):
        assert word not in letter.subject + letter.body.replace("Bo", "", 0).split("http")[0]


def test_without_an_officer_the_lead_is_told(world: World, case: Enrolment) -> None:
    lena = world.staff("Lena", world.anna_org, Role.TEAM_LEAD)

    assert reading.officers(world.programme.pk, today=world.today) == (lena.pk,)


def test_the_officer_sees_who_what_and_why_and_not_whom(world: World, case: Enrolment) -> None:
    oskar = world.staff("Oskar", world.anna_org, Role.DATA_PROTECTION_OFFICER)
    take(world, case)

    (line,) = reading.taken(
        world.viewer(oskar), now=timezone.now(), since=timezone.now() - timedelta(days=1)
    )

    assert (line.staff, line.parts, line.reason, line.case) == ("Bo", (NEEDS,), WHY, case.pk)
    assert "Åsa" not in str(line)
    with pytest.raises(access.NotFound):
        reading.taken(world.viewer(world.bo), now=timezone.now(), since=timezone.now())


def test_the_persons_page_says_who_and_why(world: World, case: Enrolment) -> None:
    take(world, case)
    client = Client()
    client.force_login(world.anna)

    pages = [client.get(f"/deltagare/{case.pk}/{page}").content.decode()
             for page in ("", "samtycken/")]  # fmt: skip

    for page in pages:
        assert WHY in page
        assert world.bo_org.name in page


def test_it_ends_when_its_time_is_over(world: World, case: Enrolment) -> None:
    take(world, case, now=timezone.now() - timedelta(hours=2))

    notices.end_emergencies.func()

    assert not reads(world, case)
    row = EmergencyAccess.unscoped.get()
    assert row.ended_at == row.ends_at
    assert Event.unscoped.filter(verb="emergencies.end").count() == 1


def test_it_is_not_ended_before_its_time(world: World, case: Enrolment) -> None:
    take(world, case)

    notices.end_emergencies.func()

    assert reads(world, case)


def test_with_a_worker_that_stands_still_it_ends_with_its_last_day(
    world: World, case: Enrolment
) -> None:
    take(world, case, hours=1)

    row = EmergencyAccess.unscoped.get()
    ground = Ground.unscoped.get(kind=GroundKind.EMERGENCY, receiver=world.bo_org)
    assert ground.ends_on == timezone.localdate(row.ends_at) + timedelta(days=1)


def test_who_took_it_ends_it_before_and_others_cannot(world: World, case: Enrolment) -> None:
    taken = take(world, case)
    with pytest.raises(access.NotFound):
        emergencies.end(by=world.viewer(world.anna), emergency_id=taken, now=timezone.now())

    emergencies.end(by=world.viewer(world.bo), emergency_id=taken, now=timezone.now())

    assert not reads(world, case)


def test_it_does_not_reach_beyond_the_role_or_a_case_out_of_sight(
    world: World, case: Enrolment
) -> None:
    pia = world.staff("Pia", world.bo_org, Role.CLINICAL_PARTNER)
    told = {"reason": WHY, "hours": 1, "now": timezone.now(), "enrolment_id": case.pk}
    with pytest.raises(access.NotFound):
        emergencies.take(by=world.viewer(pia), parts=[NEEDS], **told)

    world.link(pia, case)
    with pytest.raises(Denied):
        emergencies.take(by=world.viewer(pia), parts=[Part.INCOME], **told)
    with pytest.raises(access.NotFound):
        emergencies.take(by=world.viewer(world.cecilia), parts=[NEEDS], **told)


def test_the_page_takes_it_and_a_short_reason_keeps_what_was_typed(
    world: World, case: Enrolment
) -> None:
    client = Client()
    client.force_login(world.bo)
    here = f"/deltagare/{case.pk}/nodatkomst/"
    told = {"parts": [NEEDS.value], "hours": "2", "reason": "Akut"}

    refused = client.post(here, told)
    taken = client.post(here, told | {"reason": WHY}, follow=True)

    assert (refused.status_code, taken.status_code) == (422, 200)
    assert "Akut" in refused.content.decode()
    assert "Epilepsi" in taken.content.decode()
