"""What the rhythm of the follow-ups needs: which were held, and which are exempt and why."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from framsteg.access import log
from framsteg.access.files import ExemptionLine
from framsteg.access.sight import cases_in_sight
from framsteg.access.sightline import Sightline
from framsteg.access.viewer import Viewer
from framsteg.foundation.codes import Part
from framsteg.foundation.follow_up_codes import ExemptReason
from framsteg.records.models import Enrolment, FollowUp, FollowUpExemption


@dataclass(frozen=True)
class FollowUpFacts:
    """Days of the follow-ups that were held, and days on which an exempt one was due."""

    held: tuple[date, ...] = ()
    exempt: tuple[date, ...] = ()


def exemptions(sight: Sightline, row: Enrolment) -> tuple[ExemptionLine, ...]:
    """The exemptions of an open case that are in sight, by the day. One query."""
    found = FollowUpExemption.unscoped.filter(sight.rows(row.pk, Part.FOLLOW_UPS), enrolment=row)
    columns = (
        "id", "due_on", "exempt_because", "words", "created_by__name", "created_by_id",
        "owner__name",
    )  # fmt: skip
    return tuple(
        ExemptionLine(pk, due_on, ExemptReason(because), words, author or "", author_id, owner)
        for pk, due_on, because, words, author, author_id, owner in found.order_by(
            "due_on", "id"
        ).values_list(*columns)
    )


def follow_up_facts(
    viewer: Viewer, enrolment_ids: Iterable[int], *, to_count: bool = False
) -> dict[int, FollowUpFacts]:
    """For a page of cases, of those where the viewer may know that a follow-up was not held.

    Whoever does not see the follow-ups of the organisation that enrolled the person cannot tell
    what is missing from what is not shared, and is told nothing.
    Who asks `to_count` shows nobody, and so nothing is logged. Six queries at most.
    """
    ids = list(enrolment_ids)
    cases = list(cases_in_sight(viewer).filter(pk__in=ids).only("pk", "programme_id", "owner_id"))
    sight = Sightline.to(viewer, cases)
    told = [c.pk for c in cases if sight.sees(c.pk, Part.FOLLOW_UPS, c.owner_id)]
    if not told:
        return {}
    held = _days(sight, FollowUp.unscoped.filter(enrolment__in=told, awaits_review=False)
                 .values_list("enrolment_id", "owner_id", "occurred_on"))  # fmt: skip
    exempt = _days(sight, FollowUpExemption.unscoped.filter(enrolment__in=told)
                   .values_list("enrolment_id", "owner_id", "due_on"))  # fmt: skip
    if not to_count:
        log.record(viewer, [sight.shown(pk, {Part.FOLLOW_UPS}) for pk in told])
    return {pk: FollowUpFacts(tuple(held[pk]), tuple(exempt[pk])) for pk in told}


def _days(sight: Sightline, rows: Iterable[tuple[int, int, date]]) -> defaultdict[int, list[date]]:
    found: defaultdict[int, list[date]] = defaultdict(list)
    for enrolment_id, owner_id, day in rows:
        if sight.sees(enrolment_id, Part.FOLLOW_UPS, owner_id):
            found[enrolment_id].append(day)
    return found
