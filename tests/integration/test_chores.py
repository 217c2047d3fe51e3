"""What the worker does by the clock."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.utils.module_loading import import_string
from django_tasks_db.models import DBTaskResult

from framsteg.config import chores

pytestmark = pytest.mark.django_db


def test_each_chore_is_started_once_within_its_interval() -> None:
    first, second = chores.start_due(), chores.start_due()

    assert first == [chore.name for chore in chores.CHORES]
    assert second == []
    assert DBTaskResult.objects.count() == len(chores.CHORES)


def test_chore_is_due_again_after_its_interval(monkeypatch: pytest.MonkeyPatch) -> None:
    often = chores.Chore("often", timedelta(0), "framsteg.config.tasks.tidy")
    monkeypatch.setattr(chores, "CHORES", (often,))

    assert chores.start_due() == chores.start_due() == ["often"]


@pytest.mark.parametrize("chore", chores.CHORES, ids=lambda chore: chore.name)
def test_chore_runs_in_an_installation_without_programmes(chore: chores.Chore) -> None:
    import_string(chore.task).func()


def test_no_figure_is_more_than_five_minutes_behind_the_work() -> None:
    (every,) = [chore.every for chore in chores.CHORES if chore.name == "snapshot"]

    assert every + timedelta(seconds=chores.TICK_SECONDS) < timedelta(minutes=5)


def test_worker_tells_that_it_is_alive(monkeypatch: pytest.MonkeyPatch) -> None:
    assert chores.worker_seen_seconds_ago() is None
    stopping = threading.Event()
    monkeypatch.setattr(chores, "start_due", stopping.set)
    monkeypatch.setattr(chores, "close_old_connections", lambda: None)

    chores.keep_time(stopping, "w")

    seen = chores.worker_seen_seconds_ago()
    assert seen is not None
    assert 0 <= seen < 5
    cache.clear()


@pytest.mark.parametrize("jump", [timedelta(days=-400), timedelta(days=400)])
def test_a_clock_that_jumps_stops_no_chore(jump: timedelta) -> None:
    chores.start_due()
    jumped = datetime.now(UTC) + jump

    with time_machine.travel(jumped, tick=True):
        after_the_jump, again = chores.start_due(), chores.start_due()
    back = chores.start_due()

    assert after_the_jump == [chore.name for chore in chores.CHORES]
    assert again == []
    assert back == after_the_jump
