"""A person's steps towards one job: the person's yes comes first, then the employer's."""

from collections.abc import Sequence
from datetime import date

from framsteg.foundation.codes import MatchStepKind as Step
from framsteg.foundation.codes import ToldBy
from framsteg.foundation.decision import ALLOW, Decision, deny
from framsteg.foundation.text import say

ENDS = frozenset({Step.PERSON_NO, Step.EMPLOYER_NO, Step.PLACED, Step.PERSON_STOPS})
# In what order the steps are offered.
_AFTER_YES = (
    Step.SHARED, Step.EMPLOYER_YES, Step.INTERVIEW, Step.PREPARATION, Step.ROLE_PLAY, Step.OFFER,
    Step.PLACED, Step.EMPLOYER_NO, Step.PERSON_STOPS,
)  # fmt: skip
_NEEDS_EMPLOYER = frozenset({Step.OFFER, Step.PLACED})
_SAID_OF_EMPLOYER = frozenset({Step.EMPLOYER_YES, Step.INTERVIEW, Step.OFFER})


def said_yes(done: Sequence[Step]) -> bool:
    """Whether the person's latest word is a yes."""
    words = [s for s in done if s in (Step.PERSON_YES, Step.PERSON_NO, Step.PERSON_STOPS)]
    return bool(words) and words[-1] is Step.PERSON_YES


def is_open(done: Sequence[Step]) -> bool:
    """Whether it goes on."""
    return not done or done[-1] not in ENDS


def next_steps(done: Sequence[Step]) -> tuple[Step, ...]:
    """The steps that can come now, the likely first."""
    if not said_yes(done):
        if done and done[-1] in (Step.PERSON_NO, Step.PERSON_STOPS):
            return (Step.PERSON_YES,)
        return (Step.PERSON_YES, Step.PERSON_NO)
    if not is_open(done):
        return ()
    once = {Step.SHARED, Step.EMPLOYER_YES, Step.OFFER} & set(done)
    heard = bool(_SAID_OF_EMPLOYER & set(done))
    return tuple(
        s
        for s in _AFTER_YES
        if s not in once
        and (heard or s not in _NEEDS_EMPLOYER)
        and not (s is Step.EMPLOYER_YES and heard)
    )


def may_step(
    step: Step, *, done: Sequence[Step], told_by: ToldBy | None, on: date, today: date
) -> Decision:
    """Whether this step can be noted as the next one."""
    if step in _AFTER_YES and not said_yes(done):
        return deny(say("The person's yes comes first. Nothing is said to the employer before it."))
    if step is Step.SHARED and told_by is None:
        return deny(say("First decide together what is told to the employer, and by whom."))
    if step in _NEEDS_EMPLOYER and not _SAID_OF_EMPLOYER & set(done):
        return deny(say("The employer has not said yes yet."))
    if step not in next_steps(done):
        return deny(say("This step does not come now."))
    if on > today and step is not Step.INTERVIEW:
        return deny(say("That day has not come yet: {day}.", day=on))
    return ALLOW
