"""Employers, their workplaces, and the log of visits and calls."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from framsteg.access import Viewer
from framsteg.access.changing import enrolment_to_write_in
from framsteg.access.reading.identity import NotFound
from framsteg.actions import conflicts, journal, recording, summaries
from framsteg.foundation.codes import Channel, EmployerPurpose, Part
from framsteg.foundation.decision import ALLOW, Decision, deny, require
from framsteg.foundation.journal_codes import JournalSubject
from framsteg.foundation.names import fold, tokens
from framsteg.foundation.text import say
from framsteg.records.models import (
    Employer,
    EmployerContact,
    EmployerContactBehalf,
    EmployerWord,
    Enrolment,
    Workplace,
)
from framsteg.rules import contacts as rule
from framsteg.rules.doubles import name_key
from framsteg.rules.sharing import WRITES


@transaction.atomic
def add(*, by: Viewer, name: str, organisation_number: str = "", **values: Any) -> int:
    """Add an employer to the shared register; the same organisation number is the same employer."""
    require_coach(by)
    require(_number_is_free(organisation_number))
    employer = register(name=name, organisation_number=organisation_number, **values)
    recording.note(employer, by=by, verb="employers.add", part=None, enrolment_id=None)
    return employer.pk


def register(*, name: str, **values: Any) -> Employer:
    """A new row of the register, findable by the words of its name; for actions and imports."""
    employer = Employer.objects.create(name=name, **values)
    keep_findable(employer)
    return employer


def keep_findable(employer: Employer) -> None:
    """Work out where the employer stands in lists and what finds it: also its doubles' names."""
    employer.sort_key, employer.name_key = fold(employer.name), name_key(employer.name)
    employer.save(update_fields=["sort_key", "name_key"])
    names = [employer.name, *employer.doubles.values_list("name", flat=True)]
    employer.words.all().delete()
    EmployerWord.objects.bulk_create(
        EmployerWord(employer=employer, word=word[:100]) for word in sorted(tokens(*names))
    )


@transaction.atomic
def change(*, by: Viewer, employer_id: int, version: int, **values: Any) -> None:
    """Change an employer against the version that was read. May raise Conflict."""
    require_coach(by)
    conflicts.require_none_with(by, employer_id)
    employer = employer_to_change(employer_id)
    require(_number_is_free(values.get("organisation_number", ""), but=employer_id))
    recording.change(employer, values, by=by, verb="employers.change", part=None, version=version)
    # The name that stands may be somebody else's: a merge keeps what only they changed.
    keep_findable(employer)


@transaction.atomic
def add_workplace(
    *, by: Viewer, employer_id: int, name: str, municipality: str = "", address: str = ""
) -> int:
    """Add a place where the employer's people work."""
    require_coach(by)
    employer_id = employer_to_change(employer_id).pk
    if Workplace.objects.filter(employer=employer_id, name=name).exists():
        require(deny(say("{name} is already a workplace of this employer.", name=name)))
    workplace = Workplace.objects.create(
        employer_id=employer_id, name=name, municipality=municipality, address=address
    )
    recording.note(workplace, by=by, verb="employers.add_workplace", part=None, enrolment_id=None)
    return workplace.pk


@transaction.atomic
def log_contact(
    *,
    by: Viewer,
    programme_id: int,
    employer_id: int | None,
    on: date,
    channel: Channel,
    purpose: EmployerPurpose,
    minutes: int | None = None,
    workplace_id: int | None = None,
    spoke_with: str = "",
    note: str = "",
    next_step: str = "",
    next_step_on: date | None = None,
    on_behalf_of: Iterable[int] = (),
    once: UUID | None = None,
) -> int:
    """Log a visit or a call once: it counts for the employer and for each person it was for."""
    require(by.may_write(programme_id))
    enrolments = [enrolment_to_write_in(by, pk) for pk in sorted(set(on_behalf_of))]
    require(rule.has_happened(on=on, today=by.today))
    require(_same_programme(programme_id, enrolments))
    employer_id = _known(employer_id, workplace_id)
    conflicts.require_none_with(by, employer_id)
    contact = EmployerContact(
        programme_id=programme_id,
        employer_id=employer_id,
        workplace_id=workplace_id,
        staff_id=by.staff_id,
        occurred_on=on,
        minutes=minutes,
        channel=channel,
        purpose=purpose,
        spoke_with=spoke_with,
        note=note,
        next_step=next_step,
        next_step_on=next_step_on,
        once=once,
    )
    already = recording.sent_before(contact, by=by)
    if already is not None:
        return already
    recording.create(contact, by=by, verb="employers.log_contact", part=Part.EMPLOYER_DEALINGS)
    for enrolment in enrolments:
        EmployerContactBehalf.unscoped.create(contact=contact, enrolment=enrolment)
        recording.note(
            contact,
            by=by,
            verb="employers.log_contact",
            part=Part.EMPLOYER_DEALINGS,
            enrolment_id=enrolment.pk,
            changes={"employer": [None, employer_id]},
        )
        summaries.employer_contacted(enrolment.pk, by.organisation_id, on)
    return contact.pk


@transaction.atomic
def take_back(*, by: Viewer, contact_id: int) -> int | None:
    """Undo a visit the viewer logged; its words stay in the history. Returns the employer."""
    contact = _own_contact(by, contact_id)
    require(rule.may_take_back(author_id=contact.created_by_id, staff_id=by.staff_id))
    verb, part = "employers.take_back", Part.EMPLOYER_DEALINGS
    enrolments = list(contact.behalves.values_list("enrolment_id", flat=True))
    for enrolment_id in enrolments:
        recording.note(contact, by=by, verb=verb, part=part, enrolment_id=enrolment_id)
    journal.forget(by=by, subject=JournalSubject.EMPLOYER_VISIT, subject_id=contact_id)
    recording.remove(contact, by=by, verb=verb, part=part, enrolment_id=None)
    for enrolment_id in enrolments:
        summaries.employer_contacts_changed(enrolment_id, by.organisation_id)
    return contact.employer_id


def require_coach(by: Viewer) -> None:
    """The register is kept by those who work with employers."""
    if not by.programmes(WRITES):
        require(deny(say("Only coaches and leads change the employer register.")))


def _number_is_free(organisation_number: str, *, but: int = 0) -> Decision:
    rows = Employer.objects.filter(
        organisation_number=organisation_number, merged_into=None
    ).exclude(pk=but)
    known = rows.first() if organisation_number else None
    if known is None:
        return ALLOW
    return deny(say("{name} already has this organisation number.", name=known.name))


def _same_programme(programme_id: int, enrolments: Iterable[Enrolment]) -> Decision:
    """A visit counts in one programme, so the persons it was for are that programme's."""
    if all(enrolment.programme_id == programme_id for enrolment in enrolments):
        return ALLOW
    return deny(say("The persons belong to different programmes. Log the visit once for each."))


def _known(employer_id: int | None, workplace_id: int | None) -> int | None:
    """The employer that the id stands for today: a double stands for the one that was kept."""
    if employer_id is not None:
        employer_id = employer_to_change(employer_id).pk
    if workplace_id is None:
        return employer_id
    if not Workplace.objects.filter(pk=workplace_id, employer=employer_id).exists():
        raise NotFound
    return employer_id


def employer_to_change(employer_id: int) -> Employer:
    """The locked row of the register; for a double, the row it was merged into."""
    row = Employer.objects.select_for_update().filter(pk=employer_id).first()
    while row is not None and row.merged_into_id is not None:
        row = Employer.objects.select_for_update().filter(pk=row.merged_into_id).first()
    if row is None:
        raise NotFound
    return row


@transaction.atomic
def step_done(*, by: Viewer, contact_id: int) -> int | None:
    """The next step that was agreed with an employer is taken. Returns the employer."""
    contact = _own_contact(by, contact_id)
    recording.change(
        contact,
        {"next_step_done_on": by.today},
        by=by,
        verb="employers.step_done",
        part=Part.EMPLOYER_DEALINGS,
    )
    return contact.employer_id


def _own_contact(by: Viewer, contact_id: int) -> EmployerContact:
    contact = (
        EmployerContact.unscoped.select_for_update()
        .filter(pk=contact_id, owner=by.organisation_id, programme__in=by.writes_in)
        .first()
    )
    if contact is None:
        raise NotFound
    return contact
