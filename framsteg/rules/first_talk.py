"""The first talk with all authorities, before anybody is enrolled: with the person's yes only."""

from collections.abc import Collection
from datetime import date

from framsteg.foundation.codes import EnquiryOutcome
from framsteg.foundation.decision import ALLOW, Decision, deny
from framsteg.foundation.text import say
from framsteg.rules.dates import has_been

UNDECIDED = frozenset({EnquiryOutcome.OPEN, EnquiryOutcome.WAITING})


def may_say_yes(*, on: date, organisations: Collection[int], today: date) -> Decision:
    """A yes has been said, and names with whom."""
    if not organisations:
        return deny(say("Choose with whom the person wants to speak."))
    return has_been(on, today=today)


def may_talk_together(
    *,
    outcome: EnquiryOutcome,
    said_yes: bool,
    agreed: Collection[int],
    asked: Collection[int],
    own: int,
) -> Decision:
    """Whether these organisations may be asked to a talk about the enquiry.

    `own` took the enquiry in and needs no yes for itself.
    """
    if outcome not in UNDECIDED:
        return deny(say("The enquiry is answered. The first talk comes before the answer."))
    if not said_yes:
        return deny(say("Ask the person first: nobody else is told before the person says yes."))
    if set(asked) - set(agreed) - {own}:
        return deny(say("The person has not said yes to speaking with all of these."))
    return ALLOW
