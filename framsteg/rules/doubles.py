"""Which employers may be the same one twice: names that are equal but for how they are written.

The rule: legal form, blanks, signs, accents and doubled letters say nothing, and in a name of at
least six letters one letter may be wrong, missing or have changed places. Figures always tell
apart (Förskolan 3 is not Förskolan 4). Nothing is merged by the rule: it only asks.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from framsteg.foundation.decision import ALLOW, Decision, deny
from framsteg.foundation.names import fold
from framsteg.foundation.text import say

LONG_ENOUGH = 6
_PLAIN = str.maketrans("{|}", "aao")
_LEGAL_FORM = re.compile(
    r"\b(aktiebolage?t?|handelsbolage?t?|kommanditbolage?t?|ekonomisk forening|ideell forening"
    r"|ek for|ab|hb|kb|publ)\b"
)
_SIGN = re.compile(r"[^a-z0-9 ]+")
_DOUBLED = re.compile(r"([a-z])\1+")


def name_key(name: str) -> str:
    """What is left of a name when all that says nothing is gone: "Bröd-Boden AB" → "brodboden"."""
    plain = fold(name).translate(_PLAIN).replace("&", " och ")
    words = " ".join(_SIGN.sub(" ", plain).split())
    told = _LEGAL_FORM.sub(" ", words).split() or words.split()
    return _DOUBLED.sub(r"\1", "".join(told))[:200]


def alike(first: str, second: str) -> bool:
    """Whether two keys may stand for the same employer."""
    if first == second:
        return first != ""
    if min(len(first), len(second)) < LONG_ENOUGH or _figures(first) != _figures(second):
        return False
    return _one_slip_apart(first, second)


def pairs(keys: Mapping[int, str]) -> list[tuple[int, int]]:
    """All pairs of employers whose keys are alike, lower id first, in order.

    Two keys one slip apart have a form in common once a letter is left out of each (or of one),
    so only those that share such a form are compared: near-linear in the number of employers.
    """
    sharing: dict[str, list[int]] = defaultdict(list)
    for employer_id, key in keys.items():
        for form in _forms(key):
            sharing[form].append(employer_id)
    found = set()
    for ids in sharing.values():
        for n, one in enumerate(ids):
            for other in ids[n + 1 :]:
                pair = (min(one, other), max(one, other))
                if one != other and pair not in found and alike(keys[one], keys[other]):
                    found.add(pair)
    return sorted(found)


def may_merge(*, same: bool, kept_number: str, double_number: str) -> Decision:
    """Two numbers are two legal bodies, whatever they are called."""
    if same:
        return deny(say("Choose another employer: this is the same one."))
    if kept_number and double_number and kept_number != double_number:
        return deny(
            say("They have different organisation numbers, so they are two different employers.")
        )
    return ALLOW


def _forms(key: str) -> Iterator[str]:
    yield key
    if len(key) >= LONG_ENOUGH:
        yield from {key[:n] + key[n + 1 :] for n in range(len(key))}


def _figures(key: str) -> str:
    return "".join(letter for letter in key if letter.isdigit())


def _one_slip_apart(first: str, second: str) -> bool:
    """One letter wrong, one missing, or two neighbours changed places."""
    start = 0
    while start < min(len(first), len(second)) and first[start] == second[start]:
        start += 1
    one, other = first[start:], second[start:]
    if len(one) == len(other):
        swapped = one[:2] == other[1::-1] and one[2:] == other[2:]
        return one[1:] == other[1:] or swapped
    return one[1:] == other or other[1:] == one
