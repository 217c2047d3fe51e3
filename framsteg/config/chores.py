"""What the worker does by the clock: each chore a task, started by one worker of however many."""

import logging
import threading
import time
from dataclasses import dataclass
from datetime import timedelta

from django.core.cache import cache
from django.db import DatabaseError, InterfaceError, close_old_connections
from django.utils.module_loading import import_string

from framsteg.actions import background
from framsteg.config import working

log = logging.getLogger(__name__)

ALIVE = "worker_alive_at"
TICK_SECONDS = 15
TURN_SECONDS = 600


@dataclass(frozen=True)
class Chore:
    """A task without arguments, by its import path, and how often it is started."""

    name: str
    every: timedelta
    task: str


CHORES = (
    Chore("snapshot", timedelta(minutes=2), "framsteg.web.tasks.renew_snapshot"),
    Chore("proof", timedelta(minutes=5), "framsteg.config.tasks.seal_logs"),
    Chore("summaries", timedelta(days=1), "framsteg.config.tasks.check_summaries"),
    Chore("adverts", timedelta(hours=12), "framsteg.config.tasks.load_adverts"),
    Chore("tidy", timedelta(days=1), "framsteg.config.tasks.tidy"),
    Chore("steering_packs", timedelta(hours=6), "framsteg.web.steering_tasks.make_steering_packs"),
    Chore("uploads", timedelta(days=1), "framsteg.web.tasks.clear_uploads"),
    Chore("emergencies", timedelta(minutes=1), "framsteg.web.notices.end_emergencies"),
    Chore("digests", timedelta(minutes=10), "framsteg.web.mailing.send_digests"),
    Chore("invitations", timedelta(minutes=10), "framsteg.web.mailing.send_left_invitations"),
)


def keep_time(stopping: threading.Event, worker_id: str) -> None:
    """Start each chore when it is due, until told to stop; say that the worker is alive, and let
    what a worker left that is not be begun anew."""
    while not stopping.is_set():
        close_old_connections()
        try:
            cache.set(ALIVE, time.time(), timeout=None)
            working.say_alive(worker_id)
            background.give_back_abandoned(working.is_alive)
            start_due()
        except (DatabaseError, InterfaceError):
            # A busy or restarting database: what was due is still due at the next tick.
            log.warning("The chores wait: the database did not answer")
        stopping.wait(TICK_SECONDS)
    close_old_connections()


def start_due() -> list[str]:
    """Start the chores that no worker has started within their interval; their names."""
    due = [chore for chore in CHORES if _claim(chore)]
    for chore in due:
        import_string(chore.task).enqueue()
    return [chore.name for chore in due]


def _claim(chore: Chore) -> bool:
    """Whoever first adds the row that follows on the last start has the turn.

    A start that lies in the future says that the clock has been put back; the chore is due.
    """
    key, now = f"chore_started:{chore.name}", time.time()
    last = cache.get(key)
    if last is not None and 0 <= now - last < chore.every.total_seconds():
        return False
    if not cache.add(f"{key}:after:{last}", now, timeout=TURN_SECONDS):
        return False
    cache.set(key, now, timeout=None)
    return True


def worker_seen_seconds_ago() -> float | None:
    """None where no worker has ever run."""
    seen = cache.get(ALIVE)
    return None if seen is None else time.time() - seen
