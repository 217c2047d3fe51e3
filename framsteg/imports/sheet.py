"""A list as read: headings, rows and the row numbers that a spreadsheet shows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from framsteg.foundation.text import Text

Cell = object
"""What stands in a cell: text, number, date, datetime, truth value or None."""


class Unreadable(Exception):
    """The file cannot be read as a list; `reason` is what the reader is told."""

    def __init__(self, reason: Text) -> None:
        super().__init__(str(reason))
        self.reason = reason


class ChooseSheet(Unreadable):
    """The workbook has several sheets that may be the list."""

    def __init__(self, reason: Text, names: Sequence[str]) -> None:
        super().__init__(reason)
        self.names = tuple(names)


@dataclass(frozen=True)
class RowFault:
    """A row that is not a row of this table: it has cells beyond the last heading."""

    row: int
    cells: tuple[Cell, ...]
    reason: Text


@dataclass(frozen=True)
class Sheet:
    """Each column holds the cells of every row in order; `numbers` are rows as in a spreadsheet."""

    headings: tuple[str, ...]
    columns: tuple[Sequence[Cell], ...]
    numbers: tuple[int, ...]
    name: str = ""
    faults: tuple[RowFault, ...] = ()

    def __len__(self) -> int:
        return len(self.numbers)

    def column(self, heading: str) -> Sequence[Cell]:
        """The cells under a heading; raises KeyError for a heading the list does not have."""
        if heading not in self.headings:
            raise KeyError(heading)
        return self.columns[self.headings.index(heading)]

    def row(self, position: int) -> tuple[Cell, ...]:
        """The cells of the row at a position (0 is the first below the headings)."""
        return tuple(column[position] for column in self.columns)

    def samples(self, heading: str, most: int = 3) -> tuple[str, ...]:
        """A few different values under a heading, to recognise the column by."""
        return tuple(distinct(self.column(heading), most))


def distinct(cells: Iterable[Cell], most: int) -> list[str]:
    """The first `most` different values that are not blank, as they are shown."""
    found: dict[str, None] = {}
    for cell in cells:
        if not is_blank(cell):
            found[shown(cell)] = None
            if len(found) == most:
                break
    return list(found)


def is_blank(cell: Cell) -> bool:
    """Nothing, blanks, or a dash: in a list a dash says that there is nothing to say."""
    return cell is None or (isinstance(cell, str) and not cell.strip(" \t\r\n\xa0-–—"))


def shown(cell: Cell) -> str:
    """A cell as it is quoted back to the one who made the list."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        at_midnight = (cell.hour, cell.minute, cell.second) == (0, 0, 0)
        return cell.date().isoformat() if at_midnight else cell.isoformat(" ", "minutes")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
