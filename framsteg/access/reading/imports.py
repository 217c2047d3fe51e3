"""Lists that the viewer's organisation has uploaded and loaded: for the programme's lead only."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from framsteg.access.reading.identity import NotFound
from framsteg.access.reading.programmes import ProgrammeLine, programmes
from framsteg.access.viewer import Viewer
from framsteg.foundation.codes import Role
from framsteg.records.models import ImportBatch

IMPORTERS = frozenset({Role.TEAM_LEAD})
LISTED = 100
PASSED_ON = "passed_on"
"""The state of an upload whose list has been loaded: `counts["batch"]` is the import."""

_MARKS = frozenset({"first_event", "last_event"})


@dataclass(frozen=True)
class ImportLine:
    """An upload on its way in, or an import as it was loaded.

    `state`: uploaded → checking → checked → applying → passed_on (or failed) for an upload;
    applied → undone for an import.
    """

    batch_id: int
    programme_id: int
    programme: str
    kind: str
    filename: str
    stored_as: str
    state: str
    mapping: Mapping[str, Any]
    counts: Mapping[str, Any]
    message: str
    created_at: datetime
    created_by: str
    applied_at: datetime | None
    undone_at: datetime | None

    @property
    def is_loaded(self) -> bool:
        return self.state in ("applied", "undone")


def programmes_to_import_in(viewer: Viewer) -> tuple[ProgrammeLine, ...]:
    """Where the viewer may load lists, by name."""
    led = viewer.programmes(IMPORTERS)
    return tuple(line for line in programmes(viewer) if line.programme_id in led)


def imports(viewer: Viewer) -> tuple[ImportLine, ...]:
    """The newest imports and uploads, newest first."""
    rows = _in_sight(viewer).exclude(state=PASSED_ON).order_by("-created_at", "-pk")
    return tuple(_line(row) for row in rows[:LISTED])


def import_line(viewer: Viewer, batch_id: int) -> ImportLine:
    """One of them; NotFound for whoever may not import there."""
    row = _in_sight(viewer).filter(pk=batch_id).first()
    if row is None:
        raise NotFound
    return _line(row)


def _in_sight(viewer: Viewer) -> QuerySet[ImportBatch]:
    led = sorted(viewer.programmes(IMPORTERS))
    rows = ImportBatch.objects.select_related("programme", "created_by")
    return rows.filter(owner=viewer.organisation_id, programme__in=led)


def _line(row: ImportBatch) -> ImportLine:
    return ImportLine(
        batch_id=row.pk,
        programme_id=row.programme_id,
        programme=row.programme.name,
        kind=row.kind,
        filename=row.filename,
        stored_as=row.stored_as,
        state=row.state,
        mapping=row.mapping,
        counts={name: count for name, count in row.counts.items() if name not in _MARKS},
        message=row.message,
        created_at=row.created_at,
        created_by=row.created_by.name if row.created_by else "",
        applied_at=row.applied_at,
        undone_at=row.undone_at,
    )
