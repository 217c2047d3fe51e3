"""The tasks that the chores start; the worker alone imports them."""

import logging

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import IntegrityError
from django.utils import timezone
from django_tasks import task

from framsteg.access import NotFound
from framsteg.actions import background, drafts, summaries
from framsteg.config import adverts, audit
from framsteg.integrations.jobtech import Unavailable

log = logging.getLogger(__name__)

FAILED_KEPT_DAYS = 365


@task()
def check_summaries() -> None:
    """Compute each case's summary anew; one that differs is a fault in the code worth knowing."""
    mended = summaries.mend()
    if mended:
        log.error("%d case summaries differed from their rows and were mended", mended)


@task()
def seal_logs() -> None:
    """Bind the newest rows of the logs to their chains, and sign where each stands."""
    try:
        audit.seal_logs()
    except IntegrityError:
        log.info("The logs were sealed by another worker at the same time")


@task()
def load_adverts() -> None:
    """Read advertisements anew, where the installation has said from which municipalities."""
    if not adverts.from_the_service():
        return
    try:
        adverts.load()
    except (NotFound, Unavailable) as refusal:
        log.warning("Advertisements could not be read: %s", refusal)


@task()
def tidy() -> None:
    """Remove ended sessions, drafts nobody came back to, and the traces of tasks that went well."""
    call_command("clearsessions")
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    drafts.age_out(now=timezone.now())
    for queue in ("default", background.ASIDE):
        call_command(
            "prune_db_task_results",
            queue_name=queue,
            min_age_days=7,
            # What failed waits for a person, who has looked at it when it is put aside.
            failed_min_age_days=FAILED_KEPT_DAYS if queue == "default" else 30,
            verbosity=0,
        )
