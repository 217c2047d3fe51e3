"""A follow-up that is not held is exempt for a reason, and the exemption can be taken back."""

from datetime import date
from uuid import UUID

from django.db import transaction

from framsteg.access import Viewer
from framsteg.access.changing import enrolment_to_write_in, own_row_to_change
from framsteg.access.reading.follow_up_rhythm import FollowUpFacts, follow_up_facts
from framsteg.actions import recording, summaries
from framsteg.actions.enrolments import blueprint_of
from framsteg.foundation.codes import Part
from framsteg.foundation.decision import require
from framsteg.foundation.follow_up_codes import ExemptReason
from framsteg.records.models import FollowUpExemption
from framsteg.rules import contacts
from framsteg.rules.follow_up_rhythm import may_exempt, rhythm


@transaction.atomic
def exempt(
    *,
    by: Viewer,
    enrolment_id: int,
    due_on: date,
    because: ExemptReason,
    words: str = "",
    once: UUID | None = None,
) -> int:
    """The follow-up that was due on a day is not to be held. Returns the exemption's id."""
    enrolment = enrolment_to_write_in(by, enrolment_id)
    row = FollowUpExemption(
        enrolment=enrolment, due_on=due_on, exempt_because=because, words=words, once=once
    )
    already = recording.sent_before(row, by=by)
    if already is not None:
        return already
    facts = follow_up_facts(by, [enrolment_id]).get(enrolment_id, FollowUpFacts())
    found = rhythm(
        blueprint_of(enrolment),
        enrolled_on=enrolment.enrolled_on,
        held=facts.held,
        exempt=facts.exempt,
        until=enrolment.exited_on or by.today,
    )
    require(may_exempt(found, due_on=due_on, reason=because, words=words))
    recording.create(
        row, by=by, verb="exemptions.exempt", part=Part.FOLLOW_UPS, enrolment_id=enrolment_id
    )
    summaries.writes_in(enrolment_id, by.organisation_id)
    return row.pk


@transaction.atomic
def take_back(*, by: Viewer, exemption_id: int) -> int:
    """Undo an exemption one made oneself. Returns the enrolment."""
    row = own_row_to_change(by, FollowUpExemption, exemption_id)
    require(contacts.may_take_back(author_id=row.created_by_id, staff_id=by.staff_id))
    enrolment_id = row.enrolment_id
    recording.remove(
        row, by=by, verb="exemptions.take_back", part=Part.FOLLOW_UPS, enrolment_id=enrolment_id
    )
    return enrolment_id
