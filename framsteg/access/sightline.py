"""The access rule for rows that are already in hand: one look-up of grounds, then plain values.

`sight` filters in the database; this decides, for a page of cases, which of their columns and
summaries may leave the room. Both are held against the same oracle.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from django.db.models import Q

from framsteg.access.log import Shown
from framsteg.access.sight import NOBODY, in_force, open_today
from framsteg.access.viewer import Viewer
from framsteg.foundation.codes import GroundKind, Part
from framsteg.records.models import CaseLink, Ground
from framsteg.rules.sharing import ONLY_LINKED, reach


class Case(Protocol):
    """An enrolment, or as much of it as a list takes."""

    @property
    def pk(self) -> int: ...
    @property
    def programme_id(self) -> int: ...


@dataclass(frozen=True)
class Sightline:
    viewer: Viewer
    given: dict[int, dict[Part, dict[int, frozenset[GroundKind]]]]  # case, part, who wrote
    reached: dict[int, frozenset[Part]]  # by enrolment, roles and links together

    @classmethod
    def to(cls, viewer: Viewer, enrolments: Iterable[Case]) -> "Sightline":
        """Two queries at most, however many cases."""
        cases = list(enrolments)
        given: dict[int, dict[Part, dict[int, frozenset[GroundKind]]]] = defaultdict(dict)
        grounds = Ground.unscoped.filter(in_force(viewer), enrolment__in=[c.pk for c in cases])
        columns = ("enrolment_id", "part", "giver_id", "kind")
        for enrolment_id, part, giver_id, kind in grounds.values_list(*columns):
            by_giver = given[enrolment_id].setdefault(Part(part), {})
            by_giver[giver_id] = by_giver.get(giver_id, frozenset()) | {GroundKind(kind)}
        linked = _linked(viewer, cases)
        reached = {case.pk: _reached(viewer, case, linked) for case in cases}
        return cls(viewer, given, reached)

    def sees(self, enrolment_id: int, part: Part, owner_id: int) -> bool:
        """Whether a row of this part, written by `owner_id`, may leave the room."""
        if part not in self.reached.get(enrolment_id, frozenset()):
            return False
        return owner_id in self.writers(enrolment_id, part)

    def writers(self, enrolment_id: int, part: Part) -> frozenset[int]:
        """The organisations whose rows of this part a ground, or the own pen, opens."""
        given = self.given.get(enrolment_id, {}).get(part, {})
        return frozenset(given) | {self.viewer.organisation_id}

    def rows(self, enrolment_id: int, part: Part) -> Q:
        """The condition on the rows of this part of one case (`sight.sees`, already looked up)."""
        if part not in self.reached.get(enrolment_id, frozenset()):
            return NOBODY
        return Q(owner__in=sorted(self.writers(enrolment_id, part)))

    def shown(self, enrolment_id: int, parts: Iterable[Part]) -> Shown:
        """The log row for what is handed out of one case."""
        parts = frozenset(parts)
        grounds = self.given.get(enrolment_id, {})
        used = frozenset(
            kind for part in parts for kinds in grounds.get(part, {}).values() for kind in kinds
        )
        own = any(part not in grounds for part in parts) or not parts
        return Shown(parts=parts, grounds=used, own=own, enrolment_id=enrolment_id)


def _linked(viewer: Viewer, cases: list[Case]) -> frozenset[int]:
    if not viewer.roles & ONLY_LINKED:
        return frozenset()
    links = CaseLink.unscoped.filter(
        open_today(viewer),
        staff=viewer.staff_id,
        enrolment__in=[case.pk for case in cases],
    )
    return frozenset(links.values_list("enrolment_id", flat=True))


def _reached(viewer: Viewer, case: Case, linked: frozenset[int]) -> frozenset[Part]:
    roles = viewer.roles_in(case.programme_id)
    return reach(role for role in roles if case.pk in linked or role not in ONLY_LINKED)
