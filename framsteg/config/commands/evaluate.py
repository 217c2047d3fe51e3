"""`framsteg evaluate`: the figures of a programme, from a snapshot that is as new as the work."""

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from framsteg.config.progress import progress
from framsteg.config.ready import ready
from framsteg.config.refusals import Refused
from framsteg.config.words import _
from framsteg.foundation.text import say

if TYPE_CHECKING:
    from framsteg.access import Viewer
    from framsteg.evaluation.answer import Answer
    from framsteg.evaluation.provenance import SnapshotInfo
    from framsteg.evaluation.question import Question

HELP = _("Answer questions about a programme: who came, and what became of it.")


class Form(StrEnum):
    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"


def command(
    programme: Annotated[
        str, typer.Option(help=_("The programme's key; of exports all of them when left out."))
    ] = "",
    of_exports: Annotated[
        list[Path] | None,
        typer.Option(
            "--data",
            help=_("Answer from exported sites (folders) and not from this installation."),
        ),
    ] = None,
    form: Annotated[Form, typer.Option("--format", help=_("How to write it."))] = Form.TABLE,
    output: Annotated[Path | None, typer.Option(help=_("A file to write to."))] = None,
    measure: Annotated[
        list[str] | None, typer.Option(help=_("Only this measure; can be given several times."))
    ] = None,
    by: Annotated[
        str | None,
        typer.Option(
            help=_("Divide by this where it is possible. Else by sex, or by nothing more.")
        ),
    ] = None,
    report: Annotated[
        Path | None,
        typer.Option(
            help=_("Write one report over the exports: .pdf, .docx, .html or .xlsx by its name.")
        ),
    ] = None,
    title: Annotated[str, typer.Option(help=_("The report's title."))] = "",
    protected: Annotated[
        bool, typer.Option("--protected", help=_("Hide small numbers: for what leaves."))
    ] = False,
) -> None:
    if form is Form.XLSX and output is None:
        raise Refused(say("An Excel workbook needs a file: add --output figures.xlsx"))
    if report and not of_exports:
        raise Refused(say("A report over sites is made from exports: add --data FOLDER."))
    if of_exports and report:
        from framsteg.config.exports import write_report

        with progress(_("Counting and writing")):
            write_report(of_exports, report, title, protected=protected)
        return
    if of_exports:
        from framsteg.config.exports import answers_of

        with progress(_("Counting")):
            snapshot, answers = answers_of(
                of_exports, programme, measure or [], by, protected=protected
            )
        _WRITERS[form](snapshot, answers, {}, output)
        return
    if not programme:
        raise Refused(say("Which programme? Add --programme KEY, or --data FOLDER for exports."))
    ready()
    viewer = viewer_of(programme, where="framsteg evaluate")
    with progress(_("Counting")):
        snapshot, answers = _answers(viewer, programme, measure or [], by, protected)
    coaches = {} if protected else _coaches(viewer, programme)
    _WRITERS[form](snapshot, answers, coaches, output)


def viewer_of(key: str, *, where: str) -> "Viewer":
    """Whoever runs the command, as a reader of the programme for evaluation."""
    from django.utils import timezone

    from framsteg import access
    from framsteg.foundation.codes import Purpose

    try:
        return access.viewer_for_command(
            key,
            purpose=Purpose.EVALUATION,
            today=timezone.localdate(),
            where=where,
        )
    except access.NotFound:
        raise Refused(say("There is no programme “{key}”.", key=key)) from None


def _answers(
    viewer: "Viewer", programme: str, measures: list[str], by: str | None, protected: bool
) -> tuple["SnapshotInfo", tuple["Answer", ...]]:
    from django.conf import settings
    from django.utils import timezone

    from framsteg.evaluation.answer import answer
    from framsteg.snapshot.freshness import ensure_fresh
    from framsteg.snapshot.open import reading

    questions = _questions(programme, measures, by)
    folder = settings.SNAPSHOTS
    key = settings.PSEUDONYM_KEY.encode()
    ensure_fresh(by=viewer, folder=folder, key=key, now=timezone.now())
    with reading(folder) as opened:
        return opened.snapshot, tuple(
            answer(
                question,
                scope=frozenset({programme}),
                cursor=opened.cursor,
                snapshot=opened.snapshot,
                protected=protected,
            )
            for question in questions
        )


def _questions(programme: str, measures: list[str], by: str | None) -> list["Question"]:
    """One for each measure, divided where it can be; refuses what does not exist."""
    from framsteg.config.exports import questions
    from framsteg.evaluation.groupings import GROUPINGS
    from framsteg.evaluation.measure import OF_PEOPLE
    from framsteg.evaluation.question import Unanswerable

    if by is not None and by not in GROUPINGS:
        raise Refused(
            say(
                "Figures cannot be divided by “{name}”. Possible: {known}.",
                name=by,
                known=list(OF_PEOPLE),
            )
        )
    try:
        return questions(programme, measures, by)
    except Unanswerable as problem:
        raise Refused(problem.reason) from None


def _coaches(viewer: "Viewer", programme: str) -> dict[str, str]:
    """Names for the coaches: the command is run by the programme itself."""
    from django.conf import settings

    from framsteg import access
    from framsteg.snapshot.pseudonyms import coaches_by_pseudonym

    staff = {line.staff_id: line.name for line in access.programme(viewer, programme).staff}
    known = coaches_by_pseudonym(staff, key=settings.PSEUDONYM_KEY.encode())
    return {pseudonym: staff[staff_id] for pseudonym, staff_id in known.items()}


def _write_table(
    _snapshot: "SnapshotInfo",
    answers: tuple["Answer", ...],
    coaches: dict[str, str],
    output: Path | None,
) -> None:
    from framsteg.reports.text_form import print_text

    if output is None:
        print_text(answers, sys.stdout, coaches=coaches)
        return
    with output.open("w", encoding="utf-8") as file:
        print_text(answers, file, coaches=coaches)


def _write_json(
    snapshot: "SnapshotInfo",
    answers: tuple["Answer", ...],
    _coaches: dict[str, str],
    output: Path | None,
) -> None:
    from framsteg.reports.json_form import as_json

    _write(json.dumps(as_json(snapshot, answers), ensure_ascii=False, indent=1) + "\n", output)


def _write_csv(
    _snapshot: "SnapshotInfo",
    answers: tuple["Answer", ...],
    coaches: dict[str, str],
    output: Path | None,
) -> None:
    from framsteg.reports.csv_form import as_csv

    _write(as_csv(answers, coaches=coaches), output)


def _write_xlsx(
    _snapshot: "SnapshotInfo",
    answers: tuple["Answer", ...],
    coaches: dict[str, str],
    output: Path | None,
) -> None:
    from framsteg.reports.xlsx_form import as_xlsx

    if output is not None:
        output.write_bytes(as_xlsx(answers, coaches=coaches))


def _write(text: str, output: Path | None) -> None:
    if output is None:
        sys.stdout.write(text)
    else:
        output.write_text(text, encoding="utf-8", newline="")


_WRITERS = {
    Form.TABLE: _write_table,
    Form.JSON: _write_json,
    Form.CSV: _write_csv,
    Form.XLSX: _write_xlsx,
}
