"""Whether a person is the same: answered, by whom, parted, counted, and walled in."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core import serializers
from django.urls import reverse

from framsteg.access import NotFound, wall
from framsteg.access.exporting import evaluation_rows, one_moment
from framsteg.access.reading import person_asks
from framsteg.actions import consents
from framsteg.actions import person_asks as asks
from framsteg.foundation.codes import RestrictionGround, Role
from framsteg.foundation.decision import Denied
from framsteg.records.models import (
    Consent,
    Contact,
    Enrolment,
    Participant,
    PersonAnswer,
    PersonAsk,
    Restriction,
    RoleGrant,
    Staff,
)
from framsteg.rules.person_asks import MOST_A_DAY, AskState
from tests.factories.world import TODAY, staff
from tests.integration.person_ask_world import (
    DOUBLES,
    OTHER_NUMBER,
    SAID,
    Two,
    answer,
    ask,
    coach_in,
    logged_in,
    page_of,
    state_of,
    the_day,
    two,
)

pytestmark = pytest.mark.django_db

__all__ = ["the_day", "two"]  # fixtures


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
