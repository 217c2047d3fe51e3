"""The enrolments that a computed figure rests on, as far as the viewer may read them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from framsteg.access import wall
from framsteg.access.files import CaseLine
from framsteg.access.reading.fidelity import readable_files
from framsteg.access.reading.lists import CaseQuery, cases
from framsteg.access.viewer import Viewer
from framsteg.access.where_restricted import out_of_figures
from framsteg.foundation.codes import ExitReason
from framsteg.records.models import Enrolment

MOST = 500


@dataclass(frozen=True)
class RowsBehind:
    """`lines` are read and logged; `out_of_sight` is how many more were counted, as a number.

    `left_off` is how many may be read but did not have room.
    """

    lines: tuple[CaseLine, ...]
    out_of_sight: int
    left_off: int


def enrolled_between(
    viewer: Viewer, programme_id: int, from_on: date, until_on: date, *, began: bool
) -> RowsBehind:
    """Enrolments on some day of the window (half-open); those that began in it when `began`.

    Whoever asks has seen to it that the viewer reads exact figures: the number out of sight
    would tell others what protection hides.
    """
    when = Q(enrolled_on__gte=from_on) if began else Q(exited_on=None) | Q(exited_on__gt=from_on)
    rows = Enrolment.unscoped.filter(when, programme=programme_id, enrolled_on__lt=until_on)
    mistake = ExitReason.REGISTERED_BY_MISTAKE.value
    with wall.standing(wall.INSTALLATION):
        counted = set(rows.exclude(exit_reason=mistake).values_list("pk", flat=True))
        counted -= out_of_figures(viewer.today)
    wanted = readable_files(viewer, programme_id) & counted
    query = CaseQuery(active=None, enrolment_ids=tuple(sorted(wanted)))
    lines = cases(viewer, query, limit=MOST) if wanted else ()
    return RowsBehind(lines, len(counted) - len(wanted), len(wanted) - len(lines))
