"""From the records to figures: what a snapshot holds, what it must not, and when it is renewed."""

import os
from datetime import UTC, date, datetime, timedelta

import pytest

from framsteg.evaluation.answer import answer
from framsteg.evaluation.question import Question
from framsteg.foundation.codes import (
    Channel,
    EmployerPurpose,
    PlacementKind,
    Sector,
    Sex,
    SourceKind,
)
from framsteg.records.models import (
    AccessLogEntry,
    Assignment,
    Employer,
    EmployerContact,
    EmployerContactBehalf,
    Enquiry,
    Event,
    Placement,
    PlacementExtent,
    Unit,
)
from framsteg.snapshot.build import build
from framsteg.snapshot.freshness import ensure_fresh
from framsteg.snapshot.open import reading
from framsteg.snapshot.pseudonyms import coaches_by_pseudonym
from framsteg.snapshot.store import NoSnapshot, current
from tests.factories.world import World

KEY = b"a key for tests"
NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return World()


@pytest.fixture
def take(world, tmp_path):
    return lambda now=NOON: build(by=world.viewer(world.anna), folder=tmp_path, key=KEY, now=now)


def rows(folder, sql):
    with reading(folder) as opened:
        return opened.cursor.execute(sql).fetchall()


def happened(world):
    Event.unscoped.create(
        organisation_id=world.anna_org.pk, verb="logged", subject="contact", subject_id=1
    )


def test_figures_come_from_the_records(world, take, tmp_path):
    asa = world.case("Åsa", "Ek", enrolled_on=date(2025, 9, 1))
    world.case("Bo", "Al", sex=Sex.MAN)
    job = Placement.unscoped.create(
        enrolment=asa, owner=world.anna_org, kind=PlacementKind.EMPLOYMENT, starts_on="2025-12-01"
    )
    PlacementExtent.unscoped.create(placement=job, starts_on="2025-12-01", percent=50)

    take()

    key = world.programme.key
    with reading(tmp_path) as opened:
        found = answer(
            Question("gone_to_employment", key, ("sex",)),
            scope=frozenset({key}),
            cursor=opened.cursor,
            snapshot=opened.snapshot,
            protected=False,
        )
    assert [(dict(row.by), row.n, row.of) for row in found.rows] == [
        ({"sex": "woman"}, 1, 1),
        ({"sex": "man"}, 0, 1),
        ({}, 1, 2),
    ]


def test_employer_contact_counts_for_each_person_it_was_made_for(world, take, tmp_path):
    cases = [world.case(), world.case()]
    contact = EmployerContact.unscoped.create(
        programme=world.programme,
        owner=world.anna_org,
        staff=world.anna,
        occurred_on="2025-10-01",
        channel=Channel.VISIT,
        purpose=EmployerPurpose.LEARN_NEEDS,
        minutes=45,
    )
    for case in cases:
        EmployerContactBehalf.unscoped.create(contact=contact, enrolment=case)

    take()

    found = rows(tmp_path, "SELECT count(DISTINCT contact), count(*), bool_and(face_to_face), "
                           "max(minutes) FROM employer_contacts")  # fmt: skip
    assert found == [(1, 2, True, 45)]


def test_no_name_number_or_address_of_a_person_is_in_the_files(world, take, tmp_path):
    world.case("Hemlig", "Person", person={"personnummer": "199001012384", "phone": "070-1"})

    info = take()

    held = b"".join(path.read_bytes() for path in (tmp_path / info.id).iterdir())
    for secret in (b"Hemlig", b"199001012384", b"070-1"):
        assert secret not in held


def test_pseudonyms_differ_from_the_records_numbers_and_stay_between_snapshots(
    world, take, tmp_path
):
    case = world.case()
    sql = "SELECT enrolment, person FROM enrolments"

    take()
    first = rows(tmp_path, sql)
    take()

    assert rows(tmp_path, sql) == first
    assert not {case.pk, case.participant_id} & set(first[0])


def test_protected_identity_is_counted_and_by_nothing_divided(world, take, tmp_path):
    unit = Unit.objects.create(organisation=world.bo_org, name="Mottagningen")
    asked = Enquiry.unscoped.create(
        owner=world.anna_org, programme=world.programme, received_on="2025-08-01",
        source_kind=SourceKind.UNIT, unit=unit, channel=Channel.PHONE,
    )  # fmt: skip
    case = world.case(
        person={"protected_identity": True},
        source_kind=SourceKind.UNIT,
        unit=unit,
        referred_on="2025-08-01",
        enquiry=asked,
    )
    Placement.unscoped.create(
        enrolment=case, owner=world.anna_org, kind=PlacementKind.EMPLOYMENT, trade="Bageri",
        sector=Sector.PRIVATE, monthly_wage=23000, starts_on="2025-12-01",
        employer=Employer.objects.create(name="Bageriet på torget"),
    )  # fmt: skip

    take()

    assert rows(tmp_path, "SELECT sex, birth_year, source_kind, source, source_organisation, "
                          "referred_on FROM enrolments") == [
        ("unknown", None, None, None, None, None)
    ]  # fmt: skip
    assert rows(tmp_path, "SELECT kind, employer, sector, trade, monthly_wage FROM placements") == [
        ("employment", None, None, None, None)
    ]
    assert rows(tmp_path, "SELECT source, source_organisation, source_organisation_kind, "
                          "enrolled_on IS NOT NULL FROM enquiries") == [
        (None, None, None, True)
    ]  # fmt: skip


def test_others_keep_what_figures_are_divided_by(world, take, tmp_path):
    case = world.case()
    Placement.unscoped.create(
        enrolment=case, owner=world.anna_org, kind=PlacementKind.EMPLOYMENT, trade="Bageri",
        sector=Sector.PRIVATE, monthly_wage=23400, starts_on="2025-12-01",
    )  # fmt: skip

    take()

    assert rows(tmp_path, "SELECT sex FROM enrolments") == [("woman",)]
    assert rows(tmp_path, "SELECT sector, trade, monthly_wage FROM placements") == [
        ("private", "Bageri", 23000)
    ]


def test_coach_can_be_named_again_by_who_holds_the_key(world, take, tmp_path):
    Assignment.unscoped.create(enrolment=world.case(), staff=world.anna, starts_on="2025-09-01")

    take()

    [(coach,)] = rows(tmp_path, "SELECT CAST(coach AS VARCHAR) FROM assignments")
    assert coaches_by_pseudonym([world.bo.pk, world.anna.pk], key=KEY)[coach] == world.anna.pk


def test_building_leaves_one_line_in_the_access_log(world, take):
    world.case()

    take()

    entry = AccessLogEntry.unscoped.get()
    assert (entry.staff_id, entry.enrolment_id) == (world.anna.pk, None)


def test_snapshot_is_renewed_when_the_work_has_gone_on(world, tmp_path):
    def ask(minutes=0, **more):
        return ensure_fresh(
            by=world.viewer(world.anna),
            folder=tmp_path,
            key=KEY,
            now=NOON + timedelta(minutes=minutes),
            **more,
        )

    first = ask()
    assert ask(1) == first
    happened(world)
    assert ask(2, patience=timedelta(minutes=5)) == first
    assert ask(6, patience=timedelta(minutes=5)) != first


def test_snapshot_is_renewed_on_a_new_day(world, tmp_path):
    ask = {"folder": tmp_path, "key": KEY}
    first = ensure_fresh(by=world.viewer(world.anna), now=NOON, **ask)

    tomorrow = world.viewer(world.anna, today=world.today + timedelta(days=1))
    second = ensure_fresh(by=tomorrow, now=NOON + timedelta(days=1), **ask)

    assert second.day == first.day + timedelta(days=1)


def test_looking_at_an_unchanged_snapshot_marks_it_as_true_till_now(world, take, tmp_path):
    take()
    os.utime(tmp_path / "current", (0, 0))

    ensure_fresh(by=world.viewer(world.anna), folder=tmp_path, key=KEY, now=NOON)

    assert (tmp_path / "current").stat().st_mtime > 0


def test_reader_keeps_the_old_snapshot_while_a_new_one_is_swapped_in(world, take, tmp_path):
    world.case()
    old = take()

    with reading(tmp_path) as opened:
        world.case()
        take()
        newer = rows(tmp_path, "SELECT count(*) FROM enrolments")
        kept = opened.cursor.execute("SELECT count(*) FROM enrolments").fetchall()

    assert (opened.snapshot, kept, newer) == (old, [(1,)], [(2,)])


def test_older_snapshots_are_removed(world, take, tmp_path):
    old = take()

    new = take()

    assert not (tmp_path / old.id).exists()
    assert (tmp_path / new.id).exists()


def test_half_written_snapshot_is_never_seen_and_cleared_away(world, take, tmp_path):
    (tmp_path / ".building-20260310T110000Z-dead").mkdir()
    with pytest.raises(NoSnapshot):
        current(tmp_path)

    info = take()

    assert current(tmp_path) == info
    assert not (tmp_path / ".building-20260310T110000Z-dead").exists()


def test_cursor_reaches_nothing_but_the_snapshot(world, take, tmp_path):
    (tmp_path / "secret.csv").write_text("a,b\n1,2\n")
    take()

    for sql in (
        f"SELECT * FROM read_csv('{tmp_path}/secret.csv')",
        f"COPY (SELECT 1) TO '{tmp_path}/out.csv'",
        "SET enable_external_access = true",
        "INSTALL httpfs",
    ):
        with reading(tmp_path) as opened, pytest.raises(Exception, match=r"(?i)disabled|locked"):
            opened.cursor.execute(sql)
