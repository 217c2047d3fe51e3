"""Programmes and the people and organisations that run them: no personal data of participants."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q, QuerySet

from framsteg.access import wall
from framsteg.access.reading.identity import NotFound
from framsteg.access.reading.units import names_of
from framsteg.access.viewer import SEES_EXACT_FIGURES, SEES_FIGURES, Viewer
from framsteg.foundation.codes import OrganisationKind, Role
from framsteg.foundation.text import Text
from framsteg.records.models import (
    Assignment,
    Enrolment,
    Funding,
    Organisation,
    Partnership,
    Programme,
    RoleGrant,
    Staff,
    Target,
    Unit,
)
from framsteg.rules.sharing import WRITES


@dataclass(frozen=True)
class OrganisationLine:
    organisation_id: int
    name: str
    kind: OrganisationKind


@dataclass(frozen=True)
class UnitLine:
    """`name` is a name, or the words that stand for one that is not the viewer's to read."""

    unit_id: int
    name: str | Text
    organisation: str
    sensitive: bool = False
    own: bool = False


@dataclass(frozen=True)
class StaffLine:
    staff_id: int
    name: str
    organisation_id: int
    organisation: str
    role: Role
    open_cases: int | None = None  # None for who does not work with the programme's persons


@dataclass(frozen=True)
class ColleagueLine:
    staff_id: int
    name: str
    organisation: str


@dataclass(frozen=True)
class TargetLine:
    measure: str
    level: Decimal
    unit: str
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True)
class FundingLine:
    source: str
    year: int
    amount: Decimal


@dataclass(frozen=True)
class ProgrammeLine:
    programme_id: int
    key: str
    name: str
    blueprint_key: str
    blueprint_version: int
    owner_id: int
    owner: str
    starts_on: date
    ends_on: date | None
    places: int | None
    ended_on: date | None = None  # marked as ended, with nobody left over


@dataclass(frozen=True)
class ProgrammeFile:
    line: ProgrammeLine
    organisations: tuple[OrganisationLine, ...]  # the owner first
    staff: tuple[StaffLine, ...]
    targets: tuple[TargetLine, ...]
    funding: tuple[FundingLine, ...]
    open_cases: int | None  # None for who does not work with the programme's persons


@dataclass(frozen=True)
class FiguresScope:
    """Which programmes' figures a viewer may ask for, and whether small cells are shown."""

    keys: frozenset[str]
    exact: frozenset[str]


def programmes(viewer: Viewer) -> tuple[ProgrammeLine, ...]:
    """Those in which the viewer has a role; an administrator sees them all. By name."""
    return tuple(_line(row) for row in _in_sight(viewer).order_by("name", "id"))


def programme(viewer: Viewer, key: str) -> ProgrammeFile:
    """One programme with its people; NotFound when the viewer has no part in it."""
    row = _in_sight(viewer).filter(key=key).first()
    if row is None:
        raise NotFound
    return ProgrammeFile(
        line=_line(row),
        organisations=_organisations(row),
        staff=staff_of(viewer, row.pk),
        targets=tuple(
            TargetLine(t.measure, t.level, t.unit, t.starts_on, t.ends_on)
            for t in Target.objects.filter(programme=row).order_by("measure", "starts_on")
        ),
        funding=tuple(
            FundingLine(f.source, f.year, f.amount)
            for f in Funding.objects.filter(programme=row).order_by("year", "source")
        ),
        open_cases=_all_open_cases(row) if row.pk in viewer.writes_in else None,
    )


def running(viewer: Viewer, key: str) -> ProgrammeLine:
    """A programme in which the viewer meets persons; NotFound otherwise."""
    row = _in_sight(viewer).filter(key=key, pk__in=sorted(viewer.case_programmes)).first()
    if row is None:
        raise NotFound
    return _line(row)


def staff_of(viewer: Viewer, programme_id: int) -> tuple[StaffLine, ...]:
    """Everyone with a role in the programme today, with how many open cases they coach."""
    grants = RoleGrant.objects.filter(
        Q(ends_on=None) | Q(ends_on__gt=viewer.today),
        programme=programme_id,
        starts_on__lte=viewer.today,
    ).select_related("staff__organisation")
    counted = programme_id in viewer.writes_in
    load = _open_cases(programme_id) if counted else {}
    return tuple(
        StaffLine(
            staff_id=g.staff_id,
            name=g.staff.name,
            organisation_id=g.staff.organisation_id,
            organisation=g.staff.organisation.name,
            role=Role(g.role),
            open_cases=load.get(g.staff_id, 0) if counted else None,
        )
        for g in grants.order_by("staff__name", "role")
    )


def coaches_of(viewer: Viewer, programme_id: int) -> tuple[ColleagueLine, ...]:
    """Those who work with the programme's persons today, by name: what a filter asks for."""
    grants = RoleGrant.objects.filter(
        Q(ends_on=None) | Q(ends_on__gt=viewer.today),
        programme=programme_id,
        starts_on__lte=viewer.today,
        role__in=WRITES,
    )
    columns = ("staff_id", "staff__name", "staff__organisation__name")
    rows = grants.order_by("staff__name", "staff_id").values_list(*columns).distinct()
    return tuple(ColleagueLine(*values) for values in rows)


def all_staff(viewer: Viewer) -> tuple[ColleagueLine, ...]:
    """Everyone who can log in, for an administrator to give roles to; by name."""
    if not viewer.is_administrator:
        raise NotFound
    rows = Staff.objects.filter(is_active=True).order_by("name", "id")
    return tuple(ColleagueLine(s.pk, s.name, s.organisation.name) for s in rows)


def units_of(viewer: Viewer, programme_id: int) -> tuple[UnitLine, ...]:
    """The units that refer to the programme: of its organisations, by organisation and name."""
    row = _in_sight(viewer).filter(pk=programme_id).first()
    if row is None:
        raise NotFound
    rows = list(Unit.objects.select_related("organisation").order_by("organisation__name", "name"))
    names = names_of(viewer, rows)
    lines = [
        UnitLine(
            u.pk, names[u.pk], u.organisation.name, u.sensitive,
            u.organisation_id == viewer.organisation_id,
        )
        for u in rows
    ]  # fmt: skip
    # The order of the alphabet would tell of a name that is not told.
    return tuple(sorted(lines, key=lambda line: (line.organisation, str(line.name))))


def all_organisations(viewer: Viewer) -> tuple[OrganisationLine, ...]:
    """Every organisation of the installation (names and kinds only)."""
    rows = Organisation.objects.order_by("name")
    return tuple(OrganisationLine(o.pk, o.name, OrganisationKind(o.kind)) for o in rows)


def figures_scope(viewer: Viewer) -> FiguresScope:
    """The programmes whose figures the viewer may see; the lead sees exact counts."""
    shown = viewer.programmes(SEES_FIGURES)
    exact = viewer.programmes(SEES_EXACT_FIGURES)
    keys = dict(Programme.objects.filter(pk__in=sorted(shown)).values_list("pk", "key"))
    return FiguresScope(
        keys=frozenset(keys.values()), exact=frozenset(keys[pk] for pk in exact if pk in keys)
    )


def _in_sight(viewer: Viewer) -> QuerySet[Programme]:
    rows = Programme.objects.select_related("owner")
    if viewer.is_administrator:
        return rows
    return rows.filter(pk__in=sorted(viewer.programmes(Role)))


def _line(row: Programme) -> ProgrammeLine:
    return ProgrammeLine(
        programme_id=row.pk,
        key=row.key,
        name=row.name,
        blueprint_key=row.blueprint_key,
        blueprint_version=row.blueprint_version,
        owner_id=row.owner_id,
        owner=row.owner.name,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        places=row.places,
        ended_on=row.ended_on,
    )


def _organisations(row: Programme) -> tuple[OrganisationLine, ...]:
    partners = Partnership.objects.filter(programme=row).select_related("organisation")
    return (
        OrganisationLine(row.owner_id, row.owner.name, OrganisationKind(row.owner.kind)),
        *(
            OrganisationLine(
                p.organisation_id, p.organisation.name, OrganisationKind(p.organisation.kind)
            )
            for p in partners.order_by("organisation__name")
        ),
    )


@wall.standing(wall.INSTALLATION)
def _open_cases(programme_id: int) -> dict[int, int]:
    rows = Assignment.unscoped.filter(
        ends_on=None, enrolment__programme=programme_id, enrolment__exited_on=None
    )
    counted = rows.order_by().values_list("staff_id").annotate(n=Count("id"))
    return dict(counted)


@wall.standing(wall.INSTALLATION)
def _all_open_cases(row: Programme) -> int:
    return Enrolment.unscoped.filter(programme=row, exited_on=None).count()
