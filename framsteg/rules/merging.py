"""Two people changed the same thing: what can be put together, and what a person must choose."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Clash:
    """One field that both changed, to different values."""

    field: str
    original: object
    theirs: object
    yours: object


@dataclass(frozen=True)
class Merge:
    values: Mapping[str, object]
    clashes: tuple[Clash, ...]


def merge(
    *, original: Mapping[str, object], theirs: Mapping[str, object], yours: Mapping[str, object]
) -> Merge:
    """Put two sets of changes together, field by field.

    A field that only one side changed takes that side's value; one that both changed alike is
    agreed; one that both changed differently is a clash, and keeps theirs until someone chooses.
    """
    values: dict[str, object] = {}
    clashes = []
    for field, mine in yours.items():
        before, now = original[field], theirs[field]
        if mine in (before, now):
            values[field] = now
        elif now == before:
            values[field] = mine
        else:
            values[field] = now
            clashes.append(Clash(field, before, now, mine))
    return Merge(values, tuple(clashes))
