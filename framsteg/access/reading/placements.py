"""Whose a placement is, for a page that was given only the placement."""

from framsteg.access.reading.identity import NotFound
from framsteg.access.sight import cases_in_sight, sees
from framsteg.access.viewer import Viewer
from framsteg.foundation.codes import Part
from framsteg.records.models import Placement


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
