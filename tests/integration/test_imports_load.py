"""Case lists loaded, loaded again, updated and undone, in the database."""

from datetime import date
from pathlib import Path

import pytest

from framsteg import access
from framsteg.actions import imports, programmes
from framsteg.foundation.codes import Purpose
from framsteg.foundation.decision import Denied
from framsteg.imports.loading import ListRefused, examine, load
from framsteg.imports.mapping import Mapping
from framsteg.records.models import (
    Assignment,
    EmployerContact,
    Enquiry,
    Enrolment,
    Event,
    ImportBatch,
    NameToken,
    Participant,
    PhaseSpell,
    Placement,
    PlacementExtent,
    Programme,
    Staff,
    Unit,
)

pytestmark = pytest.mark.django_db

EXAMPLES = Path(__file__).parents[2] / "examples"
TODAY = date(2026, 3, 10)
CASES = Mapping(list="cases")
ENQUIRIES = Mapping(list="enquiries")


@pytest.fixture
def viewer():
    installer = access.viewer_for_installation(today=TODAY, where="test")
    programmes.start(by=installer, blueprint_key="natkraft")
    return access.viewer_for_command("natkraft", purpose=Purpose.IMPORT, today=TODAY, where="test")


def _programme():
    return Programme.objects.get(key="natkraft").pk


def _load(viewer, path, mapping=CASES, **options):
    examined = examine(Path(path), mapping, by=viewer, programme_id=_programme())
    return load(examined, by=viewer, programme_id=_programme(), **options)


def _list(tmp_path, *lines, name="lista.csv"):
    path = tmp_path / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _everything():
    """Every table's rows, to see that nothing was changed."""
    models = [Participant, Enrolment, PhaseSpell, Assignment, Placement, PlacementExtent]
    models += [EmployerContact, Enquiry, NameToken, Unit, Staff]
    return {m.__name__: sorted(map(str, m._base_manager.values_list())) for m in models}


def test_the_published_list_is_loaded_whole(viewer):
    receipt = _load(viewer, EXAMPLES / "natkraft_klienter.csv")

    assert receipt.counts == {
        "created": 155,
        "updated": 0,
        "unchanged": 0,
        "kept": 0,
        "skipped": 0,
    }
    women = Enrolment.unscoped.filter(participant__sex="woman").count()
    jobs = Placement.unscoped.filter(kind__in=["employment", "subsidised"])
    assert (Enrolment.unscoped.count(), women) == (155, 79)
    assert jobs.count() == 37
    assert jobs.filter(kind="employment").count() == 20
    assert Placement.unscoped.filter(kind="studies").count() == 21
    assert Staff.objects.filter(email=None, is_active=False).count() == 4


def test_every_column_of_a_row_is_kept(viewer):
    _load(viewer, EXAMPLES / "natkraft_klienter.csv")

    case = Enrolment.unscoped.get(reference="NK008")
    job = case.placements.get()
    coach = case.assignments.get()
    contact = Enrolment.unscoped.get(reference="NK001").employer_contacts.get().contact
    assert (case.participant.sex, case.participant.birth_year) == ("man", 1978)
    assert (case.source_kind, case.unit.name, case.channel) == (
        "unit",
        "Beroendepsykiatri",
        "email",
    )
    assert (case.referred_on, case.enrolled_on) == (date(2006, 7, 13), date(2006, 7, 26))
    assert (job.kind, job.subsidy, job.sector) == ("subsidised", "wage_subsidy", "private")
    assert (job.starts_on, job.ends_on) == (date(2007, 11, 7), date(2009, 4, 24))
    assert job.extents.get().percent == 100
    assert (coach.staff.name, coach.starts_on, coach.ends_on) == (
        "Konsulent 1",
        case.enrolled_on,
        None,
    )
    assert contact.occurred_on == date(2007, 3, 14)


def test_the_same_list_again_changes_nothing(viewer):
    _load(viewer, EXAMPLES / "natkraft_klienter.csv")
    before = _everything()
    events = Event.unscoped.count()

    receipt = _load(viewer, EXAMPLES / "natkraft_klienter.csv")

    assert receipt.counts["unchanged"] == 155
    assert _everything() == before
    assert Event.unscoped.count() == events + 1  # only that it was loaded


def test_a_list_with_faults_loads_nothing(viewer):
    with pytest.raises(ListRefused) as refused:
        _load(viewer, EXAMPLES / "natkraft_fel.csv")

    assert len(refused.value.problems) == 12
    assert not Enrolment.unscoped.exists()
    assert not ImportBatch.objects.exists()


def test_rows_with_faults_can_be_left_out(viewer):
    receipt = _load(viewer, EXAMPLES / "natkraft_fel.csv", skip_bad=True)

    assert receipt.counts["created"] == 8
    assert receipt.counts["skipped"] == 12
    assert Enrolment.unscoped.count() == 8


def test_enquiries_are_counted_once_each_however_alike(viewer):
    _load(viewer, EXAMPLES / "natkraft_forfragningar.csv", ENQUIRIES)
    again = _load(viewer, EXAMPLES / "natkraft_forfragningar.csv", ENQUIRIES)

    assert Enquiry.unscoped.count() == 55
    assert Enquiry.unscoped.filter(unit__name="Psykiatriska mottagningen").count() == 8
    assert Enquiry.unscoped.filter(source_kind="self").count() == 5
    assert again.counts["unchanged"] == 55


HEAD = (
    "Löpnr;Namn;Kön;Inskriven;Coach;Sysselsättning;Anställningsform;Omfattning;Från;Till;Avslutad"
)
HEAD = HEAD.replace("Från", "Anställd från").replace("Till", "Anställd till")


def test_an_updated_list_changes_only_what_it_says_otherwise(viewer, tmp_path):
    _load(
        viewer,
        _list(
            tmp_path,
            HEAD,
            "1;Åsa Ek;Kvinna;2012-01-10;Kim;Praktik;;50;2012-02-01;;",
            "2;Bo Al;Man;2012-01-11;Kim;;;;;;",
        ),
    )
    versions = dict(Enrolment.unscoped.values_list("reference", "version"))

    receipt = _load(
        viewer,
        _list(
            tmp_path,
            HEAD,
            "1;Åsa Ekman;Kvinna;2012-01-10;Lo;Anställning;OSA;75;2012-06-01;;2012-12-31",
            "2;Bo Al;Man;2012-01-11;Kim;;;;;;",
        ),
    )

    case = Enrolment.unscoped.get(reference="1")
    internship, job = case.placements.order_by("starts_on")
    assert (receipt.counts["updated"], receipt.counts["unchanged"]) == (1, 1)
    assert case.participant.family_name == "Ekman"
    assert set(case.participant.tokens.values_list("token", flat=True)) == {"{sa", "ekman"}
    assert (internship.kind, internship.ends_on) == ("internship", date(2012, 6, 1))
    assert (job.kind, job.subsidy, job.ends_on) == ("subsidised", "public_sheltered", None)
    assert case.exited_on == date(2012, 12, 31)
    assert case.phase_spells.get().ends_on == date(2012, 12, 31)
    assert case.version == versions["1"] + 1
    assert Enrolment.unscoped.get(reference="2").version == versions["2"]
    told = Event.unscoped.filter(verb="imports.update", subject="participant").get()
    assert told.changes == {"family_name": ["Ek", "Ekman"]}


def test_a_list_never_overwrites_what_people_wrote(viewer, tmp_path):
    from framsteg.actions import participants

    _load(viewer, _list(tmp_path, HEAD, "1;Åsa Ek;Kvinna;2012-01-10;Kim;;;;;;"))
    case = Enrolment.unscoped.get()
    participants.change_identity(by=viewer, enrolment_id=case.pk, version=1, family_name="Lind")

    examined = examine(
        _list(tmp_path, HEAD, "1;Åsa Berg;Kvinna;2012-01-12;Kim;;;;;;"),
        CASES,
        by=viewer,
        programme_id=_programme(),
    )
    load(examined, by=viewer, programme_id=_programme())

    case.refresh_from_db()
    assert case.participant.family_name == "Lind"
    assert case.enrolled_on == date(2012, 1, 12)
    kept = examined.expected.kept[0].kept[0]
    assert (kept.fact, kept.old, kept.new) == ("family_name", "Lind", "Berg")


def test_an_import_is_undone_as_a_whole(viewer):
    before = _everything()
    receipt = _load(viewer, EXAMPLES / "natkraft_klienter.csv")

    imports.undo(by=viewer, batch_id=receipt.batch_id)

    assert _everything() == before
    assert ImportBatch.objects.get().state == "undone"
    assert _load(viewer, EXAMPLES / "natkraft_klienter.csv").counts["created"] == 155


def test_undoing_an_update_restores_what_stood(viewer, tmp_path):
    _load(viewer, _list(tmp_path, HEAD, "1;Åsa Ek;Kvinna;2012-01-10;Kim;Praktik;;50;2012-02-01;;"))
    before = _everything()
    changed = "1;Åsa Ekman;Man;2012-01-12;Lo;Anställning;OSA;75;2012-06-01;;2012-12-31"
    receipt = _load(viewer, _list(tmp_path, HEAD, changed))

    imports.undo(by=viewer, batch_id=receipt.batch_id)

    after = _everything()
    for table in ("PhaseSpell", "Assignment", "PlacementExtent", "Staff", "NameToken"):
        told = {"NameToken": lambda row: row.split(", ")[1:]}.get(table, lambda row: row)
        assert [told(r) for r in after[table]] == [told(r) for r in before[table]], table
    case = Enrolment.unscoped.get()
    assert (case.enrolled_on, case.exited_on) == (date(2012, 1, 10), None)
    assert (case.participant.family_name, case.participant.sex) == ("Ek", "woman")
    assert case.placements.get().ends_on is None


def test_an_import_that_people_have_worked_on_is_not_undone(viewer):
    from framsteg.actions import sections
    from framsteg.foundation.codes import Part

    receipt = _load(viewer, EXAMPLES / "natkraft_klienter.csv")
    case = Enrolment.unscoped.get(reference="NK017")
    sections.write(by=viewer, enrolment_id=case.pk, part=Part.INCOME, text="Nytt", version=None)

    with pytest.raises(imports.WorkedOn) as refused:
        imports.undo(by=viewer, batch_id=receipt.batch_id)

    assert refused.value.references == ("NK017",)
    assert Enrolment.unscoped.count() == 155


def test_a_later_import_is_undone_before_an_earlier_one(viewer, tmp_path):
    first = _load(viewer, _list(tmp_path, HEAD, "1;Åsa Ek;Kvinna;2012-01-10;Kim;;;;;;"))
    second = _load(viewer, _list(tmp_path, HEAD, "1;Åsa Lind;Kvinna;2012-01-10;Kim;;;;;;"))

    with pytest.raises(imports.WorkedOn):
        imports.undo(by=viewer, batch_id=first.batch_id)
    imports.undo(by=viewer, batch_id=second.batch_id)
    imports.undo(by=viewer, batch_id=first.batch_id)

    assert not Enrolment.unscoped.exists()


def test_reading_the_preview_of_a_change_is_logged(viewer, tmp_path):
    from framsteg.records.models import AccessLogEntry

    _load(viewer, _list(tmp_path, HEAD, "1;Åsa Ek;Kvinna;2012-01-10;Kim;;;;;;"))
    examine(
        _list(tmp_path, HEAD, "1;Åsa Lind;Kvinna;2012-01-10;Kim;;;;;;"),
        CASES,
        by=viewer,
        programme_id=_programme(),
    )

    entry = AccessLogEntry.unscoped.get(enrolment_id=Enrolment.unscoped.get().pk)
    assert entry.purpose == "import"


def test_a_loaded_list_runs_a_fixed_number_of_statements(
    viewer, tmp_path, django_assert_max_num_queries
):
    few = _list(tmp_path, HEAD, *(f"{n};A B;Man;2012-01-10;Kim;;;;;;" for n in range(3)), name="a")
    many = _list(
        tmp_path, HEAD, *(f"{n};A B;Man;2012-01-10;Kim;;;;;;" for n in range(100, 400)), name="b"
    )
    _load(viewer, few)

    with django_assert_max_num_queries(70):
        _load(viewer, many)


# ── A programme that has ended ─────────────────────────────────────────────────────────────────


HEADINGS = "Nr;Kön;Inskriven;Avslutad;Avslutsorsak"


def _ended(on):
    Programme.objects.filter(pk=_programme()).update(ended_on=on)


def test_nobody_is_enrolled_in_an_ended_programme_by_a_list(viewer, tmp_path):
    _ended(date(2013, 6, 30))
    path = _list(
        tmp_path, HEADINGS, "1;Kvinna;2012-10-01;2013-06-01;Flyttat", "2;Man;2012-10-01;;",
        "3;Man;2012-10-01;2013-09-01;Flyttat",
    )  # fmt: skip

    examined = examine(path, CASES, by=viewer, programme_id=_programme())

    assert [(p.row, p.code, p.column) for p in examined.problems] == [
        (3, "ended", "Inskriven"), (4, "ended", "Inskriven"),
    ]  # fmt: skip
    assert "2013-06-30" in str(examined.problems[0].reason)
    assert [row.reference for row in examined.checked.rows] == ["1"]
    with pytest.raises(ListRefused):
        load(examined, by=viewer, programme_id=_programme())


def test_an_exit_is_not_taken_back_by_a_list_when_the_programme_has_ended(viewer, tmp_path):
    left = _list(tmp_path, HEADINGS, "1;Kvinna;2012-10-01;2013-06-01;Flyttat")
    back = _list(tmp_path, HEADINGS, "1;Kvinna;2012-10-01;;", name="senare.csv")
    _load(viewer, left)
    _ended(date(2013, 6, 30))

    again = examine(left, CASES, by=viewer, programme_id=_programme())
    examined = examine(back, CASES, by=viewer, programme_id=_programme())

    assert again.problems == ()
    assert [p.code for p in examined.problems] == ["ended"]


def test_a_programme_that_ends_between_the_check_and_the_load_refuses(viewer, tmp_path):
    path = _list(tmp_path, HEADINGS, "1;Kvinna;2012-10-01;;")
    examined = examine(path, CASES, by=viewer, programme_id=_programme())
    _ended(date(2013, 6, 30))

    with pytest.raises(Denied):
        load(examined, by=viewer, programme_id=_programme())
    assert not Enrolment.unscoped.exists()
