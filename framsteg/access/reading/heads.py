"""One person's case opened for one page: whose it is, and what the viewer may see of it."""

from dataclasses import dataclass

from framsteg.access.files import NOT_SHARED
from framsteg.access.plan_files import CaseHead
from framsteg.access.reading.consents import readers
from framsteg.access.reading.identity import NotFound
from framsteg.access.sight import cases_in_sight
from framsteg.access.sightline import Sightline
from framsteg.access.viewer import Viewer
from framsteg.foundation.codes import Part
from framsteg.records.models import Enrolment


@dataclass(frozen=True)
class Opened:
    row: Enrolment
    sight: Sightline
    head: CaseHead


def opened(viewer: Viewer, enrolment_id: int) -> Opened:
    """The case, if something of it is in sight; NotFound otherwise. Four queries at most.

    Whoever opens it logs what was shown.
    """
    row = (
        cases_in_sight(viewer)
        .select_related("participant", "programme", "owner")
        .filter(pk=enrolment_id)
        .first()
    )
    if row is None:
        raise NotFound
    sight = Sightline.to(viewer, [row])
    person = row.participant
    named = sight.sees(row.pk, Part.IDENTITY, person.owner_id)
    head = CaseHead(
        enrolment_id=row.pk,
        programme_id=row.programme_id,
        programme_name=row.programme.name,
        blueprint_key=row.programme.blueprint_key,
        blueprint_version=row.blueprint_version,
        owner_id=row.owner_id,
        owner=row.owner.name,
        reference=row.reference,
        name=f"{person.given_name} {person.family_name}".strip() if named else NOT_SHARED,
        given_name=person.given_name if named else "",
        may_write=bool(viewer.may_write(row.programme_id)),
        readers=readers(viewer, row),
    )
    return Opened(row, sight, head)


def parts_shown(opening: Opened, *parts: Part) -> set[Part]:
    """What the log is to say was shown: these parts, and the name where it was."""
    return {*parts, Part.IDENTITY} if opening.head.name is not NOT_SHARED else set(parts)
