"""A list on its way in: uploaded, understood step by step, loaded or thrown away."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from framsteg.access import NotFound, Viewer
from framsteg.access.reading.imports import IMPORTERS, PASSED_ON
from framsteg.foundation.decision import ALLOW, Decision, deny, require
from framsteg.foundation.text import say
from framsteg.records.models import ImportBatch

WAITING = ("uploaded", "checking", "checked", "applying", "failed")
AT_WORK = ("checking", "applying")


def receive(
    *,
    by: Viewer,
    programme_id: int,
    kind: str,
    filename: str,
    stored_as: str,
    mapping: Mapping[str, Any],
) -> int:
    """Note an uploaded file, which lies under `stored_as`. Returns the upload's id."""
    require(may_import(by, programme_id))
    row = ImportBatch.objects.create(
        programme_id=programme_id,
        kind=kind,
        filename=filename[:200],
        sha256="",
        stored_as=stored_as,
        mapping=dict(mapping),
        state="uploaded",
        created_by_id=by.staff_id,
        owner_id=by.organisation_id,
    )
    return row.pk


def may_import(by: Viewer, programme_id: int) -> Decision:
    if programme_id in by.programmes(IMPORTERS):
        return ALLOW
    return deny(say("Only the programme's lead can load lists."))


@transaction.atomic
def answer(*, by: Viewer, upload_id: int, mapping: Mapping[str, Any]) -> None:
    """Keep what somebody has said about the list; it has to be checked anew."""
    row = _waiting(by, upload_id)
    require(_is_at_rest(row))
    row.mapping, row.state = dict(mapping), "uploaded"
    row.save(update_fields=["mapping", "state"])


@transaction.atomic
def begin(*, by: Viewer, upload_id: int, state: str) -> None:
    """Somebody starts to check or to load the list; two cannot do so at once."""
    row = _waiting(by, upload_id)
    require(_is_at_rest(row))
    row.state, row.message = state, ""
    row.counts = {"since": timezone.now().isoformat()}
    row.save(update_fields=["state", "message", "counts"])


@transaction.atomic
def rest(*, by: Viewer, upload_id: int, state: str, message: str = "") -> None:
    """The work with the list is done for now, or has failed, or was never finished."""
    row = _waiting(by, upload_id)
    row.state, row.message = state, message
    row.save(update_fields=["state", "message"])


@transaction.atomic
def pass_on(*, by: Viewer, upload_id: int, batch_id: int, bad_rows_as: str) -> None:
    """The list is loaded: the upload points at its import, which keeps the file of bad rows."""
    row = _waiting(by, upload_id)
    row.state, row.stored_as, row.counts = PASSED_ON, "", {"batch": batch_id}
    row.save(update_fields=["state", "stored_as", "counts"])
    ImportBatch.objects.filter(pk=batch_id, owner=by.organisation_id).update(stored_as=bad_rows_as)


@transaction.atomic
def discard(*, by: Viewer, upload_id: int) -> str:
    """Throw an upload away. Returns the name of its file, which the caller removes."""
    row = _waiting(by, upload_id)
    require(_is_at_rest(row))
    stored_as = row.stored_as
    row.delete()
    return stored_as


@transaction.atomic
def expire(*, before: datetime) -> tuple[str, ...]:
    """Throw away uploads that nobody went on with, and let imports forget their bad rows.

    Returns the names of the files to remove. A command of the installation: no person is read.
    """
    old = ImportBatch.objects.filter(created_at__lt=before)
    unfinished = old.filter(state__in=(*WAITING, PASSED_ON))
    loaded = old.exclude(state__in=(*WAITING, PASSED_ON)).exclude(stored_as="")
    names = (*unfinished.values_list("stored_as", flat=True),)
    names += (*loaded.values_list("stored_as", flat=True),)
    unfinished.delete()
    loaded.update(stored_as="")
    return tuple(name for name in names if name)


def _waiting(by: Viewer, upload_id: int) -> ImportBatch:
    """The locked upload, of one's own organisation in a programme that one leads."""
    row = (
        ImportBatch.objects.select_for_update()
        .filter(pk=upload_id, owner=by.organisation_id, state__in=WAITING)
        .first()
    )
    if row is None or not may_import(by, row.programme_id):
        raise NotFound
    return row


def _is_at_rest(row: ImportBatch) -> Decision:
    if row.state in AT_WORK:
        return deny(say("The list is being worked on. Wait until that is done."))
    return ALLOW
