"""Enquiries: taken in, met, accepted, put on the waiting list, or declined kindly."""

from datetime import date, time
from typing import Any

from django.db import transaction

from framsteg.access import Viewer
from framsteg.access.changing import enquiry_to_change
from framsteg.actions import recording
from framsteg.blueprints.schema import BookedBy
from framsteg.foundation.codes import (
    Channel,
    DeclineReason,
    EnquiryOutcome,
    Formality,
    Part,
    SourceKind,
)
from framsteg.foundation.decision import require
from framsteg.records.models import Enquiry
from framsteg.rules import enquiries as rule


@transaction.atomic
def receive(
    *,
    by: Viewer,
    programme_id: int,
    received_on: date,
    source_kind: SourceKind,
    channel: Channel,
    unit_id: int | None = None,
    formality: Formality | None = None,
    person_name: str = "",
    person_contact: str = "",
    wish: str = "",
    meeting_on: date | None = None,
    meeting_with: str = "",
) -> int:
    """Take in an enquiry, in whatever form it came; no identity is needed yet. Returns its id."""
    require(by.may_write(programme_id))
    require(rule.may_receive(received_on=received_on, today=by.today))
    enquiry = Enquiry(
        programme_id=programme_id,
        received_on=received_on,
        source_kind=source_kind,
        unit_id=unit_id,
        channel=channel,
        formality=formality or "",
        person_name=person_name,
        person_contact=person_contact,
        wish=wish,
        meeting_on=meeting_on,
        meeting_with=meeting_with,
    )
    recording.create(enquiry, by=by, verb="enquiries.receive", part=Part.IDENTITY)
    return enquiry.pk


@transaction.atomic
def amend(*, by: Viewer, enquiry_id: int, version: int, **values: Any) -> None:
    """Change what was noted, against the version that was read. May raise Conflict."""
    _change(by, enquiry_to_change(by, enquiry_id), "enquiries.amend", version, values)


@transaction.atomic
def meet(
    *,
    by: Viewer,
    enquiry_id: int,
    on: date,
    together_with: str,
    held: bool,
    at: time | None = None,
    place: str = "",
    booked_by: BookedBy | None = None,
) -> None:
    """Book the information meeting, with who booked it, or note that it was held."""
    values = {
        "meeting_on": on, "meeting_time": at, "meeting_place": place, "meeting_held": held,
        "meeting_with": together_with, "meeting_booked_by": booked_by.value if booked_by else "",
    }  # fmt: skip
    require(rule.may_meet(on=on, held=held, today=by.today))
    require(rule.may_be_booked(booked_by=booked_by, together_with=together_with))
    _change(by, enquiry_to_change(by, enquiry_id), "enquiries.meet", None, values)


@transaction.atomic
def wait(*, by: Viewer, enquiry_id: int) -> None:
    """Put the person on the waiting list; its order is the day of the enquiry, nothing else."""
    _conclude(by, enquiry_id, EnquiryOutcome.WAITING, {})


@transaction.atomic
def decline(
    *, by: Viewer, enquiry_id: int, reason: DeclineReason, note: str, pointed_to: str
) -> None:
    """Say no with a reason of fact, and where the person was pointed to."""
    require(rule.may_decline(reason=reason, pointed_to=pointed_to))
    values = {"decline_reason": reason.value, "decline_note": note, "pointed_to": pointed_to}
    _conclude(by, enquiry_id, EnquiryOutcome.DECLINED, values)


@transaction.atomic
def withdraw(*, by: Viewer, enquiry_id: int) -> None:
    """The person no longer wants to take part."""
    _conclude(by, enquiry_id, EnquiryOutcome.WITHDRAWN, {})


@transaction.atomic
def reopen(*, by: Viewer, enquiry_id: int) -> None:
    """Undo an outcome that was a slip."""
    cleared = {"decline_reason": "", "decline_note": "", "pointed_to": ""}
    _conclude(by, enquiry_id, EnquiryOutcome.OPEN, cleared)


def accept(*, by: Viewer, enquiry: Enquiry) -> None:
    """The person is enrolled. Called by `enrolments.enrol` in its transaction."""
    require(
        rule.may_become(current=EnquiryOutcome(enquiry.outcome), outcome=EnquiryOutcome.ACCEPTED)
    )
    values = {"outcome": EnquiryOutcome.ACCEPTED.value, "outcome_on": by.today}
    _change(by, enquiry, "enquiries.accepted", None, values)


def _conclude(by: Viewer, enquiry_id: int, outcome: EnquiryOutcome, values: dict[str, Any]) -> None:
    enquiry = enquiry_to_change(by, enquiry_id)
    require(rule.may_become(current=EnquiryOutcome(enquiry.outcome), outcome=outcome))
    day = None if outcome is EnquiryOutcome.OPEN else by.today
    told = {"outcome": outcome.value, "outcome_on": day, **values}
    _change(by, enquiry, f"enquiries.{outcome}", None, told)


def _change(
    by: Viewer, enquiry: Enquiry, verb: str, version: int | None, values: dict[str, Any]
) -> None:
    recording.change(enquiry, values, by=by, verb=verb, part=Part.IDENTITY, version=version)
