"""`framsteg version`."""

import typer

from framsteg.config.words import _

HELP = _("Show the version.")


def command() -> None:
    from importlib.metadata import version

    typer.echo(f"Framsteg {version('framsteg')}")
