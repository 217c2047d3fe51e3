"""Every pair of keys compared letter by letter: one slip by the whole table of distances."""

from collections.abc import Mapping


def pairs(keys: Mapping[int, str]) -> list[tuple[int, int]]:
    ids = sorted(keys)
    return [
        (a, b) for a in ids for b in ids if a < b and _same_employer(keys[a], keys[b])
    ]  # fmt: skip


def _same_employer(a: str, b: str) -> bool:
    if a == b:
        return bool(a)
    if len(a) < 6 or len(b) < 6:
        return False
    if [c for c in a if c in "0123456789"] != [c for c in b if c in "0123456789"]:
        return False
    return _slips(a, b) <= 1


def _slips(a: str, b: str) -> int:
    table = {(-1, j): j + 1 for j in range(-1, len(b))} | {(i, -1): i + 1 for i in range(len(a))}
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            ways = [table[i - 1, j] + 1, table[i, j - 1] + 1, table[i - 1, j - 1] + (x != y)]
            if i and j and x == b[j - 1] and a[i - 1] == y:
                ways.append(table[i - 2, j - 2] + 1)
            table[i, j] = min(ways)
    return table[len(a) - 1, len(b) - 1]
