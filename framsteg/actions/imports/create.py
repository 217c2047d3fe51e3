"""New cases from a list, column by column: a hundred thousand are written like one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from framsteg.access import Viewer
from framsteg.actions.imports.bulk import insert, reserve
from framsteg.actions.imports.names import Ids
from framsteg.blueprints.load import get
from framsteg.foundation.codes import Channel, EmployerPurpose, Part
from framsteg.foundation.listed import CaseRow, Spell
from framsteg.foundation.names import sort_key, tokens
from framsteg.records.models import (
    Assignment,
    CaseSummary,
    EmployerContact,
    EmployerContactBehalf,
    Enrolment,
    Event,
    ImportBatch,
    NameToken,
    Participant,
    PhaseSpell,
    Placement,
    PlacementExtent,
    Section,
)
from framsteg.rules.lists import day_after

CREATED = "imports.create"
NOTE_PART = Part.SUPPORT_NEEDS
"""A note in a list may speak of health: it is kept in the part that is shared the least."""

_FIRST_CONTACTS = 0xF7A57E6 << 96


def first_contact_key(enrolment_id: int) -> UUID:
    """Marks the employer contact that stands for a list's first one: at most one a case."""
    return UUID(int=_FIRST_CONTACTS | enrolment_id)


@dataclass(frozen=True)
class Writing:
    """What every written row shares."""

    by: Viewer
    batch: ImportBatch
    ids: Ids

    @property
    def own(self) -> dict[str, Any]:
        """Whose the row is, and since when."""
        return {
            "owner_id": self.by.organisation_id,
            "created_by_id": self.by.staff_id,
            "created_at": timezone.now(),
        }


def create_cases(rows: Sequence[CaseRow], writing: Writing) -> None:
    """Write new cases with all that the list says of them, and one event each."""
    participants = _participants(rows, writing)
    enrolments = reserve(Enrolment, len(rows))
    _enrolments(rows, enrolments, participants, writing)
    _phases_and_coaches(rows, enrolments, writing)
    _first_contacts(rows, enrolments, writing)
    add_placements(
        [(pk, spell) for pk, row in zip(enrolments, rows, strict=True) for spell in row.spells],
        writing,
    )
    _notes(rows, enrolments, writing)
    _summaries(rows, enrolments, writing)
    _events(enrolments, writing)


def _participants(rows: Sequence[CaseRow], writing: Writing) -> list[int]:
    """The person of each row: known by personal identity number, or new."""
    numbers = {row.personnummer for row in rows} - {""}
    by_number: dict[str, int] = {}
    if numbers:
        own = Participant.unscoped.filter(owner=writing.by.organisation_id).exclude(personnummer="")
        found = own.values_list("personnummer", "pk").iterator(chunk_size=10_000)
        by_number = {number: pk for number, pk in found if number in numbers}
    new = [
        row
        for row in {row.personnummer or row.row: row for row in rows}.values()
        if row.personnummer not in by_number
    ]
    ids = reserve(Participant, len(new))
    _persons(new, ids, writing)
    by_row = {row.row: pk for row, pk in zip(new, ids, strict=True)}
    by_number.update({row.personnummer: by_row[row.row] for row in new if row.personnummer})
    return [by_number[row.personnummer] if row.personnummer else by_row[row.row] for row in rows]


def _persons(rows: Sequence[CaseRow], ids: Sequence[int], writing: Writing) -> None:
    columns = {
        "id": list(ids),
        "given_name": [row.given_name for row in rows],
        "family_name": [row.family_name for row in rows],
        "sort_key": sort_keys(rows),
        "personnummer": [row.personnummer for row in rows],
        "sex": [row.sex for row in rows],
        "birth_year": [row.birth_year for row in rows],
        "phone": [row.phone for row in rows],
        "email": [row.email for row in rows],
        "imported_in_id": writing.batch.pk,
        **writing.own,
    }
    insert(Participant, len(rows), columns)
    words = [
        (pk, token)
        for pk, row in zip(ids, rows, strict=True)
        if row.given_name or row.family_name
        for token in sorted(tokens(row.given_name, row.family_name))
    ]
    insert(
        NameToken,
        len(words),
        {"participant_id": [pk for pk, _token in words], "token": [token for _pk, token in words]},
    )


def sort_keys(rows: Sequence[CaseRow]) -> list[str]:
    return [sort_key(family_name=row.family_name, given_name=row.given_name) for row in rows]


def _enrolments(
    rows: Sequence[CaseRow], ids: Sequence[int], participants: list[int], writing: Writing
) -> None:
    programme, names = writing.batch.programme, writing.ids
    columns = {
        "id": list(ids),
        "programme_id": programme.pk,
        "participant_id": participants,
        "site_id": [names.organisation(row.site) for row in rows],
        "blueprint_version": programme.blueprint_version,
        "reference": [row.reference for row in rows],
        "sort_key": sort_keys(rows),
        "source_kind": [row.source.kind if row.source else "" for row in rows],
        "unit_id": [names.unit(row.source) for row in rows],
        "channel": [row.channel or "" for row in rows],
        "referred_on": [row.referred_on for row in rows],
        "enrolled_on": [row.enrolled_on for row in rows],
        "phase": first_phase(writing),
        "exited_on": [row.exited_on for row in rows],
        "exit_reason": [row.exit_reason or "" for row in rows],
        "handed_over_to": [row.handed_over_to for row in rows],
        "imported_in_id": writing.batch.pk,
        **writing.own,
    }
    insert(Enrolment, len(rows), columns)


def first_phase(writing: Writing) -> str:
    """A list does not tell phases: everybody stands in the first until a coach says otherwise."""
    programme = writing.batch.programme
    return get(programme.blueprint_key, programme.blueprint_version).first_phase.key


def _phases_and_coaches(rows: Sequence[CaseRow], ids: Sequence[int], writing: Writing) -> None:
    spells = {
        "enrolment_id": list(ids),
        "phase": first_phase(writing),
        "starts_on": [row.enrolled_on for row in rows],
        "ends_on": [row.exited_on for row in rows],
    }
    insert(PhaseSpell, len(rows), spells)
    coached = [(pk, row, c) for pk, row in zip(ids, rows, strict=True) for c in row.coaches]
    assignments = {
        "enrolment_id": [pk for pk, _row, _coach in coached],
        "staff_id": [writing.ids.coach(coach) for _pk, _row, coach in coached],
        "starts_on": [row.enrolled_on for _pk, row, _coach in coached],
        "ends_on": [row.exited_on for _pk, row, _coach in coached],
    }
    insert(Assignment, len(coached), assignments)


def _first_contacts(rows: Sequence[CaseRow], ids: Sequence[int], writing: Writing) -> None:
    """The list says only that there was a contact and when: the rest is told as not known."""
    met = [(pk, row) for pk, row in zip(ids, rows, strict=True) if row.first_employer_contact]
    contacts = reserve(EmployerContact, len(met))
    columns = {
        "id": list(contacts),
        "programme_id": writing.batch.programme_id,
        "staff_id": [writing.ids.coach(r.coaches[0]) if r.coaches else None for _pk, r in met],
        "occurred_on": [row.first_employer_contact for _pk, row in met],
        "channel": Channel.PHONE.value,
        "purpose": EmployerPurpose.GET_TO_KNOW.value,
        "note": first_contact_note(),
        "once": [first_contact_key(pk) for pk, _row in met],
        **writing.own,
    }
    insert(EmployerContact, len(met), columns)
    behalves = {"contact_id": list(contacts), "enrolment_id": [pk for pk, _row in met]}
    insert(EmployerContactBehalf, len(met), behalves)


def first_contact_note() -> str:
    return _("From an imported list, which tells only the day.")


def add_placements(spells: Sequence[tuple[int, Spell]], writing: Writing) -> Sequence[int]:
    """Write occupations of (enrolment id, spell), with their share of full time. Their ids."""
    placements = reserve(Placement, len(spells))
    columns = {
        "id": list(placements),
        "enrolment_id": [pk for pk, _spell in spells],
        **placement_columns([spell for _pk, spell in spells], writing),
        **writing.own,
    }
    insert(Placement, len(spells), columns)
    shares = [
        (pk, spell) for pk, (_pk, spell) in zip(placements, spells, strict=True) if spell.percent
    ]
    extents = {
        "placement_id": [pk for pk, _spell in shares],
        "starts_on": [spell.starts_on for _pk, spell in shares],
        "percent": [spell.percent for _pk, spell in shares],
    }
    insert(PlacementExtent, len(shares), extents)
    return placements


def placement_columns(spells: Sequence[Spell], writing: Writing) -> dict[str, list[Any]]:
    return {
        "kind": [spell.kind.value for spell in spells],
        "subsidy": [spell.subsidy.value if spell.subsidy else "" for spell in spells],
        "employer_id": [writing.ids.employer(spell.employer) for spell in spells],
        "sector": [spell.sector.value if spell.sector else "" for spell in spells],
        "trade": [spell.trade for spell in spells],
        "starts_on": [spell.starts_on for spell in spells],
        "ends_on": [day_after(spell.ends_on) for spell in spells],
    }


def _notes(rows: Sequence[CaseRow], ids: Sequence[int], writing: Writing) -> None:
    noted = [(pk, row) for pk, row in zip(ids, rows, strict=True) if row.note]
    columns = {
        "enrolment_id": [pk for pk, _row in noted],
        "part": NOTE_PART.value,
        "text": [row.note for _pk, row in noted],
        "updated_on": writing.by.today,
        **writing.own,
    }
    insert(Section, len(noted), columns)


def _summaries(rows: Sequence[CaseRow], ids: Sequence[int], writing: Writing) -> None:
    columns = {
        "enrolment_id": list(ids),
        "owner_id": writing.by.organisation_id,
        "first_employer_contact_on": [row.first_employer_contact for row in rows],
    }
    insert(CaseSummary, len(rows), columns)


def _events(ids: Sequence[int], writing: Writing) -> None:
    columns = {
        "at": timezone.now(),
        "staff_id": writing.by.staff_id,
        "organisation_id": writing.by.organisation_id,
        "enrolment_id": list(ids),
        "verb": CREATED,
        "subject": "enrolment",
        "subject_id": list(ids),
        "version": 1,
        "part": Part.PLAN.value,
        "changes": {"imported_in": [None, writing.batch.pk]},
    }
    insert(Event, len(ids), columns)
