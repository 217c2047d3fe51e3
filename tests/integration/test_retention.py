"""Thinning out: what is due, by whose yes, the right rows, and the same figures."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from framsteg.access.reading import retention
from framsteg.access.thinning import STAYS, emptied
from framsteg.actions import contacts, disposals, extracts
from framsteg.evaluation.tables import TABLES
from framsteg.foundation.codes import (
    Channel,
    DocumentKind,
    EnquiryOutcome,
    Part,
    Place,
    RecordType,
    Role,
    SourceKind,
)
from framsteg.foundation.decision import Denied
from framsteg.records.models import (
    Contact,
    Document,
    DocumentSection,
    Draft,
    Enquiry,
    Enrolment,
    Event,
    NameToken,
    NetworkPerson,
    Participant,
    Staff,
)
from framsteg.rules.retention import CountsFrom
from framsteg.snapshot.build import build
from framsteg.snapshot.open import reading as snapshot
from tests.factories.world import World
from tests.integration.retention_world import (
    LEFT,
    NOON,
    ROTATION,
    THEN,
    WORDS,
    everything_of,
    proposed,
    thinned,
    two_who_mind,
    who_left,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("framsteg.web.viewer.timezone.localdate", lambda: THEN)


@pytest.fixture
def world() -> World:
    return World(today=THEN)


@pytest.fixture
def two(world: World) -> tuple[Staff, Staff]:
    return two_who_mind(world)


@pytest.fixture
def maja(world: World) -> Enrolment:
    return who_left(world)


# ── Who, and when ──────────────────────────────────────────────────────────────────────────────


def test_due_is_who_left_long_enough_ago(
    world: World, two: tuple[Staff, Staff], maja: Enrolment
) -> None:
    recent = world.case("Ny", "Lund", enrolled_on=date(2024, 1, 1), exited_on=date(2025, 1, 1))
    still = world.case("Kvar", "Berg", enrolled_on=date(2015, 1, 1))

    found = {one.enrolment_id for one in retention.due(world.viewer(two[0]), RecordType.CASE)}

    assert maja.pk in found
    assert recent.pk not in found
    assert still.pk not in found


def test_a_note_after_the_end_lets_it_live_longer(
    world: World, two: tuple[Staff, Staff], maja: Enrolment
) -> None:
    contacts.log(
        by=world.viewer(world.anna), enrolment_id=maja.pk, on=date(2020, 2, 1),
        channel=Channel.PHONE, place=Place.REMOTE,
    )  # fmt: skip

    assert retention.due(world.viewer(two[0]), RecordType.CASE) == ()


def test_a_person_who_is_enrolled_elsewhere_is_not_due(
    world: World, two: tuple[Staff, Staff], maja: Enrolment
) -> None:
    other = World(today=THEN)
    Enrolment.unscoped.create(
        programme=other.programme, participant=maja.participant, owner=world.anna_org,
        site=world.anna_org, blueprint_version=1, enrolled_on=LEFT, phase="mapping",
    )  # fmt: skip

    assert retention.due(world.viewer(two[0]), RecordType.CASE) == ()


def test_who_proposed_cannot_approve(
    world: World, two: tuple[Staff, Staff], maja: Enrolment
) -> None:
    pk = proposed(world, two[0], maja)

    with pytest.raises(Denied, match="colleague"):
        disposals.approve(by=world.viewer(two[0]), disposal_id=pk, backups=ROTATION)
    assert Participant.unscoped.get().given_name == "Maja"


def test_what_is_asked_for_meanwhile_is_kept(
    world: World, two: tuple[Staff, Staff], maja: Enrolment
) -> None:
    pk = proposed(world, two[0], maja)
    extracts.begin(by=world.viewer(two[0]), enrolment_id=maja.pk, asked_on=THEN)

    with pytest.raises(Denied):
        disposals.approve(by=world.viewer(two[1]), disposal_id=pk, backups=ROTATION)


def test_nothing_is_due_before_a_rule_is_decided(world: World) -> None:
    """No law that Framsteg knows of says how long an enquiry is kept."""
    lead = world.staff("Lena", world.anna_org, Role.TEAM_LEAD)
    by = world.viewer(lead)

    with pytest.raises(Denied):
        disposals.propose(by=by, record=RecordType.ENQUIRY, enrolment_ids=[], enquiry_ids=[1])


def test_an_own_decision_cannot_be_shorter_than_the_law(world: World) -> None:
    by = world.viewer(world.staff("Lena", world.anna_org, Role.TEAM_LEAD))
    told: dict[str, Any] = {
        "by": by, "record": RecordType.CASE, "counts_from": CountsFrom.END,
        "research_days": False, "source": "Nämnden § 4", "from_on": THEN,
    }  # fmt: skip

    with pytest.raises(Denied):
        disposals.decide(years=4, **told)
    disposals.decide(years=8, **told)

    in_force = retention.rule_of(by, RecordType.CASE)
    assert in_force is not None
    assert (in_force.years, in_force.decided) == (8, True)


# ── What goes and what stays ───────────────────────────────────────────────────────────────────


def test_no_word_of_the_person_is_left(
    world: World, two: tuple[Staff, Staff], maja: Enrolment
) -> None:
    assert all(word in everything_of(world.anna_org.pk) for word in WORDS)

    thinned(world, two, maja)

    left = everything_of(world.anna_org.pk)
    assert [word for word in WORDS if word in left] == []
    assert not NameToken.unscoped.exists()
    assert not NetworkPerson.unscoped.exists()
    person = Participant.unscoped.get()
    assert (person.anonymous, person.birth_year, person.sex) == (True, 1990, "woman")


def test_another_organisations_rows_are_left_alone(
    world: World, two: tuple[Staff, Staff], maja: Enrolment
) -> None:
    thinned(world, two, maja)

    assert Contact.unscoped.get(owner=world.bo_org).note == "Vårdens egna ord om Maja"


def test_a_document_that_another_organisation_writes_in_stays_for_them(
    world: World, two: tuple[Staff, Staff], maja: Enrolment
) -> None:
    document = Document.unscoped.create(
        owner=world.anna_org, enrolment=maja, kind=DocumentKind.AGREEMENT, part=Part.PLAN,
        subject="Maja Holm", started_on=LEFT,
    )  # fmt: skip
    for owner in (world.anna_org, world.bo_org):
        DocumentSection.unscoped.create(
            owner=owner, document=document, enrolment=maja, key="goals", part=Part.PLAN,
            content={"goal": "Ringde"}, updated_on=LEFT,
        )  # fmt: skip

    thinned(world, two, maja)

    assert Document.unscoped.get().subject == ""
    assert DocumentSection.unscoped.get().owner == world.bo_org


def test_the_figures_are_the_same_before_and_after(
    world: World, two: tuple[Staff, Staff], maja: Enrolment, tmp_path: Path
) -> None:
    documents_before = Document.unscoped.create(
        owner=world.anna_org, enrolment=maja, kind=DocumentKind.PROFILE, part=Part.PROFILE,
        started_on=date(2019, 2, 1), subject="Maja",
    )  # fmt: skip
    before = _tables(world, tmp_path)

    thinned(world, two, maja)

    after = _tables(world, tmp_path)
    assert Document.unscoped.get(pk=documents_before.pk).subject == ""
    assert _without_hidden(after) == _without_hidden(before)
    assert {len(rows) for rows in before.values()} - {0}


# What is never told of somebody anonymous.
HIDDEN = {"birth_year", "source_kind", "source", "source_organisation", "source_organisation_kind",
          "channel", "referred_on"}  # fmt: skip


def _tables(world: World, folder: Path) -> dict[str, list[dict[str, Any]]]:
    build(by=world.viewer(world.anna), folder=folder, key=b"0" * 32, now=NOON)
    with snapshot(folder) as opened:
        return {
            table.name: [
                dict(zip(table.column_names, row, strict=True))
                for row in opened.cursor.execute(
                    f"SELECT {', '.join(table.column_names)} FROM {table.name}"
                ).fetchall()
            ]
            for table in TABLES.values()
        }


def _without_hidden(tables: dict[str, list[dict[str, Any]]]) -> dict[str, list[str]]:
    return {
        name: sorted(str({k: v for k, v in row.items() if k not in HIDDEN}) for row in rows)
        for name, rows in tables.items()
    }


@pytest.mark.parametrize("model", sorted(STAYS, key=lambda m: m.__name__), ids=lambda m: m.__name__)
def test_a_row_that_stays_keeps_no_identity_and_only_named_sensitive_columns(model: Any) -> None:
    kept = set(STAYS[model])
    private = {*getattr(model.Privacy, "identity", ()), *getattr(model.Privacy, "sensitive", ())}

    emptied_columns = set(emptied(model()))

    assert not kept & set(getattr(model.Privacy, "identity", ()))
    assert private - kept <= emptied_columns


def test_drafts_about_the_person_go(
    world: World, two: tuple[Staff, Staff], maja: Enrolment
) -> None:
    Draft.unscoped.create(
        staff=world.anna, at=f"/deltagare/{maja.pk}/kontakt/", words={"note": ["Maja"]}
    )

    thinned(world, two, maja)

    assert not Draft.unscoped.exists()


def test_it_is_not_due_again(world: World, two: tuple[Staff, Staff], maja: Enrolment) -> None:
    thinned(world, two, maja)

    assert retention.due(world.viewer(two[0]), RecordType.CASE) == ()


def test_the_network_goes_by_a_rule_of_its_own(
    world: World, two: tuple[Staff, Staff], maja: Enrolment
) -> None:
    by = world.viewer(two[0])
    disposals.decide(
        by=by, record=RecordType.NETWORK, years=0, counts_from=CountsFrom.END,
        research_days=False, source="Nämnden § 4", from_on=THEN,
    )  # fmt: skip
    pk = disposals.propose(
        by=by, record=RecordType.NETWORK, enrolment_ids=[maja.pk], enquiry_ids=[]
    )

    disposals.approve(by=world.viewer(two[1]), disposal_id=pk, backups=None)

    assert not NetworkPerson.unscoped.exists()
    assert Participant.unscoped.get().given_name == "Maja"
    assert Event.unscoped.get(verb="network.place").changes == {}
    assert Event.unscoped.get(verb="contacts.log", organisation_id=world.anna_org.pk).changes


def test_an_enquiry_that_led_to_nothing(world: World, two: tuple[Staff, Staff]) -> None:
    by = world.viewer(two[0])
    row = Enquiry.unscoped.create(
        owner=world.anna_org, programme=world.programme, received_on=date(2023, 1, 1),
        source_kind=SourceKind.SELF, channel=Channel.PHONE, person_name="Maja Holm", wish="Ringde",
        outcome=EnquiryOutcome.DECLINED, outcome_on=date(2023, 2, 1), decline_reason="no_places",
        pointed_to="Holms", reference="19900101",
    )  # fmt: skip
    disposals.decide(
        by=by, record=RecordType.ENQUIRY, years=2, counts_from=CountsFrom.END,
        research_days=False, source="Nämnden § 4", from_on=THEN,
    )  # fmt: skip
    pk = disposals.propose(by=by, record=RecordType.ENQUIRY, enrolment_ids=[], enquiry_ids=[row.pk])

    disposals.approve(by=world.viewer(two[1]), disposal_id=pk, backups=ROTATION)

    row.refresh_from_db()
    assert (row.person_name, row.wish, row.reference, row.pointed_to) == ("", "", "", "–")
    assert row.outcome == EnquiryOutcome.DECLINED
