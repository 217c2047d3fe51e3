"""`framsteg version`."""

from importlib.metadata import version

import typer

from framsteg.config.words import _

HELP = _("Show the version.")


def command() -> None:
    typer.echo(f"Framsteg {version('framsteg')}")
