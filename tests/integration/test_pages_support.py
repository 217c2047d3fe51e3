"""Around a placement: what is seen, by whom, and what the clock refuses."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.test import Client
from django.utils import timezone

from framsteg.actions import documents, placements, training
from framsteg.blueprints.load import get
from framsteg.foundation.codes import DocumentKind, Part, PlacementEnd, PlacementKind
from framsteg.foundation.decision import Denied
from framsteg.foundation.training_codes import BasicDemand, SupportUsed
from framsteg.records.models import Enrolment, Observation, Placement
from framsteg.web.presenters.work_papers import work_papers
from tests.factories.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World(today=timezone.localdate(), blueprint="natkraft")


@pytest.fixture
def maja(world: World) -> Enrolment:
    return world.case(given="Maja", family="Holm", phase="profile")


def client_of(person: object) -> Client:
    client = Client()
    client.force_login(person)
    return client


def trained(world: World, maja: Enrolment, ago: int = 20, left: int = 20) -> int:
    by = world.viewer(world.anna)
    on = world.today - timedelta(days=ago)
    placement_id = placements.start(
        by=by, enrolment_id=maja.pk, kind=PlacementKind.SUPPORTED_TRAINING, on=on,
        title="Lagret", planned_last_day=on + timedelta(days=ago + left),
    )  # fmt: skip
    for days, support in ((ago, SupportUsed.TOGETHER), (ago - 9, SupportUsed.OWN_ROUTINE)):
        training.observe(
            by=by, placement_id=placement_id, on=world.today - timedelta(days=days),
            task="Packa upp", demand=BasicDemand.GET_STARTED, seen="Hemlig iakttagelse",
            support=support,
        )  # fmt: skip
    return placement_id


def test_observations_are_a_picture_with_a_table_and_no_number(
    world: World, maja: Enrolment
) -> None:
    page = client_of(world.anna).get(f"/sysselsattning/{trained(world, maja)}/stod/")

    text = page.content.decode()
    assert page.status_code == 200
    assert text.count('<path class="fs-over-time__mark"') == 4  # two marks, and two in the legend
    assert "Komma igång" in text
    assert "Hemlig iakttagelse" in text


def test_partner_without_consent_meets_nothing_and_with_the_jobs_alone_no_observation(
    world: World, maja: Enrolment
) -> None:
    there = f"/sysselsattning/{trained(world, maja)}/stod/"
    bo = client_of(world.bo)
    assert bo.get(there).status_code == 404

    world.ground(maja, world.bo_org, Part.EMPLOYER_DEALINGS)
    page = bo.get(there)
    assert page.status_code == 200
    assert "Hemlig iakttagelse" not in page.content.decode()
    assert "fs-over-time" not in page.content.decode()


def test_after_the_last_day_nothing_is_noted_until_it_lasts_longer(
    world: World, maja: Enrolment
) -> None:
    placement_id = trained(world, maja, ago=20, left=20)
    Placement.unscoped.filter(pk=placement_id).update(
        planned_last_day=world.today - timedelta(days=1)
    )
    anna = client_of(world.anna)
    told = {
        "task": "Packa upp", "demand": "get_started", "support": "shown", "seen": "Såg.",
        "on": world.today.isoformat(),
    }  # fmt: skip

    refused = anna.post(f"/sysselsattning/{placement_id}/observation/", told)
    assert refused.status_code == 422
    assert Observation.unscoped.count() == 2

    later = (world.today + timedelta(days=7)).isoformat()
    anna.post(f"/sysselsattning/{placement_id}/langre/", {"to": later, "reason": "Ny uppgift"})
    anna.post(f"/sysselsattning/{placement_id}/observation/", told)
    assert Observation.unscoped.count() == 3


def test_a_lost_job_leads_to_new_steps_and_an_exit_is_asked_about(
    world: World, maja: Enrolment
) -> None:
    by = world.viewer(world.anna)
    job = placements.start(
        by=by, enrolment_id=maja.pk, kind=PlacementKind.EMPLOYMENT, on=world.today - timedelta(30)
    )
    anna = client_of(world.anna)
    told = {"last_day": world.today.isoformat(), "reason": PlacementEnd.LAID_OFF}
    answer = anna.post(f"/sysselsattning/{job}/slut/", told)
    assert answer.headers["Location"] == f"/sysselsattning/{job}/nasta-steg/"
    assert "Hör av dig" in anna.get(answer.headers["Location"]).content.decode()

    anna.post(answer.headers["Location"], {"phase": "job_search"})
    maja.refresh_from_db()
    assert maja.phase == "job_search"

    Placement.unscoped.filter(pk=job).update(ends_on=world.today)
    leaves = {"reason": "own_choice", "on": world.today.isoformat(), "note": ""}
    assert anna.post(f"/deltagare/{maja.pk}/avslut/", leaves).status_code == 422


def test_support_without_a_time_limit_plans_no_exit(world: World, maja: Enrolment) -> None:
    by = world.viewer(world.anna)
    start = world.today - timedelta(days=60)
    job = placements.start(by=by, enrolment_id=maja.pk, kind=PlacementKind.EMPLOYMENT, on=start)
    training.taper(by=by, placement_id=job, on=world.today, every_days=14)
    training.taper(by=by, placement_id=job, on=world.today + timedelta(90), every_days=None)
    with pytest.raises(Denied):
        training.taper(by=by, placement_id=job, on=world.today + timedelta(99), every_days=30)


def test_what_the_rhythm_asks_for_stands_in_my_day_until_a_contact_is_logged(
    world: World, maja: Enrolment
) -> None:
    by = world.viewer(world.anna)
    placements.start(by=by, enrolment_id=maja.pk, kind=PlacementKind.EMPLOYMENT, on=world.today)
    maja.assignments.create(staff=world.anna, starts_on=world.today)
    anna = client_of(world.anna)
    assert "Fråga hur de första dagarna gick" in anna.get("/").content.decode()

    world.contact(maja, world.anna_org, on=world.today)
    assert "Fråga hur de första dagarna gick" not in anna.get("/").content.decode()


def test_a_job_entered_on_its_first_day_shows_no_missed_week_before(
    world: World, maja: Enrolment
) -> None:
    placement_id = placements.start(
        by=world.viewer(world.anna), enrolment_id=maja.pk, kind=PlacementKind.EMPLOYMENT,
        on=world.today, title="Bageriet", percent=50,
    )  # fmt: skip
    there = f"/sysselsattning/{placement_id}/stod/"
    anna = client_of(world.anna)

    entered_today = anna.get(there).context["rhythm"][-1]
    Placement.unscoped.update(created_at=timezone.now() - timedelta(days=10))
    entered_before = anna.get(there).context["rhythm"][-1]

    assert [one["what"] for one in (entered_today, entered_before)] == ["Veckan före starten"] * 2
    assert entered_today["state"] == "Gäller inte"
    assert entered_before["state"] == "Ingen kontakt"


@pytest.mark.parametrize(
    ("kind", "begins", "never"),
    [
        (PlacementKind.SUPPORTED_TRAINING, "competence_profile", "support_plan"),
        (PlacementKind.INTERNSHIP, "internship_agreement", "training_agreement"),
        (PlacementKind.EMPLOYMENT, "support_plan", "internship_agreement"),
    ],
)
def test_the_documents_that_belong_here_are_begun_from_the_page(
    world: World, maja: Enrolment, kind: PlacementKind, begins: str, never: str
) -> None:
    placement_id = placements.start(
        by=world.viewer(world.anna), enrolment_id=maja.pk, kind=kind, on=world.today, percent=50
    )

    page = client_of(world.anna).get(f"/sysselsattning/{placement_id}/stod/").content.decode()

    assert f"/deltagare/{maja.pk}/dokument/{begins}/ny/" in page
    assert f"/dokument/{never}/ny/" not in page


def test_a_document_that_is_begun_is_opened_and_another_programme_is_offered_its_own(
    world: World, maja: Enrolment
) -> None:
    by = world.viewer(world.anna)
    document_id = documents.start(
        by=by, enrolment_id=maja.pk, kind=DocumentKind.COMPETENCE_PROFILE, on=world.today
    )
    placement_id = trained(world, maja)

    page = client_of(world.anna).get(f"/sysselsattning/{placement_id}/stod/")

    papers = {one["name"]: one for one in page.context["papers"]}
    assert papers["Kompetensprofil"]["open"][0]["url"] == f"/dokument/{document_id}/"
    assert papers["Kompetensprofil"]["start_url"] == ""
    world.ground(maja, world.bo_org, Part.EMPLOYER_DEALINGS)
    seen = client_of(world.bo).get(f"/sysselsattning/{placement_id}/stod/")
    assert f"/dokument/{document_id}/" not in seen.content.decode()


def test_a_programme_without_these_documents_offers_none() -> None:
    bare = get("natkraft").model_copy(update={"documents": ()})
    file = SimpleNamespace(documents=(), may_write=True, enrolment_id=1)

    assert work_papers(file, PlacementKind.INTERNSHIP, bare) == []  # type: ignore[arg-type]
