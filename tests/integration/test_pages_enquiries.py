"""Enquiries: any form is taken in, the list waits by date, a no is kind and points on."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from framsteg.foundation.codes import EnquiryOutcome, OrganisationKind, Role, SourceKind
from framsteg.records.models import AccessLogEntry, Enquiry, Staff, Unit
from tests.factories.world import World, organisation

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 10)
YESTERDAY = TODAY - timedelta(days=1)


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


def enquiry(world: World, **values: Any) -> Enquiry:
    return Enquiry.unscoped.create(
        programme=world.programme,
        owner=values.pop("owner", world.anna_org),
        received_on=values.pop("received_on", date(2026, 3, 1)),
        source_kind=values.pop("source_kind", SourceKind.SELF),
        channel="phone",
        **values,
    )


def told(world: World, **values: str) -> dict[str, str]:
    return {
        "programme_id": str(world.programme.pk),
        "received_on": YESTERDAY.isoformat(),
        "source_kind": "self",
        "channel": "phone",
        **values,
    }


@pytest.mark.parametrize("channel", ["phone", "email", "letter", "referral", "visit"])
@pytest.mark.parametrize("source", ["self", "relative"])
def test_an_enquiry_is_taken_in_without_a_name_in_any_form(
    anna: Client, world: World, source: str, channel: str
) -> None:
    answer = anna.post(
        reverse("enquiries:receive"), told(world, source_kind=source, channel=channel)
    )

    row = Enquiry.unscoped.get()
    assert answer.status_code == 302
    assert answer["Location"] == reverse("enquiries:show", args=[row.pk])
    assert (row.source_kind, row.channel, row.person_name) == (source, channel, "")


@pytest.mark.parametrize("written", ["Beroendemottagningen", "{full}"])
def test_a_unit_is_found_by_its_name_with_or_without_organisation(
    anna: Client, world: World, written: str
) -> None:
    unit = Unit.objects.create(organisation=world.bo_org, name="Beroendemottagningen")
    typed = written.format(full=f"Beroendemottagningen ({world.bo_org.name})")

    anna.post(reverse("enquiries:receive"), told(world, source_kind="unit", unit=typed))

    assert Enquiry.unscoped.get().unit == unit


def test_a_new_unit_needs_its_organisation_and_keeps_what_was_typed(
    anna: Client, world: World
) -> None:
    url = reverse("enquiries:receive")
    typed = told(world, source_kind="unit", unit="Ungdomscaféet", wish="Vill bli bagare")

    refused = anna.post(url, typed)
    saved = anna.post(url, {**typed, "unit_organisation": str(world.bo_org.pk)})

    assert refused.status_code == 422
    assert "Ungdomscaféet" in refused.text and "Vill bli bagare" in refused.text
    assert saved.status_code == 302
    assert Unit.objects.get(name="Ungdomscaféet").organisation == world.bo_org


def test_an_enquiry_cannot_come_tomorrow(anna: Client, world: World) -> None:
    tomorrow = (TODAY + timedelta(days=1)).isoformat()

    answer = anna.post(reverse("enquiries:receive"), told(world, received_on=tomorrow))

    assert answer.status_code == 422
    assert not Enquiry.unscoped.exists()


def test_the_waiting_list_goes_by_the_day_alone(anna: Client, world: World) -> None:
    waits = {"outcome": EnquiryOutcome.WAITING, "outcome_on": date(2026, 3, 9)}
    enquiry(world, person_name="Sist", received_on=date(2026, 3, 5), **waits)
    enquiry(world, person_name="Först", received_on=date(2026, 2, 1), **waits)

    page = anna.get(reverse("enquiries:list"), {"show": "waiting"}).text

    assert page.index("Först") < page.index("Sist")


def test_tabs_count_what_stands_in_each_state(anna: Client, world: World) -> None:
    enquiry(world)
    enquiry(world)
    enquiry(world, outcome=EnquiryOutcome.WITHDRAWN, outcome_on=date(2026, 3, 9))

    tabs = anna.get(reverse("enquiries:list")).context["tabs"]

    counted = {tab["url"]: int(tab["count"]) for tab in tabs}
    assert counted == {
        "?show=open": 2, "?show=waiting": 0, "?show=accepted": 0, "?show=no": 1, "?show=all": 3,
    }  # fmt: skip


def test_another_organisations_enquiry_is_as_if_it_did_not_exist(
    client: Client, world: World
) -> None:
    row = enquiry(world)
    client.force_login(world.bo)

    there = client.get(reverse("enquiries:show", args=[row.pk]))
    nowhere = client.get(reverse("enquiries:show", args=[row.pk + 999]))

    assert there.status_code == nowhere.status_code == 404
    assert world.programme.name not in there.text + nowhere.text


def test_showing_an_enquiry_is_logged(anna: Client, world: World) -> None:
    row = enquiry(world)

    anna.get(reverse("enquiries:show", args=[row.pk]))

    assert AccessLogEntry.unscoped.filter(enquiry_id=row.pk, staff_id=world.anna.pk).exists()


def test_a_no_needs_a_fact_and_another_door(anna: Client, world: World) -> None:
    row = enquiry(world)
    url = reverse("enquiries:decline", args=[row.pk])

    refused = anna.post(url, {"reason": "no_places", "pointed_to": "", "note": "Ring gärna"})
    anna.post(url, {"reason": "no_places", "pointed_to": "Vägledningen", "note": "Ring gärna"})

    row.refresh_from_db()
    assert refused.status_code == 422 and "Ring gärna" in refused.text
    assert (row.outcome, row.pointed_to) == (EnquiryOutcome.DECLINED, "Vägledningen")
    assert "Vägledningen" in anna.get(reverse("enquiries:show", args=[row.pk])).text


def test_no_reason_to_decline_speaks_of_the_person(anna: Client, world: World) -> None:
    page = anna.get(reverse("enquiries:decline", args=[enquiry(world).pk])).text.lower()

    for word in ("motivation", "motiverad", "redo ", "mogen"):
        assert word not in page


@pytest.mark.parametrize("page", ["wait", "withdraw"])
def test_an_answer_is_asked_about_first_and_can_be_undone(
    anna: Client, world: World, page: str
) -> None:
    row = enquiry(world)

    asked = anna.get(reverse(f"enquiries:{page}", args=[row.pk]))
    row.refresh_from_db()
    before = row.outcome
    anna.post(reverse(f"enquiries:{page}", args=[row.pk]))
    row.refresh_from_db()
    after = row.outcome
    anna.post(reverse("enquiries:reopen", args=[row.pk]))
    row.refresh_from_db()

    assert asked.status_code == 200
    assert (before, row.outcome) == (EnquiryOutcome.OPEN, EnquiryOutcome.OPEN)
    assert after in (EnquiryOutcome.WAITING, EnquiryOutcome.WITHDRAWN)


def test_a_meeting_is_booked_and_then_held(anna: Client, world: World) -> None:
    row = enquiry(world)
    url = reverse("enquiries:meet", args=[row.pk])
    on = (TODAY + timedelta(days=7)).isoformat()

    anna.post(url, {"on": on, "together_with": "kuratorn"})
    early = anna.post(url, {"on": on, "together_with": "kuratorn", "held": "on"})
    anna.post(url, {"on": YESTERDAY.isoformat(), "together_with": "kuratorn", "held": "on"})

    row.refresh_from_db()
    assert early.status_code == 422
    assert (row.meeting_held, row.meeting_on) == (True, YESTERDAY)


def test_a_booked_meeting_is_confirmed_with_when_and_where_and_without_a_name(
    anna: Client, world: World
) -> None:
    row = enquiry(world, person_name="Moa")
    told = {
        "on": TODAY.isoformat(), "at": "10:00", "place": "Torggatan 2",
        "booked_by": "together", "together_with": "Moa och kuratorn",
    }  # fmt: skip

    saved = anna.post(reverse("enquiries:meet", args=[row.pk]), told)
    page = anna.get(reverse("enquiries:show", args=[row.pk]))

    assert saved.status_code == 302
    assert "10.00" in page.context["confirmation"] and "Torggatan 2" in page.context["confirmation"]
    assert "Moa" not in page.context["confirmation"]
    assert page.context["meeting"]["booked_by"]


def test_booked_together_says_with_whom(anna: Client, world: World) -> None:
    row = enquiry(world)
    told = {"on": TODAY.isoformat(), "booked_by": "together", "together_with": ""}

    refused = anna.post(reverse("enquiries:meet", args=[row.pk]), told)

    row.refresh_from_db()
    assert refused.status_code == 422
    assert row.meeting_on is None


def test_the_enquiry_page_tells_who_takes_part_in_the_first_talk(
    anna: Client, world: World
) -> None:
    page = anna.get(reverse("enquiries:show", args=[enquiry(world).pk])).text

    assert "Försäkringskassan" in page and "Arbetsförmedlingen" in page


def test_history_tells_each_step_with_who_and_when(anna: Client, world: World) -> None:
    anna.post(reverse("enquiries:receive"), told(world))
    row = Enquiry.unscoped.get()
    anna.post(reverse("enquiries:wait", args=[row.pk]))

    events = anna.get(reverse("enquiries:show", args=[row.pk])).context["steps"][0]["events"]

    assert [event["icon"] for event in events] == ["hourglass", "tray"]
    assert {event["by"] for event in events} == {"Anna"}


def test_two_who_change_the_same_enquiry_are_shown_both_texts(anna: Client, world: World) -> None:
    anna.post(reverse("enquiries:receive"), told(world, wish="Vill arbeta"))
    row = Enquiry.unscoped.get()
    url = reverse("enquiries:amend", args=[row.pk])
    anna.post(url, told(world, wish="Vill arbeta ute", version="1"))

    late = anna.post(url, told(world, wish="Vill arbeta inne", version="1"))
    row.refresh_from_db()
    kept = row.wish
    chosen = anna.post(url, told(world, wish="Ute eller inne", version=str(row.version)))

    row.refresh_from_db()
    assert (late.status_code, kept) == (409, "Vill arbeta ute")
    assert "Vill arbeta ute" in late.text and "Vill arbeta inne" in late.text
    assert (chosen.status_code, row.wish) == (302, "Ute eller inne")


def test_who_only_reads_takes_in_no_enquiries(client: Client, world: World) -> None:
    partner: Staff = world.staff("Petra", world.anna_org, Role.CLINICAL_PARTNER)
    client.force_login(partner)

    assert client.get(reverse("enquiries:receive")).status_code == 404


def test_units_of_every_organisation_are_suggested(anna: Client, world: World) -> None:
    other = organisation(f"Vårdbolaget {world.programme.pk}", OrganisationKind.PRIVATE_CARE)
    Unit.objects.create(organisation=other, name="Öppenvården")

    page = anna.get(reverse("enquiries:receive")).text

    assert f"Öppenvården ({other.name})" in page
