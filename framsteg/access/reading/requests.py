"""What a person has asked for, and whether the use of what is kept about them is restricted."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from framsteg.access.reading.identity import NotFound
from framsteg.access.reading.rights import Minded, minded
from framsteg.access.sight import cases_in_sight
from framsteg.access.viewer import Viewer
from framsteg.access.where_restricted import standing
from framsteg.foundation.codes import RequestKind, RequestOutcome, RestrictionGround
from framsteg.records.models import PersonRequest, Restriction


@dataclass(frozen=True)
class RequestLine:
    request_id: int
    kind: RequestKind
    asked_on: date
    words: str
    outcome: RequestOutcome
    answered_on: date | None
    reason: str
    statement: str
    told_others: str
    by: str


@dataclass(frozen=True)
class RestrictionLine:
    restriction_id: int
    ground: RestrictionGround
    starts_on: date
    ends_on: date | None
    note: str
    told_on: date | None
    organisation: str


@dataclass(frozen=True)
class Beside:
    """What stands beside the file: restrictions, and the person's word on what was not changed."""

    restrictions: tuple[RestrictionLine, ...]
    statements: tuple[RequestLine, ...]


def requests_of(viewer: Viewer, enrolment_id: int) -> tuple[RequestLine, ...]:
    """What the person has asked of the viewer's organisation, the latest first."""
    person = minded(viewer, enrolment_id)
    rows = PersonRequest.unscoped.filter(
        enrolment__participant=person.participant_id, owner=viewer.organisation_id
    )
    return tuple(map(_request, rows.select_related("created_by").order_by("-asked_on", "-pk")))


def request_of(viewer: Viewer, request_id: int) -> tuple[Minded, RequestLine]:
    """One request and whose it is."""
    row = (
        PersonRequest.unscoped.filter(pk=request_id, owner=viewer.organisation_id)
        .select_related("created_by")
        .first()
    )
    if row is None:
        raise NotFound
    return minded(viewer, row.enrolment_id), _request(row)


def restrictions_of(viewer: Viewer, enrolment_id: int) -> tuple[RestrictionLine, ...]:
    """Restrictions of what the viewer's organisation keeps about the person, the latest first."""
    person = minded(viewer, enrolment_id)
    rows = Restriction.unscoped.filter(
        enrolment__participant=person.participant_id, owner=viewer.organisation_id
    )
    return tuple(map(_restriction, rows.select_related("owner").order_by("-starts_on", "-pk")))


def restriction_of(viewer: Viewer, restriction_id: int) -> tuple[Minded, RestrictionLine]:
    """One restriction and whose it is."""
    row = (
        Restriction.unscoped.filter(pk=restriction_id, owner=viewer.organisation_id)
        .select_related("owner")
        .first()
    )
    if row is None:
        raise NotFound
    return minded(viewer, row.enrolment_id), _restriction(row)


def beside(viewer: Viewer, enrolment_id: int) -> Beside:
    """For the person's page: what binds whoever works there, in the organisation's own words.

    That the enrolling organisation has restricted the use is told to all who see the case, since
    it stops them too; why, and the person's statements, only within the organisation.
    """
    row = cases_in_sight(viewer).filter(pk=enrolment_id).select_related("participant").first()
    if row is None:
        raise NotFound
    of_person = Q(enrolment__participant=row.participant_id)
    bound = Q(owner__in={viewer.organisation_id, row.owner_id, row.participant.owner_id})
    restrictions = standing(viewer.today).filter(of_person, bound).select_related("owner")
    said = PersonRequest.unscoped.filter(of_person, owner=viewer.organisation_id)
    said = said.exclude(statement="").exclude(outcome=RequestOutcome.MET.value)
    return Beside(
        restrictions=tuple(_told(one, viewer) for one in restrictions.order_by("starts_on")),
        statements=tuple(map(_request, said.select_related("created_by").order_by("-asked_on"))),
    )


def _told(row: Restriction, viewer: Viewer) -> RestrictionLine:
    line = _restriction(row)
    if row.owner_id == viewer.organisation_id:
        return line
    return RestrictionLine(
        line.restriction_id, line.ground, line.starts_on, line.ends_on, "", None, line.organisation
    )


def _request(row: PersonRequest) -> RequestLine:
    return RequestLine(
        request_id=row.pk,
        kind=RequestKind(row.kind),
        asked_on=row.asked_on,
        words=row.words,
        outcome=RequestOutcome(row.outcome),
        answered_on=row.answered_on,
        reason=row.reason,
        statement=row.statement,
        told_others=row.told_others,
        by=row.created_by.name if row.created_by else "",
    )


def _restriction(row: Restriction) -> RestrictionLine:
    return RestrictionLine(
        restriction_id=row.pk,
        ground=RestrictionGround(row.ground),
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        note=row.note,
        told_on=row.told_on,
        organisation=row.owner.name,
    )
