"""The addresses about a person's network, plan and efforts, and something to see on each."""

from datetime import timedelta
from typing import Any

from framsteg.access import Viewer
from framsteg.actions import efforts, network, plans
from framsteg.actions.efforts import Noted
from framsteg.actions.network import Placed
from framsteg.actions.plans import Asked
from framsteg.foundation.plan_codes import Responsible, Ring, Sphere

_MAP = "deltagare/<int:enrolment_id>/natverk/"
_ENTRY = f"{_MAP}<int:network_person_id>/"

_PLAN = "deltagare/<int:enrolment_id>/plan/"
_GOAL, _ACTION = f"{_PLAN}mal/<int:goal_id>/", f"{_PLAN}atgard/<int:action_id>/"

_EFFORTS = "deltagare/<int:enrolment_id>/insatser/"

PAGES = (
    _EFFORTS, f"{_EFFORTS}ny/", f"{_EFFORTS}<int:effort_id>/",
    _MAP, f"{_MAP}ny/", _ENTRY, _PLAN, f"{_PLAN}historik/", f"{_PLAN}genomgang/",
    f"{_PLAN}mal/ny/", _GOAL, f"{_GOAL}avsluta/", f"{_GOAL}atgard/", _ACTION, f"{_ACTION}klar/",
    f"{_ACTION}stryk/",
)  # fmt: skip
NOT_PAGES = {
    f"{_PLAN}utskrift.<slug:form>", f"{_MAP}utskrift.<slug:form>",
    f"{_EFFORTS}<int:effort_id>/angra/",
    f"{_ENTRY}ta-bort/", f"{_ENTRY}tillbaka/", f"{_ENTRY}angra/", f"{_GOAL}oppna/",
    f"{_GOAL}angra/", f"{_ACTION}oppna/", f"{_ACTION}angra/",
}  # fmt: skip


def examples(by: Viewer, enrolment_id: int) -> dict[str, Any]:
    """Somebody on the map and something in the plan; returns the ids in the addresses."""
    goal = plans.set_goal(by=by, enrolment_id=enrolment_id, words="Jag vill jobba med djur.")
    asked = Asked("Ringa djuraffären", Responsible.COACH, staff_id=by.staff_id, due_on=by.today)
    near = Placed(name="Gunnel", sphere=Sphere.PRIVATE, ring=Ring.NEAR, role="Mormor")
    care = Noted("Samtal en gång i veckan", by.today - timedelta(days=90),
                 by.today - timedelta(days=50), organisation_name="Vårdcentralen Ekan")  # fmt: skip
    return {
        "effort_id": efforts.note(by=by, enrolment_id=enrolment_id, effort=care),
        "goal_id": goal,
        "action_id": plans.add_action(by=by, goal_id=goal, asked=asked),
        "network_person_id": network.place(by=by, enrolment_id=enrolment_id, person=near),
    }
