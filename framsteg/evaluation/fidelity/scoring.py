"""From a measured value to the anchor it falls at, and from anchors to a total with its band.

About the programme's way of working. Nothing here takes a person, a coach or a file.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from framsteg.evaluation.fidelity.scale import Band, CutOffs, Scale


@dataclass(frozen=True)
class Total:
    """The sum of the items that have an anchor. `band` only when all of them have."""

    points: int
    most: int
    answered: int
    items: int
    band: Band | None

    @property
    def is_whole(self) -> bool:
        return self.answered == self.items


def score_of(cut_offs: CutOffs, value: float | None, *, counted: int | None = None) -> int | None:
    """The anchor, 1–5, that a value falls at; None without a value.

    Values are compared as they are, unrounded: 0.895 is below a cut-off of 0.90. `counted` is how
    many the value rests on, for items that ask for a least number of them.
    """
    if value is None:
        return None
    if counted is not None and counted < cut_offs.fewest:
        return 1
    if cut_offs.rising is not None:
        return 1 + sum(value >= mark for mark in cut_offs.rising)
    return 1 + sum(value <= mark for mark in cut_offs.falling or ())


def total_of(scale: Scale, anchors: Mapping[str, int | None]) -> Total | None:
    """The total of a review; None for a scale whose items are not added up."""
    if not scale.bands:
        return None
    given = [anchors[key] for key in scale.keys if anchors.get(key) is not None]
    points = sum(anchor for anchor in given if anchor is not None)
    whole = len(given) == len(scale.items)
    band = next((b for b in scale.bands if points >= b.least), scale.bands[-1]) if whole else None
    return Total(points, scale.most, len(given), len(scale.items), band)
