"""Main coaches: how many a person has, and from which organisations."""

from collections.abc import Sequence
from datetime import date

from framsteg.blueprints.schema import Blueprint
from framsteg.foundation.decision import ALLOW, Decision, deny
from framsteg.foundation.text import Text, say
from framsteg.rules.dates import has_been

# A coach as the rule needs one: staff id, organisation id.
Coach = tuple[int, int]


def may_assign(blueprint: Blueprint, *, current: Sequence[Coach], new: Coach) -> Decision:
    """Whether one more main coach fits beside those the person has."""
    wanted = blueprint.team.coaches_per_person
    staff, organisation = new
    if staff in {coach for coach, _ in current}:
        return deny(say("This person is already main coach here."))
    if len(current) >= wanted:
        return deny(_in_place(blueprint.name, wanted))
    taken = {home for _, home in current}
    if blueprint.team.different_organisations and organisation in taken:
        return deny(
            say(
                "In {programme} the main coaches come from different organisations. "
                "Choose someone from another organisation.",
                programme=blueprint.name,
            )
        )
    return ALLOW


def may_change_coach(
    blueprint: Blueprint, *, current: Sequence[Coach], old: int, new: Coach
) -> Decision:
    """Whether the person may go from one main coach to another, the others staying."""
    if old not in {coach for coach, _ in current}:
        return deny(say("This coach is not main coach here any longer."))
    staying = [coach for coach in current if coach[0] != old]
    if new[0] == old:
        return deny(say("This person is already main coach here."))
    return may_assign(blueprint, current=staying, new=new)


def may_begin_on(*, on: date, enrolled_on: date, today: date) -> Decision:
    """A coach begins on a day that has come, when the person is in the programme."""
    if on < enrolled_on:
        return deny(say("The person was not enrolled until {day}.", day=enrolled_on))
    return has_been(on, today=today)


def coaching_complete(blueprint: Blueprint, *, current: Sequence[Coach]) -> Decision:
    """Whether the person has the main coaches that the programme promises."""
    wanted = blueprint.team.coaches_per_person
    missing = wanted - len(current)
    if missing > 0:
        return deny(
            say("{missing} of {wanted} main coaches is missing.", missing=missing, wanted=wanted)
        )
    homes = {organisation for _, organisation in current}
    if blueprint.team.different_organisations and len(homes) < wanted:
        return deny(say("The main coaches should come from {n} organisations.", n=wanted))
    return ALLOW


def _in_place(programme: str, wanted: int) -> Text:
    if wanted == 1:
        return say(
            "In {programme} each person has one main coach. End the present assignment first.",
            programme=programme,
        )
    return say(
        "In {programme} each person has {n} main coaches, and they are in place. "
        "End one assignment first.",
        programme=programme,
        n=wanted,
    )
