"""A task done once more changes nothing: a worker may be killed before it says it is done."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from framsteg.actions import contacts, emergencies, sections
from framsteg.actions.imports import uploads
from framsteg.config import tasks as chores
from framsteg.foundation.codes import Channel, Part, Place, Role
from framsteg.records.models import ImportBatch, Staff
from framsteg.web import lists, mailing, notices, steering_tasks, tasks
from framsteg.web.presenters.background import TASKS
from tests.factories.world import World
from tests.integration.meeting_world import booked

pytestmark = pytest.mark.django_db

LIST = "Löpnr;Kön;Inskriven;Initierad av\nA1;Kvinna;2025-01-10;Eget initiativ\n"

MAILS_AGAIN = {
    "tell_of_new_device", "tell_of_changed_log_in", "tell_officer_of_emergency",
}  # fmt: skip
"""What mails one person and notes nothing: better twice than not at all."""


@pytest.fixture
def world(tmp_path: Path, settings: Any) -> World:
    settings.MEDIA_ROOT, settings.SNAPSHOTS = tmp_path / "files", tmp_path / "snapshots"
    return World(today=timezone.localdate())


def lead(world: World) -> Staff:
    return world.staff("Lena", world.anna_org, Role.TEAM_LEAD)


def uploaded(world: World, who: Staff) -> int:
    leader = Client()
    leader.force_login(who)
    told = {"programme": world.programme.pk, "kind": "cases"}
    file = SimpleUploadedFile("lista.csv", LIST.encode())
    leader.post(reverse("imports:start"), {**told, "file": file})
    return ImportBatch.objects.latest("pk").pk


def list_to_check(world: World) -> tuple[Any, ...]:
    who = lead(world)
    upload = uploaded(world, who)
    uploads.begin(by=world.viewer(who), upload_id=upload, state="checking")
    return upload, who.pk, "sv"


def list_to_load(world: World) -> tuple[Any, ...]:
    who = lead(world)
    upload = uploaded(world, who)
    uploads.begin(by=world.viewer(who), upload_id=upload, state="applying")
    return upload, who.pk, "sv", False


def list_to_undo(world: World) -> tuple[Any, ...]:
    told = list_to_load(world)
    tasks.load_list.func(*told)
    batch = ImportBatch.objects.get(state="applied")
    lists.begin_undo(batch.pk)
    return batch.pk, told[1], "sv"


def list_left(world: World) -> tuple[Any, ...]:
    uploaded(world, lead(world))
    ImportBatch.objects.update(created_at=timezone.now() - timedelta(days=30))
    return ()


def meeting(world: World) -> tuple[Any, ...]:
    return booked(world, staff_ids=[world.bo.pk]), []


def meeting_left(world: World) -> tuple[Any, ...]:
    meeting(world)
    return ()


def emergency_over(world: World) -> tuple[Any, ...]:
    case = world.case()
    world.ground(case, world.bo_org, Part.CONTACTS)
    written = {"enrolment_id": case.pk, "part": Part.SUPPORT_NEEDS, "text": "x", "version": None}
    sections.write(by=world.viewer(world.anna), **written)
    emergencies.take(
        by=world.viewer(world.bo), enrolment_id=case.pk, parts=[Part.SUPPORT_NEEDS], hours=1,
        reason="Hittas inte, och kan vara i fara.", now=timezone.now() - timedelta(hours=2),
    )  # fmt: skip
    return ()


def officer(world: World) -> tuple[Any, ...]:
    return (world.staff("Oskar", world.anna_org, Role.DATA_PROTECTION_OFFICER).pk,)


def officers(world: World) -> tuple[Any, ...]:
    officer(world)
    return (world.programme.pk,)


def something_due(world: World) -> tuple[Any, ...]:
    """Work, logs and summaries that are to be gone through."""
    case = world.case()
    contacts.log(
        by=world.viewer(world.anna), enrolment_id=case.pk, on=world.today,
        channel=Channel.PHONE, place=Place.REMOTE, next_step="Ringa", next_step_on=world.today,
    )  # fmt: skip
    return ()


Prepared = Callable[[World], tuple[Any, ...]]
DONE: dict[str, tuple[Any, Prepared]] = {
    "renew_snapshot": (tasks.renew_snapshot, something_due),
    "check_list": (tasks.check_list, list_to_check),
    "load_list": (tasks.load_list, list_to_load),
    "undo_list": (tasks.undo_list, list_to_undo),
    "clear_uploads": (tasks.clear_uploads, list_left),
    "send_invitations": (mailing.send_invitations, meeting),
    "send_left_invitations": (mailing.send_left_invitations, meeting_left),
    "send_digests": (mailing.send_digests, something_due),
    "tell_of_new_device": (notices.tell_of_new_device, officer),
    "tell_of_changed_log_in": (notices.tell_of_changed_log_in, officer),
    "tell_of_emergency": (notices.tell_of_emergency, officers),
    "tell_officer_of_emergency": (notices.tell_officer_of_emergency, officer),
    "end_emergencies": (notices.end_emergencies, emergency_over),
    "make_steering_packs": (steering_tasks.make_steering_packs, something_due),
    "check_summaries": (chores.check_summaries, something_due),
    "seal_logs": (chores.seal_logs, something_due),
    "load_adverts": (chores.load_adverts, something_due),
    "tidy": (chores.tidy, something_due),
}


def everything() -> dict[str, list[Any]]:
    """Every row there is, and every mail that was sent; tasks that wait stand beside."""
    models = apps.get_app_config("records").get_models(include_auto_created=True)
    rows = {
        model._meta.label: sorted(map(repr, model._base_manager.values_list())) for model in models
    }
    return rows | {"mail": sorted((letter.to[0], letter.subject) for letter in mail.outbox)}


@pytest.mark.parametrize("name", DONE)
def test_a_task_done_twice_has_done_what_it_does_once(name: str, world: World) -> None:
    task, prepare = DONE[name]
    arguments = prepare(world)

    task.func(*arguments)
    once = everything()
    task.func(*arguments)
    twice = everything()

    if name in MAILS_AGAIN:
        assert (len(once.pop("mail")), len(twice.pop("mail"))) == (1, 2)
    assert once == twice


def test_every_task_is_in_the_table() -> None:
    assert DONE.keys() == TASKS.keys()


def test_a_notice_that_cannot_be_sent_fails_its_task_and_so_is_tried_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: Any, **_kwargs: Any) -> None:
        raise OSError("no answer")

    monkeypatch.setattr("framsteg.integrations.mail.send_notice", refuse)

    with pytest.raises(OSError):
        notices.tell_officer_of_emergency.func(*officer(world))


def test_each_officer_is_told_by_a_task_of_their_own(world: World) -> None:
    first, second = officer(world)[0], officer(world)[0]

    notices.tell_of_emergency.func(world.programme.pk)

    waiting = DBTaskResult.objects.values_list("task_path", "args_kwargs")
    assert {path.rsplit(".", 1)[-1] for path, _told in waiting} == {"tell_officer_of_emergency"}
    assert sorted(told["args"] for _path, told in waiting) == sorted([[first], [second]])
