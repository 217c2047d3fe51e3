"""`framsteg demo`: an empty installation filled with five programmes and invented people."""

from datetime import date
from typing import Annotated

import typer

from framsteg.config.progress import progress
from framsteg.config.ready import ready
from framsteg.config.refusals import Refused
from framsteg.config.words import _
from framsteg.foundation.text import say

HELP = _("Fill an empty installation with example programmes and invented people.")


def command(
    quiet: Annotated[bool, typer.Option("--quiet", help=_("Print nothing."))] = False,
) -> None:
    ready()
    from django.conf import settings
    from django.utils import timezone

    from framsteg import access

    if settings.PRODUCTION:
        raise Refused(say("The demonstration has known passwords: it is never put in production."))
    today = timezone.localdate()
    installation = access.viewer_for_installation(today=today, where="framsteg demo")
    if not access.programmes(installation):
        _fill(today)
    elif not _is_demo(today):
        raise Refused(
            say(
                "This installation already has programmes of its own. "
                "Let FRAMSTEG_DATA name an empty folder for the demonstration."
            )
        )
    if not quiet:
        _say_who_can_log_in()


def _fill(today: date) -> None:
    """All of it or nothing: a demonstration that was broken off can simply be made again."""
    from django.db import transaction

    from framsteg.config.demo.build import Demo
    from framsteg.config.demo.lists import load_examples, tell_what_they_said

    with transaction.atomic():
        for name, step in Demo(today).steps():
            with progress(_("Demonstration: {step}").format(step=name)):
                step()
        with progress(_("Demonstration: {step}").format(step="Nätkraft")):
            load_examples(today)
            tell_what_they_said(today)


def _is_demo(today: date) -> bool:
    from framsteg import access
    from framsteg.config.demo import cast

    try:
        access.viewer_by_email(cast.LOGINS[0].email, today=today, where="framsteg demo")
    except access.NotFound:
        return False
    return True


def _say_who_can_log_in() -> None:
    from framsteg.config.demo import cast
    from framsteg.config.words import render
    from framsteg.foundation.labels import label

    typer.echo(
        _("These invented people can log in, all with the password {password}:").format(
            password=cast.PASSWORD
        )
    )
    for login in cast.LOGINS:
        role = render(label(login.role))
        typer.echo(f"  {login.email:22} {role:26} {login.programme or ''}")
