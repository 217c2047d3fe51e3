"""The browsers that somebody is known on: remembered at log-in, forgotten when they say so."""

from datetime import datetime

from django.db import transaction

from framsteg.access import NotFound, Viewer
from framsteg.access.reading.calendar import hash_of
from framsteg.actions import recording
from framsteg.records.models import KnownDevice


@transaction.atomic
def seen(*, by: Viewer, token: str, what: str, now: datetime) -> bool:
    """Remember the browser. True when it is a new one beside others that are known."""
    if by.staff_id is None:
        raise NotFound
    mine = KnownDevice.unscoped.filter(staff=by.staff_id)
    row = mine.filter(token_hash=hash_of(token)).first()
    if row is not None:
        row.last_seen_at, row.what = now, what
        row.save(update_fields=["last_seen_at", "what"])
        return False
    beside_others = mine.exists()
    row = KnownDevice.unscoped.create(
        staff_id=by.staff_id, token_hash=hash_of(token), what=what,
        first_seen_at=now, last_seen_at=now,
    )  # fmt: skip
    recording.note(row, by=by, verb="devices.add", part=None, enrolment_id=None)
    return beside_others


@transaction.atomic
def forget(*, by: Viewer) -> None:
    """No browser is known any more: the next log-in is from a new one everywhere."""
    for row in KnownDevice.unscoped.filter(staff=by.staff_id):
        recording.note(row, by=by, verb="devices.forget", part=None, enrolment_id=None)
        row.delete()
