"""The team at work: meetings, supervision, an absence with its cover, a crisis, planned exits."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from framsteg import access
from framsteg.access import CaseFile, CaseLine, Viewer
from framsteg.access.files import Journey
from framsteg.access.reading import meetings as reading
from framsteg.actions import cover, meetings
from framsteg.blueprints.schema import ExitKind
from framsteg.config.demo.lives import Setting, on
from framsteg.foundation.codes import (
    AbsenceReason,
    MeetingKind,
    Place,
    SupervisionTopic,
)

ZONE = ZoneInfo("Europe/Stockholm")
TOPICS = (
    (SupervisionTopic.EMPLOYERS, SupervisionTopic.OUT_TOGETHER),
    (SupervisionTopic.JOB_SEARCH,),
    (SupervisionTopic.SUPPORT_AT_WORK, SupervisionTopic.METHOD),
    (SupervisionTopic.ENGAGEMENT, SupervisionTopic.WORKLOAD),
)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """A moment by the clock on the wall."""
    return datetime.combine(day, time(hour, minute), tzinfo=ZONE).astimezone(UTC)


def weekday(day: date) -> date:
    """The day itself, or the Monday after a weekend."""
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)


def utsikten(setting: Setting, today: date) -> None:
    """A team from four authorities, one of whom is away this week."""
    anna, bo, _camilla, david = setting.coaches
    mine = access.my_cases(anna)
    _away(setting, david, anna, today)
    _person_meetings(setting, anna, mine, today)
    _first_talk(setting, anna, mine[-1], today)
    cover.note_crisis(
        by=anna, enrolment_id=mine[1].enrolment_id, on=today - timedelta(days=3),
        note="Sover dåligt och vill ha korta möten. Ring före, och fråga om kvällen.",
    )  # fmt: skip
    for line, days in zip(mine[2:5], (20, 45, 160), strict=False):
        _plan_end(anna, line, today + timedelta(days=days))
    cover.name_back_up(
        by=anna, enrolment_id=mine[0].enrolment_id,
        staff_id=_other(mine[0], setting.coaches), on=today,
    )  # fmt: skip
    last = _team_meeting(setting, anna, weekday(today - timedelta(days=7)), today)
    _team_meeting(setting, anna, weekday(today + timedelta(days=1)), today)
    for what, responsible, days in (
        ("Fråga mottagningen om tid för gemensamt möte", anna, -1),
        ("Boka lokal för informationsträffen", bo, 4),
        ("Skriva ihop vad vi lovar arbetsgivare", anna, 6),
    ):
        meetings.decide(
            by=anna, meeting_id=last, what=what, responsible_id=responsible.staff_id or 0,
            due_on=today + timedelta(days=days),
        )  # fmt: skip


def varna(setting: Setting, lead: Viewer, today: date) -> None:
    """One specialist, with a supervision every week but one."""
    eva = setting.coaches[0]
    monday = today - timedelta(days=today.weekday())
    for back, topics in enumerate(TOPICS, start=1):
        if back == 3:
            continue  # the week that was missed
        day = monday - timedelta(weeks=back) + timedelta(days=2)
        by = on(lead, day)
        meeting_id = _book(setting, by, MeetingKind.SUPERVISION, at(day, 13), 45, eva)
        meetings.note(
            by=by, meeting_id=meeting_id, held=True, came=_guests(by, meeting_id), notes="",
            topics=topics, version=None, now=at(day, 15),
        )  # fmt: skip
    coming = weekday(today + timedelta(days=1))
    _book(setting, lead, MeetingKind.SUPERVISION, at(coming, 13), 45, eva)
    for line in access.my_cases(eva)[:3]:
        _plan_end(eva, line, None)


def _away(setting: Setting, who: Viewer, instead: Viewer, today: date) -> None:
    cover.be_away(
        by=who, programme_id=setting.programme_id, staff_id=who.staff_id or 0,
        starts_on=today - timedelta(days=1), ends_on=today + timedelta(days=6),
        reason=AbsenceReason.TRAINING, cover_id=instead.staff_id,
    )  # fmt: skip


def _person_meetings(
    setting: Setting, by: Viewer, lines: tuple[CaseLine, ...], today: date
) -> None:
    booked = (
        (0, 9, 30, MeetingKind.PERSON, Place.COMMUNITY, "Kaféet vid torget"),
        (0, 14, 0, MeetingKind.INTERVIEW, Place.WORKPLACE, ""),
        (1, 10, 0, MeetingKind.PERSON, Place.OFFICE, ""),
        (2, 13, 15, MeetingKind.PERSON, Place.HOME, ""),
        (5, 9, 0, MeetingKind.INTERVIEW, Place.WORKPLACE, ""),
    )
    for line, (days, hour, minute, kind, place, where) in zip(lines, booked, strict=False):
        meetings.book(
            by=by, programme_id=setting.programme_id, kind=kind, minutes=45, place=place,
            starts_at=at(today + timedelta(days=days), hour, minute), now=at(today, 8),
            where=where, enrolment_id=line.enrolment_id, about="Gå igenom nästa steg.",
            invite=False,
        )  # fmt: skip


def _first_talk(setting: Setting, by: Viewer, line: CaseLine, today: date) -> None:
    day = weekday(today - timedelta(days=4))
    day = day if day < today else today - timedelta(days=1)
    programme = access.programme(by, setting.blueprint.key)
    meeting_id = meetings.book(
        by=on(by, day), programme_id=setting.programme_id, kind=MeetingKind.FIRST_TALK,
        starts_at=at(day, 10), minutes=60, place=Place.OFFICE, now=at(day, 8),
        enrolment_id=line.enrolment_id, about="Vad var och en kan bidra med.",
        organisation_ids=[o.organisation_id for o in programme.organisations], invite=False,
    )  # fmt: skip
    came = _guests(by, meeting_id)
    meetings.note(
        by=by, meeting_id=meeting_id, held=True, came=came[:-1], notes="Vi ses igen om en månad.",
        topics=(), version=None, now=at(day, 12),
    )  # fmt: skip


def _team_meeting(setting: Setting, by: Viewer, day: date, today: date) -> int:
    others = setting.coaches[1:]
    meeting_id = meetings.book(
        by=on(by, min(day, today)), programme_id=setting.programme_id, kind=MeetingKind.TEAM,
        starts_at=at(day, 8, 30), minutes=90, place=Place.OFFICE, where="Stora rummet",
        now=at(min(day, today), 7), staff_ids=[c.staff_id or 0 for c in others], invite=False,
        about="1. Nya sedan sist\n2. Vilka behöver något av oss nu\n3. Arbetsgivare att besöka",
    )  # fmt: skip
    if day < today:
        meetings.note(
            by=by, meeting_id=meeting_id, held=True, came=_guests(by, meeting_id)[:-1],
            notes="Vi delar upp besöken i industriområdet. Gemensam informationsträff i vår.",
            topics=(), version=None, now=at(day, 11),
        )  # fmt: skip
    return meeting_id


def _book(
    setting: Setting, by: Viewer, kind: MeetingKind, starts_at: datetime, minutes: int, who: Viewer
) -> int:
    return meetings.book(
        by=by, programme_id=setting.programme_id, kind=kind, starts_at=starts_at, minutes=minutes,
        place=Place.OFFICE, now=starts_at - timedelta(hours=2), staff_ids=[who.staff_id or 0],
        invite=False,
    )  # fmt: skip


def _guests(by: Viewer, meeting_id: int) -> list[int]:
    return [g.guest_id for g in reading.meeting(by, meeting_id).guests]


def _plan_end(by: Viewer, line: CaseLine, day: date | None) -> None:
    file: CaseFile = access.case_file(by, line.enrolment_id)
    if isinstance(file.journey, Journey) and file.journey.exited_on is None:
        cover.plan_end(
            by=by, enrolment_id=line.enrolment_id, on=day, version=file.journey.version,
            ends=ExitKind.PLANNED if day else ExitKind.TIME_UNLIMITED,
        )  # fmt: skip


def _other(line: CaseLine, coaches: tuple[Viewer, ...]) -> int:
    """A colleague who is not main coach of the person."""
    held = {c.staff_id for c in line.coaches} if isinstance(line.coaches, tuple) else set()
    return next(c.staff_id or 0 for c in coaches if c.staff_id not in held)
