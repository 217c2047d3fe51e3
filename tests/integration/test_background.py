"""Tasks that fail: tried again with longer and longer waits, then shown to an administrator."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult

from framsteg.actions import background
from framsteg.config import chores, tasks, working
from framsteg.foundation.codes import Role
from framsteg.foundation.decision import Denied
from framsteg.web.presenters.background import name
from tests.factories import trial_tasks
from tests.factories.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def alva(world: World) -> Any:
    return world.staff("Alva", world.anna_org, Role.ADMINISTRATOR)


@pytest.fixture
def administrator(client: Client, alva: Any) -> Client:
    client.force_login(alva)
    return client


@pytest.fixture
def within_the_tests_transaction(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker opens transactions and closes connections of its own; here it shares the test's."""
    monkeypatch.setattr(db_worker, "exclusive_transaction", lambda _using: transaction.atomic())
    monkeypatch.setattr(db_worker, "close_old_connections", lambda: None)
    monkeypatch.setattr(working.connections, "close_all", lambda: None)


def the_task() -> Any:
    return DBTaskResult.objects.get()


def try_once() -> Any:
    """What a worker does with the one task there is, whenever it was to be tried."""
    row = the_task()
    row.claim("worker")
    background.run(row)
    return the_task()


def failed_for_good() -> Any:
    trial_tasks.fails.enqueue()
    for _each in range(len(background.BACK_OFF) + 1):
        row = try_once()
    return row


def test_waits_grow_and_after_the_sixth_try_it_waits_for_a_person() -> None:
    trial_tasks.fails.enqueue()
    waits = []
    for _each in background.BACK_OFF:
        row = try_once()
        waits.append(row.run_after - row.finished_at)
        assert row.status == TaskResultStatus.READY

    last = try_once()

    assert tuple(waits) == background.BACK_OFF
    assert list(waits) == sorted(waits)
    assert last.status == TaskResultStatus.FAILED
    assert background.failed_count() == 1


@pytest.mark.usefixtures("within_the_tests_transaction")
def test_a_task_that_waits_is_not_taken_before_its_time() -> None:
    trial_tasks.fails.enqueue()
    try_once()

    working.Worker("w", batch=True).work()

    assert len(the_task().worker_ids) == 1


def test_what_went_wrong_is_kept_without_what_it_was_about(caplog: Any) -> None:
    row = failed_for_good()

    kept = row.traceback + row.exception_class_path + caplog.text
    assert row.exception_class_path == "tests.factories.trial_tasks.Refused"
    assert "in fails" in row.traceback
    assert trial_tasks.NAME_OF_SOMEBODY not in kept
    assert trial_tasks.NUMBER_OF_SOMEBODY not in kept


@pytest.mark.usefixtures("within_the_tests_transaction")
def test_other_tasks_are_done_while_one_waits() -> None:
    trial_tasks.fails.enqueue()
    trial_tasks.goes_well.enqueue()

    working.Worker("w", batch=True).work()

    states = dict(DBTaskResult.objects.values_list("task_path", "status"))
    assert states == {
        "tests.factories.trial_tasks.fails": TaskResultStatus.READY,
        "tests.factories.trial_tasks.goes_well": TaskResultStatus.SUCCESSFUL,
    }


def test_a_task_of_a_version_that_has_gone_waits_for_a_person_like_others() -> None:
    trial_tasks.goes_well.enqueue()
    DBTaskResult.objects.update(task_path="framsteg.web.tasks.no_longer_there")

    row = try_once()

    assert row.status == TaskResultStatus.READY
    assert row.exception_class_path == "builtins.ImportError"


def test_what_a_dead_worker_had_begun_is_begun_anew_and_a_living_ones_is_not() -> None:
    for _each in range(2):
        trial_tasks.goes_well.enqueue()
    dead, living = DBTaskResult.objects.order_by("enqueued_at")
    dead.claim("dead")
    living.claim("living")

    given = background.give_back_abandoned(lambda worker: worker == "living")

    assert given == 1
    dead.refresh_from_db()
    living.refresh_from_db()
    assert (dead.status, living.status) == (TaskResultStatus.READY, TaskResultStatus.RUNNING)


def test_a_task_that_kills_its_worker_each_time_does_so_six_times_only() -> None:
    trial_tasks.goes_well.enqueue()
    for _each in range(len(background.BACK_OFF) + 1):
        row = the_task()
        row.claim("dead")
        background.give_back_abandoned(lambda _worker: False)

    row = the_task()
    assert row.status == TaskResultStatus.FAILED
    assert row.exception_class_path == background.KILLED


def test_a_worker_told_to_stop_at_once_leaves_its_task_to_the_next(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    trial_tasks.goes_well.enqueue()
    row = the_task()
    row.claim("w")

    def stop(*_arguments: Any) -> None:
        raise SystemExit(1)

    monkeypatch.setattr(type(row.task), "call", stop)
    with pytest.raises(SystemExit):
        background.run(row)

    assert the_task().status == TaskResultStatus.READY


@pytest.mark.usefixtures("within_the_tests_transaction")
def test_worker_outlives_a_database_that_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    trial_tasks.goes_well.enqueue()
    answers = iter([OperationalError, OperationalError])
    give_back = background.give_back

    def sometimes(worker_id: str) -> int:
        for error in answers:
            raise error
        return give_back(worker_id)

    monkeypatch.setattr(background, "give_back", sometimes)
    monkeypatch.setattr(working.time, "sleep", lambda _seconds: None)
    working.Worker("w", batch=True).work()

    assert the_task().status == TaskResultStatus.SUCCESSFUL


def test_a_chore_that_goes_well_again_has_mended_its_earlier_failure() -> None:
    failed_for_good()
    DBTaskResult.objects.update(task_path="tests.factories.trial_tasks.goes_well")
    trial_tasks.goes_well.enqueue()
    row = DBTaskResult.objects.get(status=TaskResultStatus.READY)
    row.claim("w")

    background.run(row)

    assert background.failed_count() == 0


def test_a_task_about_something_else_mends_nothing() -> None:
    trial_tasks.told.enqueue("wrong")
    DBTaskResult.objects.update(status=TaskResultStatus.FAILED, finished_at=timezone.now())
    trial_tasks.told.enqueue("right")
    row = DBTaskResult.objects.get(status=TaskResultStatus.READY)
    row.claim("w")

    background.run(row)

    assert background.failed_count() == 1


def test_what_failed_is_kept_for_a_year_and_what_was_put_aside_for_a_month(
    world: World, alva: Any
) -> None:
    row = failed_for_good()
    DBTaskResult.objects.update(finished_at=timezone.now() - timedelta(days=300))
    tasks.tidy.func()
    assert background.failed_count() == 1

    background.put_aside(by=world.viewer(alva), task_id=str(row.pk))
    tasks.tidy.func()

    assert not DBTaskResult.objects.exists()


def test_page_shows_what_failed_in_words_and_tries_it_again(administrator: Client) -> None:
    row = failed_for_good()

    page = administrator.get(reverse("background:list")).content.decode()
    answer = administrator.post(reverse("background:again", args=[row.pk]), follow=True)

    assert "6 gånger" in page
    assert trial_tasks.NAME_OF_SOMEBODY not in page
    assert "Uppgiften försöks igen nu." in answer.content.decode()
    row = the_task()
    assert (row.status, row.worker_ids) == (TaskResultStatus.READY, [])
    assert row.run_after <= timezone.now()


def test_page_puts_aside_and_says_so_when_somebody_else_was_first(administrator: Client) -> None:
    row = failed_for_good()

    first = administrator.post(reverse("background:aside", args=[row.pk]), follow=True)
    DBTaskResult.objects.all().delete()
    second = administrator.post(reverse("background:aside", args=[row.pk]), follow=True)

    assert "Uppgiften är lagd åt sidan." in first.content.decode()
    assert "Allt har gått bra" in first.content.decode()
    assert "någon annan" in second.content.decode()


def test_page_is_for_administrators_alone(client: Client, world: World) -> None:
    row = failed_for_good()
    client.force_login(world.anna)

    assert client.get(reverse("background:list")).status_code == 404
    assert client.post(reverse("background:again", args=[row.pk])).status_code == 404
    with pytest.raises(Denied):
        background.put_aside(by=world.viewer(world.anna), task_id=str(row.pk))


def test_every_chore_has_a_name_in_words() -> None:
    for chore in chores.CHORES:
        assert name(chore.task) != chore.task.rsplit(".", 1)[-1]
    assert name("framsteg.web.tasks.no_longer_there") == "no_longer_there"
