"""When a meeting may be booked, changed, held and cancelled, and which part it belongs to."""

from datetime import datetime, timedelta

from framsteg.foundation.codes import MeetingKind, MeetingState, Part
from framsteg.foundation.decision import ALLOW, Decision, deny
from framsteg.foundation.text import say

# What is written afterwards is most likely a slip when it is older than this.
BACK = timedelta(days=60)
AHEAD = timedelta(days=730)

ABOUT_A_PERSON = frozenset({MeetingKind.PERSON, MeetingKind.FIRST_TALK, MeetingKind.INTERVIEW})


def part_of(kind: MeetingKind) -> Part:
    """The part of a person's file that a meeting about them belongs to."""
    if kind in {MeetingKind.INTERVIEW, MeetingKind.EMPLOYER}:
        return Part.EMPLOYER_DEALINGS
    return Part.CONTACTS


def may_book(
    *, kind: MeetingKind, starts_at: datetime, now: datetime, with_person: bool
) -> Decision:
    """A meeting about a person names one, and its day is not absurd."""
    if kind in ABOUT_A_PERSON and not with_person:
        return deny(say("Choose whom the meeting is with."))
    if kind in {MeetingKind.TEAM, MeetingKind.SUPERVISION} and with_person:
        return deny(say("A team meeting or a supervision is about the work, not about one person."))
    if starts_at < now - BACK:
        return deny(say("The day is more than two months ago."))
    if starts_at > now + AHEAD:
        return deny(say("The day is more than two years ahead."))
    return ALLOW


def may_change(state: MeetingState) -> Decision:
    """Only a meeting that is still booked is moved or cancelled."""
    if state is MeetingState.BOOKED:
        return ALLOW
    if state is MeetingState.CANCELLED:
        return deny(say("The meeting is cancelled. Book a new one."))
    return deny(say("It is noted already whether the meeting took place."))


def may_note_held(*, state: MeetingState, starts_at: datetime, now: datetime) -> Decision:
    """Whether it took place is noted when its time has come; the note can be put right later."""
    if state is MeetingState.CANCELLED:
        return deny(say("The meeting is cancelled. Book a new one."))
    if starts_at > now:
        return deny(say("The meeting has not begun yet."))
    return ALLOW


def names_nobody(names: tuple[str, ...]) -> Decision:
    """Notes of the team's own meetings name no participant: their lines stand for them."""
    if not names:
        return ALLOW
    return deny(
        say(
            "Write this without names: {names}. Persons have lines of their own, which each "
            "reader sees as far as they may.",
            names=names,
        )
    )
