"""What is done for a person's rights, for their pages."""

from typing import Any

from framsteg.actions import contacts, extracts
from framsteg.foundation.codes import Channel, Place
from tests.functional.stage import Team

PAGES: dict[str, dict[str, Any]] = {
    "dataskydd/": {},
    "dataskydd/<int:enrolment_id>/": {"enrolment_id": "minded"},
    "dataskydd/<int:enrolment_id>/utdrag/": {"enrolment_id": "minded"},
    "registerutdrag/<int:extract_id>/": {},
    "registerutdrag/<int:extract_id>/texter/<slug:record>/": {"record": "contact"},
    "registerutdrag/<int:extract_id>/utlamnat/": {},
}
NOT_PAGES = {
    "registerutdrag/<int:extract_id>/fil.<slug:form>", "registerutdrag/<int:extract_id>/avbryt/",
}  # fmt: skip


def ids(team: Team) -> dict[str, Any]:
    """A person of the lead's whose extract is being gone through."""
    by = team.viewer("Karin Lund")
    person = team.enrol("Moa", "Lilja", coach="Karin Lund")
    contacts.log(
        by=by, enrolment_id=person, on=by.today, channel=Channel.PHONE, place=Place.REMOTE,
        note="Ringde Moa. Hennes syster Signe var med.", present="Signe Lilja",
    )  # fmt: skip
    extract = extracts.begin(by=by, enrolment_id=person, asked_on=by.today)
    return {"enrolment_id:minded": person, "extract_id": extract}
