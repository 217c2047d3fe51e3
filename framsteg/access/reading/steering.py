"""The steering group: meetings, seats, decisions. Nothing here is about a participant."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from framsteg.access.reading.identity import NotFound
from framsteg.access.viewer import Viewer
from framsteg.blueprints.schema import Blueprint
from framsteg.foundation.codes import MeetingState
from framsteg.records.models import (
    Organisation,
    Programme,
    SteeringDecision,
    SteeringMeeting,
    SteeringSeat,
)
from framsteg.rules.steering import KEEPS, READS


@dataclass(frozen=True)
class SeatLine:
    seat_id: int
    organisation_id: int
    name: str  # the organisation, with its division where it has one
    chair: bool
    came: bool | None
    who: str


@dataclass(frozen=True)
class DecisionLine:
    decision_id: int
    meeting_id: int
    decided_at: datetime
    what: str
    organisation: str
    due_on: date | None
    done_on: date | None
    outcome: str
    version: int


@dataclass(frozen=True)
class SteeringLine:
    """One meeting; `pack` is the kept paper, None until it is made."""

    meeting_id: int
    programme_id: int
    programme_key: str
    programme: str
    state: MeetingState
    starts_at: datetime
    place: str
    agenda: str
    minutes: str
    pack: dict[str, Any] | None
    pack_made_at: datetime | None
    version: int
    seats: tuple[SeatLine, ...]
    keeps: bool


def steering_meetings(viewer: Viewer, programme_id: int) -> tuple[SteeringLine, ...]:
    """The group's meetings that are not cancelled, the latest first."""
    if programme_id not in viewer.programmes(READS):
        raise NotFound
    rows = _in_sight(viewer).filter(programme=programme_id)
    rows = rows.exclude(state=MeetingState.CANCELLED)
    return _lines(viewer, rows.order_by("-starts_at", "-id"))


def steering_meeting(viewer: Viewer, meeting_id: int) -> SteeringLine:
    """One meeting; NotFound for who neither leads nor steers the programme."""
    lines = _lines(viewer, _in_sight(viewer).filter(pk=meeting_id))
    if not lines:
        raise NotFound
    return lines[0]


def decisions(
    viewer: Viewer, programme_id: int, *, meeting_id: int | None = None, is_open: bool = False
) -> tuple[DecisionLine, ...]:
    """What the group has decided, oldest first; of one meeting, or what is left when `is_open`."""
    if programme_id not in viewer.programmes(READS):
        raise NotFound
    rows = SteeringDecision.unscoped.filter(meeting__programme=programme_id)
    if meeting_id is not None:
        rows = rows.filter(meeting=meeting_id)
    if is_open:
        rows = rows.filter(done_on=None)
    return tuple(
        DecisionLine(
            row.pk, row.meeting_id, row.meeting.starts_at, row.what, row.organisation.name,
            row.due_on, row.done_on, row.outcome, row.version,
        )
        for row in rows.select_related("meeting", "organisation").order_by(
            "meeting__starts_at", "id"
        )
    )  # fmt: skip


def seats_of(programme: Programme, blueprint: Blueprint) -> tuple[tuple[int, str, bool], ...]:
    """The seats by the blueprint: organisation, division, chair. Without any: one for each.

    A seat goes to the owner, to the organisation of the blueprint's name, or to the only one of
    its kind. A seat that cannot be told whose it is, is left out.
    """
    mine = [programme.owner, *programme.partners.order_by("name")]
    steering = blueprint.steering
    if steering is None or not steering.seats:
        return tuple((one.pk, "", one.pk == programme.owner_id) for one in mine)
    found = []
    for seat in steering.seats:
        of = blueprint.organisation(seat.organisation)
        one = programme.owner if of.key == blueprint.owner else _called(mine, of.name, of.kind)
        if one is not None:
            found.append((one.pk, seat.division or "", seat.chair))
    return tuple(found)


def without_pack(today: date) -> tuple[tuple[int, str, date], ...]:
    """Booked meetings from today on that have no pack: (meeting, programme's key, day)."""
    rows = SteeringMeeting.unscoped.filter(
        state=MeetingState.BOOKED, pack__isnull=True, starts_at__date__gte=today
    )
    return tuple(
        (pk, key, timezone.localdate(starts_at))
        for pk, key, starts_at in rows.values_list("pk", "programme__key", "starts_at")
    )


def _called(mine: list[Organisation], name: str | None, kind: str) -> Organisation | None:
    named = [one for one in mine if one.name == name]
    of_kind = [one for one in mine if one.kind == kind]
    return named[0] if named else of_kind[0] if len(of_kind) == 1 else None


def _in_sight(viewer: Viewer) -> QuerySet[SteeringMeeting]:
    return SteeringMeeting.unscoped.filter(programme__in=sorted(viewer.programmes(READS)))


def _lines(viewer: Viewer, found: QuerySet[SteeringMeeting]) -> tuple[SteeringLine, ...]:
    rows = list(found.select_related("programme"))
    seats: dict[int, list[SeatLine]] = {row.pk: [] for row in rows}
    for seat in SteeringSeat.unscoped.filter(meeting__in=rows).select_related("organisation"):
        name = seat.organisation.name
        seats[seat.meeting_id].append(
            SeatLine(
                seat.pk, seat.organisation_id,
                f"{name}, {seat.division}" if seat.division else name, seat.chair, seat.came,
                seat.who,
            )
        )  # fmt: skip
    return tuple(
        SteeringLine(
            meeting_id=row.pk,
            programme_id=row.programme_id,
            programme_key=row.programme.key,
            programme=row.programme.name,
            state=MeetingState(row.state),
            starts_at=row.starts_at,
            place=row.place,
            agenda=row.agenda,
            minutes=row.minutes,
            pack=row.pack,
            pack_made_at=row.pack_made_at,
            version=row.version,
            seats=tuple(sorted(seats[row.pk], key=lambda s: (not s.chair, s.seat_id))),
            keeps=bool(viewer.roles_in(row.programme_id) & KEEPS),
        )
        for row in rows
    )
