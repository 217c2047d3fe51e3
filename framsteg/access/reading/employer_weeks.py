"""Face-to-face employer contacts for a person, by week and specialist.

What is counted is item 17 of the IPS fidelity scale (domain notes §1): contacts in person with
employers on a client's behalf, per specialist and week. A visit for several persons is one contact.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef

from framsteg.access.reading.programmes import coaches_of, programmes
from framsteg.access.viewer import Viewer
from framsteg.foundation.codes import Channel, Role
from framsteg.records.models import EmployerContact, EmployerContactBehalf

WEEKS = 8


@dataclass(frozen=True)
class SpecialistWeeks:
    """`counts` holds one number for each Monday of `mondays`, oldest first."""

    staff_id: int
    name: str
    counts: tuple[int, ...]


@dataclass(frozen=True)
class ProgrammeWeeks:
    programme_id: int
    programme: str
    mondays: tuple[date, ...]
    rows: tuple[SpecialistWeeks, ...]


def employer_weeks(viewer: Viewer, *, weeks: int = WEEKS) -> tuple[ProgrammeWeeks, ...]:
    """The latest weeks in each programme one works in: the lead sees the team by name, a
    specialist sees only themself."""
    this = viewer.today - timedelta(days=viewer.today.weekday())
    mondays = tuple(this - timedelta(weeks=n) for n in reversed(range(weeks)))
    return tuple(
        ProgrammeWeeks(p.programme_id, p.name, mondays, _rows(viewer, p.programme_id, mondays))
        for p in programmes(viewer)
        if p.programme_id in viewer.writes_in
    )


def _rows(
    viewer: Viewer, programme_id: int, mondays: tuple[date, ...]
) -> tuple[SpecialistWeeks, ...]:
    leads = Role.TEAM_LEAD in viewer.roles_in(programme_id)
    shown = [
        (c.staff_id, c.name)
        for c in coaches_of(viewer, programme_id)
        if leads or c.staff_id == viewer.staff_id
    ]
    counted = _counted(programme_id, [pk for pk, _name in shown], mondays[0])
    return tuple(
        SpecialistWeeks(pk, name, tuple(counted[pk, monday] for monday in mondays))
        for pk, name in shown
    )


def _counted(
    programme_id: int, staff_ids: list[int], since: date
) -> Counter[tuple[int | None, date]]:
    for_somebody = EmployerContactBehalf.unscoped.filter(contact=OuterRef("pk"))
    days = EmployerContact.unscoped.filter(
        Exists(for_somebody),
        programme=programme_id,
        staff__in=staff_ids,
        channel=Channel.VISIT,
        occurred_on__gte=since,
    ).values_list("staff_id", "occurred_on")
    return Counter((staff_id, on - timedelta(days=on.weekday())) for staff_id, on in days)
