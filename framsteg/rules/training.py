"""Supported Training: the blueprint's steps, and observations that are the person's as much.

Nothing here counts or compares: an observation says what was seen at a task and what helped.
"""

from datetime import date

from framsteg.foundation.codes import PlacementKind
from framsteg.foundation.decision import ALLOW, Decision, deny
from framsteg.foundation.text import say
from framsteg.rules.placements import first_refusal
from framsteg.rules.time_limits import may_go_on


def may_reach(
    *,
    kind: PlacementKind,
    step: int,
    of: int,
    on: date,
    planned_last_day: date | None,
    today: date,
) -> Decision:
    """Whether a step of the training was reached that day; steps may be reached in any order."""
    if kind is not PlacementKind.SUPPORTED_TRAINING:
        return deny(say("Only Supported Training has steps."))
    if not 1 <= step <= of:
        return deny(say("The programme has {n} steps.", n=of))
    # The agreement and the profile are often ready before the first day at the workplace.
    if on > today:
        return deny(say("The day has not come yet: {day}.", day=on))
    return may_go_on(on=on, planned_last_day=planned_last_day)


def may_observe(
    *,
    on: date,
    starts_on: date,
    planned_last_day: date | None,
    ends_on: date | None,
    told: bool,
    person_said: str,
    today: date,
) -> Decision:
    """Whether something seen that day may be noted: inside the training, and not to come."""
    if on > today:
        return deny(say("The day has not come yet: {day}.", day=on))
    if on < starts_on or (ends_on is not None and on >= ends_on):
        return deny(say("The day lies outside the placement: {day}.", day=on))
    return first_refusal(
        may_go_on(on=on, planned_last_day=planned_last_day),
        told_first(told=told, person_said=person_said),
    )


def told_first(*, told: bool, person_said: str) -> Decision:
    """What the person said of it is noted when it has been gone through with the person."""
    if told or not person_said:
        return ALLOW
    return deny(say("Tick that you have gone through it together, or leave the answer empty."))


def may_meet(*, on: date, starts_on: date, planned_last_day: date | None) -> Decision:
    """Whether a meeting at the workplace may be planned for a day."""
    if on < starts_on:
        return deny(say("The meeting comes before the start on {day}.", day=starts_on))
    return may_go_on(on=on, planned_last_day=planned_last_day)
