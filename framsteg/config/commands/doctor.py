"""`framsteg doctor`: look an installation over and say what is wrong and how to mend it."""

import shutil
import stat
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from framsteg.config.ready import settings_ready, unapplied
from framsteg.config.words import LOCALE, _, ngettext

if TYPE_CHECKING:
    from framsteg.config.environment import Environment

HELP = _("Look the installation over; exits with 1 when something must be mended.")

LEAST_DISK_GB = 2
OLDEST_SNAPSHOT_MINUTES = 15
OLDEST_BACKUP_HOURS = 26
LATEST_SIGN_OF_WORKER_SECONDS = 120


class Mark(Enum):
    GOOD = "ok"
    NOTE = "note"
    FAULT = "fault"


@dataclass(frozen=True)
class Finding:
    mark: Mark
    text: str


def good(text: str) -> Finding:
    return Finding(Mark.GOOD, text)


def note(text: str) -> Finding:
    return Finding(Mark.NOTE, text)


def fault(text: str) -> Finding:
    return Finding(Mark.FAULT, text)


def command() -> None:
    settings_ready()
    findings = [check() for check in CHECKS]
    shown = {Mark.GOOD: _("OK"), Mark.NOTE: _("Note"), Mark.FAULT: _("Fault")}
    width = max(map(len, shown.values()))
    for finding in findings:
        typer.echo(f"{shown[finding.mark]:<{width}}  {finding.text}")
    if any(finding.mark is Mark.FAULT for finding in findings):
        raise typer.Exit(1)


def _environment() -> "Environment":
    from django.conf import settings

    env: Environment = settings.ENV
    return env


def _folder() -> Path:
    from django.conf import settings

    folder: Path = settings.FRAMSTEG_DATA
    return folder


def check_settings() -> Finding:
    """Unsafe production settings have refused to start before this line."""
    if _environment().production:
        return good(_("Production settings are safe."))
    return note(_("Development settings: use them with invented people only."))


def check_secrets() -> Finding:
    env = _environment()
    if env.secret_key and env.pseudonym_key:
        return good(_("The secret keys come from the environment."))
    return note(_("The secret keys were made here and lie in the data folder."))


def check_folder() -> Finding:
    folder = _folder()
    if not _writable(folder):
        return fault(_("The data folder {folder} cannot be written to.").format(folder=folder))
    if stat.S_IMODE(folder.stat().st_mode) & 0o077:
        found = _("Others on this machine may open the data folder. Mend: chmod 700 {folder}")
        problem = fault if _environment().production else note
        return problem(found.format(folder=folder))
    return good(_("The data folder can be written to, and by nobody else."))


def _writable(folder: Path) -> bool:
    trial = folder / ".doctor"
    try:
        trial.write_text("")
        trial.unlink()
    except OSError:
        return False
    return True


def check_disk() -> Finding:
    left = shutil.disk_usage(_folder()).free / 1e9
    text = _("{left:.0f} GB of disk left.").format(left=left)
    return good(text) if left >= LEAST_DISK_GB else fault(text)


def check_database() -> Finding:
    from django.db import DatabaseError, connection

    try:
        with connection.cursor() as cursor:
            if connection.vendor != "sqlite":
                cursor.execute("select 1")
                return good(_("The PostgreSQL database answers."))
            cursor.execute("pragma journal_mode")
            mode = cursor.fetchone()[0]
    except DatabaseError:
        return fault(_("The database cannot be reached; see FRAMSTEG_DATABASE_URL."))
    if mode != "wal":
        return fault(_("SQLite does not keep a write-ahead log; is the disk a network disk?"))
    return good(_("The SQLite database answers and keeps a write-ahead log."))


def check_second_wall() -> Finding:
    """Whoever owns the tables is not bound by their policies: the site's role must own none."""
    from django.db import DatabaseError, connection

    if connection.vendor == "sqlite":
        return note(_("SQLite has no second wall; PostgreSQL has one (docs/security.md)."))
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FILTER (WHERE NOT row_security_active(oid)), count(*) "
                "FROM pg_class WHERE relrowsecurity AND relnamespace = 'public'::regnamespace"
            )
            unbound, guarded = cursor.fetchone()
    except DatabaseError:
        return fault(_("The database cannot be reached; see FRAMSTEG_DATABASE_URL."))
    if unbound or not guarded:
        return note(
            _("The site's database role owns the tables, so the second wall does not bind it. "
              "Set FRAMSTEG_DATABASE_OWNER_URL, and a role of its own in FRAMSTEG_DATABASE_URL.")
        )  # fmt: skip
    return good(_("The second wall binds the site's database role."))


def check_migrations() -> Finding:
    from django.db import DatabaseError

    try:
        waiting = len(unapplied())
    except DatabaseError:
        return fault(_("The database's version cannot be read."))
    if waiting:
        return fault(_("The database is behind this version. Mend: framsteg migrate"))
    return good(_("The database is at this version."))


def check_translations() -> Finding:
    compiled = LOCALE / "sv" / "LC_MESSAGES" / "django.mo"
    source = compiled.with_suffix(".po")
    if not compiled.exists():
        return fault(_("The Swedish texts are not compiled. Mend: make install"))
    if source.exists() and source.stat().st_mtime > compiled.stat().st_mtime:
        return note(_("The Swedish texts are older than their source. Mend: make install"))
    return good(_("The Swedish texts are in place."))


def check_worker() -> Finding:
    from django.db import DatabaseError

    from framsteg.config import chores

    try:
        ago = chores.worker_seen_seconds_ago()
    except DatabaseError:
        return fault(_("The worker cannot be asked for: the database does not answer."))
    if ago is not None and ago <= LATEST_SIGN_OF_WORKER_SECONDS:
        return good(_("The worker is alive."))
    problem = fault if _environment().production else note
    return problem(_("No worker is running. Mend: framsteg serve, or framsteg worker"))


def check_tasks() -> Finding:
    from django.db import DatabaseError

    from framsteg.actions import background

    try:
        failed = background.failed_count()
    except DatabaseError:
        return fault(_("The background work cannot be asked for: the database does not answer."))
    if failed:
        text = ngettext(
            "{n} task in the background failed. See it in Framsteg: Background work",
            "{n} tasks in the background failed. See them in Framsteg: Background work",
            failed,
        )
        return note(text.format(n=failed))
    return good(_("No task in the background has failed."))


def check_backup() -> Finding:
    """Read from the names of the files, here or where they are copied."""
    from django.conf import settings

    from framsteg.config.backups.take import taken

    problem = fault if _environment().production else note
    if not _environment().backup_recipients:
        return problem(_("No backups are taken. Mend: FRAMSTEG_BACKUP_RECIPIENTS"))
    newest = max(taken(settings.BACKUPS).values(), default=None)
    if newest is None:
        return problem(_("No backup has been taken. Mend: framsteg backup"))
    hours = int((datetime.now(UTC) - newest).total_seconds() // 3600)
    if hours < 0:
        return problem(_("The newest backup is from the future: is the clock right?"))
    text = _("The newest backup is {hours} hours old.").format(hours=hours)
    return good(text) if hours <= OLDEST_BACKUP_HOURS else problem(text)


def check_snapshot() -> Finding:
    """The file that names the newest snapshot is replaced each time one is taken."""
    newest = _folder() / "snapshots" / "current"
    if not newest.exists():
        return note(_("No snapshot has been taken yet, so there are no figures."))
    taken = datetime.fromtimestamp(newest.stat().st_mtime, UTC)
    minutes = int((datetime.now(UTC) - taken).total_seconds() // 60)
    text = _("The newest snapshot is {minutes} minutes old.").format(minutes=minutes)
    return good(text) if minutes <= OLDEST_SNAPSHOT_MINUTES else note(text)


CHECKS: tuple[Callable[[], Finding], ...] = (
    check_settings,
    check_secrets,
    check_folder,
    check_disk,
    check_database,
    check_second_wall,
    check_migrations,
    check_translations,
    check_worker,
    check_tasks,
    check_snapshot,
    check_backup,
)
