"""The plan of a person: goals, who does what, how it went, and when it was gone through."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from framsteg import access
from framsteg.access import NOT_SHARED, Viewer
from framsteg.access.plan_files import ActionLine, GoalLine, PlanView
from framsteg.access.where_restricted import require_use
from framsteg.actions import plan_reviews, plans
from framsteg.actions.plans import Asked
from framsteg.foundation.codes import Part
from framsteg.foundation.plan_codes import GoalStatus, Responsible
from framsteg.web.forms.plans import (
    ActionForm,
    CloseGoalForm,
    DoneForm,
    DropForm,
    GoalForm,
    ReviewForm,
)
from framsteg.web.pages.printing import as_file, links
from framsteg.web.pages.writing import write
from framsteg.web.presenters import plans as present
from framsteg.web.presenters.history import change_rows
from framsteg.web.presenters.network import person
from framsteg.web.presenters.papers import plan_paper

GET_POST = ["GET", "POST"]
FIELDS = tuple(Asked.__dataclass_fields__)


@require_safe
def show(request: HttpRequest, enrolment_id: int) -> HttpResponse:
    """The plan as it stands; prints as it is."""
    view = access.plan(request.viewer, enrolment_id)
    key = [enrolment_id]
    context = {
        **present.plan(view, request.viewer),
        "title": _("The plan of {name}").format(name=person(view.head)),
        "back": {"url": reverse("participants:file", args=key), "label": person(view.head)},
        "prints": links("plans:paper", enrolment_id),
    }
    return render(request, "pages/plans/show.html", context)


@require_safe
def paper(request: HttpRequest, enrolment_id: int, form: str) -> HttpResponse:
    """The plan as PDF or Word."""
    view = access.plan(request.viewer, enrolment_id)
    require_use(request.viewer, enrolment_id)
    return as_file(form, f"plan-{enrolment_id}", lambda: plan_paper(view, request.viewer))


@require_safe
def history(request: HttpRequest, enrolment_id: int) -> HttpResponse:
    """How the plan came to be what it is."""
    events = access.changes(request.viewer, enrolment_id)
    of_plan = [e for e in events if e.part is Part.PLAN and e.verb.startswith("plans.")]
    context = {"changes": change_rows(of_plan), "back": _back(enrolment_id)}
    return render(request, "pages/plans/history.html", context)


@require_http_methods(GET_POST)
def set_goal(request: HttpRequest, enrolment_id: int) -> HttpResponse:
    """A new goal, in the person's words."""
    viewer = request.viewer
    view = _to_write_in(viewer, enrolment_id)

    def act(told: dict[str, Any]) -> None:
        goal_id = plans.set_goal(
            by=viewer, enrolment_id=enrolment_id, words=told["words"], once=told["once"]
        )
        _tell(request, _("The goal is saved."), "plans:take_back_goal", enrolment_id, goal_id)

    title = _("A goal for {name}").format(name=person(view.head))
    return _form(request, enrolment_id, GoalForm(request.POST or None), act, title, _("New goal"))


@require_http_methods(GET_POST)
def change_goal(request: HttpRequest, enrolment_id: int, goal_id: int) -> HttpResponse:
    """The goal said otherwise."""
    viewer = request.viewer
    goal = _goal(_to_write_in(viewer, enrolment_id), goal_id, viewer)
    form = GoalForm(request.POST or None, initial={"words": goal.words, "version": goal.version})

    def act(told: dict[str, Any]) -> None:
        plans.change_goal(
            by=viewer, goal_id=goal_id, words=told["words"], version=told["version"] or 0
        )

    return _form(request, enrolment_id, form, act, _("Change the goal"))


@require_http_methods(GET_POST)
def close_goal(request: HttpRequest, enrolment_id: int, goal_id: int) -> HttpResponse:
    """Reached, or let go."""
    viewer = request.viewer
    goal = _goal(_to_write_in(viewer, enrolment_id), goal_id, viewer)

    def act(told: dict[str, Any]) -> None:
        plans.close_goal(by=viewer, goal_id=goal_id, status=GoalStatus(told["status"]))
        _tell(request, _("The goal is closed."), "plans:reopen_goal", enrolment_id, goal_id)

    form = CloseGoalForm(request.POST or None)
    return _form(request, enrolment_id, form, act, _("Close the goal"), lead=goal.words)


@require_POST
def reopen_goal(request: HttpRequest, enrolment_id: int, goal_id: int) -> HttpResponse:
    """Taken up again."""
    plans.reopen_goal(by=request.viewer, goal_id=goal_id)
    messages.success(request, _("The goal is taken up again."))
    return redirect("plans:show", enrolment_id)


@require_POST
def take_back_goal(request: HttpRequest, enrolment_id: int, goal_id: int) -> HttpResponse:
    """Undo a new goal."""
    plans.take_back_goal(by=request.viewer, goal_id=goal_id)
    messages.info(request, _("Taken back. It is still in the history."))
    return redirect("plans:show", enrolment_id)


@require_http_methods(GET_POST)
def add_action(request: HttpRequest, enrolment_id: int, goal_id: int) -> HttpResponse:
    """Something to do for a goal, by somebody, by a day."""
    viewer = request.viewer
    goal = _goal(_to_write_in(viewer, enrolment_id), goal_id)
    form = _action_form(request, enrolment_id, {})

    def act(told: dict[str, Any]) -> None:
        action_id = plans.add_action(
            by=viewer, goal_id=goal_id, asked=_as_asked(told), once=told["once"]
        )
        _tell(request, _("It is in the plan."), "plans:take_back_action", enrolment_id, action_id)

    return _form(request, enrolment_id, form, act, _("Add to the plan"), lead=goal.words)


@require_http_methods(GET_POST)
def change_action(request: HttpRequest, enrolment_id: int, action_id: int) -> HttpResponse:
    """What is to be done, by whom or when, said otherwise."""
    viewer = request.viewer
    line = _action(_to_write_in(viewer, enrolment_id), action_id)
    if line.owner_id != viewer.organisation_id:
        raise access.NotFound
    initial = {name: getattr(line, name) for name in (*FIELDS, "version")}
    if line.staff_id:
        initial["organisation_id"] = None
    form = _action_form(request, enrolment_id, initial)

    def act(told: dict[str, Any]) -> None:
        plans.change_action(
            by=viewer, action_id=action_id, asked=_as_asked(told), version=told["version"] or 0
        )

    return _form(request, enrolment_id, form, act, _("Change what is to be done"))


@require_http_methods(GET_POST)
def finish(request: HttpRequest, enrolment_id: int, action_id: int) -> HttpResponse:
    """It is done: told by who wrote it, or by who was to do it."""
    viewer = request.viewer
    line = _action(access.plan(viewer, enrolment_id), action_id)

    def act(told: dict[str, Any]) -> None:
        plans.finish(by=viewer, action_id=action_id, on=told["on"], result=told["result"])
        _tell(request, _("Done."), "plans:reopen", enrolment_id, action_id)

    form = DoneForm(request.POST or None, today=viewer.today)
    return _form(request, enrolment_id, form, act, _("It is done"), lead=line.what)


@require_http_methods(GET_POST)
def drop(request: HttpRequest, enrolment_id: int, action_id: int) -> HttpResponse:
    """It is not to be done any more, and why."""
    viewer = request.viewer
    line = _action(_to_write_in(viewer, enrolment_id), action_id)

    def act(told: dict[str, Any]) -> None:
        plans.drop(by=viewer, action_id=action_id, reason=told["reason"])
        _tell(request, _("Dropped."), "plans:reopen", enrolment_id, action_id)

    form = DropForm(request.POST or None)
    return _form(request, enrolment_id, form, act, _("Drop from the plan"), lead=line.what)


@require_POST
def reopen(request: HttpRequest, enrolment_id: int, action_id: int) -> HttpResponse:
    """Undo: to be done again."""
    plans.reopen(by=request.viewer, action_id=action_id)
    messages.success(request, _("It is to be done again."))
    return redirect("plans:show", enrolment_id)


@require_POST
def take_back_action(request: HttpRequest, enrolment_id: int, action_id: int) -> HttpResponse:
    """Undo something added."""
    plans.take_back_action(by=request.viewer, action_id=action_id)
    messages.info(request, _("Taken back. It is still in the history."))
    return redirect("plans:show", enrolment_id)


@require_http_methods(GET_POST)
def review(request: HttpRequest, enrolment_id: int) -> HttpResponse:
    """The plan was gone through together."""
    viewer = request.viewer
    view = _to_write_in(viewer, enrolment_id)
    form = ReviewForm(request.POST or None, today=viewer.today)

    def act(told: dict[str, Any]) -> None:
        del told["version"]
        plan_reviews.review(by=viewer, enrolment_id=enrolment_id, **told)

    return write(
        request,
        form=form,
        act=act,
        template="pages/plans/review.html",
        context={
            "title": _("Go through the plan"),
            "actions": present.open_actions(view, viewer),
            "back": _back(enrolment_id),
        },
        done=_here(enrolment_id),
        message=_("The plan is gone through."),
    )


def _form(
    request: HttpRequest,
    enrolment_id: int,
    form: Any,
    act: Callable[[dict[str, Any]], None],
    title: str,
    page_title: str = "",
    lead: str = "",
) -> HttpResponse:
    return write(
        request,
        form=form,
        act=act,
        context={
            "page_title": page_title or title,
            "title": title,
            "lead": lead,
            "submit": _("Save"),
            "back": _back(enrolment_id),
        },
        done=_here(enrolment_id),
    )


def _action_form(request: HttpRequest, enrolment_id: int, initial: dict[str, Any]) -> ActionForm:
    viewer = request.viewer  # type: ignore[attr-defined]
    return ActionForm(
        request.POST or None,
        staff=access.who_can_be_asked(viewer, enrolment_id),
        organisations=access.all_organisations(viewer),
        initial=initial,
    )


def _as_asked(told: dict[str, Any]) -> Asked:
    return Asked(
        **{name: told[name] for name in FIELDS} | {"responsible": Responsible(told["responsible"])}
    )


def _to_write_in(viewer: Viewer, enrolment_id: int) -> PlanView:
    view = access.plan(viewer, enrolment_id)
    if not view.head.may_write:
        raise access.NotFound
    return view


def _goal(view: PlanView, goal_id: int, owner: Viewer | None = None) -> GoalLine:
    for goal in () if view.goals is NOT_SHARED else view.goals:
        if goal.goal_id == goal_id and owner and goal.owner_id != owner.organisation_id:
            break
        if goal.goal_id == goal_id:
            return goal
    raise access.NotFound


def _action(view: PlanView, action_id: int) -> ActionLine:
    for goal in () if view.goals is NOT_SHARED else view.goals:
        for one in goal.actions:
            if one.action_id == action_id:
                return one
    raise access.NotFound


def _tell(request: HttpRequest, words: str, undo: str, enrolment_id: int, row_id: int) -> None:
    address = reverse(undo, args=[enrolment_id, row_id])
    messages.success(request, words, extra_tags=f"undo:{address}")


def _here(enrolment_id: int) -> str:
    return reverse("plans:show", args=[enrolment_id])


def _back(enrolment_id: int) -> dict[str, str]:
    return {"url": _here(enrolment_id), "label": _("The plan")}


_PLAN = "deltagare/<int:enrolment_id>/plan"
_GOAL, _ACTION = f"{_PLAN}/mal/<int:goal_id>", f"{_PLAN}/atgard/<int:action_id>"
urlpatterns = [
    path(f"{_PLAN}/", show, name="show"),
    path(f"{_PLAN}/utskrift.<slug:form>", paper, name="paper"),
    path(f"{_PLAN}/historik/", history, name="history"),
    path(f"{_PLAN}/genomgang/", review, name="review"),
    path(f"{_PLAN}/mal/ny/", set_goal, name="set_goal"),
    path(f"{_GOAL}/", change_goal, name="change_goal"),
    path(f"{_GOAL}/avsluta/", close_goal, name="close_goal"),
    path(f"{_GOAL}/oppna/", reopen_goal, name="reopen_goal"),
    path(f"{_GOAL}/angra/", take_back_goal, name="take_back_goal"),
    path(f"{_GOAL}/atgard/", add_action, name="add_action"),
    path(f"{_ACTION}/", change_action, name="change_action"),
    path(f"{_ACTION}/klar/", finish, name="finish"),
    path(f"{_ACTION}/stryk/", drop, name="drop"),
    path(f"{_ACTION}/oppna/", reopen, name="reopen"),
    path(f"{_ACTION}/angra/", take_back_action, name="take_back_action"),
]
