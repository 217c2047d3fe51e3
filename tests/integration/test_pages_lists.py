"""The numbers of Min dag and their lists, views that are saved, and coaches changed for many."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from framsteg.access.reading.saved_views import saved_views
from framsteg.actions import saved_views as actions
from framsteg.foundation.codes import Part, Role
from framsteg.foundation.decision import Denied
from framsteg.records.models import (
    Assignment,
    CaseSummary,
    CoachChange,
    ConflictOfInterest,
    Enrolment,
    SavedView,
    Staff,
)
from tests.factories.world import TODAY, World

pytestmark = pytest.mark.django_db
LIST = reverse("participants:list")
PASS_ON = reverse("coach_changes:pass_on")


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("framsteg.web.viewer.timezone.localdate", lambda: TODAY)


@pytest.fixture
def world() -> World:
    return World(blueprint="natkraft")


@pytest.fixture
def agnes(world: World) -> Staff:
    return world.staff("Agnes", world.anna_org, Role.EMPLOYMENT_SPECIALIST)


@pytest.fixture
def anna(world: World) -> Client:
    return logged_in(world.anna)


def logged_in(staff: Staff) -> Client:
    client = Client()
    client.force_login(staff)
    return client


def coached(world: World, coach: Staff, **values: Any) -> Enrolment:
    summary = values.pop("summary", {})
    row = world.case(**values)
    Assignment.unscoped.create(enrolment=row, staff=coach, starts_on=row.enrolled_on)
    CaseSummary.unscoped.filter(enrolment=row).update(**summary)
    return row


# ── Min dag's numbers ──────────────────────────────────────────────────────────────────────────


def test_each_number_of_the_day_leads_to_exactly_its_persons(world: World, anna: Client) -> None:
    yesterday = TODAY - timedelta(days=1)
    for days in (0, 1, 13, 14, 30, 400):
        day = TODAY - timedelta(days=days)
        coached(
            world, world.anna, enrolled_on=TODAY - timedelta(days=500),
            summary={
                "last_contact_on": day, "last_follow_up_on": day,
                "next_step": "Ringa" if days % 2 == 0 else "",
                "next_step_on": yesterday if days in (0, 30) else None,
            },
        )  # fmt: skip
    hidden = coached(world, world.bo, enrolled_on=TODAY - timedelta(days=500))
    Assignment.unscoped.create(
        enrolment=hidden, staff=world.anna, starts_on=date(2025, 1, 1), ends_on=yesterday
    )

    stats = anna.get("/").context["stats"]
    shown = [len(anna.get(one["href"]).context["rows"]) for one in stats]

    assert [one["value"] for one in stats] == shown
    assert all(n > 0 for n in shown)


def test_a_person_without_a_shared_name_is_counted_and_listed_alike(world: World) -> None:
    row = world.case()
    world.ground(row, world.bo_org, Part.PLAN)
    Assignment.unscoped.create(enrolment=row, staff=world.bo, starts_on=row.enrolled_on)
    bo = logged_in(world.bo)

    stats = bo.get("/").context["stats"]

    assert [one["value"] for one in stats][:2] == [1, 1]
    assert [len(bo.get(one["href"]).context["rows"]) for one in stats[:2]] == [1, 1]


def test_what_is_no_number_of_the_day_is_not_found(anna: Client) -> None:
    assert anna.get(reverse("my_day:waiting", args=["time_limit"])).status_code == 404


def test_nobody_without_coach_is_hidden_by_a_search_from_before(world: World) -> None:
    lead = logged_in(world.staff("Lena", world.anna_org, Role.TEAM_LEAD))
    world.case()
    lead.post(reverse("participants:search"), {"words": "Xerxes"})

    row = next(r for r in lead.get("/").context["team"] if "need=no_coach" in r["url"])
    listed = lead.get(row["url"]).context["rows"]

    assert len(lead.get(LIST).context["rows"]) == 0
    assert row["title"].startswith(str(len(listed)))


def test_the_day_takes_the_same_queries_however_many_persons(
    world: World, anna: Client, django_assert_num_queries: Any
) -> None:
    coached(world, world.anna)
    url = reverse("my_day:waiting", args=["no_next_step"])
    anna.get(url)
    with django_assert_num_queries(18):
        anna.get(url)
    for _n in range(5):
        coached(world, world.anna)

    with django_assert_num_queries(18):
        anna.get(url)


# ── Saved views ────────────────────────────────────────────────────────────────────────────────


def test_a_view_keeps_its_filters_under_a_name(anna: Client) -> None:
    save = f"{reverse('saved_views:save')}?need=silent&who=me&after=7"

    answer = anna.post(save, {"name": "Tysta hos mig"})
    page = anna.get(answer["Location"])

    assert SavedView.objects.get().filters == {"who": "me", "need": "silent"}
    assert [(v["label"], v["current"]) for v in page.context["views"]] == [("Tysta hos mig", True)]


def test_a_view_is_its_savers_own_until_it_is_shared(world: World, anna: Client) -> None:
    anna.post(f"{reverse('saved_views:save')}?need=silent", {"name": "Tysta"})
    view = SavedView.objects.get()
    bo = world.viewer(world.bo)
    before = saved_views(bo)

    anna.post(reverse("saved_views:share", args=[view.pk]), {"shared": "yes"})

    shared = saved_views(bo)
    assert before == ()
    assert [(line.name, line.mine, line.by) for line in shared] == [("Tysta", False, "Anna")]
    assert saved_views(world.viewer(world.cecilia)) == ()


def test_somebody_elses_view_is_not_changed(world: World, anna: Client) -> None:
    anna.post(f"{reverse('saved_views:save')}?need=silent", {"name": "Tysta", "shared": "on"})
    view = SavedView.objects.get()
    bo = logged_in(world.bo)

    answers = [
        bo.post(reverse(f"saved_views:{what}", args=[view.pk]))
        for what in ("remove", "put_back", "share")
    ]

    view.refresh_from_db()
    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert (view.removed_at, view.shared) == (None, True)


def test_a_view_is_taken_away_and_put_back(anna: Client) -> None:
    anna.post(f"{reverse('saved_views:save')}?need=silent", {"name": "Tysta"})
    view = SavedView.objects.get()

    anna.post(reverse("saved_views:remove", args=[view.pk]))
    gone = anna.get(LIST).context["views"]
    anna.post(reverse("saved_views:put_back", args=[view.pk]))

    assert gone == []
    assert len(anna.get(LIST).context["views"]) == 1


def test_the_same_name_twice_is_told_and_kept(anna: Client) -> None:
    save = f"{reverse('saved_views:save')}?need=silent"
    anna.post(save, {"name": "Tysta"})

    answer = anna.post(save, {"name": "Tysta"})

    assert answer.status_code == 422
    assert 'value="Tysta"' in answer.text


def test_a_view_over_several_programmes_is_not_shared(world: World) -> None:
    with pytest.raises(Denied):
        actions.save(by=world.viewer(world.anna), name="Alla", filters={}, shared=True)


# ── Another coach for several ──────────────────────────────────────────────────────────────────


def passing(rows: list[Enrolment], to: Staff, note: str = "Vill ha samtal på fredagar.") -> Any:
    return {
        "people": [row.pk for row in rows],
        "to_staff_id": to.pk,
        "on": TODAY.isoformat(),
        "note": note,
    }


def coaches_of(row: Enrolment) -> list[str]:
    open_ = Assignment.unscoped.filter(enrolment=row, ends_on=None)
    return sorted(open_.values_list("staff__name", flat=True))


def test_several_are_passed_on_with_a_word_that_reaches_the_new_coach(
    world: World, anna: Client, agnes: Staff
) -> None:
    rows = [coached(world, world.anna, given=name) for name in ("Åsa", "Bea", "Cia")]

    anna.post(PASS_ON, passing(rows[:2], agnes))
    day = logged_in(agnes).get("/")

    assert [coaches_of(row) for row in rows] == [["Agnes"], ["Agnes"], ["Anna"]]
    assert [one["title"] for one in day.context["passed_on"]] == ["Åsa Ek", "Bea Ek"]
    assert day.text.count("Vill ha samtal på fredagar.") == 2


def test_the_word_goes_when_it_is_read_and_only_by_its_reader(
    world: World, anna: Client, agnes: Staff
) -> None:
    anna.post(PASS_ON, passing([coached(world, world.anna)], agnes))
    read = reverse("coach_changes:mark_read", args=[CoachChange.unscoped.get().pk])

    others = anna.post(read).status_code
    before = len(logged_in(agnes).get("/").context["passed_on"])
    logged_in(agnes).post(read)

    assert (others, before) == (404, 1)
    assert logged_in(agnes).get("/").context["passed_on"] == []


def test_a_conflict_of_interest_stops_that_person_and_not_the_others(
    world: World, anna: Client, agnes: Staff
) -> None:
    rows = [coached(world, world.anna, given=name) for name in ("Åsa", "Bea")]
    ConflictOfInterest.unscoped.create(staff=agnes, enrolment=rows[0], declared_on=TODAY)

    page = anna.post(PASS_ON, passing(rows, agnes), follow=True)

    assert [coaches_of(row) for row in rows] == [["Anna"], ["Agnes"]]
    told = [str(message) for message in page.context["messages"]]
    assert [t for t in told if t.startswith("Åsa Ek: Agnes")]


def test_who_has_a_conflict_passes_nobody_on(world: World, anna: Client, agnes: Staff) -> None:
    row = coached(world, world.anna)
    ConflictOfInterest.unscoped.create(staff=world.anna, enrolment=row, declared_on=TODAY)

    anna.post(PASS_ON, passing([row], agnes))

    assert coaches_of(row) == ["Anna"]


def test_another_organisation_needs_to_know_who_the_person_is(world: World, anna: Client) -> None:
    known, unknown = coached(world, world.anna), coached(world, world.anna)
    for part in (Part.IDENTITY, Part.PLAN):
        world.ground(known, world.bo_org, part)

    anna.post(PASS_ON, passing([known, unknown], world.bo))
    day = logged_in(world.bo).get("/").context["passed_on"]

    assert [coaches_of(row) for row in (known, unknown)] == [["Bo"], ["Anna"]]
    assert day[0]["note"] == "Vill ha samtal på fredagar."


def test_a_note_is_cut_like_all_that_its_writer_wrote(world: World, anna: Client) -> None:
    row = coached(world, world.anna)
    world.ground(row, world.bo_org, Part.IDENTITY)

    anna.post(PASS_ON, passing([row], world.bo))
    page = logged_in(world.bo).get("/")

    assert len(page.context["passed_on"]) == 1
    assert "Vill ha samtal" not in page.text


def test_all_that_were_passed_on_at_once_go_back(world: World, anna: Client, agnes: Staff) -> None:
    rows = [coached(world, world.anna, given=name) for name in ("Åsa", "Bea")]
    anna.post(PASS_ON, passing(rows, agnes))
    undo = reverse("coach_changes:take_back", args=[CoachChange.unscoped.first().batch])

    anna.post(undo)

    assert [coaches_of(row) for row in rows] == [["Anna"], ["Anna"]]
    assert logged_in(agnes).get("/").context["passed_on"] == []
    assert Assignment.unscoped.count() == 2
    assert anna.post(undo).status_code == 404


def test_what_was_changed_again_is_not_undone(world: World, anna: Client, agnes: Staff) -> None:
    rows = [coached(world, world.anna), coached(world, world.anna)]
    anna.post(PASS_ON, passing(rows, agnes))
    undo = reverse("coach_changes:take_back", args=[CoachChange.unscoped.first().batch])
    logged_in(agnes).post(PASS_ON, passing(rows[:1], world.anna))

    answer = anna.post(undo)

    assert answer.status_code == 403
    assert [coaches_of(row) for row in rows] == [["Anna"], ["Agnes"]]


def test_two_who_pass_the_same_person_on_are_not_both_obeyed(
    world: World, anna: Client, agnes: Staff
) -> None:
    row = coached(world, world.anna)
    astrid = world.staff("Astrid", world.anna_org, Role.EMPLOYMENT_SPECIALIST)
    anna.post(PASS_ON, passing([row], agnes))

    late = logged_in(astrid).post(f"{PASS_ON}?from={world.anna.pk}", passing([row], astrid))

    assert late.status_code == 422  # she is no longer among Anna's persons
    assert coaches_of(row) == ["Agnes"]


def test_a_person_out_of_sight_is_not_in_the_list(world: World, agnes: Staff) -> None:
    row = coached(world, world.anna)
    bo = logged_in(world.bo)

    page = bo.get(f"{PASS_ON}?from={world.anna.pk}")
    sent = bo.post(f"{PASS_ON}?from={world.anna.pk}", passing([row], agnes))

    assert page.context["people"] == []
    assert sent.status_code == 422
    assert coaches_of(row) == ["Anna"]


def test_nothing_ticked_is_told_and_the_note_is_kept(
    world: World, anna: Client, agnes: Staff
) -> None:
    coached(world, world.anna)

    answer = anna.post(PASS_ON, passing([], agnes))

    assert answer.status_code == 422
    assert "Vill ha samtal på fredagar." in answer.text
