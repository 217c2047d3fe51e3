"""What was typed is not lost: kept while writing and when the session ends, for its writer."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from framsteg import access
from framsteg.actions import drafts
from framsteg.config import tasks
from framsteg.records.models import Contact, Draft, Enrolment
from tests.factories.world import World

WORDS = "Vi pratade om bageriet på torget."


@pytest.fixture
def world(db: None) -> World:
    return World(today=timezone.localdate())


@pytest.fixture
def case(world: World) -> Enrolment:
    return world.case()


@pytest.fixture
def form(case: Enrolment) -> str:
    return reverse("contacts:log_with", args=[case.pk])


@pytest.fixture
def anna(world: World, client: Client) -> Client:
    client.force_login(world.anna)
    return client


def sent(case: Enrolment, **values: str) -> dict[str, str]:
    return {"enrolment_id": str(case.pk), "on": date.today().isoformat(), "channel": "visit",
            "place": "community", "note": WORDS, **values}  # fmt: skip


def keep(client: Client, form: str, case: Enrolment, **values: str) -> None:
    client.post(f"{reverse('drafts:keep')}?at={form}", sent(case, **values))


def test_a_draft_is_offered_resumed_and_gone_when_saved(
    anna: Client, case: Enrolment, form: str
) -> None:
    keep(anna, form, case)

    offered = anna.get(form)
    resumed = anna.get(form, {"draft": "1"})
    anna.post(form, sent(case))

    assert WORDS not in offered.text and "?draft=1" in offered.text
    assert WORDS in resumed.text
    assert Contact.unscoped.get().note == WORDS
    assert not Draft.unscoped.exists()
    assert "?draft=1" not in anna.get(form).text


def test_a_draft_can_be_thrown_away(anna: Client, case: Enrolment, form: str) -> None:
    keep(anna, form, case)

    answer = anna.post(reverse("drafts:discard"), {"at": form})

    assert answer.url == form
    assert not Draft.unscoped.exists()


def test_the_way_back_from_a_draft_leads_nowhere_else(anna: Client) -> None:
    answer = anna.post(reverse("drafts:discard"), {"at": "https://example.org/"})

    assert answer.url == "/"


def test_nobody_reads_the_draft_of_another(
    anna: Client, world: World, case: Enrolment, form: str
) -> None:
    keep(anna, form, case)
    colleague = world.staff("Kim", world.anna_org, "employment_specialist")
    client = Client()
    client.force_login(colleague)

    assert access.draft(world.viewer(colleague), form) is None
    assert WORDS not in client.get(form, {"draft": "1"}).text


def test_an_emptied_form_leaves_no_draft(anna: Client, form: str) -> None:
    anna.post(f"{reverse('drafts:keep')}?at={form}", {"note": WORDS})
    anna.post(f"{reverse('drafts:keep')}?at={form}", {"note": " "})

    assert not Draft.unscoped.exists()


@pytest.mark.parametrize("at", ["", "https://example.org/", "/" + "x" * 300])
def test_no_draft_is_kept_of_an_address_that_is_none(anna: Client, at: str) -> None:
    anna.post(f"{reverse('drafts:keep')}?at={at}", {"note": WORDS})

    assert not Draft.unscoped.exists()


def test_drafts_age_out_after_two_weeks(anna: Client, case: Enrolment, form: str) -> None:
    keep(anna, form, case)
    Draft.unscoped.update(kept_at=timezone.now() - drafts.KEPT + timedelta(minutes=1))
    tasks.tidy.func()
    kept = Draft.unscoped.count()
    Draft.unscoped.update(kept_at=timezone.now() - drafts.KEPT - timedelta(minutes=1))

    tasks.tidy.func()

    assert (kept, Draft.unscoped.count()) == (1, 0)


def end_session(client: Client) -> None:
    del client.cookies["framsteg_session"]


def test_a_form_sent_after_the_session_ended_comes_back_filled(
    anna: Client, world: World, case: Enrolment, form: str
) -> None:
    anna.get(form)
    end_session(anna)

    answer = anna.post(form, sent(case))
    anna.force_login(world.anna)
    back = anna.get(form, {"draft": "1"})

    assert "draft%3D1" in answer.url and answer.url.startswith("/konto/login/")
    assert not Contact.unscoped.exists()
    assert WORDS in back.text


def test_who_logs_in_after_another_does_not_get_their_words(
    anna: Client, world: World, case: Enrolment, form: str
) -> None:
    anna.get(form)
    end_session(anna)
    anna.post(form, sent(case))
    anna.force_login(world.staff("Kim", world.anna_org, "employment_specialist"))

    assert WORDS not in anna.get(form, {"draft": "1"}).text


def test_after_a_log_out_by_choice_nothing_is_kept(
    anna: Client, case: Enrolment, form: str
) -> None:
    anna.get(form)
    anna.post(reverse("account_logout"))

    anna.post(form, sent(case))

    assert not Draft.unscoped.exists()


def test_a_forged_writer_keeps_nothing(client: Client, case: Enrolment, form: str) -> None:
    client.cookies["framsteg_writer"] = "1:forged"

    client.post(form, sent(case))

    assert not Draft.unscoped.exists()


def test_a_button_keeps_the_draft_where_there_is_no_script(
    anna: Client, case: Enrolment, form: str
) -> None:
    page = anna.get(form).text
    answer = anna.post(form, {**sent(case), "keep_draft": "1"}, follow=True)

    assert '<noscript><button class="ds-button"' in page
    assert not Contact.unscoped.exists()
    assert Draft.unscoped.get().words["note"] == [WORDS]
    assert "keep_draft" not in Draft.unscoped.get().words
    assert WORDS in answer.text


def test_an_unfinished_form_is_kept_as_it_is(anna: Client, case: Enrolment, form: str) -> None:
    unfinished = {**sent(case), "channel": "", "on": "i går"}

    answer = anna.post(form, {**unfinished, "keep_draft": "1"}, follow=True)

    assert answer.status_code == 200
    assert WORDS in answer.text


def test_a_form_without_long_words_has_no_such_button(anna: Client, case: Enrolment) -> None:
    page = anna.get(reverse("enrolments:contact_details", args=[case.pk])).text

    assert "keep_draft" not in page
