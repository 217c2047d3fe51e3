"""Drafts: what was typed and not saved is kept for the one who typed it, for two weeks."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from framsteg.access import Viewer
from framsteg.records.models import Draft

KEPT = timedelta(days=14)
MOST_LETTERS = 200_000
LONGEST_ADDRESS = 200


@transaction.atomic
def keep(*, by: Viewer, at: str, words: Mapping[str, Sequence[str]]) -> bool:
    """Keep the fields of the form at this address, in place of what was kept there before.

    Empty fields alone remove the draft. Returns whether something is kept: a draft beyond all
    measure, of an address that is none, or of nobody is not.
    """
    letters = sum(len(value) for values in words.values() for value in values)
    if by.staff_id is None or not at.startswith("/") or len(at) > LONGEST_ADDRESS:
        return False
    if letters > MOST_LETTERS:
        return False
    if not any(value.strip() for values in words.values() for value in values):
        discard(by=by, at=at)
        return False
    Draft.unscoped.update_or_create(
        staff_id=by.staff_id,
        at=at,
        defaults={
            "words": {name: list(values) for name, values in words.items()},
            "kept_at": timezone.now(),
        },
    )
    return True


def discard(*, by: Viewer, at: str) -> None:
    """Throw away the viewer's own draft of this form; there need not be one."""
    if by.staff_id is not None:
        Draft.unscoped.filter(staff=by.staff_id, at=at).delete()


def age_out(*, now: datetime) -> int:
    """Remove the drafts that nobody has come back to in two weeks. Returns how many."""
    removed, _by_model = Draft.unscoped.filter(kept_at__lt=now - KEPT).delete()
    return removed
