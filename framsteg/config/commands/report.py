"""`framsteg report`: a programme's report as PDF, Word, Excel or HTML, from the work as it is."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from framsteg.config.progress import progress
from framsteg.config.ready import ready
from framsteg.config.refusals import Refused
from framsteg.config.words import _
from framsteg.foundation.codes import ReportKind
from framsteg.foundation.text import say

if TYPE_CHECKING:
    from framsteg.access import Viewer
    from framsteg.foundation.period import Period

HELP = _(
    "Write a programme's report by the file's name: .pdf, .docx, .xlsx, .html; .zip is open data."
)

OPEN_DATA = ".zip"


def command(
    programme: Annotated[str, typer.Argument(help=_("The programme's key."))],
    output: Annotated[Path, typer.Argument(help=_("The file to write."))],
    kind: Annotated[ReportKind, typer.Option(help=_("Which report it is."))] = ReportKind.FINAL,
    period: Annotated[
        str, typer.Option(help=_("A year or a quarter, such as 2013 or 2013-Q2."))
    ] = "",
    exact: Annotated[
        bool, typer.Option("--exact", help=_("Small numbers too: for the programme itself."))
    ] = False,
) -> None:
    from framsteg.reports.forms import FORMS

    endings = [*(f".{name}" for name in FORMS), OPEN_DATA]
    if output.suffix not in endings:
        raise Refused(say("A report is one of {forms}.", forms=endings))
    ready()
    from framsteg.config.commands.evaluate import viewer_of

    viewer = viewer_of(programme, where="framsteg report")
    with progress(_("Counting and writing")):
        output.write_bytes(_made(viewer, programme, kind, period, output.suffix, exact=exact))


def _made(
    viewer: "Viewer", programme: str, kind: ReportKind, period: str, suffix: str, *, exact: bool
) -> bytes:
    from django.conf import settings
    from django.utils import timezone

    from framsteg.reports.forms import FORMS
    from framsteg.snapshot.freshness import ensure_fresh
    from framsteg.web import reports

    ensure_fresh(
        by=viewer, folder=settings.SNAPSHOTS, key=settings.PSEUDONYM_KEY.encode(),
        now=timezone.now(),
    )  # fmt: skip
    if suffix == OPEN_DATA:
        return reports.open_figures(viewer, programme)
    file = reports.of_kind(viewer, programme, kind, _period(viewer, programme, kind, period))
    made = reports.make(file, exact=exact, today=viewer.today)
    return FORMS[suffix.removeprefix(".")].make(made.paper, made.sheets)


def _period(viewer: "Viewer", key: str, kind: ReportKind, name: str) -> "Period | None":
    """The one that is named, or the latest that is over; none for a report of the whole."""
    from framsteg import access
    from framsteg.rules.reports import REPORTS
    from framsteg.rules.reports.times import period_of, periods, suggested

    line, span = access.programme(viewer, key).line, REPORTS[kind].span
    when: dict[str, Any] = {
        "starts_on": line.starts_on,
        "ends_on": line.ends_on,
        "today": viewer.today,
    }
    names = periods(span, **when)
    if not names:
        if name:
            raise Refused(say("This report is about the whole programme: leave out --period."))
        return None
    name = name or suggested(span, **when)
    if name.upper() not in names:
        raise Refused(say("“{name}” is none of: {known}.", name=name, known=list(names)))
    return period_of(name)
