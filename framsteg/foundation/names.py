"""Names in Swedish alphabetical order and searchable by their beginnings, as plain bytes.

Two databases sort å, ä and ö in their own ways. A key of ASCII letters sorts alike in both:
å, ä and ö become the three characters after z, in that order.
"""

import unicodedata

_SWEDISH = {"å": "{", "ä": "|", "ö": "}", "æ": "|", "ø": "}"}


def fold(text: str) -> str:
    """Lower case, å/ä/ö kept apart from a/o, other accents dropped (é = e), blanks squeezed."""
    letters = unicodedata.normalize("NFC", text).casefold()
    return " ".join("".join(_folded(letter) for letter in letters).split())


def sort_key(*, family_name: str, given_name: str) -> str:
    """The place in a list: family name first. `~` ends it so that no name sorts last."""
    if not (family_name or given_name):
        return "~"
    # A blank sorts before every letter: "Ek, Åsa" comes before "Ekman, Anna".
    return f"{fold(family_name)}  {fold(given_name)}"


def tokens(*names: str) -> frozenset[str]:
    """The words that a person can be found by, also the halves of a double name."""
    words = [word for name in names for word in fold(name).split()]
    halves = [half for word in words for half in word.split("-") if "-" in word and half]
    return frozenset(words + halves)


def _folded(letter: str) -> str:
    if letter in _SWEDISH:
        return _SWEDISH[letter]
    plain = unicodedata.normalize("NFD", letter)
    return "".join(mark for mark in plain if not unicodedata.combining(mark))
