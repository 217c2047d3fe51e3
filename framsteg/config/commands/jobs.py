"""`framsteg jobs`: advertisements into the register of jobs."""

from pathlib import Path
from typing import Annotated

import typer

from framsteg.config.progress import progress
from framsteg.config.ready import ready
from framsteg.config.refusals import Refused
from framsteg.config.words import _
from framsteg.foundation.text import say

app = typer.Typer(help=_("The register of jobs."), no_args_is_help=True)


@app.callback()
def group() -> None:
    """Keeps `load` a subcommand while it is the only one."""


@app.command(help=_("Read advertisements from a file or from JobTech. No persons are kept."))
def load(
    file: Annotated[
        Path | None,
        typer.Argument(help=_("A file in the shape of JobTech's answers; without one, examples.")),
    ] = None,
    from_api: Annotated[
        bool, typer.Option("--from-api", help=_("Read from JobTech over the internet."))
    ] = False,
    municipality: Annotated[
        list[str] | None,
        typer.Option(help=_("Only from this municipality (its code); can be given several times.")),
    ] = None,
    words: Annotated[str, typer.Option(help=_("Only advertisements with these words."))] = "",
) -> None:
    if file and from_api:
        raise typer.BadParameter(_("Give a file or --from-api, not both."))
    ready()
    from framsteg.access import NotFound
    from framsteg.config import adverts
    from framsteg.integrations.jobtech import Unavailable

    try:
        with progress(_("Reading advertisements")):
            if from_api:
                counts = adverts.load(words=words, municipalities=municipality or ())
            else:
                counts = adverts.load_file(file or adverts.EMBEDDED)
    except Unavailable as refusal:
        raise Refused(refusal.reason) from None
    except NotFound:
        raise Refused(say("There is no programme yet. Start one first.")) from None
    told = _("New: {new}. Changed: {changed}. Gone: {removed}. Unchanged: {unchanged}.")
    names = ("new", "changed", "removed", "unchanged")
    typer.echo(told.format(**{name: counts[name] for name in names}))
