"""`framsteg synth`: made-up sites of any size as exports, with the truth beside them."""

import json
from pathlib import Path
from typing import Annotated

import typer

from framsteg.config.progress import progress
from framsteg.config.refusals import Refused
from framsteg.config.words import _
from framsteg.foundation.text import say

HELP = _("Write made-up sites of any size as exports, to try the evaluation on.")
TRUTH = "truth.json"


def command(
    folder: Annotated[Path, typer.Argument(help=_("A folder that does not exist yet."))],
    participants: Annotated[int, typer.Option(min=1, help=_("People, over all sites."))] = 10_000,
    contacts_per: Annotated[
        int, typer.Option(min=0, help=_("Contacts for each of them, in the mean."))
    ] = 40,
    sites: Annotated[int, typer.Option(min=1, help=_("Programmes."))] = 32,
    exports: Annotated[int, typer.Option(min=1, help=_("Folders to spread them over."))] = 1,
    seed: Annotated[int, typer.Option(help=_("The same number gives the same sites."))] = 1,
) -> None:
    if folder.exists():
        raise Refused(say("{path} is there already.", path=str(folder)))
    if not exports <= sites <= participants:
        raise Refused(say("There must be people for each site, and a site for each export."))
    from framsteg.evaluation.synthetic import write_sites

    with progress(_("Making up sites"), total=sites) as advance:
        for so_far in write_sites(
            folder,
            participants=participants,
            contacts_per=contacts_per,
            sites=sites,
            exports=exports,
            seed=seed,
        ):
            truth = so_far
            advance()
    (folder / TRUTH).write_text(json.dumps(truth.to_dict(), indent=1), encoding="utf-8")
    typer.echo(
        _("{people} made-up people at {sites} sites are in {path}.").format(
            people=participants, sites=sites, path=folder
        )
    )
