"""`framsteg taxonomy`: the occupations of JobTech's taxonomy."""

from pathlib import Path
from typing import Annotated

import typer

from framsteg.config.progress import progress
from framsteg.config.ready import ready
from framsteg.config.refusals import Refused
from framsteg.config.words import _
from framsteg.foundation.text import say

app = typer.Typer(help=_("The names of occupations."), no_args_is_help=True)


@app.callback()
def group() -> None:
    """Keeps `load` a subcommand while it is the only one."""


@app.command(help=_("Put the occupations of a file, or of JobTech, in place of those loaded."))
def load(
    file: Annotated[
        Path | None, typer.Argument(help=_("A file in the shape of the taxonomy's answer."))
    ] = None,
    from_api: Annotated[
        bool, typer.Option("--from-api", help=_("Read from JobTech over the internet."))
    ] = False,
) -> None:
    if bool(file) == from_api:
        raise typer.BadParameter(_("Give a file or --from-api."))
    ready()
    from framsteg.access import NotFound
    from framsteg.config import adverts
    from framsteg.foundation.decision import Denied
    from framsteg.integrations.jobtech import Unavailable

    try:
        with progress(_("Reading occupations")):
            n = adverts.load_taxonomy(file)
    except (Unavailable, Denied) as refusal:
        raise Refused(refusal.reason) from None
    except NotFound:
        raise Refused(say("There is no programme yet. Start one first.")) from None
    typer.echo(_("Occupations: {n}.").format(n=n))
