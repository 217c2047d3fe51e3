"""What the viewer has typed and not yet saved: their own words, handed to nobody else."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from framsteg.access.viewer import Viewer
from framsteg.records.models import Draft


@dataclass(frozen=True)
class DraftWords:
    """The fields of a form as the browser sent them, and when they were kept."""

    words: Mapping[str, list[str]]
    kept_at: datetime


def draft(viewer: Viewer, at: str) -> DraftWords | None:
    """The viewer's own draft of the form at this address. One query."""
    if viewer.staff_id is None:
        return None
    row = Draft.unscoped.filter(staff=viewer.staff_id, at=at).first()
    return None if row is None else DraftWords(row.words, row.kept_at)
