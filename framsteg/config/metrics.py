"""What is counted for monitoring, in Prometheus' format. No label says anything of a person.

Requests are counted in each web process, and added up over them by files in FRAMSTEG_DATA/metrics
(`framsteg serve` names the folder). The rest is read when somebody asks.
"""

import os
import shutil
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, InterfaceError
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram
from prometheus_client import generate_latest as as_text
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from framsteg.actions import background
from framsteg.config import chores

CONTENT_TYPE = CONTENT_TYPE_LATEST
FOLDER = "PROMETHEUS_MULTIPROC_DIR"
"""The library's own name, read when it is imported."""

_OURS = CollectorRegistry()
REQUESTS = Counter(
    "framsteg_requests", "Answered requests", ["view", "method", "status"], registry=_OURS
)
SECONDS = Histogram(
    "framsteg_request_seconds",
    "How long an answer took",
    ["view"],
    buckets=(0.01, 0.03, 0.1, 0.3, 1, 3, 10),
    registry=_OURS,
)
_KNOWN_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


def new_folder(data: Path) -> str:
    """An empty folder for the counts of the processes that are about to start."""
    folder = data / "metrics"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700, parents=True)
    return str(folder)


def count_request(view: str, method: str, status: int, seconds: float) -> None:
    # Anybody can send any word as a method; each would be a row of its own for ever.
    known = method if method in _KNOWN_METHODS else "other"
    REQUESTS.labels(view, known, str(status)).inc()
    SECONDS.labels(view).observe(seconds)


def text() -> bytes:
    """Everything, as Prometheus reads it."""
    registry = CollectorRegistry()
    if os.environ.get(FOLDER):
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    else:
        registry.register(_OURS)
    registry.register(_State())
    return as_text(registry)


class _State(Collector):
    """What the installation is like at this moment."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        try:
            yield from map(_gauge, self._of_the_database())
            yield _gauge(("framsteg_database_up", "Whether the database answers", 1))
        except (DatabaseError, InterfaceError):
            yield _gauge(("framsteg_database_up", "Whether the database answers", 0))
        yield from map(_gauge, self._of_the_folder())

    def _of_the_database(self) -> list[tuple[str, str, float]]:
        waiting, oldest = background.waiting()
        seen = chores.worker_seen_seconds_ago()
        return [
            ("framsteg_tasks_waiting", "Tasks that could be done now", waiting),
            ("framsteg_tasks_oldest_seconds", "How long the oldest of them has waited", oldest),
            ("framsteg_tasks_failed", "Tasks that wait for a person", background.failed_count()),
            ("framsteg_worker_seen_seconds", "Since a worker said that it is alive",
             float("nan") if seen is None else seen),
        ]  # fmt: skip

    def _of_the_folder(self) -> Iterable[tuple[str, str, float]]:
        from framsteg.config.backups.take import taken  # brings encryption along

        free = shutil.disk_usage(settings.FRAMSTEG_DATA).free
        yield "framsteg_disk_free_bytes", "Left on the data folder's disk", free
        newest = max(taken(settings.BACKUPS).values(), default=None)
        age = float("nan") if newest is None else time.time() - newest.timestamp()
        yield "framsteg_backup_age_seconds", "Since the newest backup was taken", age


def _gauge(told: tuple[str, str, float]) -> GaugeMetricFamily:
    name, words, value = told
    return GaugeMetricFamily(name, words, value=value)
