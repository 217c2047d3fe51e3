"""Follow-ups: what was gone through together, and what the person says in their own view.

One entry: the meeting, what the person says, how the plan and the agreement go, the next step.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from framsteg.access import Viewer
from framsteg.access.changing import enrolment_to_write_in, own_row_to_change
from framsteg.actions import contacts, documents, journal, plan_reviews, recording, summaries
from framsteg.actions.plan_reviews import Said
from framsteg.actions.self_reports import Told
from framsteg.foundation.codes import AnsweredBy, Channel, FollowUpKind, Part, Place
from framsteg.foundation.decision import deny, require
from framsteg.foundation.journal_codes import JournalSubject
from framsteg.foundation.text import say
from framsteg.records.models import (
    ANSWERS,
    WELLBEING,
    Contact,
    Document,
    Enrolment,
    FollowUp,
)
from framsteg.rules import contacts as rule

NOTHING_TOLD = Told()
_OF_MEETING = ("occurred_on", "kind", "note")
_OF_PERSON = (*ANSWERS, *WELLBEING, "own_words", "answered_by")


@dataclass(frozen=True)
class Met:
    """How one met, and what was promised: kept as a contact, so that it is not logged again."""

    channel: Channel
    place: Place
    next_step: str = ""
    next_step_on: date | None = None


@dataclass(frozen=True)
class Agreement:
    """The agreement that was gone through, as it was read, and when it is to be so again."""

    document_id: int
    version: int
    review_on: date | None


@transaction.atomic
def hold(
    *,
    by: Viewer,
    enrolment_id: int,
    on: date,
    kind: FollowUpKind,
    answered_by: AnsweredBy | None = None,
    told: Told = NOTHING_TOLD,
    note: str = "",
    plan_reviewed: bool = False,
    said: Iterable[Said] = (),
    met: Met | None = None,
    agreement: Agreement | None = None,
    once: UUID | None = None,
) -> int:
    """A whole follow-up. Returns its id; the same `once` key saves once.

    Where the person has answered by themselves, this goes through that answer, and what they
    said stands as they wrote it: `told` and `answered_by` are then left out.
    """
    enrolment = enrolment_to_write_in(by, enrolment_id)
    require(rule.may_log(on=on, enrolled_on=enrolment.enrolled_on, today=by.today))
    new = FollowUp(
        enrolment=enrolment, occurred_on=on, kind=kind, answered_by=answered_by or "", note=note,
        once=once, **told.columns(),
    )  # fmt: skip
    row = _held(by, enrolment, new, told)
    if isinstance(row, int):
        return row
    values: dict[str, object] = {}
    if met:
        # The meeting's words stand in the follow-up: the contact says how, and what comes next.
        values["contact_id"] = contacts.log(by=by, enrolment_id=enrolment_id, on=on, **asdict(met))
    if agreement:
        values |= _gone_through(by, agreement)
    if values:
        FollowUp.unscoped.filter(pk=row.pk).update(**values)
    if plan_reviewed:
        plan_reviews.review(by=by, enrolment_id=enrolment_id, on=on, said=said, follow_up_id=row.pk)
    summaries.follow_up_recorded(enrolment.pk, by.organisation_id, on)
    return row.pk


@transaction.atomic
def record(
    *,
    by: Viewer,
    enrolment_id: int,
    on: date,
    kind: FollowUpKind,
    answered_by: AnsweredBy | None = None,
    life_situation: int | None = None,
    support_quality: int | None = None,
    influence: int | None = None,
    own_words: str = "",
    note: str = "",
    once: UUID | None = None,
) -> int:
    """A follow-up that is only an answer and a note, as from a list or on somebody's behalf."""
    told = Told(life_situation, support_quality, influence, own_words)
    return hold(
        by=by, enrolment_id=enrolment_id, on=on, kind=kind, answered_by=answered_by, told=told,
        note=note, once=once,
    )  # fmt: skip


@transaction.atomic
def take_back(*, by: Viewer, follow_up_id: int) -> int:
    """Undo a follow-up with all that came with it; it stays in the history. Returns the case.

    What the person wrote themselves is not undone: it waits again to be gone through.
    """
    row = own_row_to_change(by, FollowUp, follow_up_id)
    held_by = row.reviewed_by_id if row.answered_on else row.created_by_id
    require(rule.may_take_back(author_id=held_by, staff_id=by.staff_id))
    enrolment_id = row.enrolment_id
    plan_reviews.take_back_of(by=by, follow_up_id=row.pk)
    if row.contact_id and Contact.unscoped.filter(pk=row.contact_id).exists():
        contacts.take_back(by=by, contact_id=row.contact_id)
    _review_as_it_was(by, row)
    if row.answered_on:
        values = {
            "awaits_review": True, "occurred_on": row.answered_on, "note": "", "reviewed_by": None,
            "agreement": None, "agreement_review_was": None,
        }  # fmt: skip
        _change(by, row, values, "follow_ups.take_back")
    else:
        recording.remove(
            row, by=by, verb="follow_ups.take_back", part=Part.FOLLOW_UPS,
            enrolment_id=enrolment_id,
        )  # fmt: skip
    journal.forget(by=by, subject=JournalSubject.FOLLOW_UP, subject_id=follow_up_id)
    summaries.follow_ups_changed(enrolment_id, by.organisation_id)
    return enrolment_id


def _held(
    by: Viewer,
    enrolment: Enrolment,
    row: FollowUp,
    told: Told,
) -> FollowUp | int:
    """The row of the follow-up; its id where the very same form has saved it already."""
    again = _sent_before(by, row)
    if again is not None:
        return again
    waiting = (
        FollowUp.unscoped.select_for_update()
        .filter(enrolment=enrolment, owner=by.organisation_id, awaits_review=True)
        .order_by("answered_on", "id")
        .first()
    )
    if waiting is None:
        recording.create(
            row, by=by, verb="follow_ups.record", part=Part.FOLLOW_UPS, enrolment_id=enrolment.pk
        )
        return row
    if told != NOTHING_TOLD:
        require(deny(say("The person has answered meanwhile. Read their answer first.")))
    values = {
        "awaits_review": False, "occurred_on": row.occurred_on, "kind": row.kind,
        "note": row.note, "reviewed_by_id": by.staff_id,
    }  # fmt: skip
    _change(by, waiting, values, "follow_ups.review")
    FollowUp.unscoped.filter(pk=waiting.pk).update(once=row.once)
    return waiting


def _sent_before(by: Viewer, row: FollowUp) -> int | None:
    """As `recording.sent_before`, by what the form itself says: the rest was added afterwards."""
    first = FollowUp.unscoped.filter(once=row.once, owner=by.organisation_id).first()
    if first is None or row.once is None:
        return None
    # What the person wrote by themselves is not in the form that goes through it.
    written = _OF_MEETING if first.answered_on else (*_OF_MEETING, *_OF_PERSON)
    held_by = first.reviewed_by_id if first.answered_on else first.created_by_id
    if held_by == by.staff_id and all(getattr(first, n) == getattr(row, n) for n in written):
        return int(first.pk)
    row.once = None
    return None


def _gone_through(by: Viewer, agreement: Agreement) -> dict[str, object]:
    row = own_row_to_change(by, Document, agreement.document_id)
    was = row.review_on
    if agreement.review_on != was:
        documents.amend(
            by=by, document_id=row.pk, version=agreement.version, review_on=agreement.review_on
        )
    return {"agreement_id": row.pk, "agreement_review_was": was}


def _review_as_it_was(by: Viewer, row: FollowUp) -> None:
    found = row.agreement_id and Document.unscoped.filter(pk=row.agreement_id, ended_on=None)
    document = found.first() if found else None
    if document and document.owner_id == by.organisation_id:
        documents.amend(
            by=by, document_id=document.pk, version=document.version,
            review_on=row.agreement_review_was,
        )  # fmt: skip


def _change(by: Viewer, row: FollowUp, values: dict[str, object], verb: str) -> None:
    recording.change(
        row, values, by=by, verb=verb, part=Part.FOLLOW_UPS, enrolment_id=row.enrolment_id
    )
