"""How words from a list are compared: without regard to case, punctuation and accents.

Only for recognising. What is stored is always what stood in the list.
"""

import re
import unicodedata
from functools import lru_cache

_NOT_WORD = re.compile(r"[^a-z0-9]+")
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_FOLDED = str.maketrans({"ø": "o", "æ": "a", "ß": "ss"})


@lru_cache(maxsize=20_000)
def plain(text: str) -> str:
    """`Första arbetsgivar-kontakt:` → `forsta arbetsgivar kontakt`."""
    lowered = unicodedata.normalize("NFKD", text.casefold().translate(_FOLDED))
    bare = "".join(mark for mark in lowered if not unicodedata.combining(mark))
    return _NOT_WORD.sub(" ", bare).strip()


def without_brackets(text: str) -> str:
    """`Startdatum (ÅÅÅÅ-MM-DD)` → `Startdatum`."""
    return _BRACKETS.sub(" ", text).strip()


def in_brackets(text: str) -> str:
    """`I arbete (lönebidrag)` → `lönebidrag`; empty when there is nothing in brackets."""
    found = _BRACKETS.search(text)
    return found.group(0)[1:-1].strip() if found else ""
