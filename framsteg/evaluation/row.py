"""One line of an answer."""

from collections.abc import Mapping
from typing import NamedTuple


class Row(NamedTuple):
    """`n` of `of` in one group; `by` names the group, and is empty for the total.

    `value` is n / of, or for durations the median in days with the quartiles `low` and `high`.
    `target` is the level set for that time. A `hidden` row holds no number at all.
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


def key_of(row: Row, dimensions: tuple[str, ...]) -> tuple[str | None, ...]:
    """The row's group in each dimension; None where it holds all of them."""
    return tuple([row.by.get(name) for name in dimensions])
