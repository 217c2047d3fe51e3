"""Efforts that are not logged otherwise: noted, changed and taken back."""

from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from framsteg.access import Viewer
from framsteg.access.changing import enrolment_to_write_in, own_row_to_change
from framsteg.actions import recording, summaries
from framsteg.foundation.codes import Part
from framsteg.foundation.decision import require
from framsteg.records.models import Effort
from framsteg.rules import contacts
from framsteg.rules import efforts as rule


@dataclass(frozen=True)
class Noted:
    """What is done, by which party, when. `last_day` is a day inside; None: it goes on."""

    what: str
    starts_on: date
    last_day: date | None = None
    organisation_id: int | None = None
    organisation_name: str = ""
    responsible_name: str = ""


@transaction.atomic
def note(*, by: Viewer, enrolment_id: int, effort: Noted, once: UUID | None = None) -> int:
    """Note an effort. Returns its id; the same `once` key saves once."""
    enrolment = enrolment_to_write_in(by, enrolment_id)
    row = Effort(enrolment=enrolment, once=once, **_fitted(by, effort))
    already = recording.sent_before(row, by=by)
    if already is not None:
        return already
    recording.create(row, by=by, verb="efforts.note", part=Part.PLAN, enrolment_id=enrolment_id)
    summaries.writes_in(enrolment_id, by.organisation_id)
    return row.pk


@transaction.atomic
def change(*, by: Viewer, effort_id: int, effort: Noted, version: int) -> None:
    """Change an effort, against the version that was read. May raise Conflict."""
    row = own_row_to_change(by, Effort, effort_id)
    recording.change(
        row, _fitted(by, effort), by=by, verb="efforts.change", part=Part.PLAN, version=version,
        enrolment_id=row.enrolment_id,
    )  # fmt: skip


@transaction.atomic
def take_back(*, by: Viewer, effort_id: int) -> int:
    """Undo an effort one noted oneself; it stays in the history. Returns the enrolment."""
    row = own_row_to_change(by, Effort, effort_id)
    require(contacts.may_take_back(author_id=row.created_by_id, staff_id=by.staff_id))
    enrolment_id = row.enrolment_id
    recording.remove(
        row, by=by, verb="efforts.take_back", part=Part.PLAN, enrolment_id=enrolment_id
    )
    return enrolment_id


def _fitted(by: Viewer, effort: Noted) -> dict[str, object]:
    """The columns; an organisation that is chosen needs no name beside."""
    values = asdict(effort)
    if effort.organisation_id:
        values["organisation_name"] = ""
    require(
        rule.may_note(
            starts_on=effort.starts_on,
            last_day=effort.last_day,
            has_party=bool(effort.organisation_id or effort.organisation_name.strip()),
            today=by.today,
        )
    )
    return values
