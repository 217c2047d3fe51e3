"""Quotes: on a person's file, and without any person for those who write reports."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from framsteg.access import log, wall
from framsteg.access.files import NOT_SHARED, NotShared
from framsteg.access.plan_files import CaseHead
from framsteg.access.reading.heads import opened, parts_shown
from framsteg.access.reading.identity import NotFound
from framsteg.access.viewer import Viewer
from framsteg.foundation.codes import ConsentGiven, Part
from framsteg.records.models import Quote
from framsteg.rules.reports.working import READS, WRITES


@dataclass(frozen=True)
class QuoteLine:
    quote_id: int
    words: str
    given: ConsentGiven
    given_on: date
    kept_at: str
    withdrawn_on: date | None
    author: str
    owner_id: int
    owner: str


@dataclass(frozen=True)
class QuotesView:
    """The quotes of one person that are in sight; NOT_SHARED where the part is not."""

    head: CaseHead
    quotes: tuple[QuoteLine, ...] | NotShared


def quotes_of(viewer: Viewer, enrolment_id: int) -> QuotesView:
    """What a person has said and let be printed, the latest first."""
    case = opened(viewer, enrolment_id)
    rows = Quote.unscoped.filter(
        case.sight.rows(enrolment_id, Part.FOLLOW_UPS), enrolment=enrolment_id
    ).select_related("owner", "created_by")
    lines = tuple(
        QuoteLine(
            row.pk, row.words, ConsentGiven(row.given), row.given_on, row.kept_at,
            row.withdrawn_on, row.created_by.name if row.created_by else "", row.owner_id,
            row.owner.name,
        )
        for row in rows.order_by("-given_on", "-id")
    )  # fmt: skip
    withheld = not lines and not case.sight.sees(enrolment_id, Part.FOLLOW_UPS, case.row.owner_id)
    shown = parts_shown(case) if withheld else parts_shown(case, Part.FOLLOW_UPS)
    log.record(viewer, [case.sight.shown(enrolment_id, shown)])
    return QuotesView(case.head, NOT_SHARED if withheld else lines)


def quotes_to_print(viewer: Viewer, programme_id: int) -> dict[int, str]:
    """The words of every quote that may be printed, by id; whose they are is not told.

    The participant has given them to be read by anyone, so this reading is about no person.
    """
    if programme_id not in viewer.programmes(WRITES):
        raise NotFound
    rows = Quote.unscoped.filter(enrolment__programme=programme_id, withdrawn_on=None)
    with wall.standing(wall.INSTALLATION):
        return dict(rows.order_by("id").values_list("pk", "words"))


def taken_back(viewer: Viewer, programme_id: int, quote_ids: Iterable[int]) -> frozenset[int]:
    """Which of the quotes in an edition may no longer be shown: taken back, or gone."""
    if programme_id not in viewer.programmes(READS):
        raise NotFound
    wanted = frozenset(quote_ids)
    rows = Quote.unscoped.filter(
        pk__in=wanted, enrolment__programme=programme_id, withdrawn_on=None
    )
    with wall.standing(wall.INSTALLATION):
        return wanted - frozenset(rows.values_list("pk", flat=True))
