"""Enrolling on facts alone, moving through the phases, leaving, and taking an exit back."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from framsteg.foundation.codes import EnquiryOutcome, ExitReason, SourceKind
from framsteg.records.models import (
    AccessLogEntry,
    Assignment,
    Enquiry,
    Enrolment,
    Participant,
    PhaseSpell,
)
from tests.factories.world import World

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 10)
# An invented number, as people write it and as it is kept.
PERSONNUMMER = "20000101-2384"
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


def case(world: World, **values: Any) -> Enrolment:
    return world.case(phase="shared_picture", **values)


def told(world: World, **values: Any) -> dict[str, Any]:
    """A person who meets every condition, enrolled today."""
    needs = [str(world.anna_org.pk), str(world.bo_org.pk)]
    return {
        "on": TODAY.isoformat(), "given_name": "Åsa", "family_name": "Ek", "sex": "woman",
        "birth_year": "2002", "fact_belongs": "yes", "fact_authorities": needs,
        "source_kind": "self", "channel": "phone", **values,
    }  # fmt: skip


ENROL = "/deltagare/ny/"


# ── Enrolling ──────────────────────────────────────────────────────────────────────────────────


def test_a_person_who_meets_the_conditions_is_enrolled(anna: Client, world: World) -> None:
    answer = anna.post(ENROL, told(world))

    row = Enrolment.unscoped.get()
    assert answer["Location"] == reverse("participants:file", args=[row.pk])
    assert (row.phase, row.enrolled_on, row.source_kind) == ("shared_picture", TODAY, "self")


@pytest.mark.parametrize(
    ("unmet", "badge"),
    [
        ({"birth_year": "1980"}, "danger"),
        ({"fact_belongs": "no"}, "danger"),
        ({"fact_belongs": ""}, "neutral"),
        ({"fact_authorities": []}, "neutral"),
    ],
)
def test_an_unmet_or_unknown_condition_refuses_and_keeps_what_was_typed(
    anna: Client, world: World, unmet: dict[str, Any], badge: str
) -> None:
    answer = anna.post(ENROL, told(world, **unmet))

    assert answer.status_code == 422
    assert 'value="Åsa"' in answer.text
    assert badge in {row["tone"] for row in answer.context["judged"]["rows"]}
    assert not Enrolment.unscoped.exists()


def test_conditions_are_explained_one_by_one_while_one_fills_in(anna: Client, world: World) -> None:
    answer = anna.post(reverse("enrolments:conditions"), {"birth_year": "1980"})

    tones = [row["tone"] for row in answer.context["judged"]["rows"]]
    assert answer.status_code == 200
    assert sorted(tones) == ["danger", "neutral", "neutral"]


def test_no_condition_asks_about_readiness_or_motivation(anna: Client, world: World) -> None:
    page = anna.get(ENROL).text.lower()

    for word in ("motivation", "motiverad", "arbetsför", "mogen"):
        assert word not in page


@pytest.mark.parametrize(
    ("born", "answer"), [("20080311", 422), ("20080310", 302), ("19950310", 422)]
)
def test_the_number_tells_the_age_to_the_day(
    anna: Client, world: World, born: str, answer: int
) -> None:
    number = valid_number(born)

    sent = anna.post(ENROL, told(world, personnummer=number, birth_year="", fact_age="yes"))

    assert sent.status_code == answer


@pytest.mark.parametrize("number", [PERSONNUMMER, NUMBER, "000101-2384"])
def test_a_number_is_kept_as_twelve_digits_and_tells_the_year(
    anna: Client, world: World, number: str
) -> None:
    anna.post(ENROL, told(world, personnummer=number, birth_year=""))

    person = Participant.unscoped.get()
    assert (person.personnummer, person.birth_year) == (NUMBER, 2000)


def test_a_coordination_number_is_a_number_too(anna: Client, world: World) -> None:
    number = valid_number("20000161")

    anna.post(ENROL, told(world, personnummer=number, birth_year=""))

    assert Participant.unscoped.get().personnummer == number


@pytest.mark.parametrize("number", ["20000101-2385", "20001301-2384", "hej", "12"])
def test_a_wrong_number_is_told_at_its_field(anna: Client, world: World, number: str) -> None:
    answer = anna.post(ENROL, told(world, personnummer=number))

    assert answer.status_code == 422
    assert "personnummer" in answer.context["form"].errors


def test_a_year_that_is_not_the_numbers_is_a_slip(anna: Client, world: World) -> None:
    answer = anna.post(ENROL, told(world, personnummer=PERSONNUMMER, birth_year="2001"))

    assert "birth_year" in answer.context["form"].errors


def test_an_anonymous_participant_has_sex_and_start_only(anna: Client, world: World) -> None:
    named = anna.post(ENROL, told(world, anonymous="on"))
    nameless = told(
        world, anonymous="on", given_name="", family_name="", birth_year="", fact_age="yes"
    )
    anna.post(ENROL, nameless)

    person = Participant.unscoped.get()
    assert "anonymous" in named.context["form"].errors
    assert person.anonymous and not person.given_name and person.birth_year is None


def test_with_protected_identity_no_address_is_taken(anna: Client, world: World) -> None:
    answer = anna.post(ENROL, told(world, protected_identity="on", address="Storgatan 1"))

    assert "address" in answer.context["form"].errors


def test_a_person_of_the_own_organisation_is_used_again(anna: Client, world: World) -> None:
    left = case(world, person={"personnummer": NUMBER}, exited_on=date(2026, 1, 1))

    page = anna.post(
        ENROL, told(world, personnummer=NUMBER, birth_year="", given_name="Annat"), follow=True
    )

    assert Participant.unscoped.count() == 1
    assert Enrolment.unscoped.filter(participant=left.participant).count() == 2
    assert world.anna_org.name in page.text


def test_another_organisations_person_is_never_revealed(anna: Client, world: World) -> None:
    world.case(owner=world.bo_org, person={"personnummer": NUMBER})

    judged = anna.post(reverse("enrolments:conditions"), {"personnummer": NUMBER})
    anna.post(ENROL, told(world, personnummer=NUMBER, birth_year=""))

    assert judged.context["registered"] is False
    assert Participant.unscoped.filter(personnummer=NUMBER).count() == 2


def test_asking_whether_someone_is_registered_is_logged(anna: Client, world: World) -> None:
    row = case(world, person={"personnummer": NUMBER})

    anna.post(reverse("enrolments:conditions"), {"personnummer": NUMBER})

    assert AccessLogEntry.unscoped.filter(enrolment_id=row.pk, parts="identity").exists()


def test_nobody_is_enrolled_twice_at_a_time(anna: Client, world: World) -> None:
    case(world, person={"personnummer": NUMBER})

    answer = anna.post(ENROL, told(world, personnummer=NUMBER, birth_year=""))

    assert answer.status_code == 422
    assert Enrolment.unscoped.count() == 1


def test_an_enquiry_becomes_an_enrolment_with_its_source(anna: Client, world: World) -> None:
    asked = Enquiry.unscoped.create(
        programme=world.programme, owner=world.anna_org, received_on=date(2026, 3, 1),
        source_kind=SourceKind.RELATIVE, channel="letter", person_name="Åsa Ek",
    )  # fmt: skip
    address = f"{ENROL}?enquiry={asked.pk}"

    page = anna.get(address).text
    anna.post(address, told(world))

    row = Enrolment.unscoped.get()
    asked.refresh_from_db()
    assert 'value="Åsa"' in page and 'value="Ek"' in page
    assert (row.enquiry, row.source_kind, row.referred_on) == (asked, "relative", date(2026, 3, 1))
    assert asked.outcome == EnquiryOutcome.ACCEPTED
    assert reverse("participants:file", args=[row.pk]) in (
        anna.get(reverse("enquiries:show", args=[asked.pk])).text
    )


def test_an_enquiry_is_not_enrolled_twice(anna: Client, world: World) -> None:
    asked = Enquiry.unscoped.create(
        programme=world.programme, owner=world.anna_org, received_on=date(2026, 3, 1),
        source_kind=SourceKind.SELF, channel="phone",
    )  # fmt: skip
    address = f"{ENROL}?enquiry={asked.pk}"

    anna.post(address, told(world))
    again = anna.post(address, told(world))

    assert again.status_code == 422
    assert Enrolment.unscoped.count() == Participant.unscoped.count() == 1


def test_a_new_unit_is_added_when_someone_is_enrolled_directly(anna: Client, world: World) -> None:
    sent = {"source_kind": "unit", "unit": "Mötesplatsen", "unit_organisation": world.bo_org.pk}

    anna.post(ENROL, told(world, **sent))

    unit = Enrolment.unscoped.get().unit
    assert (unit.name, unit.organisation) == ("Mötesplatsen", world.bo_org)


# ── Phases and exits ───────────────────────────────────────────────────────────────────────────


def test_only_the_phases_that_the_present_one_leads_to_can_be_chosen(
    anna: Client, world: World
) -> None:
    row = case(world)
    url = reverse("enrolments:phase", args=[row.pk])

    offered = [key for key, _text in anna.get(url).context["form"].fields["to"].choices]
    answer = anna.post(url, {"to": "internship", "on": TODAY.isoformat()})

    row.refresh_from_db()
    assert offered == ["internship", "employment"]
    assert (answer.status_code, row.phase) == (302, "internship")


def test_a_hand_over_names_the_service_and_can_be_taken_back(anna: Client, world: World) -> None:
    row = case(world)
    Assignment.unscoped.create(enrolment=row, staff=world.anna, starts_on=row.enrolled_on)
    url = reverse("enrolments:leave", args=[row.pk])
    leaving = {"reason": "handed_over", "on": TODAY.isoformat(), "handed_over_to": ""}

    refused = anna.post(url, leaving)
    anna.post(url, {**leaving, "handed_over_to": "Jobbcentrum"})
    row.refresh_from_db()
    left = (row.exited_on, row.handed_over_to, open_rows(row))
    anna.post(reverse("enrolments:take_back_exit", args=[row.pk]))

    row.refresh_from_db()
    assert refused.status_code == 422
    assert left == (TODAY, "Jobbcentrum", (0, 0))
    assert (row.exited_on, row.exit_reason, open_rows(row)) == (None, "", (1, 1))


def test_an_exit_before_the_present_phase_began_is_refused(anna: Client, world: World) -> None:
    row = case(world)
    anna.post(
        reverse("enrolments:phase", args=[row.pk]), {"to": "internship", "on": TODAY.isoformat()}
    )

    answer = anna.post(
        reverse("enrolments:leave", args=[row.pk]),
        {"reason": ExitReason.MOVED, "on": (TODAY - timedelta(days=1)).isoformat()},
    )

    assert answer.status_code == 422
    assert open_rows(row) == (1, 0)


def test_a_coach_who_was_to_begin_after_the_exit_never_begins(anna: Client, world: World) -> None:
    row = case(world)
    Assignment.unscoped.create(enrolment=row, staff=world.anna, starts_on=TODAY)
    early = (TODAY - timedelta(days=5)).isoformat()

    anna.post(reverse("enrolments:leave", args=[row.pk]), {"reason": "moved", "on": early})
    gone = open_rows(row)
    anna.post(reverse("enrolments:take_back_exit", args=[row.pk]))

    assert (gone, open_rows(row)) == ((0, 0), (1, 1))


@pytest.mark.parametrize("page", ["phase", "leave", "coaches", "identity", "contact_details"])
def test_a_case_that_is_not_in_sight_does_not_exist(
    client: Client, world: World, page: str
) -> None:
    row = case(world)
    client.force_login(world.bo)

    assert client.get(reverse(f"enrolments:{page}", args=[row.pk])).status_code == 404


def open_rows(row: Enrolment) -> tuple[int, int]:
    """Open phases and open assignments."""
    return (
        PhaseSpell.unscoped.filter(enrolment=row, ends_on=None).count(),
        Assignment.unscoped.filter(enrolment=row, ends_on=None).count(),
    )


def valid_number(day: str) -> str:
    """A number with the right check digit for a day (a coordination number has day + 60)."""
    digits = day[2:] + "238"
    doubled = [int(d) * (2 - n % 2) for n, d in enumerate(digits)]
    total = sum(d - 9 if d > 9 else d for d in doubled)
    return f"{day}238{-total % 10}"
