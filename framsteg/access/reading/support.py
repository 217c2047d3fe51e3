"""Around the placements: the rhythm of the support, training, internship and its meetings."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from framsteg.access import log
from framsteg.access.files import NOT_SHARED, NotShared
from framsteg.access.reading.identity import NotFound
from framsteg.access.sight import cases_in_sight
from framsteg.access.sightline import Sightline
from framsteg.access.viewer import Viewer
from framsteg.foundation.codes import Part, PlacementEnd, PlacementKind
from framsteg.foundation.training_codes import BasicDemand, SupportUsed
from framsteg.records.models import (
    Contact,
    Enrolment,
    Observation,
    Placement,
    TaperStep,
    TrainingStep,
    WorkplaceMeeting,
)

# A job that ended longer ago asks for nothing more here.
ENDED_WITHIN = timedelta(days=60)
BEFORE_START = timedelta(days=7)


@dataclass(frozen=True)
class SupportedLine:
    """A placement as the rhythm and the time limit need it; tapers: (first day, every n days)."""

    placement_id: int
    kind: PlacementKind
    starts_on: date
    ends_on: date | None
    end_reason: PlacementEnd | None
    planned_last_day: date | None
    entered_on: date
    tapers: tuple[tuple[date, int | None], ...]


@dataclass(frozen=True)
class SupportFacts:
    """One case: its placements, and the days of contact that the viewer may know of."""

    placements: tuple[SupportedLine, ...] = ()
    contact_days: tuple[date, ...] = ()


@dataclass(frozen=True)
class StepLine:
    row_id: int
    step: int
    reached_on: date
    owner_id: int


@dataclass(frozen=True)
class ObservationLine:
    observation_id: int
    occurred_on: date
    task: str
    demand: BasicDemand
    seen: str
    helps: str
    support: SupportUsed
    told: bool
    person_said: str
    author: str
    owner: str
    owner_id: int
    created_by_id: int | None
    version: int


@dataclass(frozen=True)
class MeetingLine:
    meeting_id: int
    planned_on: date
    held_on: date | None
    with_whom: str
    note: str
    owner_id: int
    version: int


@dataclass(frozen=True)
class TaperLine:
    row_id: int
    starts_on: date
    every_days: int | None
    words: str
    owner_id: int


@dataclass(frozen=True)
class Around:
    """What stands around one placement, cut to what the viewer may see."""

    steps: tuple[StepLine, ...] = ()
    observations: tuple[ObservationLine, ...] | NotShared = NOT_SHARED
    meetings: tuple[MeetingLine, ...] = ()
    tapers: tuple[TaperLine, ...] = ()
    contact_days: tuple[date, ...] | NotShared = field(default=NOT_SHARED)


def support_facts(viewer: Viewer, enrolment_ids: Iterable[int]) -> dict[int, SupportFacts]:
    """For a page of cases: placements that may ask for something today. Six queries at most."""
    ids = list(enrolment_ids)
    if not ids:
        return {}
    cases = list(cases_in_sight(viewer).filter(pk__in=ids).only("pk", "programme_id"))
    sight = Sightline.to(viewer, cases)
    lines = _placements(viewer, sight, cases)
    if not lines:
        return {}
    earliest = min(line.starts_on for of in lines.values() for line in of) - BEFORE_START
    days = _contact_days(sight, lines, earliest)
    parts = (Part.EMPLOYER_DEALINGS, Part.CONTACTS)
    log.record(viewer, [sight.shown(pk, parts) for pk in lines])
    return {pk: SupportFacts(tuple(of), tuple(days[pk])) for pk, of in lines.items()}


def _placements(
    viewer: Viewer, sight: Sightline, cases: Iterable[Enrolment]
) -> dict[int, list[SupportedLine]]:
    lately = viewer.today - ENDED_WITHIN
    rows = list(
        Placement.unscoped.filter(
            Q(ends_on=None) | Q(ends_on__gte=lately), enrolment__in=[c.pk for c in cases]
        ).order_by("starts_on", "id")
    )
    seen = [p for p in rows if sight.sees(p.enrolment_id, Part.EMPLOYER_DEALINGS, p.owner_id)]
    tapers: dict[int, list[tuple[date, int | None]]] = defaultdict(list)
    found = TaperStep.unscoped.filter(placement__in=[p.pk for p in seen]).order_by("starts_on")
    for t in found:
        if sight.sees(t.enrolment_id, Part.EMPLOYER_DEALINGS, t.owner_id):
            tapers[t.placement_id].append((t.starts_on, t.every_days))
    lines: dict[int, list[SupportedLine]] = defaultdict(list)
    for p in seen:
        lines[p.enrolment_id].append(
            SupportedLine(
                placement_id=p.pk,
                kind=PlacementKind(p.kind),
                starts_on=p.starts_on,
                ends_on=p.ends_on,
                end_reason=PlacementEnd(p.end_reason) if p.end_reason else None,
                planned_last_day=p.planned_last_day,
                entered_on=timezone.localdate(p.created_at),
                tapers=tuple(tapers[p.pk]),
            )
        )
    return lines


def _contact_days(
    sight: Sightline, enrolment_ids: Iterable[int], earliest: date
) -> dict[int, list[date]]:
    days: dict[int, list[date]] = defaultdict(list)
    rows = Contact.unscoped.filter(
        enrolment__in=list(enrolment_ids), occurred_on__gte=earliest
    ).order_by("occurred_on")
    for enrolment_id, owner_id, on in rows.values_list("enrolment_id", "owner_id", "occurred_on"):
        if sight.sees(enrolment_id, Part.CONTACTS, owner_id):
            days[enrolment_id].append(on)
    return days


def around_placements(viewer: Viewer, enrolment_id: int) -> dict[int, Around]:
    """What stands around each placement in sight of one case, by the placement's id."""
    case = cases_in_sight(viewer).filter(pk=enrolment_id).first()
    if case is None:
        raise NotFound
    sight = Sightline.to(viewer, [case])
    dealings = sight.rows(case.pk, Part.EMPLOYER_DEALINGS)
    profile = sight.rows(case.pk, Part.PROFILE)
    ids = list(Placement.unscoped.filter(dealings, enrolment=case).values_list("pk", "starts_on"))
    if not ids:
        return {}
    steps = _by_placement(TrainingStep, dealings, case, "step", _step)
    seen = _by_placement(Observation, profile, case, "occurred_on", _observation)
    meetings = _by_placement(WorkplaceMeeting, dealings, case, "planned_on", _meeting)
    tapers = _by_placement(TaperStep, dealings, case, "starts_on", _taper)
    days = _days_of(sight, case, min(on for _pk, on in ids) - BEFORE_START)
    observes = bool(seen) or sight.sees(case.pk, Part.PROFILE, case.owner_id)
    parts = {Part.EMPLOYER_DEALINGS}
    parts |= {Part.PROFILE} if observes else set()
    parts |= {Part.CONTACTS} if days is not NOT_SHARED else set()
    log.record(viewer, [sight.shown(case.pk, parts)])
    return {
        pk: Around(
            steps=tuple(steps[pk]),
            observations=tuple(seen[pk]) if observes else NOT_SHARED,
            meetings=tuple(meetings[pk]),
            tapers=tuple(tapers[pk]),
            contact_days=days,
        )
        for pk, _on in ids
    }


def _days_of(sight: Sightline, case: Enrolment, earliest: date) -> tuple[date, ...] | NotShared:
    condition = sight.rows(case.pk, Part.CONTACTS)
    rows = Contact.unscoped.filter(condition, enrolment=case, occurred_on__gte=earliest)
    days = tuple(rows.order_by("occurred_on").values_list("occurred_on", flat=True))
    if days or sight.sees(case.pk, Part.CONTACTS, case.owner_id):
        return days
    return NOT_SHARED  # none can not be told from none that may be seen


def _by_placement(
    model: Any, condition: Q, case: Enrolment, order: str, line: Any
) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    rows = model.unscoped.filter(condition, enrolment=case).select_related("owner", "created_by")
    for row in rows.order_by(order, "id"):
        found[row.placement_id].append(line(row))
    return found


def _step(row: TrainingStep) -> StepLine:
    return StepLine(row.pk, row.step, row.reached_on, row.owner_id)


def _observation(row: Observation) -> ObservationLine:
    return ObservationLine(
        observation_id=row.pk,
        occurred_on=row.occurred_on,
        task=row.task,
        demand=BasicDemand(row.demand),
        seen=row.seen,
        helps=row.helps,
        support=SupportUsed(row.support),
        told=row.told,
        person_said=row.person_said,
        author=row.created_by.name if row.created_by else "",
        owner=row.owner.name,
        owner_id=row.owner_id,
        created_by_id=row.created_by_id,
        version=row.version,
    )


def _meeting(row: WorkplaceMeeting) -> MeetingLine:
    return MeetingLine(
        row.pk, row.planned_on, row.held_on, row.with_whom, row.note, row.owner_id, row.version
    )


def _taper(row: TaperStep) -> TaperLine:
    return TaperLine(row.pk, row.starts_on, row.every_days, row.words, row.owner_id)
