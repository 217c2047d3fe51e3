"""Marks that an entry has been copied into the own authority's journal."""

from uuid import UUID

from django.db import transaction

from framsteg.access import Viewer
from framsteg.access.changing import enrolment_to_write_in, own_row_to_change
from framsteg.access.reading.journal import PARTS, require_own
from framsteg.actions import recording
from framsteg.foundation.codes import Part
from framsteg.foundation.decision import require
from framsteg.foundation.journal_codes import JournalSubject
from framsteg.records.models import JournalCopy
from framsteg.rules import contacts as rule


@transaction.atomic
def mark(
    *,
    by: Viewer,
    enrolment_id: int,
    subject: JournalSubject,
    subject_id: int,
    system: str,
    once: UUID | None = None,
) -> int:
    """Mark an own entry as copied today to a named system. Returns the mark's id.

    The same `once` key marks once, however often the form is sent.
    """
    enrolment = enrolment_to_write_in(by, enrolment_id)
    require_own(by, enrolment, subject, subject_id)
    row = JournalCopy(
        enrolment=enrolment,
        subject=subject,
        subject_id=subject_id,
        part=PARTS[subject],
        copied_on=by.today,
        system=system,
        once=once,
    )
    already = recording.sent_before(row, by=by)
    if already is not None:
        return already
    recording.create(
        row, by=by, verb="journal.mark", part=PARTS[subject], enrolment_id=enrolment.pk
    )
    return row.pk


@transaction.atomic
def take_back(*, by: Viewer, copy_id: int) -> int:
    """Undo a mark one made oneself. Returns the enrolment."""
    row = own_row_to_change(by, JournalCopy, copy_id)
    require(rule.may_take_back(author_id=row.created_by_id, staff_id=by.staff_id))
    enrolment_id = row.enrolment_id
    recording.remove(
        row, by=by, verb="journal.take_back", part=Part(row.part), enrolment_id=enrolment_id
    )
    return enrolment_id


def forget(*, by: Viewer, subject: JournalSubject, subject_id: int) -> None:
    """The entry is taken back: its marks go with it, and stay in the history."""
    for row in JournalCopy.unscoped.filter(subject=subject, subject_id=subject_id):
        recording.remove(
            row,
            by=by,
            verb="journal.take_back",
            part=Part(row.part),
            enrolment_id=row.enrolment_id,
        )
