"""What a relation is, and the columns of a person that all of them carry."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from framsteg.evaluation.tables import TABLES


@dataclass(frozen=True)
class Relation:
    """One shared relation: its SQL and the relations that must be laid before it."""

    sql: str
    needs: tuple[str, ...] = ()


def tables_in(sql: str) -> frozenset[str]:
    """The declared tables that a statement reads."""
    return frozenset(re.findall(r"(?:FROM|JOIN)\s+(\w+)", sql)) & set(TABLES)


def columns_in(statements: Iterable[str], table: str) -> tuple[str, ...]:
    """The columns of a table that any of the statements can mean; the others need not be read."""
    words = set(re.findall(r"\w+", " ".join(statements)))
    return tuple(name for name in TABLES[table].column_names if name in words)


_GROUPS = (
    "sex", "age_group", "site", "source_kind", "source", "organisation", "enrolled_year",
    "enrolled_quarter", "method",
)  # fmt: skip

OF_PERSON = "people.programme, " + ", ".join(f"people.{name}" for name in _GROUPS)


def narrowed(name: str, sql: str, groups: frozenset[str]) -> str:
    """The relation without the columns of a person that no question will divide by.

    They are most of its width: to carry one of them costs less than to carry nine.
    """
    kept = [group for group in _GROUPS if group in groups]
    left = ", ".join(group for group in _GROUPS if group not in groups)
    if name == "people" and left:
        return f"SELECT * EXCLUDE ({left}) FROM ({sql})"
    return sql.replace(OF_PERSON, ", ".join(["people.programme", *(f"people.{g}" for g in kept)]))
