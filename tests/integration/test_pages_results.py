"""Resultat: published figures on the page and in the files, protected for all but the lead."""

import json
import re
import time
from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from framsteg.blueprints.load import get
from framsteg.evaluation.measures import MEASURES
from framsteg.foundation.codes import Role
from framsteg.imports.xlsx import read_workbook
from framsteg.records.models import Event, RoleGrant, Target
from framsteg.snapshot.pseudonyms import pseudonym
from framsteg.snapshot.store import current
from framsteg.web import freshness, tasks
from framsteg.web.figure_groups import GROUPS
from framsteg.web.presenters.results import group_titles
from tests.factories.natkraft_lists import load_natkraft
from tests.factories.world import World, staff

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def snapshots(tmp_path, settings):
    settings.SNAPSHOTS = tmp_path / "snapshots"
    cache.clear()
    return settings.SNAPSHOTS


@pytest.fixture
def world():
    return World()


@pytest.fixture
def natkraft(world):
    """The programme with its two example lists loaded."""
    return load_natkraft(world)


def with_role(client, programme, role):
    person = staff(role.value, programme.owner)
    RoleGrant.objects.create(
        staff=person, role=role, programme=programme, starts_on=date(2006, 5, 1)
    )
    client.force_login(person)
    return person


def figures(client, programme, **asked):
    return client.get(reverse("results:figures", args=[programme.key]), asked)


def rows_of(answers, measure):
    (answer,) = [answer for answer in answers["answers"] if answer["measure"] == measure]
    return {tuple(row["by"].values()): row for row in answer["rows"]}


def as_json(client, programme, measure="alla", **asked):
    address = reverse("results:export", args=[programme.key, measure, "json"])
    return json.loads(client.get(address, asked).content)


def test_page_shows_the_published_result(client, natkraft):
    with_role(client, natkraft, Role.TEAM_LEAD)

    text = figures(client, natkraft).content.decode()

    assert "37,4" in text
    assert "58 av 155" in text
    assert "20 av 37" in text


def test_files_and_api_hold_the_pages_numbers(client, natkraft):
    with_role(client, natkraft, Role.TEAM_LEAD)

    exported = as_json(client, natkraft)
    asked = client.get(reverse("api:results", args=["natkraft"])).json()

    for answers in (exported, asked):
        clients, jobs = rows_of(answers, "clients"), rows_of(answers, "gone_to_employment")
        assert [clients[key]["n"] for key in ((), ("woman",), ("man",))] == [155, 79, 76]
        assert [jobs[key]["n"] for key in ((), ("woman",), ("man",))] == [37, 14, 23]
        assert rows_of(answers, "gone_to_studies")[()]["n"] == 21
        assert rows_of(answers, "enquiries_by_source")[()]["n"] == 55


def test_sheet_holds_the_published_numbers(client, natkraft, tmp_path):
    with_role(client, natkraft, Role.TEAM_LEAD)
    address = reverse("results:export", args=["natkraft", "clients", "xlsx"])

    (tmp_path / "figures.xlsx").write_bytes(client.get(address).content)

    _name, rows = read_workbook(tmp_path / "figures.xlsx", "Deltagare")
    assert {155, 79, 76} <= {cell for row in rows for cell in row}


def test_csv_of_one_figure_is_downloaded(client, natkraft):
    with_role(client, natkraft, Role.TEAM_LEAD)

    response = client.get(reverse("results:export", args=["natkraft", "clients", "csv"]))

    assert response["Content-Disposition"].startswith("attachment")
    assert ";155;155;" in response.content.decode("utf-8-sig")


@pytest.mark.parametrize("role", [Role.STEERING_MEMBER, Role.EVALUATOR, Role.EMPLOYMENT_SPECIALIST])
def test_small_numbers_are_hidden_from_all_but_the_lead(client, natkraft, role):
    with_role(client, natkraft, role)

    text = figures(client, natkraft).content.decode()
    trades = rows_of(as_json(client, natkraft, "jobs_by_trade"), "jobs_by_trade")
    api = client.get(reverse("api:results", args=["natkraft"]), {"measure": "jobs_by_trade"})

    assert "Små tal visas inte" in text
    assert all(row["n"] is None or row["n"] >= 5 for row in trades.values())
    assert rows_of(api.json(), "jobs_by_trade") == trades


def test_lead_can_hide_small_numbers_before_sharing(client, natkraft):
    with_role(client, natkraft, Role.TEAM_LEAD)

    exact = rows_of(as_json(client, natkraft, "jobs_by_sector"), "jobs_by_sector")
    hidden = rows_of(as_json(client, natkraft, "jobs_by_sector", skydd="on"), "jobs_by_sector")

    assert exact[("regional",)]["n"] == 1 if ("regional",) in exact else min(
        row["n"] for row in exact.values()
    ) < 5  # fmt: skip
    assert all(row["n"] is None or row["n"] >= 5 for row in hidden.values())


def test_nobody_can_ask_away_the_protection(client, natkraft):
    with_role(client, natkraft, Role.STEERING_MEMBER)

    answer = client.get(
        reverse("api:results", args=["natkraft"]), {"protected": "no", "skydd": ""}
    ).json()

    assert all(one["protected"] for one in answer["answers"])


def test_coaches_have_names_for_the_lead_only(client, natkraft, settings):
    with_role(client, natkraft, Role.TEAM_LEAD)
    shown = figures(client, natkraft).content.decode()
    with_role(client, natkraft, Role.EMPLOYMENT_SPECIALIST)
    hidden = figures(client, natkraft).content.decode()

    assert "Konsulent 1" in shown
    assert "Konsulent" not in hidden


def test_page_holds_nothing_about_a_person(client, natkraft):
    with_role(client, natkraft, Role.TEAM_LEAD)

    text = figures(client, natkraft).content.decode()

    assert "NK001" not in text
    assert str(pseudonym(b"", "person", 1)) not in text


@pytest.mark.parametrize("name", ["results:figures", "api:results"])
def test_programme_out_of_sight_is_not_found(client, natkraft, world, name):
    client.force_login(world.cecilia)
    hidden = client.get(reverse(name, args=["natkraft"]))
    missing = client.get(reverse(name, args=["finns-inte"]))

    assert hidden.status_code == missing.status_code == 404


def test_administrator_and_stranger_see_no_figures(client, natkraft, world):
    client.force_login(world.staff("Ada", world.anna_org, Role.ADMINISTRATOR))

    assert figures(client, natkraft).status_code == 404
    assert client.get(reverse("results:figures")).status_code == 200


def test_only_programme_is_gone_straight_to(client, natkraft):
    with_role(client, natkraft, Role.TEAM_LEAD)

    response = client.get(reverse("results:figures"))

    assert response.url == reverse("results:figures", args=["natkraft"])


def test_window_and_division_lie_in_the_address_and_reach_the_files(client, natkraft):
    with_role(client, natkraft, Role.TEAM_LEAD)

    page = figures(client, natkraft, fran="2010-01-01", till="2010-12-31", delat="none")
    exported = as_json(client, natkraft, fran="2010-01-01", till="2010-12-31", delat="none")

    text = page.content.decode()
    assert "1 januari 2010 – 31 december 2010" in text
    assert "alla.xlsx?fran=2010-01-01&amp;till=2010-12-31&amp;delat=none" in text
    assert exported["answers"][0]["window"]["until_on"] == "2011-01-01"
    assert exported["answers"][0]["rows"][0]["n"] < 155


@pytest.mark.parametrize(
    "asked",
    [{"fran": "2012-01-01", "till": "2011-01-01"}, {"fran": "igår"}, {"delat": "personnummer"}],
)
def test_senseless_window_is_told_and_the_whole_period_shown(client, natkraft, asked):
    with_role(client, natkraft, Role.TEAM_LEAD)

    response = figures(client, natkraft, **asked)

    assert response.status_code == 422
    assert "1 maj 2006 – 31 december 2013" in response.content.decode()


def test_api_tells_what_it_cannot_answer(client, natkraft):
    with_role(client, natkraft, Role.TEAM_LEAD)
    address = reverse("api:results", args=["natkraft"])

    for asked in ({"measure": "readiness"}, {"by": "name"}, {"from_on": "2012-31-01"}):
        response = client.get(address, asked)
        assert response.status_code == 400
        assert response.json()["error"]


def test_unknown_measure_or_form_of_file_is_not_found(client, natkraft):
    with_role(client, natkraft, Role.TEAM_LEAD)

    assert client.get("/resultat/natkraft/readiness.csv").status_code == 404
    assert client.get("/resultat/natkraft/clients.exe").status_code == 404


def happened(programme):
    Event.unscoped.create(
        organisation_id=programme.owner_id, verb="logged", subject="contact", subject_id=1
    )


def make_old(monkeypatch, minutes):
    """Let the page's clock go."""
    later = timezone.now() + timedelta(minutes=minutes)
    monkeypatch.setattr(freshness.timezone, "now", lambda: later)


def test_figures_are_at_most_five_minutes_behind_the_work(client, natkraft, snapshots, monkeypatch):
    with_role(client, natkraft, Role.TEAM_LEAD)
    figures(client, natkraft)
    first = current(snapshots)
    happened(natkraft)

    figures(client, natkraft)
    within = current(snapshots)
    make_old(monkeypatch, 5)
    figures(client, natkraft)

    assert within == first
    assert current(snapshots).id != first.id


def test_figures_are_renewed_by_the_button_at_once(client, natkraft, snapshots):
    with_role(client, natkraft, Role.TEAM_LEAD)
    figures(client, natkraft)
    first = current(snapshots)
    happened(natkraft)

    response = client.post(
        reverse("results:renew", args=["natkraft"]), {"asked": "fran=2010-01-01&evil=1"}
    )

    assert response.url == "/resultat/natkraft/?fran=2010-01-01"
    assert current(snapshots).id != first.id


def test_large_snapshot_is_made_by_the_worker_while_the_page_shows_the_last(
    client, natkraft, snapshots, monkeypatch
):
    with_role(client, natkraft, Role.TEAM_LEAD)
    figures(client, natkraft)
    first = current(snapshots)
    monkeypatch.setattr(freshness, "seconds_to_build", lambda *_: 3.0)
    cache.set(tasks.WORKER_ALIVE, time.time())
    happened(natkraft)
    make_old(monkeypatch, 5)

    figures(client, natkraft)
    text = figures(client, natkraft).content.decode()

    assert "Nya siffror räknas fram" in text
    assert current(snapshots) == first
    assert DBTaskResult.objects.filter(task_path="framsteg.web.tasks.renew_snapshot").count() == 1


def test_large_snapshot_is_made_by_the_page_where_no_worker_runs(
    client, natkraft, snapshots, monkeypatch
):
    with_role(client, natkraft, Role.TEAM_LEAD)
    figures(client, natkraft)
    first = current(snapshots)
    monkeypatch.setattr(freshness, "seconds_to_build", lambda *_: 3.0)
    happened(natkraft)
    make_old(monkeypatch, 5)

    figures(client, natkraft)

    assert current(snapshots).id != first.id


def test_programme_without_people_says_so(client, world):
    with_role(client, world.programme, Role.TEAM_LEAD)

    response = figures(client, world.programme)

    assert response.status_code == 200
    assert "Inget att räkna än" in response.content.decode()


def test_target_that_was_raised_on_an_unknown_day_is_the_last_one_told(natkraft):
    levels = [level.level for target in get("natkraft").targets for level in target.levels]

    assert [target.level for target in Target.objects.filter(programme=natkraft)] == levels[-1:]


def test_key_longer_than_the_hash_takes_counts_in_full():
    long = b"k" * 80

    assert pseudonym(long, "person", 1) != pseudonym(long[:64], "person", 1)
    assert pseudonym(long, "person", 1) != pseudonym(long + b"k", "person", 1)


def test_every_measure_stands_on_one_page_of_figures():
    told = [name for sections in GROUPS.values() for names in sections.values() for name in names]

    assert sorted(told) == sorted(MEASURES)
    assert set(group_titles()) == set(GROUPS)


@pytest.mark.parametrize("group", GROUPS)
def test_each_group_of_figures_is_a_page_with_definitions_and_files(client, natkraft, group):
    with_role(client, natkraft, Role.TEAM_LEAD)

    page = figures(client, natkraft, grupp=group)

    text = page.content.decode()
    current = [one["label"] for one in page.context["groups"] if one["current"]]
    assert page.status_code == 200
    assert current == [group_titles()[group]]
    for names in GROUPS[group].values():
        for name in names:
            assert f'id="{name}"' in text
            assert f"/{name}.csv?" in text
    assert text.count("Vad siffran räknar") >= sum(map(len, GROUPS[group].values()))


def test_the_chosen_group_stays_when_the_figures_are_asked_anew(client, natkraft):
    with_role(client, natkraft, Role.TEAM_LEAD)

    page = figures(client, natkraft, grupp="kvartal", delat="none")
    unknown = figures(client, natkraft, grupp="annat")

    assert re.search(r'<input[^>]*name="grupp"[^>]*value="kvartal"', page.content.decode())
    assert all("delat=none" in one["url"] for one in page.context["groups"])
    assert unknown.status_code == 422
