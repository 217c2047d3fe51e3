"""One list from file to receipt: what the page with steps and the command both call.

`examine` may be called again and again with a better mapping; only `load` writes.
"""

import csv
import hashlib
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from framsteg.access import Viewer
from framsteg.actions import imports
from framsteg.foundation.codes import OrganisationKind
from framsteg.foundation.decision import Denied
from framsteg.foundation.listed import CaseRow, EnquiryRow, Told
from framsteg.foundation.text import Text, say
from framsteg.imports.check import Checked, check
from framsteg.imports.fields import Field, ListKind
from framsteg.imports.mapping import Mapping as ListMapping
from framsteg.imports.preview import told_by
from framsteg.imports.problems import Problem
from framsteg.imports.read import read
from framsteg.imports.sheet import shown
from framsteg.rules.lists import Comparison

_RISKY = ("=", "+", "-", "@", "\t", "\r")


class ListRefused(Denied):
    """The list has problems and nothing was loaded."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__(
            say("Nothing was loaded: the list has {count} faults.", count=len(problems))
        )


@dataclass(frozen=True)
class Examined:
    """A list understood, and what loading it would do (`expected`; only its sound rows)."""

    checked: Checked
    expected: Comparison | imports.Enquiries
    sha256: str
    filename: str

    @property
    def problems(self) -> tuple[Problem, ...]:
        return self.checked.problems

    @property
    def mapping(self) -> ListMapping:
        return self.checked.mapping

    @property
    def told(self) -> Told:
        return told_by(self.mapping)

    def may_load(self, *, skip_bad: bool = False) -> bool:
        """Whether the list is without faults, or can be loaded by leaving bad rows out."""
        return not self.problems or (skip_bad and self.checked.can_skip_bad)


def examine(
    path: Path,
    mapping: ListMapping,
    *,
    by: Viewer,
    programme_id: int,
    filename: str = "",
) -> Examined:
    """Read, understand and check a list, and compare it with what the programme has.

    Raises `Unreadable` (and its kind `ChooseSheet`) for a file that is no list.
    """
    known = imports.known(by=by, programme_id=programme_id)
    sheet = read(path, sheet=mapping.sheet)
    checked = check(sheet, mapping, known, today=by.today)
    expected: Comparison | imports.Enquiries
    told = told_by(checked.mapping)
    if checked.mapping.list is ListKind.CASES:
        cases = imports.expect_cases(
            by=by, programme_id=programme_id, rows=_cases(checked), told=told
        )
        checked = _with_clashes(checked, cases.clashes)
        checked = _without_ended(checked, cases.ended)
        expected = cases.comparison
    else:
        expected = imports.expect_enquiries(
            by=by, programme_id=programme_id, rows=_enquiries(checked), told=told
        )
    return Examined(checked, expected, _sha256(path), filename or path.name)


def load(
    examined: Examined, *, by: Viewer, programme_id: int, skip_bad: bool = False
) -> imports.BatchLine:
    """Load an examined list, all or nothing; `skip_bad` leaves the rows with faults out.

    What stands is compared anew inside the transaction. Raises `ListRefused` with the problems.
    """
    checked = examined.checked
    if not examined.may_load(skip_bad=skip_bad):
        raise ListRefused(checked.problems)
    file = imports.ListFile(
        filename=examined.filename,
        sha256=examined.sha256,
        mapping=checked.mapping.to_dict(),
        skipped=len(checked.bad_rows),
    )
    kinds = new_kinds(checked)
    if checked.mapping.list is ListKind.CASES:
        return imports.load_cases(
            by=by,
            programme_id=programme_id,
            rows=_cases(checked),
            told=examined.told,
            file=file,
            kinds=kinds,
        )
    return imports.load_enquiries(
        by=by,
        programme_id=programme_id,
        rows=_enquiries(checked),
        told=examined.told,
        file=file,
        kinds=kinds,
    )


def new_kinds(checked: Checked) -> Mapping[str, OrganisationKind]:
    """The kind of every organisation that the mapping adds."""
    mapping = checked.mapping
    kinds = {
        unit.organisation: unit.kind for unit in mapping.units.values() if unit.kind is not None
    }
    named = mapping.organisations.values()
    kinds.update({one.name: one.kind for one in named if one.kind is not None})
    if mapping.new_sites:
        sites = {row.site for row in checked.rows if isinstance(row, CaseRow)}
        kinds.update(dict.fromkeys(sites - kinds.keys(), mapping.new_sites))
    return kinds


def bad_rows_file(checked: Checked, translate: Callable[[Text], str]) -> str:
    """The rows with faults as they stood, and why, as CSV that opens in a spreadsheet.

    Mended there and with the last column left, the file can be loaded as it is.
    """
    sheet = checked.sheet
    place = {row: at for at, row in enumerate(sheet.numbers)}
    ragged = {fault.row: fault.cells for fault in sheet.faults}
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([*sheet.headings, translate(say("Faults"))])
    for row in sorted(checked.bad_rows):
        cells = ragged[row] if row in ragged else sheet.row(place[row])
        told = [_reason(p, translate) for p in checked.problems if p.row == row]
        writer.writerow([*(_harmless(shown(cell)) for cell in cells), "; ".join(told)])
    return out.getvalue()


def _reason(problem: Problem, translate: Callable[[Text], str]) -> str:
    reason = translate(problem.reason)
    return f"{problem.column}: {reason}" if problem.column else reason


def _harmless(text: str) -> str:
    """A cell that a spreadsheet would run as a formula is kept as text."""
    return f"'{text}" if text.startswith(_RISKY) and len(text) > 1 else text


def _cases(checked: Checked) -> list[CaseRow]:
    return [row for row in checked.rows if isinstance(row, CaseRow)]


def _enquiries(checked: Checked) -> list[EnquiryRow]:
    return [row for row in checked.rows if isinstance(row, EnquiryRow)]


def _with_clashes(checked: Checked, clashes: Mapping[str, str]) -> Checked:
    """Rows whose person or reference is taken are faults too, and are left out of the rows."""
    if not clashes:
        return checked
    heading = checked.mapping.heading(Field.REFERENCE)
    problems = [
        Problem(row.row, heading, row.reference, _clash(clashes[row.reference], row), "clash")
        for row in _cases(checked)
        if row.reference in clashes
    ]
    sound = tuple(row for row in _cases(checked) if row.reference not in clashes)
    told = sorted([*checked.problems, *problems], key=lambda problem: problem.row)
    return replace(checked, rows=sound, problems=tuple(told))


def _without_ended(checked: Checked, ended: Mapping[str, Text]) -> Checked:
    """Rows that would enrol somebody after the programme has ended are faults."""
    heading = checked.mapping.heading(Field.ENROLLED_ON)
    problems = [
        Problem(row.row, heading, row.enrolled_on.isoformat(), ended[row.reference], "ended")
        for row in _cases(checked)
        if row.reference in ended
    ]
    if not problems:
        return checked
    sound = tuple(row for row in _cases(checked) if row.reference not in ended)
    told = sorted([*checked.problems, *problems], key=lambda problem: problem.row)
    return replace(checked, rows=sound, problems=tuple(told))


def _clash(reference: str, row: CaseRow) -> Text:
    if reference == row.reference:
        return say("The reference number is used by another organisation in the programme.")
    return say(
        "The person is already enrolled, with the reference {other}.", other=reference or "–"
    )


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
