"""How many people a coach and a programme have room for."""

from dataclasses import dataclass
from enum import StrEnum

from framsteg.blueprints.schema import Blueprint, Range
from framsteg.foundation.decision import ALLOW, Decision, deny
from framsteg.foundation.text import Text, say


class Fill(StrEnum):
    """Where a number stands against its limits."""

    NO_LIMIT = "no_limit"
    BELOW = "below"
    WITHIN = "within"
    FULL = "full"
    ABOVE = "above"


@dataclass(frozen=True)
class Load:
    """A number of people against the least and the most, either of which may be missing."""

    n: int
    least: int | None
    most: int | None

    @property
    def fill(self) -> Fill:
        if self.least is None and self.most is None:
            return Fill.NO_LIMIT
        if self.most is not None and self.n >= self.most:
            return Fill.FULL if self.n == self.most else Fill.ABOVE
        if self.least is not None and self.n < self.least:
            return Fill.BELOW
        return Fill.WITHIN

    @property
    def words(self) -> Text:
        if self.least is None and self.most is None:
            return say("{n} people", n=self.n)
        if self.least is None:
            return say("{n} of at most {most}", n=self.n, most=self.most)
        if self.most is None:
            return say("{n}, at least {least}", n=self.n, least=self.least)
        return say("{n} of {least}–{most}", n=self.n, least=self.least, most=self.most)


def caseload(blueprint: Blueprint, n: int) -> Load:
    """A coach's number of active people against the blueprint's limits."""
    return _load(blueprint.team.caseload, n)


def places(blueprint: Blueprint, n: int, *, agreed: int | None = None) -> Load:
    """A programme's number of active people against its places.

    `agreed` is the programme's own number of places; it goes before the blueprint's.
    """
    if agreed is not None:
        return Load(n, None, agreed)
    return _load(blueprint.places, n)


def may_take_on(load: Load) -> Decision:
    """Whether there is room for one more. A refusal is advice: work already promised goes on."""
    if load.most is None or load.n < load.most:
        return ALLOW
    return deny(say("There is no room: {load}.", load=load.words))


def _load(limits: Range | None, n: int) -> Load:
    return Load(n, limits.min if limits else None, limits.max if limits else None)
