"""The team's pages: load, absence and cover, the brief, a crisis, supervision, the daily mail."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from framsteg import access
from framsteg.access.reading import calendar
from framsteg.access.reading import team as reading
from framsteg.actions import calendars, cover, meetings
from framsteg.blueprints.schema import ExitKind
from framsteg.foundation.codes import AbsenceReason, MeetingKind, Part, Place, Role
from framsteg.foundation.decision import Denied
from framsteg.records.models import (
    Absence,
    AccessLogEntry,
    Assignment,
    ConflictOfInterest,
    Crisis,
    Enrolment,
    NoticeSetting,
    Staff,
)
from framsteg.web import mailing
from framsteg.web.presenters.my_day import count_due, my_day
from tests.factories.world import World

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def world() -> World:
    return World(today=timezone.localdate())


@pytest.fixture
def asta(world: World) -> Staff:
    """Anna's colleague in the same organisation."""
    return world.staff("Asta", world.anna_org, Role.EMPLOYMENT_SPECIALIST)


@pytest.fixture
def lars(world: World) -> Staff:
    return world.staff("Lars", world.anna_org, Role.TEAM_LEAD)


@pytest.fixture
def maja(world: World) -> Enrolment:
    return coached(world, "Maja", world.anna)


def coached(world: World, given: str, coach: Staff, **values: Any) -> Enrolment:
    case = world.case(given=given, family="Holmkvist", **values)
    Assignment.unscoped.create(enrolment=case, staff=coach, starts_on=case.enrolled_on)
    return case


def client_of(staff: Staff) -> Client:
    client = Client()
    client.force_login(staff)
    return client


def away(world: World, *, cover_id: int | None = None, by: Staff | None = None) -> int:
    return cover.be_away(
        by=world.viewer(by or world.anna), programme_id=world.programme.pk,
        staff_id=world.anna.pk, starts_on=world.today, ends_on=world.today + 3 * DAY,
        reason=AbsenceReason.ILLNESS, cover_id=cover_id,
    )  # fmt: skip


# ── Cover ──────────────────────────────────────────────────────────────────────────────────────


def test_who_covers_sees_the_persons_in_my_day_with_the_name_of_who_is_away(
    world: World, asta: Staff, maja: Enrolment
) -> None:
    away(world, cover_id=asta.pk)

    page = client_of(asta).get("/").content.decode()

    assert "Du täcker för Anna" in page
    assert "Maja Holmkvist" in page
    assert f"/deltagare/{maja.pk}/i-korthet/" in page


def test_named_back_up_goes_before_the_cover_of_the_absence(
    world: World, asta: Staff, lars: Staff, maja: Enrolment
) -> None:
    stina = coached(world, "Stina", world.anna)
    cover.name_back_up(
        by=world.viewer(world.anna), enrolment_id=stina.pk, staff_id=lars.pk, on=world.today
    )
    away(world, cover_id=asta.pk)

    seen = {
        person.name: [line.enrolment_id for one in reading.covered(world.viewer(person))
                      for line in one.lines]
        for person in (asta, lars)
    }  # fmt: skip

    assert seen == {"Asta": [maja.pk], "Lars": [stina.pk]}


def test_cover_from_another_organisation_gets_no_name_without_consent(
    world: World, maja: Enrolment
) -> None:
    away(world, cover_id=world.bo.pk)

    page = client_of(world.bo).get("/").content.decode()
    file = client_of(world.bo).get(f"/deltagare/{maja.pk}/i-korthet/")

    assert "Holmkvist" not in page
    assert file.status_code == 404


def test_who_has_declared_a_conflict_of_interest_does_not_cover(
    world: World, asta: Staff, maja: Enrolment
) -> None:
    ConflictOfInterest.unscoped.create(staff=asta, enrolment=maja, declared_on=world.today)
    away(world, cover_id=asta.pk)

    assert reading.covered(world.viewer(asta)) == ()


def test_absence_over_means_nothing_is_covered(world: World, asta: Staff, maja: Enrolment) -> None:
    away(world, cover_id=asta.pk)

    later = world.viewer(asta, today=world.today + 3 * DAY)

    assert reading.covered(later) == ()


def test_min_dag_asks_the_database_as_often_for_one_covered_person_as_for_many(
    world: World, asta: Staff, maja: Enrolment, django_assert_num_queries: Any
) -> None:
    away(world, cover_id=asta.pk)
    viewer = world.viewer(asta)
    with django_assert_num_queries(8):
        assert len(reading.covered(viewer)[0].lines) == 1
    for n in range(6):
        coached(world, f"Person {n}", world.anna)
    with django_assert_num_queries(8):
        assert len(reading.covered(viewer)[0].lines) == 7


def test_reason_is_told_to_the_one_who_is_away_and_the_lead_only(
    world: World, asta: Staff, lars: Staff
) -> None:
    away(world)

    page = f"/insatser/{world.programme.key}/team/"
    shown = {p.name: "Sjukdom" in client_of(p).get(page).content.decode()
             for p in (world.anna, asta, lars, world.bo)}  # fmt: skip

    assert shown == {"Anna": True, "Asta": False, "Lars": True, "Bo": False}


def test_only_oneself_and_the_own_lead_note_and_change_an_absence(
    world: World, asta: Staff, lars: Staff
) -> None:
    with pytest.raises(access.NotFound):
        away(world, by=asta)
    absence_id = away(world, by=lars)
    page = f"/insatser/{world.programme.key}/team/franvaro/{absence_id}/"

    assert client_of(asta).get(page).status_code == 404
    client_of(world.anna).post(
        page, {"starts_on": world.today, "last_day": world.today + DAY, "reason": "illness",
               "cover_id": asta.pk, "version": 1},
    )  # fmt: skip
    row = Absence.unscoped.get()
    assert (row.ends_on, row.cover_id) == (world.today + 2 * DAY, asta.pk)
    client_of(world.anna).post(f"{page}ta-bort/")
    assert not Absence.unscoped.exists()


def test_back_up_of_another_organisation_needs_a_consent(world: World, maja: Enrolment) -> None:
    told = {"by": world.viewer(world.anna), "enrolment_id": maja.pk, "on": world.today}

    with pytest.raises(Denied):
        cover.name_back_up(staff_id=world.bo.pk, **told)
    world.ground(maja, world.bo_org, Part.IDENTITY)
    cover.name_back_up(staff_id=world.bo.pk, **told)

    assert "Bo" in client_of(world.anna).get(f"/deltagare/{maja.pk}/i-korthet/").content.decode()


def test_main_coach_is_not_their_own_back_up(world: World, maja: Enrolment) -> None:
    with pytest.raises(Denied):
        cover.name_back_up(
            by=world.viewer(world.anna), enrolment_id=maja.pk, staff_id=world.anna.pk,
            on=world.today,
        )  # fmt: skip


# ── Crisis ─────────────────────────────────────────────────────────────────────────────────────


def test_crisis_is_seen_by_who_may_see_the_support_needs_and_no_other(
    world: World, maja: Enrolment
) -> None:
    for part in (Part.IDENTITY, Part.PLAN, Part.CONTACTS):
        world.ground(maja, world.bo_org, part)
    client_of(world.anna).post(
        f"/deltagare/{maja.pk}/kris/", {"on": world.today, "note": "Vill ha lugn"}
    )
    meeting_id = _team_meeting(world)

    seen = {}
    for person in (world.anna, world.bo):
        pages = [f"/deltagare/{maja.pk}/i-korthet/", f"/moten/{meeting_id}/"]
        text = "".join(client_of(person).get(p).content.decode() for p in pages)
        seen[person.name] = ("Vill ha lugn" in text, "kris sedan" in text)

    assert seen == {"Anna": (True, True), "Bo": (False, False)}
    assert reading.crises(world.viewer(world.bo), maja.pk) == ()


def test_crisis_ends_and_the_next_can_begin(world: World, maja: Enrolment) -> None:
    page, anna = f"/deltagare/{maja.pk}/kris/", client_of(world.anna)
    anna.post(page, {"on": world.today - DAY, "note": ""})

    again = {"by": world.viewer(world.anna), "enrolment_id": maja.pk, "on": world.today}
    with pytest.raises(Denied):
        cover.note_crisis(note="", **again)
    anna.post(page, {"on": world.today, "note": "Lugnt nu", "version": 1})

    assert Crisis.unscoped.get().ends_on == world.today
    assert cover.note_crisis(note="", **again)


# ── Load, supervision, team meeting ────────────────────────────────────────────────────────────


def test_load_counts_now_leaving_and_without_end_in_alphabetical_order(
    world: World, asta: Staff, maja: Enrolment
) -> None:
    coached(world, "Stina", world.anna)
    cover.plan_end(
        by=world.viewer(world.anna), enrolment_id=maja.pk, ends=ExitKind.PLANNED,
        on=world.today + 30 * DAY, version=maja.version,
    )  # fmt: skip

    loads = reading.loads(
        world.viewer(asta), world.programme.pk, until=world.today + 91 * DAY,
        unlimited_by_default=True,
    )  # fmt: skip

    assert [(one.name, one.now, one.leaving, one.unlimited) for one in loads] == [
        ("Anna", 2, 1, 1), ("Asta", 0, 0, 0), ("Bo", 0, 0, 0)
    ]  # fmt: skip


def test_planned_day_needs_a_planned_exit(world: World, maja: Enrolment) -> None:
    with pytest.raises(Denied):
        cover.plan_end(
            by=world.viewer(world.anna), enrolment_id=maja.pk, ends=ExitKind.TIME_UNLIMITED,
            on=world.today + DAY, version=maja.version,
        )  # fmt: skip


def test_team_page_is_for_the_team(world: World) -> None:
    partner = world.staff("Dag", world.bo_org, Role.AGENCY_PARTNER)
    address = f"/insatser/{world.programme.key}/team/"

    assert client_of(world.bo).get(address).status_code == 200
    for outside in (world.cecilia, partner):
        assert client_of(outside).get(address).status_code == 404


def test_team_meeting_shows_each_reader_the_persons_they_may_know(
    world: World, maja: Enrolment
) -> None:
    meeting_id = _team_meeting(world)

    anna = client_of(world.anna).get(f"/moten/{meeting_id}/").content.decode()
    bo = client_of(world.bo).get(f"/moten/{meeting_id}/").content.decode()

    assert "Maja Holmkvist" in anna
    assert "Holmkvist" not in bo


def test_supervision_stands_week_by_week(world: World, asta: Staff, lars: Staff) -> None:
    now = timezone.now()
    meetings.book(
        by=world.viewer(lars), programme_id=world.programme.pk, kind=MeetingKind.SUPERVISION,
        starts_at=now + timedelta(minutes=5), minutes=60, place=Place.OFFICE, now=now,
        staff_ids=[world.anna.pk],
    )  # fmt: skip
    address = f"/insatser/{world.programme.key}/team/handledning/"

    lead, own = (client_of(p).get(address).content.decode() for p in (lars, asta))

    assert ">Anna<" in lead and ">Asta<" in lead
    assert ">Anna<" not in own and ">Asta<" in own
    assert "Saknas" in lead


def _team_meeting(world: World) -> int:
    now = timezone.now()
    return meetings.book(
        by=world.viewer(world.anna), programme_id=world.programme.pk, kind=MeetingKind.TEAM,
        starts_at=now + DAY, minutes=60, place=Place.OFFICE, now=now, staff_ids=[world.bo.pk],
    )  # fmt: skip


# ── The mail of the day ────────────────────────────────────────────────────────────────────────


def told(world: World, person: Staff) -> bool:
    return mailing.tell(world.viewer(person), person.email or "", today=world.today)


def test_one_mail_a_day_says_how_many_and_nothing_else(world: World, maja: Enrolment) -> None:
    sent = [told(world, world.anna), told(world, world.anna)]

    letter = mail.outbox[0]
    assert sent == [True, False]
    assert len(mail.outbox) == 1
    assert letter.subject == "1 sak väntar i Framsteg"
    assert letter.body == "1 sak väntar i Framsteg\n\nhttp://127.0.0.1:8000/\n"
    assert letter.to == [world.anna.email]


def test_nothing_waits_means_no_mail(world: World) -> None:
    assert told(world, world.anna) is False
    assert mail.outbox == []


def test_the_mail_counts_what_my_day_shows_and_logs_no_reading(
    world: World, maja: Enrolment
) -> None:
    before = AccessLogEntry.unscoped.count()

    counted = count_due(world.viewer(world.anna))

    assert AccessLogEntry.unscoped.count() == before
    assert counted == len(my_day(world.viewer(world.anna))["due"])


def test_who_has_said_no_or_later_is_left_alone(world: World) -> None:
    calendars.set_notices(by=world.viewer(world.anna), daily=False, at_hour=7)
    calendars.set_notices(by=world.viewer(world.bo), daily=True, at_hour=15)
    world.staff("Asta", world.anna_org, Role.EMPLOYMENT_SPECIALIST)

    def names(hour: int) -> set[str]:
        return {s.name for s in calendar.to_be_told(today=world.today, hour=hour)}

    assert names(6) & {"Anna", "Bo", "Asta"} == set()
    assert names(9) & {"Anna", "Bo", "Asta"} == {"Asta"}
    assert names(15) & {"Anna", "Bo", "Asta"} == {"Asta", "Bo"}


def test_a_mail_of_the_day_that_fails_comes_later(
    world: World, maja: Enrolment, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: Any) -> None:
        raise OSError("no answer")

    with monkeypatch.context() as patched:
        patched.setattr("framsteg.integrations.mail.send_count", refuse)
        first = told(world, world.anna)

    assert (first, told(world, world.anna)) == (False, True)


def test_setting_is_saved_on_the_page(world: World) -> None:
    client_of(world.anna).post("/moten/kalender/besked/", {"at_hour": "9"})

    row = NoticeSetting.unscoped.get()
    assert (row.daily, row.at_hour) == (False, 9)


@pytest.mark.parametrize(
    "address",
    ["moten/", "moten/nytt/?slag=team", "moten/nytt/?slag=first_talk&person={case}",
     "moten/{meeting}/", "moten/{meeting}/andra/", "moten/{meeting}/hur-det-gick/",
     "moten/{meeting}/dagordning/", "moten/{meeting}/stall-in/", "moten/kalender/",
     "deltagare/{case}/moten/", "deltagare/{case}/i-korthet/", "deltagare/{case}/reservcoach/",
     "deltagare/{case}/kris/", "deltagare/{case}/planerat-slut/", "insatser/{key}/team/",
     "insatser/{key}/team/handledning/", "insatser/{key}/team/franvaro/"],
)  # fmt: skip
def test_every_page_of_the_team_opens(world: World, maja: Enrolment, address: str) -> None:
    meeting_id = _team_meeting(world)

    answer = client_of(world.anna).get(
        "/" + address.format(case=maja.pk, meeting=meeting_id, key=world.programme.key)
    )

    assert answer.status_code == 200
