"""The tasks that the chores start; the worker alone imports them."""

import logging

from django.core.management import call_command
from django_tasks import task

from framsteg.actions import summaries

log = logging.getLogger(__name__)


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
