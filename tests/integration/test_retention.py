"""Thinning out: two persons, the right rows, the same figures, a log that still proves itself."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from framsteg.access.personal import HELD
from framsteg.access.reading import disposals as reading
from framsteg.access.reading import retention
from framsteg.access.thinning import STAYS, emptied
from framsteg.actions import contacts, disposals, extracts, network, plans
from framsteg.config import audit
from framsteg.evaluation.tables import TABLES
from framsteg.foundation.codes import (
    Channel,
    DisposalState,
    DocumentKind,
    EnquiryOutcome,
    Part,
    Place,
    PlacementKind,
    RecordType,
    Role,
    SourceKind,
)
from framsteg.foundation.decision import Denied
from framsteg.foundation.plan_codes import Ring, Sphere
from framsteg.records.append_only import allowed
from framsteg.records.models import (
    Contact,
    Disposal,
    Document,
    DocumentSection,
    Draft,
    Enquiry,
    Enrolment,
    Event,
    FollowUp,
    LogCrossing,
    NameToken,
    NetworkPerson,
    Participant,
    Placement,
    Section,
    Staff,
)
from framsteg.rules.retention import CountsFrom
from framsteg.snapshot.build import build
from framsteg.snapshot.open import reading as snapshot
from tests.factories.world import World

pytestmark = pytest.mark.django_db
LEFT, THEN = date(2020, 3, 10), date(2026, 3, 10)
NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
ROTATION = (7, 4, 3)
WORDS = ("Maja", "Holm", "Torkel", "070-1", "Ringde", "Bageriet som", "19900101")


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("framsteg.web.viewer.timezone.localdate", lambda: THEN)


@pytest.fixture
def world() -> World:
    return World(today=THEN)


@pytest.fixture
def two(world: World) -> tuple[Staff, Staff]:
    return (
        world.staff("Dagny", world.anna_org, Role.DATA_PROTECTION_OFFICER),
        world.staff("Lena", world.anna_org, Role.TEAM_LEAD),
    )


@pytest.fixture
def maja(world: World) -> Enrolment:
    """Left six years ago; with rows of many kinds, and one that Bo's organisation wrote."""
    person = {"personnummer": "199001011234", "phone": "070-1"}
    case = world.case("Maja", "Holm", person=person, enrolled_on=date(2019, 1, 1))
    by = world.viewer(world.anna)
    contacts.log(
        by=by, enrolment_id=case.pk, on=date(2020, 1, 10), channel=Channel.PHONE,
        place=Place.REMOTE, minutes=30, note="Ringde Maja Holm.", present="Torkel",
    )  # fmt: skip
    network.place(
        by=by, enrolment_id=case.pk,
        person=network.Placed(name="Torkel Holm", sphere=Sphere.PRIVATE, ring=Ring.NEAR),
    )  # fmt: skip
    plans.set_goal(by=by, enrolment_id=case.pk, words="Bageriet som Maja vill till")
    Section.unscoped.create(
        owner=world.anna_org, enrolment=case, part=Part.PROFILE, text="Ringde Maja", updated_on=LEFT
    )
    Placement.unscoped.create(
        owner=world.anna_org, enrolment=case, kind=PlacementKind.EMPLOYMENT, title="Hos Holm",
        starts_on=date(2019, 6, 1), monthly_wage=23499, note="Ringde",
    )  # fmt: skip
    FollowUp.unscoped.create(
        owner=world.anna_org, enrolment=case, occurred_on=date(2019, 7, 1), kind="monthly",
        answered_by="person", life_situation=4, own_words="Maja mår bra", wellbeing_1=3,
    )  # fmt: skip
    world.contact(case, world.bo_org, note="Vårdens egna ord om Maja")
    Enrolment.unscoped.filter(pk=case.pk).update(exited_on=LEFT, exit_note="Maja slutade")
    _long_ago()
    case.refresh_from_db()
    return case


def _long_ago() -> None:
    """What the actions wrote now was written when it happened."""
    with allowed() as cursor:
        cursor.execute("UPDATE records_event SET at = %s", ["2020-03-10 10:00:00+00:00"])


def proposed(world: World, who: Staff, *cases: Enrolment) -> int:
    return disposals.propose(
        by=world.viewer(who), record=RecordType.CASE,
        enrolment_ids=[case.pk for case in cases], enquiry_ids=[],
    )  # fmt: skip


def thinned(world: World, two: tuple[Staff, Staff], *cases: Enrolment) -> Disposal:
    first, second = two
    pk = proposed(world, first, *cases)
    disposals.approve(by=world.viewer(second), disposal_id=pk, backups=ROTATION)
    return Disposal.objects.get(pk=pk)


def everything_of(owner_id: int) -> str:
    """All that an organisation's rows say, in every table that holds something of a person."""
    told = []
    for held in HELD:
        for row in held.model._base_manager.filter(**{held.owner: owner_id}):
            told += [str(getattr(row, f.attname)) for f in held.model._meta.concrete_fields]
    told += [f"{e.changes}{e.reason}" for e in Event.unscoped.filter(organisation_id=owner_id)]
    return "\n".join(told)


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


# ── The log and the certificate ────────────────────────────────────────────────────────────────


def test_the_log_proves_itself_after_its_words_are_crossed_out(
    world: World, two: tuple[Staff, Staff], maja: Enrolment, settings: Any, tmp_path: Any
) -> None:
    settings.FRAMSTEG_DATA = tmp_path
    audit.seal_logs()

    row = thinned(world, two, maja)
    audit.seal_logs()

    assert list(audit.verify()) == []
    assert [rows for _org, pk, rows in audit.crossed_out() if pk == row.pk] == [
        row.told["crossed_out"]
    ]
    event = Event.unscoped.get(verb="contacts.log", organisation_id=world.anna_org.pk)
    assert (event.changes, event.staff_id, event.subject) == ({}, world.anna.pk, "contact")


@pytest.mark.parametrize("how", ["another row", "without an event", "changed afterwards"])
def test_a_crossing_that_no_disposal_declares_is_found(
    world: World, two: tuple[Staff, Staff], maja: Enrolment, settings: Any, tmp_path: Any, how: str
) -> None:
    settings.FRAMSTEG_DATA = tmp_path
    audit.seal_logs()
    row = thinned(world, two, maja)
    audit.seal_logs()
    event = Event.unscoped.get(verb="contacts.log", organisation_id=world.anna_org.pk)
    decided = Event.unscoped.get(verb="disposals.propose")

    with allowed() as cursor:
        if how == "another row":
            cursor.execute(
                "UPDATE records_event SET reason = '' , changes = '{}' WHERE id = %s", [decided.pk]
            )
        elif how == "changed afterwards":
            cursor.execute("UPDATE records_event SET verb = 'x' WHERE id = %s", [event.pk])
        else:
            cursor.execute(
                "UPDATE records_event SET changes = '{}' WHERE verb = 'disposals.carry_out'"
            )

    assert {fault.kind for fault in audit.verify()} == {"row_changed"}
    assert row.told["digest"]


def test_the_database_refuses_to_change_a_crossing(
    world: World, two: tuple[Staff, Staff], maja: Enrolment
) -> None:
    from django.db import DatabaseError, connection, transaction

    thinned(world, two, maja)

    for statement in ("UPDATE records_logcrossing SET row_hash = ''",
                      "DELETE FROM records_logcrossing"):  # fmt: skip
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert LogCrossing.unscoped.exists()


def test_the_certificate_says_what_who_and_until_when(
    world: World, two: tuple[Staff, Staff], maja: Enrolment
) -> None:
    row = thinned(world, two, maja)
    client = Client()
    client.force_login(two[0])

    page = client.get(f"/gallringar/{row.pk}/").content.decode()
    pdf = client.get(f"/gallringar/{row.pk}/bevis.pdf").content

    assert row.state == DisposalState.DONE
    assert "Gallringsbevis" in page
    assert "Dagny" in page and "Lena" in page
    assert "31 maj 2026" in page
    assert "2001:453" in page
    assert "Maja" not in page
    assert pdf.startswith(b"%PDF")


def test_two_log_in_and_do_it_on_the_pages(
    world: World, two: tuple[Staff, Staff], maja: Enrolment
) -> None:
    first, second = Client(), Client()
    first.force_login(two[0])
    second.force_login(two[1])

    assert "Maja Holm" in first.get("/gallring/case/").content.decode()
    there = first.post("/gallring/case/", {"chosen": f"case-{maja.pk}"})["Location"]
    assert "En kollega måste godkänna" in first.get(there).content.decode()
    assert second.get(f"{there}godkann/").status_code == 200
    done = second.post(f"{there}godkann/", follow=True).content.decode()

    assert "Gallringsbevis" in done
    assert reading.disposals(world.viewer(two[0]))[0].state is DisposalState.DONE


def test_sent_back_nothing_goes(world: World, two: tuple[Staff, Staff], maja: Enrolment) -> None:
    pk = proposed(world, two[0], maja)
    client = Client()
    client.force_login(two[1])

    client.post(f"/gallringar/{pk}/tillbaka/", {"reason": "Vänta på domen"})

    assert Disposal.objects.get(pk=pk).reason == "Vänta på domen"
    assert Participant.unscoped.get().given_name == "Maja"


@pytest.mark.parametrize("role", [Role.EMPLOYMENT_SPECIALIST, Role.ADMINISTRATOR, Role.EVALUATOR])
def test_others_find_nothing(
    world: World, two: tuple[Staff, Staff], maja: Enrolment, role: Role
) -> None:
    pk = proposed(world, two[0], maja)
    client = Client()
    client.force_login(world.staff("Ylva", world.anna_org, role))

    for address in ("/gallring/", "/gallring/case/", "/gallring/case/beslut/",
                    f"/gallringar/{pk}/", f"/gallringar/{pk}/godkann/"):  # fmt: skip
        assert client.get(address).status_code == 404, address


def test_another_organisations_disposal_is_not_found(
    world: World, two: tuple[Staff, Staff], maja: Enrolment
) -> None:
    pk = proposed(world, two[0], maja)
    client = Client()
    client.force_login(world.staff("Disa", world.bo_org, Role.DATA_PROTECTION_OFFICER))

    assert client.get(f"/gallringar/{pk}/").status_code == 404


def test_summaries_agree_afterwards(
    world: World, two: tuple[Staff, Staff], maja: Enrolment
) -> None:
    from framsteg.actions import summaries

    summaries.mend()
    thinned(world, two, maja)

    assert summaries.mend() == 0
    call_command("check")
