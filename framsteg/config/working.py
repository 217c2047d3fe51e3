"""The worker: takes tasks one at a time, tells that it is alive, and outlives the database."""

import fcntl
import logging
import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import InterfaceError, OperationalError, connections
from django_tasks_db.management.commands.db_worker import Worker as DatabaseWorker

from framsteg.actions import background

log = logging.getLogger(__name__)

SILENT_SECONDS = 90
"""After so long without a sign a worker on another machine is taken to be gone."""
LONGEST_WAIT_SECONDS = 15
_SIGNS = "workers"


class Worker(DatabaseWorker):
    """Takes tasks as the library's worker does; how each goes is kept by `background`."""

    def __init__(self, worker_id: str, *, batch: bool = False) -> None:
        super().__init__(
            queue_names=["*"],
            interval=1,
            batch=batch,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=worker_id,
            excluded_queue_names=[background.ASIDE],
        )

    def run_task(self, db_task_result: Any) -> None:
        self.running_task = True
        try:
            background.run(db_task_result)
        finally:
            self.running_task = False

    def work(self) -> None:
        """Until told to stop. A database that is away is waited for, and what was under way when
        it went is begun anew."""
        wait = 1.0
        while self.running:
            try:
                background.give_back(self.worker_id)
                self.run()
                return
            except (OperationalError, InterfaceError):
                log.warning("The worker waits: the database did not answer")
                connections.close_all()
                time.sleep(wait)
                wait = min(wait * 2, LONGEST_WAIT_SECONDS)


def new_id() -> str:
    """Machine, process, and something that no later process of that number has."""
    return f"{os.uname().nodename[:30]}-{os.getpid()}-{secrets.token_hex(4)}"


@contextmanager
def sign_of_life(worker_id: str) -> Iterator[None]:
    """A file that is locked for as long as this process lives, however it ends."""
    folder = _folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / worker_id
    with path.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        try:
            yield
        finally:
            path.unlink(missing_ok=True)


def say_alive(worker_id: str) -> None:
    """For workers on other machines, who cannot see our file."""
    cache.set(f"worker:{worker_id}", time.time(), timeout=None)


def is_alive(worker_id: str) -> bool:
    try:
        with (_folder() / worker_id).open() as sign:
            fcntl.flock(sign, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except FileNotFoundError:
        seen = cache.get(f"worker:{worker_id}")
        return seen is not None and abs(time.time() - float(seen)) < SILENT_SECONDS
    (_folder() / worker_id).unlink(missing_ok=True)
    cache.delete(f"worker:{worker_id}")
    return False


def _folder() -> Path:
    return Path(settings.FRAMSTEG_DATA) / _SIGNS
