"""The plan of a person, and what plans ask of one who looks, cut by the access rule."""

from collections import defaultdict
from typing import Any

from django.db.models import Exists, OuterRef, Q

from framsteg.access import log
from framsteg.access.files import NOT_SHARED
from framsteg.access.plan_files import (
    ActionLine,
    GoalLine,
    PlanTask,
    PlanView,
    ReviewedLine,
    ReviewLine,
)
from framsteg.access.reading import rows
from framsteg.access.reading.heads import opened, parts_shown
from framsteg.access.reading.programmes import ColleagueLine
from framsteg.access.sight import open_today, sees
from framsteg.access.sightline import Sightline
from framsteg.access.viewer import Viewer
from framsteg.foundation.codes import Part
from framsteg.foundation.plan_codes import ActionStatus, GoalStatus, Responsible, ReviewOutcome
from framsteg.records.models import (
    Assignment,
    CaseLink,
    Enrolment,
    Goal,
    PlanAction,
    PlanReview,
    ReviewedItem,
    RoleGrant,
    Staff,
)
from framsteg.rules.plans import AHEAD
from framsteg.rules.sharing import WRITES

MOST_TASKS = 100
_ACTION = (
    "id", "goal_id", "what", "responsible", "staff_id", "staff__name", "organisation_id",
    "organisation__name", "responsible_name", "set_on", "due_on", "status", "closed_on", "result",
    "dropped_reason", "created_by__name", "owner_id", "owner__name", "version",
)  # fmt: skip
_GOAL = (
    "id", "words", "set_on", "status", "closed_on", "created_by__name", "owner_id", "owner__name",
    "version",
)  # fmt: skip


def plan(viewer: Viewer, enrolment_id: int) -> PlanView:
    """The plan; NotFound for a case out of sight, NOT_SHARED for a plan that is.

    An organisation without a ground sees the goals and actions that it wrote itself.
    """
    case = opened(viewer, enrolment_id)
    of_plan = case.sight.rows(enrolment_id, Part.PLAN)
    goals = _goals(of_plan, enrolment_id)
    reviews = PlanReview.unscoped.filter(of_plan, enrolment=enrolment_id)
    items = _reviewed(of_plan, enrolment_id, goals)
    withheld = not goals and not case.sight.sees(enrolment_id, Part.PLAN, case.row.owner_id)
    shown = parts_shown(case) if withheld else parts_shown(case, Part.PLAN)
    log.record(viewer, [case.sight.shown(enrolment_id, shown)])
    columns = ("id", "reviewed_on", "note", "created_by__name", "owner__name")
    return PlanView(
        head=case.head,
        goals=NOT_SHARED if withheld else goals,
        reviews=tuple(
            ReviewLine(pk, on, note, author or "", owner, items[pk])
            for pk, on, note, author, owner in reviews.order_by("-reviewed_on", "-id").values_list(
                *columns
            )
        ),
        notes=tuple(s for s in rows.sections(case.sight, case.row) if s.part is Part.PLAN),
    )


def _reviewed(
    of_plan: Q, enrolment_id: int, goals: tuple[GoalLine, ...]
) -> defaultdict[int, tuple[ReviewedLine, ...]]:
    """What was said at each review, of the goals and actions that are in sight themselves."""
    of_goal = {goal.goal_id: goal.words for goal in goals}
    of_action = {one.action_id: one.what for goal in goals for one in goal.actions}
    found: defaultdict[int, tuple[ReviewedLine, ...]] = defaultdict(tuple)
    rows = ReviewedItem.unscoped.filter(of_plan, enrolment=enrolment_id).order_by("id")
    for review, goal, action, outcome, said in rows.values_list(
        "review", "goal", "action", "outcome", "words"
    ):
        of = of_goal.get(goal) or of_action.get(action)
        if of:
            found[review] += (ReviewedLine(of, ReviewOutcome(outcome), said),)
    return found


def _goals(of_plan: Q, enrolment_id: int) -> tuple[GoalLine, ...]:
    """Open goals first, each with its actions: the open ones first, by the day they are due."""
    actions: dict[int, list[ActionLine]] = defaultdict(list)
    found = PlanAction.unscoped.filter(of_plan, enrolment=enrolment_id).order_by("id")
    for values in found.values(*_ACTION):
        actions[values["goal_id"]].append(_action(values))
    goals = Goal.unscoped.filter(of_plan, enrolment=enrolment_id).order_by("id").values(*_GOAL)
    lines = [_goal(values, actions[values["id"]]) for values in goals]
    return tuple(sorted(lines, key=lambda one: (one.status is not GoalStatus.OPEN, one.goal_id)))


def _goal(values: dict[str, Any], actions: list[ActionLine]) -> GoalLine:
    return GoalLine(
        goal_id=values["id"],
        words=values["words"],
        set_on=values["set_on"],
        status=GoalStatus(values["status"]),
        closed_on=values["closed_on"],
        actions=tuple(sorted(actions, key=_order)),
        author=values["created_by__name"] or "",
        owner_id=values["owner_id"],
        owner=values["owner__name"],
        version=values["version"],
    )


def _order(one: ActionLine) -> tuple[bool, str, int]:
    return one.status is not ActionStatus.OPEN, str(one.due_on or "9999"), one.action_id


def _action(values: dict[str, Any]) -> ActionLine:
    return ActionLine(
        action_id=values["id"],
        goal_id=values["goal_id"],
        what=values["what"],
        responsible=Responsible(values["responsible"]),
        staff_id=values["staff_id"],
        staff=values["staff__name"] or "",
        organisation_id=values["organisation_id"],
        organisation=values["organisation__name"] or "",
        responsible_name=values["responsible_name"],
        set_on=values["set_on"],
        due_on=values["due_on"],
        status=ActionStatus(values["status"]),
        closed_on=values["closed_on"],
        result=values["result"],
        dropped_reason=values["dropped_reason"],
        author=values["created_by__name"] or "",
        owner_id=values["owner_id"],
        owner=values["owner__name"],
        version=values["version"],
    )


def plan_tasks(viewer: Viewer) -> tuple[PlanTask, ...]:
    """Open actions, late or soon due, that the viewer is to do or (as coach) to ask about.

    Whatever organisation the viewer belongs to, and only while the plan is in their sight. Four
    queries at most; each person shown is logged.
    """
    coached = Assignment.unscoped.filter(
        Q(ends_on=None) | Q(ends_on__gt=viewer.today),
        enrolment=OuterRef("enrolment"),
        staff=viewer.staff_id,
    )
    found = (
        PlanAction.unscoped.filter(
            Q(staff=viewer.staff_id) | Q(staff=None) & Q(Exists(coached)),
            sees(viewer, Part.PLAN),
            status=ActionStatus.OPEN,
            due_on__lte=viewer.today + AHEAD,
            enrolment__exited_on=None,
        )
        .select_related("enrolment__participant")
        .order_by("due_on", "id")[:MOST_TASKS]
    )
    if viewer.staff_id is None or not viewer.case_programmes:
        return ()
    actions = list(found)
    cases = {a.enrolment_id: a.enrolment for a in actions}
    sight = Sightline.to(viewer, cases.values())
    named = {pk: _name(sight, case) for pk, case in cases.items()}
    log.record(viewer, (_shown(sight, pk, name) for pk, name in named.items()))
    return tuple(
        PlanTask(
            action_id=a.pk,
            enrolment_id=a.enrolment_id,
            name=named[a.enrolment_id],
            reference=a.enrolment.reference,
            what=a.what,
            responsible=Responsible(a.responsible),
            responsible_name=a.responsible_name,
            due_on=a.due_on,  # type: ignore[arg-type]
            mine=a.staff_id == viewer.staff_id,
        )
        for a in actions
    )


def _name(sight: Sightline, case: Enrolment) -> Any:
    person = case.participant
    if not sight.sees(case.pk, Part.IDENTITY, person.owner_id):
        return NOT_SHARED
    return f"{person.given_name} {person.family_name}".strip()


def _shown(sight: Sightline, enrolment_id: int, name: Any) -> Any:
    parts = {Part.PLAN} if name is NOT_SHARED else {Part.PLAN, Part.IDENTITY}
    return sight.shown(enrolment_id, parts)


def who_can_be_asked(viewer: Viewer, enrolment_id: int) -> tuple[ColleagueLine, ...]:
    """The programme's coaches and the partners linked to the person, by name."""
    case = opened(viewer, enrolment_id)
    today = open_today(viewer)
    team = RoleGrant.objects.filter(today, programme=case.head.programme_id, role__in=WRITES)
    linked = CaseLink.unscoped.filter(today, enrolment=enrolment_id)
    found = Staff.objects.filter(
        Q(pk__in=team.values("staff")) | Q(pk__in=linked.values("staff")), is_active=True
    ).order_by("name", "id")
    return tuple(ColleagueLine(s.pk, s.name, s.organisation.name) for s in found)
