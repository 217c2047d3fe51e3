"""`framsteg programme`: programmes started from blueprints, listed and shown."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from framsteg.config.ready import ready
from framsteg.config.refusals import Refused
from framsteg.config.words import _, render
from framsteg.foundation.text import say

if TYPE_CHECKING:
    from framsteg.access import Viewer
    from framsteg.access.reading.programmes import ProgrammeFile, ProgrammeLine
    from framsteg.blueprints.schema import Blueprint

app = typer.Typer(
    help=_("Programmes: start one from a blueprint, list them, look at one."),
    no_args_is_help=True,
)

DAY = ["%Y-%m-%d"]


@app.command(help=_("Start a programme from a blueprint."))
def add(
    blueprint: Annotated[str, typer.Argument(help=_("The blueprint's key, as in natkraft."))],
    key: Annotated[
        str, typer.Option(help=_("The programme's own key; the blueprint's if left out."))
    ] = "",
    name: Annotated[str, typer.Option(help=_("Its name; the blueprint's if left out."))] = "",
    starts: Annotated[
        datetime | None, typer.Option(formats=DAY, help=_("The first day, as in 2026-01-01."))
    ] = None,
    ends: Annotated[
        datetime | None, typer.Option(formats=DAY, help=_("The last day, if there is one."))
    ] = None,
    places: Annotated[
        int | None, typer.Option(min=1, help=_("How many people there is room for."))
    ] = None,
    name_of: Annotated[
        list[str] | None,
        typer.Option(
            help=_("An organisation's name where you are, as in kommunen=Norrby; may be repeated.")
        ),
    ] = None,
) -> None:
    ready()
    from framsteg.actions import programmes

    chosen = _blueprint(blueprint)
    names = _names(chosen, name_of or ())
    programmes.start(
        by=_viewer(),
        blueprint_key=chosen.key,
        key=_checked(key),
        name=name,
        names=names,
        starts_on=starts.date() if starts else None,
        ends_on=ends.date() + timedelta(days=1) if ends else None,
        places=places,
    )
    show(key or chosen.key)


@app.command("list", help=_("List the programmes."))
def list_() -> None:
    ready()
    from framsteg import access

    lines = access.programmes(_viewer())
    if not lines:
        typer.echo(_("There is no programme yet. Start one: framsteg programme add natkraft"))
    width = max((len(line.key) for line in lines), default=0)
    for line in lines:
        typer.echo(f"{line.key:<{width}}  {line.name}, {line.owner}, {_span(line)}")


@app.command(help=_("Show a programme: its organisations, period, places, people and targets."))
def show(key: Annotated[str, typer.Argument(help=_("The programme's key."))]) -> None:
    ready()
    from framsteg import access

    try:
        file = access.programme(_viewer(), key)
    except access.NotFound:
        raise Refused(say("There is no programme “{key}”.", key=key)) from None
    rows = list(_told(file))
    width = max(len(label) for label, _value in rows)
    for label, value in rows:
        typer.echo(f"{label:<{width}}  {value}")


def _told(file: "ProgrammeFile") -> Iterable[tuple[str, str]]:
    from framsteg.foundation.labels import label

    line = file.line
    yield _("Programme"), f"{line.name} ({line.key})"
    yield (
        _("Blueprint"),
        _("{name}, version {version}").format(
            name=line.blueprint_key, version=line.blueprint_version
        ),
    )
    yield _("Owner"), line.owner
    for partner in file.organisations[1:]:
        yield _("Partner"), partner.name
    yield _("Period"), _span(line)
    yield _("Places"), str(line.places or _("not stated"))
    for target in file.targets:
        yield _("Target"), f"{target.measure} ≥ {target.level.normalize():f} {target.unit}"
    for person in file.staff:
        yield _("Staff"), f"{person.name}, {person.organisation}: {render(label(person.role))}"


def _span(line: "ProgrammeLine") -> str:
    last = line.ends_on - timedelta(days=1) if line.ends_on else ""
    return f"{line.starts_on} – {last}".rstrip()


def _viewer() -> "Viewer":
    from django.utils import timezone

    from framsteg import access

    return access.viewer_for_installation(today=timezone.localdate(), where="framsteg programme")


def _blueprint(key: str) -> "Blueprint":
    from framsteg.blueprints.load import UnknownBlueprint, get

    try:
        return get(key)
    except UnknownBlueprint as unknown:
        raise Refused(unknown.text) from None


def _names(blueprint: "Blueprint", told: Iterable[str]) -> dict[str, str]:
    """`kommunen=Norrby` as a name by the organisation's key in the blueprint."""
    known = [organisation.key for organisation in blueprint.organisations]
    names = {}
    for each in told:
        key, equals, name = each.partition("=")
        if not equals or not name.strip():
            raise Refused(say("Write it as key=Name: {told}", told=each))
        if key not in known:
            raise Refused(
                say("The blueprint has no organisation “{key}”. It has: {known}.",
                    key=key, known=known)
            )  # fmt: skip
        names[key] = name.strip()
    return names


def _checked(key: str) -> str:
    """The key stands in addresses and in other commands."""
    if key and not (key.isascii() and key.replace("-", "").isalnum() and key == key.lower()):
        raise Refused(say("A key has small letters a–z, digits and hyphens only: {key}", key=key))
    return key
