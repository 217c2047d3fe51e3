"""Follow-ups: what was reviewed, and what the person says in three answers and own words."""

from datetime import date
from uuid import UUID

from django.db import transaction

from framsteg.access import Viewer
from framsteg.access.changing import enrolment_to_write_in, own_row_to_change
from framsteg.actions import recording, summaries
from framsteg.foundation.codes import AnsweredBy, FollowUpKind, Part
from framsteg.foundation.decision import require
from framsteg.records.models import FollowUp
from framsteg.rules import contacts as rule


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
    """Record a follow-up; answers 1–5, 0 for "prefers not to say", None for not asked."""
    enrolment = enrolment_to_write_in(by, enrolment_id)
    require(rule.may_log(on=on, enrolled_on=enrolment.enrolled_on, today=by.today))
    row = FollowUp(
        enrolment=enrolment,
        occurred_on=on,
        kind=kind,
        answered_by=answered_by or "",
        life_situation=life_situation,
        support_quality=support_quality,
        influence=influence,
        own_words=own_words,
        note=note,
        once=once,
    )
    already = recording.sent_before(row, by=by)
    if already is not None:
        return already
    recording.create(
        row, by=by, verb="follow_ups.record", part=Part.FOLLOW_UPS, enrolment_id=enrolment.pk
    )
    summaries.follow_up_recorded(enrolment.pk, by.organisation_id, on)
    return row.pk


@transaction.atomic
def take_back(*, by: Viewer, follow_up_id: int) -> int:
    """Undo a follow-up; what it said stays in the history. Returns the enrolment."""
    row = own_row_to_change(by, FollowUp, follow_up_id)
    require(rule.may_take_back(author_id=row.created_by_id, staff_id=by.staff_id))
    enrolment_id = row.enrolment_id
    recording.remove(
        row,
        by=by,
        verb="follow_ups.take_back",
        part=Part.FOLLOW_UPS,
        enrolment_id=enrolment_id,
    )
    summaries.follow_ups_changed(enrolment_id, by.organisation_id)
    return enrolment_id
