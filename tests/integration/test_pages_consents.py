"""Consents: nothing ticked beforehand, part by part, taken back at once and with open eyes."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from framsteg import access
from framsteg.blueprints.load import get
from framsteg.foundation.codes import GroundKind, Part, Role
from framsteg.records.models import Consent, Enrolment, Ground, Staff
from tests.factories.world import World

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 10)


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


@pytest.fixture
def row(world: World) -> Enrolment:
    return world.case(phase="shared_picture")


def yes(world: World, **values: Any) -> dict[str, Any]:
    return {
        "purpose": "Att hjälpas åt", "given": "written", "given_on": TODAY.isoformat(),
        "kept_at": "Pärm 3", "last_day": "2027-03-10", **says(world.bo_org, "identity", "plan"),
        **values,
    }  # fmt: skip


def says(org: Any, *parts: str, answer: str = "yes") -> dict[str, str]:
    """What the form sends when the person answers part by part."""
    return {f"part_{org.pk}_{part}": answer for part in parts}


def given(client: Client, world: World, row: Enrolment, **values: Any) -> Consent:
    client.post(reverse("consents:give", args=[row.pk]), yes(world, **values))
    return Consent.unscoped.latest("pk")


def sees(world: World, row: Enrolment, staff: Staff) -> set[Part]:
    """The parts that a member of staff has a ground for, through the room."""
    try:
        return set(access.case_file(world.viewer(staff, TODAY), row.pk).parts_in_sight)
    except access.NotFound:
        return set()


def test_nothing_is_ticked_beforehand(anna: Client, row: Enrolment) -> None:
    page = anna.get(reverse("consents:give", args=[row.pk]))

    assert len(page.context["grid"]) == 2  # the partner, and what the others write
    assert page.text.count('value="yes"') == 2 * len(Part)
    assert "checked" not in page.text.split("consents-how")[0]


def test_a_yes_opens_exactly_the_ticked_parts_to_exactly_that_organisation(
    anna: Client, world: World, row: Enrolment
) -> None:
    consent = given(anna, world, row)

    assert sees(world, row, world.bo) == {Part.IDENTITY, Part.PLAN}
    assert set(consent.grounds.values_list("receiver", flat=True)) == {world.bo_org.pk}
    assert consent.expires_on == date(2027, 3, 11)  # the last day still counts


def test_all_parts_means_all_for_that_organisation_alone(
    anna: Client, world: World, row: Enrolment
) -> None:
    given(anna, world, row, **{f"party_{world.bo_org.pk}": "all"})

    asked = set(get("utsikten", 1).consent.parties[0].parts)
    assert set(Ground.unscoped.values_list("receiver", flat=True)) == {world.bo_org.pk}
    assert {Part(p) for p in Ground.unscoped.values_list("part", flat=True)} == asked


def test_the_text_shown_is_kept_word_for_word_with_its_version(
    anna: Client, world: World, row: Enrolment
) -> None:
    shown = anna.get(reverse("consents:give", args=[row.pk])).context["text"]

    consent = given(anna, world, row)

    assert (consent.text_shown, consent.text_version) == (shown, "1")


def test_a_consent_without_a_tick_is_refused_and_keeps_what_was_typed(
    anna: Client, world: World, row: Enrolment
) -> None:
    sent = yes(
        world, purpose="Gemensam planering", **says(world.bo_org, "identity", "plan", answer="")
    )

    answer = anna.post(reverse("consents:give", args=[row.pk]), sent)

    assert answer.status_code == 422
    assert "Gemensam planering" in answer.text
    assert not Consent.unscoped.exists()


@pytest.mark.parametrize(
    "wrong", [{"last_day": "2026-03-09"}, {"given_on": "2026-03-11"}, {"last_day": ""}]
)
def test_days_that_cannot_be_true_are_refused(
    anna: Client, world: World, row: Enrolment, wrong: dict[str, str]
) -> None:
    answer = anna.post(reverse("consents:give", args=[row.pk]), yes(world, **wrong))

    assert answer.status_code == 422


def test_the_blueprints_months_are_proposed(anna: Client, row: Enrolment) -> None:
    form = anna.get(reverse("consents:give", args=[row.pk])).context["form"]

    assert form["last_day"].initial == date(2027, 3, 10)


def test_a_withdrawal_tells_its_consequence_first_and_then_counts_at_once(
    anna: Client, world: World, row: Enrolment
) -> None:
    consent = given(anna, world, row)
    url = reverse("consents:withdraw", args=[row.pk, consent.pk])

    asked = anna.get(url)
    before = sees(world, row, world.bo)
    anna.post(url, {"reason": ""})

    consent.refresh_from_db()
    assert world.bo_org.name in asked.text
    assert before == {Part.IDENTITY, Part.PLAN}
    assert sees(world, row, world.bo) == set()
    assert consent.withdrawn_on == TODAY
    assert world.bo_org.name in anna.get(reverse("consents:show", args=[row.pk])).text


def test_a_withdrawal_towards_one_organisation_leaves_the_others(
    anna: Client, world: World, row: Enrolment
) -> None:
    third = world.third()
    consent = given(anna, world, row, **says(third.organisation, "plan"))

    anna.post(reverse("consents:withdraw_from", args=[row.pk, consent.pk, world.bo_org.pk]), {})

    consent.refresh_from_db()
    assert consent.withdrawn_on is None
    assert sees(world, row, world.bo) == set()
    assert Part.PLAN in sees(world, row, third)


def test_only_the_one_who_received_a_consent_takes_it_back(
    anna: Client, world: World, row: Enrolment
) -> None:
    consent = given(anna, world, row)
    bo = Client()
    bo.force_login(world.bo)
    url = reverse("consents:withdraw", args=[row.pk, consent.pk])

    answer = bo.post(url, {})
    page = bo.get(reverse("consents:show", args=[row.pk]))

    consent.refresh_from_db()
    assert (answer.status_code, consent.withdrawn_on) == (404, None)
    assert page.context["consents"][0]["ask"] == world.anna_org.name


@pytest.mark.parametrize(
    ("expires_in", "tone"), [(365, "success"), (30, "warning"), (1, "warning"), (0, "neutral")]
)
def test_status_says_whether_a_consent_holds(
    anna: Client, world: World, row: Enrolment, expires_in: int, tone: str
) -> None:
    world.ground(row, world.bo_org, Part.PLAN, ends_on=TODAY + timedelta(days=expires_in))

    card = anna.get(reverse("consents:show", args=[row.pk])).context["consents"][0]

    assert card["tone"] == tone
    assert bool(card["withdraw_url"]) is (tone != "neutral")


def ground(world: World, **values: Any) -> dict[str, Any]:
    return {
        "kind": "statute", "reason": "10 kap. 28 § OSL: anmälan", "receiver_id": world.bo_org.pk,
        "parts": ["plan"], "starts_on": TODAY.isoformat(), "last_day": "", **values,
    }  # fmt: skip


def test_another_ground_is_recorded_seen_by_both_and_ended(
    anna: Client, world: World, row: Enrolment
) -> None:
    anna.post(reverse("consents:other_ground", args=[row.pk]), ground(world))
    made = Ground.unscoped.get()
    before = sees(world, row, world.bo)
    page = anna.get(reverse("consents:show", args=[row.pk]))
    anna.post(reverse("consents:end_ground", args=[row.pk, made.pk]))

    assert (made.kind, made.reason) == (GroundKind.STATUTE, "10 kap. 28 § OSL: anmälan")
    assert before == {Part.PLAN}
    assert len(page.context["grounds"]) == 1
    assert sees(world, row, world.bo) == set()


@pytest.mark.parametrize(
    "wrong",
    [
        {"reason": "  "},
        {"parts": []},
        {"kind": "consent"},
        {"kind": "emergency"},
        {"last_day": "2026-03-09"},
        {"starts_on": "2026-03-11"},
    ],
)
def test_a_ground_without_reason_part_or_possible_days_is_refused(
    anna: Client, world: World, row: Enrolment, wrong: dict[str, Any]
) -> None:
    answer = anna.post(reverse("consents:other_ground", args=[row.pk]), ground(world, **wrong))

    assert answer.status_code == 422
    assert not Ground.unscoped.exists()


def test_an_emergency_ends_on_its_day(anna: Client, world: World, row: Enrolment) -> None:
    sent = ground(world, kind="emergency", last_day=TODAY.isoformat())

    anna.post(reverse("consents:other_ground", args=[row.pk]), sent)

    assert Ground.unscoped.get().ends_on == TODAY + timedelta(days=1)


@pytest.mark.parametrize("page", ["show", "give", "other_ground"])
def test_consents_of_a_case_that_is_not_in_sight_do_not_exist(
    client: Client, world: World, row: Enrolment, page: str
) -> None:
    client.force_login(world.bo)

    assert client.get(reverse(f"consents:{page}", args=[row.pk])).status_code == 404


def test_a_partner_who_only_reads_cannot_record_a_consent(
    client: Client, world: World, row: Enrolment
) -> None:
    partner = world.staff("Petra", world.bo_org, Role.CLINICAL_PARTNER)
    world.link(partner, row)
    world.ground(row, world.bo_org, Part.PLAN)
    client.force_login(partner)

    answer = client.post(reverse("consents:give", args=[row.pk]), yes(world))

    assert answer.status_code == 403
    assert client.get(reverse("consents:show", args=[row.pk])).status_code == 200
