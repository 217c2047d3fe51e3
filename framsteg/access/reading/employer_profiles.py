"""What is known of an employer beside its visits: tasks, contact persons, who keeps it.

Tasks are about a workplace and shared by all who work with employers. A contact person is a person:
the organisation that got the yes sees them, and others only if the yes was for them too.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from framsteg.access.reading.identity import NotFound
from framsteg.access.viewer import Viewer
from framsteg.foundation.codes import Carving, ConsentGiven, Role, TaskRhythm, TaskWay
from framsteg.records.models import (
    ContactPerson,
    EmployerHandOver,
    RoleGrant,
    Workplace,
    WorkplaceTask,
)
from framsteg.rules.sharing import WRITES

HAND_OVERS_SHOWN = 5


@dataclass(frozen=True)
class TaskLine:
    task_id: int
    workplace_id: int
    what: str
    rhythm: TaskRhythm | None
    by_whom: str
    way: TaskWay | None
    carving: Carving | None
    note: str
    version: int


@dataclass(frozen=True)
class WorkplaceFile:
    workplace_id: int
    employer_id: int
    employer: str
    name: str
    municipality: str
    address: str
    closed_on: date | None
    version: int
    tasks: tuple[TaskLine, ...]


@dataclass(frozen=True)
class ContactPersonLine:
    person_id: int
    employer_id: int
    name: str
    title: str
    phone: str
    email: str
    workplace_id: int | None
    workplace: str
    agreed_on: date
    agreed_how: ConsentGiven
    for_all: bool
    owner: str
    may_change: bool
    version: int


@dataclass(frozen=True)
class HandOverLine:
    handed_on: date
    from_name: str
    to_name: str
    note: str


def workplace(viewer: Viewer, workplace_id: int) -> WorkplaceFile:
    """One workplace with its inventory of tasks; NotFound for those outside the register."""
    row = Workplace.objects.select_related("employer").filter(pk=workplace_id).first()
    if row is None or not viewer.programmes(WRITES):
        raise NotFound
    return WorkplaceFile(
        workplace_id=row.pk,
        employer_id=row.employer_id,
        employer=row.employer.name,
        name=row.name,
        municipality=row.municipality,
        address=row.address,
        closed_on=row.closed_on,
        version=row.version,
        tasks=tuple(
            _task(t) for t in WorkplaceTask.objects.filter(workplace=row).order_by("what", "pk")
        ),
    )


def task(viewer: Viewer, task_id: int) -> TaskLine:
    """One task; NotFound for those outside the register."""
    row = WorkplaceTask.objects.filter(pk=task_id).first()
    if row is None or not viewer.programmes(WRITES):
        raise NotFound
    return _task(row)


def tasks_of(viewer: Viewer, employer_id: int) -> tuple[TaskLine, ...]:
    """Every task at the employer's open workplaces, by workplace. One query."""
    if not viewer.programmes(WRITES):
        return ()
    rows = WorkplaceTask.objects.filter(workplace__employer=employer_id, workplace__closed_on=None)
    return tuple(_task(t) for t in rows.order_by("workplace__name", "what", "pk"))


def contact_persons(viewer: Viewer, employer_id: int) -> tuple[ContactPersonLine, ...]:
    """The people to talk to whom the viewer may know of, by name. One query."""
    rows = _known_to(viewer).filter(employer=employer_id)
    return tuple(_contact_person(viewer, p) for p in rows.order_by("name", "pk"))


def contact_person(viewer: Viewer, person_id: int) -> ContactPersonLine:
    """One contact person; NotFound for who may not know of them."""
    row = _known_to(viewer).filter(pk=person_id).first()
    if row is None:
        raise NotFound
    return _contact_person(viewer, row)


def hand_overs(viewer: Viewer, employer_id: int) -> tuple[HandOverLine, ...]:
    """How the employer went from one to another, latest first; notes of one's own organisation's,
    and those that were written to the viewer."""
    if not viewer.programmes(WRITES):
        return ()
    told = Q(owner=viewer.organisation_id) | Q(to_staff=viewer.staff_id)
    rows = EmployerHandOver.unscoped.filter(told, employer=employer_id).select_related(
        "from_staff", "to_staff"
    )
    return tuple(
        HandOverLine(
            handed_on=h.handed_on,
            from_name=h.from_staff.name if h.from_staff else "",
            to_name=h.to_staff.name if h.to_staff else "",
            note=h.note,
        )
        for h in rows.order_by("-handed_on", "-pk")[:HAND_OVERS_SHOWN]
    )


def colleagues(viewer: Viewer) -> frozenset[int]:
    """Staff whose names the viewer knows: they share a programme today. One query."""
    grants = RoleGrant.objects.filter(
        Q(ends_on=None) | Q(ends_on__gt=viewer.today),
        programme__in=sorted(viewer.programmes(Role)),
        starts_on__lte=viewer.today,
    )
    return frozenset(grants.values_list("staff_id", flat=True))


def _known_to(viewer: Viewer) -> QuerySet[ContactPerson]:
    told = Q(owner=viewer.organisation_id) | Q(for_all=True)
    if not viewer.programmes(WRITES):
        told = Q(pk__in=[])
    return ContactPerson.unscoped.filter(told).select_related("workplace", "owner")


def _task(t: WorkplaceTask) -> TaskLine:
    return TaskLine(
        task_id=t.pk,
        workplace_id=t.workplace_id,
        what=t.what,
        rhythm=TaskRhythm(t.rhythm) if t.rhythm else None,
        by_whom=t.by_whom,
        way=TaskWay(t.way) if t.way else None,
        carving=Carving(t.carving) if t.carving else None,
        note=t.note,
        version=t.version,
    )


def _contact_person(viewer: Viewer, p: ContactPerson) -> ContactPersonLine:
    return ContactPersonLine(
        person_id=p.pk,
        employer_id=p.employer_id,
        name=p.name,
        title=p.title,
        phone=p.phone,
        email=p.email,
        workplace_id=p.workplace_id,
        workplace=p.workplace.name if p.workplace else "",
        agreed_on=p.agreed_on,
        agreed_how=ConsentGiven(p.agreed_how),
        for_all=p.for_all,
        owner=p.owner.name,
        may_change=p.owner_id == viewer.organisation_id,
        version=p.version,
    )
