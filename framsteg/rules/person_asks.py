"""Asking another organisation whether it knows the same person, without being told that it does.

Nobody types a number to see whom it meets. An organisation asks about a person of its own, when
the person has said yes to it, and by a key that both must have. The other is asked only where it
has such a person; it says yes when the person has said yes to it too. Until then the asker is told
one thing, whoever was met or not: asked, not answered. A no is never told.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from framsteg.foundation.decision import ALLOW, Decision, deny
from framsteg.foundation.person_codes import PersonKey
from framsteg.foundation.text import say
from framsteg.rules.same_person import Known, may_be_same

LASTS = timedelta(days=30)
WEEK = timedelta(days=7)
YES_MONTHS = 12
"""So long the person's yes to being asked about counts, if nothing else is said."""
MOST_A_DAY = 5
"""Questions by one member of staff."""
MOST_A_WEEK = 20
"""Questions by one organisation, in seven days."""


class AskState(StrEnum):
    WAITING = "waiting"
    RUN_OUT = "run_out"
    TAKEN_BACK = "taken_back"
    NO = "no"
    YES = "yes"
    PARTED = "parted"


OVER = frozenset({AskState.RUN_OUT, AskState.TAKEN_BACK, AskState.PARTED})
"""After these the same may be asked anew. A no is told as waiting, and then as run out."""


@dataclass(frozen=True)
class Ask:
    """A question as it stands; `ends_on` is the first day outside. `yes` is None until answered."""

    ends_on: date
    taken_back_on: date | None = None
    yes: bool | None = None
    parted_on: date | None = None


@dataclass(frozen=True)
class Asking:
    """What decides whether a question may be put.

    `said_yes`: the person's yes to it is recorded and in force. `latest` is the last question about
    the person to the same organisation, as the asker is told of it. The counts are of today, and
    of the last seven days.
    """

    anonymous: bool
    protected: bool
    of_another: bool
    by_key: PersonKey
    has_number: bool
    said_yes: bool
    latest: AskState | None
    mine_today: int
    ours_this_week: int


def state(ask: Ask, *, today: date) -> AskState:
    """How the question stands, as whoever answers it knows."""
    if ask.yes is not None:
        told = AskState.YES if ask.yes else AskState.NO
        return AskState.PARTED if ask.parted_on is not None else told
    if ask.taken_back_on is not None:
        return AskState.TAKEN_BACK
    return AskState.RUN_OUT if ask.ends_on <= today else AskState.WAITING


def told_to_asker(ask: Ask, *, today: date) -> AskState:
    """The same, as the asker is told: a no is as if nobody had been met."""
    return state(replace(ask, yes=ask.yes or None), today=today)


def is_met(key: PersonKey, *, asked: Known, mine: Known, same_reference: bool) -> bool:
    """Whether one of the asked organisation's persons (`mine`) is whom the question is about.

    The number alone decides; a case number can be mistyped, so who it is must agree as well.
    """
    if key is PersonKey.NUMBER:
        return bool(asked.personnummer) and asked.personnummer == mine.personnummer
    return same_reference and may_be_same(asked, mine)


def may_ask(asking: Asking) -> Decision:
    """Whether the question may be put. Nothing here depends on what the other organisation has."""
    if asking.anonymous:
        return deny(say("Nobody is asked about a person who is registered without a name."))
    if not asking.of_another:
        return deny(say("Choose another organisation than your own."))
    if asking.by_key is PersonKey.NUMBER and not asking.has_number:
        return deny(say("No personal identity number is registered. Write it down first."))
    if asking.by_key is PersonKey.REFERENCE and asking.protected:
        return deny(say("A person with a protected identity is asked about by number only."))
    if asking.latest is AskState.WAITING:
        return deny(say("They are asked already. You can ask again when the time has run out."))
    if asking.latest is AskState.YES:
        return deny(say("They have answered already: it is one person."))
    if not asking.said_yes:
        return deny(say("Note the person's yes first: nobody is asked without it."))
    return _not_too_many(asking)


def _not_too_many(asking: Asking) -> Decision:
    if asking.mine_today >= MOST_A_DAY:
        return deny(
            say("You have asked {n} times today, which is the most. Go on tomorrow.", n=MOST_A_DAY)
        )
    if asking.ours_this_week >= MOST_A_WEEK:
        return deny(
            say(
                "Your organisation has asked {n} times in a week, which is the most. Wait a few "
                "days.",
                n=MOST_A_WEEK,
            )
        )
    return ALLOW


def may_take_back(told: AskState) -> Decision:
    """`told` is the state as the asker knows it, so that a refusal says nothing of an answer."""
    if told is AskState.WAITING:
        return ALLOW
    return deny(say("The question does not wait for an answer any more."))


def may_answer(stands: AskState, *, yes: bool, said_yes: bool) -> Decision:
    """`said_yes`: the person has said yes to the answering organisation as well."""
    if stands is not AskState.WAITING:
        return deny(say("The question does not wait for an answer any more."))
    if yes and not said_yes:
        return deny(
            say("Note the person's yes to your own organisation first: each one asks for itself.")
        )
    return ALLOW


def may_part(stands: AskState, *, in_one_file: bool) -> Decision:
    """Whether the two are registered as two persons again. By either organisation, at any time."""
    if stands is not AskState.YES:
        return deny(say("They are not registered as one person."))
    if in_one_file:
        return deny(say("The two files are one. Take them apart first."))
    return ALLOW
