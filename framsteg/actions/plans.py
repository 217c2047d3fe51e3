"""The plan: goals set, actions added, done, dropped and taken up again."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from framsteg.access import Viewer
from framsteg.access.changing import (
    enrolment_to_write_in,
    goal_to_plan_for,
    own_row_to_change,
    plan_action_to_finish,
)
from framsteg.access.reading.identity import NotFound
from framsteg.access.reading.plans import who_can_be_asked
from framsteg.actions import recording, summaries
from framsteg.foundation.codes import Part
from framsteg.foundation.decision import require
from framsteg.foundation.plan_codes import ActionStatus, GoalStatus, Responsible
from framsteg.records.models import (
    Enrolment,
    Goal,
    Ground,
    PlanAction,
    Staff,
)
from framsteg.rules import network as written
from framsteg.rules import plans as rule


@dataclass(frozen=True)
class Asked:
    """What the plan asks of whom. `staff_id` for who logs in, otherwise a name or an authority."""

    what: str
    responsible: Responsible
    staff_id: int | None = None
    organisation_id: int | None = None
    responsible_name: str = ""
    due_on: date | None = None


@transaction.atomic
def set_goal(*, by: Viewer, enrolment_id: int, words: str, once: UUID | None = None) -> int:
    """A goal in the person's words. Returns its id; the same `once` key saves once."""
    enrolment = enrolment_to_write_in(by, enrolment_id)
    row = Goal(enrolment=enrolment, words=words, set_on=by.today, once=once)
    already = recording.sent_before(row, by=by)
    if already is not None:
        return already
    _create(by, row, "plans.set_goal", enrolment)
    return row.pk


@transaction.atomic
def change_goal(*, by: Viewer, goal_id: int, words: str, version: int) -> None:
    """Write a goal anew, against the version that was read. May raise Conflict."""
    row = own_row_to_change(by, Goal, goal_id)
    _change(by, row, {"words": words}, "plans.change_goal", version)


@transaction.atomic
def close_goal(*, by: Viewer, goal_id: int, status: GoalStatus) -> None:
    """The goal is reached, or let go, today."""
    row = own_row_to_change(by, Goal, goal_id)
    open_ = row.status == GoalStatus.OPEN
    require(rule.may_close(open_=open_, on=by.today, set_on=row.set_on, today=by.today))
    _change(by, row, {"status": status, "closed_on": by.today}, "plans.close_goal")


@transaction.atomic
def reopen_goal(*, by: Viewer, goal_id: int) -> None:
    """Take a goal up again."""
    row = own_row_to_change(by, Goal, goal_id)
    require(rule.may_reopen(open_=row.status == GoalStatus.OPEN))
    _change(by, row, {"status": GoalStatus.OPEN, "closed_on": None}, "plans.reopen_goal")


@transaction.atomic
def take_back_goal(*, by: Viewer, goal_id: int) -> None:
    """Undo a goal that was a slip; its words stay in the history."""
    row = own_row_to_change(by, Goal, goal_id)
    require(written.may_take_back(author_id=row.created_by_id, staff_id=by.staff_id))
    require(rule.may_take_back_goal(actions=PlanAction.unscoped.filter(goal=row).count()))
    _remove(by, row, "plans.take_back_goal")


@transaction.atomic
def add_action(*, by: Viewer, goal_id: int, asked: Asked, once: UUID | None = None) -> int:
    """Something to do for a goal. Refused where the one asked may not see the plan."""
    goal = goal_to_plan_for(by, goal_id)
    values = _fitted(by, goal.enrolment, asked)
    row = PlanAction(enrolment=goal.enrolment, goal=goal, set_on=by.today, once=once, **values)
    already = recording.sent_before(row, by=by)
    if already is not None:
        return already
    _create(by, row, "plans.add_action", goal.enrolment)
    return row.pk


@transaction.atomic
def change_action(*, by: Viewer, action_id: int, asked: Asked, version: int) -> None:
    """Change what is asked of whom, against the version that was read. May raise Conflict."""
    row = own_row_to_change(by, PlanAction, action_id)
    _change(by, row, _fitted(by, row.enrolment, asked), "plans.change_action", version)


@transaction.atomic
def finish(*, by: Viewer, action_id: int, on: date, result: str = "") -> int:
    """It is done; by the organisation that wrote it, or whoever was to do it. Returns the case."""
    row = plan_action_to_finish(by, action_id)
    open_ = row.status == ActionStatus.OPEN
    require(rule.may_close(open_=open_, on=on, set_on=row.set_on, today=by.today))
    values = {"status": ActionStatus.DONE, "closed_on": on, "result": result}
    _change(by, row, values, "plans.finish")
    return row.enrolment_id


@transaction.atomic
def drop(*, by: Viewer, action_id: int, reason: str) -> int:
    """It is not to be done any more, and why. Returns the case."""
    row = own_row_to_change(by, PlanAction, action_id)
    open_ = row.status == ActionStatus.OPEN
    require(rule.may_close(open_=open_, on=by.today, set_on=row.set_on, today=by.today))
    require(rule.may_drop(reason=reason))
    values = {"status": ActionStatus.DROPPED, "closed_on": by.today, "dropped_reason": reason}
    _change(by, row, values, "plans.drop")
    return row.enrolment_id


@transaction.atomic
def reopen(*, by: Viewer, action_id: int) -> int:
    """Undo: it is to be done again. Returns the case."""
    row = plan_action_to_finish(by, action_id)
    require(rule.may_reopen(open_=row.status == ActionStatus.OPEN))
    values = {"status": ActionStatus.OPEN, "closed_on": None, "dropped_reason": ""}
    _change(by, row, values, "plans.reopen")
    return row.enrolment_id


@transaction.atomic
def take_back_action(*, by: Viewer, action_id: int) -> int:
    """Undo something that was added by a slip; what it said stays in the history."""
    row = own_row_to_change(by, PlanAction, action_id)
    require(written.may_take_back(author_id=row.created_by_id, staff_id=by.staff_id))
    _remove(by, row, "plans.take_back_action")
    return row.enrolment_id


def _fitted(by: Viewer, enrolment: Enrolment, asked: Asked) -> dict[str, object]:
    """The columns of an action, if the one asked can be asked. A staff member brings their own
    organisation."""
    staff = _staff(by, enrolment, asked.staff_id)
    require(
        rule.may_ask(
            responsible=asked.responsible,
            staff_organisation=staff.organisation.name if staff else None,
            same_organisation=bool(staff and staff.organisation_id == by.organisation_id),
            parts_shared=_shared(by, enrolment, staff) if staff else (),
            named=bool(asked.organisation_id or asked.responsible_name),
        )
    )
    values = asdict(asked)
    if staff:
        values |= {"organisation_id": staff.organisation_id, "responsible_name": ""}
    return values


def _shared(by: Viewer, enrolment: Enrolment, staff: Staff) -> set[Part]:
    """What the staff member's organisation sees of what is needed: our plan, and who it is."""
    here, there = by.organisation_id, staff.organisation_id
    owner_of = {Part.PLAN: here, Part.IDENTITY: enrolment.participant.owner_id}
    grounds = Ground.unscoped.filter(
        enrolment=enrolment, receiver=there, starts_on__lte=by.today
    ).exclude(ends_on__lte=by.today)
    given = set(grounds.values_list("part", "giver_id"))
    return {
        part for part, owner in owner_of.items() if owner == there or (part.value, owner) in given
    }


def _staff(by: Viewer, enrolment: Enrolment, staff_id: int | None) -> Staff | None:
    if staff_id is None:
        return None
    if staff_id not in {one.staff_id for one in who_can_be_asked(by, enrolment.pk)}:
        raise NotFound
    return Staff.objects.get(pk=staff_id)


def _create(by: Viewer, row: Goal | PlanAction, verb: str, case: Enrolment) -> None:
    recording.create(row, by=by, verb=verb, part=Part.PLAN, enrolment_id=case.pk)
    summaries.writes_in(case.pk, by.organisation_id)


def _change(
    by: Viewer,
    row: Goal | PlanAction,
    values: Mapping[str, object],
    verb: str,
    version: int | None = None,
) -> None:
    recording.change(
        row,
        values,
        by=by,
        verb=verb,
        part=Part.PLAN,
        version=version,
        enrolment_id=row.enrolment_id,
    )


def _remove(by: Viewer, row: Goal | PlanAction, verb: str) -> None:
    recording.remove(row, by=by, verb=verb, part=Part.PLAN, enrolment_id=row.enrolment_id)
