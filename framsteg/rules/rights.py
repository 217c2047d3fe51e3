"""The person's rights in the General Data Protection Regulation (EU 2016/679), as far as they
are dates and decisions. What a right means in a case is for people to decide.
"""

import re
from collections.abc import Iterable
from datetime import date

from framsteg.foundation.codes import Role
from framsteg.foundation.decision import ALLOW, Decision, deny
from framsteg.foundation.names import tokens
from framsteg.foundation.text import say
from framsteg.rules.dates import add_months

MINDS = frozenset({Role.DATA_PROTECTION_OFFICER, Role.TEAM_LEAD})
"""Who handles a person's requests for the organisation."""

SHORTEST_NAME = 3
_PASSAGE = re.compile(r".+?(?:[.!?…]+(?=\s)\s*|\n\s*|\Z)", re.DOTALL)
_WORD = re.compile(r"[\w-]+")


def may_mind(roles: Iterable[Role]) -> Decision:
    """Whether these roles, in the person's programme, handle what the person asks for."""
    if MINDS & set(roles):
        return ALLOW
    return deny(say("Only the data protection officer or the lead can do this."))


def answer_by(asked_on: date) -> date:
    """The last day to answer a request: one month after it came (article 12.3).

    The same date of the next month, or the month's last day where it has no such date.
    """
    return add_months(asked_on, 1)


def may_begin(*, asked_on: date, today: date, open_already: bool) -> Decision:
    """One extract at a time for each person, for something that has been asked."""
    if asked_on > today:
        return deny(say("The day has not come yet: {day}.", day=asked_on))
    if open_already:
        return deny(say("An extract is being gone through already. Finish it or drop it first."))
    return ALLOW


def may_give_out(*, closed: bool, unread: int) -> Decision:
    """Every free text is read by somebody before the file leaves."""
    if closed:
        return deny(say("The extract is closed. Make a new one."))
    if unread:
        return deny(
            say("Parts with free text are not gone through yet: {n}. Read them first.", n=unread)
        )
    return ALLOW


def may_be_given(*, on: date, made_on: date, today: date) -> Decision:
    """It was given on a day from when it was made, until today."""
    if on > today:
        return deny(say("The day has not come yet: {day}.", day=on))
    if on < made_on:
        return deny(say("The extract was made later, on {day}.", day=made_on))
    return ALLOW


def passages(text: str) -> tuple[str, ...]:
    """A text in sentences and lines, in order; together they are the text again."""
    return tuple(_PASSAGE.findall(text))


def masked(text: str, hidden: Iterable[int], mark: str) -> str:
    """The text with these passages (counted from 0) replaced by `mark`."""
    gone = set(hidden)
    if not gone:
        return text
    return "".join(
        mark + one[len(one.rstrip()) :] if n in gone else one
        for n, one in enumerate(passages(text))
    )


def names_someone(passage: str, names: Iterable[str]) -> bool:
    """Whether a passage has a word of one of these names: somebody should look twice."""
    words = {word for name in names for word in tokens(name) if len(word) >= SHORTEST_NAME}
    return bool(words & tokens(*_WORD.findall(passage)))
