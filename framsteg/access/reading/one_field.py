"""What one fact of a person was before: the history of a single field, newest first."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from framsteg.access import log
from framsteg.access.reading.identity import NotFound
from framsteg.access.sight import cases_in_sight, sees
from framsteg.access.sightline import Sightline
from framsteg.access.viewer import Viewer
from framsteg.foundation.codes import Part
from framsteg.records.models import Event, Staff

SHOWN = 20


@dataclass(frozen=True)
class FieldChange:
    """`event_id` is None where the change cannot be taken back: when the person was registered."""

    event_id: int | None
    at: datetime
    by: str
    before: object
    after: object


def field_history(
    viewer: Viewer, enrolment_id: int, part: Part, field: str
) -> tuple[FieldChange, ...]:
    """Each change of one fact of the person, as far as the viewer reads the part. May be NotFound.

    A change made in another enrolment is told only to those who see something of that one.
    """
    condition = sees(viewer, part, enrolment="", owner="participant__owner")
    row = cases_in_sight(viewer).select_related("participant").filter(condition, pk=enrolment_id)
    case = row.first()
    if case is None or (field == "address" and case.participant.protected_identity):
        raise NotFound
    others = cases_in_sight(viewer).filter(participant=case.participant_id).values("pk")
    events = Event.unscoped.filter(
        Q(enrolment_id=None) | Q(enrolment_id__in=others),
        subject="participant",
        subject_id=case.participant_id,
        changes__has_key=field,
    )
    told = list(events.order_by("-id")[:SHOWN])
    names = dict(
        Staff.objects.filter(pk__in={e.staff_id for e in told if e.staff_id}).values_list(
            "pk", "name"
        )
    )
    log.record(viewer, [Sightline.to(viewer, [case]).shown(case.pk, {part})])
    return tuple(
        FieldChange(
            event_id=e.pk
            if e.enrolment_id == enrolment_id and e.verb.startswith("participants.")
            else None,
            at=e.at,
            by=names.get(e.staff_id or 0, ""),
            before=e.changes[field][0],
            after=e.changes[field][1],
        )
        for e in told
    )
