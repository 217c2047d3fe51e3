"""The tasks that the chores start; the worker alone imports them."""

import logging

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone
from django_tasks import task

from framsteg import access
from framsteg.actions import summaries
from framsteg.foundation.codes import Purpose
from framsteg.snapshot.build import ensure_fresh

log = logging.getLogger(__name__)


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
        folder=settings.FRAMSTEG_DATA / "snapshots",
        key=settings.PSEUDONYM_KEY.encode(),
        now=timezone.now(),
    )


@task()
def check_summaries() -> None:
    """Compute each case's summary anew; one that differs is a fault in the code worth knowing."""
    mended = summaries.mend()
    if mended:
        log.error("%d case summaries differed from their rows and were mended", mended)


@task()
def tidy() -> None:
    """Remove ended sessions and the traces of tasks that went well."""
    call_command("clearsessions")
    call_command("prune_db_task_results", min_age_days=7, verbosity=0)
