"""Around a placement: steps reached, what was seen, meetings at the workplace, the taper."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from framsteg.access import Viewer
from framsteg.access.changing import own_row_to_change, placement_to_write_at
from framsteg.actions import recording, summaries
from framsteg.blueprints.load import get
from framsteg.foundation.codes import Part, PlacementKind
from framsteg.foundation.decision import require
from framsteg.foundation.training_codes import BasicDemand, SupportUsed
from framsteg.records.models import (
    Observation,
    Placement,
    TaperStep,
    TrainingStep,
    WorkplaceMeeting,
)
from framsteg.rules import contacts as contact_rule
from framsteg.rules import support_rhythm, time_limits
from framsteg.rules import training as rule


@transaction.atomic
def reach_step(*, by: Viewer, placement_id: int, step: int, on: date) -> None:
    """The day a step of the blueprint was reached; the same step again corrects the day."""
    placement = placement_to_write_at(by, placement_id)
    steps = _blueprint(placement).supported_training.steps
    require(
        rule.may_reach(
            kind=PlacementKind(placement.kind),
            step=step,
            of=len(steps),
            on=on,
            planned_last_day=placement.planned_last_day,
            today=by.today,
        )
    )
    old = TrainingStep.unscoped.filter(placement=placement, step=step).first()
    if old is not None:
        row = own_row_to_change(by, TrainingStep, old.pk)
        _change(by, row, "training.reach_step", {"reached_on": on})
        return
    row = TrainingStep(
        enrolment_id=placement.enrolment_id, placement=placement, step=step, reached_on=on
    )
    _create(by, row, "training.reach_step")


@transaction.atomic
def observe(
    *,
    by: Viewer,
    placement_id: int,
    on: date,
    task: str,
    demand: BasicDemand,
    seen: str,
    support: SupportUsed,
    helps: str = "",
    told: bool = False,
    person_said: str = "",
    once: UUID | None = None,
) -> int:
    """Note what was seen at a task, for and with the person. Returns the observation's id."""
    placement = placement_to_write_at(by, placement_id)
    require(
        rule.may_observe(
            on=on,
            starts_on=placement.starts_on,
            planned_last_day=placement.planned_last_day,
            ends_on=placement.ends_on,
            told=told,
            person_said=person_said,
            today=by.today,
        )
    )
    row = Observation(
        enrolment_id=placement.enrolment_id,
        placement=placement,
        occurred_on=on,
        task=task,
        demand=demand.value,
        seen=seen,
        helps=helps,
        support=support.value,
        told=told,
        person_said=person_said,
        once=once,
    )
    already = recording.sent_before(row, by=by)
    if already is not None:
        return already
    _create(by, row, "training.observe", Part.PROFILE)
    return int(row.pk)


@transaction.atomic
def amend_observation(*, by: Viewer, observation_id: int, version: int, **values: Any) -> None:
    """Put an observation right, or add what the person said of it. May raise Conflict."""
    row = own_row_to_change(by, Observation, observation_id)
    told, said = values.get("told", row.told), values.get("person_said", row.person_said)
    require(rule.told_first(told=told, person_said=said))
    _change(by, row, "training.amend_observation", values, Part.PROFILE, version)


@transaction.atomic
def take_back_observation(*, by: Viewer, observation_id: int) -> int:
    """Undo an observation; what it said stays in the history. Returns the placement."""
    row = own_row_to_change(by, Observation, observation_id)
    require(contact_rule.may_take_back(author_id=row.created_by_id, staff_id=by.staff_id))
    placement_id = row.placement_id
    _remove(by, row, "training.take_back_observation", Part.PROFILE)
    return int(placement_id)


@transaction.atomic
def plan_meeting(*, by: Viewer, placement_id: int, on: date, with_whom: str = "") -> int:
    """Plan a follow-up meeting at the workplace."""
    placement = placement_to_write_at(by, placement_id)
    require(rule.may_meet(on=on, starts_on=placement.starts_on,
                          planned_last_day=placement.planned_last_day))  # fmt: skip
    row = WorkplaceMeeting(
        enrolment_id=placement.enrolment_id,
        placement=placement,
        planned_on=on,
        with_whom=with_whom,
    )
    _create(by, row, "training.plan_meeting")
    return int(row.pk)


@transaction.atomic
def hold_meeting(
    *, by: Viewer, meeting_id: int, on: date, with_whom: str, note: str, version: int | None
) -> None:
    """The meeting was held; with whom, and what was said. May raise Conflict."""
    row = own_row_to_change(by, WorkplaceMeeting, meeting_id)
    require(contact_rule.has_happened(on=on, today=by.today))
    values = {"held_on": on, "with_whom": with_whom, "note": note}
    _change(by, row, "training.hold_meeting", values, version=version)


@transaction.atomic
def drop_meeting(*, by: Viewer, meeting_id: int) -> int:
    """A meeting that did not come about is taken away. Returns the placement."""
    row = own_row_to_change(by, WorkplaceMeeting, meeting_id)
    placement_id = row.placement_id
    _remove(by, row, "training.drop_meeting")
    return int(placement_id)


@transaction.atomic
def taper(
    *, by: Viewer, placement_id: int, on: date, every_days: int | None, words: str = ""
) -> None:
    """From a day on, a contact every so many days; None: the exit that is planned together."""
    placement = placement_to_write_at(by, placement_id)
    others = [
        support_rhythm.Taper(*step)
        for step in TaperStep.unscoped.filter(placement=placement)
        .exclude(starts_on=on)
        .values_list("starts_on", "every_days")
    ]
    require(
        support_rhythm.may_taper(
            _blueprint(placement).support.exit,
            every_days=every_days,
            on=on,
            starts_on=placement.starts_on,
            ends_on=placement.ends_on,
            others=others,
        )
    )
    old = TaperStep.unscoped.filter(placement=placement, starts_on=on).first()
    values = {"every_days": every_days, "words": words}
    if old is not None:
        _change(by, own_row_to_change(by, TaperStep, old.pk), "training.taper", values)
        return
    row = TaperStep(
        enrolment_id=placement.enrolment_id, placement=placement, starts_on=on, **values
    )
    _create(by, row, "training.taper")


@transaction.atomic
def take_back_taper(*, by: Viewer, taper_id: int) -> int:
    """A step of the taper is not to be. Returns the placement."""
    row = own_row_to_change(by, TaperStep, taper_id)
    placement_id = row.placement_id
    _remove(by, row, "training.take_back_taper")
    return int(placement_id)


@transaction.atomic
def extend(*, by: Viewer, placement_id: int, to: date, reason: str) -> None:
    """Move the last day of an internship or training later. The reason is kept and shown."""
    placement = own_row_to_change(by, Placement, placement_id)
    require(
        time_limits.may_extend(
            kind=PlacementKind(placement.kind),
            to=to,
            planned=placement.planned_last_day,
            ends_on=placement.ends_on,
            reason=reason,
        )
    )
    values = {"planned_last_day": to, "extended_because": reason}
    _change(by, placement, "training.extend", values)


def _blueprint(placement: Placement) -> Any:
    enrolment = placement.enrolment
    return get(enrolment.programme.blueprint_key, enrolment.blueprint_version)


def _create(by: Viewer, row: Any, verb: str, part: Part = Part.EMPLOYER_DEALINGS) -> None:
    recording.create(row, by=by, verb=verb, part=part, enrolment_id=row.enrolment_id)
    summaries.writes_in(row.enrolment_id, by.organisation_id)


def _change(
    by: Viewer,
    row: Any,
    verb: str,
    values: dict[str, Any],
    part: Part = Part.EMPLOYER_DEALINGS,
    version: int | None = None,
) -> None:
    recording.change(
        row, values, by=by, verb=verb, part=part, version=version, enrolment_id=row.enrolment_id
    )


def _remove(by: Viewer, row: Any, verb: str, part: Part = Part.EMPLOYER_DEALINGS) -> None:
    recording.remove(row, by=by, verb=verb, part=part, enrolment_id=row.enrolment_id)
