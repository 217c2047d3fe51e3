"""What leaves for calendars and mail: times and kinds of place. No person, employer or word."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from uuid import UUID

from django.db.models import F, Q

from framsteg.access import wall
from framsteg.access.reading.identity import NotFound
from framsteg.access.viewer import Viewer
from framsteg.foundation.codes import MeetingState, Place
from framsteg.records.models import CalendarFeed, Meeting, MeetingGuest, NoticeSetting, Staff

BACK, AHEAD = timedelta(days=60), timedelta(days=400)


@dataclass(frozen=True)
class Slot:
    """A meeting as a calendar may know it."""

    uid: UUID
    sequence: int
    starts_at: datetime
    minutes: int
    place: Place
    cancelled: bool


@dataclass(frozen=True)
class Invitation:
    """A mail that is to be sent: to whom, about which slot."""

    guest_id: int
    email: str
    slot: Slot


@dataclass(frozen=True)
class Notices:
    """How somebody wants to be told: whether, and at which hour of the day."""

    daily: bool = True
    at_hour: int = 7


def hash_of(token: str) -> str:
    """What is kept of a secret address. The token is random and long: a plain hash is enough."""
    return sha256(token.encode()).hexdigest()


@wall.standing(wall.INSTALLATION)
def feed(token: str, *, now: datetime) -> tuple[Slot, ...]:
    """The slots at a secret address; NotFound when it is not in force. Two queries."""
    found = (
        CalendarFeed.unscoped.filter(
            token_hash=hash_of(token), revoked_on=None, staff__is_active=True
        )
        .values_list("staff", flat=True)
        .first()
    )
    if found is None:
        raise NotFound
    rows = Meeting.unscoped.filter(
        guests__staff=found, starts_at__gte=now - BACK, starts_at__lt=now + AHEAD
    ).exclude(state=MeetingState.CANCELLED)  # fmt: skip
    return tuple(_slot(row) for row in rows.order_by("starts_at", "id"))


def feed_since(viewer: Viewer) -> date | None:
    """Since when the viewer has had a secret address; None without one."""
    rows = CalendarFeed.unscoped.filter(staff=viewer.staff_id, revoked_on=None)
    return rows.values_list("created_on", flat=True).first()


def pending(*, now: datetime, meeting_id: int | None = None) -> tuple[Invitation, ...]:
    """Invitations, changes and cancellations that have not been sent about meetings to come."""
    unsent = Q(invited_sequence=None, meeting__state=MeetingState.BOOKED) | Q(
        invited_sequence__lt=F("meeting__sequence"),
        meeting__state__in=[MeetingState.BOOKED, MeetingState.CANCELLED],
    )
    rows = (
        MeetingGuest.unscoped.filter(
            unsent, meeting__starts_at__gt=now, staff__is_active=True, staff__email__isnull=False
        )
        .exclude(staff=F("meeting__created_by"))
        .select_related("meeting", "staff")
    )
    if meeting_id is not None:
        rows = rows.filter(meeting=meeting_id)
    return tuple(
        Invitation(row.pk, row.staff.email, _slot(row.meeting))
        for row in rows.order_by("id")[:500]
        if row.staff and row.staff.email
    )


def uninvited(meeting_id: int, staff_ids: list[int]) -> tuple[Invitation, ...]:
    """The cancellation for those who are no longer asked to a meeting that goes on."""
    row = Meeting.unscoped.filter(pk=meeting_id).first()
    if row is None:
        return ()
    slot = _slot(row)
    gone = Slot(slot.uid, slot.sequence + 1, slot.starts_at, slot.minutes, slot.place, True)
    emails = Staff.objects.filter(pk__in=staff_ids, is_active=True, email__isnull=False)
    return tuple(Invitation(0, staff.email or "", gone) for staff in emails)


def notices(viewer: Viewer) -> Notices:
    """The viewer's own setting."""
    row = NoticeSetting.unscoped.filter(staff=viewer.staff_id).first()
    return Notices(row.daily, row.at_hour) if row else Notices()


def to_be_told(*, today: date, hour: int) -> tuple[Staff, ...]:
    """Active staff with an address whose hour has come, and who have not been looked at today."""
    settled = NoticeSetting.unscoped.filter(
        Q(daily=False) | Q(at_hour__gt=hour) | Q(looked_on__gte=today)
    ).values("staff")
    rows = Staff.objects.filter(is_active=True, email__isnull=False).exclude(pk__in=settled)
    if hour < Notices().at_hour:
        rows = rows.filter(pk__in=NoticeSetting.unscoped.values("staff"))
    return tuple(rows.order_by("pk"))


def _slot(row: Meeting) -> Slot:
    return Slot(
        uid=row.uid,
        sequence=row.sequence,
        starts_at=row.starts_at,
        minutes=row.minutes,
        place=Place(row.place),
        cancelled=row.state == MeetingState.CANCELLED,
    )
