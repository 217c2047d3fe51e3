"""The promise that the newest snapshot is never far behind the work."""

import os
from datetime import date, datetime, timedelta
from pathlib import Path

from framsteg.access import Viewer
from framsteg.access.exporting import mark_of_work
from framsteg.evaluation.provenance import SnapshotInfo
from framsteg.snapshot.store import CURRENT, DESCRIPTION, NoSnapshot, current

AT_ONCE = timedelta(0)


def is_behind(
    info: SnapshotInfo, *, today: date, now: datetime, patience: timedelta = AT_ONCE
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


def ensure_fresh(
    *, by: Viewer, folder: Path, key: bytes, now: datetime, patience: timedelta = AT_ONCE
) -> SnapshotInfo:
    """The current snapshot; a new one first if the work has gone on or a new day has come.

    A snapshot younger than `patience` is let stand even so: pages that are opened all day long
    give it some minutes, a command gives it none.
    """
    try:
        info = current(folder)
    except NoSnapshot:
        return _build(by=by, folder=folder, key=key, now=now)
    if is_behind(info, today=by.today, now=now, patience=patience):
        return _build(by=by, folder=folder, key=key, now=now)
    if now - info.made_at >= patience:  # looked into and found true: its age is counted from now
        os.utime(folder / CURRENT)
    return info


def _build(*, by: Viewer, folder: Path, key: bytes, now: datetime) -> SnapshotInfo:
    # Here, not above: a report on figures that are fresh does not load what tables are written
    # with, which takes longer than most of its questions.
    from framsteg.snapshot.build import build

    return build(by=by, folder=folder, key=key, now=now)
