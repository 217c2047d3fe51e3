"""What is gone through at a follow-up: the agreement as it was last kept, and the open plan."""

from typing import Any

from django.urls import reverse

from framsteg.access import NOT_SHARED, CaseFile, Viewer
from framsteg.access.document_files import DocumentFile, DocumentLine
from framsteg.access.plan_files import ActionLine, GoalLine, PlanView
from framsteg.foundation.codes import DocumentKind
from framsteg.foundation.plan_codes import ActionStatus, GoalStatus, ReviewOutcome
from framsteg.rules.dates import add_months
from framsteg.rules.documents import SHAPES
from framsteg.web.forms.follow_ups import PlanItem
from framsteg.web.presenters.plans import who
from framsteg.web.presenters.words import ago, day

OF_GOAL = (ReviewOutcome.CONTINUES, ReviewOutcome.REACHED, ReviewOutcome.LET_GO)
OF_ACTION = (ReviewOutcome.CONTINUES, ReviewOutcome.DONE, ReviewOutcome.DROPPED)
OF_ASKED = (ReviewOutcome.CONTINUES, ReviewOutcome.DONE)
ONLY_SEEN = (ReviewOutcome.CONTINUES,)
_REVIEW_MONTHS = SHAPES[DocumentKind.AGREEMENT].review_months or 3


def agreement_line(file: CaseFile) -> DocumentLine | None:
    """The agreement in use, where the viewer may know of it."""
    of_kind = (d for d in file.documents if d.kind is DocumentKind.AGREEMENT)
    return next((d for d in of_kind if d.ended_on is None), None)


def agreement(document: DocumentFile, viewer: Viewer) -> dict[str, Any]:
    """The promises of the edition that was kept last, and when it is to be gone through."""
    line = document.line
    promised = [
        {
            "who": ", ".join(filter(None, [row.get("who"), row.get("organisation")])),
            "what": row.get("what", ""),
            "by": row.get("by", ""),
        }
        for answers in document.answers("promises")
        for row in answers.content.get("promises") or ()
    ]
    return {
        "url": reverse("documents:show", args=[line.document_id]),
        "promises": promised,
        "edition": document.edition.number if document.edition else "",
        "made_on": day(document.edition.made_on) if document.edition else "",
        "review_on": day(line.review_on),
        "review_when": ago(line.review_on, viewer.today),
        "late": bool(line.review_on and line.review_on < viewer.today),
        "mine": line.owner_id == viewer.organisation_id,
    }


def agreement_initial(line: DocumentLine | None, viewer: Viewer) -> dict[str, Any]:
    """The day that is suggested for going through it again, and the version that is read."""
    if line is None:
        return {}
    return {"review_on": add_months(viewer.today, _REVIEW_MONTHS), "version": line.version}


def plan_items(view: PlanView, viewer: Viewer) -> list[PlanItem]:
    """Each open goal followed by what is open for it, with what the viewer can say of them."""
    goals = () if view.goals is NOT_SHARED else view.goals
    found = []
    for goal in goals:
        actions = [one for one in goal.actions if one.status is ActionStatus.OPEN]
        if goal.status is GoalStatus.OPEN:
            found.append(_goal(goal, viewer))
        found += [_action(one, viewer) for one in actions]
    return found


def _goal(goal: GoalLine, viewer: Viewer) -> PlanItem:
    mine = goal.owner_id == viewer.organisation_id
    outcomes = OF_GOAL if mine else ONLY_SEEN
    return PlanItem(goal.goal_id, is_goal=True, what=goal.words, outcomes=outcomes)


def _action(one: ActionLine, viewer: Viewer) -> PlanItem:
    mine = one.owner_id == viewer.organisation_id
    asked = one.staff_id is not None and one.staff_id == viewer.staff_id
    return PlanItem(
        one.action_id,
        is_goal=False,
        what=one.what,
        who=" · ".join(filter(None, [who(one), day(one.due_on)])),
        late=one.due_on is not None and one.due_on < viewer.today,
        outcomes=OF_ACTION if mine else OF_ASKED if asked else ONLY_SEEN,
    )
