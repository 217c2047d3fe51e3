"""Whom and when a question concerns, laid out once per cursor for all measures to share.

A measure reads the relations `people`, `latest_jobs`… and never the whole tables: so every
measure means the same by "participant", and ten measures cost one scan. The relations are
temporary tables of the cursor's own connection; the frame reaches the SQL as bound variables.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any
from weakref import WeakKeyDictionary

from framsteg.evaluation.relations import RELATIONS


@dataclass(frozen=True)
class Frame:
    """Programmes by key, and a half-open window; `from_on` None means from the beginning."""

    programmes: tuple[str, ...]
    from_on: date | None
    until_on: date

    def variables(self) -> dict[str, object]:
        return {
            "programmes": list(self.programmes),
            "from_on": self.from_on or date(1, 1, 1),
            "until_on": self.until_on,
        }


@dataclass
class _Laid:
    frame: Frame
    relations: set[str]


# What each open cursor holds already. A closed cursor drops out by itself.
_laid: WeakKeyDictionary[Any, _Laid] = WeakKeyDictionary()


def lay(cursor: Any, frame: Frame, relations: tuple[str, ...]) -> None:
    """Make the relations of the frame in the cursor's connection, those that are not there yet."""
    laid = _laid.get(cursor)
    if laid is None or laid.frame != frame:
        laid = _laid[cursor] = _start_over(cursor, frame, laid)
    for name in relations:
        _make(cursor, laid, name)


def _start_over(cursor: Any, frame: Frame, before: _Laid | None) -> _Laid:
    for name in before.relations if before else ():
        cursor.execute(f"DROP TABLE {name}")  # a name of RELATIONS, never from a question
    for name, value in frame.variables().items():
        cursor.execute(f"SET VARIABLE {name} = ?", [value])
    return _Laid(frame, set())


def _make(cursor: Any, laid: _Laid, name: str) -> None:
    if name in laid.relations:
        return
    relation = RELATIONS[name]
    for needed in relation.needs:
        _make(cursor, laid, needed)
    cursor.execute(f"CREATE TEMP TABLE {name} AS {relation.sql}")
    laid.relations.add(name)
