"""The network map: people placed, changed, taken off the map and put back."""

from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from framsteg.access import Viewer
from framsteg.access.changing import enrolment_to_write_in, own_row_to_change
from framsteg.actions import recording, summaries
from framsteg.foundation.codes import Part
from framsteg.foundation.decision import require
from framsteg.foundation.plan_codes import MayContact, Ring, Sphere
from framsteg.records.models import NetworkPerson
from framsteg.rules import network as rule


@dataclass(frozen=True)
class Placed:
    """What stands about someone on the map. `organisation_id` or `organisation_name`, not both."""

    name: str
    sphere: Sphere
    ring: Ring
    role: str = ""
    organisation_id: int | None = None
    organisation_name: str = ""
    contributes: str = ""
    may_contact: MayContact = MayContact.NOT_ASKED
    since: date | None = None
    phone: str = ""
    email: str = ""


@transaction.atomic
def place(*, by: Viewer, enrolment_id: int, person: Placed, once: UUID | None = None) -> int:
    """Put someone on the map. Returns the id; the same `once` key saves once."""
    enrolment = enrolment_to_write_in(by, enrolment_id)
    _require_fit(by, person)
    row = NetworkPerson(enrolment=enrolment, once=once, **asdict(person))
    already = recording.sent_before(row, by=by)
    if already is not None:
        return already
    recording.create(row, by=by, verb="network.place", part=Part.NETWORK, enrolment_id=enrolment.pk)
    summaries.writes_in(enrolment.pk, by.organisation_id)
    return row.pk


@transaction.atomic
def change(*, by: Viewer, network_person_id: int, person: Placed, version: int) -> None:
    """Change someone on the map against the version that was read. May raise Conflict."""
    row = own_row_to_change(by, NetworkPerson, network_person_id)
    _require_fit(by, person)
    recording.change(
        row,
        asdict(person),
        by=by,
        verb="network.change",
        part=Part.NETWORK,
        version=version,
        enrolment_id=row.enrolment_id,
    )


@transaction.atomic
def remove(*, by: Viewer, network_person_id: int) -> int:
    """Take someone off the map from today; the row stays. Returns the enrolment."""
    row = own_row_to_change(by, NetworkPerson, network_person_id)
    require(rule.may_remove(ended_on=row.ended_on))
    _end(by, row, max(by.today, row.since or by.today), "network.remove")
    return row.enrolment_id


@transaction.atomic
def put_back(*, by: Viewer, network_person_id: int) -> int:
    """Undo: they stand on the map as before. Returns the enrolment."""
    row = own_row_to_change(by, NetworkPerson, network_person_id)
    _end(by, row, None, "network.put_back")
    return row.enrolment_id


@transaction.atomic
def take_back(*, by: Viewer, network_person_id: int) -> int:
    """Undo someone placed by mistake; what it said stays in the history."""
    row = own_row_to_change(by, NetworkPerson, network_person_id)
    require(rule.may_take_back(author_id=row.created_by_id, staff_id=by.staff_id))
    enrolment_id = row.enrolment_id
    recording.remove(
        row, by=by, verb="network.take_back", part=Part.NETWORK, enrolment_id=enrolment_id
    )
    return enrolment_id


def _end(by: Viewer, row: NetworkPerson, on: date | None, verb: str) -> None:
    recording.change(
        row, {"ended_on": on}, by=by, verb=verb, part=Part.NETWORK, enrolment_id=row.enrolment_id
    )


def _require_fit(by: Viewer, person: Placed) -> None:
    require(
        rule.may_place(
            name=person.name,
            sphere=person.sphere,
            has_organisation=bool(person.organisation_id or person.organisation_name),
            may_contact=person.may_contact,
            reachable=bool(person.phone or person.email),
            since=person.since,
            today=by.today,
        )
    )
