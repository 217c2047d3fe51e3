"""What somebody would try who may see a little and wants to see more, or to write over others."""

import uuid
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from framsteg import access
from framsteg.access import NOT_SHARED, CaseQuery
from framsteg.actions import (
    consents,
    contacts,
    employers,
    enrolments,
    grounds,
    participants,
    placements,
    sections,
)
from framsteg.foundation.codes import (
    Channel,
    ConsentGiven,
    EmployerPurpose,
    GroundKind,
    Part,
    Place,
    PlacementKind,
    Role,
    Sex,
    SourceKind,
)
from framsteg.foundation.decision import Denied
from framsteg.imports.loading import examine, load
from framsteg.imports.mapping import Mapping
from framsteg.records.models import Contact, Enrolment, Ground, Participant, Placement
from framsteg.rules.eligibility import ApplicantFacts
from tests.factories.world import TODAY, World

MEETS = ApplicantFacts(birth_year=2000, authorities=2, belongs=True)
CASES = Mapping(list="cases")
NUMBER, OTHER_NUMBER = "199001012385", "198507099805"


@pytest.fixture
def world(db: None) -> World:
    return World()


def _log(world: World, case: Enrolment, **values: Any) -> int:
    told = {"on": TODAY, "channel": Channel.VISIT, "place": Place.COMMUNITY, **values}
    return contacts.log(by=world.viewer(world.anna), enrolment_id=case.pk, **told)


def _lead(world: World, org: Any) -> access.Viewer:
    return world.viewer(world.staff("Ledare", org, Role.TEAM_LEAD))


def _list(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "lista.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


# ── Lists in ───────────────────────────────────────────────────────────────────────────────────


def test_a_list_does_not_show_what_another_organisation_wrote_in_the_case(
    world: World, tmp_path: Path
) -> None:
    case = world.case(reference="N1")
    world.ground(case, world.bo_org, Part.IDENTITY)
    bo = world.viewer(world.bo)
    sections.write(
        by=bo, enrolment_id=case.pk, part=Part.SUPPORT_NEEDS, text="Hemligt", version=None
    )
    placements.start(
        by=bo, enrolment_id=case.pk, kind=PlacementKind.INTERNSHIP, on=TODAY, trade="Regionens",
    )  # fmt: skip
    lead = _lead(world, world.anna_org)
    path = _list(
        tmp_path,
        "löpnummer;kön;inskriven;anteckning;sysselsättning;sysselsättning start;bransch",
        "N1;kvinna;2025-09-01;Vår egen;praktik;2026-01-01;Handel",
    )

    found = examine(path, CASES, by=lead, programme_id=world.programme.pk)

    comparison = found.expected
    old = [c.old for u in (*comparison.updated, *comparison.kept)
           for c in (*u.changes, *u.kept)]  # fmt: skip
    assert found.checked.problems == ()
    assert "Hemligt" not in str(old)
    assert "Regionens" not in str(old)


def test_a_list_does_not_change_what_another_organisation_wrote(
    world: World, tmp_path: Path
) -> None:
    case = world.case(reference="N1")
    world.ground(case, world.bo_org, Part.IDENTITY)
    theirs = Placement.unscoped.get(
        pk=placements.start(
            by=world.viewer(world.bo), enrolment_id=case.pk, kind=PlacementKind.INTERNSHIP,
            on=date(2026, 1, 1), trade="Vård",
        )
    )  # fmt: skip
    lead = _lead(world, world.anna_org)
    path = _list(
        tmp_path,
        "löpnummer;kön;inskriven;sysselsättning;sysselsättning start;bransch",
        "N1;kvinna;2025-09-01;praktik;2026-01-01;Handel",
    )

    found = examine(path, CASES, by=lead, programme_id=world.programme.pk)
    load(found, by=lead, programme_id=world.programme.pk)

    stood = (theirs.starts_on, theirs.trade, theirs.version)
    theirs.refresh_from_db()
    assert (theirs.starts_on, theirs.trade, theirs.version) == stood
    assert Placement.unscoped.filter(owner=world.anna_org, trade="Handel").count() == 1


def test_a_list_does_not_tell_whom_another_organisation_has_enrolled(
    world: World, tmp_path: Path
) -> None:
    world.case(reference="HEMLIG-7", person={"personnummer": NUMBER})
    lead = _lead(world, world.bo_org)
    path = _list(tmp_path, "löpnummer;kön;inskriven;personnummer", f"B1;kvinna;2025-09-01;{NUMBER}")

    found = examine(path, CASES, by=lead, programme_id=world.programme.pk)

    assert found.checked.problems == ()
    receipt = load(found, by=lead, programme_id=world.programme.pk)
    assert receipt.counts["created"] == 1


# ── The room ───────────────────────────────────────────────────────────────────────────────────


def test_a_cursor_at_somebody_whose_name_is_not_shared_tells_no_place_in_the_alphabet(
    world: World,
) -> None:
    hidden = world.case(family="Lind")
    unseen = world.case(family="Lind")
    world.ground(hidden, world.bo_org, Part.CONTACTS)
    for family in ("Ahl", "Öberg"):
        world.ground(world.case(family=family), world.bo_org, Part.IDENTITY)
    viewer = world.viewer(world.bo)

    pages = [
        access.case_files(viewer, CaseQuery(**{way: pk}))
        for pk in (hidden.pk, unseen.pk)
        for way in ("after", "before")
    ]

    everybody = access.case_files(viewer).lines
    assert len(everybody) == 2
    assert [page.lines for page in pages] == [everybody] * 4


def test_the_history_of_the_plan_does_not_tell_the_way_in(world: World) -> None:
    anna = world.viewer(world.anna)
    enrolment_id = enrolments.enrol(
        by=anna,
        programme_id=world.programme.pk,
        on=TODAY,
        person=enrolments.Person(sex=Sex.WOMAN, given_name="Åsa", birth_year=2000),
        facts=MEETS,
        source_kind=SourceKind.RELATIVE,
        channel=Channel.EMAIL,
    )
    case = Enrolment.unscoped.get(pk=enrolment_id)
    world.ground(case, world.bo_org, Part.PLAN)

    told = [event.changes for event in access.changes(world.viewer(world.bo), enrolment_id)]
    own = [event.changes for event in access.changes(anna, enrolment_id)]

    way_in = {"source_kind", "unit", "channel", "referred_on", "enquiry"}
    assert any("enrolled_on" in changes for changes in told)
    assert not any(way_in & set(changes) for changes in told)
    assert any("source_kind" in changes for changes in own)


def test_the_history_does_not_tell_a_protected_address(world: World) -> None:
    case = world.case()
    anna = world.viewer(world.anna)
    participants.change_contact_details(
        by=anna, enrolment_id=case.pk, version=1, address="Storgatan 1", phone="070"
    )
    participants.change_identity(by=anna, enrolment_id=case.pk, version=2, protected_identity=True)

    told = [event.changes for event in access.changes(anna, case.pk)]

    assert "Storgatan" not in str(told)
    assert any("phone" in changes for changes in told)


def test_who_else_has_read_is_told_only_with_the_plan(world: World) -> None:
    case = world.case()
    world.ground(case, world.bo_org, Part.CONTACTS)
    access.case_file(world.viewer(world.anna), case.pk)
    access.case_file(world.viewer(world.bo), case.pk)

    before = access.reads(world.viewer(world.bo), case.pk)
    world.ground(case, world.bo_org, Part.PLAN)
    after = access.reads(world.viewer(world.bo), case.pk)

    assert {line.reader for line in before} == {"Bo"}
    assert {line.reader for line in after} >= {"Anna", "Bo"}


def test_a_visit_for_two_persons_is_shown_only_with_the_one_whose_dealings_are_shared(
    world: World,
) -> None:
    shared, other = world.case(family="Ett"), world.case(family="Två")
    world.ground(shared, world.bo_org, Part.EMPLOYER_DEALINGS)
    world.ground(other, world.bo_org, Part.CONTACTS)
    employers.log_contact(
        by=world.viewer(world.anna), programme_id=world.programme.pk, employer_id=None, on=TODAY,
        channel=Channel.VISIT, purpose=EmployerPurpose.GET_TO_KNOW,
        on_behalf_of=[shared.pk, other.pk],
    )  # fmt: skip
    viewer = world.viewer(world.bo)

    assert len(access.case_file(viewer, shared.pk).employer_contacts) == 1
    assert access.case_file(viewer, other.pk).employer_contacts is NOT_SHARED


# ── Helping oneself ────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("kind", [GroundKind.STATUTE, GroundKind.EMERGENCY])
def test_nobody_notes_a_legal_ground_for_their_own_organisation_to_read_others(
    world: World, kind: GroundKind
) -> None:
    case = world.case()
    world.ground(case, world.bo_org, Part.CONTACTS)
    before = Ground.unscoped.count()

    with pytest.raises(Denied):
        grounds.add(
            by=world.viewer(world.bo), enrolment_id=case.pk, receiver_id=world.bo_org.pk,
            parts=[Part.SUPPORT_NEEDS], kind=kind, reason="Vi vill", starts_on=TODAY,
            ends_on=TODAY + timedelta(days=1),
        )  # fmt: skip

    assert Ground.unscoped.count() == before


def test_who_enrolled_the_person_sees_and_stops_a_consent_that_others_noted(
    world: World, client: Client
) -> None:
    case = world.case()
    world.ground(case, world.bo_org, Part.CONTACTS)
    third = world.third()
    world.ground(case, third.organisation, Part.CONTACTS)
    bo, tove = world.viewer(world.bo), world.viewer(third)
    sections.write(by=bo, enrolment_id=case.pk, part=Part.INCOME, text="Vårt", version=None)
    noted = consents.give(
        by=bo, enrolment_id=case.pk, shares={tove.organisation_id: list(Part)}, text_version="1",
        text_shown="…", purpose="samverkan", given=ConsentGiven.WRITTEN, given_on=TODAY,
    )  # fmt: skip
    opened = access.case_file(tove, case.pk).sections
    anna = world.viewer(world.anna)

    seen = [line.consent_id for line in access.case_file(anna, case.pk).consents]
    client.force_login(world.anna)
    answer = client.post(reverse("consents:withdraw", args=[case.pk, noted]), {})

    assert opened and noted in seen
    assert answer.status_code == 302
    assert access.case_file(world.viewer(third, timezone.localdate()), case.pk).sections == ()


def test_changing_a_number_does_not_tell_whom_another_organisation_knows(world: World) -> None:
    case = world.case()
    world.case(family="Hemlig", person={"personnummer": OTHER_NUMBER})
    world.ground(case, world.bo_org, Part.IDENTITY)
    bo = world.viewer(world.bo)
    told = []

    for number in (OTHER_NUMBER, NUMBER):
        with pytest.raises(Denied) as refusal:
            participants.change_identity(
                by=bo, enrolment_id=case.pk, version=1, personnummer=number
            )
        told.append(refusal.value.reason)

    assert told[0] == told[1]
    assert Participant.unscoped.get(pk=case.participant_id).personnummer == ""


# ── Nothing is lost ────────────────────────────────────────────────────────────────────────────


def test_a_form_gone_back_to_and_written_anew_is_not_taken_for_the_first_one(
    world: World,
) -> None:
    case, other, once = world.case(), world.case(family="Annan"), uuid.uuid4()
    first = _log(world, case, note="Fika", once=once)

    ids = {
        first,
        _log(world, case, note="Något annat", once=once),
        _log(world, other, note="Fika", once=once),
    }

    assert len(ids) == Contact.unscoped.count() == 3
    assert Contact.unscoped.get(enrolment=other).note == "Fika"


def test_a_form_without_its_version_overwrites_nobody(world: World, client: Client) -> None:
    case = world.case()
    contact_id = _log(world, case, note="Först")
    contacts.amend(by=world.viewer(world.anna), contact_id=contact_id, version=1, note="Kollegans")
    client.force_login(world.anna)
    told = {"enrolment_id": case.pk, "channel": "visit", "place": "community",
            "on": TODAY.isoformat(), "note": "Min"}  # fmt: skip

    answer = client.post(reverse("contacts:amend", args=[case.pk, contact_id]), told)

    assert answer.status_code == 409
    assert Contact.unscoped.get(pk=contact_id).note == "Kollegans"


# ── The browser ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["participants:list", "results:figures", "participants:file"])
def test_no_browser_and_no_proxy_keeps_a_page_for_who_comes_after(
    world: World, client: Client, name: str
) -> None:
    case = world.case()
    client.force_login(world.anna)
    args = [case.pk] if name == "participants:file" else []

    answer = client.get(reverse(name, args=args))

    assert {"no-store", "private"} <= set(answer.headers["Cache-Control"].split(", "))


@pytest.mark.parametrize("asked", ["after", "before", "who"])
def test_a_number_that_nobody_has_is_no_fault_of_the_list(
    world: World, client: Client, asked: str
) -> None:
    world.case()
    client.force_login(world.anna)

    answer = client.get(reverse("participants:list"), {asked: "9" * 40})

    assert answer.status_code == 200


def test_who_no_longer_works_here_is_out_at_once(world: World, client: Client) -> None:
    client.force_login(world.anna)
    before = client.get(reverse("participants:list")).status_code

    world.anna.is_active = False
    world.anna.save()

    after = client.get(reverse("participants:list"))
    assert (before, after.status_code) == (200, 302)
