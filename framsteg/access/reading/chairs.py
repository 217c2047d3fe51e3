"""Who is about to fall between the chairs in a programme, as far as the viewer may know it.

Each person is judged on the rows in sight only, so the page tells no more than the files do.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from framsteg.access import log
from framsteg.access.files import CaseLine
from framsteg.access.reading.enquiries import EnquiryFile, waiting_enquiries
from framsteg.access.reading.lists import lines_unlogged, parts_of, rows_of
from framsteg.access.reading.programmes import ProgrammeLine, running
from framsteg.access.reading.team import away_today
from framsteg.access.sight import in_sight, sees
from framsteg.access.sightline import Sightline
from framsteg.access.viewer import Viewer
from framsteg.blueprints.load import get
from framsteg.blueprints.schema import Blueprint
from framsteg.foundation.codes import Part, PlacementKind
from framsteg.foundation.labels import label
from framsteg.foundation.text import Text
from framsteg.records.models import Assignment, BackUp, Enrolment, PhaseSpell, Placement, RoleGrant
from framsteg.rules import chairs
from framsteg.rules.chairs import Chair, Finding, Responsible, Step
from framsteg.rules.cover import is_covered
from framsteg.rules.sharing import WRITES

MOST = 2_000
"""Persons gone through at most: a programme's open cases, a hundred times over."""


@dataclass(frozen=True)
class Seat:
    """Somebody who stands on the page: a person or an enquiry, and why."""

    finding: Finding
    line: CaseLine | None = None
    enquiry: EnquiryFile | None = None


def between_chairs(viewer: Viewer, key: str) -> tuple[ProgrammeLine, dict[Chair, tuple[Seat, ...]]]:
    """The programme and its groups, in each those who have been there longest first.

    NotFound where the viewer meets no persons in the programme. A fixed number of queries.
    """
    programme = running(viewer, key)
    blueprint = get(programme.blueprint_key, programme.blueprint_version)
    seats = [*_persons(viewer, programme, blueprint), *_enquiries(viewer, programme)]
    seats.sort(key=lambda seat: seat.finding.since)
    groups: dict[Chair, tuple[Seat, ...]] = dict.fromkeys(Chair, ())
    for seat in seats:
        groups[seat.finding.chair] += (seat,)
    return programme, groups


def counts(viewer: Viewer, key: str) -> dict[Chair, int]:
    """How many persons stand in each group; numbers only, so nobody is shown or logged."""
    programme = running(viewer, key)
    blueprint = get(programme.blueprint_key, programme.blueprint_version)
    told = dict.fromkeys(Chair, 0)
    for seat in _persons(viewer, programme, blueprint, counted_only=True):
        told[seat.finding.chair] += 1
    return told


def _persons(
    viewer: Viewer, programme: ProgrammeLine, blueprint: Blueprint, *, counted_only: bool = False
) -> list[Seat]:
    # What the page says rests on the plan: who does not see it is told nothing of the person.
    plan = sees(viewer, Part.PLAN, enrolment="")
    found = Enrolment.unscoped.filter(
        Q(programme=programme.programme_id), Q(exited_on=None), in_sight(viewer), plan
    )
    rows = rows_of(found.order_by("sort_key", "id"), MOST)
    sight = Sightline.to(viewer, rows)
    lines = lines_unlogged(sight, rows)
    steps = _steps(sight, [row.pk for row in rows], blueprint)
    coaches, ended = _coaches(viewer, programme.programme_id, [row.pk for row in rows])
    seats = [
        Seat(finding, line=line)
        for line in lines
        for finding in _findings(
            line, programme, blueprint, steps[line.enrolment_id], today=viewer.today,
            coaches=coaches[line.enrolment_id], ended_on=ended.get(line.enrolment_id),
        )
    ]  # fmt: skip
    if counted_only:
        return seats
    shown = {seat.line.enrolment_id: seat.line for seat in seats if seat.line}
    log.record(viewer, [sight.shown(pk, parts_of(line)) for pk, line in shown.items()])
    return seats


def _findings(
    line: CaseLine,
    programme: ProgrammeLine,
    blueprint: Blueprint,
    steps: list[Step],
    *,
    coaches: list[Responsible],
    ended_on: date | None,
    today: date,
) -> Iterable[Finding]:
    if not isinstance(line.enrolled_on, date):
        return ()
    found = (
        chairs.silence(
            blueprint,
            enrolled_on=line.enrolled_on,
            last_contact_on=line.summary.last_contact_on,
            today=today,
        ),
        chairs.going_round(steps, today=today),
        chairs.promise_past(
            next_step=line.summary.next_step, next_step_on=line.summary.next_step_on, today=today
        ),
        chairs.no_one(coaches, enrolled_on=line.enrolled_on, ended_on=ended_on),
        chairs.ending(programme_ends_on=programme.ends_on, today=today),
    )
    return [one for one in found if one is not None]


def _steps(sight: Sightline, cases: list[int], blueprint: Blueprint) -> Mapping[int, list[Step]]:
    """The phases and placements of each case that are in sight. Two queries."""
    steps: dict[int, list[Step]] = defaultdict(list)
    name = _phase_names(blueprint)
    spells = PhaseSpell.unscoped.filter(enrolment__in=cases)
    for pk, phase, on in spells.values_list("enrolment_id", "phase", "starts_on"):
        steps[pk].append(Step(f"phase:{phase}", name(phase), on))
    placed = Placement.unscoped.filter(enrolment__in=cases)
    columns = ("enrolment_id", "owner_id", "kind", "starts_on")
    for pk, owner_id, kind, on in placed.values_list(*columns):
        if sight.sees(pk, Part.EMPLOYER_DEALINGS, owner_id):
            steps[pk].append(Step(kind, label(PlacementKind(kind)), on))
    return steps


def _phase_names(blueprint: Blueprint) -> Callable[[str], Text | str]:
    names: dict[str, Any] = {phase.key: phase.name.text for phase in blueprint.phases}
    return lambda key: names.get(key, key)


def _coaches(
    viewer: Viewer, programme_id: int, cases: list[int]
) -> tuple[Mapping[int, list[Responsible]], dict[int, date]]:
    """The main coaches of each case, and when the last ended task ended. Four queries.

    That somebody is away is known to those who work in the programme only.
    """
    grants = RoleGrant.objects.filter(
        Q(ends_on=None) | Q(ends_on__gt=viewer.today), programme=programme_id, role__in=WRITES,
        starts_on__lte=viewer.today,
    )  # fmt: skip
    have_role = set(grants.values_list("staff_id", flat=True))
    away, _names = away_today(viewer) if programme_id in viewer.writes_in else ({}, {})
    back_ups = dict(_back_ups(viewer, cases)) if away else {}
    held: dict[int, list[tuple[int, str, bool]]] = defaultdict(list)
    ended: dict[int, date] = {}
    rows = Assignment.unscoped.filter(enrolment__in=cases).order_by("starts_on", "id")
    columns = ("enrolment_id", "staff_id", "staff__name", "staff__is_active", "ends_on")
    for pk, staff_id, name, is_active, ends_on in rows.values_list(*columns):
        if ends_on is None or ends_on > viewer.today:
            held[pk].append((staff_id, name, is_active))
        else:
            ended[pk] = max(ended.get(pk, ends_on), ends_on)
    coaches: dict[int, list[Responsible]] = defaultdict(list)
    for pk, found in held.items():
        team = {staff_id for staff_id, _name, _active in found}
        for staff_id, name, is_active in found:
            covered = is_covered(staff_id, coaches=team, away=away, back_up=back_ups.get(pk))
            coaches[pk].append(Responsible(name, is_active, staff_id in have_role, not covered))
    return coaches, ended


def _back_ups(viewer: Viewer, cases: list[int]) -> Iterable[tuple[int, int]]:
    rows = BackUp.unscoped.filter(
        Q(ends_on=None) | Q(ends_on__gt=viewer.today), enrolment__in=cases
    )
    return rows.values_list("enrolment_id", "staff_id")


def _enquiries(viewer: Viewer, programme: ProgrammeLine) -> list[Seat]:
    seats = []
    for enquiry in waiting_enquiries(viewer, programme.programme_id):
        finding = chairs.enquiry_past(
            outcome=enquiry.outcome,
            received_on=enquiry.received_on,
            outcome_on=enquiry.outcome_on,
            meeting_on=enquiry.meeting_on,
            meeting_held=enquiry.meeting_held,
            today=viewer.today,
        )
        if finding:
            seats.append(Seat(finding, enquiry=enquiry))
    log.record(
        viewer,
        [
            log.Shown(parts=frozenset({Part.IDENTITY}), enquiry_id=seat.enquiry.enquiry_id)
            for seat in seats
            if seat.enquiry
        ],
    )
    return seats
