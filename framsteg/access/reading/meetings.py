"""Meetings: one's own, a person's, the team's; what is about a person is cut by the room.

Whoever is asked to a meeting knows when and where. Whom it is about, and the words about it, are
told as far as the part that the meeting belongs to is in sight.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from framsteg.access import log
from framsteg.access.files import NOT_SHARED, NotShared
from framsteg.access.reading.identity import NotFound
from framsteg.access.sight import NOBODY, cases_in_sight, sees
from framsteg.access.sightline import Sightline
from framsteg.access.viewer import Viewer
from framsteg.foundation.codes import (
    MeetingKind,
    MeetingState,
    Part,
    Place,
    Role,
    SupervisionTopic,
)
from framsteg.foundation.names import tokens
from framsteg.records.models import Enquiry, Enrolment, Meeting, MeetingGuest, NameToken, TeamAction
from framsteg.rules.meetings import part_of

DEALINGS = [k.value for k in MeetingKind if part_of(k) is Part.EMPLOYER_DEALINGS]


@dataclass(frozen=True)
class GuestLine:
    guest_id: int
    staff_id: int | None
    organisation_id: int
    name: str  # of the colleague, or of the organisation
    organisation: str
    came: bool | None


@dataclass(frozen=True)
class MeetingLine:
    """`person` is None where the meeting is about nobody, NOT_SHARED where it is not told."""

    meeting_id: int
    programme_id: int
    programme_key: str
    programme: str
    kind: MeetingKind
    state: MeetingState
    starts_at: datetime
    minutes: int
    place: Place
    where: str
    enrolment_id: int | None
    enquiry_id: int | None  # for those who took the enquiry in
    person: str | None | NotShared
    employer_id: int | None
    employer: str | NotShared
    about: str | NotShared
    notes: str | NotShared
    topics: tuple[SupervisionTopic, ...]
    organiser_id: int | None
    organiser: str
    owner_id: int
    version: int
    guests: tuple[GuestLine, ...]
    may_change: bool


@dataclass(frozen=True)
class ActionLine:
    action_id: int
    meeting_id: int
    programme: str
    what: str
    responsible_id: int
    responsible: str
    due_on: date
    done_on: date | None
    enrolment_id: int | None
    person: str | None | NotShared


def my_meetings(viewer: Viewer, since: datetime, until: datetime) -> tuple[MeetingLine, ...]:
    """Those that the viewer is asked to and that are not cancelled, in order of time."""
    rows = _all().filter(
        guests__staff=viewer.staff_id, starts_at__gte=since, starts_at__lt=until
    ).exclude(state=MeetingState.CANCELLED)  # fmt: skip
    return _lines(viewer, rows.order_by("starts_at", "id"))


def count_meetings(viewer: Viewer, since: datetime, until: datetime) -> int:
    """How many still booked meetings the viewer is asked to; a number only."""
    rows = Meeting.unscoped.filter(
        guests__staff=viewer.staff_id, starts_at__gte=since, starts_at__lt=until,
        state=MeetingState.BOOKED,
    )  # fmt: skip
    return rows.count()


def meeting(viewer: Viewer, meeting_id: int) -> MeetingLine:
    """One meeting; NotFound for who is neither asked to it nor works with what it is about."""
    lines = _lines(viewer, _all().filter(_seen(viewer), pk=meeting_id).distinct())
    if not lines:
        raise NotFound
    return lines[0]


def meetings_of_case(viewer: Viewer, enrolment_id: int) -> tuple[MeetingLine, ...]:
    """A person's meetings that the viewer may read, the latest first."""
    rows = _all().filter(_about_persons_in_sight(viewer), enrolment=enrolment_id)
    return _lines(viewer, rows.order_by("-starts_at", "-id"))


def meetings_of_enquiry(viewer: Viewer, enquiry_id: int) -> tuple[MeetingLine, ...]:
    """The talks about an enquiry of the own organisation, the latest first."""
    rows = _all().filter(_about_own_enquiries(viewer), enquiry=enquiry_id)
    return _lines(viewer, rows.order_by("-starts_at", "-id"))


def team_meetings(viewer: Viewer, programme_id: int) -> tuple[MeetingLine, ...]:
    """The programme's team meetings that are not cancelled, the latest first."""
    _must_work_in(viewer, programme_id)
    rows = _all().filter(programme=programme_id, kind=MeetingKind.TEAM)
    return _lines(viewer, rows.exclude(state=MeetingState.CANCELLED).order_by("-starts_at")[:60])


def supervisions(viewer: Viewer, programme_id: int, since: datetime) -> tuple[MeetingLine, ...]:
    """Supervisions since then: all for the lead, one's own for a specialist; oldest first."""
    _must_work_in(viewer, programme_id)
    rows = _all().filter(
        programme=programme_id, kind=MeetingKind.SUPERVISION, starts_at__gte=since
    ).exclude(state=MeetingState.CANCELLED)  # fmt: skip
    if Role.TEAM_LEAD not in viewer.roles_in(programme_id):
        rows = rows.filter(guests__staff=viewer.staff_id)
    return _lines(viewer, rows.order_by("starts_at", "id"))


def actions_of_meeting(viewer: Viewer, meeting_id: int) -> tuple[ActionLine, ...]:
    """What a team meeting decided, as far as the viewer may read it; by day."""
    rows = _actions(viewer).filter(meeting=meeting_id)
    return _action_lines(viewer, rows.order_by("due_on", "id"))


def open_actions(viewer: Viewer, programme_id: int) -> tuple[ActionLine, ...]:
    """What earlier team meetings decided and is not done yet; by day."""
    rows = _actions(viewer).filter(programme=programme_id, done_on=None)
    return _action_lines(viewer, rows.order_by("due_on", "id"))


def my_actions(viewer: Viewer) -> tuple[ActionLine, ...]:
    """What the viewer is responsible for after team meetings and has not done; by day."""
    rows = _actions(viewer).filter(responsible=viewer.staff_id, done_on=None)
    return _action_lines(viewer, rows.order_by("due_on", "id"))


def count_my_actions(viewer: Viewer, until: date) -> int:
    """How many of them are due by that day; a number only."""
    mine = _actions(viewer).filter(responsible=viewer.staff_id, done_on=None)
    return mine.filter(due_on__lte=until).count()


def names_in(viewer: Viewer, programme_id: int, text: str) -> tuple[str, ...]:
    """Words of a text, with a capital, that are names of participants the viewer knows by name.

    Both a person's given name and family name must stand in the text, or a family name alone: a
    given name alone may be anybody's. What the viewer may not see is never told by this.
    """
    words = {word.strip('.,:;!?()"”“') for word in text.split() if word[:1].isupper()}
    wanted = {token: word for word in words for token in tokens(word)}
    if not wanted:
        return ()
    named = sees(viewer, Part.IDENTITY, enrolment="", owner="participant__owner")
    known = NameToken.unscoped.filter(
        token__in=sorted(wanted),
        participant__in=Enrolment.unscoped.filter(named, programme=programme_id).values(
            "participant"
        ),
    ).values_list("participant_id", "token", "participant__sort_key")
    found: dict[int, set[str]] = defaultdict(set)
    family: set[str] = set()
    for person, token, key in known:
        found[person].add(token)
        if token in key.split("  ")[0].split():
            family.add(token)
    told = family | {t for each in found.values() if len(each) > 1 for t in each}
    return tuple(sorted(wanted[token] for token in told))


# ── Which, and how they are cut ────────────────────────────────────────────────────────────────


def _all() -> QuerySet[Meeting]:
    return Meeting.unscoped.select_related(
        "programme", "employer", "created_by", "enrolment__participant", "enquiry"
    )


def _seen(viewer: Viewer) -> Q:
    teams = Q(kind=MeetingKind.TEAM, programme__in=sorted(viewer.writes_in))
    leads = Q(
        kind=MeetingKind.SUPERVISION,
        programme__in=sorted(viewer.programmes([Role.TEAM_LEAD])),
    )
    asked = Q(guests__staff=viewer.staff_id) | _about_own_enquiries(viewer)
    return asked | teams | leads | _about_persons_in_sight(viewer)


def _about_own_enquiries(viewer: Viewer) -> Q:
    return Q(enquiry__owner=viewer.organisation_id, programme__in=sorted(viewer.writes_in))


def _about_persons_in_sight(viewer: Viewer) -> Q:
    dealings = Q(kind__in=DEALINGS) & sees(viewer, Part.EMPLOYER_DEALINGS)
    return dealings | (~Q(kind__in=DEALINGS) & sees(viewer, Part.CONTACTS))


def _lines(viewer: Viewer, found: QuerySet[Meeting]) -> tuple[MeetingLine, ...]:
    rows = list(found)
    guests = _guests([row.pk for row in rows])
    cases = [row.enrolment for row in rows if row.enrolment is not None]
    sight = Sightline.to(viewer, cases)
    shown: dict[int, set[Part]] = defaultdict(set)
    lines = tuple(_line(sight, row, guests[row.pk], shown) for row in rows)
    log.record(viewer, [sight.shown(pk, parts) for pk, parts in shown.items()])
    asked = {row.enquiry_id for row in rows if row.enquiry and _told_of(viewer, row.enquiry)}
    identity = frozenset({Part.IDENTITY})
    log.record(viewer, [log.Shown(parts=identity, enquiry_id=pk) for pk in asked])
    return lines


def _line(
    sight: Sightline,
    row: Meeting,
    guests: tuple[GuestLine, ...],
    shown: dict[int, set[Part]],
) -> MeetingLine:
    kind = MeetingKind(row.kind)
    person: str | None | NotShared = None
    told = True
    if row.enrolment is not None:
        part = part_of(kind)
        told = sight.sees(row.enrolment.pk, part, row.owner_id)
        person = _person(sight, row.enrolment)
        if told:
            shown[row.enrolment.pk].add(part)
        if isinstance(person, str):
            shown[row.enrolment.pk].add(Part.IDENTITY)
    elif row.enquiry is not None:
        told = _told_of(sight.viewer, row.enquiry)
        person = row.enquiry.person_name or None if told else NOT_SHARED
    in_it = any(g.staff_id == sight.viewer.staff_id for g in guests)
    return MeetingLine(
        meeting_id=row.pk,
        programme_id=row.programme_id,
        programme_key=row.programme.key,
        programme=row.programme.name,
        kind=kind,
        state=MeetingState(row.state),
        starts_at=row.starts_at,
        minutes=row.minutes,
        place=Place(row.place),
        where=row.where,
        enrolment_id=row.enrolment_id if told or isinstance(person, str) else None,
        enquiry_id=row.enquiry_id if _took_in(sight.viewer, row.enquiry) else None,
        person=person,
        employer_id=row.employer_id if told else None,
        employer=(row.employer.name if row.employer else "") if told else NOT_SHARED,
        about=row.about if told else NOT_SHARED,
        notes=row.notes if told else NOT_SHARED,
        topics=Meeting.topics_of(row.topics),
        organiser_id=row.created_by_id,
        organiser=row.created_by.name if row.created_by else "",
        owner_id=row.owner_id,
        version=row.version,
        guests=guests,
        may_change=_may_change(sight.viewer, row, in_it),
    )


def _took_in(viewer: Viewer, enquiry: Enquiry | None) -> bool:
    if enquiry is None or enquiry.programme_id not in viewer.writes_in:
        return False
    return enquiry.owner_id == viewer.organisation_id


def _told_of(viewer: Viewer, enquiry: Enquiry) -> bool:
    """Who it is about is told to those who took it in, and by the person's yes to others."""
    agreed = enquiry.together_on is not None and viewer.organisation_id in enquiry.together_with
    return agreed or _took_in(viewer, enquiry)


def _may_change(viewer: Viewer, row: Meeting, in_it: bool) -> bool:
    if row.programme_id not in viewer.writes_in:
        return False
    if row.kind == MeetingKind.SUPERVISION:
        lead = Role.TEAM_LEAD in viewer.roles_in(row.programme_id)
        return row.owner_id == viewer.organisation_id and (in_it or lead)
    return row.kind == MeetingKind.TEAM or row.owner_id == viewer.organisation_id


def _person(sight: Sightline, case: Enrolment) -> str | NotShared:
    who = case.participant
    if not sight.sees(case.pk, Part.IDENTITY, who.owner_id):
        return NOT_SHARED
    return f"{who.given_name} {who.family_name}".strip() or case.reference or str(case.pk)


def _guests(meeting_ids: Iterable[int]) -> dict[int, tuple[GuestLine, ...]]:
    found: dict[int, tuple[GuestLine, ...]] = defaultdict(tuple)
    rows = MeetingGuest.unscoped.filter(meeting__in=list(meeting_ids)).select_related(
        "staff__organisation", "organisation"
    )
    for row in rows.order_by("organisation__name", "staff__name", "id"):
        home = row.staff.organisation if row.staff else row.organisation
        if home is None:
            continue
        found[row.meeting_id] += (
            GuestLine(
                guest_id=row.pk,
                staff_id=row.staff_id,
                organisation_id=home.pk,
                name=row.staff.name if row.staff else home.name,
                organisation=home.name,
                came=row.came,
            ),
        )
    return found


def _actions(viewer: Viewer) -> QuerySet[TeamAction]:
    team = Q(enrolment=None, programme__in=sorted(viewer.writes_in))
    person = Q(enrolment__isnull=False) & sees(viewer, Part.PLAN)
    return TeamAction.unscoped.filter(team | person if viewer.writes_in else NOBODY)


def _action_lines(viewer: Viewer, found: QuerySet[TeamAction]) -> tuple[ActionLine, ...]:
    rows = list(found.select_related("programme", "responsible", "enrolment__participant")[:200])
    cases = [row.enrolment for row in rows if row.enrolment is not None]
    sight = Sightline.to(viewer, cases)
    log.record(viewer, [sight.shown(pk, {Part.PLAN}) for pk in {case.pk for case in cases}])
    return tuple(
        ActionLine(
            action_id=row.pk,
            meeting_id=row.meeting_id,
            programme=row.programme.name,
            what=row.what,
            responsible_id=row.responsible_id,
            responsible=row.responsible.name,
            due_on=row.due_on,
            done_on=row.done_on,
            enrolment_id=row.enrolment_id,
            person=_person(sight, row.enrolment) if row.enrolment else None,
        )
        for row in rows
    )


def programme_of_case(viewer: Viewer, enrolment_id: int) -> int:
    """The programme of a case in sight; NotFound otherwise."""
    found = cases_in_sight(viewer).filter(pk=enrolment_id).values_list("programme", flat=True)
    first = found.first()
    if first is None:
        raise NotFound
    return first


def _must_work_in(viewer: Viewer, programme_id: int) -> None:
    if programme_id not in viewer.writes_in:
        raise NotFound
