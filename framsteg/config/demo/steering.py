"""A steering group over a year: who came, whose seats stood empty, what was decided, what is next.

The group meets every sixth week. Two seats stand empty more than others, as they do.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from framsteg.access import Viewer
from framsteg.access.reading import steering as reading
from framsteg.actions import steering as actions

ZONE = ZoneInfo("Europe/Stockholm")
RHYTHM = timedelta(weeks=6)
OFTEN_EMPTY = ("Arbetsförmedlingen", "Försäkringskassan")
DECISIONS = (
    (6, "Skriva till Arbetsförmedlingen om platsen i styrgruppen", True),
    (4, "Ta fram förslag till fortsatt finansiering", True),
    (2, "Bjuda in fler hälsocentraler till ett informationsmöte", False),
    (1, "Se över hur lång tid den första kontakten tar", False),
)


def over_a_year(lead: Viewer, programme_id: int, last: date) -> None:
    """Eight meetings that were held, each sixth week until the last one."""
    for back in range(8, 0, -1):
        _held(lead, programme_id, last - (back - 1) * RHYTHM, back)


def next_one(lead: Viewer, programme_id: int, on: date) -> None:
    """A meeting that is called: the worker makes its pack."""
    actions.call(
        by=lead, programme_id=programme_id, starts_at=_at(on), place="Sammanträdesrummet",
        agenda="Underlaget\nBeslut som är kvar\nÖvriga frågor",
    )  # fmt: skip


def _held(lead: Viewer, programme_id: int, on: date, back: int) -> None:
    meeting = actions.call(
        by=lead, programme_id=programme_id, starts_at=_at(on), place="Sammanträdesrummet"
    )
    line = reading.steering_meeting(lead, meeting)
    actions.note(
        by=lead, meeting_id=meeting, held=True, version=line.version,
        minutes="Gick igenom underlaget och de beslut som var kvar.",
        seats={
            seat.seat_id: (not (seat.name.startswith(OFTEN_EMPTY) and back < 6), "")
            for seat in line.seats
        },
    )  # fmt: skip
    for when, what, done in DECISIONS:
        if when == back:
            decision = actions.decide(
                by=lead, meeting_id=meeting, what=what, due_on=on + RHYTHM,
                organisation_id=line.seats[0].organisation_id,
            )  # fmt: skip
            if done:
                actions.follow_up(by=lead, decision_id=decision, done=True)


def _at(on: date) -> datetime:
    return datetime.combine(on, time(9), tzinfo=ZONE).astimezone(UTC)
