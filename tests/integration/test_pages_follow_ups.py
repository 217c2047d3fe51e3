"""Follow-ups: the person's own view, kept in words, never weighed."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from framsteg.actions import follow_ups
from framsteg.blueprints.load import get
from framsteg.foundation.codes import AnsweredBy, FollowUpKind, Part, Role
from framsteg.foundation.decision import Denied
from framsteg.records.models import CaseSummary, Enrolment, Event, FollowUp
from framsteg.rules.dates import add_months
from framsteg.web.presenters.follow_ups import asked
from framsteg.web.presenters.words import day
from tests.factories.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World(today=timezone.localdate(), blueprint="natkraft")


@pytest.fixture
def anna(world: World) -> Client:
    client = Client()
    client.force_login(world.anna)
    return client


@pytest.fixture
def maja(world: World) -> Enrolment:
    return world.case(given="Maja", family="Holm", phase="agreement")


def recorded(world: World, case: Enrolment, **values: Any) -> int:
    return follow_ups.record(
        by=world.viewer(world.anna),
        enrolment_id=case.pk,
        **{"on": date(2026, 1, 20), "kind": FollowUpKind.START, **values},
    )


def told(world: World, **values: Any) -> dict[str, Any]:
    return {"kind": "monthly", "on": world.today.isoformat(), **values}


def test_answers_are_kept_as_given_and_the_rest_as_not_asked(
    world: World, anna: Client, maja: Enrolment
) -> None:
    anna.post(
        f"/deltagare/{maja.pk}/uppfoljning/",
        told(world, life_situation="4", support_quality="0", answered_by="together"),
    )

    row = FollowUp.unscoped.get()
    assert (row.life_situation, row.support_quality, row.influence) == (4, 0, None)
    assert row.answered_by == AnsweredBy.TOGETHER
    assert CaseSummary.unscoped.get().last_follow_up_on == world.today


def test_answers_without_saying_who_answered_are_sent_back_with_all_that_was_chosen(
    world: World, anna: Client, maja: Enrolment
) -> None:
    answer = anna.post(
        f"/deltagare/{maja.pk}/uppfoljning/",
        told(world, influence="5", own_words="Jag bestämmer mer nu"),
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Jag bestämmer mer nu" in page
    assert 'name="influence" value="5" id="id_influence_4" checked' in page


def test_follow_up_without_answers_needs_nobody_to_have_answered(
    world: World, anna: Client, maja: Enrolment
) -> None:
    answer = anna.post(f"/deltagare/{maja.pk}/uppfoljning/", told(world, note="Vi sågs kort"))

    assert answer.status_code == 302


def test_last_times_answers_come_after_the_new_ones_folded_away(
    world: World, anna: Client, maja: Enrolment
) -> None:
    recorded(world, maja, life_situation=2, answered_by=AnsweredBy.PERSON)

    page = anna.get(f"/deltagare/{maja.pk}/uppfoljning/").content.decode()

    folded = page.index("20 januari 2026")
    assert page.index('name="influence"') < page.index("<details", page.index("<form")) < folded
    assert "Ganska dåligt" in page[folded:]


def test_then_and_now_stand_beside_each_other_in_words(
    world: World, anna: Client, maja: Enrolment
) -> None:
    by = {"answered_by": AnsweredBy.PERSON}
    recorded(world, maja, life_situation=2, **by)
    recorded(world, maja, on=date(2026, 2, 20), life_situation=4, influence=0, **by)

    page = anna.get(f"/deltagare/{maja.pk}/uppfoljning/sedan-sist/")

    rows = page.context["rows"]
    assert rows[0][1:] == ["Ganska dåligt", "Ganska bra"]
    assert rows[2][1:] == ["Inte tillfrågad", "Vill inte svara"]


@pytest.mark.parametrize(
    ("earlier", "exited_on", "kind"),
    [
        ([], None, FollowUpKind.START),
        ([date(2026, 1, 20)], None, FollowUpKind.MONTHLY),
        ([date(2026, 1, 20)], date(2026, 2, 1), FollowUpKind.EXIT),
    ],
)
def test_likely_kind_is_chosen_beforehand(
    world: World, anna: Client, earlier: list[date], exited_on: date | None, kind: FollowUpKind
) -> None:
    left = {"exited_on": exited_on, "exit_reason": "moved"} if exited_on else {}
    case = world.case(phase="agreement", **left)
    for on in earlier:
        recorded(world, case, on=on)

    page = anna.get(f"/deltagare/{case.pk}/uppfoljning/")

    assert page.context["form"]["kind"].value() == kind


def test_next_day_is_told_after_the_follow_up(world: World, anna: Client, maja: Enrolment) -> None:
    last = world.today - timedelta(days=5)
    recorded(world, maja, on=last)

    page = anna.get(f"/deltagare/{maja.pk}/uppfoljning/")

    assert page.context["due"].endswith(f"{day(add_months(last, 1))}.")


def test_follow_up_tomorrow_is_refused(world: World, anna: Client, maja: Enrolment) -> None:
    tomorrow = (world.today + timedelta(days=1)).isoformat()

    answer = anna.post(f"/deltagare/{maja.pk}/uppfoljning/", told(world, on=tomorrow))

    assert answer.status_code == 422
    assert not FollowUp.unscoped.exists()


def test_follow_up_sent_twice_is_saved_once(world: World, anna: Client, maja: Enrolment) -> None:
    values = told(world, once="0b5dd2a9-42dd-43ad-8a5c-22f2c0a2ad11")

    for _time in range(2):
        anna.post(f"/deltagare/{maja.pk}/uppfoljning/", values)

    assert FollowUp.unscoped.count() == 1


def test_follow_up_taken_back_no_longer_counts_but_stays_in_the_history(
    world: World, anna: Client, maja: Enrolment
) -> None:
    recorded(world, maja, on=date(2026, 1, 20))
    slip = recorded(world, maja, on=date(2026, 2, 20), note="Fel person")

    anna.post(f"/uppfoljning/{slip}/angra/")

    assert CaseSummary.unscoped.get().last_follow_up_on == date(2026, 1, 20)
    kept = Event.unscoped.get(verb="follow_ups.take_back", part=Part.FOLLOW_UPS)
    assert "Fel person" in str(kept.changes)


def test_only_the_one_who_recorded_takes_back(world: World, maja: Enrolment) -> None:
    colleague = world.staff("Berit", world.anna_org, Role.EMPLOYMENT_SPECIALIST)
    follow_up_id = recorded(world, maja)

    with pytest.raises(Denied):
        follow_ups.take_back(by=world.viewer(colleague), follow_up_id=follow_up_id)


def test_over_time_each_question_that_was_answered_is_a_picture_with_a_table(
    world: World, anna: Client, maja: Enrolment
) -> None:
    by = {"answered_by": AnsweredBy.PERSON}
    for month, answer in enumerate((2, 4, 0, 5), start=1):
        recorded(world, maja, on=date(2026, month, 20), life_situation=answer, **by)

    page = anna.get(f"/deltagare/{maja.pk}/uppfoljning/over-tid/")

    (panel,) = page.context["panels"]
    assert (len(panel["dots"]), len(panel["gaps"]), len(panel["lines"])) == (3, 1, 1)
    assert panel["description"].startswith("20 januari 2026: Ganska dåligt.")
    assert [row[1] for row in page.context["rows"]] == [
        "Bra", "Vill inte svara", "Ganska bra", "Ganska dåligt",
    ]  # fmt: skip


def test_before_any_answer_the_picture_says_so(world: World, anna: Client, maja: Enrolment) -> None:
    recorded(world, maja, note="Vi sågs kort")

    page = anna.get(f"/deltagare/{maja.pk}/uppfoljning/over-tid/").content.decode()

    assert "Inga svar än" in page


def test_programme_without_self_report_asks_no_questions() -> None:
    natkraft = get("natkraft")
    silent = natkraft.follow_up.model_copy(update={"self_report": None})

    items = asked(natkraft.model_copy(update={"follow_up": silent}))

    assert items == ()


@pytest.mark.parametrize("page", ["uppfoljning", "uppfoljning/sedan-sist"])
def test_follow_ups_of_a_person_out_of_sight_are_not_found(
    world: World, maja: Enrolment, page: str
) -> None:
    recorded(world, maja)
    client = Client()
    client.force_login(world.bo)

    assert client.get(f"/deltagare/{maja.pk}/{page}/").status_code == 404
