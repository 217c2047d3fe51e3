"""The first talk with all: nobody else is told before the person's yes, nor after it is gone."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from framsteg import access
from framsteg.access.reading import meetings as reading
from framsteg.actions import enquiries, enrolments
from framsteg.actions.enrolments import Person
from framsteg.foundation.codes import Channel, MeetingState, Role, Sex, SourceKind
from framsteg.records.models import AccessLogEntry, Enquiry, Meeting, MeetingGuest, Staff
from framsteg.rules.eligibility import ApplicantFacts
from framsteg.web import mailing
from tests.factories.world import World

pytestmark = pytest.mark.django_db
NAME = "Disa Ordhemlig"


@pytest.fixture
def world() -> World:
    return World(today=timezone.localdate(), blueprint="natkraft")


@pytest.fixture
def asked(world: World) -> int:
    return enquiries.receive(
        by=world.viewer(world.anna), programme_id=world.programme.pk, received_on=world.today,
        source_kind=SourceKind.SELF, channel=Channel.PHONE, person_name=NAME,
    )  # fmt: skip


@pytest.fixture
def anna(world: World) -> Client:
    return logged_in(world.anna)


def logged_in(staff: Staff) -> Client:
    client = Client()
    client.force_login(staff)
    return client


def url(what: str, asked: int) -> str:
    return reverse(f"first_talks:{what}", args=[asked])


def says_yes(world: World, anna: Client, asked: int, *organisations: Any) -> Any:
    return anna.post(
        url("agree", asked),
        {
            "together_with": [o.pk for o in organisations or [world.bo_org]],
            "together_how": "oral",
            "together_on": world.today.isoformat(),
            "version": Enquiry.unscoped.get(pk=asked).version,
        },
    )


def books(world: World, anna: Client, asked: int, **more: Any) -> Any:
    day = (world.today + timedelta(days=3)).isoformat()
    told = {"on": day, "at": "10:00", "minutes": "60", "place": "office",
            "staff_ids": [world.bo.pk], "invite": "on", **more}  # fmt: skip
    return anna.post(url("book", asked), told)


def test_the_talk_is_booked_with_those_the_person_said_yes_to(
    world: World, anna: Client, asked: int
) -> None:
    says_yes(world, anna, asked)

    answer = books(world, anna, asked, organisation_ids=[world.bo_org.pk])

    row = Meeting.unscoped.get()
    guests = MeetingGuest.unscoped.filter(meeting=row)
    assert answer["Location"] == reverse("meetings:show", args=[row.pk])
    assert {g.staff_id or g.organisation_id for g in guests} == {
        world.anna.pk, world.bo.pk, world.bo_org.pk,
    }  # fmt: skip


def test_nobody_is_asked_before_the_person_says_yes(world: World, anna: Client, asked: int) -> None:
    answer = books(world, anna, asked)

    assert answer.status_code == 422
    assert not Meeting.unscoped.exists()


def test_nobody_is_asked_whom_the_yes_does_not_name(world: World, anna: Client, asked: int) -> None:
    tove = world.third()
    says_yes(world, anna, asked)

    offered = anna.get(url("book", asked)).context["form"].fields["staff_ids"].choices
    answer = books(world, anna, asked, staff_ids=[tove.pk])

    assert tove.pk not in dict(offered)
    assert answer.status_code == 422
    assert not Meeting.unscoped.exists()


def test_the_one_who_is_asked_sees_who_it_is_by_the_yes(
    world: World, anna: Client, asked: int
) -> None:
    says_yes(world, anna, asked)
    books(world, anna, asked)

    page = logged_in(world.bo).get(reverse("meetings:show", args=[Meeting.unscoped.get().pk]))
    enquiry = logged_in(world.bo).get(reverse("enquiries:show", args=[asked]))

    assert NAME in page.text
    assert enquiry.status_code == 404
    assert AccessLogEntry.unscoped.filter(enquiry_id=asked, staff_id=world.bo.pk).exists()


def test_a_yes_taken_back_closes_and_cancels_at_once(
    world: World, anna: Client, asked: int
) -> None:
    says_yes(world, anna, asked)
    books(world, anna, asked)

    anna.post(url("take_back", asked))

    row = Meeting.unscoped.get()
    page = logged_in(world.bo).get(reverse("meetings:show", args=[row.pk]))
    assert row.state == MeetingState.CANCELLED
    assert page.status_code == 200
    assert NAME not in page.text


def test_the_invitation_names_nobody(world: World, anna: Client, asked: int) -> None:
    says_yes(world, anna, asked)
    books(world, anna, asked)

    mailing.send_invitations.func(Meeting.unscoped.get().pk, [])
    letters = [letter for letter in mail.outbox if world.bo.email in letter.to]

    assert letters
    assert not [x for x in mail.outbox if "Ordhemlig" in str(x.message())]


def test_a_colleague_who_is_not_asked_finds_the_talk_in_the_enquiry(
    world: World, anna: Client, asked: int
) -> None:
    agnes = world.staff("Agnes", world.anna_org, Role.EMPLOYMENT_SPECIALIST)
    says_yes(world, anna, asked)
    books(world, anna, asked)

    page = logged_in(agnes).get(reverse("enquiries:show", args=[asked]))

    assert len(page.context["talks"]) == 1
    assert logged_in(agnes).get(page.context["talks"][0]["url"]).status_code == 200


def test_a_stranger_to_the_talk_finds_nothing(world: World, anna: Client, asked: int) -> None:
    tove = world.third()
    says_yes(world, anna, asked)
    books(world, anna, asked)

    with pytest.raises(access.NotFound):
        reading.meeting(world.viewer(tove), Meeting.unscoped.get().pk)
    assert reading.meetings_of_enquiry(world.viewer(tove), asked) == ()


def test_how_it_went_is_noted_with_who_came(world: World, anna: Client, asked: int) -> None:
    says_yes(world, anna, asked)
    books(world, anna, asked)
    Meeting.unscoped.update(starts_at=timezone.now() - timedelta(hours=1))
    row = Meeting.unscoped.get()
    came = [g.pk for g in MeetingGuest.unscoped.filter(meeting=row)]

    anna.post(
        reverse("meetings:note", args=[row.pk]),
        {"held": "yes", "came": came, "notes": "Vill börja med praktik.", "version": row.version},
    )
    page = anna.get(reverse("enquiries:show", args=[asked]))

    assert page.context["talks"][0]["badge"] == "Hållet"
    assert MeetingGuest.unscoped.filter(meeting=row, came=True).count() == 2


def test_who_is_asked_instead_must_be_in_the_yes_too(
    world: World, anna: Client, asked: int
) -> None:
    tove = world.third()
    says_yes(world, anna, asked)
    books(world, anna, asked)
    row = Meeting.unscoped.get()
    change = reverse("meetings:change", args=[row.pk])
    form = anna.get(change).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields}

    answer = anna.post(change, {**sent, "staff_ids": [tove.pk], "organisation_ids": []})

    assert answer.status_code == 422
    assert not MeetingGuest.unscoped.filter(staff=tove).exists()


def test_the_talk_goes_on_into_the_file(world: World, anna: Client, asked: int) -> None:
    says_yes(world, anna, asked)
    books(world, anna, asked)

    enrolment_id = enrolments.enrol(
        by=world.viewer(world.anna), programme_id=world.programme.pk, on=world.today,
        person=Person(sex=Sex.WOMAN, given_name="Disa", family_name="Ordhemlig", birth_year=1990),
        facts=ApplicantFacts(birth_year=1990, belongs=True, within_age=True),
        enquiry_id=asked,
    )  # fmt: skip

    lines = reading.meetings_of_case(world.viewer(world.anna), enrolment_id)
    assert [line.person for line in lines] == [NAME]


def test_two_who_note_the_yes_lose_nothing(world: World, anna: Client, asked: int) -> None:
    tove = world.third()
    version = Enquiry.unscoped.get(pk=asked).version
    sent = {"together_how": "oral", "together_on": world.today.isoformat(), "version": version}
    anna.post(url("agree", asked), {**sent, "together_with": [world.bo_org.pk]})
    agnes = logged_in(world.staff("Agnes", world.anna_org, Role.EMPLOYMENT_SPECIALIST))

    late = agnes.post(url("agree", asked), {**sent, "together_with": [tove.organisation_id]})
    kept = Enquiry.unscoped.get(pk=asked).together_with
    chosen = late.context["rows"][0]["yours"]["raw"]
    agnes.post(
        url("agree", asked), {**sent, "together_with": chosen, "version": late.context["version"]}
    )

    assert late.status_code == 409
    assert kept == [world.bo_org.pk]
    assert Enquiry.unscoped.get(pk=asked).together_with == [tove.organisation_id]


def test_the_form_on_paper_names_the_authorities(world: World, anna: Client, asked: int) -> None:
    page = anna.get(url("form_on_paper", asked)).text

    assert world.bo_org.name in page
    assert NAME not in page
