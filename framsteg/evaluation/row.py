"""One line of an answer."""

from collections.abc import Mapping
from typing import NamedTuple


class Row(NamedTuple):
    """`n` of `of` in one group; `by` names the group, and is empty for the total.

    `value` is n / of, unless the measure's shape says otherwise: a median with the quartiles
    `low` and `high`, a rate, a mean, the share of an event-time curve. Of shares and curves
    `low` and `high` are the bounds of a 95 % interval. `target` is the level set for that time.
    `left_out` counts what belongs here but cannot be counted yet or lacks a date; `at_risk` who
    were still observed, `people` those whom counted events belong to, `median` the day that half
    have come to. A `hidden` row holds no number at all.
    """

    # A tuple and no dataclass: a large answer has ten thousand of them.
    by: Mapping[str, str]
    n: int | None
    of: int | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    target: float | None = None
    hidden: bool = False
    left_out: int | None = None
    at_risk: int | None = None
    people: int | None = None
    median: float | None = None


def key_of(row: Row, dimensions: tuple[str, ...]) -> tuple[str | None, ...]:
    """The row's group in each dimension; None where it holds all of them."""
    return tuple([row.by.get(name) for name in dimensions])
