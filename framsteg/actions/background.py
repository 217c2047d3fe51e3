"""What the pages left for the worker and did not go well: tried again, shown, put aside.

Django's task interface says what is to be done and keeps it in the database; when something is
tried again it leaves to us. Each task is done at least once and must bear to be done twice: a
worker can be killed between the work and the word that it is done.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from framsteg.access import Viewer
from framsteg.foundation.decision import require
from framsteg.foundation.traces import trace_without_values

log = logging.getLogger(__name__)

BACK_OFF = (
    timedelta(seconds=30), timedelta(minutes=2), timedelta(minutes=10), timedelta(hours=1),
    timedelta(hours=6),
)  # fmt: skip
"""How long a task waits after each try that failed. After the last it waits for a person."""

ASIDE = "aside"
"""The queue of failed tasks that somebody has looked at and let be."""

KILLED = "framsteg.KilledWorker"
"""Stands where the kind of error would, for a task whose worker went away while it ran."""


@dataclass(frozen=True)
class FailedTask:
    """For the administrator: what it was, how often it was tried, what kind of error, where.

    No argument and no value of an error is here: they may be about a person.
    """

    id: str
    path: str
    enqueued_at: datetime
    failed_at: datetime
    tries: int
    error: str
    trace: str
    next_try: datetime | None


def run(row: Any) -> bool:
    """Do one task that a worker has taken, and keep how it went. Whether it went well.

    Raises what the database raises when even that cannot be kept; see `give_back`.
    """
    try:
        done = row.task.call(*row.args_kwargs["args"], **row.args_kwargs["kwargs"])
        row.set_successful(done)
    except Exception as error:
        _failed(row, _kind(error), trace_without_values(error, error.__traceback__))
        return False
    except BaseException:
        give_back(row.worker_ids[-1])  # told to stop at once: nothing was wrong with the task
        raise
    _earlier_failures(row).update(queue_name=ASIDE)
    return True


def give_back(worker_id: str) -> int:
    """Let what this worker had begun be begun anew; the worker is doing nothing of it now."""
    return sum(_release(row) for row in _running() if row.worker_ids[-1] == worker_id)


def give_back_abandoned(is_alive: Callable[[str], bool]) -> int:
    """The same for what any worker had begun that is no longer alive."""
    gone = [row for row in _running() if not is_alive(row.worker_ids[-1])]
    return sum(_release(row) for row in gone)


def failures(viewer: Viewer) -> list[FailedTask]:
    """The tasks that failed at their last try, newest first, and those that wait for another."""
    require(viewer.may_administer())
    shown = _failed_rows() | DBTaskResult.objects.filter(
        status=TaskResultStatus.READY, finished_at__isnull=False
    )
    return [_told(row) for row in shown.order_by("-finished_at")]


def failed_count() -> int:
    return _failed_rows().count()


def waiting() -> tuple[int, float]:
    """How many tasks are ready to be done, and for how many seconds the oldest has been."""
    ready = DBTaskResult.objects.ready().order_by()
    oldest = ready.values_list("enqueued_at", flat=True).order_by("enqueued_at").first()
    seconds = (timezone.now() - oldest).total_seconds() if oldest else 0.0
    return ready.count(), max(0.0, seconds)


@transaction.atomic
def try_again(*, by: Viewer, task_id: str) -> bool:
    """Give a failed task all its tries anew, from now on. False where it has gone since."""
    require(by.may_administer())
    row = _locked(task_id)
    if row is None:
        return False
    row.status, row.worker_ids, row.queue_name = TaskResultStatus.READY, [], "default"
    row.run_after, row.finished_at = timezone.now(), None
    row.save(update_fields=["status", "worker_ids", "queue_name", "run_after", "finished_at"])
    log.info("Task %s is tried again, asked by staff %s", row.task_path, by.staff_id)
    return True


@transaction.atomic
def put_aside(*, by: Viewer, task_id: str) -> bool:
    """Let a failed task be; its trace is kept for a month. False where it has gone since."""
    require(by.may_administer())
    row = _locked(task_id)
    if row is None:
        return False
    row.status, row.queue_name = TaskResultStatus.FAILED, ASIDE
    row.save(update_fields=["status", "queue_name"])
    log.info("Task %s is put aside by staff %s", row.task_path, by.staff_id)
    return True


def _locked(task_id: str) -> Any:
    """A failed task, or one that waits for its next try."""
    rows = DBTaskResult.objects.select_for_update().filter(pk=task_id, finished_at__isnull=False)
    return rows.filter(status__in=[TaskResultStatus.FAILED, TaskResultStatus.READY]).first()


def _failed_rows() -> "QuerySet[Any]":
    return DBTaskResult.objects.failed().exclude(queue_name=ASIDE)


def _running() -> list[Any]:
    return list(DBTaskResult.objects.running())


def _release(row: Any) -> int:
    if len(row.worker_ids) > len(BACK_OFF):
        _failed(row, KILLED, "")
        return 1
    log.warning("Task %s was left half-way and is begun anew", row.task_path)
    # Only if it still is what we read: its worker may have come to its end meanwhile.
    return DBTaskResult.objects.filter(
        pk=row.pk, status=TaskResultStatus.RUNNING, started_at=row.started_at
    ).update(status=TaskResultStatus.READY, run_after=timezone.now())


def _failed(row: Any, kind: str, trace: str) -> None:
    tries = len(row.worker_ids)
    row.finished_at, row.exception_class_path, row.traceback = timezone.now(), kind, trace
    if tries <= len(BACK_OFF):
        row.status = TaskResultStatus.READY
        row.run_after = row.finished_at + BACK_OFF[tries - 1]
        log.warning("Task %s failed (%s) and is tried again", row.task_path, kind)
    else:
        row.status = TaskResultStatus.FAILED
        log.error("Task %s failed %d times (%s) and waits for a person", row.task_path, tries, kind)
    row.save(
        update_fields=["status", "run_after", "finished_at", "exception_class_path", "traceback"]
    )


def _earlier_failures(row: Any) -> "QuerySet[Any]":
    """A chore that goes well again has mended what it failed to do before."""
    if row.args_kwargs["args"] or row.args_kwargs["kwargs"]:
        return DBTaskResult.objects.none()
    return _failed_rows().filter(task_path=row.task_path)


def _kind(error: BaseException) -> str:
    return f"{type(error).__module__}.{type(error).__qualname__}"


def _told(row: Any) -> FailedTask:
    again = row.status == TaskResultStatus.READY
    return FailedTask(
        id=str(row.pk),
        path=row.task_path,
        enqueued_at=row.enqueued_at,
        failed_at=row.finished_at,
        tries=len(row.worker_ids),
        error=row.exception_class_path,
        trace=row.traceback,
        next_try=row.run_after if again else None,
    )
