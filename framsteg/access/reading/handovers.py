"""The hand-overs of a programme's persons, cut as the plan is: what both services agreed on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from framsteg.access import log, wall
from framsteg.access.files import CaseLine
from framsteg.access.reading.cases import case_line
from framsteg.access.reading.identity import NotFound
from framsteg.access.reading.lists import lines_unlogged, parts_of, rows_of
from framsteg.access.reading.programmes import ProgrammeLine, running
from framsteg.access.sight import in_sight, sees
from framsteg.access.sightline import Sightline
from framsteg.access.viewer import Viewer
from framsteg.foundation.codes import ExitReason, HandOverAnswer, Part, PersonSays
from framsteg.records.models import Enrolment, HandOver
from framsteg.rules.handovers import Stage, stage

MOST = 2_000


@dataclass(frozen=True)
class HandOverLine:
    """A service that was asked, and what it and the person said."""

    hand_over_id: int
    service: str
    asked_on: date
    answer: HandOverAnswer
    answered_on: date | None
    reason: str
    person_says: PersonSays
    note: str
    owner_id: int
    version: int


@dataclass(frozen=True)
class Leaving:
    """One person and how far the hand-over has come; the latest request last."""

    line: CaseLine
    stage: Stage
    requests: tuple[HandOverLine, ...]


@dataclass(frozen=True)
class HandOvers:
    programme: ProgrammeLine
    people: tuple[Leaving, ...]
    out_of_sight: int  # enrolled persons whose plan is not in sight (a number, no persons)


def hand_overs(viewer: Viewer, key: str) -> HandOvers:
    """Everyone still enrolled, and those who have been handed over by a request. Six queries."""
    programme = running(viewer, key)
    plan = sees(viewer, Part.PLAN, enrolment="")
    handed = Q(exit_reason=ExitReason.HANDED_OVER.value, hand_overs__isnull=False)
    found = Enrolment.unscoped.filter(
        Q(programme=programme.programme_id), Q(exited_on=None) | handed, in_sight(viewer), plan
    )
    rows = rows_of(found.order_by("sort_key", "id").distinct(), MOST)
    sight = Sightline.to(viewer, rows)
    lines = lines_unlogged(sight, rows)
    log.record(viewer, [sight.shown(line.enrolment_id, parts_of(line)) for line in lines])
    asked = _requests(sight, [line.enrolment_id for line in lines])
    with wall.standing(wall.INSTALLATION):
        still = Enrolment.unscoped.filter(programme=programme.programme_id, exited_on=None).count()
    seen = sum(1 for line in lines if line.exited_on is None)
    return HandOvers(
        programme, tuple(_leaving(line, asked.get(line.enrolment_id, ())) for line in lines),
        out_of_sight=still - seen,
    )  # fmt: skip


def leaving(viewer: Viewer, enrolment_id: int) -> Leaving:
    """One person's hand-over; NotFound where the plan is not in sight."""
    line = case_line(viewer, enrolment_id)
    if not isinstance(line.enrolled_on, date):
        raise NotFound
    row = Enrolment.unscoped.only("pk", "programme_id").get(pk=enrolment_id)
    asked = _requests(Sightline.to(viewer, [row]), [enrolment_id])
    return _leaving(line, asked.get(enrolment_id, ()))


def hand_over(viewer: Viewer, hand_over_id: int) -> tuple[Leaving, HandOverLine]:
    """One request and its person; NotFound where it is not in sight."""
    pk = HandOver.unscoped.filter(pk=hand_over_id).values_list("enrolment_id", flat=True).first()
    found = leaving(viewer, pk or 0)
    request = next((one for one in found.requests if one.hand_over_id == hand_over_id), None)
    if request is None:
        raise NotFound
    return found, request


def _leaving(line: CaseLine, requests: tuple[HandOverLine, ...]) -> Leaving:
    last = requests[-1] if requests else None
    reached = stage(
        answer=last.answer if last else None,
        person_says=last.person_says if last else None,
        exited=isinstance(line.exited_on, date),
    )
    return Leaving(line, reached, requests)


def _requests(sight: Sightline, cases: Iterable[int]) -> dict[int, tuple[HandOverLine, ...]]:
    found: dict[int, tuple[HandOverLine, ...]] = {}
    rows = HandOver.unscoped.filter(enrolment__in=list(cases)).order_by("asked_on", "id")
    for row in rows:
        if not sight.sees(row.enrolment_id, Part.PLAN, row.owner_id):
            continue
        line = HandOverLine(
            hand_over_id=row.pk,
            service=row.service,
            asked_on=row.asked_on,
            answer=HandOverAnswer(row.answer),
            answered_on=row.answered_on,
            reason=row.reason,
            person_says=PersonSays(row.person_says),
            note=row.note,
            owner_id=row.owner_id,
            version=row.version,
        )
        found[row.enrolment_id] = (*found.get(row.enrolment_id, ()), line)
    return found
