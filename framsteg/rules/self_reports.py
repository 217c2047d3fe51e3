"""The person's own answer: how long an address to it is open, and what WHO-5 adds up to."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from framsteg.foundation.decision import ALLOW, Decision, deny
from framsteg.foundation.text import say

LINK_LASTS = timedelta(hours=48)
SCREEN_LASTS = timedelta(hours=1)
# Who began to answer in time is not turned away for having thought about it.
TO_FINISH = timedelta(hours=1)
WHO5 = "who5"
WHO5_ITEMS, WHO5_HIGHEST = 5, 5


def is_open(
    *,
    expires_at: datetime,
    used_at: datetime | None,
    revoked_at: datetime | None,
    now: datetime,
    to_finish: timedelta = timedelta(0),
) -> bool:
    """Whether the address opens: once, until it runs out or is taken back."""
    return used_at is None and revoked_at is None and now < expires_at + to_finish


def who5_raw(answers: Sequence[int | None]) -> int | None:
    """The sum of the five answers, 0-25; None where one is missing.

    The raw score as the instrument's owner, WHO, defines it. No limit is drawn and nobody is
    compared: it is the person's own answer.
    """
    told = [answer for answer in answers if answer is not None]
    if len(answers) != WHO5_ITEMS or len(told) != WHO5_ITEMS:
        return None
    return sum(told)


def who5_percent(raw: int) -> int:
    """The raw score as 0-100: four times as much."""
    return raw * 4


def may_load(*, key: str, items: int, answers: int, licence: str, source: str) -> Decision:
    """Only an instrument that Framsteg asks with, whole, and with the right to use it stated."""
    if key != WHO5:
        return deny(say("Framsteg asks with no instrument called {key}.", key=key))
    if (items, answers) != (WHO5_ITEMS, WHO5_HIGHEST + 1):
        return deny(say("WHO-5 has five items, and answers from 0 to 5. The file has not."))
    if not licence.strip() or not source.strip():
        return deny(say("State the licence and the source. Without them the texts are not used."))
    return ALLOW
