"""Reviews of the method: each their own answer, then one together; files only for who may read."""

import re
from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from framsteg import access
from framsteg.access.reading import fidelity as reading
from framsteg.actions import fidelity as actions
from framsteg.actions.recording import Conflict
from framsteg.blueprints.load import get
from framsteg.evaluation.fidelity.scale import IPS, STAGES, file_questions, scale_on
from framsteg.foundation.codes import FileReply, ReviewKind, Role
from framsteg.foundation.decision import Denied
from framsteg.records.models import AccessLogEntry, Event, FidelityReview
from framsteg.web import freshness
from framsteg.web.presenters.words import day
from tests.factories.world import World

pytestmark = pytest.mark.django_db
KEYS = scale_on(IPS, date(2026, 1, 1), get("natkraft")).keys


@pytest.fixture(autouse=True)
def snapshots(tmp_path, settings):
    settings.SNAPSHOTS = tmp_path / "snapshots"
    cache.clear()


@pytest.fixture
def world():
    found = World(today=timezone.localdate(), blueprint="natkraft")
    found.lead = found.staff("Lena", found.anna_org, Role.TEAM_LEAD)
    found.steers = found.staff("Sven", found.bo_org, Role.STEERING_MEMBER)
    found.evaluator = found.staff("Ulla", found.bo_org, Role.EVALUATOR)
    return found


def begin(world, *people, scale=IPS):
    return actions.begin(
        by=world.viewer(world.lead), programme_id=world.programme.pk, scale=scale,
        kind=ReviewKind.SELF, starts_on=world.today - timedelta(days=365), ends_on=world.today,
        reviewers=[one.pk for one in people or (world.lead, world.anna)],
    )  # fmt: skip


def agreed(world):
    review = begin(world)
    for key in KEYS:
        actions.share(by=world.viewer(world.lead), review_id=review, item=key, anchor=4,
                      note="Det vi enades om")  # fmt: skip
    version = reading.review(world.viewer(world.lead), review).line.version
    actions.agree(by=world.viewer(world.lead), review_id=review, summary="Bra.", version=version)
    return review


def test_a_review_is_begun_answered_and_agreed_on_its_pages(client, world):
    client.force_login(world.lead)
    begun = client.post(
        reverse("reviews:begin", args=[world.programme.key]),
        {"scale": STAGES, "kind": "self", "starts_on": "2025-01-01", "last_day": "2025-12-31",
         "reviewers": [world.lead.pk]},
    )  # fmt: skip
    review = FidelityReview.unscoped.get()
    assert begun.url == reverse("reviews:show", args=[review.pk])
    phases = [phase.key for phase in get("natkraft").phases]
    for key in phases:
        page = reverse("reviews:item", args=[review.pk, key])
        for which, prefix in (("own", "own"), ("shared", "shared")):
            answer = {"which": which, f"{prefix}-anchor": "3", f"{prefix}-note": "", "version": ""}
            assert client.post(page, answer).status_code == 302

    done = client.post(
        reverse("reviews:agree", args=[review.pk]), {"summary": "Jämnt.", "version": "1"}
    )

    assert done.status_code == 302
    review.refresh_from_db()
    assert (review.state, review.ends_on) == ("agreed", date(2026, 1, 1))
    page = client.get(reverse("reviews:show", args=[review.pk])).content.decode()
    assert "Överenskommelse" in page


def test_a_review_lacking_answers_is_not_agreed_and_what_was_typed_stays(client, world):
    review = begin(world)
    client.force_login(world.lead)

    page = client.post(reverse("reviews:agree", args=[review]), {"summary": "Kvar", "version": 1})

    assert page.status_code == 422
    assert "25 punkter har inget gemensamt svar än." in page.content.decode()
    assert "Kvar" in page.content.decode()


def test_reviewers_see_each_others_answers_when_they_have_given_their_own(world):
    review, key = begin(world), KEYS[0]
    lead, anna = world.viewer(world.lead), world.viewer(world.anna)
    actions.answer(by=lead, review_id=review, item=key, anchor=5, note="Fullt")

    assert reading.review(anna, review).answers[key] == ()

    actions.answer(by=anna, review_id=review, item=key, anchor=3)
    assert [a.anchor for a in reading.review(anna, review).answers[key]] == [3, 5]


def test_two_windows_on_one_shared_answer_meet(world):
    review, lead = begin(world), world.viewer(world.lead)
    actions.share(by=lead, review_id=review, item=KEYS[0], anchor=3)
    actions.share(by=lead, review_id=review, item=KEYS[0], anchor=4, version=1)

    with pytest.raises(Conflict):
        actions.share(by=world.viewer(world.anna), review_id=review, item=KEYS[0], anchor=2,
                      version=1)  # fmt: skip


def test_notes_name_no_participant(world):
    world.case("Hemlige", "Person")
    review = begin(world)

    with pytest.raises(Denied, match="Person"):
        actions.answer(by=world.viewer(world.anna), review_id=review, item=KEYS[0], anchor=1,
                       note="Gällde Hemlige Person")  # fmt: skip


def test_a_steering_member_sees_what_was_agreed_and_no_notes_or_files(client, world):
    still_open, done = begin(world), agreed(world)
    client.force_login(world.steers)

    page = client.get(reverse("reviews:show", args=[done])).content.decode()

    assert "100 av 125: God programtrohet" in page
    assert "Det vi enades om" not in page
    for name in ("reviews:show", "samples:sample", "reviews:agree", "reviews:add_action"):
        assert client.get(reverse(name, args=[still_open])).status_code == 404
    for url in (
        reverse("samples:sample", args=[done]),
        reverse("reviews:item", args=[done, KEYS[0]]),
        reverse("reviews:begin", args=[world.programme.key]),
    ):
        assert client.get(url).status_code == 404


def test_a_stranger_finds_no_review(client, world):
    review = agreed(world)
    client.force_login(world.cecilia)

    assert client.get(reverse("reviews:show", args=[review])).status_code == 404
    assert client.get(reverse("reviews:overview", args=[world.programme.key])).status_code == 404


def test_the_sample_is_drawn_among_files_that_may_be_read_and_can_be_drawn_again(world):
    cases = {world.case(given=f"P{n}").pk for n in range(6)}
    world.case(owner=world.bo_org)
    review, anna = begin(world), world.viewer(world.anna)

    actions.draw(by=anna, review_id=review, size=3, seed=20260310)
    first = [line.case.enrolment_id for line in reading.sample(anna, review)]
    actions.draw(by=anna, review_id=review, size=3, seed=20260310)

    assert [line.case.enrolment_id for line in reading.sample(anna, review)] == first
    assert set(first) <= cases
    file = reading.review(anna, review)
    assert (file.seed, file.drawn_from, file.sample_size) == (20260310, 6, 3)
    assert Event.unscoped.filter(verb="sampling.draw").exists()
    assert Event.unscoped.filter(verb="sampling.take", enrolment_id__in=first).count() == 6


def test_a_file_of_the_sample_is_read_and_answered_by_who_may_only(client, world):
    world.case("Hemlige", "Person")
    review = begin(world, world.anna, world.bo, world.evaluator)
    actions.draw(by=world.viewer(world.anna), review_id=review, size=1, seed=1)
    (line,) = reading.sample(world.viewer(world.anna), review)
    page = reverse("samples:answer", args=[review, line.sampled_id])

    for person in (world.bo, world.evaluator):
        client.force_login(person)
        assert client.get(page).status_code == 404
        shown = client.get(reverse("samples:sample", args=[review])).content.decode()
        assert "Hemlige" not in shown
        with pytest.raises(access.NotFound):
            actions.answer_file(by=world.viewer(person), sampled_id=line.sampled_id,
                                question=file_questions()[0].key, reply=FileReply.YES)  # fmt: skip
    before = AccessLogEntry.unscoped.filter(staff_id=world.anna.pk).count()
    client.force_login(world.anna)
    sent = client.post(page, {f"{file_questions()[0].key}_reply": "yes"})

    assert sent.status_code == 302
    assert AccessLogEntry.unscoped.filter(staff_id=world.anna.pk).count() > before
    counted = reading.review(world.viewer(world.anna), review).file_answers
    assert counted[file_questions()[0].key][FileReply.YES] == 1
    with pytest.raises(Denied):
        actions.draw(by=world.viewer(world.anna), review_id=review, size=1, seed=2)


def agreed_on_its_page(client, world):
    """Agreed by the lead on the page, so that the computed basis is kept."""
    review = begin(world)
    for key in KEYS:
        actions.share(by=world.viewer(world.lead), review_id=review, item=key, anchor=4)
    client.force_login(world.lead)
    stands = reading.review(world.viewer(world.lead), review).line.version
    sent = client.post(
        reverse("reviews:agree", args=[review]), {"summary": "Bra.", "version": stands}
    )
    assert sent.status_code == 302
    return review


def late_logging(world):
    """Somebody is found to have been enrolled during the review's period, and figures anew."""
    world.case(given="Sent", enrolled_on=world.today - timedelta(days=90))
    freshness.renewed(world.viewer(world.lead))


def basis_on(client, review, item="caseload_size"):
    page = client.get(reverse("reviews:item", args=[review, item])).content.decode()
    return re.findall(r"Inskrivna utan huvudcoach: \d+", page), page


def test_later_logging_does_not_change_the_basis_of_an_agreed_review(client, world):
    for n in range(3):
        world.case(given=f"P{n}", enrolled_on=world.today - timedelta(days=90))
    review = agreed_on_its_page(client, world)
    still_open = begin(world)
    late_logging(world)

    kept, page = basis_on(client, review)

    assert kept == ["Inskrivna utan huvudcoach: 3"]
    assert f"Som det stod {day(world.today)}." in page
    following, page = basis_on(client, still_open)
    assert following == ["Inskrivna utan huvudcoach: 4"]
    assert f"Som det stod {day(world.today)}." not in page
    assert (
        f"Som det stod {day(world.today)}."
        in client.get(reverse("reviews:show", args=[review])).content.decode()
    )


def test_a_review_that_is_opened_again_follows_the_work_until_agreed_on_anew(client, world):
    for n in range(3):
        world.case(given=f"P{n}", enrolled_on=world.today - timedelta(days=90))
    review = agreed_on_its_page(client, world)
    late_logging(world)

    actions.reopen(by=world.viewer(world.lead), review_id=review)

    assert FidelityReview.unscoped.get(pk=review).basis is None
    assert basis_on(client, review)[0] == ["Inskrivna utan huvudcoach: 4"]


def test_who_steers_reads_the_kept_basis_with_small_numbers_hidden(client, world):
    for n in range(3):
        world.case(given=f"P{n}", enrolled_on=world.today - timedelta(days=90))
    review = agreed_on_its_page(client, world)
    page = reverse("reviews:show", args=[review])
    lead = client.get(page).content.decode()
    client.force_login(world.steers)

    steers = client.get(page).content.decode()

    assert "Inskrivna utan huvudcoach: 3" not in steers
    assert "visas inte, så att ingen kan kännas igen" in steers
    assert "visas inte, så att ingen kan kännas igen" not in lead


def test_a_review_that_was_agreed_without_its_basis_says_so(client, world):
    review = agreed(world)
    client.force_login(world.lead)

    page = client.get(reverse("reviews:show", args=[review])).content.decode()

    assert "Det sparades inte när granskarna enades" in page


def test_what_is_to_be_done_is_marked_and_can_be_undone(client, world):
    review = begin(world)
    client.force_login(world.lead)
    client.post(
        reverse("reviews:add_action", args=[review]),
        {"what": "Mötas varje vecka", "responsible_id": world.anna.pk, "due_on": "2026-12-01"},
    )
    (todo,) = reading.actions_of(world.viewer(world.lead), world.programme.pk, is_open=True)

    client.post(reverse("reviews:done", args=[todo.action_id]), {"done": "yes"})

    assert reading.actions_of(world.viewer(world.lead), world.programme.pk, is_open=True) == ()
    client.post(reverse("reviews:done", args=[todo.action_id]), {"done": "no"})
    assert len(reading.actions_of(world.viewer(world.lead), world.programme.pk, is_open=True)) == 1


@pytest.mark.parametrize(("form", "begins"), [("pdf", b"%PDF"), ("docx", b"PK")])
def test_a_review_is_printed(client, world, form, begins):
    review = agreed(world)
    client.force_login(world.lead)

    file = client.get(reverse("reviews:print", args=[review, form]))

    assert file.content.startswith(begins)


def test_pages_ask_no_more_with_more_reviews(client, world, django_assert_max_num_queries):
    for _n in range(3):
        agreed(world)
    client.force_login(world.lead)
    client.get(reverse("reviews:overview", args=[world.programme.key]))

    with django_assert_max_num_queries(16):
        client.get(reverse("reviews:overview", args=[world.programme.key]))


def test_the_months_are_drawn_and_hidden_from_who_steers(client, world):
    for n in range(3):
        world.case(given=f"P{n}", enrolled_on=world.today - timedelta(days=90))
    page = reverse("fidelity:show", args=[world.programme.key])
    client.force_login(world.lead)
    lead = client.get(page).content.decode()
    client.force_login(world.steers)

    steers = client.get(page).content.decode()

    assert "Inskrivna utan huvudcoach: 3" in lead
    assert "Inskrivna utan huvudcoach: 3" not in steers
    assert "visas inte, så att ingen kan kännas igen" in steers


def test_the_rows_behind_a_figure_are_those_that_may_be_read_and_reading_is_logged(client, world):
    shown = world.case("Ida", "Inne", enrolled_on=world.today - timedelta(days=90))
    world.case("Olle", "Ute", owner=world.bo_org, enrolled_on=world.today - timedelta(days=90))
    world.case("Gamla", "Gull", enrolled_on=world.today - timedelta(days=800))
    review = begin(world)
    page = reverse("fidelity_rows:of_review", args=[review, "days-to-employer"])
    client.force_login(world.lead)
    before = AccessLogEntry.unscoped.filter(enrolment_id=shown.pk).count()
    linked = client.get(reverse("reviews:item", args=[review, "rapid_search"])).content.decode()

    told = client.get(page).content.decode()

    assert page in linked
    assert "Ida Inne" in told
    assert "Ute" not in told
    assert "Gamla" not in told
    assert "1 till är räknad som du inte får läsa." in told
    assert AccessLogEntry.unscoped.filter(enrolment_id=shown.pk).count() > before


def test_who_reads_protected_figures_gets_no_rows_and_no_number_of_them(client, world):
    world.case("Ida", "Inne", enrolled_on=world.today - timedelta(days=90))
    review = begin(world, world.lead, world.evaluator)
    page = reverse("fidelity_rows:of_review", args=[review, "days-to-employer"])

    for person in (world.evaluator, world.steers, world.cecilia):
        client.force_login(person)
        assert client.get(page).status_code == 404
    client.force_login(world.lead)
    assert client.get(page).status_code == 200
    assert client.get(page.replace("days-to-employer", "no-such")).status_code == 404
