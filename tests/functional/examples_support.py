"""Examples of the addresses around a placement, for `test_every_page`."""

from datetime import timedelta
from typing import Any

from framsteg.actions import placements, training
from framsteg.foundation.codes import PlacementEnd, PlacementKind
from framsteg.foundation.training_codes import BasicDemand, SupportUsed
from tests.functional.stage import Team

_PLACEMENT = "sysselsattning/<int:placement_id>/"
# Address, and what its parts are beside the usual ones.
PAGES: dict[str, dict[str, Any]] = {
    f"{_PLACEMENT}stod/": {},
    f"{_PLACEMENT}mote/": {},
    f"{_PLACEMENT}langre/": {},
    f"{_PLACEMENT}nedtrappning/": {"placement_id": "lost"},
    f"{_PLACEMENT}nasta-steg/": {"placement_id": "lost"},
    f"{_PLACEMENT}observation/": {},
    "arbetsplatsmote/<int:meeting_id>/": {"meeting_id": "workplace"},
    "observation/<int:observation_id>/": {},
}
NOT_PAGES = {
    f"{_PLACEMENT}steg/",
    "arbetsplatsmote/<int:meeting_id>/bort/",
    "nedtrappning/<int:taper_id>/bort/",
    "observation/<int:observation_id>/angra/",
}


def ids(team: Team, known: dict[str, Any]) -> dict[str, Any]:
    """A meeting and an observation at the internship, and a job that was lost today."""
    by, placement = team.viewer("Anna Ek"), known["placement_id"]
    meeting = training.plan_meeting(by=by, placement_id=placement, on=by.today)
    seen = training.observe(
        by=by, placement_id=placement, on=by.today, task="Packa upp", seen="Började direkt.",
        demand=BasicDemand.GET_STARTED, support=SupportUsed.SHOWN,
    )  # fmt: skip
    lost = placements.start(
        by=by, enrolment_id=known["enrolment_id"], kind=PlacementKind.EMPLOYMENT, on=by.today,
        percent=50,
    )  # fmt: skip
    tomorrow = by.today + timedelta(days=1)
    placements.end(by=by, placement_id=lost, on=tomorrow, reason=PlacementEnd.LAID_OFF)
    return {"meeting_id:workplace": meeting, "observation_id": seen, "placement_id:lost": lost}
