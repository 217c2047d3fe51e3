"""The log review: a sample drawn by lot, and what somebody found. Neither is changed afterwards."""

from datetime import datetime

from django.db import transaction

from framsteg.access import NotFound, Viewer
from framsteg.access.reading import log_reviews as reading
from framsteg.actions import recording
from framsteg.foundation.codes import FoundBy, LogOutcome
from framsteg.foundation.decision import deny, require
from framsteg.foundation.text import say
from framsteg.records.models import LogReview, LogSample
from framsteg.rules import log_review as rule

SAMPLE_SIZE = 10


@transaction.atomic
def draw(*, by: Viewer, since: datetime, until: datetime, seed: int, now: datetime) -> int:
    """Draw openings of a half-open time by lot. Returns the sample's id."""
    reads = reading.opened(by, since=since, until=until)
    if not reads:
        require(deny(say("Nobody has opened a file in that time.")))
    row = LogSample(
        organisation_id=by.organisation_id, by_id=_officer(by), at=now, since=since, until=until,
        seed=seed, rows=list(rule.sample(reads, size=SAMPLE_SIZE, seed=seed)),
    )  # fmt: skip
    row.save(force_insert=True)
    recording.note(row, by=by, verb="log_reviews.draw", part=None, enrolment_id=None)
    return row.pk


@transaction.atomic
def record(
    *, by: Viewer, log_id: int, found_by: FoundBy, outcome: LogOutcome, note: str, now: datetime
) -> int:
    """Keep what a look at a reading came to. A second look is a row of its own. Returns its id."""
    reading.opening(by, log_id)
    require(rule.may_record(outcome=outcome, note=note))
    row = LogReview(
        organisation_id=by.organisation_id, by_id=_officer(by), at=now, log_id=log_id,
        found_by=found_by, outcome=outcome, note=note.strip(),
    )  # fmt: skip
    row.save(force_insert=True)
    recording.note(
        row, by=by, verb="log_reviews.record", part=None, enrolment_id=None,
        changes={"outcome": [None, outcome.value]},
    )  # fmt: skip
    return row.pk


def _officer(by: Viewer) -> int:
    reading.officer_programmes(by)
    if by.staff_id is None:
        raise NotFound
    return by.staff_id
