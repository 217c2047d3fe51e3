"""Whether a person is known already: by the viewer's own organisation, never by another."""

from framsteg.access import log
from framsteg.access.viewer import Viewer
from framsteg.foundation.codes import Part
from framsteg.records.models import Enrolment


def is_registered(viewer: Viewer, personnummer: str) -> bool:
    """Whether the viewer's own organisation has registered someone with this personnummer.

    That another organisation knows the person is never told. The answer tells something about
    them, so it is logged as a read.
    """
    if not personnummer or not viewer.writes_in:
        return False
    known = Enrolment.unscoped.filter(
        participant__owner=viewer.organisation_id, participant__personnummer=personnummer
    )
    ids = sorted(known.values_list("pk", flat=True))
    log.record(
        viewer, [log.Shown(parts=frozenset({Part.IDENTITY}), enrolment_id=pk) for pk in ids[-1:]]
    )
    return bool(ids)
