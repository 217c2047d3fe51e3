"""The people around a person, as far as the viewer may see the map."""

from typing import Any

from framsteg.access import log
from framsteg.access.files import NOT_SHARED
from framsteg.access.plan_files import NetworkLine, NetworkView
from framsteg.access.reading.heads import opened, parts_shown
from framsteg.access.viewer import Viewer
from framsteg.foundation.codes import Part
from framsteg.foundation.plan_codes import MayContact, Ring, Sphere
from framsteg.records.models import NetworkPerson

_COLUMNS = (
    "id", "name", "sphere", "role", "organisation_id", "organisation__name", "organisation_name",
    "ring", "contributes", "may_contact", "since", "phone", "email", "ended_on",
    "created_by__name", "owner_id", "owner__name", "version",
)  # fmt: skip


def network(viewer: Viewer, enrolment_id: int) -> NetworkView:
    """The network map; NotFound for a case out of sight, NOT_SHARED for a map that is.

    An organisation without a ground sees the people that it wrote in itself.
    """
    case = opened(viewer, enrolment_id)
    rows = NetworkPerson.unscoped.filter(
        case.sight.rows(enrolment_id, Part.NETWORK), enrolment=enrolment_id
    )
    lines = sorted(
        (_line(values) for values in rows.order_by("id").values(*_COLUMNS)),
        key=lambda one: (list(Ring).index(one.ring), one.name.casefold(), one.network_person_id),
    )
    withheld = not lines and not case.sight.sees(enrolment_id, Part.NETWORK, case.row.owner_id)
    shown = parts_shown(case) if withheld else parts_shown(case, Part.NETWORK)
    log.record(viewer, [case.sight.shown(enrolment_id, shown)])
    return NetworkView(
        head=case.head,
        people=NOT_SHARED if withheld else tuple(one for one in lines if not _gone(one, viewer)),
        gone=tuple(one for one in lines if _gone(one, viewer)),
    )


def _gone(line: NetworkLine, viewer: Viewer) -> bool:
    return line.ended_on is not None and line.ended_on <= viewer.today


def _line(values: dict[str, Any]) -> NetworkLine:
    return NetworkLine(
        network_person_id=values["id"],
        name=values["name"],
        sphere=Sphere(values["sphere"]),
        role=values["role"],
        organisation_id=values["organisation_id"],
        organisation=values["organisation__name"] or values["organisation_name"],
        ring=Ring(values["ring"]),
        contributes=values["contributes"],
        may_contact=MayContact(values["may_contact"]),
        since=values["since"],
        phone=values["phone"],
        email=values["email"],
        ended_on=values["ended_on"],
        author=values["created_by__name"] or "",
        owner_id=values["owner_id"],
        owner=values["owner__name"],
        version=values["version"],
    )
