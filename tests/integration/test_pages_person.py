"""Coaches and partners of a person, and their facts and texts: two who write lose nothing."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from framsteg.foundation.codes import Part, Role
from framsteg.records.models import Assignment, CaseLink, Enrolment, Section, Staff
from tests.factories.world import World

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 10)
NUMBER = "200001012384"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("framsteg.web.viewer.timezone.localdate", lambda: TODAY)


@pytest.fixture
def world() -> World:
    return World(blueprint="utsikten")


@pytest.fixture
def anna(client: Client, world: World) -> Client:
    client.force_login(world.anna)
    return client


def logged_in(staff: Staff) -> Client:
    client = Client()
    client.force_login(staff)
    return client


def case(world: World, **values: Any) -> Enrolment:
    return world.case(phase="shared_picture", **values)


# ── Coaches and partners ───────────────────────────────────────────────────────────────────────


def test_two_main_coaches_come_from_different_organisations(anna: Client, world: World) -> None:
    row = case(world)
    colleague = world.staff("Agnes", world.anna_org, Role.EMPLOYMENT_SPECIALIST)
    world.ground(row, world.bo_org, Part.IDENTITY)
    url = reverse("enrolments:coaches", args=[row.pk])

    anna.post(url, assigning(world.anna))
    page = anna.get(url)
    same = anna.post(url, assigning(colleague))
    other = anna.post(url, assigning(world.bo))

    offered = {staff_id for staff_id, _text in page.context["assign"].fields["staff_id"].choices}
    assert offered == {world.bo.pk}
    assert "Agnes" in page.context["may_not"][0]["name"]
    assert (same.status_code, other.status_code) == (422, 302)


def test_a_coach_from_another_organisation_needs_a_consent_first(
    anna: Client, world: World
) -> None:
    row = case(world)

    answer = anna.post(reverse("enrolments:coaches", args=[row.pk]), assigning(world.bo))

    assert answer.status_code == 422
    assert world.bo_org.name in str(answer.context["form"].non_field_errors())


def test_each_coach_is_shown_with_their_open_cases(anna: Client, world: World) -> None:
    for _n in range(2):
        Assignment.unscoped.create(
            enrolment=case(world), staff=world.anna, starts_on=date(2026, 1, 1)
        )
    row = case(world)

    page = anna.get(reverse("enrolments:coaches", args=[row.pk]))

    label = dict(page.context["assign"].fields["staff_id"].choices)[world.anna.pk]
    assert "2" in label


def test_a_coach_is_released_after_a_question(anna: Client, world: World) -> None:
    row = case(world)
    Assignment.unscoped.create(enrolment=row, staff=world.anna, starts_on=row.enrolled_on)
    url = reverse("enrolments:release", args=[row.pk, world.anna.pk])

    asked = anna.get(url)
    before = coaches_of(row)
    anna.post(url)

    assert asked.status_code == 200
    assert (before, coaches_of(row)) == (1, 0)


def test_a_partner_is_linked_and_unlinked(anna: Client, world: World) -> None:
    row = case(world)
    partner = world.staff("Petra", world.bo_org, Role.CLINICAL_PARTNER)
    sent = {"link-staff_id": partner.pk, "link-on": TODAY.isoformat()}

    anna.post(reverse("enrolments:link", args=[row.pk]), sent)
    linked = CaseLink.unscoped.filter(enrolment=row, ends_on=None).count()
    anna.post(reverse("enrolments:unlink", args=[row.pk, partner.pk]))

    assert linked == 1
    assert not CaseLink.unscoped.filter(enrolment=row, ends_on=None).exists()


# ── The person's facts and texts ───────────────────────────────────────────────────────────────


def test_two_who_write_the_same_text_lose_nothing(world: World) -> None:
    row = case(world)
    agnes = logged_in(world.staff("Agnes", world.anna_org, Role.EMPLOYMENT_SPECIALIST))
    anna = logged_in(world.anna)
    url = reverse("enrolments:section", args=[row.pk, "income"])
    anna.post(url, {"text": "Praktik på bageriet"})
    read = anna.get(url).context["form"]["version"].value()

    anna.post(url, {"text": "Praktik på bageriet i maj", "version": read})
    late = agnes.post(url, {"text": "Praktik på kaféet", "version": read})
    kept = Section.unscoped.get().text
    chosen = agnes.post(
        url, {"text": "Praktik på bageriet i maj, sedan kaféet", "version": late.context["version"]}
    )

    assert late.status_code == 409
    assert kept == "Praktik på bageriet i maj"
    for text in (kept, "Praktik på kaféet", "Anna"):
        assert text in late.text
    assert chosen.status_code == 302
    assert Section.unscoped.get().text == "Praktik på bageriet i maj, sedan kaféet"


def test_two_who_write_the_first_text_at_once_lose_nothing(world: World) -> None:
    row = case(world)
    agnes = logged_in(world.staff("Agnes", world.anna_org, Role.EMPLOYMENT_SPECIALIST))
    url = reverse("enrolments:section", args=[row.pk, "income"])

    logged_in(world.anna).post(url, {"text": "Har aktivitetsersättning", "version": ""})
    late = agnes.post(url, {"text": "Vill veta vad som händer", "version": ""})

    assert late.status_code == 409
    assert Section.unscoped.get().text == "Har aktivitetsersättning"


def test_a_text_says_which_others_can_read_it_right_now(anna: Client, world: World) -> None:
    row = case(world)
    url = reverse("enrolments:section", args=[row.pk, "income"])

    closed = anna.get(url).text
    world.ground(row, world.bo_org, Part.INCOME, ends_on=TODAY + timedelta(days=1))
    world.ground(row, world.cecilia_org, Part.INCOME, ends_on=TODAY)
    shared = anna.get(url).text

    assert world.bo_org.name not in closed
    assert world.bo_org.name in shared
    assert world.cecilia_org.name not in shared


def test_each_organisation_writes_its_own_text_of_a_part(anna: Client, world: World) -> None:
    row = case(world)
    for part in (Part.IDENTITY, Part.INCOME):
        world.ground(row, world.bo_org, part)
        world.ground(row, world.anna_org, part)
    url = reverse("enrolments:section", args=[row.pk, "income"])

    anna.post(url, {"text": "Annas plan"})
    logged_in(world.bo).post(url, {"text": "Bos plan"})
    page = anna.get(url)

    assert Section.unscoped.count() == 2
    assert page.context["form"]["text"].value() == "Annas plan"
    assert "Bos plan" in page.text


def test_a_protected_address_survives_a_change_of_phone(anna: Client, world: World) -> None:
    row = case(world, person={"protected_identity": True, "address": "Hemliga gatan 1"})
    url = reverse("enrolments:contact_details", args=[row.pk])

    page = anna.get(url).text
    anna.post(url, {"phone": "070-000 00 00", "version": "1"})

    row.participant.refresh_from_db()
    assert "Hemliga gatan" not in page
    assert row.participant.address == "Hemliga gatan 1"
    assert row.participant.phone == "070-000 00 00"


def test_changes_of_different_facts_are_put_together(world: World) -> None:
    row = case(world, person={"phone": "1", "email": ""})
    url = reverse("enrolments:contact_details", args=[row.pk])
    anna = logged_in(world.anna)
    agnes = logged_in(world.staff("Agnes", world.anna_org, Role.EMPLOYMENT_SPECIALIST))

    anna.post(url, {"phone": "2", "email": "", "version": "1"})
    agnes.post(url, {"phone": "1", "email": "asa@example.org", "version": "1"})

    row.participant.refresh_from_db()
    assert (row.participant.phone, row.participant.email) == ("2", "asa@example.org")


def test_a_number_that_is_another_persons_is_refused(anna: Client, world: World) -> None:
    case(world, person={"personnummer": NUMBER})
    row = case(world, given="Örjan")
    sent = {"given_name": "Örjan", "sex": "man", "personnummer": NUMBER, "version": "1"}

    answer = anna.post(reverse("enrolments:identity", args=[row.pk]), sent)

    assert answer.status_code == 422


def test_a_changed_name_is_found_and_sorted_anew(anna: Client, world: World) -> None:
    row = case(world)
    sent = {"given_name": "Åsa", "family_name": "Öberg", "sex": "woman", "version": "1"}

    anna.post(reverse("enrolments:identity", args=[row.pk]), sent)

    row.refresh_from_db()
    assert row.sort_key.startswith("}berg")
    assert row.participant.tokens.filter(token="}berg").exists()


def assigning(staff: Staff) -> dict[str, Any]:
    return {"assign-staff_id": staff.pk, "assign-on": TODAY.isoformat()}


def coaches_of(row: Enrolment) -> int:
    return Assignment.unscoped.filter(enrolment=row, ends_on=None).count()
