"""When the steering group meets, whose seats there are, and how they were filled over the year."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from framsteg.foundation.codes import MeetingState, Role
from framsteg.foundation.decision import ALLOW, Decision, deny
from framsteg.foundation.text import say

KEEPS = frozenset({Role.TEAM_LEAD})
"""Who calls the group, keeps its minutes and notes who came."""

READS = frozenset({Role.TEAM_LEAD, Role.STEERING_MEMBER})

PACK_DAYS_AHEAD = 7
"""How long before a meeting its pack is made. Framsteg's own."""


@dataclass(frozen=True)
class SeatAt:
    """A seat at one meeting. `came` is None where nobody has noted it."""

    seat: str
    came: bool | None


@dataclass(frozen=True)
class Filled:
    """A seat over several meetings that were held."""

    seat: str
    came: int
    empty: int
    not_noted: int

    @property
    def meetings(self) -> int:
        return self.came + self.empty + self.not_noted


def may_keep(roles: Iterable[Role]) -> Decision:
    """Only the lead calls the steering group and keeps its minutes."""
    if KEEPS & set(roles):
        return ALLOW
    return deny(say("Only the programme's lead can do this."))


def next_day(last: date | None, *, every_weeks: int | None, today: date) -> date | None:
    """The next day by the rhythm, counted from the last meeting; None without a rhythm.

    A rhythm that was broken goes on from the first of its days that has not passed.
    """
    if every_weeks is None:
        return None
    step = timedelta(weeks=every_weeks)
    if last is None:
        return today + step
    on = last + step
    while on < today:
        on += step
    return on


def pack_is_due(*, state: MeetingState, on: date, has_pack: bool, today: date) -> bool:
    """Whether a booked meeting is so near that its pack is to be made."""
    near = today <= on <= today + timedelta(days=PACK_DAYS_AHEAD)
    return state is MeetingState.BOOKED and near and not has_pack


def filled(meetings: Iterable[Sequence[SeatAt]]) -> tuple[Filled, ...]:
    """Each seat over the meetings that were held, in the order in which they first stand."""
    counts: dict[str, list[int]] = {}
    for seats in meetings:
        for one in seats:
            of_seat = counts.setdefault(one.seat, [0, 0, 0])
            of_seat[2 if one.came is None else 0 if one.came else 1] += 1
    return tuple(Filled(seat, *numbers) for seat, numbers in counts.items())


def may_note(*, state: MeetingState, on: date, today: date) -> Decision:
    """Minutes and seats are noted when the day has come."""
    if state is MeetingState.CANCELLED:
        return deny(say("The meeting is cancelled. Book a new one."))
    if on > today:
        return deny(say("The meeting has not begun yet."))
    return ALLOW
