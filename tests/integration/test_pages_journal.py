"""Copy as journal text: own entries only, marked when copied, and no word for a stranger."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from framsteg.access import NotFound
from framsteg.actions import contacts, employers, follow_ups, journal
from framsteg.foundation.codes import Channel, EmployerPurpose, FollowUpKind, Part, Place, Role
from framsteg.foundation.decision import Denied
from framsteg.foundation.journal_codes import JournalSubject
from framsteg.records.models import Enrolment, Event, JournalCopy, Staff
from tests.factories.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World(today=timezone.localdate())


@pytest.fixture
def maja(world: World) -> Enrolment:
    return world.case("Maja", "Holm")


@pytest.fixture
def talk(world: World, maja: Enrolment) -> int:
    return log(world, world.anna, maja)


def log(world: World, who: Staff, case: Enrolment, note: str = "Vi pratade om lagret") -> int:
    return contacts.log(
        by=world.viewer(who), enrolment_id=case.pk, on=world.today, channel=Channel.PHONE,
        place=Place.REMOTE, note=note,
    )  # fmt: skip


def mark(world: World, who: Staff, case: Enrolment, contact_id: int) -> int:
    return journal.mark(
        by=world.viewer(who), enrolment_id=case.pk, subject=JournalSubject.CONTACT,
        subject_id=contact_id, system="Lifecare",
    )  # fmt: skip


def logged_in(person: Staff) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_text_has_the_shape_of_the_own_authority(world: World, maja: Enrolment, talk: int) -> None:
    page = logged_in(world.anna).get(f"/deltagare/{maja.pk}/journal/contact/{talk}/")

    assert "Social journal" in page.content.decode()
    assert "Vad som kom fram: Vi pratade om lagret" in page.content.decode()


def test_marked_from_the_page_and_shown_at_the_entry(
    world: World, maja: Enrolment, talk: int
) -> None:
    client = logged_in(world.anna)
    client.post(f"/deltagare/{maja.pk}/journal/contact/{talk}/", {"system": "Lifecare"})

    page = client.get(f"/deltagare/{maja.pk}/").content.decode()
    assert "Kopierad till Lifecare" in page
    assert "Allt är kopierat" in client.get(f"/deltagare/{maja.pk}/journal/").content.decode()


def test_system_must_be_named(world: World, maja: Enrolment, talk: int) -> None:
    answer = logged_in(world.anna).post(f"/deltagare/{maja.pk}/journal/contact/{talk}/", {})

    assert answer.status_code == 422
    assert not JournalCopy.unscoped.exists()


def test_taken_back_by_the_one_who_marked(world: World, maja: Enrolment, talk: int) -> None:
    copy = mark(world, world.anna, maja, talk)
    colleague = world.staff("Berit", world.anna_org, Role.EMPLOYMENT_SPECIALIST)

    with pytest.raises(Denied):
        journal.take_back(by=world.viewer(colleague), copy_id=copy)
    logged_in(world.anna).post(f"/journal/{copy}/angra/")

    assert not JournalCopy.unscoped.exists()
    assert Event.unscoped.filter(verb="journal.take_back", enrolment_id=maja.pk).exists()


def test_follow_up_and_visit_can_be_copied(world: World, maja: Enrolment) -> None:
    by = world.viewer(world.anna)
    follow_ups.record(
        by=by, enrolment_id=maja.pk, on=world.today, kind=FollowUpKind.MONTHLY, own_words="Bra"
    )
    employers.log_contact(
        by=by, programme_id=world.programme.pk, employer_id=None, on=world.today,
        channel=Channel.VISIT, purpose=EmployerPurpose.LEARN_NEEDS, note="Letar folk",
        on_behalf_of=[maja.pk],
    )  # fmt: skip
    client = logged_in(world.anna)
    listed = client.get(f"/deltagare/{maja.pk}/journal/").content.decode()

    for subject, said in (("follow-up", "Bra"), ("employer-visit", "Letar folk")):
        start = listed.index(f"/deltagare/{maja.pk}/journal/{subject}/")
        there = listed[start : listed.index('"', start)]
        assert said in client.get(there).content.decode()


def test_old_entries_are_not_asked_about(world: World, maja: Enrolment) -> None:
    world.contact(maja, world.anna_org, on=world.today - timedelta(days=31))

    page = logged_in(world.anna).get(f"/deltagare/{maja.pk}/journal/").content.decode()
    assert "Allt är kopierat" in page


def test_partner_without_consent_sees_nothing(world: World, maja: Enrolment, talk: int) -> None:
    mark(world, world.anna, maja, talk)
    # Bo's organisation writes in the case, so the case itself is in sight.
    world.contact(maja, world.bo_org)
    client = logged_in(world.bo)

    for address in ("", "journal/", f"journal/contact/{talk}/", "historik/"):
        page = client.get(f"/deltagare/{maja.pk}/{address}").content.decode()
        assert "Lifecare" not in page
        assert "Vi pratade om lagret" not in page
    with pytest.raises(NotFound):
        mark(world, world.bo, maja, talk)


def test_partner_with_consent_sees_the_mark_but_cannot_copy(
    world: World, maja: Enrolment, talk: int
) -> None:
    world.ground(maja, world.bo_org, Part.CONTACTS)
    mark(world, world.anna, maja, talk)
    client = logged_in(world.bo)

    assert "Kopierad till Lifecare" in client.get(f"/deltagare/{maja.pk}/").content.decode()
    assert client.get(f"/deltagare/{maja.pk}/journal/contact/{talk}/").status_code == 404
    with pytest.raises(NotFound):
        mark(world, world.bo, maja, talk)


@pytest.mark.parametrize("where", ["", "journal/"])
def test_ten_entries_cost_no_more_queries_than_one(
    world: World, maja: Enrolment, talk: int, where: str
) -> None:
    client = logged_in(world.anna)
    address = f"/deltagare/{maja.pk}/{where}"

    def count() -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        return len(asked)

    few = count()
    for n in range(10):
        mark(world, world.anna, maja, log(world, world.anna, maja, f"Nr {n}"))
        log(world, world.anna, maja, f"Ny {n}")

    assert count() == few


def test_the_same_form_sent_twice_marks_once(world: World, maja: Enrolment, talk: int) -> None:
    client = logged_in(world.anna)
    sent = {"system": "Lifecare", "once": "0b5dd2a9-42dd-43ad-8a5c-22f2c0a2ad11"}

    for _time in range(2):
        client.post(f"/deltagare/{maja.pk}/journal/contact/{talk}/", sent)

    assert JournalCopy.unscoped.count() == 1


def test_a_contact_taken_back_leaves_no_mark_but_its_history(
    world: World, maja: Enrolment, talk: int
) -> None:
    mark(world, world.anna, maja, talk)

    contacts.take_back(by=world.viewer(world.anna), contact_id=talk)

    assert not JournalCopy.unscoped.exists()
    assert Event.unscoped.filter(verb="journal.take_back").count() == 1


def test_a_visit_taken_back_leaves_no_mark(world: World, maja: Enrolment) -> None:
    by = world.viewer(world.anna)
    visit = employers.log_contact(
        by=by, programme_id=world.programme.pk, employer_id=None, on=world.today,
        channel=Channel.VISIT, purpose=EmployerPurpose.PRESENT_PERSON, on_behalf_of=[maja.pk],
    )  # fmt: skip
    journal.mark(
        by=by, enrolment_id=maja.pk, subject=JournalSubject.EMPLOYER_VISIT, subject_id=visit,
        system="Lifecare",
    )  # fmt: skip

    employers.take_back(by=by, contact_id=visit)

    assert not JournalCopy.unscoped.exists()
