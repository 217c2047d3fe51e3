"""The computed evidence as it is kept with an agreed review: exact, and protected when read."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from framsteg.evaluation.disclosure import rule_on
from framsteg.evaluation.fidelity.evidence import Evidence, Point, protect
from framsteg.evaluation.fidelity.figures import KEPT_BY_NAME
from framsteg.evaluation.provenance import SnapshotInfo


def to_keep(found: Iterable[Evidence]) -> dict[str, Any] | None:
    """Exact evidence as plain values; None when there is none.

    Raises ValueError for protected evidence: what is hidden cannot be had back.
    """
    found = tuple(found)
    if not found:
        return None
    if any(one.rule is not None for one in found):
        raise ValueError("protected evidence cannot be kept")
    return {
        "snapshot": found[0].snapshot.to_dict(),
        "figures": {
            one.figure.name: [
                [p.month, p.n, p.of, p.value, p.missing, p.people] for p in one.points
            ]
            for one in found
        },
    }


def from_kept(kept: Mapping[str, Any], *, protected: bool) -> tuple[Evidence, ...]:
    """The inverse of `to_keep`, with small numbers hidden by the rule of the snapshot's day."""
    snapshot = SnapshotInfo.from_dict(kept["snapshot"])
    rule = rule_on(snapshot.day) if protected else None
    told = []
    for name, rows in kept["figures"].items():
        figure = KEPT_BY_NAME[name]
        points = tuple(Point(*row) for row in rows)
        told.append(
            Evidence(figure, protect(points, figure, rule) if rule else points, snapshot, rule)
        )
    return tuple(told)


def day_of(kept: Mapping[str, Any]) -> date:
    """The day whose work the kept evidence has seen."""
    return SnapshotInfo.from_dict(kept["snapshot"]).day
