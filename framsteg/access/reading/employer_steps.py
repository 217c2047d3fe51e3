"""What somebody has promised employers, and not done yet."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Q

from framsteg.access.viewer import Viewer
from framsteg.records.models import EmployerContact

AHEAD = timedelta(days=7)
MOST = 100


@dataclass(frozen=True)
class EmployerStep:
    """A next step with an employer. It concerns no person."""

    contact_id: int
    employer_id: int
    employer: str
    next_step: str
    next_step_on: date | None


def open_employer_steps(viewer: Viewer) -> tuple[EmployerStep, ...]:
    """The viewer's own open steps, late or soon due, those without a day last. One query.

    Only from the latest contact that the organisation had with the employer: an older step has
    been followed by a newer talk.
    """
    newer = EmployerContact.unscoped.filter(
        Q(occurred_on__gt=OuterRef("occurred_on"))
        | Q(occurred_on=OuterRef("occurred_on"), pk__gt=OuterRef("pk")),
        employer=OuterRef("employer"),
        owner=OuterRef("owner"),
    )
    found = EmployerContact.unscoped.filter(
        ~Q(next_step=""),
        ~Exists(newer),
        Q(next_step_on=None) | Q(next_step_on__lte=viewer.today + AHEAD),
        next_step_done_on=None,
        staff=viewer.staff_id or 0,
        owner=viewer.organisation_id,
        programme__in=viewer.writes_in,
        employer__isnull=False,
    )
    rows = found.order_by(F("next_step_on").asc(nulls_last=True), "id").values_list(
        "pk", "employer_id", "employer__name", "next_step", "next_step_on"
    )
    return tuple(EmployerStep(*row) for row in rows[:MOST])
