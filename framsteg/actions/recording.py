"""How a row is written: with its version, its event, and never over somebody else's change."""

from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import models

from framsteg.access import Viewer
from framsteg.foundation.codes import Part
from framsteg.records.models import Enrolment, Event, Staff
from framsteg.rules.merging import Clash, merge


class Conflict(Exception):
    """Somebody changed the same fields since they were read. Nothing was saved.

    `clashes` says what stood, what stands and what was typed; `version` is the one to save
    against after choosing.
    """

    def __init__(self, clashes: tuple[Clash, ...], *, version: int, by: str) -> None:
        super().__init__(f"{len(clashes)} fields were changed by someone else")
        self.clashes = clashes
        self.version = version
        self.by = by


def create(
    row: Any,
    *,
    by: Viewer,
    verb: str,
    part: Part | None,
    enrolment_id: int | None = None,
    inside: str = "",
) -> Any:
    """Save a new row as the viewer's organisation's own, with its event. Returns the row.

    With `inside`, each value in that JSON column is told of by itself.
    """
    row.owner_id = row.owner_id or by.organisation_id
    row.created_by_id = by.staff_id
    row.save(force_insert=True)
    written = _written(row)
    if inside:
        written |= written.pop(inside, {})
    changes = {name: [None, _plain(value)] for name, value in written.items()}
    if isinstance(row, Enrolment):
        enrolment_id = row.pk
    _event(row, by=by, verb=verb, part=part, enrolment_id=enrolment_id, changes=changes)
    return row


def sent_before(row: Any, *, by: Viewer) -> int | None:
    """The id of the row that the very same form has saved already, by its `once` key.

    A form that somebody went back to and wrote anew carries the key of the first one: that is
    another row, which lets the key go.
    """
    first = type(row).unscoped.filter(once=row.once).first() if row.once else None
    if first is None:
        return None
    same_writer = (first.owner_id, first.created_by_id) == (by.organisation_id, by.staff_id)
    if same_writer and _written(first) == _written(row):
        return int(first.pk)
    row.once = None
    return None


def change(
    row: Any,
    values: Mapping[str, Any],
    *,
    by: Viewer,
    verb: str,
    part: Part | None,
    version: int | None = None,
    enrolment_id: int | None = None,
    reason: str = "",
    inside: str = "",
) -> bool:
    """Set `values` on a locked row. Returns whether anything changed.

    `version` is the one the writer read; None for a change that does not rest on what stood
    there (ending, withdrawing). Raises Conflict when both sides changed a field differently.
    With `inside`, the values are those of that JSON column, each with a history of its own.
    """
    if version is not None and version != row.version:
        values = _merged(row, values, version, inside)
    stands = {name: _standing(row, name, inside) for name in values}
    changes = {
        name: [_plain(stands[name]), _plain(value)]
        for name, value in values.items()
        if stands[name] != value
    }
    if not changes:
        return False
    changed = {name: values[name] for name in changes}
    if inside:
        changed = {inside: {**getattr(row, inside), **changed}}
    for name, value in changed.items():
        setattr(row, name, value)
    row.version += 1
    row.save(update_fields=[*changed, "version"])
    _event(
        row, by=by, verb=verb, part=part, enrolment_id=enrolment_id, changes=changes, reason=reason
    )
    return True


def remove(row: Any, *, by: Viewer, verb: str, part: Part, enrolment_id: int | None) -> None:
    """Take back a row; what it said stays in the event."""
    changes = {name: [_plain(value), None] for name, value in _written(row).items()}
    _event(row, by=by, verb=verb, part=part, enrolment_id=enrolment_id, changes=changes)
    row.delete()


def note(
    row: Any,
    *,
    by: Viewer,
    verb: str,
    part: Part | None,
    enrolment_id: int | None,
    changes: Mapping[str, list[Any]] | None = None,
    reason: str = "",
) -> None:
    """An event about something that is not one row's columns (a coach assigned, a list loaded)."""
    _event(
        row,
        by=by,
        verb=verb,
        part=part,
        enrolment_id=enrolment_id,
        changes={name: [_plain(a), _plain(b)] for name, (a, b) in (changes or {}).items()},
        reason=reason,
    )


def _standing(row: Any, name: str, inside: str) -> Any:
    return getattr(row, inside).get(name, "") if inside else getattr(row, name)


def _merged(row: Any, yours: Mapping[str, Any], version: int, inside: str) -> Mapping[str, Any]:
    later = Event.unscoped.filter(
        subject=row._meta.model_name, subject_id=row.pk, version__gt=version
    ).order_by("-id")
    stood = {name: _standing(row, name, inside) for name in yours}
    last_by = ""
    for event in later:  # newest first: the oldest value wins in the end
        last_by = last_by or _name(event.staff_id)
        for name, (before, _after) in event.changes.items():
            if name in stood:
                stood[name] = before if inside else row._meta.get_field(name).to_python(before)
    theirs = {name: _standing(row, name, inside) for name in yours}
    merged = merge(original=stood, theirs=theirs, yours=yours)
    if merged.clashes:
        raise Conflict(merged.clashes, version=row.version, by=last_by)
    return merged.values


def _name(staff_id: int | None) -> str:
    row = Staff.objects.filter(pk=staff_id).first() if staff_id else None
    return row.name if row else ""


def _written(row: models.Model) -> dict[str, Any]:
    """The columns that say something: not the technical ones, not the empty ones."""
    technical = set(row.Privacy.technical)  # type: ignore[attr-defined]
    columns = ((f.name, f.attname) for f in row._meta.concrete_fields if f.name not in technical)
    values = {name: getattr(row, attribute) for name, attribute in columns}
    return {name: value for name, value in values.items() if value not in (None, "")}


def _event(
    row: Any,
    *,
    by: Viewer,
    verb: str,
    part: Part | None,
    enrolment_id: int | None,
    changes: Mapping[str, list[Any]],
    reason: str = "",
) -> None:
    Event.unscoped.create(
        staff_id=by.staff_id,
        organisation_id=getattr(row, "owner_id", None) or by.organisation_id,
        enrolment_id=enrolment_id,
        verb=verb,
        subject=row._meta.model_name,
        subject_id=row.pk,
        version=getattr(row, "version", None),
        part=part or "",
        changes=dict(changes),
        reason=reason,
    )


def _plain(value: Any) -> Any:
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, (date, datetime, time, Decimal, UUID)):
        return str(value)
    return value
