"""A chain finds what was done to it, and says where."""

from collections.abc import Callable
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framsteg.rules.chain import START, Fault, FaultKind, Head, Link, bind, faults, row_hash

ROWS = [("event", n, row_hash({"id": n, "what": f"row {n}"})) for n in range(1, 7)]
Told = list[tuple[Link, str | None]]


def _whole() -> Told:
    return [(link, link.row_hash) for link in bind(7, None, ROWS)]


def _head(told: Told, position: int) -> Head:
    return Head(7, position, told[position - 1][0].chain_hash, genuine=True)


def _edited(told: Told) -> Told:
    return [(link, row_hash({"id": 3, "what": "else"}) if n == 2 else now)
            for n, (link, now) in enumerate(told)]  # fmt: skip


def _removed(told: Told) -> Told:
    return [(link, None if n == 2 else now) for n, (link, now) in enumerate(told)]


def _link_removed(told: Told) -> Told:
    return [one for n, one in enumerate(told) if n != 2]


def _swapped(told: Told) -> Told:
    """Two links exchange their rows; each keeps its place."""
    (a, _), (b, _) = told[1], told[2]
    first = Link(7, a.position, b.log, b.row_id, b.row_hash, a.chain_hash)
    second = Link(7, b.position, a.log, a.row_id, a.row_hash, b.chain_hash)
    return [told[0], (first, first.row_hash), (second, second.row_hash), *told[3:]]


def _remade(told: Told) -> Told:
    """One row is left out and every link after it made anew, as one could who has no key."""
    rows = [row for n, row in enumerate(ROWS) if n != 2]
    return [(link, link.row_hash) for link in bind(7, None, rows)]


def _tail_cut(told: Told) -> Told:
    return told[:4]


TAMPERING: list[tuple[Callable[[Told], Told], list[tuple[FaultKind, int]]]] = [
    (lambda told: told, []),
    (_edited, [(FaultKind.ROW_CHANGED, 3)]),
    (_removed, [(FaultKind.ROW_MISSING, 3)]),
    (_link_removed, [(FaultKind.LINK_MISSING, 3)]),
    (_swapped, [(FaultKind.LINK_CHANGED, 2), (FaultKind.LINK_CHANGED, 3)]),
    (_remade, [(FaultKind.HEAD_DIFFERS, 3), (FaultKind.TAIL_CUT, 6)]),
    (_tail_cut, [(FaultKind.TAIL_CUT, 6)]),
]


@pytest.mark.parametrize(("tamper", "found"), TAMPERING)
def test_each_way_of_tampering_is_found_where_it_is(
    tamper: Callable[[Told], Told], found: list[tuple[FaultKind, int]]
) -> None:
    told = _whole()
    heads = [_head(told, 3), _head(told, 6)]

    assert [(f.kind, f.position) for f in faults(7, tamper(told), heads)] == found


def test_a_head_with_another_key_is_named() -> None:
    told = _whole()

    found = list(faults(7, told, [Head(7, 6, told[5][0].chain_hash, genuine=False)]))

    assert found == [Fault(FaultKind.HEAD_FORGED, 7, 6)]


def test_a_chain_is_what_can_be_computed_by_hand() -> None:
    first, second = bind(1, None, [("event", 5, "a"), ("access", 2, "b")])

    by_hand = sha256(f"{START}|1|event|5|a".encode()).hexdigest()
    assert first.chain_hash == by_hand
    assert second.chain_hash == sha256(f"{by_hand}|2|access|2|b".encode()).hexdigest()


@given(cut=st.integers(0, 6))
def test_a_chain_bound_in_two_goes_is_the_same(cut: int) -> None:
    first = list(bind(7, None, ROWS[:cut]))
    second = list(bind(7, first[-1] if first else None, ROWS[cut:]))

    assert first + second == list(bind(7, None, ROWS))


@given(
    at=st.integers(0, 5),
    field=st.sampled_from(["position", "log", "row_id", "row_hash", "chain_hash"]),
)
def test_no_column_of_a_link_can_be_changed_unseen(at: int, field: str) -> None:
    told = _whole()
    link, now = told[at]
    values = {**link.__dict__, field: 99 if field in ("position", "row_id") else "x"}
    told[at] = (Link(**values), now)

    assert list(faults(7, told, [_head(_whole(), 6)]))
