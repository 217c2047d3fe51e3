"""The same person with two organisations: asked, answered, parted; and nothing told on the way.

Anna's organisation and Cecilia's share no programme; Bo's is beside Anna's in hers.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from django.core import serializers
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from framsteg.access import NotFound, wall
from framsteg.access.exporting import evaluation_rows, one_moment
from framsteg.access.reading import extracts, person_asks
from framsteg.actions import consents
from framsteg.actions import person_asks as asks
from framsteg.foundation.codes import Part, RestrictionGround, Role
from framsteg.foundation.decision import Denied
from framsteg.foundation.person_codes import PersonKey
from framsteg.records.models import (
    AccessLogEntry,
    Consent,
    Contact,
    Enrolment,
    Ground,
    Organisation,
    Participant,
    PersonAnswer,
    PersonAsk,
    Programme,
    Restriction,
    RoleGrant,
    Staff,
)
from framsteg.rules.person_asks import LASTS, MOST_A_DAY, AskState
from tests.factories.world import TODAY, World, staff

pytestmark = pytest.mark.django_db
NUMBER, OTHER_NUMBER = "199001012384", "199102022385"
DOUBLES = reverse("same_persons:show")
SAID = {"given": "oral", "given_on": TODAY.isoformat(), "last_day": "2027-03-09"}


@dataclass
class Two:
    """Åsa with Anna (`mine`) and with Cecilia (`theirs`), in two programmes."""

    world: World
    mine: Enrolment
    theirs: Enrolment
    anna: Client
    cecilia: Client
    elsewhere: Programme

    @property
    def other(self) -> Organisation:
        return self.world.cecilia_org


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("framsteg.web.viewer.timezone.localdate", lambda: TODAY)


@pytest.fixture
def two() -> Two:
    world = World()
    elsewhere = Programme.objects.create(
        key=f"annan-{world.programme.pk}", name="Annan insats", blueprint_key="utsikten",
        blueprint_version=1, owner=world.cecilia_org, starts_on=date(2020, 1, 1),
    )  # fmt: skip
    coach_in(elsewhere, world.cecilia)
    theirs = world.case(
        owner=world.cecilia_org, programme=elsewhere, reference="X-17",
        person={"personnummer": NUMBER},
    )  # fmt: skip
    return Two(
        world=world,
        mine=world.case(person={"personnummer": NUMBER}),
        theirs=theirs,
        anna=logged_in(world.anna),
        cecilia=logged_in(world.cecilia),
        elsewhere=elsewhere,
    )


def coach_in(programme: Programme, person: Staff) -> None:
    RoleGrant.objects.create(
        staff=person, role=Role.EMPLOYMENT_SPECIALIST, programme=programme,
        starts_on=date(2020, 1, 1),
    )  # fmt: skip


def logged_in(person: Staff) -> Client:
    client = Client()
    client.force_login(person)
    return client


def page_of(case: Enrolment) -> str:
    return reverse("person_asks:show", args=[case.pk])


def ask(two: Two, case: Enrolment | None = None, **told: Any) -> Any:
    sent = {"asked_id": two.other.pk, "by_key": "number", **SAID, **told}
    return two.anna.post(page_of(case or two.mine), sent)


def answer(two: Two, **told: Any) -> Any:
    found = PersonAsk.unscoped.latest("pk")
    sent = {"enrolment_id": two.theirs.pk, **SAID, **told}
    return two.cecilia.post(reverse("person_asks:answer", args=[found.pk]), sent)


def state_of(two: Two) -> AskState:
    by = two.world.viewer(two.world.anna)
    with wall.standing(by):
        return person_asks.lines(by, two.mine.pk)[0].state


def waiting(two: Two) -> int:
    by = two.world.viewer(two.world.cecilia)
    with wall.standing(by):
        return len(person_asks.met(by))


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


# ── Answering ──────────────────────────────────────────────────────────────────────────────────


def test_a_yes_is_told_to_both_and_opens_nothing_else(two: Two) -> None:
    two.world.contact(two.theirs, two.other, note="Hemligt hos Cecilia")
    ask(two)
    asked = two.cecilia.get(reverse("person_asks:answer", args=[PersonAsk.unscoped.get().pk]))

    answered = answer(two)

    assert two.world.anna_org.name in asked.text
    assert answered.status_code == 302
    for client, case, told in (
        (two.anna, two.mine, "Annan insats. Prata med Cecilia där."),
        (two.cecilia, two.theirs, f"{two.world.programme.name}. Prata med Anna där."),
    ):
        assert told in client.get(page_of(case)).text
        assert told in client.get(DOUBLES).text
    assert "säger att det är samma person" in two.anna.get("/").text
    for client, case in ((two.anna, two.theirs), (two.cecilia, two.mine)):
        assert client.get(reverse("participants:file", args=[case.pk])).status_code == 404
    assert Contact.unscoped.get().owner_id == two.other.pk


def test_both_see_it_in_their_own_history(two: Two) -> None:
    ask(two)
    answer(two)

    here = two.anna.get(reverse("participants:history", args=[two.mine.pk])).text
    there = two.cecilia.get(reverse("participants:history", args=[two.theirs.pk])).text

    assert "En annan organisation svarade att det är samma person" in here
    assert f"Cecilia, {two.other.name}" in here
    assert "Svarade att det är samma person som hos en annan organisation" in there
    # What the asker was then shown of the other's registration stands in the other's log.
    assert ">Anna<" not in there
    two.anna.get(page_of(two.mine))
    assert ">Anna<" in two.cecilia.get(reverse("participants:history", args=[two.theirs.pk])).text


def test_a_yes_needs_the_persons_yes_to_who_answers_too(two: Two) -> None:
    ask(two)

    unsaid = answer(two, given="")
    no = answer(two, given="", no="1")

    assert [unsaid.status_code, no.status_code] == [422, 302]
    assert "Säg hur personen sa ja" in unsaid.text
    assert not Consent.unscoped.filter(enrolment=two.theirs).exists()


def test_when_the_person_takes_their_yes_back_the_other_side_is_told_no_more(two: Two) -> None:
    ask(two)
    answer(two)
    by = two.world.viewer(two.world.cecilia)
    consents.withdraw(by=by, consent_id=Consent.unscoped.get(enrolment=two.theirs).pk)

    here, there = two.anna.get(page_of(two.mine)).text, two.cecilia.get(page_of(two.theirs)).text

    assert "Annan insats" not in here
    assert "delas inte med er nu" in here
    assert two.world.programme.name in there


def test_two_who_answer_at_once_answer_once(two: Two) -> None:
    carl = staff("Carl", two.other)
    coach_in(two.elsewhere, carl)
    ask(two)
    number = PersonAsk.unscoped.get().pk
    answer(two)

    late = logged_in(carl).post(
        reverse("person_asks:answer", args=[number]),
        {"enrolment_id": two.theirs.pk, "no": "1"}, follow=True,
    )  # fmt: skip

    assert "väntar inte längre på svar" in late.text
    assert PersonAnswer.unscoped.get().yes is True
    by = two.world.viewer(carl)
    with wall.standing(by), pytest.raises(Denied):
        asks.answer(by=by, ask_id=number, enrolment_id=two.theirs.pk, yes=False)


def test_whoever_stands_twice_with_them_is_chosen(two: Two) -> None:
    again = two.world.case(
        owner=two.other, programme=two.elsewhere, given="Åsa", family="Ek", reference="x-17"
    )  # fmt: skip
    Participant.unscoped.update(personnummer="")
    ask(two, by_key="reference", reference="X-17")
    number = PersonAsk.unscoped.get().pk

    page = two.cecilia.get(reverse("person_asks:answer", args=[number]))
    unchosen = answer(two, enrolment_id="")
    answer(two, enrolment_id=again.pk)

    assert page.text.count('name="enrolment_id"') == 2
    assert unchosen.status_code == 422
    assert PersonAnswer.unscoped.get().enrolment_id == again.pk


# ── Who may do what ────────────────────────────────────────────────────────────────────────────

# Who; whether they may see the page and ask; whether they may answer.
MAY = [
    ("anna", True, False),
    ("her lead", True, False),
    ("bo", False, False),
    ("her clinical partner", False, False),
    ("her evaluator", False, False),
    ("cecilia", False, True),
    ("the other lead", False, True),
    ("the other administrator", False, False),
]


def person_called(two: Two, who: str) -> Staff:
    world = two.world
    if who in ("anna", "bo", "cecilia"):
        found: Staff = getattr(world, who)
        return found
    role = {
        "her lead": Role.TEAM_LEAD, "her clinical partner": Role.CLINICAL_PARTNER,
        "her evaluator": Role.EVALUATOR,
    }.get(who)  # fmt: skip
    if role is not None:
        return world.staff("Någon", world.anna_org, role)
    other = staff("Någon", two.other)
    lead = who == "the other lead"
    RoleGrant.objects.create(
        staff=other, role=Role.TEAM_LEAD if lead else Role.ADMINISTRATOR,
        programme=two.elsewhere if lead else None, starts_on=date(2020, 1, 1),
    )  # fmt: skip
    return other


@pytest.mark.parametrize(("who", "asks_", "answers"), MAY)
def test_who_may_ask_and_who_may_answer(two: Two, who: str, asks_: bool, answers: bool) -> None:
    client = logged_in(person_called(two, who))
    sent = {"asked_id": two.other.pk, "by_key": "number", **SAID}

    page = client.get(page_of(two.mine)).status_code
    asked = client.post(page_of(two.mine), sent).status_code
    if not asks_:
        ask(two)
    number = PersonAsk.unscoped.get().pk
    seen = client.get(reverse("person_asks:answer", args=[number])).status_code
    back = client.post(reverse("person_asks:take_back", args=[number])).status_code
    if back == 302:
        PersonAsk.unscoped.update(taken_back_on=None)
    told = client.post(
        reverse("person_asks:answer", args=[number]), {"enrolment_id": two.theirs.pk, **SAID}
    ).status_code
    if not answers:
        answer(two)
    parted = client.post(reverse("person_asks:part", args=[number])).status_code

    assert (page, asked, back) == ((200, 302, 302) if asks_ else (404, 404, 404))
    assert (seen, told) == ((200, 302) if answers else (404, 404))
    assert parted == (302 if asks_ or answers else 404)


# ── Undone ─────────────────────────────────────────────────────────────────────────────────────


def everything() -> str:
    """All that stands of persons and cases; consents and questions are what they are for."""
    rows: list[Any] = []
    for model in (Participant, Enrolment, Contact):
        rows += model.unscoped.order_by("pk")
    return str(serializers.serialize("python", rows))


@pytest.mark.parametrize("who", ["anna", "cecilia"])
def test_either_parts_them_and_no_row_has_changed(two: Two, who: str) -> None:
    two.world.contact(two.mine, two.world.anna_org)
    before = everything()
    ask(two)
    answer(two)
    client, case = (two.anna, two.mine) if who == "anna" else (two.cecilia, two.theirs)
    there = reverse("person_asks:part", args=[PersonAsk.unscoped.get().pk])

    asked = client.get(there)
    client.post(there)

    assert "Är det inte samma person" in asked.text
    assert everything() == before
    assert state_of(two) is AskState.PARTED
    for one, person in ((two.anna, two.mine), (two.cecilia, two.theirs)):
        assert "Två registreringar igen sedan" in one.get(page_of(person)).text
        changed = one.get(reverse("participants:history", args=[person.pk])).text
        own = "Skilde personen" if one is client else "skilde sin registrering"
        assert own in changed
    assert client.post(there).status_code == 403
    assert ask(two).status_code == 302


def test_it_is_parted_also_when_the_person_has_taken_the_yes_back(two: Two) -> None:
    ask(two)
    answer(two)
    by = two.world.viewer(two.world.cecilia)
    consents.withdraw(by=by, consent_id=Consent.unscoped.get(enrolment=two.theirs).pk)

    with wall.standing(two.world.viewer(two.world.anna)):
        asks.part(by=two.world.viewer(two.world.anna), ask_id=PersonAsk.unscoped.get().pk)

    assert PersonAnswer.unscoped.get().parted_on == TODAY


# ── Figures ────────────────────────────────────────────────────────────────────────────────────


def persons_counted(two: Two) -> int:
    with one_moment():
        rows = evaluation_rows(two.world.viewer(two.world.anna), "enrolments")
        return len({row[1] for batch in rows for row in batch})


def test_one_person_is_counted_once_until_they_are_parted(two: Two) -> None:
    counts = [persons_counted(two)]
    ask(two)
    counts.append(persons_counted(two))
    answer(two)
    counts.append(persons_counted(two))
    two.anna.post(reverse("person_asks:part", args=[PersonAsk.unscoped.get().pk]))
    counts.append(persons_counted(two))

    assert counts == [2, 2, 1, 2]


def test_a_restriction_takes_the_whole_person_out_of_the_figures(two: Two) -> None:
    ask(two)
    answer(two)
    Restriction.unscoped.create(
        enrolment=two.theirs, owner=two.other, ground=RestrictionGround.CONTESTED, starts_on=TODAY
    )

    assert persons_counted(two) == 0


# ── Behind the second wall ─────────────────────────────────────────────────────────────────────


def rows_seen(by: Any, model: Any) -> set[int]:
    with wall.standing(by):
        return set(model.unscoped.values_list("pk", flat=True))


@pytest.mark.postgresql
def test_the_database_shows_a_question_only_where_it_meets_and_an_answer_only_if_yes(
    two: Two,
) -> None:
    anna, bo, cecilia = (two.world.viewer(getattr(two.world, n)) for n in ("anna", "bo", "cecilia"))
    ask(two, two.world.case(person={"personnummer": OTHER_NUMBER}))
    missed = PersonAsk.unscoped.get().pk
    ask(two)
    hit = PersonAsk.unscoped.latest("pk").pk

    assert rows_seen(anna, PersonAsk) == {missed, hit}
    assert rows_seen(bo, PersonAsk) == set()
    assert rows_seen(cecilia, PersonAsk) == {hit}

    answer(two, no="1")
    assert rows_seen(anna, PersonAnswer) == set()
    assert len(rows_seen(cecilia, PersonAnswer)) == 1

    PersonAnswer.unscoped.all().delete()
    answer(two)
    assert len(rows_seen(anna, PersonAnswer)) == 1
    assert rows_seen(bo, PersonAnswer) == set()


def test_nobody_is_met_by_who_cannot_see_the_own_person(two: Two) -> None:
    ask(two)
    number = PersonAsk.unscoped.get().pk
    other = two.world.viewer(staff("Cia", two.other))

    with wall.standing(other):
        assert person_asks.met(other) == ()
        with pytest.raises(NotFound):
            person_asks.met_ask(other, number)


def test_a_day_later_the_count_of_a_day_begins_anew(two: Two) -> None:
    by = two.world.viewer(two.world.anna)
    for n in range(MOST_A_DAY):
        ask(two, two.world.case(person={"personnummer": f"{n}"}))
    PersonAsk.unscoped.update(asked_on=TODAY - timedelta(days=1))

    assert ask(two).status_code == 302
    assert by.today == TODAY
