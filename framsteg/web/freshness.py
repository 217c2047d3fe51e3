"""Figures that are never more than five minutes behind the work, without making pages wait.

Where a snapshot is made in a moment, the page makes it. Where it takes longer, the worker does,
and the page shows what there is and says so.
"""

from dataclasses import dataclass, replace
from datetime import timedelta

from django.conf import settings
from django.core.cache import cache
from django.utils import timezone

from framsteg.access import Viewer
from framsteg.evaluation.provenance import SnapshotInfo
from framsteg.foundation.codes import Purpose
from framsteg.snapshot.freshness import ensure_fresh, is_behind, seconds_to_build
from framsteg.snapshot.store import NoSnapshot, current
from framsteg.web import tasks

PATIENCE = timedelta(minutes=5)
LONGEST_IN_A_PAGE = 2.0
"""Seconds that a page may spend on making a snapshot, judged by how long the last one took."""

_ON_ITS_WAY = "snapshot_on_its_way"


@dataclass(frozen=True)
class Standing:
    """The snapshot to show; `is_renewing` says that the worker is making a newer one."""

    snapshot: SnapshotInfo
    is_renewing: bool = False


def fresh(viewer: Viewer, *, patience: timedelta = PATIENCE) -> Standing:
    """The newest snapshot, renewed first (or by the worker meanwhile) if the work has gone on."""
    now = timezone.now()
    try:
        info = current(settings.SNAPSHOTS)
    except NoSnapshot:
        return Standing(renewed(viewer))
    if not is_behind(info, today=viewer.today, now=now, patience=patience):
        cache.delete(_ON_ITS_WAY)
        return Standing(info)
    if (
        seconds_to_build(settings.SNAPSHOTS, info) <= LONGEST_IN_A_PAGE
        or not tasks.worker_is_alive()
    ):
        return Standing(renewed(viewer))
    # Whoever opens the page while it is being made waits for the same one.
    if cache.add(_ON_ITS_WAY, "yes", timeout=PATIENCE.total_seconds()):
        tasks.renew_snapshot.enqueue()
    return Standing(info, is_renewing=True)


def renewed(viewer: Viewer) -> SnapshotInfo:
    """A snapshot with all the work there is, made now if need be."""
    return ensure_fresh(
        by=replace(viewer, purpose=Purpose.EVALUATION),
        folder=settings.SNAPSHOTS,
        key=settings.PSEUDONYM_KEY.encode(),
        now=timezone.now(),
    )
