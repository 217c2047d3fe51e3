"""What came with the persons that were passed on to the viewer, until they have read it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from framsteg.access import log
from framsteg.access.files import NOT_SHARED, CaseLine, NotShared
from framsteg.access.reading.lists import CaseQuery, cases
from framsteg.access.sight import in_sight
from framsteg.access.sightline import Sightline
from framsteg.access.viewer import Viewer
from framsteg.foundation.codes import Part
from framsteg.records.models import CoachChange, Enrolment


@dataclass(frozen=True)
class PassedOn:
    """A person that somebody passed on; the note is cut as all that the writer wrote."""

    change_id: int
    line: CaseLine
    by: str
    changed_on: date
    note: str | NotShared


def passed_on_to(viewer: Viewer) -> tuple[PassedOn, ...]:
    """The unread ones, oldest first."""
    rows = list(_unread(viewer).select_related("from_staff").order_by("changed_on", "id"))
    if not rows:
        return ()
    found = cases(viewer, CaseQuery(enrolment_ids=tuple(row.enrolment_id for row in rows)))
    lines = {line.enrolment_id: line for line in found}
    shown = [row for row in rows if row.enrolment_id in lines]
    sight = Sightline.to(
        viewer, Enrolment.unscoped.filter(pk__in=list(lines)).only("pk", "programme_id")
    )
    log.record(viewer, [sight.shown(row.enrolment_id, {Part.PLAN}) for row in shown])
    return tuple(
        PassedOn(
            change_id=row.pk,
            line=lines[row.enrolment_id],
            by=row.from_staff.name,
            changed_on=row.changed_on,
            note=row.note if sight.sees(row.enrolment_id, Part.PLAN, row.owner_id) else NOT_SHARED,
        )
        for row in shown
    )


def count_passed_on(viewer: Viewer) -> int:
    """How many are unread: a number, for the one mail a day."""
    return _unread(viewer).count()


def _unread(viewer: Viewer) -> QuerySet[CoachChange]:
    seen = Enrolment.unscoped.filter(in_sight(viewer), exited_on=None)
    return CoachChange.unscoped.filter(
        to_staff=viewer.staff_id or 0, seen_on=None, taken_back_on=None, enrolment__in=seen
    )
