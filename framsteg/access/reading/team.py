"""The team: who works with how many, who is away, who acts instead, who is in crisis.

Numbers per specialist are about the work, and no person is shown. Lines about persons are cut by
the same rule as everywhere.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from framsteg.access import log, wall
from framsteg.access.files import CaseLine
from framsteg.access.reading.identity import NotFound
from framsteg.access.reading.lists import CaseQuery, cases, cases_to_count
from framsteg.access.reading.programmes import ColleagueLine, coaches_of
from framsteg.access.sight import cases_in_sight, sees
from framsteg.access.viewer import Viewer
from framsteg.blueprints.schema import ExitKind
from framsteg.foundation.codes import AbsenceReason, Part, Role
from framsteg.records.models import (
    Absence,
    Assignment,
    BackUp,
    ConflictOfInterest,
    Crisis,
    Enrolment,
)
from framsteg.rules.cover import stand_in


@dataclass(frozen=True)
class LoadLine:
    """A specialist's number of open cases, and how many of them leave or have no end in sight."""

    staff_id: int
    name: str
    organisation: str
    now: int
    leaving: int
    unlimited: int


@dataclass(frozen=True)
class AbsenceLine:
    """`reason` is None for who is neither away themselves nor their lead."""

    absence_id: int
    staff_id: int
    name: str
    starts_on: date
    ends_on: date | None
    reason: AbsenceReason | None
    cover_id: int | None
    cover: str
    version: int
    may_change: bool


@dataclass(frozen=True)
class Covered:
    """Persons that the viewer acts for while somebody is away."""

    away_id: int
    away: str
    lines: tuple[CaseLine, ...]


@dataclass(frozen=True)
class CrisisLine:
    crisis_id: int
    enrolment_id: int
    starts_on: date
    ends_on: date | None
    note: str
    author: str
    owner: str
    owner_id: int
    version: int


def loads(
    viewer: Viewer, programme_id: int, *, until: date, unlimited_by_default: bool
) -> tuple[LoadLine, ...]:
    """Every specialist in alphabetical order. Two queries, whatever the size of the team."""
    _must_work_in(viewer, programme_id)
    counted: dict[int, list[int]] = defaultdict(lambda: [0, 0, 0])
    rows = Assignment.unscoped.filter(
        Q(ends_on=None) | Q(ends_on__gt=viewer.today),
        enrolment__programme=programme_id,
        enrolment__exited_on=None,
    ).values_list("staff_id", "enrolment__support_ends", "enrolment__planned_exit_on")
    for staff_id, ends, planned_on in rows:
        one = counted[staff_id]
        one[0] += 1
        one[1] += planned_on is not None and planned_on <= until
        one[2] += ends == ExitKind.TIME_UNLIMITED or (not ends and unlimited_by_default)
    return tuple(
        LoadLine(c.staff_id, c.name, c.organisation, *counted[c.staff_id])
        for c in coaches_of(viewer, programme_id)
    )


@wall.standing(wall.INSTALLATION)
def leaving(viewer: Viewer, programme_id: int, *, until: date) -> tuple[int, int]:
    """How many are enrolled, and how many of them have planned to leave by that day."""
    _must_work_in(viewer, programme_id)
    rows = Enrolment.unscoped.filter(programme=programme_id, exited_on=None)
    return rows.count(), rows.filter(planned_exit_on__lte=until).count()


def absences(viewer: Viewer, programme_id: int, *, since: date) -> tuple[AbsenceLine, ...]:
    """Absences in the programme's team that are not over by that day; by first day."""
    _must_work_in(viewer, programme_id)
    team = {c.staff_id for c in coaches_of(viewer, programme_id)}
    rows = Absence.unscoped.filter(Q(ends_on=None) | Q(ends_on__gt=since), staff__in=team)
    rows = rows.select_related("staff", "cover").order_by("starts_on", "staff__name", "id")
    return tuple(_absence(viewer, programme_id, row) for row in rows)


def absence(viewer: Viewer, programme_id: int, absence_id: int) -> AbsenceLine:
    """One absence that the viewer may change; NotFound otherwise."""
    row = Absence.unscoped.select_related("staff", "cover").filter(pk=absence_id).first()
    line = _absence(viewer, programme_id, row) if row else None
    if line is None or not line.may_change:
        raise NotFound
    return line


def back_up_of(viewer: Viewer, enrolment_id: int) -> ColleagueLine | None:
    """The person's named back-up coach; goes with the plan, like the coaches."""
    plan = sees(viewer, Part.PLAN, enrolment="")
    if not cases_in_sight(viewer).filter(plan, pk=enrolment_id).exists():
        raise NotFound
    columns = ("staff_id", "staff__name", "staff__organisation__name")
    row = BackUp.unscoped.filter(enrolment=enrolment_id, ends_on=None).values_list(*columns).first()
    return ColleagueLine(*row) if row else None


def covered(viewer: Viewer) -> tuple[Covered, ...]:
    """Those whom the viewer acts for today, by the name of who is away."""
    acting, names = _acting(viewer)
    if not acting:
        return ()
    lines = cases(viewer, CaseQuery(enrolment_ids=tuple(sorted(acting))))
    return tuple(
        Covered(away, name, tuple(line for line in lines if acting[line.enrolment_id] == away))
        for away, name in sorted(names.items(), key=lambda one: (one[1], one[0]))
        if any(acting[line.enrolment_id] == away for line in lines)
    )


def covered_to_count(viewer: Viewer) -> tuple[CaseLine, ...]:
    """The same persons, for a number only."""
    acting, _names = _acting(viewer)
    if not acting:
        return ()
    return cases_to_count(viewer, CaseQuery(enrolment_ids=tuple(sorted(acting))))


def open_crises(viewer: Viewer, programme_id: int) -> dict[int, date]:
    """Since when each person in sight is in crisis; by case. The lines about them are logged."""
    _must_work_in(viewer, programme_id)
    rows = Crisis.unscoped.filter(
        sees(viewer, Part.SUPPORT_NEEDS), enrolment__programme=programme_id, ends_on=None,
        enrolment__exited_on=None,
    )  # fmt: skip
    found: dict[int, date] = {}
    for enrolment_id, starts_on in rows.values_list("enrolment_id", "starts_on"):
        found[enrolment_id] = min(starts_on, found.get(enrolment_id, starts_on))
    shown = [log.Shown(parts=frozenset({Part.SUPPORT_NEEDS}), enrolment_id=pk) for pk in found]
    log.record(viewer, shown)
    return found


def crises(viewer: Viewer, enrolment_id: int) -> tuple[CrisisLine, ...]:
    """The crises of a person that the viewer may read, the latest first."""
    rows = Crisis.unscoped.filter(sees(viewer, Part.SUPPORT_NEEDS), enrolment=enrolment_id)
    columns = (
        "id", "enrolment_id", "starts_on", "ends_on", "note", "created_by__name", "owner__name",
        "owner_id", "version",
    )  # fmt: skip
    found = [
        CrisisLine(pk, case, starts, ends, note, by or "", owner, owner_id, version)
        for pk, case, starts, ends, note, by, owner, owner_id, version in (
            rows.order_by("-starts_on", "-id").values_list(*columns)
        )
    ]
    if found:
        shown = log.Shown(parts=frozenset({Part.SUPPORT_NEEDS}), enrolment_id=enrolment_id)
        log.record(viewer, [shown])
    return tuple(found)


def _acting(viewer: Viewer) -> tuple[dict[int, int], dict[int, str]]:
    """For each case the viewer acts in today: who is away; and the names of those."""
    away, names = away_today(viewer)
    if not away:
        return {}, {}
    open_today = Q(ends_on=None) | Q(ends_on__gt=viewer.today)
    held_by_away = Assignment.unscoped.filter(
        open_today, enrolment=OuterRef("pk"), staff__in=list(away)
    )
    # Whoever has declared a conflict of interest acts for nobody there.
    own = ConflictOfInterest.unscoped.filter(
        enrolment=OuterRef("pk"), staff=viewer.staff_id, ended_on=None
    )
    found = Enrolment.unscoped.filter(
        Exists(held_by_away), ~Exists(own), programme__in=sorted(viewer.writes_in), exited_on=None
    ).values_list("pk", flat=True)
    coaches: dict[int, set[int]] = defaultdict(set)
    held = Assignment.unscoped.filter(open_today, enrolment__in=found)
    for case, staff in held.values_list("enrolment_id", "staff_id"):
        coaches[case].add(staff)
    back_ups = dict(
        BackUp.unscoped.filter(open_today, enrolment__in=found).values_list(
            "enrolment_id", "staff_id"
        )
    )
    acting: dict[int, int] = {}
    for case, team in coaches.items():
        for other, coach in stand_in(coaches=team, away=away, back_up=back_ups.get(case)).items():
            if other == viewer.staff_id:
                acting[case] = coach
    return acting, {pk: name for pk, name in names.items() if pk in acting.values()}


def away_today(viewer: Viewer) -> tuple[dict[int, int | None], dict[int, str]]:
    """Who is away today with the cover of their absence, and their names. One query."""
    away: dict[int, int | None] = {}
    names: dict[int, str] = {}
    rows = Absence.unscoped.filter(
        Q(ends_on=None) | Q(ends_on__gt=viewer.today), starts_on__lte=viewer.today
    ).order_by("starts_on", "id")
    for staff, cover, name in rows.values_list("staff_id", "cover_id", "staff__name"):
        away[staff] = cover if cover is not None else away.get(staff)
        names[staff] = name
    return away, names


def _absence(viewer: Viewer, programme_id: int, row: Absence) -> AbsenceLine:
    lead = Role.TEAM_LEAD in viewer.roles_in(programme_id)
    own = row.staff_id == viewer.staff_id
    same = row.owner_id == viewer.organisation_id
    return AbsenceLine(
        absence_id=row.pk,
        staff_id=row.staff_id,
        name=row.staff.name,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        reason=AbsenceReason(row.reason) if own or (lead and same) else None,
        cover_id=row.cover_id,
        cover=row.cover.name if row.cover else "",
        version=row.version,
        may_change=same and (own or lead),
    )


def _must_work_in(viewer: Viewer, programme_id: int) -> None:
    if programme_id not in viewer.writes_in:
        raise NotFound
