"""What was read, by whom, on which ground, what for: written by every read of the room."""

from collections.abc import Iterable
from dataclasses import dataclass

from framsteg.access.viewer import Viewer
from framsteg.foundation.codes import GroundKind, Part
from framsteg.records.models import AccessLogEntry

OWN = "own"


@dataclass(frozen=True)
class Shown:
    """One person's (or one enquiry's) data that is about to be handed out."""

    parts: frozenset[Part]
    grounds: frozenset[GroundKind] = frozenset()
    own: bool = True
    enrolment_id: int | None = None
    enquiry_id: int | None = None


def record(viewer: Viewer, shown: Iterable[Shown]) -> None:
    """One log row for each person shown, in one insert."""
    AccessLogEntry.unscoped.bulk_create(
        [
            AccessLogEntry(
                staff_id=viewer.staff_id,
                organisation_id=viewer.organisation_id,
                enrolment_id=one.enrolment_id,
                enquiry_id=one.enquiry_id,
                parts=",".join(sorted(one.parts)),
                grounds=",".join([OWN] * one.own + sorted(one.grounds)),
                purpose=viewer.purpose,
                where=viewer.where,
            )
            for one in shown
        ]
    )
