"""The other reports, each of its time, and open data with its dictionary."""

import csv
import io
import json
import zipfile

import pytest
from django.core.cache import cache
from django.urls import reverse

from framsteg.foundation.codes import Role
from framsteg.records.models import Enrolment
from tests.factories.natkraft_lists import load_natkraft
from tests.factories.world import World
from tests.integration.report_world import tables_of, with_role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def snapshots(tmp_path, settings):
    settings.SNAPSHOTS = tmp_path / "snapshots"
    settings.CHARTS = tmp_path / "charts"
    cache.clear()


@pytest.fixture
def world():
    found = World()
    found.natkraft = load_natkraft(found)
    return found


def kind(client, address, form="docx", **asked):
    page = client.get(reverse("reports:now", args=["natkraft", address, form]), asked)
    assert page.status_code == 200
    return page.content


def test_each_kind_is_made_in_each_form(client, world):
    client.force_login(with_role(world, Role.TEAM_LEAD))

    for address in ("arsrapport", "ansokan", "kvartalsblad", "uppfoljning-finsam"):
        time = {"arsrapport": "2012", "kvartalsblad": "2012-Q4", "uppfoljning-finsam": "2012"}
        asked = {"tid": time[address]} if address in time else {}
        assert kind(client, address, "pdf", **asked).startswith(b"%PDF")
        assert tables_of(kind(client, address, "docx", **asked))
        assert kind(client, address, "xlsx", **asked).startswith(b"PK")


def test_finsam_counts_the_participants_of_the_year_by_sex(client, world):
    client.force_login(with_role(world, Role.TEAM_LEAD))
    in_year = Enrolment.unscoped.filter(programme=world.natkraft, enrolled_on__lt="2013-01-01")
    in_year = in_year.exclude(exited_on__lt="2012-01-01")
    women = {e.participant_id for e in in_year.filter(participant__sex="woman")}
    men = {e.participant_id for e in in_year.filter(participant__sex="man")}

    content = kind(client, "uppfoljning-finsam", tid="2012", exakt="1")

    rows = {row[0]: row[1:] for row in tables_of(content)["Deltagare under året, efter kön"]}
    assert rows["Deltagare under året"][:2] == [str(len(women)), str(len(men))]
    begun = in_year.filter(enrolled_on__year=2012).count()
    assert rows["Började under året"][2] == str(begun)


def test_a_time_that_is_none_of_the_programmes_is_not_found(client, world):
    client.force_login(with_role(world, Role.TEAM_LEAD))

    for address, asked in (
        ("arsrapport", {"tid": "1999"}), ("arsrapport", {"tid": "x"}), ("arsrapport", {}),
        ("slutrapport", {"tid": "2012"}), ("brev", {}),
    ):  # fmt: skip
        page = client.get(reverse("reports:now", args=["natkraft", address, "pdf"]), asked)
        assert page.status_code == 404, (address, asked)


def test_a_report_of_each_year_is_a_report_of_its_own(client, world):
    client.force_login(with_role(world, Role.TEAM_LEAD))
    address = reverse("reports:begin", args=["natkraft", "arsrapport"])

    first, other, again = (
        client.post(address, {"period": name}).url for name in ("2011", "2012", "2011")
    )

    assert first == again != other
    assert "1 januari 2011 – 31 december 2011" in client.get(first).content.decode()


def opened(client):
    page = client.get(reverse("reports:open_data", args=["natkraft"]), {"exakt": "1"})
    assert page.status_code == 200
    with zipfile.ZipFile(io.BytesIO(page.content)) as file:
        return {name: file.read(name).decode("utf-8") for name in file.namelist()}


def test_open_data_is_protected_and_every_word_of_it_is_in_the_dictionary(client, world):
    client.force_login(with_role(world, Role.TEAM_LEAD))

    files = opened(client)

    rows = list(csv.DictReader(io.StringIO(files["figurer.csv"])))
    known = {
        (row["kind"], row["key"]) for row in csv.DictReader(io.StringIO(files["dataordbok.csv"]))
    }
    columns = [
        field["name"]
        for field in json.loads(files["datapackage.json"])["resources"][0]["schema"]["fields"]
    ]
    [all_clients] = [r for r in rows if r["measure"] == "clients" and not r["group_by_1"]]
    assert (all_clients["n"], all_clients["hidden"]) == ("155", "false")
    assert all(not row["n"] for row in rows if row["hidden"] == "true")
    assert any(row["hidden"] == "true" for row in rows)
    assert {("measure", row["measure"]) for row in rows} <= known
    assert {("grouping", row["group_by_1"]) for row in rows if row["group_by_1"]} <= known
    assert {("column", name) for name in rows[0]} <= known
    assert columns == list(rows[0])
    assert "coach" not in {row["group_by_1"] for row in rows}
    keys = [tuple(list(row.values())[:7]) for row in rows]
    assert len(keys) == len(set(keys))
