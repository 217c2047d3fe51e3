"""`framsteg audit`: whether the logs are whole."""

import typer

from framsteg.config.progress import progress
from framsteg.config.ready import ready
from framsteg.config.words import _

app = typer.Typer(help=_("The proof that the logs are whole."), no_args_is_help=True)

WORDS = {
    "row_changed": _("was changed after it was bound"),
    "row_missing": _("is gone"),
    "link_missing": _("a link of the chain is gone"),
    "link_changed": _("the chain was changed, or its rows have changed places"),
    "tail_cut": _("the chain was signed this far, but ends earlier"),
    "head_differs": _("the chain was made anew: it is not what was signed"),
    "head_forged": _("a signature is not made with this installation's key"),
}


@app.command(
    help=_("Bind the newest rows and sign them now. The worker does it every five minutes.")
)
def seal() -> None:
    ready()
    from framsteg.config import audit

    typer.echo(_("Chains that grew: {n}").format(n=audit.seal_logs()))


@app.command(help=_("Go through both logs, row by row. Exit code 1 if anything is not as it was."))
def verify() -> None:
    ready()
    from framsteg.config import audit

    with progress(_("Going through the logs")):
        found = list(audit.verify())
    for fault in found:
        place = _("organisation {organisation}, place {position}").format(
            organisation=fault.organisation_id, position=fault.position
        )
        row = f"{fault.log} {fault.row_id}: " if fault.row_id is not None else ""
        typer.echo(f"{place}: {row}{WORDS[fault.kind]}")
    for organisation_id, disposal_id, rows in audit.crossed_out():
        told = _(
            "organisation {organisation}: words crossed out in {n} rows by disposal {disposal}"
        )
        typer.echo(told.format(organisation=organisation_id, n=rows, disposal=disposal_id))
    if found:
        raise typer.Exit(1)
    typer.echo(_("The logs are whole."))


@app.command(help=_("The public key that signatures are verified with; it can be given to anyone."))
def key() -> None:
    ready()
    from framsteg.config import audit

    typer.echo(audit.public_key())
