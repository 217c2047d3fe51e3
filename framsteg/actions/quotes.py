"""Quotes: a participant's words with the permission to print them, which can be taken back."""

from datetime import date
from uuid import UUID

from django.db import transaction

from framsteg.access import Viewer
from framsteg.access.changing import enrolment_to_write_in, own_row_to_change
from framsteg.access.reading.meetings import names_in
from framsteg.actions import recording, summaries
from framsteg.foundation.codes import ConsentGiven, Part
from framsteg.foundation.decision import require
from framsteg.records.models import Quote
from framsteg.rules import meetings as meeting_rule
from framsteg.rules import quotes as rule


@transaction.atomic
def record(
    *,
    by: Viewer,
    enrolment_id: int,
    words: str,
    given: ConsentGiven,
    given_on: date,
    kept_at: str = "",
    once: UUID | None = None,
) -> int:
    """Record what a person has said and lets be printed. Returns the quote's id."""
    enrolment = enrolment_to_write_in(by, enrolment_id)
    require(by.may_write(enrolment.programme_id))
    require(rule.may_record(words=words, given_on=given_on, today=by.today))
    require(meeting_rule.names_nobody(names_in(by, enrolment.programme_id, words)))
    row = Quote(
        enrolment=enrolment, words=words.strip(), given=given, given_on=given_on,
        kept_at=kept_at, once=once,
    )  # fmt: skip
    already = recording.sent_before(row, by=by)
    if already is not None:
        return already
    recording.create(
        row, by=by, verb="quotes.record", part=Part.FOLLOW_UPS, enrolment_id=enrolment.pk
    )
    summaries.writes_in(enrolment.pk, by.organisation_id)
    return int(row.pk)


@transaction.atomic
def withdraw(*, by: Viewer, quote_id: int) -> int:
    """The person takes the permission back: from now no report shows it. Returns the enrolment."""
    row = own_row_to_change(by, Quote, quote_id)
    require(rule.may_withdraw(withdrawn_on=row.withdrawn_on))
    recording.change(
        row, {"withdrawn_on": by.today}, by=by, verb="quotes.withdraw", part=Part.FOLLOW_UPS,
        enrolment_id=row.enrolment_id,
    )  # fmt: skip
    return int(row.enrolment_id)
