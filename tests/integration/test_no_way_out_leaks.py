"""Every address, file, feed and mail of the site, opened by a partner who sees some of a file.

Three organisations have written in every part of one person's file; the person has said yes to
some parts of it. The addresses are the site's own: a new one is opened here without being named.
"""

from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from framsteg.actions import calendars
from framsteg.evaluation.measures import MEASURES
from framsteg.web import mailing
from tests.factories.shared_in_part import shared_in_part
from tests.factories.stand import WORD, Stand, addresses_of, noon
from tests.factories.surfaces import addresses, text_of
from tests.factories.world import TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def stand(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> Stand:
    settings.SNAPSHOTS = tmp_path / "snapshots"
    monkeypatch.setattr(timezone, "now", lambda: noon(TODAY))
    return shared_in_part()


def test_no_address_tells_a_partner_more_than_was_said_yes_to(stand: Stand) -> None:
    bo, told = stand.world.bo, stand.told
    told.known(enrolment_id=stand.case.pk, key=stand.world.programme.key, staff_id=bo.pk,
               employer_id=told.employer_id, job_id=told.job_id, why="night", slug="x",
               token=calendars.renew_feed(by=stand.viewer(bo)))  # fmt: skip
    for form, measure in zip(("csv", "xlsx", "json", "docx", "pdf"), MEASURES, strict=False):
        told.known(form=form, measure=measure)
    opened = addresses({name: _some(ids) for name, ids in told.ids.items()})

    for address in opened:
        stand.assert_kept(bo, text_of(stand.browser(bo), address), address)

    assert len(opened) > 250
    for address in addresses_of(stand):
        stand.assert_page_is_right(bo, address)


def _some(ids: list[Any]) -> list[Any]:
    """At most five or six, of everybody's: what stands at the others stands on the pages too."""
    return ids[:: max(1, len(ids) // 5)]


def test_search_finds_a_name_only_where_it_is_shared(stand: Stand) -> None:
    found = {}
    for staff in stand.coaches:
        browser = stand.browser(staff)
        browser.post("/deltagare/sok/", {"words": "kanariefamilj"})
        found[staff] = f'href="/deltagare/{stand.case.pk}/"' in text_of(browser, "/deltagare/")

    assert list(found.values()) == [True, False, False]


def test_no_mail_and_no_calendar_holds_a_word_of_anybody(stand: Stand) -> None:
    tokens = [calendars.renew_feed(by=stand.viewer(staff)) for staff in stand.coaches]
    for meeting in stand.told.ids["meeting_id"]:
        mailing.send_invitations.func(meeting, [])
    for staff in stand.coaches:
        assert mailing.tell(stand.viewer(staff), staff.email or "", today=TODAY)

    calendars_said = [text_of(Client(), f"/kalender/{token}.ics") for token in tokens]
    said = [letter.message().as_string() for letter in mail.outbox] + calendars_said

    assert len(mail.outbox) >= len(stand.coaches)
    assert all("BEGIN:VEVENT" in calendar for calendar in calendars_said)
    assert not WORD.search("".join(said))


def test_a_sensitive_unit_is_named_to_its_own_organisation_alone(stand: Stand) -> None:
    ((name, _owner),) = stand.told.units
    tove = stand.coaches[2]
    own = {staff.pk: text_of(stand.browser(staff), "/forfragningar/") for staff in stand.coaches}

    assert [name in own[staff.pk] for staff in stand.coaches] == [False, False, True]
    assert name in text_of(stand.browser(tove), f"/insatser/{stand.world.programme.key}/enheter/")
