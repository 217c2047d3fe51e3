"""The plan: who can be asked to do what, when it is due, and how it is closed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from framsteg.foundation.codes import Part
from framsteg.foundation.decision import ALLOW, Decision, deny
from framsteg.foundation.labels import label
from framsteg.foundation.plan_codes import Responsible
from framsteg.foundation.text import Text, say

AHEAD = timedelta(days=7)
NEEDED = (Part.IDENTITY, Part.PLAN)
"""What someone must see to do something for a person: who it is, and what the plan says."""

_BY_STAFF = (Responsible.COACH, Responsible.AUTHORITY)


@dataclass(frozen=True)
class TaskDue:
    """An action that is late or soon to be done, and how to say it."""

    due_on: date
    late: bool
    words: Text


def may_ask(
    *,
    responsible: Responsible,
    staff_organisation: str | None,
    same_organisation: bool,
    parts_shared: Iterable[Part],
    named: bool,
) -> Decision:
    """Whether this party can be given something to do in the plan.

    What is asked of someone reaches their day, so the plan must be shared with their organisation
    first. `named` says whether an organisation or a name is given where nobody logs in.
    """
    if responsible is Responsible.COACH and staff_organisation is None:
        return deny(say("Say which coach."))
    if responsible not in _BY_STAFF and staff_organisation is not None:
        return deny(say("Only a coach or an authority's own staff is chosen from the list."))
    if responsible is Responsible.AUTHORITY and staff_organisation is None and not named:
        return deny(say("Say which authority or service, or choose who."))
    if staff_organisation is None or same_organisation:
        return ALLOW
    shared = set(parts_shared)
    missing = [label(part) for part in NEEDED if part not in shared]
    if not missing:
        return ALLOW
    return deny(
        say(
            "{organisation} has no consent to see {parts}. Record that consent first, "
            "then they can be asked.",
            organisation=staff_organisation,
            parts=missing,
        )
    )


def may_close(*, open_: bool, on: date, set_on: date, today: date) -> Decision:
    """Something open is closed on a day that has come, not before it was set."""
    if not open_:
        return deny(say("This is closed already."))
    if on > today:
        return deny(say("The day has not come yet: {day}.", day=on))
    if on < set_on:
        return deny(say("It was not in the plan until {day}.", day=set_on))
    return ALLOW


def may_reopen(*, open_: bool) -> Decision:
    """Only what is closed can be taken up again."""
    return deny(say("This is open already.")) if open_ else ALLOW


def may_drop(*, reason: str) -> Decision:
    """What is dropped says why, so that nobody wonders later."""
    return ALLOW if reason.strip() else deny(say("Write why it is dropped."))


def may_take_back_goal(*, actions: int) -> Decision:
    """A goal that something is planned for is let go, not erased."""
    if actions:
        return deny(say("Something is planned for this goal. Let it go instead."))
    return ALLOW


def task_due(*, due_on: date | None, today: date, ahead: timedelta = AHEAD) -> TaskDue | None:
    """An open action from a week before its day. The day itself is not late."""
    if due_on is None or today < due_on - ahead:
        return None
    if due_on < today:
        return TaskDue(due_on, True, say("Should have been done {day}.", day=due_on))
    return TaskDue(due_on, False, say("To be done by {day}.", day=due_on))
