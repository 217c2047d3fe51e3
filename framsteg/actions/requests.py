"""What a person asks for: noted, answered; the use of what is kept restricted and lifted.

A correction itself is a change of the row like any other, with its history. Here stands that it
was asked for, and what the answer was.
"""

from datetime import date
from typing import Any

from django.db import transaction

from framsteg.access import NotFound, Viewer
from framsteg.access.reading.rights import minded
from framsteg.access.where_restricted import standing
from framsteg.actions import recording
from framsteg.foundation.codes import RequestKind, RequestOutcome, RestrictionGround
from framsteg.foundation.decision import require
from framsteg.records.models import PersonRequest, Restriction
from framsteg.rules import requests as rule


@transaction.atomic
def note(*, by: Viewer, enrolment_id: int, kind: RequestKind, asked_on: date, words: str) -> int:
    """Note what the person asks for. Returns the request's id."""
    minded(by, enrolment_id)
    require(rule.may_note(asked_on=asked_on, today=by.today))
    row = PersonRequest(enrolment_id=enrolment_id, kind=kind, asked_on=asked_on, words=words)
    recording.create(row, by=by, verb="requests.note", part=None, enrolment_id=enrolment_id)
    return row.pk


@transaction.atomic
def answer(
    *, by: Viewer, request_id: int, outcome: RequestOutcome, answered_on: date, reason: str,
    statement: str, told_others: str,
) -> None:  # fmt: skip
    """Note the answer, and the person's own statement where they are not content with it."""
    row = _own(by, PersonRequest, request_id)
    require(
        rule.may_answer(
            answered=row.outcome != RequestOutcome.OPEN, outcome=outcome, reason=reason,
            asked_on=row.asked_on, answered_on=answered_on, today=by.today,
        )
    )  # fmt: skip
    values = {
        "outcome": outcome.value, "answered_on": answered_on, "reason": reason,
        "statement": statement, "told_others": told_others,
    }  # fmt: skip
    recording.change(
        row, values, by=by, verb="requests.answer", part=None, enrolment_id=row.enrolment_id
    )


@transaction.atomic
def restrict(
    *, by: Viewer, enrolment_id: int, ground: RestrictionGround, starts_on: date, note: str
) -> int:
    """From a day on what the organisation keeps about the person is only kept."""
    person = minded(by, enrolment_id)
    already = standing(by.today).filter(
        enrolment__participant=person.participant_id, owner=by.organisation_id
    )
    require(rule.may_restrict(standing=already.exists(), starts_on=starts_on, today=by.today))
    row = Restriction(enrolment_id=enrolment_id, ground=ground, starts_on=starts_on, note=note)
    recording.create(row, by=by, verb="restrictions.begin", part=None, enrolment_id=enrolment_id)
    return row.pk


@transaction.atomic
def lift(*, by: Viewer, restriction_id: int, told_on: date) -> None:
    """From today it may be used again; the person has been told."""
    row = _own(by, Restriction, restriction_id)
    require(
        rule.may_lift(
            ended=row.ends_on is not None, told_on=told_on, starts_on=row.starts_on,
            today=by.today,
        )
    )  # fmt: skip
    recording.change(
        row, {"ends_on": by.today, "told_on": told_on}, by=by, verb="restrictions.lift",
        part=None, enrolment_id=row.enrolment_id,
    )  # fmt: skip


def _own(by: Viewer, model: Any, row_id: int) -> Any:
    row = model.unscoped.select_for_update().filter(pk=row_id, owner=by.organisation_id).first()
    if row is None:
        raise NotFound
    minded(by, row.enrolment_id)
    return row
