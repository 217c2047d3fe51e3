"""The plan in words: goals with what is to be done for each, reviews, and the older notes."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from framsteg.access import NOT_SHARED, Viewer
from framsteg.access.plan_files import ActionLine, GoalLine, PlanTask, PlanView
from framsteg.foundation.codes import Part
from framsteg.foundation.plan_codes import ActionStatus, GoalStatus
from framsteg.rules.plans import task_due
from framsteg.web import words
from framsteg.web.presenters.words import day, said


def plan(view: PlanView, viewer: Viewer) -> dict[str, Any]:
    """All that the page prints; `goals` is None where the plan is not shared."""
    may_write = view.head.may_write
    key = [view.head.enrolment_id]
    goals = None if view.goals is NOT_SHARED else [_goal(g, view, viewer) for g in view.goals]
    return {
        "goals": goals,
        "reviews": [
            {
                "on": day(r.reviewed_on),
                "note": r.note,
                "by": _by(r.author, r.owner),
                "items": [
                    {"of": i.of, "outcome": said(i.outcome), "words": i.words} for i in r.items
                ],
            }
            for r in view.reviews
        ],
        "notes": [
            {"text": s.text, "by": _by(s.author, s.owner), "on": day(s.updated_on)}
            for s in view.notes
        ],
        "seen_by": view.head.readers.get(Part.PLAN, ()),
        "ask": view.head.owner,
        "part": said(Part.PLAN),
        "goal_url": reverse("plans:set_goal", args=key) if may_write and goals is not None else "",
        "review_url": reverse("plans:review", args=key) if may_write and goals else "",
        "history_url": reverse("plans:history", args=key),
        "efforts_url": reverse("efforts:show", args=key),
    }


def _goal(goal: GoalLine, view: PlanView, viewer: Viewer) -> dict[str, Any]:
    key = [view.head.enrolment_id, goal.goal_id]
    open_ = goal.status is GoalStatus.OPEN
    mine = view.head.may_write and goal.owner_id == viewer.organisation_id
    return {
        "id": goal.goal_id,
        "words": goal.words,
        "open": open_,
        "status": said(goal.status),
        "when": day(goal.closed_on) if goal.closed_on else day(goal.set_on),
        "by": _by(goal.author, goal.owner),
        "actions": [_action(one, view, viewer) for one in goal.actions],
        "add_url": reverse("plans:add_action", args=key) if view.head.may_write and open_ else "",
        "change_url": reverse("plans:change_goal", args=key) if mine and open_ else "",
        "close_url": reverse("plans:close_goal", args=key) if mine and open_ else "",
        "reopen_url": reverse("plans:reopen_goal", args=key) if mine and not open_ else "",
    }


def _action(one: ActionLine, view: PlanView, viewer: Viewer) -> dict[str, Any]:
    key = [view.head.enrolment_id, one.action_id]
    open_ = one.status is ActionStatus.OPEN
    mine = view.head.may_write and one.owner_id == viewer.organisation_id
    asked = one.staff_id is not None and one.staff_id == viewer.staff_id
    return {
        "id": one.action_id,
        "what": one.what,
        "who": who(one),
        "due": day(one.due_on),
        "late": open_ and one.due_on is not None and one.due_on < viewer.today,
        "open": open_,
        "done": one.status is ActionStatus.DONE,
        "status": said(one.status),
        "closed": day(one.closed_on),
        "outcome": one.result or one.dropped_reason,
        "unreached": open_ and _unreached(one, view, viewer),
        "organisation": one.organisation,
        "done_url": reverse("plans:finish", args=key) if open_ and (mine or asked) else "",
        "drop_url": reverse("plans:drop", args=key) if open_ and mine else "",
        "change_url": reverse("plans:change_action", args=key) if open_ and mine else "",
        "reopen_url": reverse("plans:reopen", args=key) if not open_ and (mine or asked) else "",
    }


def who(one: ActionLine) -> str:
    """Says who does it: the name, and what they are where the name does not tell."""
    named = one.staff or one.responsible_name
    if one.staff:
        return f"{named}, {one.organisation}"
    return ", ".join(filter(None, [named or said(one.responsible), one.organisation]))


def _unreached(one: ActionLine, view: PlanView, viewer: Viewer) -> bool:
    """Whether the one asked can no longer see it: the sharing has ended since."""
    if one.staff_id is None or one.organisation_id in (viewer.organisation_id, one.owner_id):
        return False
    return one.organisation not in view.head.readers.get(Part.PLAN, ())


def open_actions(view: PlanView, viewer: Viewer) -> list[dict[str, Any]]:
    """What is still to be done, to go through at a follow-up."""
    goals = () if view.goals is NOT_SHARED else view.goals
    return [
        _action(one, view, viewer) | {"goal": goal.words}
        for goal in goals
        for one in goal.actions
        if one.status is ActionStatus.OPEN
    ]


def task_row(task: PlanTask, today: date) -> dict[str, Any]:
    """A row of Min dag: what was promised in a plan, and by whom."""
    due = task_due(due_on=task.due_on, today=today)
    number = _("Person {n}").format(n=task.reference or task.enrolment_id)
    asked = "" if task.mine else f"{task.responsible_name or said(task.responsible)}: "
    late = bool(due and due.late)
    return {
        "title": str(task.name or number),
        "url": reverse("plans:show", args=[task.enrolment_id]),
        "meta": f"{asked}{task.what}. {words.render(due.words) if due else ''}",
        "icon": "list-checks",
        "tone": "warning" if late else "accent",
        "badge": _("Late") if late else _("Coming up"),
        "badge_tone": "warning" if late else "accent",
        "action_label": _("It is done"),
        "action_url": reverse("plans:finish", args=[task.enrolment_id, task.action_id])
        if task.mine
        else reverse("plans:show", args=[task.enrolment_id]),
    } | ({} if task.mine else {"action_label": _("Ask how it goes")})


def _by(author: str, owner: str) -> str:
    return f"{author}, {owner}" if author else owner
