"""Whether the newest snapshot is behind the work, and how long a new one would take."""

from datetime import date, datetime, timedelta
from pathlib import Path

from framsteg.access.exporting import mark_of_work
from framsteg.evaluation.provenance import SnapshotInfo
from framsteg.snapshot.store import DESCRIPTION


def is_behind(
    info: SnapshotInfo, *, today: date, now: datetime, patience: timedelta = timedelta(0)
) -> bool:
    """Whether a new snapshot would show something else: a new day, or work since it was made.

    One younger than `patience` is not looked into.
    """
    if info.day != today:
        return True
    return now - info.made_at >= patience and info.seen != mark_of_work()


def seconds_to_build(folder: Path, info: SnapshotInfo) -> float:
    """How long the snapshot took: from the moment that it shows until it was written."""
    written = (folder / info.id / DESCRIPTION).stat().st_mtime
    return max(0.0, written - info.made_at.timestamp())
