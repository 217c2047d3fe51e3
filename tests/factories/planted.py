"""What has been written about one person, by words that stand nowhere else: where, whose, of which
part. `canaries` writes the rows."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from django.urls import reverse

from framsteg.access import Viewer
from framsteg.foundation.codes import Part
from framsteg.records.models import Enrolment


@dataclass(frozen=True)
class Planted:
    """A word, the organisation whose row it stands in, and the part that the row belongs to.

    `at`: addresses where whoever may read the row finds it, if they may also read `beside` (the
    row that the page is about: its part and its organisation).
    """

    word: str
    owner: int
    part: Part
    at: tuple[str, ...] = ()
    beside: tuple[Part, int] | None = None


@dataclass
class Canaries:
    """What has been written about one person, and the ids that pages about it are opened by."""

    case: Enrolment
    job_id: int
    employer_id: int
    organisations: tuple[int, ...]
    guests: tuple[int, ...]  # staff who are asked to every meeting, whatever they may read
    rows: list[Planted] = field(default_factory=list)
    own: list[tuple[str, int]] = field(default_factory=list)  # read by the organisation alone
    units: list[tuple[str, int]] = field(default_factory=list)  # sensitive, of which organisation
    # Why another ground than consent was noted: by whom, and whom the ground concerns.
    reasons: list[tuple[str, int, frozenset[int]]] = field(default_factory=list)
    ids: dict[str, list[Any]] = field(default_factory=dict)
    kinds: set[tuple[str, int]] = field(default_factory=set)
    answered: set[tuple[int, int]] = field(default_factory=set)  # documents, by whom
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    @property
    def enrolled(self) -> tuple[Part, int]:
        """The plan of whoever enrolled the person: coaches, phases, the exit."""
        return Part.PLAN, self.case.owner_id

    def word(self) -> str:
        return f"Kanarie{next(self.numbers)}slut"

    def page(self, name: str, *more: Any) -> str:
        return reverse(name, args=[self.case.pk, *more])

    def plant(
        self, word: str, by: Viewer, part: Part, *at: str, beside: tuple[Part, int] | None = None
    ) -> None:
        self.rows.append(Planted(word, by.organisation_id, part, at, beside))

    def known(self, **ids: Any) -> None:
        for name, one in ids.items():
            self.ids.setdefault(name, []).append(one)
