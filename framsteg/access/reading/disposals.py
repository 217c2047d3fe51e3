"""Disposals (gallringar): proposed, decided and carried out, and the figures they leave alone."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Sum

from framsteg.access import wall
from framsteg.access.reading.identity import NotFound
from framsteg.access.viewer import Viewer
from framsteg.foundation.codes import DisposalState, RecordType
from framsteg.records.models import (
    Contact,
    Disposal,
    DisposalItem,
    Enquiry,
    Enrolment,
    FollowUp,
    Placement,
    Programme,
)
from framsteg.rules.rights import MINDS


@dataclass(frozen=True)
class DisposalView:
    """`rule` is {years, counts_from, research_days, source, decided}; `told` the certificate."""

    disposal_id: int
    record: RecordType
    state: DisposalState
    rule: dict[str, Any]
    proposed_by: str
    proposed_by_id: int
    proposed_on: date
    answered_by: str
    answered_on: date | None
    reason: str
    told: dict[str, Any]
    enrolment_ids: tuple[int, ...]
    enquiry_ids: tuple[int, ...]


def disposals(viewer: Viewer) -> tuple[DisposalView, ...]:
    """Those of the viewer's organisation, the latest first."""
    if not viewer.programmes(MINDS):
        raise NotFound
    return tuple(_view(row) for row in _rows(viewer).order_by("-pk"))


def disposal(viewer: Viewer, disposal_id: int) -> DisposalView:
    """One disposal; NotFound for another organisation's."""
    row = _rows(viewer).filter(pk=disposal_id).first()
    if row is None or not viewer.programmes(MINDS):
        raise NotFound
    return _view(row)


def figures(enrolment_ids: list[int], enquiry_ids: list[int]) -> dict[str, dict[str, int]]:
    """What the programmes concerned count, by programme: a disposal leaves every number alone."""
    ids = set(
        Enrolment.unscoped.filter(pk__in=enrolment_ids).values_list("programme", flat=True)
    ) | set(Enquiry.unscoped.filter(pk__in=enquiry_ids).values_list("programme", flat=True))
    return {
        programme.name: _of(programme.pk)
        for programme in Programme.objects.filter(pk__in=ids).order_by("name")
    }


@wall.standing(wall.INSTALLATION)
def _of(programme_id: int) -> dict[str, int]:
    of = {"enrolment__programme": programme_id}
    enrolments = Enrolment.unscoped.filter(programme=programme_id)
    contacts = Contact.unscoped.filter(**of).aggregate(n=Count("pk"), minutes=Sum("minutes"))
    return {
        "enquiries": Enquiry.unscoped.filter(programme=programme_id).count(),
        "enrolments": enrolments.count(),
        "exits": enrolments.filter(exited_on__isnull=False).count(),
        "contacts": contacts["n"],
        "minutes": contacts["minutes"] or 0,
        "placements": Placement.unscoped.filter(**of).count(),
        "follow_ups": FollowUp.unscoped.filter(**of).count(),
    }


def _rows(viewer: Viewer) -> Any:
    rows = Disposal.objects.filter(owner=viewer.organisation_id)
    return rows.select_related("proposed_by", "answered_by")


def _view(row: Disposal) -> DisposalView:
    items = DisposalItem.unscoped.filter(disposal=row).order_by("pk")
    pairs = list(items.values_list("enrolment_id", "enquiry_id"))
    return DisposalView(
        disposal_id=row.pk,
        record=RecordType(row.record),
        state=DisposalState(row.state),
        rule=row.rule,
        proposed_by=row.proposed_by.name,
        proposed_by_id=row.proposed_by_id,
        proposed_on=row.proposed_on,
        answered_by=row.answered_by.name if row.answered_by else "",
        answered_on=row.answered_on,
        reason=row.reason,
        told=row.told,
        enrolment_ids=tuple(pk for pk, _enquiry in pairs if pk),
        enquiry_ids=tuple(pk for _enrolment, pk in pairs if pk),
    )
