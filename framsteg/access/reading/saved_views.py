"""The views that a reader may choose between: their own, and those shared in their programmes."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q

from framsteg.access.viewer import Viewer
from framsteg.records.models import SavedView


@dataclass(frozen=True)
class ViewLine:
    """A view by its name; `by` is who shared it, '' where it is the reader's own."""

    view_id: int
    name: str
    filters: Mapping[str, str]
    mine: bool
    shared: bool
    by: str
    programme: str


def saved_views(viewer: Viewer) -> tuple[ViewLine, ...]:
    """One's own first, then what others share; each by name. One query."""
    mine = Q(staff=viewer.staff_id or 0)
    others = Q(shared=True, programme__in=sorted(viewer.case_programmes), staff__is_active=True)
    rows = SavedView.objects.filter(mine | others, removed_at=None).select_related(
        "staff", "programme"
    )
    lines = [
        ViewLine(
            view_id=row.pk,
            name=row.name,
            filters=dict(row.filters),
            mine=row.staff_id == viewer.staff_id,
            shared=row.shared,
            by="" if row.staff_id == viewer.staff_id else row.staff.name,
            programme=row.programme.name if row.programme else "",
        )
        for row in rows.order_by("name", "id")
    ]
    return tuple(sorted(lines, key=lambda line: not line.mine))
