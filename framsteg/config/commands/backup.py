"""`framsteg backup`: a copy of everything, encrypted, while the site is in use."""

import os
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from framsteg.config.progress import progress
from framsteg.config.ready import ready
from framsteg.config.refusals import Refused
from framsteg.config.words import _

HELP = _("Copy everything into one encrypted file while the site is in use; old ones go.")

NewKey = Annotated[
    Path | None,
    typer.Option(help=_("Only make a key in this new file, and say its public half.")),
]
Every = Annotated[
    int | None,
    typer.Option(help=_("Stay, and take one each time so many hours have gone."), min=1, max=168),
]


def command(new_key: NewKey = None, every: Every = None) -> None:
    if new_key is not None:
        _make_key(new_key)
        return
    ready()
    if every is None:
        _take()
        return
    while True:
        began = time.monotonic()
        try:
            _take()
        except Refused as refusal:
            typer.echo(refusal, err=True)  # the next may go well; the doctor tells of the gap
        time.sleep(max(0.0, timedelta(hours=every).total_seconds() - (time.monotonic() - began)))


def _take() -> None:
    from framsteg.config.backups.take import rotate, take

    with progress(_("Taking a backup")):
        file, told = take(datetime.now(UTC))
        removed = rotate()
    said = _("{file}: {tables} tables, {rows} rows, {files} files. Older ones removed: {removed}")
    counts = {"tables": len(told.tables), "rows": told.rows, "files": len(told.files) - 1}
    typer.echo(said.format(file=file, removed=removed, **counts))
    from django.conf import settings

    if not settings.ENV.audit_key:
        typer.echo(_("The audit key is not in it: keep a copy of audit_key elsewhere."), err=True)


def _make_key(file: Path) -> None:
    import pyrage

    key = pyrage.x25519.Identity.generate()
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise Refused(_("The key was not made: {reason}").format(reason=error.strerror)) from error
    with os.fdopen(handle, "w") as opened:
        opened.write(f"# public key: {key.to_public()}\n{key}\n")
    typer.echo(
        _("The private key is in {file}. Keep it off this machine, in two places.").format(
            file=file
        ),
        err=True,
    )
    typer.echo(str(key.to_public()))
