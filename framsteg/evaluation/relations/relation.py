"""What a relation is, and the columns of a person that all of them carry."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Relation:
    """One shared relation: its SQL and the relations that must be laid before it."""

    sql: str
    needs: tuple[str, ...] = ()


_GROUPS = (
    "sex", "age_group", "site", "source_kind", "source", "organisation", "enrolled_year",
    "enrolled_quarter", "method",
)  # fmt: skip

OF_PERSON = "people.programme, " + ", ".join(f"people.{name}" for name in _GROUPS)
