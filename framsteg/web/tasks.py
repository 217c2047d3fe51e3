"""What the pages leave for the worker. Each bears to be done twice (see actions.background)."""

import time

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.utils import timezone
from django.utils.translation import override
from django_tasks import task

from framsteg import access
from framsteg.foundation.codes import Purpose
from framsteg.snapshot.freshness import ensure_fresh
from framsteg.web import lists

WORKER_ALIVE = "worker_alive_at"
"""Where the worker keeps the time (seconds since 1970) at which it last was alive."""

WORKER_IS_LATE = 120
"""Seconds without a sign of life after which nobody waits for the worker."""


def worker_is_alive() -> bool:
    seen = cache.get(WORKER_ALIVE)
    return seen is not None and time.time() - float(seen) < WORKER_IS_LATE


@task()
def renew_snapshot() -> None:
    """Take a new snapshot where the work has gone on since the last one."""
    try:
        viewer = access.viewer_for_command(
            None, purpose=Purpose.EVALUATION, today=timezone.localdate(), where="framsteg worker"
        )
    except access.NotFound:
        return  # no programme has been started, so there is nothing to count
    ensure_fresh(
        by=viewer,
        folder=settings.SNAPSHOTS,
        key=settings.PSEUDONYM_KEY.encode(),
        now=timezone.now(),
    )


@task()
def check_list(upload_id: int, staff_id: int, language: str) -> None:
    """Read and check an uploaded list; done already, it is let be."""
    viewer = _viewer(staff_id)
    with override(language):
        if lists.is_begun(viewer, upload_id, "checking"):
            lists.checked_or_failed(viewer, upload_id)


@task()
def load_list(upload_id: int, staff_id: int, language: str, skip_bad: bool) -> None:
    """Load an uploaded list, all or nothing; loaded already, it is let be."""
    viewer = _viewer(staff_id)
    with override(language):
        if lists.is_begun(viewer, upload_id, "applying"):
            lists.applied_or_failed(viewer, upload_id, skip_bad=skip_bad)


@task()
def undo_list(batch_id: int, staff_id: int, language: str) -> None:
    """Undo an import as a whole."""
    with override(language):
        lists.undo(_viewer(staff_id), batch_id)


@task()
def clear_uploads() -> None:
    """Remove lists that nobody went on with."""
    lists.expire(now=timezone.now())


def _viewer(staff_id: int) -> access.Viewer:
    """The one who asked, with the roles that they have now."""
    staff = get_user_model().objects.get(pk=staff_id, is_active=True)
    return access.viewer_for(staff, today=timezone.localdate(), where="imports")
