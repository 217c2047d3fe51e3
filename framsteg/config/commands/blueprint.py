"""`framsteg blueprint`: list, show and check the programmes' blueprints."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from framsteg.config.refusals import Refused
from framsteg.config.words import _, render

if TYPE_CHECKING:
    from framsteg.blueprints.describe import Row
    from framsteg.blueprints.problems import BlueprintError

app = typer.Typer(help=_("The programmes' blueprints: facts, one file each."), no_args_is_help=True)

INDENT = "    "


@app.command("list", help=_("List the blueprints in their latest versions."))
def list_() -> None:
    from framsteg.blueprints.load import latest
    from framsteg.blueprints.problems import BlueprintError

    try:
        blueprints = latest()
    except BlueprintError as error:
        raise _refused(error) from None
    width = max(len(blueprint.key) for blueprint in blueprints)
    for blueprint in blueprints:
        typer.echo(f"{blueprint.key:<{width}}  {blueprint.version:>2}  {blueprint.name}")


@app.command(help=_("Tell in plain words what a blueprint says."))
def show(
    key: Annotated[str, typer.Argument(help=_("The blueprint's key, as in the list."))],
    version: Annotated[
        int | None, typer.Option(help=_("The version; the latest if left out."))
    ] = None,
) -> None:
    from framsteg.blueprints.describe import describe
    from framsteg.blueprints.load import UnknownBlueprint, get
    from framsteg.blueprints.problems import BlueprintError

    try:
        blueprint = get(key, version)
    except UnknownBlueprint as error:
        raise Refused(error.text) from None
    except BlueprintError as error:
        raise _refused(error) from None
    for section in describe(blueprint):
        typer.echo(f"\n{render(section.title).upper()}")
        for row in section.rows:
            typer.echo(_told(row))
    typer.echo("\n" + _("* Framsteg's own choice, where the programme has published nothing."))


@app.command(help=_("Check blueprint files; without paths, those that Framsteg uses."))
def check(
    paths: Annotated[
        list[Path] | None, typer.Argument(help=_("Files, or folders of files."), exists=True)
    ] = None,
) -> None:
    from framsteg.blueprints import load

    problems = load.check(paths or load.blueprint_folders())
    for problem in problems:
        typer.echo(render(problem.text), err=True)
    if problems:
        raise typer.Exit(1)
    typer.echo(_("No faults."))


def _told(row: "Row") -> str:
    star = "*" if row.ours else ""
    title = f"  {render(row.label)}{star}:"
    values = [render(value) for value in row.values]
    if len(values) == 1:
        return f"{title} {values[0]}"
    return "\n".join([title, *(f"{INDENT}– {value}" for value in values)])


def _refused(error: "BlueprintError") -> Refused:
    return Refused("\n".join(render(problem.text) for problem in error.problems))
