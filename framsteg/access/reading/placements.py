"""Whose a placement is, for a page that was given only the placement."""

from typing import Any

from framsteg.access.reading.identity import NotFound
from framsteg.access.sight import cases_in_sight, sees
from framsteg.access.viewer import Viewer
from framsteg.foundation.codes import Part
from framsteg.records.models import Observation, Placement, WorkplaceMeeting


def enrolment_of_placement(viewer: Viewer, placement_id: int) -> int:
    """The enrolment behind a placement that the viewer may read; else NotFound."""
    rows = Placement.unscoped.filter(
        sees(viewer, Part.EMPLOYER_DEALINGS),
        pk=placement_id,
        enrolment__in=cases_in_sight(viewer),
    )
    found = rows.values_list("enrolment_id", flat=True).first()
    if found is None:
        raise NotFound
    return found


_AROUND: dict[str, tuple[Any, Part]] = {
    "meeting": (WorkplaceMeeting, Part.EMPLOYER_DEALINGS),
    "observation": (Observation, Part.PROFILE),
}


def placement_of(viewer: Viewer, kind: str, row_id: int) -> int:
    """The placement that a "meeting" or "observation" in sight belongs to; else NotFound."""
    model, part = _AROUND[kind]
    rows = model.unscoped.filter(
        sees(viewer, part), pk=row_id, enrolment__in=cases_in_sight(viewer)
    )
    found: int | None = rows.values_list("placement_id", flat=True).first()
    if found is None:
        raise NotFound
    return found
