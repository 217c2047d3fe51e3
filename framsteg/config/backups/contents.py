"""What of the data folder belongs in a backup: everything but what is made anew or kept apart."""

import hashlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

FOLDER = "data"
"""Where the data folder's files lie within a backup."""

# The database has a way of its own. The audit key must not lie where the database's copies lie:
# with both, somebody could make the logs' chains anew.
LEFT_OUT = {
    "audit_key", "backups", "charts", "framsteg.sqlite3", "framsteg.sqlite3-shm",
    "framsteg.sqlite3-wal", "logs", "metrics", "snapshots", "static",
}  # fmt: skip


def gather(data: Path, into: Path) -> None:
    """Put what belongs in a backup into a folder of the same disk, as links where that is enough.

    Done before and after the database is copied: a file that the copy speaks of was there at one
    of the two. What is there already stays as it was first: a log that grows beside the database
    may not be ahead of its copy.
    """
    for source in _files(data):
        target = into / source.relative_to(data)
        if target.exists():
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            if source.suffix == ".jsonl":  # grows in place, so a link would grow with it
                shutil.copyfile(source, target)
            else:
                os.link(source, target)
        except FileNotFoundError:
            continue  # removed since we looked


def _files(data: Path) -> Iterator[Path]:
    for entry in sorted(data.iterdir()):
        if entry.name in LEFT_OUT or entry.name.startswith("."):
            continue
        if entry.is_dir():
            yield from (path for path in sorted(entry.rglob("*")) if path.is_file())
        elif entry.is_file():
            yield entry


def checksum(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
