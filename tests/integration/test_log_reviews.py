"""The officer goes through the log: in reach, with reasons, without names, kept for good."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from framsteg import access
from framsteg.access.reading import log_reviews as reading
from framsteg.actions import log_reviews
from framsteg.foundation.codes import FoundBy, LogOutcome, Part, Role
from framsteg.foundation.decision import Denied
from framsteg.records.models import (
    AccessLogEntry,
    Assignment,
    ConflictOfInterest,
    Event,
    LogReview,
    LogSample,
    Staff,
)
from tests.factories.world import World

WHERE = "participants:file"


@pytest.fixture
def world(db: None) -> World:
    world = World(today=timezone.localdate())
    world.oskar = world.staff("Oskar", world.anna_org, Role.DATA_PROTECTION_OFFICER)
    return world


def at(hour: int, minute: int = 0) -> Any:
    """A weekday's hour, so that no rule of time finds what it is not asked of."""
    today = timezone.localtime().replace(hour=hour, minute=minute, second=0, microsecond=0)
    return today - timedelta(days=1 + max(0, (today - timedelta(days=1)).weekday() - 4))


def opened(world: World, staff: Staff, case: Any, **values: Any) -> int:
    """A file opened, as the room logs it."""
    told = {"at": at(10), "parts": "plan", "grounds": "own", "purpose": "casework", **values}
    row = AccessLogEntry.unscoped.create(
        staff_id=staff.pk, organisation_id=staff.organisation_id, enrolment_id=case.pk,
        where=told.pop("where", WHERE), **told,
    )  # fmt: skip
    return row.pk


def own(world: World, staff: Staff, case: Any) -> None:
    Assignment.unscoped.create(enrolment=case, staff=staff, starts_on=world.today)


def found(world: World, by: Staff | None = None) -> set[tuple[FoundBy, int | None]]:
    lines = reading.found(
        world.viewer(by or world.oskar),
        since=timezone.now() - timedelta(days=10), until=timezone.now() + timedelta(days=1),
    )  # fmt: skip
    return {(line.finding.found_by, line.finding.case_id) for line in lines}


def test_a_coach_with_a_task_is_not_found(world: World) -> None:
    case = world.case()
    own(world, world.anna, case)
    opened(world, world.anna, case)

    assert found(world) == set()


def test_each_reason_is_found_from_the_records(world: World) -> None:
    names = ("Uppgift", "Skyddad", "Jävsson", "Kollegan")
    task, protected, partial, alike = (world.case(family=name) for name in names)
    for case in (protected, partial, alike):
        own(world, world.anna, case)
    protected.participant.protected_identity = True
    protected.participant.save()
    ConflictOfInterest.unscoped.create(staff=world.anna, enrolment=partial, declared_on=world.today)
    world.staff("åsa kollegan", world.anna_org)
    for n, case in enumerate((task, protected, partial, alike)):
        opened(world, world.anna, case, at=at(10, n))
    opened(world, world.anna, protected, at=at(23))
    opened(world, world.anna, alike, at=at(11), grounds="own,emergency")

    assert found(world) == {
        (FoundBy.NO_TASK, task.pk),
        (FoundBy.PROTECTED, protected.pk),
        (FoundBy.OUTSIDE_HOURS, protected.pk),
        (FoundBy.CONFLICT, partial.pk),
        (FoundBy.NAMED_ALIKE, alike.pk),
        (FoundBy.EMERGENCY, alike.pk),
    }


def test_the_officer_reaches_own_staff_and_own_persons_and_nobody_elses(world: World) -> None:
    ours, theirs = world.case(), world.case(owner=world.bo_org)
    mine = opened(world, world.anna, theirs)
    of_ours = opened(world, world.bo, ours)
    beyond = opened(world, world.bo, theirs)
    viewer = world.viewer(world.oskar)

    assert reading.opening(viewer, mine).reader == "Anna"
    assert reading.opening(viewer, of_ours).reader == "Bo"
    with pytest.raises(access.NotFound):
        reading.opening(viewer, beyond)
    with pytest.raises(access.NotFound):
        log_reviews.record(
            by=viewer, log_id=beyond, found_by=FoundBy.SAMPLE, outcome=LogOutcome.IN_ORDER,
            note="", now=timezone.now(),
        )  # fmt: skip


@pytest.mark.parametrize("role", [Role.TEAM_LEAD, Role.ADMINISTRATOR, Role.EVALUATOR])
def test_nobody_else_goes_through_the_log(world: World, role: Role) -> None:
    client = Client()
    client.force_login(world.staff("Någon", world.anna_org, role))
    log_id = opened(world, world.anna, world.case())

    pages = [client.get("/granskning/"), client.post("/granskning/stickprov/"),
             client.get(f"/granskning/{log_id}/sample/")]  # fmt: skip

    assert [page.status_code for page in pages] == [404, 404, 404]


def test_the_page_names_readers_and_no_person(world: World) -> None:
    case = world.case("Malte", "Hemlig")
    opened(world, world.anna, case)
    client = Client()
    client.force_login(world.oskar)

    page = client.get("/granskning/?dagar=7").content.decode()

    assert "Anna" in page
    assert f"ärende {case.pk}" in page
    assert "Malte" not in page
    assert "Hemlig" not in page


def test_a_review_is_recorded_with_who_when_and_what_and_another_look_is_another_row(
    world: World,
) -> None:
    log_id = opened(world, world.anna, world.case())
    client = Client()
    client.force_login(world.oskar)
    here = f"/granskning/{log_id}/no_task/"

    refused = client.post(here, {"outcome": "asked", "note": ""})
    client.post(here, {"outcome": "asked", "note": "Frågat Anna: täckte för Bo."})
    client.post(here, {"outcome": "in_order", "note": ""})

    assert refused.status_code == 422
    lines = reading.reviews_of(world.viewer(world.oskar), log_id)
    assert [(line.outcome, line.by) for line in lines] == [
        (LogOutcome.IN_ORDER, "Oskar"),
        (LogOutcome.ASKED, "Oskar"),
    ]
    assert "Frågat Anna: täckte för Bo." in client.get("/granskning/").content.decode()
    assert Event.unscoped.filter(verb="log_reviews.record").count() == 2


def test_a_sample_is_kept_as_it_was_drawn(world: World) -> None:
    for n in range(12):
        opened(world, world.anna, world.case(), at=at(10, n))
    viewer = world.viewer(world.oskar)
    log_reviews.draw(
        by=viewer, since=timezone.now() - timedelta(days=10), until=timezone.now(), seed=3,
        now=timezone.now(),
    )  # fmt: skip
    first = reading.latest_sample(viewer)

    for n in range(5):
        opened(world, world.anna, world.case(), at=at(11, n))

    assert first is not None
    assert len(first.openings) == log_reviews.SAMPLE_SIZE
    assert reading.latest_sample(viewer) == first


def test_nothing_is_drawn_where_nobody_has_read(world: World) -> None:
    with pytest.raises(Denied):
        log_reviews.draw(
            by=world.viewer(world.oskar), since=timezone.now() - timedelta(days=10),
            until=timezone.now(), seed=3, now=timezone.now(),
        )  # fmt: skip


@pytest.mark.parametrize("model", [LogReview, LogSample])
def test_the_database_refuses_to_change_or_remove_what_was_found(world: World, model: Any) -> None:
    log_id = opened(world, world.anna, world.case())
    by, now = world.viewer(world.oskar), timezone.now()
    log_reviews.record(
        by=by, log_id=log_id, found_by=FoundBy.SAMPLE, outcome=LogOutcome.BREACH, note="Ja.",
        now=now,
    )  # fmt: skip
    log_reviews.draw(by=by, since=now - timedelta(days=10), until=now, seed=1, now=now)
    table = model._meta.db_table

    for statement in (f"UPDATE {table} SET by_id = by_id", f"DELETE FROM {table}"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    with pytest.raises(TypeError):
        model.unscoped.all().delete()


def test_what_the_room_logs_is_what_the_review_reads(world: World) -> None:
    """A page of one person, through the site, is an opening; the list of all is none."""
    case, other = world.case(), world.case(family="Annan")
    own(world, world.anna, other)
    client = Client()
    client.force_login(world.anna)

    client.get("/deltagare/")
    client.get(f"/deltagare/{case.pk}/")

    reads = reading.opened(
        world.viewer(world.oskar), since=timezone.now() - timedelta(hours=1),
        until=timezone.now() + timedelta(hours=1),
    )  # fmt: skip
    assert {read.case_id for read in reads} == {case.pk}
    assert Part.PLAN in reading.opening(world.viewer(world.oskar), reads[0].log_id).parts
