"""`framsteg restore`: go back to a backup, or show that one can."""

from pathlib import Path
from typing import Annotated

import typer

from framsteg.config.progress import progress
from framsteg.config.ready import settings_ready
from framsteg.config.words import _

HELP = _("Put a backup back where there is no database yet; with --check only try it.")

Backup = Annotated[Path, typer.Argument(help=_("The file that `framsteg backup` made."))]
Key = Annotated[Path, typer.Option(help=_("The file with the private key."))]
Check = Annotated[
    bool,
    typer.Option("--check", help=_("Restore it beside what is in use, compare, and remove it.")),
]


def command(backup: Backup, key: Key, check: Check = False) -> None:
    settings_ready()
    from framsteg.config.backups import restore

    aside: list[Path] = []
    with progress(_("Restoring")):
        if check:
            told = restore.check(backup, key)
        else:
            told, aside = restore.restore(backup, key)
    said = _("Taken {at} (UTC), version {version}: {tables} tables, {rows} rows, all as they were.")
    at = f"{told.taken_at:%Y-%m-%d %H:%M}"
    counts = {"tables": len(told.tables), "rows": told.rows}
    typer.echo(said.format(at=at, version=told.version, **counts))
    for file in aside:
        typer.echo(_("Differed, and is kept as {file}").format(file=file))
    if not check:
        typer.echo(_("Now: framsteg migrate, framsteg audit verify, framsteg doctor"))
