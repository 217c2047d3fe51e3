"""Carrying out a disposal: rows go or keep only what figures count, words in the log are crossed
out, and the numbers of the programmes are the same before and after.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q

from framsteg.access import Viewer
from framsteg.access.personal import HELD
from framsteg.access.reading import disposals as reading
from framsteg.access.reading import proof, retention
from framsteg.access.reading.rights import with_merged
from framsteg.access.thinning import emptied, stays
from framsteg.actions import recording
from framsteg.foundation.codes import LogName, RecordType
from framsteg.records.append_only import cross_out
from framsteg.records.models import (
    Disposal,
    DisposalItem,
    Draft,
    Enrolment,
    Event,
    ImportChange,
    LogCrossing,
    NameToken,
    Participant,
)
from framsteg.rules.chain import crossings_digest
from framsteg.rules.retention import decade

AT_A_TIME = 500


@dataclass(frozen=True)
class Thinned:
    """What went, for the certificate. `figures`: what the programmes counted before and after."""

    counts: tuple[retention.Count, ...]
    figures: dict[str, dict[str, int]]
    crossed_out: int
    digest: str


class FiguresChanged(Exception):
    """A disposal would have changed what a programme counts: nothing was done."""


@transaction.atomic
def thin_out(
    *, by: Viewer, disposal: Disposal, enrolment_ids: list[int], enquiry_ids: list[int]
) -> Thinned:
    """Thin out what `disposal`'s organisation wrote in these cases, or these enquiries."""
    record, owner = RecordType(disposal.record), disposal.owner_id
    before = reading.figures(enrolment_ids, enquiry_ids)
    counts = retention.counts(owner, record, enrolment_ids, enquiry_ids)
    told = _rows_of(record, owner, enrolment_ids, enquiry_ids)
    events = _events(record, owner, enrolment_ids, enquiry_ids)
    for held in retention.held_by(record):
        _thin(retention.rows_of(held, owner, enrolment_ids, enquiry_ids), held.model, owner)
    if record is RecordType.CASE:
        _forget_person(owner, enrolment_ids)
        _forget_drafts(enrolment_ids)
    _forget_imports(told)
    _mark_done(disposal, enrolment_ids, enquiry_ids)
    after = reading.figures(enrolment_ids, enquiry_ids)
    if after != before:
        raise FiguresChanged
    crossed, digest = _cross_out(by, disposal, events)
    return Thinned(counts=counts, figures=after, crossed_out=crossed, digest=digest)


def _thin(rows: Any, model: Any, owner: int) -> None:
    if model is Participant:
        return  # made anonymous by itself
    kept = stays(model)
    ids = set(rows.values_list("pk", flat=True))
    staying = set() if kept is None else set(rows.filter(kept).values_list("pk", flat=True))
    staying |= _others_hang_on(model, ids - staying, owner)
    model._base_manager.filter(pk__in=ids - staying).delete()
    for row in model._base_manager.filter(pk__in=staying).iterator(chunk_size=AT_A_TIME):
        model._base_manager.filter(pk=row.pk).update(**emptied(row))


def _others_hang_on(model: Any, ids: set[int], owner: int) -> set[int]:
    """Rows that another organisation's rows hang on: they stay, without their words."""
    found: set[int] = set()
    for held in HELD:
        for field in held.model._meta.concrete_fields:
            if field.related_model is model and field.name not in ("owner", "created_by"):
                theirs = held.model._base_manager.filter(**{f"{field.name}__in": ids})
                theirs = theirs.exclude(**{held.owner: owner})
                found |= set(theirs.values_list(field.name, flat=True))
    return found


def _forget_person(owner: int, enrolment_ids: list[int]) -> None:
    """Of the person stay sex and the ten years that they were born in."""
    people = Participant.unscoped.filter(
        enrolments__in=enrolment_ids, owner=owner, anonymous=False
    ).distinct()
    for person in list(people):
        Participant.unscoped.filter(pk=person.pk).update(
            given_name="", family_name="", sort_key="~", personnummer="", phone="", email="",
            address="", language="", needs_interpreter=False, protected_identity=False,
            anonymous=True, birth_year=decade(person.birth_year), version=person.version + 1,
        )  # fmt: skip
        NameToken.unscoped.filter(participant=person).delete()
        Enrolment.unscoped.filter(participant=person).update(sort_key="~")


def _forget_drafts(enrolment_ids: Iterable[int]) -> None:
    """What somebody had begun to type about the person."""
    for pk in enrolment_ids:
        Draft.unscoped.filter(at__contains=f"/{pk}/").delete()


def _rows_of(
    record: RecordType, owner: int, enrolment_ids: list[int], enquiry_ids: list[int]
) -> dict[str, list[int]]:
    """{model's name: ids} of all that is thinned out."""
    return {
        held.name: list(
            retention.rows_of(held, owner, enrolment_ids, enquiry_ids).values_list("pk", flat=True)
        )
        for held in retention.held_by(record)
    }


def _forget_imports(told: dict[str, list[int]]) -> None:
    """What stood in these rows before a list was loaded: the list can no longer be taken back."""
    for name, ids in told.items():
        ImportChange.unscoped.filter(model=name, object_id__in=ids).delete()


def _mark_done(disposal: Disposal, enrolment_ids: list[int], enquiry_ids: list[int]) -> None:
    wanted = Q(enrolment__in=enrolment_ids) | Q(enquiry__in=enquiry_ids)
    DisposalItem.unscoped.filter(wanted, disposal=disposal).update(done=True)


def _events(
    record: RecordType, owner: int, enrolment_ids: list[int], enquiry_ids: list[int]
) -> list[int]:
    """The events of these rows that hold words."""
    rows = Event.unscoped.filter(organisation_id=owner).exclude(changes={}, reason="")
    if record is RecordType.ENQUIRY:
        rows = rows.filter(subject="enquiry", subject_id__in=enquiry_ids)
    elif record is RecordType.NETWORK:
        rows = rows.filter(subject="networkperson", enrolment_id__in=with_merged(enrolment_ids))
    else:
        asked = Enrolment.unscoped.filter(pk__in=enrolment_ids, enquiry__isnull=False)
        enquiries = list(asked.values_list("enquiry", flat=True))
        rows = rows.filter(
            Q(enrolment_id__in=with_merged(enrolment_ids))
            | Q(subject="enquiry", subject_id__in=enquiries)
        )
    return list(rows.order_by("pk").values_list("pk", flat=True))


def _cross_out(by: Viewer, disposal: Disposal, events: list[int]) -> tuple[int, str]:
    """Take the words out of these events, and declare it in an event of its own.

    Who, when, what and which row stay: the chain keeps the hash of the row as it was.
    """
    for start in range(0, len(events), AT_A_TIME):
        cross_out(disposal.pk, events[start : start + AT_A_TIME])
    crossings = [
        LogCrossing(
            organisation_id=disposal.owner_id, disposal_id=disposal.pk, log=LogName.EVENT,
            row_id=row_id, row_hash=hashed,
        )
        for row_id, hashed in proof.hashes_of(LogName.EVENT, events)
    ]  # fmt: skip
    LogCrossing.unscoped.bulk_create(crossings, batch_size=AT_A_TIME)
    digest = crossings_digest((c.log, c.row_id, c.row_hash) for c in crossings)
    recording.note(
        disposal, by=by, verb=proof.CARRIED_OUT, part=None, enrolment_id=None,
        changes={"crossed_out": [None, len(crossings)], "digest": [None, digest]},
    )  # fmt: skip
    return len(crossings), digest
