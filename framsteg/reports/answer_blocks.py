"""Answers as blocks of a paper: the picture with its table, and several answers side by side."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from framsteg.evaluation.answer import Answer
from framsteg.evaluation.groupings import GROUPINGS
from framsteg.evaluation.measure import Shape
from framsteg.evaluation.row import Row
from framsteg.foundation.text import say
from framsteg.reports.chart_specs import spec_of
from framsteg.reports.charts import printed
from framsteg.reports.paper import Block, Grid, Paragraph, Picture
from framsteg.reports.sheet import Kind, sheet_of
from framsteg.reports.words import decimal, number, percent, render

_MOST_QUARTERS = 12


def answer_blocks(
    answer: Answer, *, drawn: bool = True, folder: Path | None = None
) -> Iterator[Block]:
    """The picture (where there is something to draw) and the table; pictures kept in `folder`."""
    visible = replace(answer, rows=tuple(row for row in answer.rows if not row.hidden))
    spec = spec_of(visible, {}) if drawn else None
    name = render(answer.measure.title)
    if spec is not None:
        alt = render(say("{title}. The same figures stand in the table below.", title=name))
        yield Picture(printed(spec, folder), alt)
    sheet = sheet_of(answer)
    columns = [column.title or render(say("Group")) for column in sheet.columns]
    shown = [
        [cell_words(cell, column.kind) for cell, column in zip(cells, sheet.columns, strict=True)]
        for row, cells in zip(answer.rows, sheet.rows, strict=True)
        if not row.hidden and (not row.by or _stands(answer, row))
    ]
    # A column of remarks about what is left out says nothing more.
    used = [n for n in range(len(columns)) if n == 0 or any(cells[n] for cells in shown)]
    numbers = [n for n, c in enumerate(sheet.columns) if c.kind is not Kind.WORDS]
    yield Grid(
        name,
        tuple(columns[n] for n in used),
        tuple(tuple(cells[n] for n in used) for cells in shown),
        tuple(place for place, n in enumerate(used) if n in numbers),
    )
    yield from _left_out(answer)


def _stands(answer: Answer, row: Row) -> bool:
    """On paper a long row of quarters is told by the last of each year."""
    if answer.measure.shape is not Shape.GROWING:
        return True
    quarters = list(dict.fromkeys(one.by["quarter"] for one in answer.rows if one.by))
    if len(quarters) <= _MOST_QUARTERS:
        return True
    return row.by["quarter"].endswith("Q4") or row.by["quarter"] == quarters[-1]


def _left_out(answer: Answer) -> Iterator[Block]:
    if hidden := sum(row.hidden for row in answer.rows):
        words = say(
            "{n} of {of} rows are not shown, so that nobody can be recognised.",
            n=hidden, of=len(answer.rows),
        )  # fmt: skip
        yield Paragraph(render(words), muted=True)
    if any(row.by and not row.hidden and not _stands(answer, row) for row in answer.rows):
        words = say("The last quarter of each year. Every quarter stands in the workbook.")
        yield Paragraph(render(words), muted=True)


def side_by_side(
    title: str, answers: Sequence[Answer], grouping: str, called: Sequence[str] = ()
) -> Grid:
    """A row for each measure, a column for each group, then all together and their share.

    The share stands only where there is one: numbers that add up to a total have none.
    """
    names = called or [render(answer.measure.title) for answer in answers]
    shares = any(answer.measure.shape is Shape.SHARE for answer in answers)
    groups = [
        value
        for value in GROUPINGS[grouping].values
        if any(_group(answer, grouping, value) for answer in answers)
    ]
    heads = [render(GROUPINGS[grouping].label(value)) for value in groups]
    columns = [render(say("Measure")), *heads, render(say("All"))]
    if shares:
        columns.append(render(say("Share of all")))
    rows = tuple(
        (
            name,
            *(count_words(_group(answer, grouping, value)) for value in groups),
            count_words(answer.total),
            *([_share(answer)] if shares else []),
        )
        for name, answer in zip(names, answers, strict=True)
    )
    return Grid(title, tuple(columns), rows, tuple(range(1, len(columns))))


def _share(answer: Answer) -> str:
    if answer.measure.shape is not Shape.SHARE:
        return ""
    return "–" if answer.total.value is None else percent(answer.total.value)


def count_words(row: Row | None) -> str:
    """How many, or that it is hidden; nobody in the group is nought."""
    if row is None:
        return "0"
    if row.hidden or row.n is None:
        return render(say("hidden"))
    return number(row.n)


def _group(answer: Answer, grouping: str, value: str) -> Row | None:
    return next((row for row in answer.rows if dict(row.by) == {grouping: value}), None)


def cell_words(cell: object, kind: Kind) -> str:
    """A cell of a sheet as it stands on paper."""
    match cell:
        case None:
            return "" if kind is Kind.WORDS else "–"
        case str():
            return cell
        case float() | int():
            if kind is Kind.SHARE:
                return percent(cell)
            return decimal(cell) if kind is Kind.DECIMAL else number(cell)
    return str(cell)
