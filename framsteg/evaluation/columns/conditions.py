"""A condition of a count, in its few words of SQL, asked of columns."""

import operator
import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np

from framsteg.evaluation.columns.arrays import NEVER, Coded, Column, Numbers, Truths, Whole

_WORD = re.compile(r"\s*('(?:[^']|'')*'|\w+|<>|<=|>=|[=<>()])")
_COMPARED: dict[str, Callable[..., Truths]] = {
    "=": operator.eq, "<>": operator.ne, "<": operator.lt, "<=": operator.le,
    ">": operator.gt, ">=": operator.ge,
}  # fmt: skip
_LOGIC = frozenset({"AND", "OR", "NOT", "IS", "NULL", "true"})


class _Held(NamedTuple):
    """Where a condition holds and where it does not; where neither, it is not known."""

    yes: Truths
    no: Truths


def words_of(condition: str) -> list[str]:
    """The words of a condition. Raises ValueError where something else stands."""
    words, at = [], 0
    condition = condition.strip()
    while at < len(condition):
        found = _WORD.match(condition, at)
        if found is None:
            raise ValueError(f"not a condition that can be asked of columns: {condition}")
        words.append(found[1])
        at = found.end()
    return words


def names_in(condition: str) -> frozenset[str]:
    """The columns that a condition asks for."""
    return frozenset(w for w in words_of(condition) if w.isidentifier() and w not in _LOGIC)


def holds(condition: str, columns: Mapping[str, Column], rows: int) -> Truths:
    """The rows that a condition holds for; not those for which it is not known.

    Raises ValueError where the condition is not understood.
    """
    reading = _Reading([*words_of(condition), ""], columns, rows)
    held = reading.either()
    reading.expect("")
    return held.yes


class _Reading:
    """Reads the words from the left and answers at once: OR of ANDs of single conditions."""

    def __init__(self, words: list[str], columns: Mapping[str, Column], rows: int) -> None:
        self._words, self._columns, self._rows = words, columns, rows

    def _comes(self, word: str) -> bool:
        if self._words[0] != word:
            return False
        del self._words[0]
        return True

    def expect(self, word: str) -> None:
        if not self._comes(word):
            raise ValueError(f"a condition has {self._words[0]!r} in place of {word!r}")

    def either(self) -> _Held:
        held = self._both()
        while self._comes("OR"):
            other = self._both()
            held = _Held(held.yes | other.yes, held.no & other.no)
        return held

    def _both(self) -> _Held:
        held = self._one()
        while self._comes("AND"):
            other = self._one()
            held = _Held(held.yes & other.yes, held.no | other.no)
        return held

    def _one(self) -> _Held:
        if self._comes("NOT"):
            yes, no = self._one()
            return _Held(no, yes)
        if self._comes("("):
            held = self.either()
            self.expect(")")
            return held
        if self._comes("true"):
            return _Held(np.ones(self._rows, bool), np.zeros(self._rows, bool))
        column = self._columns[self._words.pop(0)]
        if self._comes("IS"):
            is_known = self._comes("NOT")
            self.expect("NULL")
            known = _known(column)
            return _Held(known, ~known) if is_known else _Held(~known, known)
        if self._words[0] in _COMPARED:
            return self._compared(column, _COMPARED[self._words.pop(0)], self._words.pop(0))
        assert isinstance(column, np.ndarray)
        return _Held(column, ~column)

    def _compared(self, column: Column, compare: Callable[..., Truths], with_what: str) -> _Held:
        known = _known(column)
        if isinstance(column, Coded):
            text = with_what[1:-1].replace("''", "'")
            yes = compare(np.array([*column.names, ""]), text).take(column.codes, mode="wrap")
        elif with_what in self._columns:
            other = self._columns[with_what]
            known = known & _known(other)
            yes = compare(_values(column), _values(other))
        else:
            yes = compare(_values(column), int(with_what))
        return _Held(yes & known, ~yes & known)


def _known(column: Column) -> Truths:
    known: Truths = column.codes >= 0 if isinstance(column, Coded) else _values(column) < NEVER
    return known


def _values(column: Column) -> Numbers:
    assert not isinstance(column, Coded)
    return column.values if isinstance(column, Whole) else column
