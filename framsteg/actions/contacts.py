"""Contacts: logged once, amended by the organisation that wrote them, taken back by the author."""

from datetime import date
from uuid import UUID

from django.db import transaction

from framsteg.access import Viewer
from framsteg.access.changing import enrolment_to_write_in, own_row_to_change
from framsteg.actions import journal, recording, summaries
from framsteg.foundation.codes import Channel, Part, Place
from framsteg.foundation.decision import require
from framsteg.foundation.journal_codes import JournalSubject
from framsteg.records.models import Contact
from framsteg.rules import contacts as rule


@transaction.atomic
def log(
    *,
    by: Viewer,
    enrolment_id: int,
    on: date,
    channel: Channel,
    place: Place,
    minutes: int | None = None,
    present: str = "",
    note: str = "",
    next_step: str = "",
    next_step_on: date | None = None,
    once: UUID | None = None,
) -> int:
    """Log what was done with or for a person. Returns the contact's id.

    The same `once` key saves once, however often the form is sent.
    """
    enrolment = enrolment_to_write_in(by, enrolment_id)
    require(rule.may_log(on=on, enrolled_on=enrolment.enrolled_on, today=by.today))
    contact = Contact(
        enrolment=enrolment,
        occurred_on=on,
        minutes=minutes,
        channel=channel,
        place=place,
        present=present,
        note=note,
        next_step=next_step,
        next_step_on=next_step_on,
        once=once,
    )
    already = recording.sent_before(contact, by=by)
    if already is not None:
        return already
    recording.create(
        contact, by=by, verb="contacts.log", part=Part.CONTACTS, enrolment_id=enrolment.pk
    )
    summaries.contact_logged(contact)
    return contact.pk


@transaction.atomic
def amend(*, by: Viewer, contact_id: int, version: int, **values: object) -> None:
    """Change a contact against the version that was read. May raise Conflict."""
    contact = own_row_to_change(by, Contact, contact_id)
    changed = recording.change(
        contact,
        values,
        by=by,
        verb="contacts.amend",
        part=Part.CONTACTS,
        version=version,
        enrolment_id=contact.enrolment_id,
    )
    if changed:
        summaries.contacts_changed(contact.enrolment_id, contact.owner_id)


@transaction.atomic
def take_back(*, by: Viewer, contact_id: int) -> int:
    """Undo a contact the viewer logged; its words stay in the history. Returns the enrolment."""
    contact = own_row_to_change(by, Contact, contact_id)
    require(rule.may_take_back(author_id=contact.created_by_id, staff_id=by.staff_id))
    enrolment_id, owner_id = contact.enrolment_id, contact.owner_id
    journal.forget(by=by, subject=JournalSubject.CONTACT, subject_id=contact_id)
    recording.remove(
        contact, by=by, verb="contacts.take_back", part=Part.CONTACTS, enrolment_id=enrolment_id
    )
    summaries.contacts_changed(enrolment_id, owner_id)
    return enrolment_id


@transaction.atomic
def keep_promise(*, by: Viewer, contact_id: int) -> None:
    """Mark a contact's next step as done today."""
    contact = own_row_to_change(by, Contact, contact_id)
    recording.change(
        contact,
        {"next_step_done_on": by.today},
        by=by,
        verb="contacts.keep_promise",
        part=Part.CONTACTS,
        enrolment_id=contact.enrolment_id,
    )
    summaries.contacts_changed(contact.enrolment_id, contact.owner_id)
