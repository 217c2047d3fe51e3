"""The frame of a case: who it is and which programme, for pages that show only one part of it."""

from dataclasses import dataclass

from framsteg.access import log
from framsteg.access.files import NOT_SHARED, Identity, NotShared
from framsteg.access.reading.identity import NotFound, identity
from framsteg.access.sight import cases_in_sight
from framsteg.access.sightline import Sightline
from framsteg.access.viewer import Viewer
from framsteg.foundation.codes import Part


@dataclass(frozen=True)
class CaseFrame:
    """`owner` is the organisation that enrolled the person."""

    enrolment_id: int
    name: str | NotShared
    reference: str
    programme_id: int
    programme_key: str
    programme_name: str
    blueprint_key: str
    blueprint_version: int
    owner_id: int
    owner: str
    may_write: bool


def case_frame(viewer: Viewer, enrolment_id: int) -> CaseFrame:
    """The frame of one case. Raises NotFound for one that is not in sight."""
    row = (
        cases_in_sight(viewer)
        .select_related("participant", "programme", "owner")
        .filter(pk=enrolment_id)
        .first()
    )
    if row is None:
        raise NotFound
    sight = Sightline.to(viewer, [row])
    who = identity(sight, row)
    known = isinstance(who, Identity)
    log.record(viewer, [sight.shown(row.pk, {Part.IDENTITY} if known else ())])
    return CaseFrame(
        enrolment_id=row.pk,
        name=who.name if isinstance(who, Identity) else NOT_SHARED,
        reference=row.reference,
        programme_id=row.programme_id,
        programme_key=row.programme.key,
        programme_name=row.programme.name,
        blueprint_key=row.programme.blueprint_key,
        blueprint_version=row.blueprint_version,
        owner_id=row.owner_id,
        owner=row.owner.name,
        may_write=bool(viewer.may_write(row.programme_id)),
    )
