"""When a contact may be logged and taken back."""

from datetime import date, timedelta

from framsteg.foundation.decision import ALLOW, Decision, deny
from framsteg.foundation.text import say

# The talks before enrolment belong to the person's story too; older days are most likely a slip.
BEFORE_ENROLMENT = timedelta(days=365)


def may_log(*, on: date, enrolled_on: date, today: date) -> Decision:
    """A contact has happened, and not long before the person was enrolled."""
    if on > today:
        return deny(say("The contact is on a day that has not come yet: {day}.", day=on))
    if on < enrolled_on - BEFORE_ENROLMENT:
        return deny(say("The contact is more than a year before the enrolment: {day}.", day=on))
    return ALLOW


def has_happened(*, on: date, today: date) -> Decision:
    """A contact is logged when it has taken place."""
    if on > today:
        return deny(say("The contact is on a day that has not come yet: {day}.", day=on))
    return ALLOW


def may_take_back(*, author_id: int | None, staff_id: int | None) -> Decision:
    """Only the one who logged a contact takes it back; others amend or add."""
    if author_id is not None and author_id == staff_id:
        return ALLOW
    return deny(say("Only the person who logged a contact can take it back."))
