"""Employers, their workplaces and visits. On whose behalf a visit was is the person's own row."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from framsteg.access.files import EmployerContactLine
from framsteg.access.reading.cases import NotFound
from framsteg.access.reading.rows import employer_contact
from framsteg.access.viewer import Viewer
from framsteg.foundation.codes import Sector
from framsteg.foundation.names import fold
from framsteg.records.models import Employer, EmployerContact, Workplace
from framsteg.rules.sharing import WRITES

PAGE = 50
VISITS_SHOWN = 50


@dataclass(frozen=True)
class EmployerLine:
    employer_id: int
    name: str
    organisation_number: str
    sector: Sector | None
    industry: str
    last_contact_on: date | None


@dataclass(frozen=True)
class WorkplaceLine:
    workplace_id: int
    name: str
    municipality: str
    address: str


@dataclass(frozen=True)
class EmployerFile:
    employer_id: int
    name: str
    organisation_number: str
    sector: Sector | None
    industry: str
    employees: int | None
    needs: str
    version: int
    workplaces: tuple[WorkplaceLine, ...]
    visits: tuple[EmployerContactLine, ...]


def employers(
    viewer: Viewer, *, words: str = "", after: int | None = None
) -> tuple[EmployerLine, ...]:
    """A page of employers by name, for those who work with employers."""
    if not viewer.programmes(WRITES):
        return ()
    rows = _with_last_contact(viewer)
    for word in fold(words).split():
        number = word.replace("-", "")
        found = Q(sort_key__contains=word)
        if number.isdigit():
            found |= Q(organisation_number__startswith=number)
        rows = rows.filter(found)
    if after is not None:
        start = Employer.objects.filter(pk=after).values_list("sort_key", flat=True).first() or ""
        rows = rows.filter(Q(sort_key__gt=start) | Q(sort_key=start, pk__gt=after))
    return _lines(rows.order_by("sort_key", "id"), PAGE)


def recent_employers(viewer: Viewer, *, limit: int = 8) -> tuple[EmployerLine, ...]:
    """The employers that the viewer's organisation was last in touch with, the latest first."""
    if not viewer.programmes(WRITES):
        return ()
    rows = _with_last_contact(viewer).filter(last__isnull=False)
    return _lines(rows.order_by("-last", "sort_key", "id"), limit)


def employer(viewer: Viewer, employer_id: int) -> EmployerFile:
    """One employer with the visits that the viewer's organisation made; else NotFound."""
    row = Employer.objects.filter(pk=employer_id).first()
    if row is None or not viewer.programmes(WRITES):
        raise NotFound
    return EmployerFile(
        employer_id=row.pk,
        name=row.name,
        organisation_number=row.organisation_number,
        sector=Sector(row.sector) if row.sector else None,
        industry=row.industry,
        employees=row.employees,
        needs=row.needs,
        version=row.version,
        workplaces=tuple(
            WorkplaceLine(w.pk, w.name, w.municipality, w.address)
            for w in Workplace.objects.filter(employer=row).order_by("name")
        ),
        visits=tuple(employer_contact(v, v.persons) for v in _visits(viewer, row)),
    )


def _lines(rows: QuerySet[Any], limit: int) -> tuple[EmployerLine, ...]:
    return tuple(
        EmployerLine(
            employer_id=e.pk,
            name=e.name,
            organisation_number=e.organisation_number,
            sector=Sector(e.sector) if e.sector else None,
            industry=e.industry,
            last_contact_on=e.last,
        )
        for e in rows[:limit]
    )


def _with_last_contact(viewer: Viewer) -> QuerySet[Any]:
    seen = Max("contacts__occurred_on", filter=Q(contacts__owner=viewer.organisation_id))
    return Employer.objects.annotate(last=seen)


def _visits(viewer: Viewer, row: Employer) -> QuerySet[Any]:
    made = EmployerContact.unscoped.filter(
        employer=row,
        owner=viewer.organisation_id,
        programme__in=sorted(viewer.programmes(WRITES)),
    )
    made = made.select_related("employer", "staff", "owner").annotate(persons=Count("behalves"))
    return made.order_by("-occurred_on", "-id")[:VISITS_SHOWN]
