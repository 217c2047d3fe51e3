"""People to talk to at an employer: written down with their yes, gone when they take it back.

The events say that somebody was written down, changed or removed, never who: a name in a log that
cannot be changed would outlive the yes it rested on.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from framsteg.access import Viewer
from framsteg.access.reading.identity import NotFound
from framsteg.actions import recording
from framsteg.actions.employers import employer_to_change, require_coach
from framsteg.foundation.codes import ConsentGiven
from framsteg.foundation.decision import deny, require
from framsteg.foundation.text import say
from framsteg.records.models import ContactPerson, Workplace
from framsteg.rules import contacts as rule
from framsteg.rules.merging import Clash


@transaction.atomic
def add(
    *,
    by: Viewer,
    employer_id: int,
    name: str,
    agreed: bool,
    agreed_on: date,
    agreed_how: ConsentGiven,
    workplace_id: int | None = None,
    once: UUID | None = None,
    **values: Any,
) -> int:
    """Write a contact person down, with when and how they said yes to it."""
    require_coach(by)
    _require_yes(agreed)
    require(rule.has_happened(on=agreed_on, today=by.today))
    employer_id = employer_to_change(employer_id).pk
    _require_workplace(employer_id, workplace_id)
    before = ContactPerson.unscoped.filter(once=once).first() if once else None
    if before is not None and (before.employer_id, before.name) == (employer_id, name):
        return before.pk
    row = ContactPerson(
        owner_id=by.organisation_id,
        created_by_id=by.staff_id,
        employer_id=employer_id,
        workplace_id=workplace_id,
        name=name,
        agreed_on=agreed_on,
        agreed_how=agreed_how,
        once=None if before else once,
        **values,
    )
    row.save(force_insert=True)
    recording.note(row, by=by, verb="contact_persons.add", part=None, enrolment_id=None)
    return row.pk


@transaction.atomic
def change(*, by: Viewer, person_id: int, version: int, **values: Any) -> int:
    """Change what is written down. May raise Conflict. Returns the employer."""
    row = _own(by, person_id)
    _require_workplace(row.employer_id, values.get("workplace_id"))
    _require_same_version(row, values, version)
    for name, value in values.items():
        setattr(row, name, value)
    row.version += 1
    row.save(update_fields=[*values, "version"])
    recording.note(row, by=by, verb="contact_persons.change", part=None, enrolment_id=None)
    return row.employer_id


@transaction.atomic
def withdraw(*, by: Viewer, person_id: int) -> int:
    """The yes is taken back: the person is removed at once. Returns the employer."""
    row = _own(by, person_id)
    recording.note(row, by=by, verb="contact_persons.withdraw", part=None, enrolment_id=None)
    employer_id = row.employer_id
    row.delete()
    return employer_id


def _require_yes(agreed: bool) -> None:
    if not agreed:
        require(deny(say("Without their yes a contact person is not written down.")))


def _require_workplace(employer_id: int, workplace_id: int | None) -> None:
    if workplace_id is None:
        return
    if not Workplace.objects.filter(pk=workplace_id, employer=employer_id).exists():
        raise NotFound


def _require_same_version(row: ContactPerson, values: Mapping[str, Any], version: int) -> None:
    """What stood when it was read is not kept, so every field that differs is asked about."""
    if version == row.version:
        return
    clashes = tuple(
        Clash(name, None, getattr(row, name), value)
        for name, value in values.items()
        if getattr(row, name) != value
    )
    if clashes:
        raise recording.Conflict(clashes, version=row.version, by="")


def _own(by: Viewer, person_id: int) -> ContactPerson:
    """The locked row, for the organisation that got the yes."""
    require_coach(by)
    rows = ContactPerson.unscoped.select_for_update()
    row = rows.filter(pk=person_id, owner=by.organisation_id).first()
    if row is None:
        raise NotFound
    return row
