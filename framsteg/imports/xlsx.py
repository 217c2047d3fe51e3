"""An Excel workbook becomes rows of typed cells, after a look that it is not made to harm."""

import re
import struct
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from framsteg.foundation.text import say
from framsteg.imports.fields import is_known
from framsteg.imports.sheet import Cell, ChooseSheet, Unreadable

MAX_UNPACKED = 1_000_000_000
MAX_COLUMNS = 256
_CHUNK = 1 << 22
_CELL_COLUMN = re.compile(rb' r="([A-Z]+)\d')
_TOO_LOW = re.compile(rb' r="[A-Z]*\d{8,}|<row[^>]* r="(?:[2-9]\d{6}|1[1-9]\d{5}|10[5-9]\d{4})')
_LOCAL_HEADER = struct.Struct("<26xHH")


def read_workbook(path: Path, wanted: str) -> tuple[str, Sequence[Sequence[Cell]]]:
    """Name and rows of the sheet that is the list; every row from the top, blank ones too."""
    _refuse_bombs(path)
    try:
        with CalamineWorkbook.from_path(str(path)) as workbook:
            name = _chosen(workbook, wanted)
            return name, _rows(workbook, name)
    except PasswordError as error:
        raise Unreadable(say("The workbook has a password. Save it without one.")) from error
    except (CalamineError, OSError) as error:
        raise _broken() from error


def _broken() -> Unreadable:
    return Unreadable(
        say(
            "The workbook is damaged or not a workbook. Open it in Excel and save it anew as .xlsx."
        )
    )


def _rows(workbook: CalamineWorkbook, name: str) -> Sequence[Sequence[Cell]]:
    return workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)


def _chosen(workbook: CalamineWorkbook, wanted: str) -> str:
    """The sheet asked for; else the only one that is filled; else the only one that looks right."""
    shown = [
        sheet.name
        for sheet in workbook.sheets_metadata
        if sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet
    ]
    if wanted:
        if wanted not in workbook.sheet_names:
            raise ChooseSheet(
                say("There is no sheet {name}. The sheets are: {names}.", name=wanted, names=shown),
                shown,
            )
        return wanted
    if len(shown) == 1:
        return shown[0]
    filled = [name for name in shown if workbook.get_sheet_by_name(name).total_height]
    likely = [name for name in filled if _looks_like_a_list(_rows(workbook, name)[:20])]
    for names in (filled, likely):
        if len(names) == 1:
            return names[0]
    if not filled:
        raise Unreadable(say("The workbook is empty."))
    raise ChooseSheet(
        say("The workbook has several sheets: {names}. Say which one is the list.", names=filled),
        filled,
    )


def _looks_like_a_list(rows: Sequence[Sequence[Cell]]) -> bool:
    return any(sum(isinstance(cell, str) and is_known(cell) for cell in row) > 1 for row in rows)


def _refuse_bombs(path: Path) -> None:
    """A small file can unpack to fill the memory, by size or by one cell far away.

    The sizes written in a zip file can lie, so its streams are counted as they unpack.
    """
    left = MAX_UNPACKED
    try:
        with zipfile.ZipFile(path) as archive, path.open("rb") as file:
            if "[Content_Types].xml" not in archive.namelist():
                raise _broken()
            for member in archive.infolist():
                file.seek(member.header_offset)
                name, extra = _LOCAL_HEADER.unpack(file.read(_LOCAL_HEADER.size))
                file.seek(name + extra, 1)
                packed = file.read(member.compress_size)
                left -= _looked_through(member, packed, left)
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError) as error:
        raise _broken() from error


def _looked_through(member: zipfile.ZipInfo, packed: bytes, left: int) -> int:
    """Bytes of a member when unpacked; a sheet is also looked through for cells far away."""
    if member.compress_type == zipfile.ZIP_STORED:
        return len(packed)
    if member.compress_type != zipfile.ZIP_DEFLATED or member.flag_bits & 1:
        raise _broken()
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    is_sheet = "worksheets/" in member.filename.lower()
    unpacked, tail = 0, b""
    while not stream.eof:
        chunk = stream.decompress(packed, _CHUNK)
        packed = stream.unconsumed_tail
        unpacked += len(chunk)
        if unpacked > left or (not chunk and not packed):
            raise _too_large() if unpacked > left else _broken()
        if is_sheet:
            _refuse_far_cells(tail + chunk)
            tail = chunk[-64:]
    return unpacked


def _refuse_far_cells(xml: bytes) -> None:
    columns = set(_CELL_COLUMN.findall(xml))
    if _TOO_LOW.search(xml) or any(_number(letters) > MAX_COLUMNS for letters in columns):
        raise Unreadable(
            say(
                "The sheet has something written far outside the list. "
                "Copy the list to a new sheet and save that."
            )
        )


def _number(letters: bytes) -> int:
    """AA → 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _too_large() -> Unreadable:
    return Unreadable(
        say(
            "The workbook is too large when unpacked (over {limit} MB).",
            limit=MAX_UNPACKED // 10**6,
        )
    )
