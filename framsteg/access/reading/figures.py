"""What stands beside figures: names of coaches, for those who may see them."""

from framsteg.access.viewer import SEES_EXACT_FIGURES, Viewer
from framsteg.records.models import Assignment, Programme


def coach_names(viewer: Viewer, programme_key: str) -> dict[int, str]:
    """Everyone who has ever been assigned in the programme, by staff id; for its lead only."""
    exact = viewer.programmes(SEES_EXACT_FIGURES)
    row = Programme.objects.filter(key=programme_key, pk__in=sorted(exact)).first()
    if row is None:
        return {}
    rows = Assignment.unscoped.filter(enrolment__programme=row.pk).order_by("staff_id")
    return dict(rows.values_list("staff_id", "staff__name").distinct())
