"""Occupations by SSYK 2012: groups of one to four digits, found by the words in their names.

The list is part of the product (`ssyk2012.txt`, with its source). The names of single occupations
come with the JobTech taxonomy, which an installation loads (`framsteg taxonomy load`).
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from framsteg.foundation.names import fold

_FILE = Path(__file__).with_name("ssyk2012.txt")


@cache
def groups() -> Mapping[str, str]:
    """Every group's name by its code, in the order of the codes."""
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    told = [line.split(" ", 1) for line in lines if line and not line.startswith("#")]
    return MappingProxyType(dict(told))


def name(code: str) -> str:
    """The group's name; the code itself where it is not in the list."""
    return groups().get(code, code)


@cache
def _folded() -> tuple[tuple[str, str], ...]:
    return tuple((code, fold(name)) for code, name in groups().items())


@cache
def code_of(group: str) -> str:
    """The code of a four-digit group by its name, however it is written; "" if there is none."""
    wanted = fold(group)
    return next((code for code, known in _folded() if len(code) == 4 and known == wanted), "")


def search(words: str, *, limit: int = 20) -> tuple[str, ...]:
    """Codes of groups where every word begins a word of the name (or the code), small ones first.

    Å, ä and ö are letters of their own; case and other accents do not matter.
    """
    asked = _parts(fold(words))
    if not asked:
        return ()
    found = [code for code, known in _folded() if _has(code, known, asked)]
    return tuple(sorted(found, key=lambda code: (-len(code), code))[:limit])


def _has(code: str, known: str, asked: list[str]) -> bool:
    parts = _parts(known)
    return all(code.startswith(w) or any(p.startswith(w) for p in parts) for w in asked)


def _parts(folded: str) -> list[str]:
    return folded.replace("-", " ").replace(",", " ").split()
