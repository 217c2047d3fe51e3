"""How a person moves through a programme's phases: as the blueprint says, day after day."""

from datetime import date

from framsteg.blueprints.schema import Blueprint, Phase
from framsteg.foundation.decision import ALLOW, Decision, deny
from framsteg.foundation.text import Text, say


def first_phase(blueprint: Blueprint) -> Phase:
    return blueprint.first_phase


def next_phases(blueprint: Blueprint, current: str) -> tuple[Phase, ...]:
    """The phases that the present one leads to; none from a phase that is not in the blueprint."""
    here = _find(blueprint, current)
    return tuple(blueprint.phase(key) for key in here.leads_to) if here else ()


def may_move(blueprint: Blueprint, *, current: str, to: str) -> Decision:
    """Whether the present phase leads to another."""
    if to in {phase.key for phase in next_phases(blueprint, current)}:
        return ALLOW
    if to == current:
        return deny(say("The person is already in “{to}”.", to=_name(blueprint, to)))
    return deny(
        say(
            "“{current}” does not lead to “{to}” in {programme}.",
            current=_name(blueprint, current),
            to=_name(blueprint, to),
            programme=blueprint.name,
        )
    )


def may_start_on(*, on: date, current_since: date, today: date) -> Decision:
    """A phase starts when the one before it has begun, and not on a day to come."""
    if on > today:
        return deny(say("The day has not come yet: {day}.", day=on))
    if on < current_since:
        return deny(
            say(
                "The present phase began on {since}; choose that day or later.", since=current_since
            )
        )
    return ALLOW


def _find(blueprint: Blueprint, key: str) -> Phase | None:
    return next((phase for phase in blueprint.phases if phase.key == key), None)


def _name(blueprint: Blueprint, key: str) -> Text | str:
    phase = _find(blueprint, key)
    return phase.name.text if phase else key
