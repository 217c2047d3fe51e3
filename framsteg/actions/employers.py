"""Employers, their workplaces, and the log of visits and calls."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from framsteg.access import Viewer
from framsteg.access.changing import enrolment_to_write_in
from framsteg.access.reading.cases import NotFound
from framsteg.actions import recording, summaries
from framsteg.foundation.codes import Channel, EmployerPurpose, Part
from framsteg.foundation.decision import ALLOW, Decision, deny, require
from framsteg.foundation.names import fold
from framsteg.foundation.text import say
from framsteg.records.models import (
    Employer,
    EmployerContact,
    EmployerContactBehalf,
    Enrolment,
    Workplace,
)
from framsteg.rules import contacts as rule
from framsteg.rules.sharing import WRITES


@transaction.atomic
def add(*, by: Viewer, name: str, organisation_number: str = "", **values: Any) -> int:
    """Add an employer to the shared register; the same organisation number is the same employer."""
    _require_coach(by)
    require(_number_is_free(organisation_number))
    employer = Employer(
        name=name, sort_key=fold(name), organisation_number=organisation_number, **values
    )
    employer.save(force_insert=True)
    recording.note(employer, by=by, verb="employers.add", part=None, enrolment_id=None)
    return employer.pk


@transaction.atomic
def change(*, by: Viewer, employer_id: int, version: int, **values: Any) -> None:
    """Change an employer against the version that was read. May raise Conflict."""
    _require_coach(by)
    employer = Employer.objects.select_for_update().filter(pk=employer_id).first()
    if employer is None:
        raise NotFound
    require(_number_is_free(values.get("organisation_number", ""), but=employer_id))
    recording.change(employer, values, by=by, verb="employers.change", part=None, version=version)
    # The name that stands may be somebody else's: a merge keeps what only they changed.
    employer.sort_key = fold(employer.name)
    employer.save(update_fields=["sort_key"])


@transaction.atomic
def add_workplace(
    *, by: Viewer, employer_id: int, name: str, municipality: str = "", address: str = ""
) -> int:
    """Add a place where the employer's people work."""
    _require_coach(by)
    if not Employer.objects.filter(pk=employer_id).exists():
        raise NotFound
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
    _require_known(employer_id, workplace_id)
    contact = EmployerContact(
        programme_id=programme_id,
        employer_id=employer_id,
        workplace_id=workplace_id,
        staff_id=by.staff_id,
        occurred_on=on,
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
    contact = (
        EmployerContact.unscoped.select_for_update()
        .filter(pk=contact_id, owner=by.organisation_id, programme__in=by.writes_in)
        .first()
    )
    if contact is None:
        raise NotFound
    require(rule.may_take_back(author_id=contact.created_by_id, staff_id=by.staff_id))
    verb, part = "employers.take_back", Part.EMPLOYER_DEALINGS
    enrolments = list(contact.behalves.values_list("enrolment_id", flat=True))
    for enrolment_id in enrolments:
        recording.note(contact, by=by, verb=verb, part=part, enrolment_id=enrolment_id)
    recording.remove(contact, by=by, verb=verb, part=part, enrolment_id=None)
    for enrolment_id in enrolments:
        summaries.employer_contacts_changed(enrolment_id, by.organisation_id)
    return contact.employer_id


def _require_coach(by: Viewer) -> None:
    if not by.programmes(WRITES):
        require(deny(say("Only coaches and leads change the employer register.")))


def _number_is_free(organisation_number: str, *, but: int = 0) -> Decision:
    rows = Employer.objects.filter(organisation_number=organisation_number).exclude(pk=but)
    known = rows.first() if organisation_number else None
    if known is None:
        return ALLOW
    return deny(say("{name} already has this organisation number.", name=known.name))


def _same_programme(programme_id: int, enrolments: Iterable[Enrolment]) -> Decision:
    """A visit counts in one programme, so the persons it was for are that programme's."""
    if all(enrolment.programme_id == programme_id for enrolment in enrolments):
        return ALLOW
    return deny(say("The persons belong to different programmes. Log the visit once for each."))


def _require_known(employer_id: int | None, workplace_id: int | None) -> None:
    if employer_id is not None and not Employer.objects.filter(pk=employer_id).exists():
        raise NotFound
    if workplace_id is None:
        return
    if not Workplace.objects.filter(pk=workplace_id, employer=employer_id).exists():
        raise NotFound
