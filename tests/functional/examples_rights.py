"""What is done for a person's rights, for their pages."""

from datetime import timedelta
from typing import Any

from framsteg.actions import contacts, disposals, extracts, requests
from framsteg.foundation.codes import Channel, Place, RecordType, RequestKind, RestrictionGround
from framsteg.records.models import Enrolment, Event, Organisation
from framsteg.rules.retention import CountsFrom
from tests.functional.stage import Team

PAGES: dict[str, dict[str, Any]] = {
    "dataskydd/": {},
    "dataskydd/<int:enrolment_id>/": {"enrolment_id": "minded"},
    "dataskydd/<int:enrolment_id>/utdrag/": {"enrolment_id": "minded"},
    "registerutdrag/<int:extract_id>/": {},
    "registerutdrag/<int:extract_id>/texter/<slug:record>/": {"record": "contact"},
    "registerutdrag/<int:extract_id>/utlamnat/": {},
    "dataskydd/<int:enrolment_id>/begaran/": {"enrolment_id": "minded"},
    "begaran/<int:request_id>/": {},
    "dataskydd/<int:enrolment_id>/begransning/": {"enrolment_id": "minded"},
    "begransningar/<int:restriction_id>/hav/": {},
    "gallring/": {},
    "gallring/<slug:record>/": {"record": "case"},
    "gallring/<slug:record>/beslut/": {"record": "case"},
    "gallringar/<int:disposal_id>/": {},
    "gallringar/<int:disposal_id>/godkann/": {},
    "gallringar/<int:disposal_id>/tillbaka/": {},
}
NOT_PAGES = {
    "registerutdrag/<int:extract_id>/fil.<slug:form>", "registerutdrag/<int:extract_id>/avbryt/",
    "gallringar/<int:disposal_id>/bevis.<slug:form>",
}  # fmt: skip


def ids(team: Team) -> dict[str, Any]:
    """A person whose extract is being gone through, and two who left and are to be thinned out."""
    by = team.viewer("Karin Lund")
    person = team.enrol("Moa", "Lilja", coach="Karin Lund")
    contacts.log(
        by=by, enrolment_id=person, on=by.today, channel=Channel.PHONE, place=Place.REMOTE,
        note="Ringde Moa. Hennes syster Signe var med.", present="Signe Lilja",
    )  # fmt: skip
    extract = extracts.begin(by=by, enrolment_id=person, asked_on=by.today)
    other = team.enrol("Alma", "Vik", coach="Karin Lund")
    return {
        "request_id": requests.note(
            by=by, enrolment_id=person, kind=RequestKind.RECTIFICATION, asked_on=by.today,
            words="Jag slutade inte, jag blev sjuk.",
        ),
        "restriction_id": requests.restrict(
            by=by, enrolment_id=other, ground=RestrictionGround.CONTESTED, starts_on=by.today,
            note="Anteckningen den 3 mars.",
        ),
        "enrolment_id:minded": person, "extract_id": extract,
        "disposal_id": disposals.propose(
            by=by, record=RecordType.CASE, enrolment_ids=left_long_ago(team), enquiry_ids=[]
        ),
    }  # fmt: skip


def left_long_ago(team: Team) -> list[int]:
    """Two who left today, under a rule that keeps nothing after the day it ended."""
    by = team.viewer("Karin Lund")
    Organisation.objects.filter(pk=by.organisation_id).update(kind="coordination_association")
    disposals.decide(
        by=by, record=RecordType.CASE, years=0, counts_from=CountsFrom.END, research_days=False,
        source="Styrelsens beslut, § 12", from_on=by.today,
    )  # fmt: skip
    left = [team.enrol(given, "Sund", coach="Karin Lund") for given in ("Tor", "Ylva")]
    Enrolment.unscoped.filter(pk__in=left).update(
        enrolled_on=by.today - timedelta(days=30), exited_on=by.today, exit_reason="moved"
    )
    assert Event.unscoped.filter(enrolment_id__in=left).exists()
    return left
