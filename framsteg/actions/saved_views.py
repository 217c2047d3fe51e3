"""Saved views of the participant list: named, kept for the one who saved them, shared or not."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from framsteg.access import NotFound, Viewer
from framsteg.foundation.decision import deny, require
from framsteg.foundation.text import say
from framsteg.records.models import SavedView

MOST = 30
LONGEST_CHOICE = 60


@transaction.atomic
def save(
    *,
    by: Viewer,
    name: str,
    filters: Mapping[str, str],
    programme_id: int | None = None,
    shared: bool = False,
) -> int:
    """Keep these filters under a name. Returns the view's id."""
    if by.staff_id is None or not by.case_programmes:
        raise NotFound
    name = name.strip()
    own = SavedView.objects.filter(staff=by.staff_id, removed_at=None)
    if own.filter(name=name).exists():
        require(deny(say("You have a view with this name already.")))
    if own.count() >= MOST:
        require(deny(say("You have {n} views. Take one away first.", n=MOST)))
    _require_may_share(by, programme_id, shared)
    row = SavedView.objects.create(
        staff_id=by.staff_id,
        name=name,
        filters={key: value[:LONGEST_CHOICE] for key, value in filters.items() if value},
        programme_id=programme_id,
        shared=shared,
    )
    return row.pk


@transaction.atomic
def remove(*, by: Viewer, view_id: int) -> None:
    """Take away one's own view; it can be put back."""
    row = _own(by, view_id)
    row.removed_at = timezone.now()
    row.save(update_fields=["removed_at"])


@transaction.atomic
def put_back(*, by: Viewer, view_id: int) -> None:
    """Undo `remove`."""
    row = _own(by, view_id)
    same = SavedView.objects.filter(staff=by.staff_id, removed_at=None, name=row.name)
    if same.exclude(pk=row.pk).exists():
        require(deny(say("You have a view with this name already.")))
    row.removed_at = None
    row.save(update_fields=["removed_at"])


@transaction.atomic
def share(*, by: Viewer, view_id: int, shared: bool) -> None:
    """Show one's own view to the programme's others, or no longer."""
    row = _own(by, view_id)
    _require_may_share(by, row.programme_id, shared)
    row.shared = shared
    row.save(update_fields=["shared"])


def _own(by: Viewer, view_id: int) -> SavedView:
    row = SavedView.objects.select_for_update().filter(pk=view_id, staff=by.staff_id or 0).first()
    if row is None:
        raise NotFound
    return row


def _require_may_share(by: Viewer, programme_id: int | None, shared: bool) -> None:
    if programme_id is not None and programme_id not in by.case_programmes:
        raise NotFound
    if shared and programme_id is None:
        require(deny(say("Choose a programme in the list first: a view is shared within one.")))
