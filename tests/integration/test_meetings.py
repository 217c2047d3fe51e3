"""Meetings: who is told what, what the team decides, and what leaves for calendars and mail."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from framsteg.access import NOT_SHARED, NotFound
from framsteg.access.reading import meetings as reading
from framsteg.actions import meetings
from framsteg.foundation.codes import (
    MeetingKind,
    MeetingState,
    Part,
    Role,
    SupervisionTopic,
)
from framsteg.foundation.decision import Denied
from framsteg.records.models import (
    AccessLogEntry,
    Enrolment,
    Meeting,
    MeetingGuest,
    TeamAction,
)
from tests.factories.world import World
from tests.integration.meeting_world import anna, booked, maja, tomorrow, with_maja, world

pytestmark = pytest.mark.django_db


__all__ = ["anna", "maja", "world"]  # fixtures


# ── Who is told what ───────────────────────────────────────────────────────────────────────────


def test_who_is_asked_without_consent_knows_when_and_where_but_not_whom_or_why(
    world: World, maja: Enrolment
) -> None:
    meeting_id = with_maja(world, maja, where="Kafferummet")

    line = reading.meeting(world.viewer(world.bo), meeting_id)

    assert (line.where, line.person, line.about) == ("Kafferummet", NOT_SHARED, NOT_SHARED)
    assert line.enrolment_id is None


def test_a_consent_tells_the_one_who_is_asked_and_the_reading_is_logged(
    world: World, maja: Enrolment
) -> None:
    meeting_id = with_maja(world, maja)
    for part in (Part.IDENTITY, Part.CONTACTS):
        world.ground(maja, world.bo_org, part)

    line = reading.meeting(world.viewer(world.bo), meeting_id)

    logged = AccessLogEntry.unscoped.filter(staff_id=world.bo.pk).latest("pk")
    assert (line.person, line.about) == ("Maja Holmkvist", "Går igenom Majas vecka")
    assert (logged.enrolment_id, logged.parts) == (maja.pk, "contacts,identity")


def test_a_stranger_and_a_colleague_who_is_not_asked_find_nothing(
    world: World, maja: Enrolment
) -> None:
    meeting_id = booked(world, kind=MeetingKind.PERSON, enrolment_id=maja.pk)

    for person in (world.bo, world.cecilia):
        with pytest.raises(NotFound):
            reading.meeting(world.viewer(person), meeting_id)


def test_a_colleague_of_the_same_organisation_sees_the_persons_meetings(
    world: World, maja: Enrolment
) -> None:
    with_maja(world, maja)
    colleague = world.staff("Asta", world.anna_org, Role.EMPLOYMENT_SPECIALIST)

    lines = reading.meetings_of_case(world.viewer(colleague), maja.pk)

    assert [line.person for line in lines] == ["Maja Holmkvist"]
    assert reading.meetings_of_case(world.viewer(world.bo), maja.pk) == ()


def test_a_list_of_meetings_costs_the_same_for_one_as_for_ten(
    world: World, django_assert_num_queries: Any
) -> None:
    since, until = timezone.now(), timezone.now() + timedelta(days=7)
    viewer = world.viewer(world.anna)
    for n in range(10):
        case = world.case(given=f"Person {n}")
        with_maja(world, case)
        if n in (0, 9):
            with django_assert_num_queries(4):
                assert len(reading.my_meetings(viewer, since, until)) == n + 1


def test_notes_of_the_teams_meeting_may_not_name_a_participant(
    world: World, maja: Enrolment
) -> None:
    with pytest.raises(Denied, match="Holmkvist"):
        booked(world, kind=MeetingKind.TEAM, about="Hur går det för Holmkvist?")

    assert booked(world, kind=MeetingKind.TEAM, about="Hur går det för Maja i receptionen?")


def test_words_in_a_note_do_not_tell_of_persons_that_the_writer_does_not_know(
    world: World, maja: Enrolment
) -> None:
    assert booked(world, by=world.bo, kind=MeetingKind.TEAM, about="Holmkvist")


def test_supervision_is_seen_by_the_two_and_the_lead_only(world: World) -> None:
    lead = world.staff("Lars", world.anna_org, Role.TEAM_LEAD)
    asta = world.staff("Asta", world.anna_org, Role.EMPLOYMENT_SPECIALIST)
    meeting_id = booked(world, kind=MeetingKind.SUPERVISION)

    assert reading.meeting(world.viewer(lead), meeting_id).kind is MeetingKind.SUPERVISION
    since = timezone.now() - timedelta(days=1)
    seen = [len(reading.supervisions(world.viewer(p), world.programme.pk, since))
            for p in (world.anna, lead, asta)]  # fmt: skip
    assert seen == [1, 1, 0]
    with pytest.raises(NotFound):
        reading.meeting(world.viewer(asta), meeting_id)


# ── Held, moved, cancelled ─────────────────────────────────────────────────────────────────────


def test_first_talk_asks_organisations_and_notes_who_came(
    world: World, anna: Client, maja: Enrolment
) -> None:
    meeting_id = booked(
        world, kind=MeetingKind.FIRST_TALK, enrolment_id=maja.pk,
        organisation_ids=[world.anna_org.pk, world.bo_org.pk],
        starts_at=timezone.now() - timedelta(hours=2),
    )  # fmt: skip
    region = MeetingGuest.unscoped.get(meeting=meeting_id, organisation=world.bo_org)

    anna.post(
        f"/moten/{meeting_id}/hur-det-gick/",
        {"held": "yes", "came": [region.pk], "notes": "Alla vill.", "version": 1},
    )

    came = dict(MeetingGuest.unscoped.filter(meeting=meeting_id).values_list("pk", "came"))
    assert came[region.pk] is True
    assert sorted(came.values()) == [False, False, True]
    assert Meeting.unscoped.get(pk=meeting_id).state == MeetingState.HELD


def test_a_meeting_that_has_not_begun_is_not_noted_as_held(world: World) -> None:
    with pytest.raises(Denied):
        meetings.note(
            by=world.viewer(world.anna), meeting_id=booked(world), held=True, came=[], notes="",
            topics=[SupervisionTopic.METHOD], version=None, now=timezone.now(),
        )  # fmt: skip


def test_an_organisation_outside_the_programme_is_not_asked(world: World) -> None:
    with pytest.raises(NotFound):
        booked(world, organisation_ids=[world.cecilia_org.pk])
    with pytest.raises(NotFound):
        booked(world, staff_ids=[world.cecilia.pk])


def test_pressing_twice_books_once(world: World, anna: Client) -> None:
    told = {
        "kind": "own", "on": tomorrow().date().isoformat(), "at": "10:00", "minutes": 60,
        "place": "office", "once": "3f1f8a52-19aa-4c0e-9d1c-0c8f7a1e1111",
    }  # fmt: skip

    anna.post("/moten/nytt/", told)
    anna.post("/moten/nytt/", told)

    assert Meeting.unscoped.count() == 1


# ── What the team decides ──────────────────────────────────────────────────────────────────────


def decided(world: World, **values: Any) -> int:
    told = {
        "meeting_id": values.pop("meeting_id", None) or booked(world, kind=MeetingKind.TEAM),
        "what": "Ringa mottagningen", "responsible_id": world.anna.pk, "due_on": world.today,
        **values,
    }  # fmt: skip
    return meetings.decide(by=world.viewer(world.anna), **told)


def test_decision_reaches_my_day_of_the_one_responsible_in_another_organisation(
    world: World, anna: Client
) -> None:
    action_id = decided(world, responsible_id=world.bo.pk)
    bo = Client()
    bo.force_login(world.bo)

    assert "Ringa mottagningen" in bo.get("/").content.decode()
    assert "Ringa mottagningen" not in anna.get("/").content.decode()
    bo.post(f"/atgarder/{action_id}/klar/", {"done": "yes"})
    assert TeamAction.unscoped.get().done_on == world.today
    assert "Ringa mottagningen" not in bo.get("/").content.decode().split('id="due"')[1]


def test_decision_about_a_person_needs_one_who_may_see_the_plan(
    world: World, maja: Enrolment
) -> None:
    with pytest.raises(Denied):
        decided(world, responsible_id=world.bo.pk, enrolment_id=maja.pk)
    ground = world.ground(maja, world.bo_org, Part.PLAN)
    decided(world, responsible_id=world.bo.pk, enrolment_id=maja.pk)
    assert len(reading.my_actions(world.viewer(world.bo))) == 1

    ground.ends_on = world.today
    ground.save()

    assert reading.my_actions(world.viewer(world.bo)) == ()


def test_decision_without_a_person_may_not_name_one(world: World, maja: Enrolment) -> None:
    with pytest.raises(Denied):
        decided(world, what="Ringa Holmkvist")
