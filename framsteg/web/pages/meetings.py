"""Meetings: one's own week, booked, moved, held, cancelled; and the team's own meeting."""

from datetime import datetime, time, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods, require_safe

from framsteg import access
from framsteg.access import NOT_SHARED, CaseQuery, Viewer
from framsteg.access.reading import meetings as reading
from framsteg.access.reading.meetings import MeetingLine
from framsteg.access.reading.programmes import ProgrammeLine
from framsteg.actions import meetings
from framsteg.foundation.codes import MeetingKind, MeetingState, Place, SupervisionTopic
from framsteg.rules.meetings import may_change, may_note_held
from framsteg.web.forms.meetings import MeetingForm, NoteForm
from framsteg.web.mailing import send_invitations
from framsteg.web.pages.team_meetings import decision_form
from framsteg.web.pages.writing import write
from framsteg.web.presenters import meetings as present
from framsteg.web.presenters import team as team_present
from framsteg.web.presenters.people import name_of

GET_POST = ["GET", "POST"]
_BOOKING = {MeetingKind.INTERVIEW: _lazy("Book an interview")}
PEOPLE_TO_CHOOSE_FROM = 200


@require_safe
def show_week(request: HttpRequest) -> HttpResponse:
    """One's own meetings, a week at a time."""
    viewer = request.viewer
    monday = present.week_of(request.GET.get("vecka", ""), viewer.today)
    start = timezone.make_aware(datetime.combine(monday, time()))
    lines = reading.my_meetings(viewer, start, start + timedelta(days=7))
    here = reverse("meetings:week")
    return render(
        request,
        "pages/meetings/week.html",
        {
            "week": monday.isocalendar().week,
            "span": f"{date_format(monday, 'j F')} – "
            f"{date_format(monday + timedelta(days=6), 'j F Y')}",
            "days": present.by_day(lines),
            "before": f"{here}?vecka={present.week_name(monday - timedelta(days=7))}",
            "after": f"{here}?vecka={present.week_name(monday + timedelta(days=7))}",
            "this_week": monday <= viewer.today < monday + timedelta(days=7),
            "may_book": bool(viewer.writes_in),
        },
    )


@require_http_methods(GET_POST)
def book(request: HttpRequest) -> HttpResponse:
    """Book a meeting: ?person= from a person's page, ?slag= for its kind, ?insats= for whose."""
    viewer = request.viewer
    programme = _programme(request, viewer)
    initial = _initial(request, viewer, programme)
    form = _form(request, viewer, programme, initial)

    def act(told: dict[str, Any]) -> int:
        told.pop("version")
        meeting_id = meetings.book(
            by=viewer, programme_id=programme.programme_id, now=timezone.now(), **_as_codes(told)
        )
        send_invitations.enqueue(meeting_id, [])
        return meeting_id

    return write(
        request,
        form=form,
        act=act,
        template="pages/meetings/book.html",
        context={
            "title": _BOOKING.get(initial["kind"], _("Book a meeting")),
            "lead": programme.name,
            "submit": _("Book the meeting"),
            "others": _other_programmes(viewer, programme),
            "booking": True,
            "back": {"url": reverse("meetings:week"), "label": _("Meetings")},
        },
        done=lambda meeting_id: reverse("meetings:show", args=[meeting_id]),
        message=_("The meeting is booked."),
    )


@require_http_methods(GET_POST)
def change(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """Move the meeting, or change what it is about and who is asked."""
    viewer = request.viewer
    line = _to_change(viewer, meeting_id)
    local = timezone.localtime(line.starts_at)
    initial = {
        "kind": line.kind, "enrolment_id": line.enrolment_id, "employer_id": line.employer_id,
        "on": local.date(), "at": local.time(), "minutes": line.minutes, "place": line.place,
        "where": line.where, "about": line.about, "version": line.version,
        "staff_ids": [g.staff_id for g in line.guests if g.staff_id],
        "organisation_ids": [g.organisation_id for g in line.guests if not g.staff_id],
    }  # fmt: skip
    programme = next(p for p in access.programmes(viewer) if p.programme_id == line.programme_id)
    form = _form(request, viewer, programme, initial)
    for name in ("kind", "enrolment_id", "employer_id", "invite"):
        del form.fields[name]

    def act(told: dict[str, Any]) -> None:
        told.pop("once")
        told["version"] = told["version"] or 0
        told["place"] = Place(told["place"])
        gone = meetings.change(by=viewer, meeting_id=meeting_id, **told)
        send_invitations.enqueue(meeting_id, gone)

    return write(
        request,
        form=form,
        act=act,
        template="pages/meetings/book.html",
        context={
            "title": _("Change the meeting"),
            "lead": "",
            "submit": _("Save"),
            "others": [],
            "booking": False,
            "back": _back(meeting_id),
        },
        done=reverse("meetings:show", args=[meeting_id]),
        message=_("The meeting is changed."),
    )


@require_http_methods(GET_POST)
def cancel(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """Cancel it, after a question."""
    viewer = request.viewer
    _to_change(viewer, meeting_id)
    if request.method == "POST":
        meetings.cancel(by=viewer, meeting_id=meeting_id)
        send_invitations.enqueue(meeting_id, [])
        messages.success(request, _("The meeting is cancelled. Those who were asked are told."))
        return redirect("meetings:show", meeting_id)
    context = {
        "question": _("Cancel the meeting?"),
        "text": _("Those who were asked get an e-mail that it is cancelled."),
        "yes": _("Yes, cancel it"),
        "tone": "accent",
        "url": request.path,
        "cancel_url": reverse("meetings:show", args=[meeting_id]),
    }
    return render(request, "components/confirm_page.html", context)


@require_safe
def show(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """One meeting; a team meeting with those it is to speak of."""
    viewer = request.viewer
    line = reading.meeting(viewer, meeting_id)
    context = _shown(viewer, line)
    if line.kind is MeetingKind.TEAM and line.programme_id in viewer.writes_in:
        context |= team_present.team_meeting(viewer, line)
        context["decision"] = decision_form(viewer, line, None)
        return render(request, "pages/meetings/team.html", context)
    return render(request, "pages/meetings/show.html", context)


@require_http_methods(GET_POST)
def note(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """Note how it went: who came, what was said."""
    viewer = request.viewer
    line = reading.meeting(viewer, meeting_id)
    if not line.may_change:
        raise access.NotFound
    noted = line.state is MeetingState.HELD
    initial = {
        "held": "no" if line.state is MeetingState.NOT_HELD else "yes",
        "came": [g.guest_id for g in line.guests if g.came or not noted],
        "topics": [topic.value for topic in line.topics],
        "notes": "" if line.notes is NOT_SHARED else line.notes,
        "version": line.version,
    }
    form = NoteForm(
        request.POST or None,
        guests=[(g.guest_id, g.name) for g in line.guests],
        kind=line.kind,
        initial=initial,
    )

    def act(told: dict[str, Any]) -> None:
        meetings.note(
            by=viewer,
            meeting_id=meeting_id,
            held=told["held"] == "yes",
            came=told["came"],
            notes=told["notes"],
            topics=[SupervisionTopic(t) for t in told.get("topics", [])],
            version=told["version"],
            now=timezone.now(),
        )

    return write(
        request,
        form=form,
        act=act,
        context={
            "title": _("How did it go?"),
            "lead": present.hours(line),
            "submit": _("Save"),
            "back": _back(meeting_id),
        },
        done=reverse("meetings:show", args=[meeting_id]),
        message=_("Saved."),
    )


@require_safe
def of_case(request: HttpRequest, enrolment_id: int) -> HttpResponse:
    """A person's meetings, booked and held."""
    viewer = request.viewer
    line = access.case_line(viewer, enrolment_id)
    lines = reading.meetings_of_case(viewer, enrolment_id)
    ahead = [m for m in lines if m.starts_at >= timezone.now()]
    past = [m for m in lines if m.starts_at < timezone.now()]
    book_url = f"{reverse('meetings:book')}?person={enrolment_id}"
    return render(
        request,
        "pages/meetings/of_case.html",
        {
            "title": _("Meetings with {name}").format(name=name_of(line)),
            "ahead": present.by_day(reversed(ahead)),
            "past": present.by_day(past),
            "book_url": book_url if viewer.may_write(line.programme_id) else "",
            "back": {
                "url": reverse("participants:file", args=[enrolment_id]),
                "label": _("The person"),
            },
        },
    )


def _shown(viewer: Viewer, line: MeetingLine) -> dict[str, Any]:
    key = [line.meeting_id]
    booked = bool(may_change(line.state))
    may_note = may_note_held(state=line.state, starts_at=line.starts_at, now=timezone.now())
    return {
        "page_title": _("Meeting"),
        "title": present.title(line),
        "facts": present.facts(line),
        "about": line.about,
        "notes": line.notes,
        "topics": team_present.topics(line.topics),
        "guests": present.guests(line),
        "change_url": reverse("meetings:change", args=key) if line.may_change and booked else "",
        "cancel_url": reverse("meetings:cancel", args=key) if line.may_change and booked else "",
        "note_url": reverse("meetings:note", args=key) if line.may_change and may_note else "",
        "back": {"url": reverse("meetings:week"), "label": _("Meetings")},
    }


def _to_change(viewer: Viewer, meeting_id: int) -> MeetingLine:
    line = reading.meeting(viewer, meeting_id)
    if not line.may_change:
        raise access.NotFound
    return line


def _programme(request: HttpRequest, viewer: Viewer) -> ProgrammeLine:
    mine = [p for p in access.programmes(viewer) if p.programme_id in viewer.writes_in]
    person = request.GET.get("person", "")
    if person.isdigit():
        wanted = reading.programme_of_case(viewer, int(person))
        mine = [p for p in mine if p.programme_id == wanted]
    elif key := request.GET.get("insats", ""):
        mine = [p for p in mine if p.key == key]
    if not mine:
        raise access.NotFound
    return mine[0]


def _other_programmes(viewer: Viewer, chosen: ProgrammeLine) -> list[dict[str, str]]:
    return [
        {"name": p.name, "url": f"{reverse('meetings:book')}?insats={p.key}"}
        for p in access.programmes(viewer)
        if p.programme_id in viewer.writes_in and p.programme_id != chosen.programme_id
    ]


def _initial(request: HttpRequest, viewer: Viewer, programme: ProgrammeLine) -> dict[str, Any]:
    """What the page before has told; a first talk asks all whom the blueprint names."""
    person, kind = request.GET.get("person", ""), request.GET.get("slag", "")
    known = [k.value for k in MeetingKind]
    initial: dict[str, Any] = {
        "kind": kind if kind in known else MeetingKind.PERSON.value,
        "enrolment_id": int(person) if person.isdigit() else None,
        "on": viewer.today,
        "at": time(10),
        "staff_ids": [],
    }
    if initial["kind"] in (MeetingKind.INTERVIEW, MeetingKind.EMPLOYER):
        initial["place"] = Place.WORKPLACE.value
    if initial["kind"] == MeetingKind.FIRST_TALK:
        initial["organisation_ids"] = team_present.first_talk(viewer, programme)
    if initial["kind"] == MeetingKind.TEAM:
        colleagues = access.coaches_of(viewer, programme.programme_id)
        initial["staff_ids"] = [c.staff_id for c in colleagues]
    return initial


def _form(
    request: HttpRequest, viewer: Viewer, programme: ProgrammeLine, initial: dict[str, Any]
) -> MeetingForm:
    file = access.programme(viewer, programme.key)
    employers = [(e.employer_id, e.name) for e in access.recent_employers(viewer)]
    chosen = initial.get("employer_id")
    if chosen and chosen not in dict(employers):
        employers.append((chosen, access.employer(viewer, chosen).name))
    colleagues = {s.staff_id: s.name for s in file.staff if s.staff_id != viewer.staff_id}
    return MeetingForm(
        request.POST or None,
        people=_people(viewer, programme.programme_id, initial.get("enrolment_id")),
        employers=employers,
        colleagues=list(colleagues.items()),
        organisations=[(o.organisation_id, o.name) for o in file.organisations],
        initial=initial,
    )


def _people(viewer: Viewer, programme_id: int, chosen: int | None) -> list[tuple[int, str]]:
    """One's own persons first of all; the whole team's where one has none. And the chosen one."""
    lines = [c for c in access.my_cases(viewer) if c.programme_id == programme_id]
    if not lines:
        query = CaseQuery(programme_id=programme_id, size=PEOPLE_TO_CHOOSE_FROM)
        lines = list(access.case_files(viewer, query).lines)
    if chosen is not None and chosen not in {line.enrolment_id for line in lines}:
        lines.append(access.case_line(viewer, chosen))
    return [(line.enrolment_id, name_of(line)) for line in lines]


def _as_codes(told: dict[str, Any]) -> dict[str, Any]:
    return {**told, "kind": MeetingKind(told["kind"]), "place": Place(told["place"])}


def _back(meeting_id: int) -> dict[str, str]:
    return {"url": reverse("meetings:show", args=[meeting_id]), "label": _("The meeting")}


urlpatterns = [
    path("moten/", show_week, name="week"),
    path("moten/nytt/", book, name="book"),
    path("moten/<int:meeting_id>/", show, name="show"),
    path("moten/<int:meeting_id>/andra/", change, name="change"),
    path("moten/<int:meeting_id>/stall-in/", cancel, name="cancel"),
    path("moten/<int:meeting_id>/hur-det-gick/", note, name="note"),
    path("deltagare/<int:enrolment_id>/moten/", of_case, name="of_case"),
]
