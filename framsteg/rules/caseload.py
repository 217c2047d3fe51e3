"""A specialist's caseload now, and as far as it can be seen three months ahead."""

from dataclasses import dataclass
from datetime import timedelta

from framsteg.blueprints.schema import Blueprint, ExitKind
from framsteg.foundation.text import Text, say
from framsteg.rules import capacity
from framsteg.rules.capacity import Load

AHEAD = timedelta(days=91)


@dataclass(frozen=True)
class Coming:
    """How many now, how many of them have planned to leave, how many have no end in sight."""

    now: int
    leaving: int
    unlimited: int

    @property
    def then(self) -> int:
        """What is left when those who have planned to leave have left."""
        return self.now - self.leaving


def room(blueprint: Blueprint, load: Coming) -> Text:
    """What the load leaves room for, in words; no judgement of anybody."""
    limits: Load = capacity.caseload(blueprint, load.now)
    if limits.most is None:
        return say("No limit in the blueprint")
    free, later = limits.most - load.now, limits.most - load.then
    if free < 0:
        return say("{n} more than the limit", n=-free)
    if later > free:
        return say("Room for {n}, in three months for {later}", n=free, later=later)
    if free == 0:
        return say("Full")
    return say("Room for {n}", n=free)


def without_end(blueprint: Blueprint, support_ends: str) -> bool:
    """Whether a person's support is without time limit: their own agreement, else the blueprint."""
    if support_ends:
        return support_ends == ExitKind.TIME_UNLIMITED
    return blueprint.support.exit is ExitKind.TIME_UNLIMITED
