"""A unit whose name tells of health: its own organisation reads it, and by consent who enrolled."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from framsteg import access
from framsteg.access.reading.units import PARTNER_UNIT
from framsteg.actions import imports, programmes
from framsteg.foundation.codes import Channel, EnquiryOutcome, Part, Role, SourceKind
from framsteg.foundation.listed import Source
from framsteg.records.models import Enquiry, Enrolment, Staff, Unit
from framsteg.snapshot.build import build
from framsteg.snapshot.open import reading
from framsteg.web import listing
from tests.factories.world import TODAY, World

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
NAME = "Beroendemottagningen Ordhemlig"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("framsteg.web.viewer.timezone.localdate", lambda: TODAY)


@pytest.fixture
def world() -> World:
    return World(blueprint="natkraft")


@pytest.fixture
def unit(world: World) -> Unit:
    return Unit.objects.create(organisation=world.bo_org, name=NAME, sensitive=True)


@pytest.fixture
def case(world: World, unit: Unit) -> Enrolment:
    return world.case(source_kind=SourceKind.UNIT, unit=unit, channel=Channel.PHONE)


def logged_in(staff: Staff) -> Client:
    client = Client()
    client.force_login(staff)
    return client


def source(world: World, staff: Staff, case: Enrolment) -> Any:
    return access.case_file(world.viewer(staff), case.pk).referral.source


def enquiry(world: World, unit: Unit) -> Enquiry:
    return Enquiry.unscoped.create(
        owner=world.anna_org, programme=world.programme, received_on=TODAY,
        source_kind=SourceKind.UNIT, unit=unit, channel=Channel.PHONE,
        outcome=EnquiryOutcome.OPEN,
    )  # fmt: skip


def test_who_enrolled_reads_a_partner_unit_until_a_ground_says_so(
    world: World, case: Enrolment
) -> None:
    before = source(world, world.anna, case)
    world.ground(case, world.anna_org, Part.SUPPORT_NEEDS, giver=world.bo_org)

    assert before == PARTNER_UNIT
    assert source(world, world.anna, case) == NAME


def test_its_own_organisation_reads_the_name(world: World, case: Enrolment) -> None:
    world.ground(case, world.bo_org, Part.SUPPORT_NEEDS)

    assert source(world, world.bo, case) == NAME


def test_a_third_organisation_never_reads_it(world: World, case: Enrolment) -> None:
    tove = world.third()
    world.ground(case, tove.organisation, Part.SUPPORT_NEEDS)
    world.ground(case, tove.organisation, Part.SUPPORT_NEEDS, giver=world.bo_org)

    assert source(world, tove, case) == PARTNER_UNIT


def test_a_unit_that_is_not_marked_is_named(world: World, case: Enrolment, unit: Unit) -> None:
    Unit.objects.filter(pk=unit.pk).update(sensitive=False)

    assert source(world, world.anna, case) == NAME


def pages(world: World, case: Enrolment, asked: Enquiry) -> Iterator[str]:
    """Where the name of a unit stands, or a choice between units."""
    yield from ("/", reverse("participants:list"), reverse("enrolments:enrol"))
    for name in ("participants:file", "participants:history", "cover:brief", "network:show",
                 "plans:show", "documents:shelf", "handovers:one"):  # fmt: skip
        yield reverse(name, args=[case.pk])
    for name in ("enquiries:show", "enquiries:amend", "enquiries:meet"):
        yield reverse(name, args=[asked.pk])
    yield from (reverse("enquiries:list"), reverse("enquiries:receive"))
    for name in ("units:show", "programmes:show", "handovers:ask_many", "outreach:show",
                 "chairs:show", "team:show"):  # fmt: skip
        yield reverse(name, args=[world.programme.key])


def test_no_page_of_another_organisation_says_the_name(
    world: World, case: Enrolment, unit: Unit
) -> None:
    asked = enquiry(world, unit)
    anna = logged_in(world.anna)

    for address in pages(world, case, asked):
        answer = anna.get(address)

        assert answer.status_code == 200, address
        assert NAME not in answer.text, address


def test_the_pages_say_partner_unit_instead(world: World, case: Enrolment, unit: Unit) -> None:
    asked = enquiry(world, unit)
    anna = logged_in(world.anna)

    for address in (
        reverse("participants:file", args=[case.pk]), reverse("enquiries:show", args=[asked.pk]),
        reverse("enquiries:list"), reverse("units:show", args=[world.programme.key]),
    ):  # fmt: skip
        assert "Samverkande enhet" in anna.get(address).text, address


def test_an_enquiry_keeps_its_unit_when_something_else_is_changed(world: World, unit: Unit) -> None:
    Unit.objects.create(organisation=world.bo_org, name="Psykosmottagningen", sensitive=True)
    asked = enquiry(world, unit)
    anna = logged_in(world.anna)
    url = reverse("enquiries:amend", args=[asked.pk])
    form = anna.get(url).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields}

    answer = anna.post(url, {**sent, "wish": "Vill veta mer."})

    asked.refresh_from_db()
    assert answer.status_code == 302, answer.context["form"].errors
    assert (asked.wish, asked.unit) == ("Vill veta mer.", unit)


def test_sensitive_units_of_one_organisation_are_told_apart_by_number(
    world: World, unit: Unit
) -> None:
    Unit.objects.create(organisation=world.bo_org, name="A-mottagningen", sensitive=True)

    units = access.units_of(world.viewer(world.anna), world.programme.pk)

    assert [str(one.name) for one in units] == ["Partner unit 1", "Partner unit 2"]
    assert units[0].unit_id == unit.pk


def test_the_snapshot_holds_no_sensitive_name(
    world: World, case: Enrolment, unit: Unit, tmp_path: Path
) -> None:
    enquiry(world, unit)
    build(by=world.viewer(world.anna), folder=tmp_path, key=b"0" * 32, now=NOON)

    with reading(tmp_path) as opened:
        found = opened.cursor.execute(
            "SELECT source FROM enrolments UNION ALL SELECT source FROM enquiries"
        ).fetchall()

    assert found == [("Samverkande enhet",)] * 2
    assert not [f for f in tmp_path.rglob("*") if f.is_file() and NAME.encode() in f.read_bytes()]


def test_a_list_on_its_way_in_does_not_say_the_name(world: World, unit: Unit) -> None:
    stood = Source(SourceKind.UNIT, NAME, world.bo_org.name)
    key = world.programme.pk

    loader = imports.known(by=world.viewer(world.anna), programme_id=key)
    own = imports.known(by=world.viewer(world.bo), programme_id=key)

    assert NAME not in str(listing.told(listing.unnamed(stood, loader.hidden)))
    assert NAME in str(listing.told(listing.unnamed(stood, own.hidden)))


def test_only_the_units_own_people_say_whether_it_is_sensitive(world: World, unit: Unit) -> None:
    url = reverse("units:mark", args=[world.programme.key, unit.pk])

    other = logged_in(world.anna).post(url, {"sensitive": "no"})
    logged_in(world.bo).post(url, {"sensitive": "no"})

    unit.refresh_from_db()
    assert other.status_code == 404
    assert unit.sensitive is False


def test_an_administrator_may_mark_but_not_unmark(world: World, unit: Unit) -> None:
    admin = world.viewer(world.staff("Alva", world.anna_org, Role.ADMINISTRATOR))
    mark = {"by": admin, "programme_id": world.programme.pk, "unit_id": unit.pk}

    with pytest.raises(access.NotFound):
        programmes.mark_unit(**mark, sensitive=False)
    Unit.objects.filter(pk=unit.pk).update(sensitive=False)
    programmes.mark_unit(**mark, sensitive=True)

    unit.refresh_from_db()
    assert unit.sensitive is True
