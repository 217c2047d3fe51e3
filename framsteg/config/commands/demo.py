"""`framsteg demo`: an empty installation filled with five programmes and invented people."""

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
    from framsteg.config.demo.build import Demo
    from framsteg.config.demo.lists import load_examples

    if settings.PRODUCTION:
        raise Refused(say("The demonstration has known passwords: it is never put in production."))
    today = timezone.localdate()
    installation = access.viewer_for_installation(today=today, where="framsteg demo")
    if not access.programmes(installation):
        demo = Demo(today)
        for name, step in demo.steps():
            with progress(_("Demonstration: {step}").format(step=name)):
                step()
        with progress(_("Demonstration: {step}").format(step="Nätkraft")):
            load_examples(today)
    if not quiet:
        _say_who_can_log_in()


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
