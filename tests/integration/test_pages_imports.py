"""Lists in through the leader: each step, what is refused, and that it can be undone."""

import csv
import io
import stat
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from framsteg.actions import contacts
from framsteg.actions.imports import uploads as waiting
from framsteg.foundation.codes import Channel, Place, Role
from framsteg.records.models import Enquiry, Enrolment, ImportBatch
from framsteg.web import lists, tasks
from tests.factories.world import World

pytestmark = pytest.mark.django_db

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
HEADINGS = "Löpnr;Kön;Inskriven;Initierad av"
TWO_PEOPLE = f"{HEADINGS}\nA1;Kvinna;2025-01-10;Eget initiativ\nA2;Man;2025-02-11;Anhörig\n"


@pytest.fixture(autouse=True)
def files(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "files"
    return settings.MEDIA_ROOT


@pytest.fixture
def world():
    return World()


@pytest.fixture
def lead(world):
    return world.staff("Lena", world.anna_org, Role.TEAM_LEAD)


@pytest.fixture
def leader(client, lead):
    client.force_login(lead)
    return client


@pytest.fixture
def send(leader, world):
    """`send(text)` uploads a list and follows to where it leads."""

    def send(content, kind="cases", name="lista.csv", **more):
        raw = content if isinstance(content, bytes) else content.encode()
        told = {"programme": world.programme.pk, "kind": kind, **more}
        told["file"] = SimpleUploadedFile(name, raw)
        return leader.post(reverse("imports:start"), told, follow=True)

    return send


def upload_id():
    return ImportBatch.objects.latest("pk").pk


def page(leader, name):
    return leader.get(reverse(f"imports:{name}", args=[upload_id()]))


def press(leader, name, **told):
    return leader.post(reverse(f"imports:{name}", args=[upload_id()]), told, follow=True)


def test_list_that_is_understood_goes_straight_to_the_check_and_writes_nothing(send):
    response = send(TWO_PEOPLE)

    assert response.request["PATH_INFO"] == reverse("imports:preview", args=[upload_id()])
    assert "2 deltagare" in response.content.decode()
    assert not Enrolment.unscoped.exists()


def test_list_is_loaded_and_undone_as_a_whole(send, leader):
    send(TWO_PEOPLE)

    receipt = press(leader, "preview")
    loaded = Enrolment.unscoped.count()
    batch = ImportBatch.objects.get(state="applied")
    undone = leader.post(reverse("imports:undo", args=[batch.pk]), follow=True)

    assert "Listan är inläst" in receipt.content.decode()
    assert loaded == 2
    assert "Importen är ångrad" in undone.content.decode()
    assert not Enrolment.unscoped.exists()


def test_same_list_again_says_that_everything_stands(send, leader):
    send(TWO_PEOPLE)
    press(leader, "preview")

    again = send(TWO_PEOPLE)

    assert "Allt i listan finns redan" in again.content.decode()


def test_nothing_is_loaded_as_long_as_there_are_faults(send, leader):
    send(f"{HEADINGS}\nA1;Kvinna;2025-01-10;\nA2;Man;2025-13-01;\n")

    response = press(leader, "preview")

    assert "felaktig" in response.content.decode() or "fel" in response.content.decode()
    assert not Enrolment.unscoped.exists()


def test_good_rows_can_be_loaded_and_the_bad_ones_come_back_with_their_reasons(send, leader):
    send(f"{HEADINGS}\nA1;Kvinna;2025-01-10;\nA2;Man;2025-13-01;\n")

    press(leader, "preview", bad="skip")
    batch = ImportBatch.objects.get(state="applied")
    left_out = leader.get(reverse("imports:bad_rows", args=[batch.pk])).content.decode("utf-8-sig")

    assert list(Enrolment.unscoped.values_list("reference", flat=True)) == ["A1"]
    assert left_out.splitlines()[1].startswith("A2;Man;2025-13-01;")


def test_each_published_fault_is_told_by_row_column_value_and_reason(send, leader):
    send((EXAMPLES / "natkraft_fel.csv").read_bytes())

    text = page(leader, "problems").content.decode("utf-8-sig")

    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    told = {(row[0], row[1], row[2]) for row in rows[1:]}
    assert ("7", "Inskriven", "2013-13-01") in told
    assert ("11", "Sysselsättning", "Jobbb") in told
    assert all(row[3] for row in rows[1:])


def test_unknown_column_is_asked_and_can_be_left_out(send, leader):
    asked = send("Löpnr;Kön;Inskriven;Skonummer\nA1;K;2025-01-10;42\n")

    after = press(leader, "columns", ignore_rest="yes", column_0="reference", column_1="sex",
                  column_2="enrolled_on", column_3="")  # fmt: skip

    assert asked.request["PATH_INFO"] == reverse("imports:columns", args=[upload_id()])
    assert "42" in asked.content.decode()
    assert after.request["PATH_INFO"] == reverse("imports:preview", args=[upload_id()])


def test_two_columns_cannot_hold_the_same(send, leader):
    send("Löpnr;Kön;Inskriven;Skonummer\nA1;K;2025-01-10;42\n")

    response = press(leader, "columns", column_0="reference", column_1="sex",
                     column_2="enrolled_on", column_3="sex")  # fmt: skip

    assert response.status_code == 422
    assert "redan" in response.content.decode()


def test_unknown_word_is_answered_once_for_all_its_rows(send, leader):
    asked = send(f"{HEADINGS}\nA1;Kvinnlig;2025-01-10;\nA2;Kvinnlig;2025-01-10;\n")

    after = press(leader, "values", value_0="woman")

    assert "Kvinnlig" in asked.content.decode()
    assert "2 deltagare" in after.content.decode()


def test_unknown_unit_can_be_new_in_an_organisation_that_exists(send, leader, world):
    send(f"{HEADINGS}\nA1;Kvinna;2025-01-10;Vårdcentralen Lövet\n")

    press(leader, "values", value_0=f"new:{world.bo_org.name}")
    press(leader, "preview")

    unit = Enrolment.unscoped.get().unit
    assert (unit.name, unit.organisation) == ("Vårdcentralen Lövet", world.bo_org)


def test_unknown_unit_can_be_new_in_a_new_organisation(send, leader):
    send(f"{HEADINGS}\nA1;Kvinna;2025-01-10;Ungdomshuset\n")

    unnamed = press(leader, "values", value_0="new_organisation")
    press(leader, "values", value_0="new_organisation", name_0="Föreningen Hoppet",
          kind_0="civil_society")  # fmt: skip
    press(leader, "preview")

    assert unnamed.status_code == 422
    assert Enrolment.unscoped.get().unit.organisation.name == "Föreningen Hoppet"


def test_answers_can_be_saved_and_used_for_the_next_list(send, leader):
    send(f"{HEADINGS}\nA1;Kvinnlig;2025-01-10;\n")
    press(leader, "values", value_0="woman")
    saved = page(leader, "mapping").content

    again = send(
        f"{HEADINGS}\nB1;Kvinnlig;2025-01-10;\n", mapping=SimpleUploadedFile("svar.yaml", saved)
    )

    assert again.request["PATH_INFO"] == reverse("imports:preview", args=[upload_id()])


def test_enquiries_are_loaded_in_the_same_way(send, leader):
    send("Datum;Från;Kontaktsätt\n2025-01-10;Anhörig;telefon\n", kind="enquiries")

    press(leader, "preview")

    assert Enquiry.unscoped.count() == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Filen är tom"),
        (b"%PDF-1.4 ...", "ingen tabell"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), ".xls"),
        (b"bara ett ord", "tabell"),
    ],
    ids=["empty", "pdf", "old excel", "no table"],
)
def test_file_that_cannot_be_read_says_why_and_what_to_do(send, content, said):
    response = send(content)

    text = response.content.decode()
    assert response.status_code == 200
    assert said in text
    assert reverse("imports:start") in text


def test_uploaded_file_is_for_nobody_else_and_gone_when_loaded(send, leader, files):
    send(TWO_PEOPLE)
    modes = {stat.S_IMODE(path.stat().st_mode) for path in files.iterdir()}
    names = [path.name for path in files.iterdir()]

    press(leader, "preview")

    assert modes == {0o600}
    assert not any("lista" in name for name in names)
    assert list(files.iterdir()) == []


def test_upload_that_nobody_went_on_with_is_gone_after_a_week(send, files):
    send(TWO_PEOPLE)

    lists.expire(now=timezone.now() + timedelta(days=6))
    kept = ImportBatch.objects.count()
    lists.expire(now=timezone.now() + timedelta(days=8))

    assert kept == 1
    assert not ImportBatch.objects.exists()
    assert list(files.iterdir()) == []


def test_thrown_away_list_leaves_nothing(send, leader, files):
    send(TWO_PEOPLE)

    press(leader, "discard")

    assert not ImportBatch.objects.exists()
    assert list(files.iterdir()) == []


@pytest.mark.parametrize("name", ["show", "columns", "preview", "mapping", "undo", "discard"])
def test_only_the_programmes_lead_may_import(send, client, world, name):
    send(TWO_PEOPLE)
    strangers = [world.anna, world.bo, world.cecilia, world.staff("Adam", world.anna_org,
                 Role.ADMINISTRATOR)]  # fmt: skip

    for stranger in strangers:
        client.force_login(stranger)
        assert page(client, name).status_code == 404
        assert client.get(reverse("imports:list")).status_code == 404
        assert client.get(reverse("imports:start")).status_code == 404


def test_large_list_is_checked_and_loaded_by_the_worker_while_a_page_waits(
    send, leader, lead, monkeypatch
):
    monkeypatch.setattr(lists, "LARGEST_IN_A_PAGE", {"text": 10, "workbook": 10})
    cache.set(tasks.WORKER_ALIVE, timezone.now().timestamp())

    waits = send(TWO_PEOPLE)
    tasks.check_list.func(upload_id(), lead.pk, "sv")
    preview = leader.get(reverse("imports:show", args=[upload_id()]), follow=True)
    asked = upload_id()
    loading = press(leader, "preview")
    before = Enrolment.unscoped.count()
    tasks.load_list.func(asked, lead.pk, "sv", False)
    receipt = leader.get(reverse("imports:show", args=[asked]), follow=True)

    assert "läses och kontrolleras" in waits.content.decode()
    assert "2 deltagare" in preview.content.decode()
    assert "läses in" in loading.content.decode()
    assert before == 0
    assert "Listan är inläst" in receipt.content.decode()
    assert Enrolment.unscoped.count() == 2


def test_list_cannot_be_loaded_twice_at_once(send, leader, world, lead):
    send(TWO_PEOPLE)
    waiting.begin(by=world.viewer(lead), upload_id=upload_id(), state="applying")

    response = press(leader, "preview")

    assert response.status_code == 404
    assert not Enrolment.unscoped.exists()


def test_work_that_broke_leaves_the_list_to_be_checked_again(send, leader, lead, monkeypatch):
    send(TWO_PEOPLE)
    monkeypatch.setattr(lists, "load", lambda *a, **k: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        press(leader, "preview")
    monkeypatch.undo()

    failed = leader.get(reverse("imports:show", args=[upload_id()]))
    again = press(leader, "restart")

    assert "Inget lästes in" in failed.content.decode()
    assert again.request["PATH_INFO"] == reverse("imports:preview", args=[upload_id()])


def test_import_that_was_worked_on_is_not_undone_and_says_why(send, leader, world, lead):
    send(TWO_PEOPLE)
    press(leader, "preview")
    batch = ImportBatch.objects.get(state="applied")
    case = Enrolment.unscoped.get(reference="A1")
    contacts.log(
        by=world.viewer(lead), enrolment_id=case.pk, on=world.today, channel=Channel.PHONE,
        place=Place.REMOTE,
    )  # fmt: skip

    response = leader.post(reverse("imports:undo", args=[batch.pk]), follow=True)

    assert "A1" in response.content.decode()
    assert Enrolment.unscoped.count() == 2


def test_file_names_are_no_part_of_an_address_or_a_stored_name(send, files):
    send(TWO_PEOPLE, name="Anna Andersson 19900101.csv")

    assert ImportBatch.objects.get().filename == "Anna Andersson 19900101.csv"
    assert all("Anna" not in path.name for path in files.iterdir())
    assert files == settings.MEDIA_ROOT


def test_large_import_is_undone_by_the_worker(send, leader, lead, world, monkeypatch):
    send(TWO_PEOPLE)
    press(leader, "preview")
    batch = ImportBatch.objects.get(state="applied")
    monkeypatch.setattr(lists, "ROWS_IN_A_PAGE", 1)
    cache.set(tasks.WORKER_ALIVE, timezone.now().timestamp())

    waits = leader.post(reverse("imports:undo", args=[batch.pk]), follow=True)
    before = Enrolment.unscoped.count()
    tasks.undo_list.func(batch.pk, lead.pk, "sv")
    after = leader.get(reverse("imports:show", args=[batch.pk]))

    assert "Importen ångras" in waits.content.decode()
    assert before == 2
    assert "Importen är ångrad" in after.content.decode()
    assert not Enrolment.unscoped.exists()


def test_undo_that_the_worker_had_to_refuse_is_told_on_the_receipt(send, leader, lead, world):
    send(TWO_PEOPLE)
    press(leader, "preview")
    batch = ImportBatch.objects.get(state="applied")
    case = Enrolment.unscoped.get(reference="A1")
    contacts.log(
        by=world.viewer(lead), enrolment_id=case.pk, on=world.today, channel=Channel.PHONE,
        place=Place.REMOTE,
    )  # fmt: skip

    lists.begin_undo(batch.pk)
    tasks.undo_list.func(batch.pk, lead.pk, "sv")
    text = leader.get(reverse("imports:show", args=[batch.pk])).content.decode()

    assert "Inget ångrades" in text
    assert "A1" in text
