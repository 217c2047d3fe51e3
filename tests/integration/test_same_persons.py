"""A person who stands twice: asked about before, put together with nothing lost, taken apart."""

from datetime import date
from typing import Any

import pytest
from django.core import serializers
from django.test import Client
from django.urls import reverse

from framsteg.access.reading.same_persons import alike, standing_twice
from framsteg.actions import contacts, sections
from framsteg.foundation.codes import Channel, Part, Place, Role
from framsteg.records.models import (
    Assignment,
    CaseSummary,
    Contact,
    Crisis,
    Enrolment,
    Participant,
    PersonMerge,
    Section,
    Staff,
)
from framsteg.rules.same_person import Known
from tests.factories.world import TODAY, World

pytestmark = pytest.mark.django_db
NUMBER = "199001012384"
ENROL = reverse("enrolments:enrol")


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("framsteg.web.viewer.timezone.localdate", lambda: TODAY)


@pytest.fixture
def world() -> World:
    return World(blueprint="natkraft")


@pytest.fixture
def anna(world: World) -> Client:
    return logged_in(world.anna)


def logged_in(staff: Staff) -> Client:
    client = Client()
    client.force_login(staff)
    return client


def asa(**facts: Any) -> Known:
    return Known(**{"given_name": "Åsa", "family_name": "Ek", "personnummer": "",
                    "birth_year": None, **facts})  # fmt: skip


def merge_url(kept: Enrolment, double: Enrolment) -> str:
    return reverse("same_persons:merge", args=[kept.pk, double.pk])


def put_together(client: Client, kept: Enrolment, double: Enrolment, **chosen: str) -> Any:
    url = merge_url(kept, double)
    versions = client.get(url).context["versions"]
    return client.post(url, {"versions": versions, **chosen})


# ── Before somebody is registered ──────────────────────────────────────────────────────────────


def test_those_in_sight_are_found_by_name_and_by_number(world: World) -> None:
    row = world.case(person={"personnummer": NUMBER})
    world.case(given="Bea")
    viewer = world.viewer(world.anna)

    by_name = alike(viewer, asa())
    by_number = alike(viewer, asa(given_name="Någon", personnummer=NUMBER))
    neither = alike(viewer, asa(family_name="Al"))

    assert [one.enrolment_id for one in by_name] == [row.pk]
    assert [one.enrolment_id for one in by_number] == [row.pk]
    assert neither == ()


def test_what_another_organisation_knows_is_not_told(world: World) -> None:
    hidden = world.case(person={"personnummer": NUMBER})
    bo = world.viewer(world.bo)

    assert alike(bo, asa(personnummer=NUMBER)) == ()
    world.ground(hidden, world.bo_org, Part.PLAN)
    assert alike(bo, asa(personnummer=NUMBER)) == ()
    world.ground(hidden, world.bo_org, Part.IDENTITY)
    assert [one.own for one in alike(bo, asa(personnummer=NUMBER))] == [False]


def test_hidden_and_nobody_ask_the_same_and_read_the_same(world: World) -> None:
    world.case(person={"personnummer": NUMBER})
    bo = logged_in(world.bo)
    url = reverse("enrolments:conditions")

    hidden = bo.post(url, {"given_name": "Åsa", "family_name": "Ek", "personnummer": NUMBER})
    nobody = bo.post(url, {"given_name": "Åsa", "family_name": "Al"})

    assert hidden.text == nobody.text
    assert hidden.context["alike"] == {"others": []}


def test_a_protected_person_is_not_found_by_name(world: World) -> None:
    world.case(person={"protected_identity": True, "personnummer": NUMBER})
    viewer = world.viewer(world.anna)

    assert alike(viewer, asa()) == ()
    assert len(alike(viewer, asa(personnummer=NUMBER))) == 1


def enrolling(**more: str) -> dict[str, str]:
    return {
        "given_name": "Åsa", "family_name": "Ek", "birth_year": "1990", "sex": "woman",
        "on": TODAY.isoformat(), "source_kind": "self", "channel": "phone", **more,
    }  # fmt: skip


def test_somebody_alike_is_asked_about_before_a_person_is_made(anna: Client, world: World) -> None:
    row = world.case(exited_on=date(2026, 1, 1), exit_reason="moved")
    facts = anna.post(ENROL, enrolling()).context["form"].asked
    answers = dict.fromkeys(facts, "yes")

    unasked = anna.post(ENROL, enrolling(**answers))
    same = anna.post(ENROL, enrolling(**answers, same_as=str(row.pk)))

    assert unasked.status_code == 422
    assert 'name="same_as"' in unasked.text
    assert same.status_code == 302
    assert Participant.unscoped.count() == 1
    assert row.participant.enrolments.count() == 2


def test_another_person_of_the_same_name_is_registered(anna: Client, world: World) -> None:
    world.case()
    facts = anna.post(ENROL, enrolling()).context["form"].asked

    anna.post(ENROL, enrolling(**dict.fromkeys(facts, "yes"), same_as="0"))

    assert Participant.unscoped.count() == 2


def test_a_person_out_of_sight_is_nobodys_same(world: World) -> None:
    row = world.case(given="Bea")
    own = world.case(owner=world.bo_org)
    bo = logged_in(world.bo)
    facts = bo.post(ENROL, enrolling()).context["form"].asked

    answer = bo.post(ENROL, enrolling(**dict.fromkeys(facts, "yes"), same_as=str(row.pk)))

    assert answer.status_code == 422
    assert own.participant.enrolments.count() == 1


# ── Two become one ─────────────────────────────────────────────────────────────────────────────


def everything() -> str:
    """All that stands of persons and cases, but for logs, versions and the merges themselves."""
    rows: list[Any] = []
    for model in (Participant, Enrolment, Contact, Section, Assignment, CaseSummary, Crisis):
        rows += model.unscoped.order_by("pk")
    told = serializers.serialize("python", rows)
    for one in told:
        one["fields"].pop("version", None)
        if one["model"] == "records.casesummary":
            one.pop("pk")
    return str(told)


def two(world: World) -> tuple[Enrolment, Enrolment]:
    """The same person twice in the programme, each with what somebody has written."""
    kept = world.case(reference="A1", person={"phone": "1"})
    double = world.case(
        enrolled_on=date(2025, 6, 1), channel="phone",
        person={"phone": "2", "email": "asa@example.org", "personnummer": NUMBER},
    )  # fmt: skip
    by = world.viewer(world.anna)
    for row, text in ((kept, "Vill laga mat."), (double, "Vill baka.")):
        contacts.log(by=by, enrolment_id=row.pk, on=TODAY, channel=Channel.VISIT,
                     place=Place.OFFICE, note=text)  # fmt: skip
        sections.write(by=by, enrolment_id=row.pk, part=Part.INCOME, text=text, version=None)
        Assignment.unscoped.create(enrolment=row, staff=world.anna, starts_on=row.enrolled_on)
    return kept, double


def test_two_that_are_alike_are_found_in_ones_own_organisation_only(world: World) -> None:
    two(world)
    world.case(given="Bea")
    foreign = world.case(owner=world.bo_org)
    world.ground(foreign, world.anna_org, Part.IDENTITY, giver=world.bo_org)

    pairs = standing_twice(world.viewer(world.anna))

    assert len(pairs) == 1


def test_everything_goes_to_the_one_that_is_kept(anna: Client, world: World) -> None:
    kept, double = two(world)

    put_together(anna, kept, double, phone="kept", email="double", personnummer="double")

    person = Participant.unscoped.get()
    case = Enrolment.unscoped.get()
    assert (person.phone, person.email, person.personnummer) == ("1", "asa@example.org", NUMBER)
    assert (case.pk, case.reference, case.channel) == (kept.pk, "A1", "phone")
    assert case.enrolled_on == date(2025, 6, 1)
    assert Contact.unscoped.filter(enrolment=kept).count() == 2
    assert Section.unscoped.get().text == "Vill laga mat.\n\nVill baka."
    assert Assignment.unscoped.count() == 1
    assert CaseSummary.unscoped.get().contact_count == 2


def test_taken_apart_everything_stands_as_before(anna: Client, world: World) -> None:
    kept, double = two(world)
    before = everything()
    put_together(anna, kept, double, phone="double", email="double", personnummer="double")

    anna.post(reverse("same_persons:take_apart", args=[PersonMerge.unscoped.get().pk]))

    assert everything() == before
    found = anna.post(reverse("participants:search"), {"words": "Ek"}, follow=True)
    assert len(found.context["rows"]) == 2


def test_what_was_written_after_the_merge_stays_with_the_kept(anna: Client, world: World) -> None:
    kept, double = two(world)
    put_together(anna, kept, double)
    by = world.viewer(world.anna)
    contacts.log(by=by, enrolment_id=kept.pk, on=TODAY, channel=Channel.PHONE, place=Place.REMOTE)

    anna.post(reverse("same_persons:take_apart", args=[PersonMerge.unscoped.get().pk]))

    counted = [Contact.unscoped.filter(enrolment=row).count() for row in (kept, double)]
    assert counted == [2, 1]


def test_each_row_keeps_who_wrote_it(anna: Client, world: World) -> None:
    kept, double = two(world)
    world.contact(double, world.bo_org, note="Bos ord")

    put_together(anna, kept, double)
    seen = logged_in(world.bo).get(reverse("participants:file", args=[kept.pk]))

    assert "Bos ord" in seen.text
    assert "Vill laga mat." not in seen.text


def test_the_history_of_both_is_the_history_of_the_kept(anna: Client, world: World) -> None:
    kept, double = two(world)

    put_together(anna, kept, double)
    page = anna.get(reverse("participants:history", args=[kept.pk])).text

    assert "Vill baka." in page
    assert "Slog ihop två registreringar" in page


def test_different_consents_are_not_put_together(anna: Client, world: World) -> None:
    kept, double = two(world)
    world.ground(kept, world.bo_org, Part.PLAN)
    world.ground(double, world.bo_org, Part.CONTACTS)

    answer = put_together(anna, kept, double)

    assert answer.status_code == 422
    assert Participant.unscoped.count() == 2


def test_a_merge_widens_nobodys_sight_by_a_forgotten_no(anna: Client, world: World) -> None:
    kept, double = two(world)
    world.ground(kept, world.bo_org, Part.CONTACTS)
    world.ground(double, world.bo_org, Part.CONTACTS, ends_on=TODAY)  # withdrawn

    assert put_together(anna, kept, double).status_code == 422


def test_another_organisations_person_is_not_put_into_ones_own(world: World, anna: Client) -> None:
    kept = world.case()
    double = world.case(owner=world.bo_org)
    for part in (Part.IDENTITY, Part.PLAN, Part.CONTACT_DETAILS):
        world.ground(double, world.anna_org, part, giver=world.bo_org)

    answer = put_together(anna, kept, double)

    assert answer.status_code == 422
    assert Participant.unscoped.count() == 2


def test_who_does_not_see_both_finds_nothing(world: World) -> None:
    kept, double = two(world)
    world.ground(kept, world.bo_org, Part.IDENTITY)

    assert logged_in(world.bo).get(merge_url(kept, double)).status_code == 404


def test_somebody_elses_change_in_between_is_not_lost(world: World, anna: Client) -> None:
    kept, double = two(world)
    versions = anna.get(merge_url(kept, double)).context["versions"]
    agnes = logged_in(world.staff("Agnes", world.anna_org, Role.EMPLOYMENT_SPECIALIST))
    agnes.post(reverse("facts:change", args=[double.pk, "phone"]), {"phone": "3", "version": "1"})

    late = anna.post(merge_url(kept, double), {"versions": versions, "phone": "double"})

    assert late.status_code == 422
    assert Participant.unscoped.count() == 2
    chosen = {row["field"]: row["chosen"] for row in late.context["rows"]}
    assert chosen["phone"] == "double"


def test_two_who_merge_at_once_merge_once(world: World, anna: Client) -> None:
    kept, double = two(world)
    versions = anna.get(merge_url(kept, double)).context["versions"]
    anna.post(merge_url(kept, double), {"versions": versions})

    again = anna.post(merge_url(kept, double), {"versions": versions})

    assert again.status_code == 404
    assert PersonMerge.unscoped.count() == 1


def test_two_open_crises_are_not_put_together(world: World, anna: Client) -> None:
    kept, double = two(world)
    for row in (kept, double):
        Crisis.unscoped.create(enrolment=row, owner=world.anna_org, starts_on=TODAY)

    assert put_together(anna, kept, double).status_code == 422


def test_an_exited_enrolment_is_kept_beside_the_open_one(world: World, anna: Client) -> None:
    kept, double = world.case(), world.case(exited_on=date(2026, 1, 1), exit_reason="moved")

    put_together(anna, kept, double)

    assert Participant.unscoped.get().enrolments.count() == 2


def test_the_pages_are_shown(world: World, anna: Client) -> None:
    kept, double = two(world)
    show = reverse("same_persons:show")
    before = anna.get(show)
    put_together(anna, kept, double)

    after = anna.get(show)

    assert [len(page.context["pairs"]) for page in (before, after)] == [1, 0]
    assert len(after.context["merges"]) == 1
