"""Persons who stand with two organisations, for the pages that ask about them and answer."""

from typing import Any

from framsteg.actions import person_asks
from framsteg.foundation.codes import Part
from framsteg.foundation.person_codes import PersonKey
from tests.functional.stage import Team

PAGES: dict[str, dict[str, Any]] = {
    "deltagare/<int:enrolment_id>/samma-person/": {"enrolment_id": "asked"},
    "deltagare/samma-person/<int:ask_id>/svara/": {"ask_id": "met"},
    "deltagare/samma-person/<int:ask_id>/isar/": {"ask_id": "one"},
}
NOT_PAGES = {"deltagare/samma-person/<int:ask_id>/ta-tillbaka/"}


def ids(team: Team) -> dict[str, Any]:
    """Bo asks Anna's organisation about Elsa; about Moa she has answered him that it is her."""
    anna, bo = team.viewer("Anna Ek"), team.viewer("Bo Berg")
    asked = {}
    for given, number in (("Elsa", "200201012384"), ("Moa", "200202022382")):
        mine = team.enrol(given, "Ask", personnummer=number)
        theirs = team.enrol(given, "Ask", coach="Bo Berg", personnummer=number)
        team.share(theirs, {Part.IDENTITY}, to="kommunen", by="Bo Berg")
        asked[given] = mine, person_asks.ask(
            by=bo, enrolment_id=theirs, asked_id=anna.organisation_id, by_key=PersonKey.NUMBER
        )  # fmt: skip
    mine, one = asked["Moa"]
    team.share(mine, {Part.IDENTITY}, to="regionen")
    person_asks.answer(by=anna, ask_id=one, enrolment_id=mine, yes=True)
    return {"ask_id:met": asked["Elsa"][1], "ask_id:one": one, "enrolment_id:asked": mine}
