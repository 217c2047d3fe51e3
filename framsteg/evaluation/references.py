"""Figures that stand in a text as references, and are told anew each time the text is shown.

`[[gone_to_employment:n:sex=woman]]` is one: a measure, what of it, and the group where it is not
everybody. What can be told of a row: `n` (how many), `of` (of how many), `value` (the share, mean
or median). A text with a reference that cannot be read is not saved. `[[quote:12]]` stands in the
same way for what a participant has said and lets be printed.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from framsteg.evaluation.groupings import GROUPINGS
from framsteg.evaluation.measure import Shape
from framsteg.evaluation.measures import MEASURES
from framsteg.evaluation.question import Unanswerable
from framsteg.evaluation.row import Row
from framsteg.foundation.text import Text, say

MARK = re.compile(r"\[\[([^\[\]\n]*)\]\]")
"""A reference with its brackets; the group is what stands inside."""

PARTS: dict[str, Text] = {
    "n": say("number"),
    "of": say("of how many"),
    "value": say("share, mean or median"),
}
_QUOTE = re.compile(r"quote:(\d{1,12})")
_IN_TIME = frozenset({Shape.GROWING, Shape.STOCK, Shape.SERIES, Shape.TREND, Shape.SURVIVAL})
"""Rows of these are points in time: a sentence can hold their total only."""


@dataclass(frozen=True)
class Reference:
    """`group` is a grouping and one of its values, None for everybody."""

    measure: str
    part: str
    group: tuple[str, str] | None = None

    @property
    def by(self) -> tuple[str, ...]:
        """What the measure must be divided by beyond its own dimensions."""
        if self.group is None or self.group[0] in MEASURES[self.measure].dimensions:
            return ()
        return (self.group[0],)

    def __str__(self) -> str:
        group = f":{self.group[0]}={self.group[1]}" if self.group else ""
        return f"[[{self.measure}:{self.part}{group}]]"


def read(inside: str) -> Reference:
    """What stands between the brackets, as a reference. Raises Unanswerable, with the reason."""
    measure, _, rest = inside.strip().partition(":")
    part, _, group = rest.partition(":")
    if measure not in MEASURES:
        raise Unanswerable(
            say("There is no figure “{name}”. Choose it from the list.", name=inside.strip())
        )
    if part not in PARTS:
        raise Unanswerable(
            say(
                "“{reference}” must say what of the figure: {known}.",
                reference=inside.strip(), known=sorted(PARTS),
            )
        )  # fmt: skip
    if not group:
        return Reference(measure, part)
    name, _, value = group.partition("=")
    found = Reference(measure, part, (name, value))
    if name not in groupings_of(measure) or value not in GROUPINGS[name].values:
        raise Unanswerable(
            say("The figure “{name}” has no such group. Choose it from the list.", name=str(found))
        )
    return found


def groupings_of(measure: str) -> tuple[str, ...]:
    """What a reference to the measure can name a group of: those with a closed list of groups."""
    known = MEASURES[measure]
    own = () if known.shape in _IN_TIME else known.dimensions
    wider = known.groupings if not own and known.shape not in _IN_TIME else ()
    return tuple(name for name in (*own, *wider) if GROUPINGS[name].values)


def references_in(text: str) -> Iterator[Reference]:
    """Every figure that a text refers to. Raises Unanswerable at one that cannot be read."""
    for mark in MARK.finditer(text):
        if quote_of(mark[1]) is None:
            yield read(mark[1])


def quote_of(inside: str) -> int | None:
    """The id of the quote that a mark stands for; None where it stands for a figure."""
    told = _QUOTE.fullmatch(inside.strip())
    return int(told[1]) if told else None


def quotes_in(text: str) -> frozenset[int]:
    """Every quote that a text refers to."""
    return frozenset(
        quote for mark in MARK.finditer(text) if (quote := quote_of(mark[1])) is not None
    )


def filled(text: str, told: Callable[[str], str]) -> str:
    """The text with what `told` says of each reference, by what stands between its brackets."""
    return MARK.sub(lambda mark: told(mark[1]), text)


def row_of(rows: Iterable[Row], reference: Reference) -> Row | None:
    """The row that a reference is about; None when nobody is in its group."""
    wanted = dict([reference.group]) if reference.group else {}
    return next((row for row in rows if dict(row.by) == wanted), None)
