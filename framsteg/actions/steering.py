"""The steering group: meetings called, packs kept, minutes and seats noted, decisions followed."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from framsteg.access import Viewer
from framsteg.access.changing_method import steering_decision_to_change, steering_meeting_to_change
from framsteg.access.reading.identity import NotFound
from framsteg.access.reading.meetings import names_in
from framsteg.access.reading.steering import seats_of
from framsteg.actions import recording
from framsteg.blueprints.load import get
from framsteg.foundation.codes import MeetingState
from framsteg.foundation.decision import require
from framsteg.records.models import (
    Programme,
    SteeringDecision,
    SteeringMeeting,
    SteeringSeat,
)
from framsteg.rules import meetings as meeting_rule
from framsteg.rules import steering as rule


@transaction.atomic
def call(
    *,
    by: Viewer,
    programme_id: int,
    starts_at: datetime,
    place: str = "",
    agenda: str = "",
    once: UUID | None = None,
) -> int:
    """Call the group, with the seats of the blueprint. Returns the meeting's id."""
    require(rule.may_keep(by.roles_in(programme_id)))
    _nameless(by, programme_id, agenda)
    programme = Programme.objects.get(pk=programme_id)
    row = SteeringMeeting(
        programme=programme, starts_at=starts_at, place=place, agenda=agenda, once=once
    )
    already = recording.sent_before(row, by=by)
    if already is not None:
        return already
    recording.create(row, by=by, verb="steering.call", part=None)
    blueprint = get(programme.blueprint_key, programme.blueprint_version)
    SteeringSeat.unscoped.bulk_create(
        SteeringSeat(meeting=row, organisation_id=organisation, division=division, chair=chair)
        for organisation, division, chair in seats_of(programme, blueprint)
    )
    return row.pk


@transaction.atomic
def change(*, by: Viewer, meeting_id: int, version: int, **values: Any) -> None:
    """Move a booked meeting, or write its agenda. May raise Conflict."""
    row = steering_meeting_to_change(by, meeting_id)
    require(meeting_rule.may_change(MeetingState(row.state)))
    _nameless(by, row.programme_id, values.get("agenda", ""))
    recording.change(row, values, by=by, verb="steering.change", part=None, version=version)


@transaction.atomic
def cancel(*, by: Viewer, meeting_id: int) -> None:
    """Cancel a booked meeting."""
    row = steering_meeting_to_change(by, meeting_id)
    require(meeting_rule.may_change(MeetingState(row.state)))
    recording.change(
        row, {"state": MeetingState.CANCELLED}, by=by, verb="steering.cancel", part=None
    )


@transaction.atomic
def note(
    *,
    by: Viewer,
    meeting_id: int,
    held: bool,
    seats: Mapping[int, tuple[bool, str]],
    minutes: str,
    version: int,
) -> None:
    """Note whether it was held, whose seats were filled (by seat: came, who), and the minutes."""
    row = steering_meeting_to_change(by, meeting_id)
    on = timezone.localdate(row.starts_at)
    require(rule.may_note(state=MeetingState(row.state), on=on, today=by.today))
    _nameless(by, row.programme_id, minutes)
    known = {one.pk: one for one in SteeringSeat.unscoped.filter(meeting=row)}
    if set(seats) - set(known):
        raise NotFound
    recording.change(
        row,
        {"state": MeetingState.HELD if held else MeetingState.NOT_HELD, "minutes": minutes},
        by=by, verb="steering.note", part=None, version=version,
    )  # fmt: skip
    for seat_id, (came, who) in seats.items():
        seat = known[seat_id]
        seat.came = came if held else None
        seat.who = who if came and held else ""
    SteeringSeat.unscoped.bulk_update([known[one] for one in seats], ["came", "who"])


@transaction.atomic
def keep_pack(*, by: Viewer, meeting_id: int, pack: dict[str, Any], made_at: datetime) -> None:
    """Keep what the group is given to read, as it is now."""
    row = steering_meeting_to_change(by, meeting_id)
    recording.note(row, by=by, verb="steering.keep_pack", part=None, enrolment_id=None)
    row.pack, row.pack_made_at = pack, made_at
    row.save(update_fields=["pack", "pack_made_at"])


@transaction.atomic
def decide(
    *,
    by: Viewer,
    meeting_id: int,
    what: str,
    organisation_id: int,
    due_on: date | None = None,
    once: UUID | None = None,
) -> int:
    """Write down what the group decided, and which organisation answers for it."""
    meeting = steering_meeting_to_change(by, meeting_id)
    _nameless(by, meeting.programme_id, what)
    if organisation_id not in _organisations(meeting):
        raise NotFound
    row = SteeringDecision(
        meeting=meeting, what=what, organisation_id=organisation_id, due_on=due_on, once=once
    )
    already = recording.sent_before(row, by=by)
    if already is not None:
        return already
    recording.create(row, by=by, verb="steering.decide", part=None)
    return row.pk


@transaction.atomic
def follow_up(
    *, by: Viewer, decision_id: int, done: bool, outcome: str = "", version: int | None = None
) -> int:
    """Note that a decision is carried out (or not after all), and how. Returns its meeting."""
    row = steering_decision_to_change(by, decision_id)
    _nameless(by, row.meeting.programme_id, outcome)
    recording.change(
        row, {"done_on": by.today if done else None, "outcome": outcome}, by=by,
        verb="steering.follow_up", part=None, version=version,
    )  # fmt: skip
    return row.meeting_id


def _organisations(meeting: SteeringMeeting) -> Iterable[int]:
    programme = meeting.programme
    return {programme.owner_id, *programme.partners.values_list("pk", flat=True)}


def _nameless(by: Viewer, programme_id: int, text: str) -> None:
    require(meeting_rule.names_nobody(names_in(by, programme_id, text)))
