"""Matching: from the person to jobs and never back; both yeses in their order; nothing leaks."""

import inspect
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone

from framsteg import access, actions
from framsteg.access.reading import jobs as job_reading
from framsteg.access.reading import matches as reading
from framsteg.access.reading import suggested_jobs as asked
from framsteg.access.reading.suggested_jobs import suggested_jobs
from framsteg.actions import jobs, matches
from framsteg.foundation.codes import (
    GroundKind,
    JobOrigin,
    JobStatus,
    MatchStepKind,
    Part,
    PlacementKind,
    ToldBy,
)
from framsteg.foundation.decision import Denied
from framsteg.records.models import (
    AccessLogEntry,
    Enrolment,
    JobWishes,
    Match,
    MatchStep,
    Placement,
)
from tests.factories.world import World

pytestmark = pytest.mark.django_db

NOTHING = {
    "occupations": [], "municipalities": [], "hours_min": None, "hours_max": None, "contact": None,
    "noise": None, "support": None, "pace": None, "precision": None, "physical": None,
    "experience": [], "times": [], "has": [], "lacks": [], "refuses": [],
    "refused_occupations": [],
}  # fmt: skip


@pytest.fixture
def world() -> World:
    return World(today=timezone.localdate(), blueprint="natkraft")


@pytest.fixture
def anna(world: World) -> Client:
    client = Client()
    client.force_login(world.anna)
    return client


@pytest.fixture
def maja(world: World) -> Enrolment:
    return world.case(given="Maja", family="Holm", phase="agreement")


def job(world: World, title: str, **values: Any) -> int:
    by = world.viewer(world.anna)
    return jobs.add(by=by, title=title, origin=JobOrigin.OWN_FIND, **values)


def wish(world: World, case: Enrolment, *, wants: bool = True, **values: Any) -> None:
    matches.set_wishes(
        by=world.viewer(world.anna), enrolment_id=case.pk, wants_suggestions=wants,
        values={**NOTHING, **values},
    )  # fmt: skip


def suggested(world: World, case: Enrolment, title: str = "Bagare") -> int:
    by = world.viewer(world.anna)
    return matches.suggest(by=by, enrolment_id=case.pk, job_id=job(world, title))


def step(world: World, match_id: int, kind: MatchStepKind, **values: Any) -> int:
    told = {"on": world.today, **values}
    return matches.step(by=world.viewer(world.anna), match_id=match_id, kind=kind, **told)


# ── From the person to jobs ─────────────────────────────────────────────────────────────────────


def test_nothing_is_suggested_until_the_person_wants_it(
    world: World, anna: Client, maja: Enrolment
) -> None:
    job(world, "Bagare")

    assert "Bagare" not in anna.get(f"/deltagare/{maja.pk}/jobb/").content.decode()
    wish(world, maja)
    assert "Bagare" in anna.get(f"/deltagare/{maja.pk}/jobb/").content.decode()


def test_both_sides_are_told_in_words_and_no_number_of_fit_is_shown(
    world: World, anna: Client, maja: Enrolment
) -> None:
    job(world, "Städare på hotell", occupation="9111", noise=1, pace=3)
    wish(world, maja, occupations=["9111"], noise=1, support=3, pace=2, experience=["5120"])

    page = anna.get(f"/deltagare/{maja.pk}/jobb/").content.decode()
    for words in (
        "Arbetet är det som önskas: Städare", "Ljudnivån är som önskat: tyst",
        "Vem som kan vara handledare", "Högre tempo än vad som passar: högt tempo",
        "Börja lugnt, dela på det som är mest bråttom", "Nytt arbete för personen: Städare",
    ):  # fmt: skip
        assert words in page
    cards = page[page.index('id="suggestions"') : page.index('<form class="fs-form"')]
    assert not any(sign in cards for sign in ("%", "poäng", "/10", "★"))


def test_hard_no_is_respected_shown_and_can_be_opened(
    world: World, anna: Client, maja: Enrolment
) -> None:
    for n in range(3):
        job(world, f"Nattvakt {n}", times=["night"])
    job(world, "Bagare")
    wish(world, maja, refuses=["night"])

    page = anna.get(f"/deltagare/{maja.pk}/jobb/").content.decode()
    opened = anna.get(f"/deltagare/{maja.pk}/jobb/nej/night/").content.decode()
    assert "Nattvakt" not in page
    assert "3 jobb visas inte" in page and "nattarbete" in page
    assert opened.count("Nattvakt") == 3


def test_list_follows_wishes_that_are_not_saved(
    world: World, anna: Client, maja: Enrolment
) -> None:
    job(world, "Bagare", occupation="7612", pace=1)
    job(world, "Diskare", occupation="9412", pace=1)

    told = {"wants_suggestions": "on", "add_occupations": "bagare", "pace": "1"}
    page = anna.post(f"/deltagare/{maja.pk}/jobb/prova/", told).content.decode()

    assert page.index("Bagare") < page.index("Diskare")
    assert not JobWishes.unscoped.exists()


def test_saved_wishes_keep_what_was_typed(world: World, anna: Client, maja: Enrolment) -> None:
    told = {
        "wants_suggestions": "on", "add_occupations": "9111", "hours_min": "25",
        "municipalities": "Umeå, Vännäs", "times": ["day"], "refuses": ["night"], "noise": "1",
    }  # fmt: skip
    anna.post(f"/deltagare/{maja.pk}/jobb/", told)

    row = JobWishes.unscoped.get()
    assert (row.occupations, row.municipalities) == (["9111"], ["Umeå", "Vännäs"])
    assert (row.hours_min, row.hours_max, row.noise, row.pace) == (25, 25, 1, None)


def test_two_who_write_the_wishes_get_a_merge_page(
    world: World, anna: Client, maja: Enrolment
) -> None:
    wish(world, maja, noise=1)
    matches.set_wishes(
        by=world.viewer(world.anna), enrolment_id=maja.pk, wants_suggestions=True,
        values={**NOTHING, "noise": 2}, version=1,
    )  # fmt: skip

    answer = anna.post(
        f"/deltagare/{maja.pk}/jobb/", {"wants_suggestions": "on", "noise": "3", "version": "1"}
    )

    assert answer.status_code == 409


def test_filled_and_passed_jobs_leave_the_list_at_once(world: World, maja: Enrolment) -> None:
    by = world.viewer(world.anna)
    first = job(world, "Bagare")
    job(world, "Diskare", apply_by=world.today - timedelta(days=1))

    def titles() -> list[str]:
        found = suggested_jobs(by, access.as_wishes(NOTHING))
        return [line.job.title for line in found.lines]

    assert titles() == ["Bagare"]
    jobs.mark(by=by, job_id=first, status=JobStatus.FILLED)
    assert titles() == []
    job(world, "Konditor")
    assert titles() == ["Konditor"]


def routes(patterns: list[Any], before: str = "") -> list[str]:
    found = []
    for one in patterns:
        route = before + str(one.pattern)
        deeper = getattr(one, "url_patterns", None)
        found += [route] if deeper is None else routes(deeper, route)
    return found


def test_nothing_goes_from_a_job_to_persons() -> None:
    """No function of the room takes a job and no address begins with one and ends at persons."""
    for module in (reading, asked):
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if function.__module__ == module.__name__ and not name.startswith("_"):
                assert not {"job", "job_id", "jobs"} & set(inspect.signature(function).parameters)
    told = inspect.getsource(job_reading) + inspect.getsource(actions.jobs)
    assert not any(word in told for word in ("Enrolment", "JobWishes", "Match.", "Participant"))

    with_jobs = [route for route in routes(get_resolver().url_patterns) if "job_id" in route]
    assert [r for r in with_jobs if "enrolment_id" in r] == [
        "deltagare/<int:enrolment_id>/jobb/<int:job_id>/"
    ]
    assert all(r.startswith(("jobb/", "deltagare/")) for r in with_jobs)


def test_a_jobs_page_names_nobody_who_is_on_the_way_there(
    world: World, anna: Client, maja: Enrolment
) -> None:
    match = suggested(world, maja)

    page = anna.get(f"/jobb/{Match.unscoped.get(pk=match).job_id}/").content.decode()
    assert "Maja" not in page and f"/deltagare/{maja.pk}/" not in page


# ── The person's yes, then the employer's ───────────────────────────────────────────────────────


def test_nothing_goes_to_the_employer_before_the_persons_yes(world: World, maja: Enrolment) -> None:
    match = suggested(world, maja)

    for kind in (MatchStepKind.SHARED, MatchStepKind.EMPLOYER_YES, MatchStepKind.INTERVIEW):
        with pytest.raises(Denied, match="yes comes first"):
            step(world, match, kind)


def test_nothing_is_shared_before_it_is_decided_what_is_told(world: World, maja: Enrolment) -> None:
    match = suggested(world, maja)
    step(world, match, MatchStepKind.PERSON_YES)

    with pytest.raises(Denied, match="what is told"):
        step(world, match, MatchStepKind.SHARED)
    matches.decide_what_is_told(
        by=world.viewer(world.anna), match_id=match, version=1, told_by=ToldBy.TOGETHER,
        tells="Behöver korta pauser.", keeps_private="",
    )  # fmt: skip
    step(world, match, MatchStepKind.SHARED)


def test_choice_of_what_is_told_stands_before_each_employer_contact(
    world: World, anna: Client, maja: Enrolment
) -> None:
    match = suggested(world, maja)
    step(world, match, MatchStepKind.PERSON_YES)
    told = {"told_by": "together", "tells": "Behöver korta pauser.", "version": "1"}
    anna.post(f"/ansokan/{match}/berattar/", told)

    for kind in ("shared", "employer_yes", "interview"):
        assert (
            "Behöver korta pauser." in anna.get(f"/ansokan/{match}/steg/{kind}/").content.decode()
        )


def test_way_to_a_job_from_suggestion_to_placement(
    world: World, anna: Client, maja: Enrolment
) -> None:
    match = suggested(world, maja)
    on = world.today.isoformat()
    later = (world.today + timedelta(days=6)).isoformat()
    for kind, told in (
        ("person_yes", {"on": on}), ("interview", {"on": later, "at": "10:30"}),
        ("role_play", {"on": on, "note": "Övade att berätta om pauser."}), ("offer", {"on": on}),
    ):  # fmt: skip
        assert anna.post(f"/ansokan/{match}/steg/{kind}/", told).status_code == 302
    anna.post(f"/ansokan/{match}/borjar/", {"kind": "employment", "on": later, "percent": "50"})

    placement = Placement.unscoped.get()
    assert (placement.kind, placement.title) == (PlacementKind.EMPLOYMENT, "Bagare")
    assert Match.unscoped.get().placement_id == placement.pk
    page = anna.get(f"/ansokan/{match}/").content.decode()
    assert page.index("Ledde till jobb") < page.index("10:30") < page.index("Föreslaget")


def test_steps_are_undone_one_by_one(world: World, anna: Client, maja: Enrolment) -> None:
    match = suggested(world, maja)
    step(world, match, MatchStepKind.PERSON_YES)

    anna.post(f"/ansokan/{match}/angra/")
    assert [s.kind for s in MatchStep.unscoped.all()] == ["suggested"]
    anna.post(f"/ansokan/{match}/angra/")
    assert not Match.unscoped.exists()


def test_no_of_the_person_ends_it_and_can_become_a_yes(world: World, maja: Enrolment) -> None:
    match = suggested(world, maja)
    step(world, match, MatchStepKind.PERSON_NO)

    with pytest.raises(Denied):
        step(world, match, MatchStepKind.EMPLOYER_YES)
    step(world, match, MatchStepKind.PERSON_YES)
    step(world, match, MatchStepKind.EMPLOYER_YES)


def test_same_job_suggested_twice_is_one_way(world: World, anna: Client, maja: Enrolment) -> None:
    one = job(world, "Bagare")
    for _ in range(2):
        anna.post(f"/deltagare/{maja.pk}/jobb/{one}/")

    assert Match.unscoped.count() == MatchStep.unscoped.count() == 1


# ── Who sees it ─────────────────────────────────────────────────────────────────────────────────


def with_everything(world: World, case: Enrolment) -> int:
    wish(world, case, occupations=["9111"], municipalities=["Robertsfors"])
    match = suggested(world, case, "Bagarlärling")
    step(world, match, MatchStepKind.PERSON_YES, note="Glad och nyfiken")
    return match


def test_partner_without_consent_sees_nothing(world: World, maja: Enrolment) -> None:
    match = with_everything(world, maja)
    bo = Client()
    bo.force_login(world.bo)
    world.ground(maja, world.bo_org, Part.IDENTITY)

    page = bo.get(f"/deltagare/{maja.pk}/jobb/").content.decode()
    assert "Robertsfors" not in page and "Bagarlärling" not in page
    assert bo.get(f"/ansokan/{match}/").status_code == 404
    for address in (f"/ansokan/{match}/steg/interview/", f"/ansokan/{match}/berattar/"):
        assert bo.get(address).status_code == 404
    assert bo.post(f"/ansokan/{match}/angra/").status_code == 404
    assert bo.get(f"/deltagare/{maja.pk}/jobb/nej/night/").status_code == 404


@pytest.mark.parametrize(
    ("part", "seen", "unseen"),
    [
        (Part.PROFILE, "Robertsfors", "Bagarlärling ·"),
        (Part.EMPLOYER_DEALINGS, "Personen säger ja", "Robertsfors"),
    ],
)
def test_partner_sees_just_the_part_that_was_consented(
    world: World, maja: Enrolment, part: Part, seen: str, unseen: str
) -> None:
    with_everything(world, maja)
    bo = Client()
    bo.force_login(world.bo)
    world.ground(maja, world.bo_org, part, kind=GroundKind.STATUTE)

    page = bo.get(f"/deltagare/{maja.pk}/jobb/").content.decode()
    assert seen in page and unseen not in page


def test_stranger_gets_what_is_not_there(world: World, maja: Enrolment) -> None:
    match = with_everything(world, maja)
    client = Client()
    client.force_login(world.cecilia)

    for address in (f"/deltagare/{maja.pk}/jobb/", f"/ansokan/{match}/", "/ansokan/999999/"):
        assert client.get(address).status_code == 404
    assert client.post(f"/deltagare/{maja.pk}/jobb/prova/", {}).status_code == 404


def test_reading_is_logged_with_its_parts(world: World, anna: Client, maja: Enrolment) -> None:
    with_everything(world, maja)
    anna.get(f"/deltagare/{maja.pk}/jobb/")

    entry = AccessLogEntry.unscoped.latest("pk")
    assert {"profile", "employer_dealings"} <= set(entry.parts.split(","))


def test_page_asks_the_same_however_many_jobs(
    world: World, anna: Client, maja: Enrolment, django_assert_num_queries: Any
) -> None:
    wish(world, maja)
    for n in range(2):
        suggested(world, maja, f"Jobb {n}")
    anna.get(f"/deltagare/{maja.pk}/jobb/")

    with django_assert_num_queries(11):
        anna.get(f"/deltagare/{maja.pk}/jobb/")
    for n in range(9):
        suggested(world, maja, f"Fler {n}")
    anna.get(f"/deltagare/{maja.pk}/jobb/")
    with django_assert_num_queries(11):
        anna.get(f"/deltagare/{maja.pk}/jobb/")
