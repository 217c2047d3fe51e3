"""Enquiries from a list: new ones are added, known ones follow what became of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from django.utils import timezone

from framsteg.actions.imports.bulk import insert, reserve
from framsteg.actions.imports.create import CREATED, Writing
from framsteg.actions.imports.ledger import Ledger
from framsteg.actions.imports.standing import BY_IMPORT
from framsteg.foundation.codes import EnquiryOutcome, Part
from framsteg.foundation.listed import EnquiryRow, Told
from framsteg.records.models import Enquiry, Event, Programme
from framsteg.rules.lists import identity


@dataclass(frozen=True)
class Enquiries:
    """What a list of enquiries would change. `kept` were settled by people and stay."""

    created: tuple[EnquiryRow, ...]
    updated: tuple[tuple[EnquiryRow, int], ...]
    kept: tuple[tuple[EnquiryRow, int], ...]
    unchanged: int

    @property
    def counts(self) -> dict[str, int]:
        return {
            "created": len(self.created),
            "updated": len(self.updated),
            "unchanged": self.unchanged,
            "kept": len(self.kept),
        }


def key_of(row: EnquiryRow) -> str:
    """The reference that an imported enquiry carries: the same row gives the same one."""
    return "list-" + blake2b(identity(row).encode(), digest_size=16).hexdigest()


def compare_enquiries(
    programme: Programme, owner_id: int, rows: Sequence[EnquiryRow], told: Told
) -> Enquiries:
    """Find which enquiries of a list are known, and which of those the list says more of."""
    stands = {
        row.reference: row
        for row in Enquiry.unscoped.filter(
            programme=programme, owner=owner_id, reference__startswith="list-"
        )
    }
    created = tuple(row for row in rows if key_of(row) not in stands)
    pairs = [(row, stands[key_of(row)]) for row in rows if key_of(row) in stands]
    differing = [(row, old.pk) for row, old in pairs if _differs(row, old, told)]
    by_hand = _touched({pk for _row, pk in differing})
    return Enquiries(
        created=created,
        updated=tuple((row, pk) for row, pk in differing if pk not in by_hand),
        kept=tuple((row, pk) for row, pk in differing if pk in by_hand),
        unchanged=len(pairs) - len(differing),
    )


def _values(row: EnquiryRow, told: Told) -> dict[str, Any]:
    """What the list says became of an enquiry; an empty cell says nothing."""
    values: dict[str, Any] = {}
    if "outcome" in told.facts and row.outcome:
        values["outcome"] = row.outcome.value
        values["outcome_on"] = row.outcome_on if row.outcome != EnquiryOutcome.OPEN else None
    if "note" in told.facts and row.note:
        values["wish"] = row.note
    return values


def _differs(row: EnquiryRow, stood: Enquiry, told: Told) -> bool:
    return any(getattr(stood, name) != value for name, value in _values(row, told).items())


def _touched(ids: set[int]) -> set[int]:
    """Which of these enquiries somebody has changed by hand."""
    if not ids:
        return set()
    by_hand = Event.unscoped.exclude(verb__startswith=BY_IMPORT).filter(
        subject="enquiry", subject_id__range=(min(ids), max(ids))
    )
    return ids.intersection(by_hand.values_list("subject_id", flat=True))


def write_enquiries(comparison: Enquiries, told: Told, writing: Writing) -> None:
    """Add the new enquiries and change the known ones, each with its event."""
    _create(comparison.created, writing)
    ledger = Ledger(writing)
    rows = Enquiry.unscoped.select_for_update().in_bulk([pk for _row, pk in comparison.updated])
    for row, pk in comparison.updated:
        ledger.change(rows[pk], _values(row, told), part=Part.IDENTITY, enrolment_id=None)
    ledger.write()


def _create(rows: Sequence[EnquiryRow], writing: Writing) -> None:
    ids = reserve(Enquiry, len(rows))
    columns = {
        "id": list(ids),
        "programme_id": writing.batch.programme_id,
        "received_on": [row.received_on for row in rows],
        "source_kind": [row.source.kind.value for row in rows],
        "unit_id": [writing.ids.unit(row.source) for row in rows],
        "channel": [row.channel.value for row in rows],
        "formality": [row.formality.value if row.formality else "" for row in rows],
        "outcome": [(row.outcome or EnquiryOutcome.OPEN).value for row in rows],
        "outcome_on": [
            row.outcome_on if row.outcome and row.outcome != EnquiryOutcome.OPEN else None
            for row in rows
        ],
        "wish": [row.note for row in rows],
        "reference": [key_of(row) for row in rows],
        "imported_in_id": writing.batch.pk,
        **writing.own,
    }
    insert(Enquiry, len(rows), columns)
    events = {
        "at": timezone.now(),
        "staff_id": writing.by.staff_id,
        "organisation_id": writing.by.organisation_id,
        "verb": CREATED,
        "subject": "enquiry",
        "subject_id": list(ids),
        "version": 1,
        "part": Part.IDENTITY.value,
        "changes": {"imported_in": [None, writing.batch.pk]},
    }
    insert(Event, len(ids), events)
