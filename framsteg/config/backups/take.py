"""Taking a backup while the site is in use."""

import errno
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

import framsteg
from framsteg.config.backups import contents, envelope, manifest, postgres, rotation, sqlite
from framsteg.config.refusals import Refused
from framsteg.config.words import _

_NAME = "framsteg-%Y%m%dT%H%M%SZ.tar.gz.age"
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def take(now: datetime) -> tuple[Path, manifest.Manifest]:
    """Make one encrypted file in settings.BACKUPS, and a copy elsewhere if the settings say so.

    Refused: why there is no backup, or no copy of it. Earlier backups are not touched then.
    """
    to = envelope.recipients(settings.ENV.backup_recipients)
    if not to:
        raise Refused(
            _("FRAMSTEG_BACKUP_RECIPIENTS is empty. Make a key: framsteg backup --new-key FILE")
        )
    target = settings.BACKUPS / now.astimezone(UTC).strftime(_NAME)
    with _plainly():
        settings.BACKUPS.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".backup-", dir=settings.FRAMSTEG_DATA) as folder:
            told = _gather(Path(folder), now)
            with envelope.writing(target, to) as archive:
                archive.add(Path(folder) / manifest.FILE, manifest.FILE)
                for name in told.files:
                    archive.add(Path(folder) / name, name)
    if settings.ENV.backup_copy:
        _copy(target, settings.ENV.backup_copy)
    return target, told


def rotate() -> int:
    """Remove those that are no longer kept, here and where they are copied; how many."""
    folders = filter(None, (settings.BACKUPS, settings.ENV.backup_copy))
    removed = 0
    for folder in folders:
        found = taken(folder)
        stay = rotation.kept(found.values())
        for path in [path for path, at in found.items() if at not in stay]:
            path.unlink()
            removed += 1
    return removed


def taken(folder: Path) -> dict[Path, datetime]:
    """The backups of a folder and when each was taken (UTC); other files are none of ours."""
    found = {}
    for path in folder.glob("framsteg-*.age"):
        try:
            found[path] = datetime.strptime(path.name, _NAME).replace(tzinfo=UTC)
        except ValueError:
            continue
    return found


def _gather(folder: Path, now: datetime) -> manifest.Manifest:
    files = folder / contents.FOLDER
    files.mkdir()
    contents.gather(settings.FRAMSTEG_DATA, files)
    database = settings.DATABASE_OWNER or settings.DATABASES["default"]
    if settings.ENV.on_sqlite:
        copied = folder / sqlite.FILE
        tables = sqlite.copy(Path(database["NAME"]), copied)
        applied = sqlite.migrations(copied)
    else:
        tables, applied = postgres.copy(postgres.Server(database), folder / postgres.FILE)
    contents.gather(settings.FRAMSTEG_DATA, files)
    told = manifest.Manifest(
        version=framsteg.__version__,
        taken_at=now.astimezone(UTC),
        database="sqlite" if settings.ENV.on_sqlite else "postgresql",
        migrations=applied,
        tables=tables,
        files={
            str(path.relative_to(folder)): contents.checksum(path)
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        },
    )
    (folder / manifest.FILE).write_text(told.model_dump_json(indent=1), encoding="utf-8")
    return told


def _copy(backup: Path, folder: Path) -> None:
    unfinished = folder / f".{backup.name}.part"
    try:
        shutil.copyfile(backup, unfinished)
        whole = contents.checksum(unfinished) == contents.checksum(backup)
        unfinished.replace(folder / backup.name)
        envelope.sync_folder(folder)
    except OSError:
        whole = False
    if not whole:
        raise Refused(
            _("The backup was made, but it could not be copied to {folder}.").format(folder=folder)
        )


@contextmanager
def _plainly() -> Iterator[None]:
    """What a disk or a damaged database says, as a refusal."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        full = "full" in str(error) or "disk I/O" in str(error)
        raise Refused(_FULL_DISK if full else _DAMAGED) from error
    except OSError as error:
        if error.errno in _FULL:
            raise Refused(_FULL_DISK) from error
        raise Refused(_CANNOT_WRITE.format(reason=error.strerror)) from error


_FULL_DISK = _("The disk is full: no backup was made. Earlier backups are untouched.")
_DAMAGED = _("The database cannot be read whole, so no backup was made. Restore the latest one.")
_CANNOT_WRITE = _("No backup was made, the disk refuses: {reason}")
