"""Answers as tables in a terminal, or as plain text where nobody watches."""

from collections.abc import Iterable, Mapping
from typing import IO

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text as Styled

from framsteg.evaluation.answer import Answer
from framsteg.foundation.text import say
from framsteg.reports import words
from framsteg.reports.sheet import NO_NAMES, Cell, Kind, Sheet, protection_words, sheet_of


def print_text(
    answers: Iterable[Answer], file: IO[str], *, coaches: Mapping[str, str] = NO_NAMES
) -> None:
    """Print the answers one after another, with definition, window and snapshot."""
    answers = tuple(answers)
    watched = file.isatty()
    # Where nobody watches lines are as long as they are: the file's reader wraps them.
    console = Console(file=file, highlight=False, soft_wrap=True, width=None if watched else 1000)
    for answer in answers:
        console.print(_table(sheet_of(answer, coaches=coaches), answer))
    if answers:
        made_at = words.moment(answers[0].snapshot.made_at)
        console.print(words.render(say("Snapshot of {at}.", at=made_at)))
        console.print(words.render(protection_words(answers[0])))


def _table(sheet: Sheet, answer: Answer) -> RenderableType:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in sheet.columns:
        table.add_column(
            column.title, justify="left" if column.kind is Kind.WORDS else "right", no_wrap=True
        )
    for row, cells in zip(answer.rows, sheet.rows, strict=True):
        shown = [
            _shown(cell, column.kind) for cell, column in zip(cells, sheet.columns, strict=True)
        ]
        table.add_row(*shown, style="" if row.by else "bold")
    definition = words.render(answer.measure.definition)
    window = words.render(answer.window_words)
    return Group(
        Styled(sheet.title, style="bold underline"),
        Styled(f"{definition} ({window})", style="dim"),
        table,
        Styled(""),
    )


def _shown(cell: Cell, kind: Kind) -> Styled:
    match cell:
        case None:
            return Styled("–" if kind is not Kind.WORDS else "")
        case str():
            return Styled(cell)
        case _ if kind is Kind.SHARE:
            return Styled(words.percent(cell))
        case _ if kind is Kind.DECIMAL:
            return Styled(words.decimal(cell))
        case _:
            return Styled(words.number(cell))
