"""The team's pages: load now and coming, who is away, supervision week by week, team meetings."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from framsteg import access
from framsteg.access import CaseLine, CaseQuery, Viewer
from framsteg.access.reading import leavers, team
from framsteg.access.reading import meetings as reading
from framsteg.access.reading.meetings import MeetingLine
from framsteg.access.reading.programmes import ProgrammeFile, ProgrammeLine
from framsteg.access.reading.team import AbsenceLine, LoadLine
from framsteg.blueprints.load import get
from framsteg.blueprints.schema import Blueprint, ExitKind
from framsteg.foundation.codes import EnquiryOutcome, MeetingState, Role, SupervisionTopic
from framsteg.foundation.period import Period
from framsteg.rules import capacity, caseload, deadlines, supervision
from framsteg.rules.supervision import Booked, Week
from framsteg.web import words
from framsteg.web.presenters import meetings as present
from framsteg.web.presenters.people import name_of
from framsteg.web.presenters.words import ago, day, said, span

SUPERVISION_WEEKS = 8
SHOWN = 50
WEEK_WORDS = {
    Week.HELD: ("success", "check"),
    Week.BOOKED: ("accent", "calendar-blank"),
    Week.AWAY: ("neutral", "suitcase"),
    Week.MISSING: ("warning", "warning-circle"),
    Week.NOT_YET: ("info", "hourglass"),
}


def team_page(viewer: Viewer, file: ProgrammeFile) -> dict[str, Any]:
    """The programme's load, seat by seat in alphabetical order, and who is away."""
    line, blueprint = file.line, blueprint_of(file.line)
    until = viewer.today + caseload.AHEAD
    loads = team.loads(
        viewer,
        line.programme_id,
        until=until,
        unlimited_by_default=blueprint.support.exit is ExitKind.TIME_UNLIMITED,
    )
    away = team.absences(viewer, line.programme_id, since=viewer.today)
    return {
        "places": _places(viewer, line, blueprint),
        "limits": _limits(blueprint),
        "bars": [_bar(one, blueprint) for one in loads],
        "top": _top(loads, blueprint),
        "columns": [
            {"label": _("Specialist")},
            {"label": _("Now"), "numeric": True},
            {"label": _("Planned to leave within three months"), "numeric": True},
            {"label": _("Support without time limit"), "numeric": True},
            {"label": _("Room")},
        ],
        "rows": [_load_row(one, blueprint) for one in loads],
        "away": [absence_row(one, line.key, viewer) for one in away],
        "is_lead": Role.TEAM_LEAD in viewer.roles_in(line.programme_id),
    }


def gone(viewer: Viewer, line: ProgrammeLine) -> list[dict[str, Any]]:
    """Those who have left with something that still waits for a colleague."""
    return [
        {
            "title": one.name,
            "url": reverse("leavers:hand_over", args=[line.key, one.staff_id]),
            "meta": ngettext("{n} thing waits", "{n} things wait", one.n).format(n=one.n),
            "icon": "warning-circle",
        }
        for one in leavers.gone(viewer, line.programme_id, now=timezone.now())
    ]


def blueprint_of(line: ProgrammeLine) -> Blueprint:
    return get(line.blueprint_key, line.blueprint_version)


def _places(viewer: Viewer, line: ProgrammeLine, blueprint: Blueprint) -> list[dict[str, Any]]:
    now, going = team.leaving(viewer, line.programme_id, until=viewer.today + caseload.AHEAD)
    counts = access.enquiry_counts(viewer, line.programme_id)
    load = capacity.places(blueprint, now, agreed=line.places)
    participants = f"{reverse('participants:list')}?programme={line.key}"
    enquiries = f"{reverse('enquiries:list')}?programme={line.key}"
    waiting = counts[EnquiryOutcome.OPEN] + counts[EnquiryOutcome.WAITING]
    left = now - going
    return [
        {"label": _("Enrolled now"), "value": now, "of": None, "href": participants,
         "note": words.render(load.words)},
        {"label": _("Planned to leave within three months"), "value": going, "of": None,
         "href": "", "note": _("then {n} are left").format(n=left)},
        {"label": _("Enquiries that wait"), "value": waiting, "of": None, "href": enquiries,
         "note": _("those that your organisation took in")},
    ]  # fmt: skip


def _limits(blueprint: Blueprint) -> str:
    limits = blueprint.team.caseload
    if limits is None:
        return _("The blueprint sets no limit for how many each specialist works with.")
    if limits.min is not None and limits.max is not None:
        return _("The blueprint says {least}–{most} persons for each specialist.").format(
            least=limits.min, most=limits.max
        )
    return _("The blueprint says at most {most} persons for each specialist.").format(
        most=limits.max
    )


def _top(loads: Iterable[LoadLine], blueprint: Blueprint) -> int:
    limits = blueprint.team.caseload
    most = limits.max if limits and limits.max else 0
    return max([most, 1, *(one.now for one in loads)])


def _coming(one: LoadLine) -> caseload.Coming:
    return caseload.Coming(now=one.now, leaving=one.leaving, unlimited=one.unlimited)


def _bar(one: LoadLine, blueprint: Blueprint) -> dict[str, Any]:
    coming = _coming(one)
    then = _("then {n}").format(n=coming.then) if coming.leaving else ""
    load = capacity.caseload(blueprint, one.now)
    return {
        "label": one.name,
        "value": one.now,
        "of": load.most or "",
        "note": then,
    }


def _load_row(one: LoadLine, blueprint: Blueprint) -> list[Any]:
    return [
        {"text": one.name, "sub": one.organisation},
        str(one.now),
        str(one.leaving),
        str(one.unlimited),
        words.render(caseload.room(blueprint, _coming(one))),
    ]


def absence_row(one: AbsenceLine, key: str, viewer: Viewer) -> dict[str, Any]:
    """Somebody who is away or will be; the reason only where the room gave it."""
    covered = (
        _("{name} covers").format(name=one.cover) if one.cover else _("Nobody is named to cover")
    )
    now = one.starts_on <= viewer.today
    return {
        "title": one.name,
        "meta": " · ".join(filter(None, [span(one.starts_on, one.ends_on), said(one.reason),
                                         covered])),
        "icon": "suitcase",
        "tone": "neutral" if one.cover else "warning",
        "badge": _("Away now") if now else "",
        "badge_tone": "info",
        "action_label": _("Change") if one.may_change else "",
        "action_url": reverse("team:absence", args=[key, one.absence_id])
        if one.may_change
        else "",
    }  # fmt: skip


# ── Supervision ────────────────────────────────────────────────────────────────────────────────


def supervision_page(viewer: Viewer, line: ProgrammeLine) -> dict[str, Any]:
    """Week by week for each specialist: all of them for the lead, one's own for a specialist."""
    first = supervision.monday(viewer.today) - timedelta(weeks=SUPERVISION_WEEKS - 2)
    weeks = [first + timedelta(weeks=n) for n in range(SUPERVISION_WEEKS)]
    since = timezone.make_aware(datetime.combine(first, time()))
    held = reading.supervisions(viewer, line.programme_id, since)
    away = team.absences(viewer, line.programme_id, since=first)
    lead = Role.TEAM_LEAD in viewer.roles_in(line.programme_id)
    specialists = [
        s
        for s in access.staff_of(viewer, line.programme_id)
        if s.role is Role.EMPLOYMENT_SPECIALIST and (lead or s.staff_id == viewer.staff_id)
    ]
    return {
        "weeks": [
            {"name": _("W {n}").format(n=w.isocalendar().week), "day": date_format(w, "j M")}
            for w in weeks
        ],
        "rows": [
            {
                "name": s.name,
                "weeks": [
                    _week(w, s.staff_id, held, away, viewer.today)
                    | {"label": _("W {n}").format(n=w.isocalendar().week)}
                    for w in weeks
                ],
            }
            for s in specialists
        ],
        "upcoming": [present.row(m) for m in held if m.starts_at > timezone.now()],
        "past": [_past(m) for m in reversed(held) if m.starts_at <= timezone.now()],
        "book_url": f"{reverse('meetings:book')}?insats={line.key}&slag=supervision",
    }


def _week(
    monday: date,
    staff_id: int,
    held: Iterable[MeetingLine],
    away: Iterable[AbsenceLine],
    today: date,
) -> dict[str, str]:
    mine = [
        Booked(timezone.localdate(m.starts_at), m.state)
        for m in held
        if any(g.staff_id == staff_id for g in m.guests)
    ]
    gone = [Period(a.starts_on, a.ends_on) for a in away if a.staff_id == staff_id]
    found = supervision.week(monday, booked=mine, away=gone, today=today)
    tone, icon = WEEK_WORDS[found]
    return {"text": week_words()[found], "tone": tone, "icon": icon}


def week_words() -> dict[Week, str]:
    return {
        Week.HELD: _("Held"),
        Week.BOOKED: _("Booked"),
        Week.AWAY: _("Away"),
        Week.MISSING: _("Missing"),
        Week.NOT_YET: _("Not booked yet"),
    }


def _past(line: MeetingLine) -> dict[str, Any]:
    there = ", ".join(g.name for g in line.guests)
    return {
        **present.row(line),
        "title": day(timezone.localdate(line.starts_at)),
        "meta": " · ".join(filter(None, [there, ", ".join(topics(line.topics))])),
    }


def topics(codes: Iterable[SupervisionTopic]) -> list[str]:
    return [said(code) for code in codes]


# ── The team's own meeting ─────────────────────────────────────────────────────────────────────


def team_meeting(viewer: Viewer, line: MeetingLine) -> dict[str, Any]:
    """Whom the meeting is to speak of, as far as this reader may know, and what was decided."""
    programme = next(p for p in access.programmes(viewer) if p.programme_id == line.programme_id)
    blueprint = blueprint_of(programme)
    others = reading.team_meetings(viewer, line.programme_id)
    earlier = next((m for m in others if m.starts_at < line.starts_at), None)
    since = timezone.localdate(earlier.starts_at) if earlier else viewer.today - timedelta(days=30)
    actions = reading.open_actions(viewer, line.programme_id)
    decided = reading.actions_of_meeting(viewer, line.meeting_id)
    return {
        "meeting_id": line.meeting_id,
        "agenda_url": reverse("team_meetings:agenda", args=[line.meeting_id]),
        "groups": _groups(viewer, line.programme_id, blueprint, since),
        "decided": [present.action_row(a, viewer.today) for a in decided],
        "left": [
            present.action_row(a, viewer.today)
            for a in actions
            if a.meeting_id != line.meeting_id
        ],
        "others": [
            {"name": date_format(timezone.localtime(m.starts_at), "j F Y"),
             "url": reverse("meetings:show", args=[m.meeting_id])}
            for m in others
            if m.meeting_id != line.meeting_id
        ][:8],
        "team_url": reverse("team:show", args=[line.programme_key]),
    }  # fmt: skip


def _groups(
    viewer: Viewer, programme_id: int, blueprint: Blueprint, since: date
) -> list[dict[str, Any]]:
    crises = team.open_crises(viewer, programme_id)
    cutoff = deadlines.silent_since(blueprint, today=viewer.today)
    asked: list[tuple[str, str, CaseQuery | None]] = [
        (_("New since {day}").format(day=day(since)), "user-plus",
         CaseQuery(programme_id=programme_id, enrolled_since=since)),
        (_("In crisis"), "hand-heart",
         CaseQuery(programme_id=programme_id, enrolment_ids=tuple(crises))),
        (_("Without a next step"), "path",
         CaseQuery(programme_id=programme_id, without_next_step=True)),
        (_("Silent"), "hourglass",
         CaseQuery(programme_id=programme_id, silent_since=cutoff) if cutoff else None),
    ]  # fmt: skip
    return [
        _group(title, icon, access.cases(viewer, query, limit=SHOWN), crises, viewer)
        for title, icon, query in asked
        if query is not None
    ]


def _group(
    title: str, icon: str, lines: tuple[CaseLine, ...], crises: dict[int, date], viewer: Viewer
) -> dict[str, Any]:
    return {
        "title": title,
        "n": len(lines),
        "rows": [
            {
                "title": name_of(line),
                "url": reverse("cover:brief", args=[line.enrolment_id]),
                "meta": _about(line, crises.get(line.enrolment_id), viewer),
                "icon": icon,
            }
            for line in lines
        ],
    }


def _about(line: CaseLine, crisis_since: date | None, viewer: Viewer) -> str:
    coaches = line.coaches if isinstance(line.coaches, tuple) else ()
    last = ago(line.summary.last_contact_on, viewer.today)
    told = [
        ", ".join(coach.name for coach in coaches),
        _("crisis since {day}").format(day=day(crisis_since)) if crisis_since else "",
        _("last contact {when}").format(when=last) if last else _("no contact yet"),
        line.summary.next_step,
    ]
    return " · ".join(filter(None, told))


def first_talk(viewer: Viewer, programme: ProgrammeLine) -> list[int]:
    """The organisations that take part in the first talk by the blueprint; else all of them."""
    blueprint = blueprint_of(programme)
    kinds = {o.kind for o in blueprint.organisations if o.key in blueprint.ways_in.first_talk}
    file = access.programme(viewer, programme.key)
    return [o.organisation_id for o in file.organisations if not kinds or o.kind in kinds]


def team_meetings_rows(lines: Iterable[MeetingLine]) -> list[dict[str, Any]]:
    """The latest team meetings, to go to."""
    return [
        {
            **present.row(line),
            "title": capfirst(date_format(timezone.localtime(line.starts_at), "l j F Y")),
            "badge": said(line.state) if line.state is not MeetingState.BOOKED else "",
            "meta": ngettext("{n} asked", "{n} asked", len(line.guests)).format(n=len(line.guests)),
        }
        for line in lines
    ]
