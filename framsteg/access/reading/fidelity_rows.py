"""The rows behind a computed figure, as far as the viewer may read them.

The figure was counted from pseudonyms; here they get their names back, for whoever reads exact
figures of the programme, and only row by row as the access rule gives them. A row in sight rests
on nothing out of sight: what it counts of a person is either the row itself, or a part of the file
in which the viewer reads what every organisation has written.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from framsteg.access import log, wall
from framsteg.access.files import CaseLine
from framsteg.access.reading.figures import coaches_of
from framsteg.access.reading.identity import NotFound
from framsteg.access.reading.lists import lines_unlogged, parts_of, rows_of
from framsteg.access.sight import cases_in_sight, sees, within_reach
from framsteg.access.sightline import Sightline
from framsteg.access.viewer import SEES_EXACT_FIGURES, Viewer
from framsteg.access.where_restricted import out_of_figures
from framsteg.evaluation.fidelity.behind import Row
from framsteg.evaluation.fidelity.figure import Thing
from framsteg.foundation.codes import Part, PlacementKind
from framsteg.foundation.period import Period
from framsteg.records.models import (
    Contact,
    EmployerContact,
    EmployerContactBehalf,
    Enrolment,
    Placement,
)

MOST = 500
_ITSELF, _WITH_CONTACTS = frozenset[Part](), frozenset({Part.CONTACTS})
_WITH_DEALINGS = frozenset({Part.PLAN, Part.EMPLOYER_DEALINGS})

WHOLE: dict[str, frozenset[Part]] = {
    "participants_per_specialist": frozenset({Part.PLAN}),
    "from_two_units": frozenset({Part.PLAN}),
    "quarterly_employment": _WITH_DEALINGS,
    "quarterly_employment_any": _WITH_DEALINGS,
    "days_to_employer": _WITH_DEALINGS,
    "contacts_for_someone": _ITSELF,
    "meetings_per_week": _ITSELF,
    "different_trades": _ITSELF,
    "different_employers": _ITSELF,
    "ordinary_jobs": _ITSELF,
    "all_jobs": _ITSELF,
    "contact_before_start": _WITH_CONTACTS,
    "contact_after_start": _WITH_CONTACTS,
    "every_week_first_month": _WITH_CONTACTS,
    "every_month_at_work": _WITH_CONTACTS,
    "contact_after_end": _WITH_CONTACTS,
    "time_in_community": _WITH_CONTACTS,
}
"""The parts of a person's file that a row of the figure sums up, beside the row's own thing.

A job and a contact with an employer are rows of the file by themselves, and cut as such.
"""

Disguise = Callable[[str, int], int]
"""From a column of the tables and a number of the records to the pseudonym that stands there."""


@dataclass(frozen=True)
class JobBehind:
    kind: PlacementKind
    trade: str
    employer: str
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True)
class VisitBehind:
    occurred_on: date
    employer_id: int | None
    employer: str
    staff: str


@dataclass(frozen=True)
class LineBehind:
    """A row in sight: whose it is, or what. `more_persons`: for whom too, out of sight."""

    row: Row
    cases: tuple[CaseLine, ...] = ()
    more_persons: int = 0
    job: JobBehind | None = None
    visit: VisitBehind | None = None
    coach: str = ""


@dataclass(frozen=True)
class RowsBehind:
    """`lines` are read and logged. Then the number of rows out of sight, and of those in sight
    that did not have room."""

    lines: tuple[LineBehind, ...]
    out_of_sight: int
    left_off: int


@dataclass(frozen=True)
class _Asked:
    """What the readings of the things need. `files` are the enrolments in sight, by pseudonym."""

    viewer: Viewer
    programme_id: int
    days: Period
    files: dict[int, int]
    disguise: Disguise

    def of(self, row: Row) -> list[int]:
        """The enrolments of a row that are in sight."""
        return [self.files[one] for one in row.enrolments if one in self.files]


_Found = tuple[LineBehind, list[int]]


def rows_behind(
    viewer: Viewer,
    programme_id: int,
    figure: str,
    rows: Collection[Row],
    *,
    days: Period,
    disguise: Disguise,
) -> RowsBehind:
    """The rows of a figure's month that may be read, by name; NotFound for who reads no exact ones.

    `days`: the days that the figure looks at.
    """
    if programme_id not in viewer.programmes(SEES_EXACT_FIGURES):
        raise NotFound
    whole = WHOLE[figure]
    files = {disguise("enrolment", pk): pk for pk in _files(viewer, programme_id, whole)}
    asked = _Asked(viewer, programme_id, days, files, disguise)
    seen: list[_Found] = []
    for thing, read in _READINGS.items():
        wanted = [row for row in rows if row.thing is thing]
        seen += read(asked, wanted) if wanted else ()
    lines = _named(viewer, seen, whole | _own_part(seen))
    return RowsBehind(lines[:MOST], len(rows) - len(seen), len(lines) - len(lines[:MOST]))


def _files(viewer: Viewer, programme_id: int, whole: Collection[Part]) -> set[int]:
    """Enrolments in sight of persons of whom the viewer reads all that stands in those parts."""
    rows = cases_in_sight(viewer).filter(programme=programme_id)
    if Part.PLAN in whole:
        rows = rows.filter(sees(viewer, Part.PLAN, enrolment=""))
    for part in whole:
        rows = rows.filter(within_reach(viewer, part, enrolment=""))
    found = dict(rows.values_list("pk", "participant_id"))
    # Whether somebody else has written is asked of everybody's rows, and told by no number.
    with wall.standing(wall.INSTALLATION):
        blind = {
            person
            for part in whole
            for model, owner in _WRITTEN.get(part, ())
            for person in model.unscoped.filter(
                ~sees(viewer, part, owner=owner), enrolment__programme=programme_id
            ).values_list("enrolment__participant_id", flat=True)
        }
        gone = out_of_figures(viewer.today)
    return {pk for pk, person in found.items() if person not in blind and pk not in gone}


# Where rows of a part stand, and the path to the organisation that wrote them.
_WRITTEN: dict[Part, tuple[tuple[Any, str], ...]] = {
    Part.CONTACTS: ((Contact, "owner"),),
    Part.EMPLOYER_DEALINGS: ((Placement, "owner"), (EmployerContactBehalf, "contact__owner")),
}


def _enrolments(asked: _Asked, rows: Iterable[Row]) -> Iterator[_Found]:
    for row in rows:
        found = asked.of(row)
        if len(found) == len(row.enrolments):
            yield LineBehind(row), found[-1:]


def _placements(asked: _Asked, rows: Iterable[Row]) -> Iterator[_Found]:
    read = Placement.unscoped.filter(
        sees(asked.viewer, Part.EMPLOYER_DEALINGS),
        enrolment__in=list(asked.files.values()),
    ).select_related("employer")
    jobs = {asked.disguise("placement", job.pk): job for job in read}
    for row in rows:
        if job := jobs.get(row.unit):
            told = JobBehind(
                PlacementKind(job.kind), job.trade or job.title,
                job.employer.name if job.employer else "", job.starts_on, job.ends_on,
            )  # fmt: skip
            yield LineBehind(row, job=told), [job.enrolment_id]


def _visits(asked: _Asked, rows: Iterable[Row]) -> Iterator[_Found]:
    mine = Q(owner=asked.viewer.organisation_id)
    made_for = EmployerContactBehalf.unscoped.filter(
        sees(asked.viewer, Part.EMPLOYER_DEALINGS, owner="contact__owner"),
        enrolment__in=list(asked.files.values()),
    )
    read = EmployerContact.unscoped.filter(
        mine | Q(pk__in=made_for.values("contact")),
        programme=asked.programme_id,
        occurred_on__gte=asked.days.start,
        occurred_on__lt=asked.days.end,
    ).select_related("employer", "staff")
    visits = {asked.disguise("contact", visit.pk): visit for visit in read}
    for row in rows:
        if visit := visits.get(row.unit):
            found = asked.of(row)
            told = VisitBehind(
                visit.occurred_on, visit.employer_id,
                visit.employer.name if visit.employer else "",
                visit.staff.name if visit.staff else "",
            )  # fmt: skip
            yield LineBehind(row, visit=told, more_persons=len(row.enrolments) - len(found)), found


def _coaches(asked: _Asked, rows: Iterable[Row]) -> Iterator[_Found]:
    known = {
        asked.disguise("coach", staff_id): name
        for staff_id, name in coaches_of(asked.viewer, asked.programme_id).items()
    }
    for row in rows:
        if row.unit in known:
            yield LineBehind(row, coach=known[row.unit]), []


_READINGS: dict[Thing, Callable[[_Asked, list[Row]], Iterable[_Found]]] = {
    Thing.ENROLMENT: _enrolments,
    Thing.PERSON: _enrolments,
    Thing.PLACEMENT: _placements,
    Thing.EMPLOYER_CONTACT: _visits,
    Thing.COACH: _coaches,
}


def _own_part(seen: Iterable[_Found]) -> frozenset[Part]:
    """What is read beside the parts summed up, for the log."""
    dealings = any(line.job or line.visit for line, _cases in seen)
    return frozenset({Part.EMPLOYER_DEALINGS}) if dealings else frozenset()


def _named(viewer: Viewer, seen: list[_Found], parts: frozenset[Part]) -> tuple[LineBehind, ...]:
    """The lines with the persons in them, logged; by name, and what is about nobody last."""
    wanted = sorted({pk for _line, cases in seen for pk in cases})
    rows = rows_of(Enrolment.unscoped.filter(pk__in=wanted).order_by("sort_key", "id"), len(wanted))
    sight = Sightline.to(viewer, rows)
    told = {line.enrolment_id: line for line in lines_unlogged(sight, rows)}
    log.record(viewer, (sight.shown(pk, parts | parts_of(line)) for pk, line in told.items()))
    place = {pk: n for n, pk in enumerate(told)}
    ordered = sorted(seen, key=lambda one: min((place[pk] for pk in one[1]), default=len(place)))
    return tuple(
        LineBehind(
            line.row, tuple(told[pk] for pk in cases), line.more_persons, line.job, line.visit,
            line.coach,
        )
        for line, cases in ordered
    )  # fmt: skip
