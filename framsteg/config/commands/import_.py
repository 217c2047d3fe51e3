"""`framsteg import`: case lists and enquiry lists in, and out again."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from framsteg.config.progress import progress
from framsteg.config.ready import ready
from framsteg.config.refusals import Refused
from framsteg.config.words import _, ngettext, render
from framsteg.foundation.text import say

if TYPE_CHECKING:
    from framsteg.access import Viewer
    from framsteg.actions.imports import BatchLine
    from framsteg.imports.loading import Examined
    from framsteg.imports.mapping import Mapping as ListMapping

app = typer.Typer(help=_("Load lists of cases and enquiries, and undo it."), no_args_is_help=True)

WHERE = "framsteg import"
LIST = Annotated[Path, typer.Argument(help=_("The list: an Excel workbook (.xlsx) or a CSV file."))]
PROGRAMME = Annotated[
    str, typer.Option(help=_("The programme's key; started from the blueprint if it is not."))
]
MAPPING = Annotated[
    Path | None, typer.Option(help=_("A file that says what columns and words mean."))
]
SAVE = Annotated[Path | None, typer.Option(help=_("Keep what columns and words mean in a file."))]
SHEET = Annotated[str, typer.Option(help=_("The sheet of the workbook, if it has several."))]
SKIP = Annotated[
    bool, typer.Option("--skip-bad", help=_("Load the good rows; write the others to a file."))
]
BAD = Annotated[Path | None, typer.Option(help=_("Where the rows that are left out are written."))]
CHECK = Annotated[
    bool, typer.Option("--check", help=_("Only say what would happen; load nothing."))
]


@app.command(help=_("Load a list of cases: all of it, or nothing if something is wrong."))
def cases(
    file: LIST,
    programme: PROGRAMME,
    mapping: MAPPING = None,
    save_mapping: SAVE = None,
    sheet: SHEET = "",
    skip_bad: SKIP = False,
    bad_rows: BAD = None,
    check: CHECK = False,
) -> None:
    _load("cases", file, programme, mapping, save_mapping, sheet, skip_bad, bad_rows, check)


@app.command(help=_("Load a list of enquiries, in the same way."))
def enquiries(
    file: LIST,
    programme: PROGRAMME,
    mapping: MAPPING = None,
    save_mapping: SAVE = None,
    sheet: SHEET = "",
    skip_bad: SKIP = False,
    bad_rows: BAD = None,
    check: CHECK = False,
) -> None:
    _load("enquiries", file, programme, mapping, save_mapping, sheet, skip_bad, bad_rows, check)


@app.command(help=_("Undo an import as a whole, unless somebody has worked on its cases since."))
def undo(
    number: Annotated[int, typer.Argument(help=_("The import's number, as in the list."))],
) -> None:
    ready()
    from framsteg.actions import imports

    for viewer in _viewers():
        if number in [line.batch_id for line in imports.batches(by=viewer)]:
            counts = imports.undo(by=viewer, batch_id=number)
            typer.echo(
                _("Undone: {removed} removed, {restored} as they were before.").format(**counts)
            )
            return
    raise Refused(say("There is no import with the number {number}.", number=number))


@app.command("list", help=_("List the imports, newest first."))
def list_() -> None:
    ready()
    from framsteg.actions import imports

    lines = [line for viewer in _viewers() for line in imports.batches(by=viewer)]
    if not lines:
        typer.echo(_("Nothing has been imported."))
    states = {"applied": _("loaded"), "undone": _("undone")}
    for line in sorted(lines, key=lambda line: -line.batch_id):
        day = line.created_at.date().isoformat()
        state = states.get(line.state, line.state)
        typer.echo(
            f"{line.batch_id:>5}  {day}  {state:<8}  {line.programme}  {line.filename}  "
            f"{_told(line.counts['created'], line.counts['updated'])}"
        )


def _load(
    kind: str,
    file: Path,
    programme: str,
    mapping_file: Path | None,
    save_mapping: Path | None,
    sheet: str,
    skip_bad: bool,
    bad_rows: Path | None,
    check: bool,
) -> None:
    if not file.exists():
        raise Refused(say("There is no file {path}.", path=str(file)))
    mapping = _mapping(kind, mapping_file, sheet)
    ready()
    from framsteg.imports import asking, loading

    viewer, programme_id = _viewer(programme)
    examined = _examined(file, mapping, viewer, programme_id)
    if asking.somebody_is_there() and asking.has_questions(examined):
        mapping = asking.answers(examined, ask=typer.prompt, tell=_say)
        examined = _examined(file, mapping, viewer, programme_id)
    if save_mapping:
        _save(examined.mapping, save_mapping)
    _tell_problems(examined)
    if check:
        _tell_expected(examined)
        raise typer.Exit(0 if examined.may_load(skip_bad=skip_bad) else 1)
    if skip_bad and examined.problems and examined.may_load(skip_bad=True):
        _write_bad_rows(examined, bad_rows or file.with_name(f"{file.stem}-fel.csv"))
    with progress(_("Loading")):
        receipt = loading.load(examined, by=viewer, programme_id=programme_id, skip_bad=skip_bad)
    _tell_receipt(receipt)


def _mapping(kind: str, file: Path | None, sheet: str) -> "ListMapping":
    from framsteg.imports.mapping import Mapping, MappingRefused, load

    try:
        mapping = load(file) if file else Mapping.model_validate({"list": kind})
        if mapping.list != kind:
            raise Refused(say("The mapping is for a list of {kind}.", kind=mapping.list.value))
        return mapping.revised(sheet=sheet) if sheet else mapping
    except MappingRefused as error:
        reasons = "; ".join(render(reason) for reason in error.reasons)
        raise Refused(f"{file}: {reasons}") from None


def _save(mapping: "ListMapping", file: Path) -> None:
    from framsteg.imports.mapping import save

    try:
        save(mapping, file)
    except OSError:
        raise Refused(say("The file {path} cannot be written.", path=str(file))) from None
    typer.echo(_("What columns and words mean is kept in {path}.").format(path=file), err=True)


def _examined(
    file: Path, mapping: "ListMapping", viewer: "Viewer", programme_id: int
) -> "Examined":
    from framsteg.imports.loading import examine
    from framsteg.imports.sheet import Unreadable

    try:
        with progress(_("Reading and checking")):
            return examine(file, mapping, by=viewer, programme_id=programme_id)
    except Unreadable as error:
        raise Refused(say("{path}: {reason}", path=file.name, reason=error.reason)) from None


def _viewer(key: str) -> tuple["Viewer", int]:
    """The programme's viewer; the programme is started from its blueprint when it is not."""
    from django.utils import timezone

    from framsteg import access

    today = timezone.localdate()
    try:
        viewer = _viewer_of(key)
    except access.NotFound:
        from framsteg.actions import programmes
        from framsteg.blueprints.load import UnknownBlueprint

        installer = access.viewer_for_installation(today=today, where=WHERE)
        try:
            programmes.start(by=installer, blueprint_key=key)
        except UnknownBlueprint:
            raise Refused(say("There is no programme or blueprint “{key}”.", key=key)) from None
        typer.echo(
            _("The programme {key} was started from its blueprint.").format(key=key), err=True
        )
        viewer = _viewer_of(key)
    return viewer, access.programme(viewer, key).line.programme_id


def _viewer_of(key: str | None) -> "Viewer":
    from django.utils import timezone

    from framsteg import access
    from framsteg.foundation.codes import Purpose

    return access.viewer_for_command(
        key, purpose=Purpose.IMPORT, today=timezone.localdate(), where=WHERE
    )


def _viewers() -> Iterator["Viewer"]:
    """One for each programme: it acts for the organisation that owns it."""
    from framsteg import access

    try:
        lines = access.programmes(_viewer_of(None))
    except access.NotFound:
        return
    for line in lines:
        yield _viewer_of(line.key)


def _tell_problems(examined: "Examined") -> None:
    """Row, column, value and reason, in columns as wide as they need to be."""
    if not examined.problems:
        return
    head = (_("Row"), _("Column"), _("Value"), _("Fault"))
    lines = [
        (str(p.row or "–"), _short(p.column, 28), _short(p.value, 28), render(p.reason))
        for p in examined.problems
    ]
    widths = [max(len(line[at]) for line in [head, *lines]) for at in range(3)]
    for line in [head, *lines]:
        cells = [f"{cell:<{width}}" for cell, width in zip(line, widths, strict=False)]
        typer.echo("  ".join([*cells, line[3]]))
    if examined.checked.column_questions or examined.checked.value_questions:
        _say(
            _(
                "What is not known can be explained in a file: "
                "--save-mapping makes one to fill in, --mapping reads it."
            )
        )


def _short(text: str, width: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= width else line[: width - 1] + "…"


def _tell_expected(examined: "Examined") -> None:
    counts = examined.expected.counts
    typer.echo(_("Would happen: {what}").format(what=_told(counts["created"], counts["updated"])))
    _tell_rest(counts)


def _tell_receipt(receipt: "BatchLine") -> None:
    counts = receipt.counts
    told = _told(counts["created"], counts["updated"])
    typer.echo(_("Import {number}: {what}").format(number=receipt.batch_id, what=told))
    _tell_rest(counts)


def _told(created: int, updated: int) -> str:
    new = ngettext("{n} new", "{n} new", created).format(n=created)
    return new + ", " + ngettext("{n} changed", "{n} changed", updated).format(n=updated)


def _tell_rest(counts: Mapping[str, int]) -> None:
    told = {
        "unchanged": _("Unchanged: {n}"),
        "kept": _("Kept as people have written them: {n}"),
        "skipped": _("Left out: {n}"),
    }
    for name, text in told.items():
        if n := counts.get(name):
            typer.echo(text.format(n=n))


def _write_bad_rows(examined: "Examined", file: Path) -> None:
    """Before anything is loaded: a row must not be left out and lost."""
    from framsteg.imports.loading import bad_rows_file

    try:
        file.write_text(bad_rows_file(examined.checked, render), encoding="utf-8", newline="")
    except OSError:
        raise Refused(say("The file {path} cannot be written.", path=str(file))) from None
    told = _("The rows left out, with their faults, are in {path}.")
    typer.echo(told.format(path=file), err=True)


def _say(text: str) -> None:
    typer.echo(text, err=True)
