"""What stands beside figures: names of coaches, for those who may see them."""

from collections import defaultdict
from collections.abc import Sequence
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
    exact = viewer.programmes(SEES_EXACT_FIGURES)
    row = Programme.objects.filter(key=programme_key, pk__in=sorted(exact)).first()
    if row is None:
        return {}
    rows = Assignment.unscoped.filter(enrolment__programme=row.pk).order_by("staff_id")
    return dict(rows.values_list("staff_id", "staff__name").distinct())


def supervision_weeks(
    viewer: Viewer, programme_id: int, months: Sequence[date]
) -> tuple[tuple[str, int, int, int], ...]:
    """For each month (its first day): the month, weeks held, weeks in all, weeks away.

    Added over the specialists, never by name. A week belongs to the month of its Monday, and is
    counted when it is over. Three queries.
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
    counted: dict[str, list[int]] = {f"{on:%Y-%m}": [0, 0, 0] for on in months}
    starts = since
    while starts + timedelta(days=7) <= viewer.today:
        month = counted.get(f"{starts:%Y-%m}")
        here = {s for s, first, end in grants if first <= starts and (not end or end > starts)}
        for staff in here if month else ():
            state = week(starts, booked=booked[staff], away=away[staff], today=viewer.today)
            month[0] += state is Week.HELD  # type: ignore[index]
            month[1] += state is not Week.AWAY  # type: ignore[index]
            month[2] += state is Week.AWAY  # type: ignore[index]
        starts += timedelta(days=7)
    return tuple((name, *counts) for name, counts in counted.items())  # type: ignore[misc]


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
