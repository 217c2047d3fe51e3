"""What leaves for calendars and mail: times and kinds of place, and no person."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from framsteg.access.reading import calendar
from framsteg.actions import calendars, meetings
from framsteg.foundation.codes import (
    Role,
)
from framsteg.records.models import (
    CalendarFeed,
    Enrolment,
)
from framsteg.web import mailing
from tests.factories.world import World
from tests.integration.meeting_world import anna, booked, maja, tomorrow, with_maja, world

pytestmark = pytest.mark.django_db


__all__ = ["anna", "maja", "world"]  # fixtures


# ── What leaves ────────────────────────────────────────────────────────────────────────────────


def test_feed_tells_times_in_stockholm_and_no_names(
    world: World, client: Client, maja: Enrolment
) -> None:
    at = datetime(timezone.now().year + 1, 3, 31, 7, 30, tzinfo=UTC)
    at = at if at < timezone.now() + calendar.AHEAD else tomorrow()
    with_maja(world, maja, where="Hos Majas mamma", starts_at=at)
    token = calendars.renew_feed(by=world.viewer(world.anna))

    answer = client.get(f"/kalender/{token}.ics")

    text = answer.content.decode()
    event = Calendar.from_ical(text).walk("VEVENT")[0]
    assert answer["Content-Type"].startswith("text/calendar")
    assert (str(event["summary"]), str(event["location"])) == ("Möte", "På vårt kontor")
    assert event.decoded("dtstart") == at
    assert str(event.decoded("dtstart").tzinfo) == "Europe/Stockholm"
    assert "BEGIN:VTIMEZONE" in text
    assert not any(name in text for name in ("Maja", "Holmkvist", "mamma", "Anna"))


def test_feed_is_the_same_until_something_changes(world: World, client: Client) -> None:
    meeting_id = booked(world)
    token = calendars.renew_feed(by=world.viewer(world.anna))
    first = client.get(f"/kalender/{token}.ics")

    again = client.get(f"/kalender/{token}.ics", headers={"If-None-Match": first["ETag"]})
    meetings.change(
        by=world.viewer(world.anna), meeting_id=meeting_id, version=1,
        starts_at=timezone.now() + timedelta(days=2),
    )  # fmt: skip
    moved = client.get(f"/kalender/{token}.ics", headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert moved.status_code == 200
    assert "SEQUENCE:1" in moved.content.decode()


def test_address_is_kept_as_a_hash_and_a_new_one_ends_the_old(
    world: World, client: Client, anna: Client
) -> None:
    first = calendars.renew_feed(by=world.viewer(world.anna))
    page = anna.post("/moten/kalender/ny-adress/").content.decode()
    shown_again = anna.get("/moten/kalender/").content.decode()

    row = CalendarFeed.unscoped.get(revoked_on=None)
    assert client.get(f"/kalender/{first}.ics").status_code == 404
    assert "/kalender/" in page and ".ics" in page
    assert ".ics" not in shown_again
    assert first not in str(CalendarFeed.unscoped.values_list())
    assert len(row.token_hash) == 64


def test_revoked_address_and_one_of_somebody_who_left_answer_nothing(
    world: World, client: Client
) -> None:
    bo = calendars.renew_feed(by=world.viewer(world.bo))
    anna = calendars.renew_feed(by=world.viewer(world.anna))
    calendars.revoke_feed(by=world.viewer(world.anna))
    world.bo.is_active = False
    world.bo.save()

    answers = [client.get(f"/kalender/{token}.ics").status_code for token in (anna, bo, "gissning")]

    assert answers == [404, 404, 404]


def test_invitation_goes_to_each_alone_with_no_more_than_time_and_kind_of_place(
    world: World, maja: Enrolment
) -> None:
    asta = world.staff("Asta", world.anna_org, Role.EMPLOYMENT_SPECIALIST)
    meeting_id = with_maja(world, maja)
    meetings.change(
        by=world.viewer(world.anna), meeting_id=meeting_id, version=1,
        staff_ids=[world.bo.pk, asta.pk], organisation_ids=[],
    )  # fmt: skip

    mailing.send_invitations.func(meeting_id, [])
    mailing.send_invitations.func(meeting_id, [])

    assert sorted(m.to for m in mail.outbox) == sorted([[world.bo.email], [asta.email]])
    for letter in mail.outbox:
        whole = letter.message().as_string()
        event = _event(letter)
        assert letter.subject == "Möte"
        assert 'method="REQUEST"' in whole
        assert str(event["attendee"]) == f"mailto:{letter.to[0]}"
        assert not any(n in letter.body + event.to_ical().decode() for n in ("Maja", "Anna"))


def test_cancelled_meeting_is_told_to_those_who_were_invited(world: World) -> None:
    meeting_id = booked(world, staff_ids=[world.bo.pk])
    mailing.send_invitations.func(meeting_id, [])
    meetings.cancel(by=world.viewer(world.anna), meeting_id=meeting_id)

    mailing.send_left_invitations.func()

    first, last = (_event(letter) for letter in mail.outbox)
    assert first["uid"] == last["uid"]
    assert (str(last["status"]), int(last["sequence"])) == ("CANCELLED", 1)
    assert 'method="CANCEL"' in mail.outbox[1].message().as_string()


def test_who_is_no_longer_asked_is_told(world: World) -> None:
    meeting_id = booked(world, staff_ids=[world.bo.pk])
    mailing.send_invitations.func(meeting_id, [])
    gone = meetings.change(
        by=world.viewer(world.anna), meeting_id=meeting_id, version=1, staff_ids=[],
        organisation_ids=[],
    )  # fmt: skip

    mailing.send_invitations.func(meeting_id, gone)

    assert [letter.to for letter in mail.outbox] == [[world.bo.email]] * 2
    assert str(_event(mail.outbox[1])["status"]) == "CANCELLED"


def test_a_mail_that_fails_is_tried_again(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    meeting_id = booked(world, staff_ids=[world.bo.pk])

    def refuse(*_args: Any, **_kwargs: Any) -> None:
        raise OSError("no answer")

    with monkeypatch.context() as patched:
        patched.setattr("framsteg.integrations.mail.send_invitation", refuse)
        mailing.send_invitations.func(meeting_id, [])
    mailing.send_left_invitations.func()

    assert len(mail.outbox) == 1


def test_booking_without_mail_tells_nobody(world: World) -> None:
    booked(world, staff_ids=[world.bo.pk], invite=False)

    mailing.send_left_invitations.func()

    assert mail.outbox == []


def _event(letter: Any) -> Any:
    part = next(p for p in letter.message().walk() if p.get_content_type() == "text/calendar")
    return Calendar.from_ical(part.get_payload(decode=True)).walk("VEVENT")[0]
