"""Examples of the addresses about the way in and conflicts of interest, for `test_every_page`."""

from typing import Any

from framsteg.actions import outreach
from framsteg.foundation.codes import OutreachKind
from tests.functional.stage import Team

PAGES: dict[str, dict[str, Any]] = {
    "insatser/<slug:key>/vagen-in/": {},
    "insatser/<slug:key>/vagen-in/ny/": {},
    "vagen-in/<int:event_id>/": {},
    "deltagare/<int:enrolment_id>/jav/": {},
    "arbetsgivare/<int:employer_id>/jav/": {},
}
NOT_PAGES = {"vagen-in/<int:event_id>/angra/", "jav/<int:conflict_id>/upphor/"}


def ids(team: Team) -> dict[str, Any]:
    """A study visit, logged by the coach who opens the pages."""
    by = team.viewer("Anna Ek")
    event = outreach.log(
        by=by, programme_id=team.programme_id, kind=OutreachKind.STUDY_VISIT, on=by.today,
        audience="Grannkommunens coacher", people=8,
    )  # fmt: skip
    return {"event_id": event}
