"""Another organisation is asked whether it knows the same person; nothing is told on the way."""

import re
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from framsteg.access import wall
from framsteg.access.reading import extracts, person_asks
from framsteg.actions import consents
from framsteg.actions import person_asks as asks
from framsteg.foundation.codes import Part, RestrictionGround, Role
from framsteg.foundation.decision import Denied
from framsteg.foundation.person_codes import PersonKey
from framsteg.records.models import (
    AccessLogEntry,
    Consent,
    Enrolment,
    Ground,
    Participant,
    PersonAnswer,
    PersonAsk,
    Restriction,
    Staff,
)
from framsteg.rules.person_asks import LASTS, MOST_A_DAY, AskState
from tests.factories.world import TODAY
from tests.integration.person_ask_world import (
    DOUBLES,
    NUMBER,
    OTHER_NUMBER,
    Two,
    answer,
    ask,
    page_of,
    state_of,
    the_day,
    two,
    waiting,
)

pytestmark = pytest.mark.django_db

__all__ = ["the_day", "two"]  # fixtures


# ── What the asker is told ─────────────────────────────────────────────────────────────────────


def plain(page: str) -> str:
    """A page without what differs each time it is drawn: tokens, and the case's own number."""
    page = re.sub(r"[A-Za-z0-9]{64}", "", page)
    return re.sub(r"/\d+/", "/", page)


def asked_of(two: Two, case: Enrolment) -> tuple[list[str], int, str, str]:
    """Ask; give what was asked of the database, the answer's code and place, and the page then."""
    with CaptureQueriesContext(connection) as caught:
        answered = ask(two, case)
    shapes = [re.sub(r"\d+|'[^']*'|\s+", " ", q["sql"]) for q in caught.captured_queries]
    page = plain(two.anna.get(page_of(case)).text)
    return shapes, answered.status_code, re.sub(r"\d+", "", answered["Location"]), page


def test_a_hit_and_a_miss_ask_the_same_and_read_the_same(two: Two) -> None:
    missed = two.world.case(person={"personnummer": OTHER_NUMBER})
    ask(two, two.world.case(person={"personnummer": "199203032386"}))  # look-ups are warm
    two.anna.get("/")  # and the message is shown

    hit, miss = asked_of(two, two.mine), asked_of(two, missed)

    assert len(hit[0]) > 10
    assert hit == miss
    assert waiting(two) == 1


def told_everywhere(two: Two) -> dict[str, str]:
    """Every page where the asker could see something of the question."""
    two.anna.get("/")  # messages are shown once
    places = {
        "person": page_of(two.mine), "doubles": DOUBLES, "day": "/",
        "file": reverse("participants:file", args=[two.mine.pk]),
        "consents": reverse("consents:show", args=[two.mine.pk]),
    }  # fmt: skip
    return {name: plain(two.anna.get(place).text) for name, place in places.items()}


def extract_of(two: Two, lead: Staff) -> Any:
    """All that the asker's organisation would give the person of its own register."""
    by = two.world.viewer(lead)
    with wall.standing(by):
        content, _n = extracts.collect(by, two.mine.pk)
    return content["sections"], content["events"], content["elsewhere"]


def test_a_no_is_told_nowhere(two: Two) -> None:
    lead = two.world.staff("Lea", two.world.anna_org, Role.TEAM_LEAD)
    ask(two)
    before, extracted = told_everywhere(two), extract_of(two, lead)
    history = [one["what"] for one in _changes(two)]

    two.cecilia.get("/")
    two.cecilia.get(reverse("person_asks:answer", args=[PersonAsk.unscoped.get().pk]))
    refused = answer(two, no="1")

    assert refused.status_code == 302
    assert PersonAnswer.unscoped.get().yes is False
    assert told_everywhere(two) == before
    assert extract_of(two, lead) == extracted
    assert [one["what"] for one in _changes(two)] == history
    assert state_of(two) is AskState.WAITING
    assert waiting(two) == 0


def _changes(two: Two) -> list[dict[str, Any]]:
    page = two.anna.get(reverse("participants:history", args=[two.mine.pk]))
    return list(page.context["changes"])


def test_that_the_question_was_opened_stands_in_nobodys_log_of_the_askers_case(two: Two) -> None:
    ask(two)
    two.cecilia.get("/")
    two.cecilia.get(DOUBLES)
    two.cecilia.get(reverse("person_asks:answer", args=[PersonAsk.unscoped.get().pk]))

    read = AccessLogEntry.unscoped.filter(organisation_id=two.other.pk)

    assert set(read.values_list("enrolment_id", flat=True)) == {two.theirs.pk}


def test_the_same_is_not_asked_twice_whether_it_was_a_no_or_nobody(two: Two) -> None:
    ask(two)
    two.anna.get("/")  # messages are shown once
    unanswered = ask(two).text
    answer(two, no="1")

    refused = ask(two)

    assert refused.status_code == 422
    assert plain(refused.text) == plain(unanswered)
    assert "De är redan tillfrågade" in refused.text


def test_a_no_can_be_taken_back_as_if_nobody_had_answered(two: Two) -> None:
    ask(two)
    answer(two, no="1")

    two.anna.post(reverse("person_asks:take_back", args=[PersonAsk.unscoped.get().pk]))

    assert state_of(two) is AskState.TAKEN_BACK


# ── Whom a question meets ──────────────────────────────────────────────────────────────────────


def test_who_has_no_such_person_is_told_of_no_question(two: Two) -> None:
    Participant.unscoped.filter(pk=two.theirs.participant_id).update(personnummer=OTHER_NUMBER)
    ask(two)
    number = PersonAsk.unscoped.get().pk

    pages = [two.cecilia.get("/").text, two.cecilia.get(DOUBLES).text]
    opened = two.cecilia.get(reverse("person_asks:answer", args=[number]))
    posted = answer(two)

    assert not any(two.world.anna_org.name in page for page in pages)
    assert opened.status_code == 404
    assert posted.status_code == 404
    assert not PersonAnswer.unscoped.exists()


def test_somebody_registered_later_is_met_while_the_question_is_open(two: Two) -> None:
    Participant.unscoped.filter(pk=two.theirs.participant_id).update(personnummer="")
    ask(two)
    assert waiting(two) == 0

    Participant.unscoped.filter(pk=two.theirs.participant_id).update(personnummer=NUMBER)

    assert waiting(two) == 1


@pytest.mark.parametrize(("reference", "met"), [("X-17", 1), ("x-17", 1), ("X-18", 0)])
def test_a_case_number_meets_whoever_has_it_and_the_name(
    two: Two, reference: str, met: int
) -> None:
    Participant.unscoped.update(personnummer="")
    ask(two, by_key="reference", reference=reference)

    assert waiting(two) == met


def test_a_case_number_of_somebody_else_meets_nobody(two: Two) -> None:
    Participant.unscoped.update(personnummer="")
    Participant.unscoped.filter(pk=two.theirs.participant_id).update(given_name="Bea")
    ask(two, by_key="reference", reference="X-17")

    assert waiting(two) == 0


def test_a_yes_that_is_taken_back_takes_the_question_with_it(two: Two) -> None:
    ask(two)
    by = two.world.viewer(two.world.anna)
    consents.withdraw(by=by, consent_id=Consent.unscoped.get(enrolment=two.mine).pk)

    assert waiting(two) == 0
    assert answer(two).status_code == 404


def test_the_question_runs_out(two: Two) -> None:
    ask(two)
    PersonAsk.unscoped.update(asked_on=TODAY - LASTS, ends_on=TODAY)

    assert waiting(two) == 0
    assert answer(two).status_code == 404
    assert state_of(two) is AskState.RUN_OUT
    assert ask(two).status_code == 302


def test_only_the_organisation_that_was_asked_is_asked(two: Two) -> None:
    two.world.case(owner=two.world.bo_org, person={"personnummer": NUMBER})
    ask(two)
    bo = two.world.viewer(two.world.bo)

    with wall.standing(bo):
        assert person_asks.met(bo) == ()


# ── Asking ─────────────────────────────────────────────────────────────────────────────────────


def test_without_the_persons_yes_nobody_is_asked(two: Two) -> None:
    unsaid = ask(two, given="", kept_at="I pärmen")
    unkept = ask(two, given="written")

    assert [unsaid.status_code, unkept.status_code] == [422, 422]
    assert 'value="I pärmen"' in unsaid.text  # what was typed stays
    assert not PersonAsk.unscoped.exists()
    assert not Consent.unscoped.exists()
    by = two.world.viewer(two.world.anna)
    with wall.standing(by), pytest.raises(Denied):
        asks.ask(by=by, enrolment_id=two.mine.pk, asked_id=two.other.pk, by_key=PersonKey.NUMBER)


def test_a_yes_that_is_recorded_already_is_not_asked_for_again(two: Two) -> None:
    two.world.ground(two.mine, two.other, Part.IDENTITY)

    asked = ask(two, given="")

    assert asked.status_code == 302
    assert Consent.unscoped.count() == 1


def test_the_yes_is_a_consent_like_others(two: Two) -> None:
    ask(two)

    consent = Consent.unscoped.get()
    ground = Ground.unscoped.get()
    assert two.other.name in consent.text_shown
    assert (ground.giver_id, ground.receiver_id) == (two.world.anna_org.pk, two.other.pk)
    assert (ground.part, ground.ends_on) == (Part.IDENTITY, date(2027, 3, 10))
    assert two.other.name in two.anna.get(reverse("consents:show", args=[two.mine.pk])).text


def test_a_question_needs_a_case_number_where_it_asks_by_one(two: Two) -> None:
    answered = ask(two, by_key="reference", reference=" ")

    assert answered.status_code == 422
    assert "Fyll i deras ärendenummer" in answered.text


def test_a_protected_person_is_asked_about_by_number_alone(two: Two) -> None:
    Participant.unscoped.filter(pk=two.mine.participant_id).update(protected_identity=True)
    page = two.anna.get(page_of(two.mine))

    by_reference = ask(two, by_key="reference", reference="X-17")
    by_number = ask(two)

    assert 'name="reference"' not in page.text
    assert [by_reference.status_code, by_number.status_code] == [422, 302]


def test_a_protected_person_without_a_number_cannot_be_asked_about(two: Two) -> None:
    Participant.unscoped.filter(pk=two.mine.participant_id).update(
        protected_identity=True, personnummer=""
    )

    page = two.anna.get(page_of(two.mine))

    assert "Skriv in personnumret" in page.text
    assert "Fråga dem" not in page.text


def test_who_fishes_is_stopped(two: Two) -> None:
    for n in range(MOST_A_DAY):
        assert ask(two, two.world.case(person={"personnummer": f"{n}"})).status_code == 302

    refused = ask(two)

    assert refused.status_code == 422
    assert f"Du har frågat {MOST_A_DAY} gånger i dag" in refused.text
    assert PersonAsk.unscoped.count() == MOST_A_DAY


def test_a_restricted_person_is_not_asked_about(two: Two) -> None:
    Restriction.unscoped.create(
        enrolment=two.mine, owner=two.world.anna_org, ground=RestrictionGround.CONTESTED,
        starts_on=TODAY,
    )  # fmt: skip

    assert ask(two).status_code == 422
    assert not PersonAsk.unscoped.exists()
