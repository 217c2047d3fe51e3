"""What stands beside figures: names of coaches, for those who may see them."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone

from framsteg.access.reading.identity import NotFound
from framsteg.access.viewer import SEES_EXACT_FIGURES, SEES_FIGURES, Viewer
from framsteg.foundation.codes import MeetingKind, MeetingState, Role
from framsteg.foundation.period import Period
from framsteg.records.models import Absence, Assignment, MeetingGuest, Programme, RoleGrant
from framsteg.rules.supervision import Booked, Week, monday, week


def coach_names(viewer: Viewer, programme_key: str) -> dict[int, str]:
    """Everyone who has ever been assigned in the programme, by staff id; for its lead only."""
    row = Programme.objects.filter(key=programme_key).first()
    return coaches_of(viewer, row.pk) if row else {}


def coaches_of(viewer: Viewer, programme_id: int) -> dict[int, str]:
    """The same, for a programme that is known by its number."""
    if programme_id not in viewer.programmes(SEES_EXACT_FIGURES):
        return {}
    rows = Assignment.unscoped.filter(enrolment__programme=programme_id).order_by("staff_id")
    return dict(rows.values_list("staff_id", "staff__name").distinct())


@dataclass(frozen=True)
class SupervisionWeek:
    """A week that is over: how many specialists had supervision, should have, and were away."""

    starts_on: date
    held: int
    of: int
    away: int


def supervision_weeks(
    viewer: Viewer, programme_id: int, months: Sequence[date]
) -> tuple[SupervisionWeek, ...]:
    """The weeks of those months (their first days), in order; never by name. Three queries.

    A week belongs to the month of its Monday, and is counted when it is over.
    """
    if programme_id not in viewer.programmes(SEES_FIGURES):
        raise NotFound
    if not months:
        return ()
    since = monday(months[0])
    grants = RoleGrant.objects.filter(
        programme=programme_id, role=Role.EMPLOYMENT_SPECIALIST
    ).values_list("staff_id", "starts_on", "ends_on")
    booked = _booked(programme_id, since)
    away = _away({staff for staff, _from, _to in grants}, since)
    wanted = {f"{on:%Y-%m}" for on in months}
    told, starts = [], since
    while starts + timedelta(days=7) <= viewer.today:
        if f"{starts:%Y-%m}" in wanted:
            here = {s for s, first, end in grants if first <= starts and (not end or end > starts)}
            states = Counter(
                week(starts, booked=booked[one], away=away[one], today=viewer.today) for one in here
            )
            gone = states[Week.AWAY]
            told.append(SupervisionWeek(starts, states[Week.HELD], len(here) - gone, gone))
        starts += timedelta(days=7)
    return tuple(told)


def _booked(programme_id: int, since: date) -> dict[int, list[Booked]]:
    found: dict[int, list[Booked]] = defaultdict(list)
    rows = MeetingGuest.unscoped.filter(
        meeting__programme=programme_id, meeting__kind=MeetingKind.SUPERVISION,
        meeting__starts_at__date__gte=since, staff__isnull=False,
    ).values_list("staff_id", "meeting__starts_at", "meeting__state")  # fmt: skip
    for staff, starts_at, state in rows:
        found[staff].append(Booked(timezone.localdate(starts_at), MeetingState(state)))
    return found


def _away(staff: set[int], since: date) -> dict[int, list[Period]]:
    found: dict[int, list[Period]] = defaultdict(list)
    rows = Absence.unscoped.filter(Q(ends_on=None) | Q(ends_on__gt=since), staff__in=staff)
    for one, starts_on, ends_on in rows.values_list("staff_id", "starts_on", "ends_on"):
        found[one].append(Period(starts_on, ends_on))
    return found
