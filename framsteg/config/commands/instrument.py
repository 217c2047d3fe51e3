"""`framsteg instrument`: the texts of WHO-5, which are not Framsteg's to give."""

from pathlib import Path
from typing import Annotated

import typer

from framsteg.config.ready import ready
from framsteg.config.refusals import Refused
from framsteg.config.words import _

app = typer.Typer(help=_("Texts of instruments that belong to others."), no_args_is_help=True)


@app.callback()
def group() -> None:
    """Keeps `load` a subcommand while it is the only one."""


@app.command(help=_("Load the texts of WHO-5 from a file that states its licence."))
def load(file: Annotated[Path, typer.Argument(help=_("A YAML file."))]) -> None:
    ready()
    from framsteg.config import instruments
    from framsteg.foundation.decision import Denied

    try:
        texts = instruments.load(file)
    except Denied as refusal:
        raise Refused(refusal.reason) from None
    typer.echo(
        _("{title} ({language}) is loaded. Licence: {licence}").format(
            title=texts.title, language=texts.language, licence=texts.licence
        )
    )
