"""Checking and loading an uploaded list: small ones by the page, large ones by the worker."""

from datetime import datetime, timedelta
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.utils.translation import gettext

from framsteg.access import NotFound, Viewer
from framsteg.access.reading.imports import ImportLine, import_line
from framsteg.actions import imports
from framsteg.actions.imports import uploads as waiting
from framsteg.foundation.decision import Denied
from framsteg.imports.loading import Examined, bad_rows_file, examine, load
from framsteg.imports.mapping import parsed
from framsteg.imports.sheet import Unreadable
from framsteg.web import listing, uploads, words

LARGEST_IN_A_PAGE = {"text": 400_000, "workbook": 150_000}
"""Bytes; about two thousand rows of a usual case list."""

ROWS_IN_A_PAGE = 2_000

UNDO_PATIENCE = 1800
"""Seconds until an undo that never ended may be asked for again."""

KEPT = timedelta(days=7)
"""How long a file lies here when nobody goes on with it."""


def is_for_the_worker(upload: ImportLine) -> bool:
    """Whether a page would have to wait for this list."""
    found = uploads.finding(upload.stored_as)
    if found and found.get("rows", 0) > ROWS_IN_A_PAGE:
        return True
    path = uploads.path(upload.stored_as)
    with path.open("rb") as file:
        form = "workbook" if file.read(2) == b"PK" else "text"
    return path.stat().st_size > LARGEST_IN_A_PAGE[form]


def check(viewer: Viewer, upload_id: int) -> None:
    """Read and check the list, and keep what was found. The upload has been begun."""
    upload = import_line(viewer, upload_id)
    try:
        found = listing.finding(*_examined(viewer, upload))
    except Unreadable as fault:
        found = listing.unreadable(fault)
    uploads.keep_finding(upload.stored_as, found)
    waiting.rest(by=viewer, upload_id=upload_id, state="checked")


def apply(viewer: Viewer, upload_id: int, *, skip_bad: bool) -> int:
    """Load the list as it stands, whole or without its bad rows. Returns the import's id.

    Raises Denied when it cannot be loaded; nothing is written then. The upload has been begun.
    """
    upload = import_line(viewer, upload_id)
    examined, _known = _examined(viewer, upload)
    bad_rows_as = ""
    if examined.checked.bad_rows and skip_bad:
        bad_rows_as = uploads.keep([bad_rows_file(examined.checked, words.render).encode()])
    try:
        with transaction.atomic():
            line = load(examined, by=viewer, programme_id=upload.programme_id, skip_bad=skip_bad)
            waiting.pass_on(
                by=viewer, upload_id=upload_id, batch_id=line.batch_id, bad_rows_as=bad_rows_as
            )
    except BaseException:
        uploads.remove(bad_rows_as)
        raise
    uploads.remove(upload.stored_as)
    return line.batch_id


def is_begun(viewer: Viewer, upload_id: int, state: str) -> bool:
    """Whether the upload still waits for what was begun: a task may come a second time."""
    try:
        return import_line(viewer, upload_id).state == state
    except NotFound:
        return False


def checked_or_failed(viewer: Viewer, upload_id: int) -> None:
    """As `check`; whatever goes wrong, the upload does not stay begun."""
    _at_rest_after(viewer, upload_id, lambda: check(viewer, upload_id))


def applied_or_failed(viewer: Viewer, upload_id: int, *, skip_bad: bool) -> None:
    """As `apply`, for the worker: a refusal becomes the upload's message."""
    _at_rest_after(viewer, upload_id, lambda: apply(viewer, upload_id, skip_bad=skip_bad))


def _at_rest_after(viewer: Viewer, upload_id: int, work: Any) -> None:
    try:
        work()
    except Denied as refusal:
        message = words.render(refusal.reason)
        waiting.rest(by=viewer, upload_id=upload_id, state="checked", message=message)
    except Exception:
        message = gettext("Something went wrong, and nothing was loaded.")
        waiting.rest(by=viewer, upload_id=upload_id, state="failed", message=message)
        raise


def _examined(viewer: Viewer, upload: ImportLine) -> tuple[Examined, Any]:
    examined = examine(
        uploads.path(upload.stored_as),
        parsed(dict(upload.mapping)),
        by=viewer,
        programme_id=upload.programme_id,
        filename=upload.filename,
    )
    return examined, imports.known(by=viewer, programme_id=upload.programme_id)


def undo_is_for_the_worker(line: ImportLine) -> bool:
    """Whether a page would have to wait for this import to be undone."""
    return sum(int(line.counts.get(name, 0)) for name in ("created", "updated")) > ROWS_IN_A_PAGE


def begin_undo(batch_id: int) -> bool:
    """Note that the worker is to undo an import; False when it is on its way already."""
    cache.delete(_refusal(batch_id))
    return cache.add(_undoing(batch_id), "yes", timeout=UNDO_PATIENCE)


def undo(viewer: Viewer, batch_id: int) -> None:
    """Undo an import, for the worker: a refusal is kept for the receipt to tell."""
    try:
        imports.undo(by=viewer, batch_id=batch_id)
    except Denied as refusal:
        cache.set(_refusal(batch_id), words.render(refusal.reason), timeout=UNDO_PATIENCE)
    finally:
        cache.delete(_undoing(batch_id))


def undo_state(batch_id: int) -> tuple[bool, str]:
    """Whether the worker is undoing the import, and why it lately could not."""
    return cache.get(_undoing(batch_id)) is not None, cache.get(_refusal(batch_id)) or ""


def _undoing(batch_id: int) -> str:
    return f"import_undoing:{batch_id}"


def _refusal(batch_id: int) -> str:
    return f"import_undo_refused:{batch_id}"


def expire(*, now: datetime) -> None:
    """Remove uploads that nobody went on with for a week, and rows kept for mending as long."""
    for stored_as in waiting.expire(before=now - KEPT):
        uploads.remove(stored_as)
