"""The first talk with all authorities about an enquiry: the person's yes, and the meeting."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from framsteg.access import NotFound, Viewer
from framsteg.access.changing import enquiry_to_change
from framsteg.actions import meetings, recording
from framsteg.foundation.codes import (
    ConsentGiven,
    MeetingKind,
    MeetingState,
    Part,
    Place,
)
from framsteg.foundation.decision import require
from framsteg.records.models import Meeting
from framsteg.rules import first_talk as rule
from framsteg.rules import meetings as meeting_rule


@transaction.atomic
def agree(
    *,
    by: Viewer,
    enquiry_id: int,
    on: date,
    how: ConsentGiven,
    organisation_ids: Iterable[int],
    version: int,
) -> None:
    """Note the person's yes to speaking together with these first. May raise Conflict."""
    enquiry = enquiry_to_change(by, enquiry_id)
    chosen = sorted(set(organisation_ids) - {by.organisation_id})
    require(rule.may_say_yes(on=on, organisations=chosen, today=by.today))
    if set(chosen) - meetings.organisations_of(enquiry.programme):
        raise NotFound
    values = {"together_on": on, "together_how": how.value, "together_with": chosen}
    recording.change(
        enquiry, values, by=by, verb="first_talks.agree", part=Part.IDENTITY, version=version
    )


@transaction.atomic
def take_back_yes(*, by: Viewer, enquiry_id: int) -> list[int]:
    """The person no longer wants it: booked talks are cancelled at once. Returns which."""
    enquiry = enquiry_to_change(by, enquiry_id)
    values: dict[str, Any] = {"together_on": None, "together_how": "", "together_with": []}
    recording.change(enquiry, values, by=by, verb="first_talks.take_back_yes", part=Part.IDENTITY)
    booked = Meeting.unscoped.filter(enquiry=enquiry, state=MeetingState.BOOKED)
    ids = list(booked.values_list("pk", flat=True))
    for meeting_id in ids:
        meetings.cancel(by=by, meeting_id=meeting_id)
    return ids


@transaction.atomic
def book(
    *,
    by: Viewer,
    enquiry_id: int,
    starts_at: datetime,
    minutes: int,
    place: Place,
    now: datetime,
    where: str = "",
    staff_ids: Iterable[int] = (),
    organisation_ids: Iterable[int] = (),
    invite: bool = True,
    once: UUID | None = None,
) -> int:
    """Ask those whom the person has said yes to. Returns the meeting's id."""
    enquiry = enquiry_to_change(by, enquiry_id)
    staff, organisations = set(staff_ids), set(organisation_ids)
    require(meetings.may_ask(by, enquiry, staff, organisations))
    kind = MeetingKind.FIRST_TALK
    require(meeting_rule.may_book(kind=kind, starts_at=starts_at, now=now, with_person=True))
    row = Meeting(
        programme_id=enquiry.programme_id, kind=kind, starts_at=starts_at, minutes=minutes,
        place=place, where=where, enquiry=enquiry, once=once,
    )  # fmt: skip
    already = recording.sent_before(row, by=by)
    if already is not None:
        return already
    recording.create(row, by=by, verb="meetings.book", part=None)
    recording.note(
        enquiry, by=by, verb="first_talks.book", part=Part.IDENTITY, enrolment_id=None,
        changes={"starts_at": [None, starts_at]},
    )  # fmt: skip
    meetings.ask(row, {*staff, *([by.staff_id] if by.staff_id else [])}, organisations, invite)
    return row.pk
