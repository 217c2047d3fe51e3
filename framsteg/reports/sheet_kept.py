"""A sheet of figures as plain values and back, so that an approved report keeps its tables."""

from collections.abc import Mapping
from typing import Any

from framsteg.reports.sheet import Column, Kind, Sheet


def sheet_kept(sheet: Sheet) -> dict[str, Any]:
    """Ready for JSON."""
    return {
        "title": sheet.title,
        "columns": [[column.title, column.kind.value] for column in sheet.columns],
        "rows": [list(row) for row in sheet.rows],
        "about": [list(line) for line in sheet.about],
    }


def sheet_of_kept(told: Mapping[str, Any]) -> Sheet:
    """The inverse of `sheet_kept`. KeyError or ValueError for anything else."""
    return Sheet(
        title=told["title"],
        columns=tuple(Column(title, Kind(kind)) for title, kind in told["columns"]),
        rows=tuple(tuple(row) for row in told["rows"]),
        about=tuple((title, said) for title, said in told["about"]),
    )
