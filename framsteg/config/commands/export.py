"""`framsteg export evaluation`: a programme's pseudonymised tables, for an evaluation elsewhere."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from framsteg.config.ready import ready
from framsteg.config.refusals import Refused
from framsteg.config.words import _
from framsteg.foundation.text import say

app = typer.Typer(help=_("Write tables for others to work with."), no_args_is_help=True)

README = "LÄS-MIG.txt"


@app.callback()
def group() -> None:
    """Keep `evaluation` a subcommand, though it is the only one yet."""


@app.command(
    help=_("Write a programme's pseudonymised tables (Parquet) with what must be known of them.")
)
def evaluation(
    folder: Annotated[Path, typer.Argument(help=_("A folder that does not exist yet."))],
    programme: Annotated[str, typer.Option(help=_("The programme's key."))],
    project: Annotated[
        str,
        typer.Option(
            help=_("The evaluation's name: pseudonyms are made for it, and no other can be joined.")
        ),
    ],
) -> None:
    if folder.exists():
        raise Refused(say("{path} is there already.", path=str(folder)))
    if not project.strip():
        raise Refused(say("The project needs a name: pseudonyms are made for it."))
    ready()
    from django.conf import settings
    from django.utils import timezone

    from framsteg.config.commands.evaluate import viewer_of
    from framsteg.snapshot import export
    from framsteg.snapshot.freshness import ensure_fresh

    viewer = viewer_of(programme, where="framsteg export evaluation")
    key = settings.PSEUDONYM_KEY.encode()
    ensure_fresh(by=viewer, folder=settings.SNAPSHOTS, key=key, now=timezone.now())
    export.log(by=viewer)
    info = export.write(
        folder, snapshots=settings.SNAPSHOTS, programmes=[programme], key=key, project=project
    )
    (folder / README).write_text(_small_print(project, info.row_counts), encoding="utf-8")
    typer.echo(
        _("{people} enrolments are in {path}. Read {readme} before it is sent.").format(
            people=info.row_counts["enrolments"], path=folder, readme=README
        )
    )


def _small_print(project: str, counts: Mapping[str, int]) -> str:
    from framsteg.config.words import render
    from framsteg.evaluation.tables import TABLES

    lines = [
        _("Evaluation tables for “{project}”").format(project=project),
        "",
        _(
            "These are personal data. Names, contact details and free text are not in them, and "
            "identities are numbers made with a key that the programme keeps; but who knows a "
            "person's days can find the person. Keep them as what they are, use them for this "
            "project only, and delete them when it is over."
        ),
        "",
        _(
            "People with a protected identity are counted without birth year and without where "
            "they came from. Small numbers are not hidden here: hide them in what you publish "
            "(`framsteg evaluate --data … --protected`)."
        ),
        "",
        _("What is inside, each a Parquet file:"),
    ]
    for table in TABLES.values():
        lines += ["", f"{table.name}.parquet ({counts.get(table.name, 0)}): {render(table.row)}"]
        lines += [f"  {column.name}: {render(column.description)}" for column in table.columns]
    return "\n".join(lines) + "\n"
