"""`framsteg migrate`: bring the database up to this version."""

import typer

from framsteg.config.ready import as_owner, migrate, settings_ready, unapplied
from framsteg.config.words import _, ngettext

HELP = _("Bring the database up to this version of Framsteg.")


def command() -> None:
    settings_ready()
    with as_owner():
        waiting = len(unapplied())
        migrate()
    done = ngettext(
        "{n} change was made to the database.", "{n} changes were made to the database.", waiting
    )
    typer.echo(done.format(n=waiting) if waiting else _("The database is up to date."))
