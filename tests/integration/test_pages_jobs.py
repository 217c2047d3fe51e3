"""Jobs: the register, analysis in versions, words found, and no way from a job to a person."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from framsteg import access
from framsteg.access.reading.jobs import JobQuery
from framsteg.actions import employers, jobs
from framsteg.foundation.adverts import Advert, Concept
from framsteg.foundation.codes import JobOrigin, JobStatus, Role
from framsteg.foundation.decision import Denied
from framsteg.records.models import Job, Occupation, WorkAnalysis
from tests.factories.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World(today=timezone.localdate(), blueprint="natkraft")


@pytest.fixture
def anna(world: World) -> Client:
    client = Client()
    client.force_login(world.anna)
    return client


def added(world: World, title: str = "Lokalvårdare", **values: Any) -> int:
    return jobs.add(by=world.viewer(world.anna), title=title, origin=JobOrigin.OWN_FIND, **values)


def titles(world: World, **query: Any) -> list[str]:
    return [line.title for line in access.jobs(world.viewer(world.anna), JobQuery(**query))]


def test_only_the_title_is_asked_for_and_the_rest_is_not_known(world: World, anna: Client) -> None:
    answer = anna.post("/jobb/nytt/", {"title": "Lokalvårdare", "origin": "carved"}, follow=True)

    row = Job.objects.get()
    assert (row.pace, row.times, row.must_haves, row.hours_min) == (None, None, None, None)
    assert answer.content.decode().count("Inte känt än: fråga") == 10


def test_what_is_known_is_kept_and_shown_in_words(world: World, anna: Client) -> None:
    told = {
        "title": "Köksbiträde", "origin": "own_find", "occupation": "restaurang- och köksbitr",
        "hours_min": "25", "hours_max": "50", "times": ["day"], "pace": "1", "noise": "3",
        "must_haves": ["swedish"], "municipality": "Umeå",
    }  # fmt: skip
    page = anna.post("/jobb/nytt/", told, follow=True).content.decode()

    assert Job.objects.get().occupation == "9412"
    for words in ("Restaurang- och köksbiträden", "25–50 % av heltid", "Dagtid", "Lugnt tempo",
                  "Bullrigt", "God svenska"):  # fmt: skip
        assert words in page


def test_nothing_required_differs_from_not_known(world: World, anna: Client) -> None:
    anna.post("/jobb/nytt/", {"title": "A", "origin": "carved", "no_must_haves": "on"})

    assert Job.objects.get().must_haves == 0


def test_occupation_that_nobody_knows_keeps_what_was_typed(world: World, anna: Client) -> None:
    answer = anna.post("/jobb/nytt/", {"title": "A", "origin": "carved", "occupation": "xyzzy"})

    assert answer.status_code == 422
    assert "Inget yrke börjar på ”xyzzy”" in answer.content.decode()
    assert 'value="xyzzy"' in answer.content.decode()


def test_two_who_change_a_job_get_a_merge_page(world: World, anna: Client) -> None:
    job = added(world, municipality="Umeå")
    jobs.change(by=world.viewer(world.anna), job_id=job, version=1, municipality="Vännäs")

    told = {"title": "Lokalvårdare", "origin": "own_find", "municipality": "Nacka", "version": "1"}
    answer = anna.post(f"/jobb/{job}/andra/", told)

    assert answer.status_code == 409
    assert "Vännäs" in answer.content.decode()


def test_each_analysis_is_a_new_version_and_the_old_stays(world: World, anna: Client) -> None:
    job = added(world)
    on = world.today.isoformat()
    for words in ("Dammsuga varje dag", "Dammsuga varje vecka"):
        anna.post(f"/jobb/{job}/analys/", {"on": on, "tasks": words})

    page = anna.get(f"/jobb/{job}/").content.decode()
    assert [row.told["tasks"] for row in WorkAnalysis.objects.order_by("number")] == [
        "Dammsuga varje dag", "Dammsuga varje vecka",
    ]  # fmt: skip
    assert page.index("Version 2") < page.index("Version 1")
    assert f"Anna, {world.anna_org.name}" in page


def test_workplace_analysis_shows_on_each_job_there(world: World, anna: Client) -> None:
    by = world.viewer(world.anna)
    employer = employers.add(by=by, name="Bageriet")
    place = employers.add_workplace(by=by, employer_id=employer, name="Torget")
    job = added(world, employer_id=employer, workplace_id=place)
    anna.post(
        f"/arbetsgivare/{employer}/arbetsplats/{place}/analys/",
        {"on": world.today.isoformat(), "people": "Fyra som skojar mycket"},
    )

    assert "Fyra som skojar mycket" in anna.get(f"/jobb/{job}/").content.decode()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("städ", ["Städare på hotell"]),
        ("HOTELL umeå", ["Städare på hotell"]),
        ("stad", []),
        ("bröd", ["Bagare"]),
        ('b" OR "x', []),
        ("", ["Bagare", "Städare på hotell"]),
    ],
)
def test_every_word_must_begin_a_word_of_the_job(
    world: World, words: str, found: list[str]
) -> None:
    added(world, "Städare på hotell", municipality="Umeå")
    added(world, "Bagare", tasks="Baka bröd och bullar.")

    assert titles(world, words=words) == found


def test_words_follow_the_job_when_it_changes(world: World) -> None:
    job = added(world, "Bagare")
    jobs.change(by=world.viewer(world.anna), job_id=job, version=1, title="Konditor")

    assert titles(world, words="bagare") == []
    assert titles(world, words="konditor") == ["Konditor"]


def test_filled_job_leaves_the_open_ones_and_comes_back(world: World, anna: Client) -> None:
    job = added(world)

    anna.post(f"/jobb/{job}/lage/", {"status": "filled"})
    assert titles(world) == []
    anna.post(f"/jobb/{job}/lage/", {"status": "open"})
    assert titles(world) == ["Lokalvårdare"]


def test_adverts_are_new_changed_gone_and_keep_what_was_asked(world: World) -> None:
    by = world.viewer(world.anna)
    first = Advert(key="1", title="Diskare", employer="Krogen AB")
    jobs.load_adverts(by=by, adverts=[first, Advert(key="2", title="Bud")])
    Job.objects.filter(advertisement="1").update(noise=3)

    counts = jobs.load_adverts(
        by=by,
        adverts=[
            Advert(key="1", title="Diskare, dag", employer="Krogen AB"),
            Advert(key="2", title="Bud", removed=True),
            Advert(key="3", title="Vaktmästare"),
        ],
    )

    assert dict(counts) == {"new": 1, "changed": 1, "removed": 1}
    row = Job.objects.get(advertisement="1")
    assert (row.title, row.noise) == ("Diskare, dag", 3)
    assert Job.objects.get(advertisement="2").status == JobStatus.WITHDRAWN
    assert titles(world) == ["Vaktmästare", "Diskare, dag"]


def test_adverts_employer_is_put_in_the_register_once(world: World, anna: Client) -> None:
    by = world.viewer(world.anna)
    adverts = [
        Advert(key=str(n), title="Diskare", employer="Krogen AB", organisation_number="5560125790")
        for n in range(2)
    ]
    jobs.load_adverts(by=by, adverts=adverts)

    for row in Job.objects.all():
        anna.post(f"/jobb/{row.pk}/arbetsgivare/")

    assert [e.name for e in access.employers(by, words="krogen")] == ["Krogen AB"]
    assert Job.objects.values_list("employer__name", flat=True).distinct().get() == "Krogen AB"


def test_occupations_of_the_taxonomy_are_found_beside_the_groups(world: World) -> None:
    concepts = [Concept("k1", "Hotellstädare", "9111"), Concept("k2", "Äldreassistent", "5330")]
    jobs.load_occupations(by=admin(world), concepts=concepts)

    found = access.occupations(world.viewer(world.anna), "hotells")
    assert [(line.code, line.name, line.of) for line in found] == [
        ("9111", "Hotellstädare", "Städare")
    ]
    assert access.occupations(world.viewer(world.anna), "aldre") == ()
    assert Occupation.objects.count() == 2


def admin(world: World) -> access.Viewer:
    return world.viewer(world.staff("Ada", world.anna_org, Role.ADMINISTRATOR))


def test_coach_loads_no_taxonomy(world: World) -> None:
    with pytest.raises(Denied):
        jobs.load_occupations(by=world.viewer(world.anna), concepts=[Concept("k", "X", "9111")])


def test_stranger_sees_no_jobs(world: World) -> None:
    job = added(world)
    client = Client()
    client.force_login(world.cecilia)

    for address in (
        "/jobb/",
        f"/jobb/{job}/",
        "/jobb/nytt/",
        f"/jobb/{job}/analys/",
        "/yrken/?q=s",
    ):
        assert client.get(address).status_code == 404


def test_list_asks_the_same_however_long(
    world: World, anna: Client, django_assert_num_queries: Any
) -> None:
    for n in range(3):
        added(world, f"Jobb {n}")
    anna.get("/jobb/")

    with django_assert_num_queries(6):
        anna.get("/jobb/")
    for n in range(20):
        added(world, f"Fler {n}")
    with django_assert_num_queries(6):
        anna.get("/jobb/")
