"""Employers, their workplaces and visits. On whose behalf a visit was is the person's own row."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Q, QuerySet

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
    rows = Employer.objects.all()
    for word in fold(words).split():
        rows = rows.filter(Q(sort_key__contains=word) | Q(organisation_number__startswith=word))
    if after is not None:
        start = Employer.objects.filter(pk=after).values_list("sort_key", flat=True).first() or ""
        rows = rows.filter(Q(sort_key__gt=start) | Q(sort_key=start, pk__gt=after))
    visited = Max("contacts__occurred_on", filter=Q(contacts__owner=viewer.organisation_id))
    found = rows.annotate(last=visited).order_by("sort_key", "id")[:PAGE]
    return tuple(
        EmployerLine(e.pk, e.name, Sector(e.sector) if e.sector else None, e.industry, e.last)
        for e in found
    )


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
        visits=tuple(employer_contact(v) for v in _visits(viewer, row)),
    )


def _visits(viewer: Viewer, row: Employer) -> QuerySet[EmployerContact]:
    made = EmployerContact.unscoped.filter(
        employer=row,
        owner=viewer.organisation_id,
        programme__in=sorted(viewer.programmes(WRITES)),
    )
    return made.select_related("employer", "staff", "owner").order_by("-occurred_on", "-id")[
        :VISITS_SHOWN
    ]
