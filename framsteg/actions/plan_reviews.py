"""The plan is gone through: what is said of each goal and action, and what closes with it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from framsteg.access import Viewer
from framsteg.access.changing import enrolment_to_write_in, own_row_to_change, plan_item_in_sight
from framsteg.actions import plans, recording, summaries
from framsteg.foundation.codes import Part
from framsteg.foundation.decision import require
from framsteg.foundation.plan_codes import GoalStatus, ReviewOutcome
from framsteg.records.models import FollowUp, PlanReview, ReviewedItem
from framsteg.rules import contacts

_CLOSED = {ReviewOutcome.REACHED: GoalStatus.REACHED, ReviewOutcome.LET_GO: GoalStatus.LET_GO}
_DONE = frozenset({ReviewOutcome.DONE, ReviewOutcome.DROPPED})


@dataclass(frozen=True)
class Said:
    """What was said of one goal (`goal_id`) or one action (`action_id`)."""

    outcome: ReviewOutcome
    goal_id: int | None = None
    action_id: int | None = None
    words: str = ""


@transaction.atomic
def review(
    *,
    by: Viewer,
    enrolment_id: int,
    on: date,
    note: str = "",
    said: Iterable[Said] = (),
    follow_up_id: int | None = None,
    once: UUID | None = None,
) -> int:
    """The plan was gone through with the person, at a follow-up or by itself."""
    enrolment = enrolment_to_write_in(by, enrolment_id)
    require(contacts.may_log(on=on, enrolled_on=enrolment.enrolled_on, today=by.today))
    if follow_up_id is not None:
        own_row_to_change(by, FollowUp, follow_up_id)
    row = PlanReview(
        enrolment=enrolment, reviewed_on=on, note=note, follow_up_id=follow_up_id, once=once
    )
    already = recording.sent_before(row, by=by)
    if already is not None:
        return already
    recording.create(row, by=by, verb="plans.review", part=Part.PLAN, enrolment_id=enrolment_id)
    for one in said:
        _say(by, row, one, on)
    summaries.writes_in(enrolment_id, by.organisation_id)
    return row.pk


@transaction.atomic
def take_back_of(*, by: Viewer, follow_up_id: int) -> None:
    """Undo the review that came with a follow-up: what it closed is open again."""
    for row in PlanReview.unscoped.filter(follow_up=follow_up_id, owner=by.organisation_id):
        for item in row.items.all():
            _reopen(by, item)
        recording.remove(
            row, by=by, verb="plans.take_back_review", part=Part.PLAN,
            enrolment_id=row.enrolment_id,
        )  # fmt: skip


def _say(by: Viewer, review_row: PlanReview, said: Said, on: date) -> None:
    """Keep what was said; what it closes is closed by its own verb, with its own history."""
    case = review_row.enrolment_id
    plan_item_in_sight(by, case, goal_id=said.goal_id, action_id=said.action_id)
    item = ReviewedItem(
        review=review_row, enrolment_id=case, goal_id=said.goal_id, action_id=said.action_id,
        outcome=said.outcome, words=said.words,
    )  # fmt: skip
    recording.create(item, by=by, verb="plans.say", part=Part.PLAN, enrolment_id=case)
    if said.action_id and said.outcome is ReviewOutcome.DONE:
        plans.finish(by=by, action_id=said.action_id, on=on, result=said.words)
    elif said.action_id and said.outcome is ReviewOutcome.DROPPED:
        plans.drop(by=by, action_id=said.action_id, reason=said.words[:300])
    elif said.goal_id and said.outcome in _CLOSED:
        plans.close_goal(by=by, goal_id=said.goal_id, status=_CLOSED[said.outcome])


def _reopen(by: Viewer, item: ReviewedItem) -> None:
    """Unless somebody has opened it, or closed it otherwise, since."""
    action, goal = item.action, item.goal
    if action and item.outcome in _DONE and action.status == item.outcome:
        plans.reopen(by=by, action_id=action.pk)
    if goal and item.outcome in _CLOSED and goal.status == item.outcome:
        plans.reopen_goal(by=by, goal_id=goal.pk)
