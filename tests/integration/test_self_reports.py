"""The person answers by themselves: one way in, used once, and nothing that tells whose it is."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from framsteg.access import NotFound, case_file
from framsteg.access.reading.self_reports import instrument
from framsteg.actions import follow_ups, self_reports
from framsteg.actions.self_reports import Told
from framsteg.blueprints.load import get
from framsteg.config import instruments
from framsteg.config.refusals import Refused
from framsteg.foundation.codes import AnsweredBy, FollowUpKind, Part
from framsteg.foundation.decision import Denied
from framsteg.records.models import CaseSummary, Enrolment, Event, FollowUp, ReportLink
from framsteg.web.pages import self_reports as page_of
from framsteg.web.presenters.my_day import count_due
from tests.factories.world import World

pytestmark = pytest.mark.django_db

ONCE = "0b5dd2a9-42dd-43ad-8a5c-22f2c0a2ad11"
# Stand-ins: the texts of WHO-5 are not Framsteg's to print.
TEXTS = """
key: who5
language: sv
title: Fem frågor
question: Senaste tiden
items: [Fråga ett, Fråga två, Fråga tre, Fråga fyra, Fråga fem]
answers: [Aldrig, Sällan, Ibland, Ofta, Oftast, Alltid]
licence: CC BY-NC-SA 3.0 IGO
source: En källa
"""


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


def token_for(world: World, case: Enrolment, **values: Any) -> str:
    return self_reports.ask(
        by=world.viewer(world.anna), enrolment_id=case.pk,
        **{"kind": FollowUpKind.MONTHLY, "now": timezone.now(), **values},
    )  # fmt: skip


def answered(world: World, case: Enrolment, **told: Any) -> None:
    self_reports.answer(
        token=token_for(world, case), told=Told(**told), now=timezone.now(), today=world.today
    )


def reviewed(world: World, case: Enrolment, **values: Any) -> int:
    return follow_ups.hold(
        by=world.viewer(world.anna), enrolment_id=case.pk, on=world.today,
        **{"kind": FollowUpKind.MONTHLY, **values},
    )  # fmt: skip


def test_an_answer_comes_by_the_address_and_waits_to_be_gone_through(
    world: World, maja: Enrolment
) -> None:
    token = token_for(world, maja)

    sent = Client().post(f"/svar/{token}/", {"life_situation": "4", "own_words": "Det går bra"})

    row = FollowUp.unscoped.get()
    assert sent["Location"] == "/svar/tack/"
    assert (row.life_situation, row.own_words, row.answered_by) == (4, "Det går bra", "person")
    assert (row.owner_id, row.created_by, row.awaits_review) == (world.anna_org.pk, None, True)
    assert CaseSummary.unscoped.get().last_follow_up_on is None


def test_neither_page_nor_address_nor_database_tells_whose_it_is(
    world: World, maja: Enrolment
) -> None:
    token = token_for(world, maja)

    page = Client().get(f"/svar/{token}/")

    shown = page.content.decode()
    named = ["Maja", "Holm", "Anna", world.programme.name, world.anna_org.name]
    assert [name for name in named if name in shown] == []
    assert token not in str(ReportLink.unscoped.values())
    assert page["Referrer-Policy"] == "no-referrer"
    assert "no-store" in page["Cache-Control"]


@pytest.mark.parametrize("end", ["use", "revoke", "replace", "age", "misspell"])
def test_an_address_that_has_ended_is_the_same_dead_end(
    world: World, maja: Enrolment, end: str
) -> None:
    token, now = token_for(world, maja), timezone.now()
    if end == "use":
        Client().post(f"/svar/{token}/", {"own_words": "Hej"})
    elif end == "revoke":
        self_reports.revoke(by=world.viewer(world.anna), enrolment_id=maja.pk, now=now)
    elif end == "replace":
        token_for(world, maja)
    elif end == "age":
        ReportLink.unscoped.update(expires_at=now - timedelta(hours=2))
    else:
        token = token[::-1]
    before = FollowUp.unscoped.count()

    seen = Client().get(f"/svar/{token}/")
    sent = Client().post(f"/svar/{token}/", {"own_words": "Igen"})

    assert (seen.status_code, sent.status_code) == (404, 404)
    assert "Be din coach om en ny" in seen.content.decode()
    assert FollowUp.unscoped.count() == before


def test_who_began_in_time_may_finish(world: World, maja: Enrolment) -> None:
    token = token_for(world, maja)
    ReportLink.unscoped.update(expires_at=timezone.now() - timedelta(minutes=5))

    assert Client().get(f"/svar/{token}/").status_code == 404
    assert Client().post(f"/svar/{token}/", {"own_words": "Jag hann"}).status_code == 302


def test_a_button_pressed_twice_is_one_answer(world: World, maja: Enrolment) -> None:
    token, told = token_for(world, maja), {"own_words": "Hej", "once": ONCE}

    sent = [Client().post(f"/svar/{token}/", told)["Location"] for _time in range(2)]

    assert sent == ["/svar/tack/", "/svar/tack/"]
    assert FollowUp.unscoped.count() == 1


def test_bad_answer_is_sent_back_with_what_was_written(world: World, maja: Enrolment) -> None:
    token = token_for(world, maja)

    sent = Client().post(f"/svar/{token}/", {"life_situation": "9", "own_words": "Mina ord"})

    assert sent.status_code == 422
    assert "Mina ord" in sent.content.decode()
    assert Client().post(f"/svar/{token}/", {"life_situation": "5"}).status_code == 302


def test_the_coach_makes_an_address_that_is_shown_once(
    world: World, anna: Client, maja: Enrolment
) -> None:
    made = anna.post(f"/deltagare/{maja.pk}/uppfoljning/sjalv/lank/")
    again = anna.get(f"/deltagare/{maja.pk}/uppfoljning/sjalv/")

    assert "/svar/" in made.context["address"]
    assert "/svar/" not in again.content.decode()
    anna.post(f"/deltagare/{maja.pk}/uppfoljning/sjalv/aterkalla/")
    assert Client().get(made.context["address"]).status_code == 404


def test_a_screen_that_is_handed_over_reaches_nothing_of_the_coach(
    world: World, anna: Client, maja: Enrolment
) -> None:
    handed = anna.post(f"/deltagare/{maja.pk}/uppfoljning/sjalv/skarm/")

    behind = ["/", f"/deltagare/{maja.pk}/", f"/deltagare/{maja.pk}/uppfoljning/", "/deltagare/"]
    assert {anna.get(address)["Location"].split("?")[0] for address in behind} == {"/konto/login/"}
    assert anna.get(handed["Location"]).status_code == 200
    assert anna.post(handed["Location"], {"influence": "0"})["Location"] == "/svar/tack/"
    assert FollowUp.unscoped.get().influence == 0
    assert anna.get("/")["Location"].startswith("/konto/login/")


def test_the_coach_is_told_and_goes_through_it_without_asking_again(
    world: World, anna: Client, maja: Enrolment
) -> None:
    _coached(world, maja)
    before = count_due(world.viewer(world.anna))
    answered(world, maja, life_situation=2, own_words="Det är tungt")

    day = anna.get("/").content.decode()
    form = anna.get(f"/deltagare/{maja.pk}/uppfoljning/")

    assert "Har svarat själv" in day
    assert count_due(world.viewer(world.anna)) == before + 1
    assert "Det är tungt" in form.content.decode()
    assert "life_situation" not in form.context["form"].fields
    told = {"kind": "monthly", "on": world.today.isoformat(), "note": "Vi pratade om det"}
    anna.post(f"/deltagare/{maja.pk}/uppfoljning/", told)
    row = FollowUp.unscoped.get()
    assert (row.own_words, row.note, row.awaits_review) == (
        "Det är tungt", "Vi pratade om det", False,
    )  # fmt: skip
    assert row.reviewed_by_id == world.anna.pk
    assert "Har svarat själv" not in anna.get("/").content.decode()


def test_going_through_it_sent_twice_is_one_follow_up(
    world: World, anna: Client, maja: Enrolment
) -> None:
    answered(world, maja, influence=3)
    told = {
        "kind": "monthly", "on": world.today.isoformat(), "note": "Hej", "channel": "visit",
        "once": ONCE,
    }  # fmt: skip

    for _time in range(2):
        anna.post(f"/deltagare/{maja.pk}/uppfoljning/", told)

    assert FollowUp.unscoped.count() == 1
    assert CaseSummary.unscoped.get().contact_count == 1


def test_undone_the_persons_answer_waits_again(world: World, maja: Enrolment) -> None:
    answered(world, maja, influence=3)
    held = reviewed(world, maja, note="Fel person")

    follow_ups.take_back(by=world.viewer(world.anna), follow_up_id=held)

    row = FollowUp.unscoped.get()
    assert (row.influence, row.note, row.awaits_review) == (3, "", True)
    assert CaseSummary.unscoped.get().last_follow_up_on is None
    with pytest.raises(Denied):
        follow_ups.take_back(by=world.viewer(world.anna), follow_up_id=held)


def test_answers_typed_while_the_persons_own_came_do_not_write_over_it(
    world: World, anna: Client, maja: Enrolment
) -> None:
    answered(world, maja, influence=3)

    with pytest.raises(Denied, match="answered meanwhile"):
        reviewed(world, maja, answered_by=AnsweredBy.TOGETHER, told=Told(influence=5))

    assert FollowUp.unscoped.get().influence == 3


def test_history_says_that_the_person_answered(world: World, anna: Client, maja: Enrolment) -> None:
    answered(world, maja, influence=3)

    history = anna.get(f"/deltagare/{maja.pk}/historik/").context["changes"]

    assert ("Personen", "Svarade själv") in {(row["who"], row["what"]) for row in history}


def test_another_organisation_neither_asks_nor_sees(world: World, maja: Enrolment) -> None:
    answered(world, maja, own_words="Bara till Anna")
    bo = Client()
    bo.force_login(world.bo)
    addresses = ["uppfoljning/sjalv", "uppfoljning/over-tid", "uppfoljning"]

    assert {bo.get(f"/deltagare/{maja.pk}/{one}/").status_code for one in addresses} == {404}
    with pytest.raises(NotFound):
        self_reports.ask(
            by=world.viewer(world.bo), enrolment_id=maja.pk, kind=FollowUpKind.MONTHLY,
            now=timezone.now(),
        )  # fmt: skip
    world.ground(maja, world.bo_org, Part.PLAN)
    assert "Bara till Anna" not in bo.get(f"/deltagare/{maja.pk}/").content.decode()
    assert bo.get(f"/deltagare/{maja.pk}/uppfoljning/over-tid/").status_code == 404
    world.ground(maja, world.bo_org, Part.FOLLOW_UPS)
    shown = bo.get(f"/deltagare/{maja.pk}/uppfoljning/over-tid/").content.decode()
    assert "Bara till Anna" in shown


def test_the_way_in_costs_the_same_however_many_answers(world: World, maja: Enrolment) -> None:
    costs = []
    for n in (1, 9):
        for _i in range(n):
            answered(world, maja, influence=3)
            reviewed(world, maja)
        token = token_for(world, maja)
        with CaptureQueriesContext(connection) as caught:
            Client().get(f"/svar/{token}/")
        costs.append(len(caught))

    assert costs == [1, 1]


# ── WHO-5 ──────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    file = tmp_path / "who5.yaml"
    file.write_text(TEXTS, encoding="utf-8")
    return file


@pytest.fixture
def with_who5(monkeypatch: pytest.MonkeyPatch) -> None:
    natkraft = get("natkraft")
    report = natkraft.follow_up.self_report
    assert report is not None
    asks = natkraft.follow_up.model_copy(
        update={"self_report": report.model_copy(update={"who5": True})}
    )
    blueprint = natkraft.model_copy(update={"follow_up": asks})
    monkeypatch.setattr(page_of, "get", lambda *_key: blueprint)
    monkeypatch.setattr("framsteg.web.pages.follow_ups.get", lambda *_key: blueprint)


def test_nothing_is_asked_before_the_texts_are_loaded(
    world: World, maja: Enrolment, with_who5: None
) -> None:
    page = Client().get(f"/svar/{token_for(world, maja)}/")

    assert page.context["form"].wellbeing() == []


def test_who5_is_asked_and_told_as_the_persons_own_answer(
    world: World, anna: Client, maja: Enrolment, with_who5: None, texts: Path
) -> None:
    instruments.load(texts)
    token = token_for(world, maja)
    shown = Client().get(f"/svar/{token}/").content.decode()
    told = {f"wellbeing_{n}": str(answer) for n, answer in enumerate((3, 2, 4, 1, 5), start=1)}

    Client().post(f"/svar/{token}/", told)

    assert "Fråga fem" in shown
    assert "CC BY-NC-SA 3.0 IGO" in shown
    line = case_file(world.viewer(world.anna), maja.pk).follow_ups[0]  # type: ignore[index]
    assert line.wellbeing == (3, 2, 4, 1, 5)
    for page in ("", "uppfoljning/", "uppfoljning/over-tid/"):
        assert "15 av 25 (60 av 100)" in anna.get(f"/deltagare/{maja.pk}/{page}").content.decode()


def test_a_programme_without_who5_never_asks_it(world: World, maja: Enrolment, texts: Path) -> None:
    instruments.load(texts)

    page = Client().get(f"/svar/{token_for(world, maja)}/")

    assert "Fråga ett" not in page.content.decode()


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        (("licence: CC BY-NC-SA 3.0 IGO", "licence: ''"), Refused),
        (("Fråga fem]", "Fråga fem, Fråga sex]"), Denied),
        (("key: who5", "key: annat"), Denied),
        (("title: Fem", "title: [Fem"), Refused),
    ],
)
def test_a_file_that_cannot_be_used_changes_nothing(
    world: World, texts: Path, change: tuple[str, str], refusal: type[Exception]
) -> None:
    texts.write_text(TEXTS.replace(*change), encoding="utf-8")

    with pytest.raises(refusal):
        instruments.load(texts)

    assert instrument("who5", "sv") is None


def test_loaded_anew_the_new_texts_hold(world: World, texts: Path) -> None:
    instruments.load(texts)
    texts.write_text(TEXTS.replace("Senaste tiden", "Den här veckan"), encoding="utf-8")

    instruments.load(texts)

    held = instrument("who5", "sv")
    assert held is not None
    assert held.question == "Den här veckan"


def test_events_hold_no_token(world: World, maja: Enrolment) -> None:
    token = token_for(world, maja)

    assert token not in str(list(Event.unscoped.values()))


def _coached(world: World, case: Enrolment) -> None:
    from framsteg.actions import assignments

    assignments.assign(
        by=world.viewer(world.anna), enrolment_id=case.pk, staff_id=world.anna.pk, on=world.today
    )
