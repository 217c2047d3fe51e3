"""A file becomes a `Sheet`, or an `Unreadable` that says why it cannot."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from framsteg.foundation.text import say
from framsteg.imports.fields import is_known
from framsteg.imports.sheet import Cell, RowFault, Sheet, Unreadable, is_blank, shown
from framsteg.imports.xlsx import read_workbook

MAX_ROWS = 1_000_000
MAX_BYTES = 200_000_000
SEARCHED_FOR_HEADINGS = 20
DELIMITERS = ";\t,|"

_OLD_EXCEL = b"\xd0\xcf\x11\xe0"


def read(path: Path, *, sheet: str = "") -> Sheet:
    """Read a CSV file or an Excel workbook. `sheet` names the sheet when a workbook has several.

    Raises `Unreadable` with what is wrong and what to do, and its kind `ChooseSheet` when a
    sheet is to be named.
    """
    head = _head(path)
    if head.startswith(b"PK"):
        name, rows = read_workbook(path, sheet)
        return table(rows, name=name)
    _refuse_other_kinds(head)
    return table(_delimited(_decoded(path.read_bytes())), ragged=True)


def _head(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(4096)
    except IsADirectoryError as error:
        raise Unreadable(say("{path} is a folder, not a file.", path=path.name)) from error
    except OSError as error:
        raise Unreadable(say("The file {path} cannot be opened.", path=path.name)) from error
    if not head.strip():
        raise Unreadable(say("The file is empty."))
    if size > MAX_BYTES:
        raise Unreadable(
            say("The file is larger than {limit} MB: divide the list.", limit=MAX_BYTES // 10**6)
        )
    return head


def _refuse_other_kinds(head: bytes) -> None:
    if head.startswith(_OLD_EXCEL):
        raise Unreadable(
            say(
                "The workbook has a password or is in the old Excel form (.xls). "
                "Take the password away and save it as .xlsx."
            )
        )
    start = head.lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if start.startswith((b"%pdf", b"{\\rtf", b"<!doctype", b"<html", b"<?xml", b"\x89png")):
        raise Unreadable(say("The file is not a table. Save the list as .xlsx or .csv."))


def _decoded(content: bytes) -> str:
    """UTF-8 with or without mark, UTF-16 with mark, otherwise Windows Latin-1."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    if b"\0" in content[:4096]:
        raise Unreadable(say("The file is not a table. Save the list as .xlsx or .csv."))
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")


def _delimited(text: str) -> list[list[str]]:
    first, _, rest = text.partition("\n")
    told = first.strip().strip('"')
    if told.lower().startswith("sep=") and len(told) == 5:
        return [[], *_rows(rest, told[4])]  # Excel's own note of its delimiter keeps its row number
    return _rows(text, _sniffed(text))


def _sniffed(text: str) -> str:
    """The delimiter that cuts the first rows most evenly and into most cells."""
    start = text[:60_000].rpartition("\n")[0] or text
    return max(DELIMITERS, key=lambda delimiter: _evenness(start, delimiter))


def _evenness(start: str, delimiter: str) -> tuple[float, int]:
    try:
        widths = [len(row) for row in csv.reader(io.StringIO(start), delimiter=delimiter) if row]
    except csv.Error:
        return (0.0, 0)
    usual = max(set(widths), key=lambda width: (widths.count(width), width))
    return (widths.count(usual) / len(widths) if usual > 1 else 0.0, usual)


def _rows(text: str, delimiter: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[list[str]] = []
    try:
        rows.extend(reader)
    except csv.Error as error:
        raise Unreadable(
            say(
                "Row {row} has a quotation mark that is not closed as it should.", row=len(rows) + 1
            )
        ) from error
    return rows


def table(rows: Sequence[Sequence[Cell]], *, name: str = "", ragged: bool = False) -> Sheet:
    """Find the headings among the first rows and put what is below them in columns.

    Rows of a text file are `ragged`: short ones are filled up, and long ones are at fault.
    """
    top = _heading_position(rows)
    kept, headings = _headings(rows, top)
    numbers: list[int] = []
    body: list[Sequence[Cell]] = []
    faults: list[RowFault] = []
    width = len(headings)
    for number, row in enumerate(rows[top + 1 :], start=top + 2):
        if not any(row) or all(is_blank(cell) for cell in row):
            continue
        if ragged and not _fits(row, width):
            faults.append(_ragged(number, row, width))
            continue
        numbers.append(number)
        body.append(row if len(row) >= width else [*row, *[""] * (width - len(row))])
    if not body and not faults:
        raise Unreadable(say("The list has headings but no rows."))
    if len(body) > MAX_ROWS:
        raise Unreadable(say("The list has more than {limit} rows: divide it.", limit=MAX_ROWS))
    columns = tuple(zip(*body, strict=False)) if body else tuple(() for _ in headings)
    return Sheet(
        headings=tuple(headings[at] for at in kept),
        columns=tuple(columns[at] for at in kept),
        numbers=tuple(numbers),
        name=name,
        faults=tuple(faults),
    )


def _heading_position(rows: Sequence[Sequence[Cell]]) -> int:
    """A list often has a title above its headings: take the row with most headings we know."""
    best, most = -1, 0
    for at, row in enumerate(rows[:SEARCHED_FOR_HEADINGS]):
        known = sum(isinstance(cell, str) and is_known(cell) for cell in row)
        if known > most:
            best, most = at, known
    if best >= 0:
        return best
    return _first_row_of_words(rows)


def _first_row_of_words(rows: Sequence[Sequence[Cell]]) -> int:
    for at, row in enumerate(rows):
        filled = [cell for cell in row if not is_blank(cell)]
        if len(filled) > 1:
            if all(isinstance(cell, str) and not any(map(str.isdigit, cell)) for cell in filled):
                return at
            raise Unreadable(
                say("The list has no headings: the first row should name the columns.")
            )
    raise Unreadable(say("The file is not a table: no row has more than one cell."))


def _headings(rows: Sequence[Sequence[Cell]], top: int) -> tuple[list[int], list[str]]:
    """The positions that have a heading or values, and the heading of every position."""
    headings = [" ".join(shown(cell).split()) for cell in rows[top]]
    while headings and not headings[-1]:
        headings.pop()
    kept = []
    for at, heading in enumerate(headings):
        if not heading:
            if all(at >= len(row) or is_blank(row[at]) for row in rows[top + 1 :]):
                continue
            headings[at] = f"[{column_letter(at)}]"
        kept.append(at)
    named = [heading.casefold() for heading in headings if heading]
    twice = sorted({heading for heading in headings if named.count(heading.casefold()) > 1})
    if twice:
        raise Unreadable(
            say("Two columns have the same heading: {headings}. Rename one.", headings=twice)
        )
    if len(kept) < 2:
        raise Unreadable(say("The file is not a table: no row has more than one cell."))
    return kept, headings


def _fits(row: Sequence[Cell], width: int) -> bool:
    """Excel leaves out delimiters after the last filled cell, so a row may be short."""
    return len(row) <= width or all(is_blank(cell) for cell in row[width:])


def _ragged(number: int, row: Sequence[Cell], width: int) -> RowFault:
    reason = say(
        "The row has {cells} cells but there are {width} headings.", cells=len(row), width=width
    )
    return RowFault(number, tuple(row), reason)


def column_letter(at: int) -> str:
    """The letter of a column as in a spreadsheet: 0 → A, 26 → AA."""
    letters = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
