"""When what a participant has said may be printed: recorded permission, for as long as it holds."""

from datetime import date

from framsteg.foundation.decision import ALLOW, Decision, deny
from framsteg.foundation.text import say

LONGEST = 1_000


def may_record(*, words: str, given_on: date, today: date) -> Decision:
    """The permission is given before it is recorded, and is about words that are there."""
    if not words.strip():
        return deny(say("Write what the person has said."))
    if len(words) > LONGEST:
        return deny(say("The quote is longer than {n} characters.", n=LONGEST))
    if given_on > today:
        return deny(say("The permission cannot be given on a day to come."))
    return ALLOW


def may_withdraw(*, withdrawn_on: date | None) -> Decision:
    if withdrawn_on is None:
        return ALLOW
    return deny(say("The permission is taken back already."))


def may_print(*, withdrawn_on: date | None) -> bool:
    """Until it is taken back. From that moment it stands in no report that is opened or made."""
    return withdrawn_on is None
