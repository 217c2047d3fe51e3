"""All parties' efforts on one axis: from what is logged already, cut by consent, gaps in words."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from framsteg import access
from framsteg.access import NotFound
from framsteg.access.plan_files import EffortKind
from framsteg.actions import contacts, efforts, follow_ups, placements, plans
from framsteg.actions.efforts import Noted
from framsteg.actions.plans import Asked
from framsteg.foundation.codes import Channel, FollowUpKind, Part, Place, PlacementKind
from framsteg.foundation.decision import Denied
from framsteg.foundation.plan_codes import Responsible
from framsteg.records.models import AccessLogEntry, Effort, Enrolment, Event
from framsteg.web.presenters.words import said
from tests.factories.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World(today=timezone.localdate(), blueprint="natkraft")


@pytest.fixture
def maja(world: World) -> Enrolment:
    return world.case(
        given="Maja", family="Holm", phase="agreement",
        enrolled_on=world.today - timedelta(days=200),
    )  # fmt: skip


@pytest.fixture
def anna(world: World) -> Client:
    return logged_in(world.anna)


def logged_in(person: Any) -> Client:
    client = Client()
    client.force_login(person)
    return client


def noted(world: World, case: Enrolment, **values: Any) -> int:
    told = {
        "what": "Samtal varje vecka", "organisation_name": "Vårdcentralen Ekan",
        "starts_on": world.today - timedelta(days=190),
        "last_day": world.today - timedelta(days=100), **values,
    }  # fmt: skip
    return efforts.note(by=world.viewer(world.anna), enrolment_id=case.pk, effort=Noted(**told))


def sent(world: World, **values: Any) -> dict[str, Any]:
    return {
        "what": "Arbetsträning", "organisation_name": "Samhall",
        "starts_on": world.today.isoformat(), **values,
    }  # fmt: skip


def test_what_is_logged_elsewhere_is_on_the_axis_already(
    world: World, maja: Enrolment, anna: Client
) -> None:
    by, long_ago = world.viewer(world.anna), world.today - timedelta(days=90)
    placements.start(
        by=by, enrolment_id=maja.pk, kind=PlacementKind.INTERNSHIP, on=long_ago, percent=50,
        title="Hundvakt",
    )  # fmt: skip
    for n in (3, 9):
        contacts.log(
            by=by, enrolment_id=maja.pk, on=world.today - timedelta(days=n),
            channel=Channel.PHONE, place=Place.REMOTE,
        )  # fmt: skip
    follow_ups.record(by=by, enrolment_id=maja.pk, on=world.today, kind=FollowUpKind.MONTHLY)
    goal = plans.set_goal(by=by, enrolment_id=maja.pk, words="Jobb")
    plans.add_action(by=by, goal_id=goal, asked=Asked("Skicka intyg", Responsible.RELATIVE))
    noted(world, maja)

    page = anna.get(f"/deltagare/{maja.pk}/insatser/").content.decode()

    told = [
        "Praktik: Hundvakt", "2 kontakter", "1 uppföljning", "I planen: Skicka intyg",
        "Samtal varje vecka", "Vårdcentralen Ekan", "Närstående eller vän",
    ]  # fmt: skip
    assert [words for words in told if words not in page] == []
    kinds = {one.kind for one in access.efforts(by, maja.pk).efforts}
    assert kinds == set(EffortKind) - {EffortKind.EMPLOYER_CONTACTS}


def test_gaps_are_told_in_words_and_drawn(world: World, maja: Enrolment, anna: Client) -> None:
    noted(world, maja)

    page = anna.get(f"/deltagare/{maja.pk}/insatser/")

    (gap,) = page.context["gaps"]
    assert gap.startswith("Sedan ")
    assert gap.endswith("(100 dagar).")
    assert {len(picture["gaps"]) for picture in page.context["pictures"]} == {1}


def test_what_the_plan_only_promises_fills_no_gap(
    world: World, maja: Enrolment, anna: Client
) -> None:
    by = world.viewer(world.anna, today=world.today - timedelta(days=150))
    goal = plans.set_goal(by=by, enrolment_id=maja.pk, words="Jobb")
    action = plans.add_action(by=by, goal_id=goal, asked=Asked("Ringa", Responsible.PARTICIPANT))

    (whole,) = anna.get(f"/deltagare/{maja.pk}/insatser/").context["gaps"]
    plans.finish(
        by=world.viewer(world.anna), action_id=action, on=world.today - timedelta(days=100)
    )
    two = anna.get(f"/deltagare/{maja.pk}/insatser/").context["gaps"]

    assert "(201 dagar)" in whole
    assert len(two) == 2


def test_a_person_with_nothing_is_met_by_an_invitation(
    world: World, maja: Enrolment, anna: Client
) -> None:
    page = anna.get(f"/deltagare/{maja.pk}/insatser/").content.decode()

    assert "Inga insatser än" in page
    assert "Ny insats" in page


def test_noted_changed_and_taken_back(world: World, maja: Enrolment, anna: Client) -> None:
    here = f"/deltagare/{maja.pk}/insatser/"
    anna.post(f"{here}ny/", sent(world))
    row = Effort.unscoped.get()
    change = sent(world, last_day=world.today.isoformat(), version=row.version)
    anna.post(f"{here}{row.pk}/", change)

    assert Effort.unscoped.get().last_day == world.today
    assert anna.get(f"{here}{row.pk}/").context["form"]["what"].value() == "Arbetsträning"
    anna.post(f"{here}{row.pk}/angra/")
    assert not Effort.unscoped.exists()
    verbs = Event.unscoped.filter(verb__startswith="efforts.").values_list("verb", flat=True)
    assert sorted(verbs) == ["efforts.change", "efforts.note", "efforts.take_back"]


def test_two_who_change_it_are_shown_both(world: World, maja: Enrolment, anna: Client) -> None:
    pk = noted(world, maja)
    by = world.viewer(world.anna)
    effort = Noted("Behandling", world.today, organisation_name="Vårdcentralen Ekan")
    efforts.change(by=by, effort_id=pk, effort=effort, version=1)

    answer = anna.post(
        f"/deltagare/{maja.pk}/insatser/{pk}/", sent(world, what="Mitt eget", version=1)
    )

    assert answer.status_code == 409
    assert "Mitt eget" in answer.content.decode()
    assert Effort.unscoped.get().what == "Behandling"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"organisation_name": ""}, "organisation_id"),
        ({"last_day": "2020-01-01"}, "last_day"),
        ({"starts_on": "1900-01-01"}, "__all__"),
        ({"what": ""}, "what"),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_is_kept(
    world: World, maja: Enrolment, anna: Client, values: dict[str, str], field: str
) -> None:
    answer = anna.post(
        f"/deltagare/{maja.pk}/insatser/ny/", sent(world, responsible_name="Siv", **values)
    )

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert 'value="Siv"' in answer.content.decode()
    assert not Effort.unscoped.exists()


def test_sent_twice_it_is_noted_once(world: World, maja: Enrolment, anna: Client) -> None:
    told = sent(world, once="0b5dd2a9-42dd-43ad-8a5c-22f2c0a2ad11")

    for _time in range(2):
        anna.post(f"/deltagare/{maja.pk}/insatser/ny/", told)

    assert Effort.unscoped.count() == 1


def test_an_organisation_that_is_chosen_needs_no_name(world: World, maja: Enrolment) -> None:
    noted(world, maja, organisation_id=world.bo_org.pk, organisation_name="Skrivet också")

    (line,) = access.efforts(world.viewer(world.anna), maja.pk).efforts
    assert line.party == world.bo_org.name


@pytest.mark.parametrize("values", [{"what": ""}, {"organisation_name": ""}])
def test_the_database_refuses_an_effort_of_nobody_or_of_nothing(
    world: World, maja: Enrolment, values: dict[str, str]
) -> None:
    told = {"what": "Samtal", "organisation_name": "Ekan", "starts_on": world.today, **values}

    with pytest.raises(IntegrityError), transaction.atomic():
        Effort.unscoped.create(enrolment=maja, owner=world.anna_org, **told)


def test_each_kind_is_cut_by_its_own_part_and_what_is_withheld_is_named(
    world: World, maja: Enrolment
) -> None:
    noted(world, maja)
    world.contact(maja, world.anna_org)
    world.ground(maja, world.bo_org, Part.CONTACTS)
    bo = logged_in(world.bo)

    page = bo.get(f"/deltagare/{maja.pk}/insatser/")

    shown = page.content.decode()
    assert "1 kontakt" in shown
    assert "Vårdcentralen Ekan" not in shown
    assert page.context["withheld"] == [
        str(said(part)) for part in (Part.PLAN, Part.EMPLOYER_DEALINGS, Part.FOLLOW_UPS)
    ]
    entry = AccessLogEntry.unscoped.filter(staff_id=world.bo.pk).order_by("-id")[0]
    assert set(entry.parts.split(",")) == {"contacts"}
    world.ground(maja, world.bo_org, Part.PLAN)
    assert "Vårdcentralen Ekan" in bo.get(f"/deltagare/{maja.pk}/insatser/").content.decode()


def test_another_organisation_neither_changes_nor_takes_back(world: World, maja: Enrolment) -> None:
    pk = noted(world, maja)
    world.ground(maja, world.bo_org, Part.PLAN)
    bo = logged_in(world.bo)

    assert bo.get(f"/deltagare/{maja.pk}/insatser/{pk}/").status_code == 404
    with pytest.raises(NotFound):
        efforts.take_back(by=world.viewer(world.bo), effort_id=pk)
    with pytest.raises(NotFound):
        efforts.note(
            by=world.viewer(world.cecilia), enrolment_id=maja.pk,
            effort=Noted("X", world.today, organisation_name="Y"),
        )  # fmt: skip


def test_a_day_that_cannot_be_right_is_refused_by_the_action(world: World, maja: Enrolment) -> None:
    with pytest.raises(Denied):
        noted(world, maja, last_day=world.today - timedelta(days=191))


def test_costs_the_same_with_few_efforts_and_with_many(world: World, maja: Enrolment) -> None:
    viewer, costs = world.viewer(world.anna), []
    for n in (1, 9):
        for _i in range(n):
            noted(world, maja)
            world.contact(maja, world.anna_org)
        with CaptureQueriesContext(connection) as caught:
            access.efforts(viewer, maja.pk)
        costs.append(len(caught))

    assert costs == [10, 10]


def test_the_old_text_of_the_plan_is_read_on_the_plans_page_and_written_no_more(
    world: World, maja: Enrolment, anna: Client
) -> None:
    from framsteg.records.models import Section

    Section.unscoped.create(
        enrolment=maja, owner=world.anna_org, part=Part.PLAN, text="Det gamla målet",
        updated_on=world.today,
    )  # fmt: skip

    assert "Det gamla målet" in anna.get(f"/deltagare/{maja.pk}/plan/").content.decode()
    assert "Det gamla målet" not in anna.get(f"/deltagare/{maja.pk}/").content.decode()
    assert anna.get(f"/deltagare/{maja.pk}/text/plan/").status_code == 404
