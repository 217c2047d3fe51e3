"""What the pages leave for the worker."""

from django.conf import settings
from django.utils import timezone
from django_tasks import task

from framsteg import access
from framsteg.foundation.codes import Purpose
from framsteg.snapshot.build import ensure_fresh

WORKER_ALIVE = "worker_alive_at"
"""Where the worker keeps the time (seconds since 1970) at which it last was alive."""


@task()
def renew_snapshot() -> None:
    """Make a new snapshot if the work has gone on since the last; without programmes, nothing."""
    today = timezone.localdate()
    try:
        viewer = access.viewer_for_command(
            None, purpose=Purpose.EVALUATION, today=today, where="worker: snapshot"
        )
    except access.NotFound:
        return
    ensure_fresh(
        by=viewer,
        folder=settings.SNAPSHOTS,
        key=settings.PSEUDONYM_KEY.encode(),
        now=timezone.now(),
    )
