"""Workplaces of an employer, and the inventory of tasks at each of them."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from framsteg.access import Viewer
from framsteg.access.reading.identity import NotFound
from framsteg.actions import recording
from framsteg.actions.employers import require_coach
from framsteg.foundation.decision import deny, require
from framsteg.foundation.text import say
from framsteg.records.models import Workplace, WorkplaceTask


@transaction.atomic
def change(*, by: Viewer, workplace_id: int, version: int, **values: Any) -> int:
    """Change name or place against the version that was read. Returns the employer."""
    row = _workplace(by, workplace_id)
    name = values.get("name", row.name)
    others = Workplace.objects.filter(employer=row.employer_id, name=name).exclude(pk=row.pk)
    if others.exists():
        require(deny(say("{name} is already a workplace of this employer.", name=name)))
    recording.change(row, values, by=by, verb="workplaces.change", part=None, version=version)
    return row.employer_id


@transaction.atomic
def close(*, by: Viewer, workplace_id: int, on: date) -> int:
    """Nobody works there any more: it is kept with its visits, and no longer offered."""
    row = _workplace(by, workplace_id)
    if on > by.today:
        require(deny(say("Close the workplace when the day has come.")))
    recording.change(row, {"closed_on": on}, by=by, verb="workplaces.close", part=None)
    return row.employer_id


@transaction.atomic
def reopen(*, by: Viewer, workplace_id: int) -> int:
    """Take the closing back. Returns the employer."""
    row = _workplace(by, workplace_id)
    recording.change(row, {"closed_on": None}, by=by, verb="workplaces.reopen", part=None)
    return row.employer_id


@transaction.atomic
def add_task(
    *, by: Viewer, workplace_id: int, what: str, once: UUID | None = None, **values: Any
) -> int:
    """Add a task to the workplace's inventory; the same form sent twice saves once."""
    row = _workplace(by, workplace_id)
    before = WorkplaceTask.objects.filter(once=once).first() if once else None
    if before is not None and (before.workplace_id, before.what) == (row.pk, what):
        return before.pk
    task = WorkplaceTask.objects.create(
        workplace=row, what=what, once=None if before else once, **values
    )
    recording.note(task, by=by, verb="workplaces.add_task", part=None, enrolment_id=None)
    return task.pk


@transaction.atomic
def change_task(*, by: Viewer, task_id: int, version: int, **values: Any) -> int:
    """Change a task against the version that was read. Returns the workplace."""
    task = _task(by, task_id)
    recording.change(task, values, by=by, verb="workplaces.change_task", part=None, version=version)
    return task.workplace_id


@transaction.atomic
def remove_task(*, by: Viewer, task_id: int) -> tuple[int, dict[str, Any]]:
    """Take a task out of the inventory. Returns the workplace, and the values to put it back."""
    task = _task(by, task_id)
    columns = ("what", "rhythm", "by_whom", "way", "carving", "note")
    values = {name: getattr(task, name) for name in columns}
    gone = {name: [value, None] for name, value in values.items() if value}
    recording.note(
        task, by=by, verb="workplaces.remove_task", part=None, enrolment_id=None, changes=gone
    )
    workplace_id = task.workplace_id
    task.delete()
    return workplace_id, values


def _workplace(by: Viewer, workplace_id: int) -> Workplace:
    require_coach(by)
    row = Workplace.objects.select_for_update().filter(pk=workplace_id).first()
    if row is None:
        raise NotFound
    return row


def _task(by: Viewer, task_id: int) -> WorkplaceTask:
    require_coach(by)
    row = WorkplaceTask.objects.select_for_update().filter(pk=task_id).first()
    if row is None:
        raise NotFound
    return row
