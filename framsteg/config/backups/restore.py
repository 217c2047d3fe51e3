"""Going back to a backup, and the proof that one can."""

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.conf import settings
from pydantic import ValidationError

from framsteg.config.backups import contents, envelope, manifest, postgres, sqlite
from framsteg.config.refusals import Refused
from framsteg.config.words import _


def check(backup: Path, key: Path) -> manifest.Manifest:
    """Restore it beside what is in use, hold every table and file against what was counted when
    it was taken, and remove the trial. Refused: it does not hold."""
    with _opened(backup, key) as (folder, told):
        if told.database == "sqlite":
            found = sqlite.tables(folder / sqlite.FILE)
        else:
            with postgres.scratch(_server()) as trial:
                found = postgres.put_back(folder / postgres.FILE, trial)
        _compare(told, found)
        return told


def restore(backup: Path, key: Path) -> tuple[manifest.Manifest, list[Path]]:
    """Put it back where there is no database yet. What it told, and the files of the data folder
    that differed and were set aside. Refused: there is a database, or the backup does not hold."""
    with _opened(backup, key) as (folder, told):
        _nothing_to_lose()
        aside = _put_back_files(folder / contents.FOLDER, told)
        if told.database == "sqlite":
            database = Path(settings.DATABASES["default"]["NAME"])
            found = sqlite.put_back(folder / sqlite.FILE, database)
        else:
            found = postgres.put_back(folder / postgres.FILE, _server())
        _compare(told, found)
        return told, aside


def _server() -> postgres.Server:
    return postgres.Server(settings.DATABASE_OWNER or settings.DATABASES["default"])


@contextmanager
def _opened(backup: Path, key: Path) -> Iterator[tuple[Path, manifest.Manifest]]:
    """The unpacked backup, each of its files as it was, and for the kind of database we use."""
    if not backup.is_file():
        raise Refused(_("There is no backup {file}.").format(file=backup))
    keys = envelope.identities(key)
    settings.FRAMSTEG_DATA.mkdir(mode=0o700, parents=True, exist_ok=True)
    damaged = Refused(_("{file} is damaged: take another backup.").format(file=backup.name))
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=settings.FRAMSTEG_DATA) as made:
        folder = Path(made)
        try:
            envelope.unpack(backup, keys, folder)
            told = manifest.Manifest.model_validate_json((folder / manifest.FILE).read_bytes())
            whole = all(contents.checksum(folder / name) == was for name, was in told.files.items())
        except ValidationError:
            raise damaged from None
        except OSError as error:
            raise Refused(
                _("The backup cannot be unpacked: {reason}").format(reason=error.strerror)
            ) from error
        if not whole:
            raise damaged
        if (told.database == "sqlite") != settings.ENV.on_sqlite:
            raise Refused(
                _("The backup is of {database}; see FRAMSTEG_DATABASE_URL.").format(
                    database={"sqlite": "SQLite", "postgresql": "PostgreSQL"}[told.database]
                )
            )
        with _database_answers():
            yield folder, told


@contextmanager
def _database_answers() -> Iterator[None]:
    try:
        yield
    except psycopg.OperationalError as error:
        raise Refused(_("The database cannot be reached; see FRAMSTEG_DATABASE_URL.")) from error
    except sqlite3.DatabaseError as error:
        raise Refused(_("The database in the backup is damaged: take another backup.")) from error


def _nothing_to_lose() -> None:
    if settings.ENV.on_sqlite:
        database = Path(settings.DATABASES["default"]["NAME"])
        taken = database.exists()
    else:
        taken = not postgres.is_empty(_server())
    if taken:
        raise Refused(
            _("There is a database here already. Name an empty one, or another data folder.")
        )


def _put_back_files(folder: Path, told: manifest.Manifest) -> list[Path]:
    aside = []
    for source in sorted(path for path in folder.rglob("*") if path.is_file()):
        target = settings.FRAMSTEG_DATA / source.relative_to(folder)
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if target.exists() and contents.checksum(target) != contents.checksum(source):
            kept = target.with_name(f"{target.name}.before-{told.taken_at:%Y%m%dT%H%M%SZ}")
            target.replace(kept)
            aside.append(kept)
        source.replace(target)
    return aside


def _compare(told: manifest.Manifest, found: dict[str, manifest.Table]) -> None:
    differing = sorted(
        name
        for name in told.tables.keys() | found.keys()
        if told.tables.get(name) != found.get(name)
    )
    if differing:
        raise Refused(
            _("These tables are not as they were when the backup was taken: {tables}").format(
                tables=", ".join(differing)
            )
        )
