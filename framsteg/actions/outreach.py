"""Information events and study visits: logged, changed, taken back."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from framsteg.access import Viewer
from framsteg.access.reading.identity import NotFound
from framsteg.actions import recording
from framsteg.foundation.codes import OutreachKind
from framsteg.foundation.decision import require
from framsteg.records.models import OutreachEvent, RoleGrant
from framsteg.rules import outreach as rule


@transaction.atomic
def log(
    *,
    by: Viewer,
    programme_id: int,
    kind: OutreachKind,
    on: date,
    audience: str,
    people: int | None = None,
    place: str = "",
    staff_ids: Iterable[int] = (),
    note: str = "",
) -> int:
    """Log what was held. Returns its id."""
    require(by.may_write(programme_id))
    require(rule.may_log(on=on, people=people, today=by.today))
    row = OutreachEvent.objects.create(
        programme_id=programme_id,
        owner_id=by.organisation_id,
        kind=kind,
        occurred_on=on,
        audience=audience,
        people=people,
        place=place,
        note=note,
    )
    row.staff.set(_working(programme_id, staff_ids))
    recording.note(row, by=by, verb="outreach.log", part=None, enrolment_id=None)
    return row.pk


@transaction.atomic
def amend(
    *,
    by: Viewer,
    event_id: int,
    kind: OutreachKind,
    on: date,
    audience: str,
    people: int | None,
    place: str,
    staff_ids: Iterable[int],
    note: str,
    version: int | None = None,
) -> None:
    """Change what was noted. May raise Conflict."""
    row = _own(by, event_id)
    require(rule.may_log(on=on, people=people, today=by.today))
    values = {
        "kind": kind.value, "occurred_on": on, "audience": audience, "people": people,
        "place": place, "note": note,
    }  # fmt: skip
    recording.change(row, values, by=by, verb="outreach.amend", part=None, version=version)
    row.staff.set(_working(row.programme_id, staff_ids))


@transaction.atomic
def take_back(*, by: Viewer, event_id: int) -> None:
    """Undo what was logged."""
    row = _own(by, event_id)
    stood: dict[str, list[object]] = {
        "audience": [row.audience, None],
        "people": [row.people, None],
    }
    recording.note(
        row, by=by, verb="outreach.take_back", part=None, enrolment_id=None, changes=stood
    )
    row.delete()


def _own(by: Viewer, event_id: int) -> OutreachEvent:
    row = OutreachEvent.objects.select_for_update().filter(
        pk=event_id, owner=by.organisation_id, programme__in=sorted(by.writes_in)
    )
    found = row.first()
    if found is None:
        raise NotFound
    return found


def _working(programme_id: int, staff_ids: Iterable[int]) -> list[int]:
    """Only those with a role in the programme can have been there for it."""
    grants = RoleGrant.objects.filter(programme=programme_id, staff__in=list(staff_ids))
    return sorted(set(grants.values_list("staff_id", flat=True)))
