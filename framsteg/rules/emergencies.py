"""Emergency access: who may take it, for how long, and that it says why."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from framsteg.foundation.codes import Part
from framsteg.foundation.decision import ALLOW, Decision, deny
from framsteg.foundation.text import say

# An emergency that lasts longer has become something else: a consent, or another ground.
HOURS = (1, 2, 4, 8, 24)
SHORTEST_REASON = 20


def may_take(*, parts: Iterable[Part], reach: Iterable[Part], reason: str, hours: int) -> Decision:
    """Only what the role reaches, for a while, with a reason that tells somebody else why."""
    parts = set(parts)
    if not parts:
        return deny(say("Choose at least one part."))
    if parts - set(reach):
        return deny(say("Your role does not reach that part, not in an emergency either."))
    if len(reason.strip()) < SHORTEST_REASON:
        return deny(
            say("Say why in a sentence: the person and the data protection officer read it.")
        )
    if hours not in HOURS:
        return deny(say("Choose how many hours, at most {most}.", most=max(HOURS)))
    return ALLOW


def ends_at(*, starts_at: datetime, hours: int) -> datetime:
    return starts_at + timedelta(hours=hours)


def is_over(*, ends_at: datetime, ended_at: datetime | None, now: datetime) -> bool:
    """Whether nothing may be read on it any more."""
    return ended_at is not None or now >= ends_at
