"""Internship and Supported Training are for a limited time: warned before, refused after.

The last day is stated when they begin, within the blueprint's limit where it has one. It is moved
only with a reason, which is kept.
"""

from datetime import date, timedelta

from framsteg.blueprints.schema import Blueprint, Interval
from framsteg.foundation.codes import PlacementKind
from framsteg.foundation.decision import ALLOW, Decision, deny
from framsteg.foundation.text import say
from framsteg.rules.dates import after
from framsteg.rules.deadlines import Due, DueKind

AHEAD = timedelta(days=14)
LIMITED = frozenset({PlacementKind.INTERNSHIP, PlacementKind.SUPPORTED_TRAINING})
# Where neither the blueprint nor anybody says how long: what the form suggests, to be changed.
SUGGESTED = Interval(weeks=12)


def limit_of(blueprint: Blueprint, kind: PlacementKind) -> Interval | None:
    """How long the programme lets this kind last; None where it does not say, or has no limit."""
    if kind is PlacementKind.INTERNSHIP:
        return blueprint.internship.limit
    if kind is PlacementKind.SUPPORTED_TRAINING:
        return blueprint.supported_training.limit
    return None


def suggested_last_day(blueprint: Blueprint, kind: PlacementKind, on: date) -> date | None:
    """The last day that the form begins with."""
    if kind not in LIMITED:
        return None
    return after(limit_of(blueprint, kind) or SUGGESTED, on) - timedelta(days=1)


def may_plan(*, kind: PlacementKind, on: date, last_day: date | None, limit: Interval | None) -> (
    Decision
):  # fmt: skip
    """Whether it may be planned to last until a day, that day inside."""
    if last_day is None:
        return ALLOW
    if kind not in LIMITED:
        return deny(say("Only an internship or Supported Training has a planned last day."))
    if last_day < on:
        return deny(say("The last day comes before the first: {day}.", day=last_day))
    longest = after(limit, on) - timedelta(days=1) if limit else date.max
    if last_day > longest:
        return deny(say("The programme sets a limit: the last day is at most {day}.", day=longest))
    return ALLOW


def may_extend(
    *, kind: PlacementKind, to: date, planned: date | None, ends_on: date | None, reason: str
) -> Decision:
    """Whether the last day may be moved later. Beyond the programme's limit too, with a reason."""
    if kind not in LIMITED:
        return deny(say("Only an internship or Supported Training has a planned last day."))
    if ends_on is not None:
        return deny(say("It already has an end: {day}.", day=ends_on))
    if planned is not None and to <= planned:
        return deny(say("It already lasts until {day}; choose a later day.", day=planned))
    if not reason.strip():
        return deny(say("Say why it is to last longer. The reason is kept."))
    return ALLOW


def may_go_on(*, on: date, planned_last_day: date | None) -> Decision:
    """Whether something may still be noted in it that day."""
    if planned_last_day is None or on <= planned_last_day:
        return ALLOW
    return deny(
        say("The time ran out on {day}. Extend it with a reason, or end it.", day=planned_last_day)
    )


def running_out(
    *, kind: PlacementKind, planned_last_day: date | None, ends_on: date | None, today: date
) -> Due | None:
    """The last day is near, or has passed without an end."""
    if kind not in LIMITED or planned_last_day is None or ends_on is not None:
        return None
    if today < planned_last_day - AHEAD:
        return None
    late = planned_last_day < today
    internship = kind is PlacementKind.INTERNSHIP
    if late and internship:
        words = say("The internship was to end {day}. What did it lead to?", day=planned_last_day)
    elif late:
        words = say("Supported Training was to end {day}. What did it lead to?",
                    day=planned_last_day)  # fmt: skip
    elif internship:
        words = say("The internship ends {day}. Talk about what comes after.", day=planned_last_day)
    else:
        words = say("Supported Training ends {day}. Talk about what comes after.",
                    day=planned_last_day)  # fmt: skip
    return Due(DueKind.TIME_LIMIT, planned_last_day, late, words)
