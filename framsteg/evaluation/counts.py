"""What a measure counts of a relation, as a value: SQL for every engine, and counted as it is over
rows that are counted already (`columns`)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

ALWAYS = "true"


class Count(NamedTuple):
    """How many rows a condition holds for, under a name; or the `total` of a column over them.

    Conditions are SQL of few words: columns, numbers and 'texts' compared, IS NULL, NOT, AND, OR.
    """

    name: str
    where: str = ALWAYS
    total: str = ""

    @property
    def sql(self) -> str:
        if not self.total:
            return f"count(*) FILTER (WHERE {self.where}) AS {self.name}"
        added = f"sum({self.total}) FILTER (WHERE {self.where})"
        return f"CAST(coalesce({added}, 0) AS BIGINT) AS {self.name}"


@dataclass(frozen=True)
class Counts:
    """Some counts of those rows of a relation that a condition holds for.

    `called` says which column a dimension is, where it has another name.
    """

    relation: str
    each: tuple[Count, ...]
    where: str = ALWAYS
    called: Mapping[str, str] = field(default_factory=dict)

    def sql(self, columns: tuple[str, ...], sets: tuple[tuple[str, ...], ...]) -> str:
        """A SELECT of these columns and the counts, for each set of the columns."""
        told = [f"{self.called.get(name, name)} AS {name}" for name in columns]
        told += [count.sql for count in self.each]
        grouped = [", ".join(self.called.get(name, name) for name in names) for names in sets]
        return (
            f"SELECT {', '.join(told)} FROM {self.relation} WHERE {self.where} "
            f"GROUP BY GROUPING SETS ({', '.join(f'({names})' for names in grouped)})"
        )


def share(
    condition: str, *, of: str = ALWAYS, relation: str = "people", missing: str = ""
) -> Counts:
    """The share of a relation's rows, of those that `of` holds for, that a condition holds for.

    Rows that `missing` holds for are neither: they are counted as left out.
    """
    if missing:
        of = f"({of}) AND NOT ({missing})"
    left_out = (Count("left_out", missing),) if missing else ()
    return Counts(relation, (Count("n", f"({condition}) AND {of}"), Count("of", of), *left_out))


def spread(relation: str, where: str = ALWAYS) -> Counts:
    """How the rows of a relation spread over its groups; each is set against its whole."""
    return Counts(relation, (Count("n"),), where)


def lengths(relation: str, where: str = ALWAYS) -> Counts:
    """How many rows have each length on the axis; an empty length is counted too."""
    return Counts(relation, (Count("n"),), where)


def until_it_happens(relation: str) -> Counts:
    """How many it happened to on each day, and how many were no longer observed."""
    return Counts(relation, (Count("events", "happened"), Count("censored", "NOT happened")))


def turns(kind: str) -> Counts:
    """How many more, or fewer, are of a kind and are there from each quarter on."""
    told = Count("n", f"kind = '{kind}'", "step"), Count("of", "kind = 'served'", "step")
    return Counts("quarter_turns", told)
