"""The faults of a list as they are found: which rows they spoil, and how they are told."""

from dataclasses import dataclass, field

from framsteg.foundation.text import Text, say
from framsteg.imports.fields import NAMES, Field
from framsteg.imports.mapping import Mapping
from framsteg.imports.problems import Problem
from framsteg.imports.sheet import Sheet, shown
from framsteg.imports.values import Bad


@dataclass
class Faults:
    """Collects problems while a list is checked. Positions count from 0 below the headings."""

    sheet: Sheet
    mapping: Mapping
    problems: list[Problem] = field(default_factory=list)
    spoiled: dict[int, set[Field]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._columns = {f: self.mapping.heading(f) for f in Field}
        self.problems += [Problem(r.row, "", "", r.reason, "ragged") for r in self.sheet.faults]

    def add(self, at: int, where: Field, reason: Text, code: str) -> None:
        """A fault in the row at a position, told on the column of a field."""
        heading = self._columns[where]
        value = shown(self.sheet.column(heading)[at]) if heading else ""
        self.problems.append(Problem(self.sheet.numbers[at], heading, value, reason, code))
        self.spoiled.setdefault(at, set()).add(where)

    def add_for_list(self, where: Field, reason: Text, code: str) -> None:
        """A fault of the whole list: it cannot be loaded by leaving rows out."""
        self.problems.append(Problem(0, self._columns[where], "", reason, code))

    def without_bad(self, where: Field, values: list[object]) -> list[object]:
        """Record every cell that could not be read, and read it as empty from here on."""
        if not any(isinstance(value, Bad) for value in set(values)):
            return values
        for at, value in enumerate(values):
            if isinstance(value, Bad):
                self.add(at, where, value.reason, value.code)
        return [None if isinstance(value, Bad) else value for value in values]

    def is_sound(self, at: int, *where: Field) -> bool:
        """Whether these cells of a row have no fault yet, so that they can be compared."""
        return self.spoiled.get(at, set()).isdisjoint(where)

    def require(self, where: Field, values: list[object]) -> None:
        """Every row must say this."""
        self.require_here(where, where, values)

    def require_here(self, where: Field, what: Field, values: list[object]) -> None:
        """Every row must say `what`; it is told on the column of `where`."""
        for at in [at for at, value in enumerate(values) if value is None]:
            if self.is_sound(at, where):
                self.add(at, where, say("{field} is missing.", field=NAMES[what]), "missing")

    def told(self) -> tuple[Problem, ...]:
        """All problems in the order of the list: by row, then from left to right."""
        place = {heading: at for at, heading in enumerate(self.sheet.headings)}
        return tuple(sorted(self.problems, key=lambda p: (p.row, place.get(p.column, -1))))
