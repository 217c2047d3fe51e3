"""A person's wishes of a job, and the steps towards one: the person's yes, then the employer's."""

from collections.abc import Mapping
from datetime import date, time
from typing import Any
from uuid import UUID

from django.db import transaction

from framsteg.access import Viewer
from framsteg.access.changing import enrolment_to_write_in, own_row_to_change
from framsteg.access.reading.identity import NotFound
from framsteg.actions import placements, recording, summaries
from framsteg.foundation.codes import MatchStepKind, Part, PlacementKind, Subsidy, ToldBy
from framsteg.foundation.decision import deny, require
from framsteg.foundation.text import say
from framsteg.records.models import Job, JobWishes, Match, MatchStep
from framsteg.rules import applications as rule
from framsteg.rules.contacts import may_take_back

PART = Part.EMPLOYER_DEALINGS


@transaction.atomic
def set_wishes(
    *,
    by: Viewer,
    enrolment_id: int,
    wants_suggestions: bool,
    values: Mapping[str, Any],
    version: int | None = None,
) -> None:
    """Keep what the person says, against the version that was read. May raise Conflict."""
    enrolment = enrolment_to_write_in(by, enrolment_id)
    row = (
        JobWishes.unscoped.select_for_update()
        .filter(enrolment=enrolment, owner=by.organisation_id)
        .first()
    )
    told = {**values, "wants_suggestions": wants_suggestions, "told_on": by.today}
    if row is None:
        recording.create(
            JobWishes(enrolment=enrolment, **told),
            by=by, verb="matches.set_wishes", part=Part.PROFILE, enrolment_id=enrolment.pk,
        )  # fmt: skip
        summaries.writes_in(enrolment.pk, by.organisation_id)
        return
    recording.change(
        row, told, by=by, verb="matches.set_wishes", part=Part.PROFILE, version=version,
        enrolment_id=enrolment.pk,
    )  # fmt: skip


@transaction.atomic
def suggest(*, by: Viewer, enrolment_id: int, job_id: int) -> int:
    """Put a job before the person. Returns the match; the same job again is the same match."""
    enrolment = enrolment_to_write_in(by, enrolment_id)
    if not Job.objects.filter(pk=job_id).exists():
        raise NotFound
    row = Match.unscoped.filter(enrolment=enrolment, job=job_id, owner=by.organisation_id).first()
    if row is not None:
        return row.pk
    row = recording.create(
        Match(enrolment=enrolment, job_id=job_id),
        by=by, verb="matches.suggest", part=PART, enrolment_id=enrolment.pk,
    )  # fmt: skip
    MatchStep.unscoped.create(
        match=row, kind=MatchStepKind.SUGGESTED, occurred_on=by.today, created_by_id=by.staff_id
    )
    summaries.writes_in(enrolment.pk, by.organisation_id)
    return int(row.pk)


@transaction.atomic
def step(
    *,
    by: Viewer,
    match_id: int,
    kind: MatchStepKind,
    on: date,
    at: time | None = None,
    note: str = "",
    once: UUID | None = None,
) -> int:
    """Note what happened on the way to the job. Returns the step."""
    row = own_row_to_change(by, Match, match_id)
    before = MatchStep.unscoped.filter(once=once).first() if once else None
    if before is not None:
        return before.pk
    told_by = ToldBy(row.told_by) if row.told_by else None
    require(rule.may_step(kind, done=_done(row), told_by=told_by, on=on, today=by.today))
    taken = MatchStep.unscoped.create(
        match=row, kind=kind, occurred_on=on, at=at, note=note, once=once,
        created_by_id=by.staff_id,
    )  # fmt: skip
    changes: dict[str, list[Any]] = {
        "match_step": [None, kind],
        "on": [None, on],
        "note": [None, note],
    }
    _note(row, by, "matches.step", {name: pair for name, pair in changes.items() if pair[1]})
    return taken.pk


@transaction.atomic
def take_back_step(*, by: Viewer, match_id: int) -> bool:
    """Undo the latest step; the first one undone takes the whole match away. Whether it is left."""
    row = own_row_to_change(by, Match, match_id)
    last = row.steps.order_by("-id").first()
    if last is None:
        raise NotFound
    require(may_take_back(author_id=last.created_by_id, staff_id=by.staff_id))
    if last.kind == MatchStepKind.PLACED:
        require(deny(say("The job itself is changed or ended on the person's page.")))
    _note(row, by, "matches.take_back_step", {"match_step": [last.kind, None]})
    last.delete()
    if row.steps.exists():
        return True
    recording.remove(row, by=by, verb="matches.take_back", part=PART, enrolment_id=row.enrolment_id)
    return False


@transaction.atomic
def decide_what_is_told(
    *, by: Viewer, match_id: int, version: int, told_by: ToldBy, tells: str, keeps_private: str
) -> None:
    """What the person wants this employer to know, and who says it. May raise Conflict."""
    row = own_row_to_change(by, Match, match_id)
    recording.change(
        row, {"told_by": told_by, "tells": tells, "keeps_private": keeps_private},
        by=by, verb="matches.tell", part=PART, version=version, enrolment_id=row.enrolment_id,
    )  # fmt: skip


@transaction.atomic
def place(
    *,
    by: Viewer,
    match_id: int,
    kind: PlacementKind,
    on: date,
    percent: int,
    subsidy: Subsidy | None = None,
) -> int:
    """It led to a job or internship: start it, and tell so here. Returns the placement."""
    row = own_row_to_change(by, Match, match_id)
    require(
        rule.may_step(
            MatchStepKind.PLACED, done=_done(row), told_by=None, on=by.today, today=by.today
        )
    )
    job = Job.objects.select_related("employer").get(pk=row.job_id)
    placement_id = placements.start(
        by=by, enrolment_id=row.enrolment_id, kind=kind, on=on, percent=percent, subsidy=subsidy,
        employer_id=job.employer_id, title=job.title[:120],
    )  # fmt: skip
    row.placement_id = placement_id
    row.save(update_fields=["placement"])
    MatchStep.unscoped.create(
        match=row, kind=MatchStepKind.PLACED, occurred_on=by.today, created_by_id=by.staff_id
    )
    _note(row, by, "matches.step", {"match_step": [None, MatchStepKind.PLACED]})
    return placement_id


def _done(row: Match) -> list[MatchStepKind]:
    return [MatchStepKind(k) for k in row.steps.order_by("id").values_list("kind", flat=True)]


def _note(row: Match, by: Viewer, verb: str, changes: dict[str, list[Any]]) -> None:
    recording.note(row, by=by, verb=verb, part=PART, enrolment_id=row.enrolment_id, changes=changes)
