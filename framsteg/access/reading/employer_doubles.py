"""Employers that may stand twice in the register, and those that were put together."""

from dataclasses import dataclass
from datetime import date

from framsteg.access.reading.employers import EmployerLine, lines_of
from framsteg.access.viewer import Viewer
from framsteg.records.models import Employer, EmployerApart, EmployerMerge
from framsteg.rules import doubles
from framsteg.rules.sharing import WRITES

PAIRS_SHOWN = 50
MERGES_SHOWN = 20


@dataclass(frozen=True)
class MergeLine:
    merge_id: int
    kept_id: int
    kept: str
    double: str
    merged_on: date
    by: str
    undone: bool


def alike(viewer: Viewer, name: str, *, but: int = 0) -> tuple[EmployerLine, ...]:
    """Employers that may be the same as one with this name. Three queries."""
    if not viewer.programmes(WRITES):
        return ()
    key = doubles.name_key(name)
    ids = [pk for pk, other in _keys().items() if pk != but and doubles.alike(key, other)]
    return lines_of(viewer, sorted(ids)[:PAIRS_SHOWN])


def alike_pairs(viewer: Viewer) -> tuple[tuple[EmployerLine, EmployerLine], ...]:
    """Pairs that nobody has looked at yet, those first in the register first."""
    if not viewer.programmes(WRITES):
        return ()
    apart = set(EmployerApart.objects.values_list("first_id", "second_id"))
    pairs = [pair for pair in doubles.pairs(_keys()) if pair not in apart][:PAIRS_SHOWN]
    lines = {e.employer_id: e for e in lines_of(viewer, {pk for pair in pairs for pk in pair})}
    return tuple((lines[first], lines[second]) for first, second in pairs)


def merges(viewer: Viewer) -> tuple[MergeLine, ...]:
    """What was put together lately, the latest first."""
    if not viewer.programmes(WRITES):
        return ()
    rows = EmployerMerge.objects.select_related("kept", "double", "staff").order_by("-pk")
    return tuple(
        MergeLine(
            merge_id=m.pk,
            kept_id=m.kept_id,
            kept=m.kept.name,
            double=m.double.name,
            merged_on=m.merged_on,
            by=m.staff.name if m.staff else "",
            undone=m.undone_on is not None,
        )
        for m in rows[:MERGES_SHOWN]
    )


def _keys() -> dict[int, str]:
    rows = Employer.objects.filter(merged_into=None).exclude(name_key="").order_by("sort_key", "pk")
    return dict(rows.values_list("pk", "name_key"))
