"""`framsteg user`: those who may log in."""

import secrets
from typing import TYPE_CHECKING, Annotated

import typer

from framsteg.config.ready import ready
from framsteg.config.refusals import Refused
from framsteg.config.words import _
from framsteg.foundation.codes import Role
from framsteg.foundation.text import say

if TYPE_CHECKING:
    from framsteg.access import Viewer

app = typer.Typer(help=_("Those who may log in."), no_args_is_help=True)

# Without letters and digits that are mistaken for each other when read aloud or off a note.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
WHERE = "framsteg user add"


@app.callback()
def group() -> None:
    """Keeps `add` a subcommand while it is the only one."""


@app.command(help=_("Add someone with a role; prints a password, once, for them to change."))
def add(
    email: Annotated[str, typer.Argument(help=_("The e-mail address to log in with."))],
    name: Annotated[str, typer.Option(help=_("First and last name."))],
    organisation: Annotated[str, typer.Option(help=_("The name of their employer."))],
    role: Annotated[Role, typer.Option(help=_("What they do."))],
    programme: Annotated[
        str | None, typer.Option(help=_("The programme's key; an administrator has none."))
    ] = None,
) -> None:
    _refuse_odd_scope(role, programme)
    ready()
    from django.db import transaction

    from framsteg.actions import staff

    viewer = _viewer(programme)
    organisation_id = _organisation(viewer, organisation)
    password = one_time_password()
    with transaction.atomic():
        staff_id = staff.add(
            by=viewer,
            name=name,
            organisation_id=organisation_id,
            email=_address(email),
            password=password,
        )
        staff.grant(
            by=viewer,
            staff_id=staff_id,
            role=role,
            programme_id=_programme_id(viewer, programme),
            starts_on=viewer.today,
        )
    typer.echo(_("Added. Password, shown only now: {password}").format(password=password))


def one_time_password() -> str:
    """Four groups of four: 79 bits, and possible to read out."""
    return "-".join("".join(secrets.choice(LETTERS) for _n in range(4)) for _g in range(4))


def _refuse_odd_scope(role: Role, programme: str | None) -> None:
    if role is Role.ADMINISTRATOR and programme:
        raise Refused(say("An administrator has no programme: leave out --programme."))
    if role is not Role.ADMINISTRATOR and not programme:
        raise Refused(say("Say which programme the role is in: add --programme KEY."))


def _viewer(programme: str | None) -> "Viewer":
    from django.utils import timezone

    from framsteg import access
    from framsteg.foundation.codes import Purpose

    today = timezone.localdate()
    try:
        return access.viewer_for_command(
            programme, purpose=Purpose.ADMINISTRATION, today=today, where=WHERE
        )
    except access.NotFound:
        unknown = say("There is no programme “{key}”.", key=programme)
        raise Refused(unknown if programme else say("Start a programme first.")) from None


def _organisation(viewer: "Viewer", name: str) -> int:
    from framsteg import access

    known = access.all_organisations(viewer)
    for line in known:
        if line.name.casefold() == name.strip().casefold():
            return line.organisation_id
    raise Refused(
        say(
            "There is no organisation “{name}”. Known: {known}.",
            name=name,
            known=[line.name for line in known],
        )
    )


def _programme_id(viewer: "Viewer", key: str | None) -> int | None:
    from framsteg import access

    return access.programme(viewer, key).line.programme_id if key else None


def _address(email: str) -> str:
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email

    try:
        validate_email(email)
    except ValidationError:
        raise Refused(say("That is not an e-mail address.")) from None
    return email
