"""Meetings, an absence and a crisis, so that the team's pages have something on them."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from framsteg.actions import cover, meetings
from framsteg.foundation.codes import AbsenceReason, MeetingKind, Place
from tests.functional.stage import Team

PAGES: dict[str, dict[str, Any]] = {
    "moten/": {},
    "moten/nytt/": {},
    "moten/<int:meeting_id>/": {},
    "moten/<int:meeting_id>/andra/": {},
    "moten/<int:meeting_id>/stall-in/": {},
    "moten/<int:meeting_id>/hur-det-gick/": {},
    "moten/<int:meeting_id>/dagordning/": {"meeting_id": "team"},
    "moten/kalender/": {},
    "deltagare/<int:enrolment_id>/moten/": {},
    "deltagare/<int:enrolment_id>/i-korthet/": {},
    "deltagare/<int:enrolment_id>/reservcoach/": {},
    "deltagare/<int:enrolment_id>/kris/": {},
    "deltagare/<int:enrolment_id>/planerat-slut/": {},
    "insatser/<slug:key>/team/": {},
    "insatser/<slug:key>/team/handledning/": {},
    "insatser/<slug:key>/team/franvaro/": {},
    "insatser/<slug:key>/team/franvaro/<int:absence_id>/": {},
    "insatser/<slug:key>/team/franvaro/<int:absence_id>/ta-bort/": {},
}
NOT_PAGES = {
    "moten/<int:meeting_id>/beslut/", "atgarder/<int:action_id>/klar/",
    "moten/kalender/ny-adress/", "moten/kalender/avsluta/", "moten/kalender/besked/",
    "kalender/<str:token>.ics",
}  # fmt: skip


def ids(team: Team, known: dict[str, Any]) -> dict[str, Any]:
    """Books, decides and notes as Anna; the ids by which the pages are opened."""
    person = known["enrolment_id"]
    by = team.viewer("Anna Ek")
    now = timezone.now()
    meeting, weekly, _supervision = (
        meetings.book(
            by=by, programme_id=team.programme_id, kind=kind, starts_at=now + timedelta(hours=1),
            minutes=45, place=Place.OFFICE, now=now, enrolment_id=about, about="Nästa vecka.",
            staff_ids=[team.staff["Bo Berg"].pk],
        )
        for kind, about in (
            (MeetingKind.PERSON, person), (MeetingKind.TEAM, None), (MeetingKind.SUPERVISION, None),
        )
    )  # fmt: skip
    for about in (None, person):
        meetings.decide(
            by=by, meeting_id=weekly, what="Ringa mottagningen", responsible_id=by.staff_id or 0,
            due_on=by.today - timedelta(days=1), enrolment_id=about,
        )  # fmt: skip
    absence = cover.be_away(
        by=by, programme_id=team.programme_id, staff_id=by.staff_id or 0,
        starts_on=by.today + timedelta(days=9), ends_on=None, reason=AbsenceReason.HOLIDAY,
        cover_id=team.staff["Bo Berg"].pk,
    )  # fmt: skip
    cover.note_crisis(by=by, enrolment_id=person, on=by.today, note="Sover lite. Vill ha lugn.")
    return {"meeting_id": meeting, "meeting_id:team": weekly, "absence_id": absence}
