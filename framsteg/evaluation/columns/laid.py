"""What a relation is as columns: whose each row is, and its columns, made when asked for."""

from functools import cache, cached_property
from typing import Any

from framsteg.evaluation.columns.arrays import Column, Numbers
from framsteg.evaluation.columns.cases import Cases
from framsteg.evaluation.columns.groups import GROUPS


class column(cached_property[Any]):  # noqa: N801 – used as a mark, like property
    """A column that rows are told apart by: codes, truths or whole numbers."""


class amount(cached_property[Any]):  # noqa: N801
    """A column of numbers that measures only add up."""


class Laid:
    """One relation of `relations`, with columns of the same names; `of_people` says whether its
    rows can be divided by what people are divided by."""

    of_people = True

    def __init__(self, cases: Cases) -> None:
        self.cases = cases

    @cached_property
    def who(self) -> Numbers | None:
        """The number of each row's person; None where rows are all persons in their order."""
        return None

    def __len__(self) -> int:
        return self.cases.many if self.who is None else len(self.who)

    @classmethod
    @cache
    def columns(cls) -> frozenset[str]:
        return _marked(cls, column) | (frozenset(GROUPS) if cls.of_people else frozenset())

    @classmethod
    @cache
    def amounts(cls) -> frozenset[str]:
        return _marked(cls, amount)

    @classmethod
    def has(cls, names: frozenset[str]) -> bool:
        return names <= cls.columns() | cls.amounts()

    def column(self, name: str) -> Column:
        if not (self.of_people and name in GROUPS):
            made: Column = getattr(self, name)
            return made
        of_person = self.cases.kept(GROUPS[name])
        return of_person if self.who is None else of_person.take(self.who)

    def amount(self, name: str) -> Numbers:
        made: Numbers = getattr(self, name)
        return made


def _marked(relation: type[Laid], mark: type) -> frozenset[str]:
    return frozenset(name for name, made in vars(relation).items() if isinstance(made, mark))
