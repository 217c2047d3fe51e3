"""Conflict of interest (jäv): who has declared one takes no part. The rule asks for no proof.

Source: the Administrative Procedure Act (förvaltningslagen 2017:900), sections 16 to 18: whoever
knows of something that may make them biased says so at once, and takes no part in the matter.
"""

from datetime import date

from framsteg.foundation.decision import ALLOW, Decision, deny
from framsteg.foundation.text import say


def may_take_part(*, in_conflict: bool) -> Decision:
    """Whether one may write about a person or an employer."""
    if in_conflict:
        return deny(
            say("You have declared a conflict of interest here, so a colleague has to do this.")
        )
    return ALLOW


def may_be_given(*, in_conflict: bool, name: str) -> Decision:
    """Whether somebody may be made responsible for a person or an employer."""
    if in_conflict:
        return deny(say("{name} has declared a conflict of interest here.", name=name))
    return ALLOW


def may_declare(*, already: bool) -> Decision:
    """It is declared once."""
    if already:
        return deny(say("You have declared a conflict of interest here already."))
    return ALLOW


def may_end(*, declared_by_viewer: bool, leads: bool, ended_on: date | None) -> Decision:
    """It ends when the one who declared it, or the lead, says that it has passed."""
    if ended_on is not None:
        return deny(say("It ended on {day}.", day=ended_on))
    if declared_by_viewer or leads:
        return ALLOW
    return deny(say("Only the one who declared it, or the lead, can end it."))
