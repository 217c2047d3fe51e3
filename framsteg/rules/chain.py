"""The proof that a log is whole: each row is bound to the one before it.

Each organisation has one chain over both logs. A link holds the hash of its row and the hash of
all that came before it, so whoever changes, removes or swaps rows must also remake every link
after them; and the last link is signed every few minutes with a key that the database does not
hold, so the remade ones are seen too.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from hashlib import sha256

START = "0" * 64
"""What the first link of a chain comes after."""


Crossed = Mapping[tuple[str, int], str]
"""Rows by (log, id), and their hash since their words were crossed out."""

NOTHING_CROSSED: Crossed = {}


class FaultKind(StrEnum):
    """What does not hold. `position` says where, `row_id` of which log."""

    ROW_CHANGED = "row_changed"
    ROW_MISSING = "row_missing"
    LINK_MISSING = "link_missing"
    LINK_CHANGED = "link_changed"
    TAIL_CUT = "tail_cut"
    HEAD_DIFFERS = "head_differs"
    HEAD_FORGED = "head_forged"


@dataclass(frozen=True)
class Link:
    """One row's place in its organisation's chain; positions run from 1."""

    organisation_id: int
    position: int
    log: str
    row_id: int
    row_hash: str
    chain_hash: str


@dataclass(frozen=True)
class Head:
    """The chain's last link at a moment, signed. `genuine` says whether the signature holds."""

    organisation_id: int
    position: int
    chain_hash: str
    genuine: bool


@dataclass(frozen=True)
class Fault:
    """One thing that does not hold; `log` and `row_id` are empty where no row is meant."""

    kind: FaultKind
    organisation_id: int
    position: int
    log: str = ""
    row_id: int | None = None


def row_hash(values: Mapping[str, object]) -> str:
    """The hash of a row's every column, the same on every database."""
    told = json.dumps(values, sort_keys=True, ensure_ascii=False, default=_plain)
    return sha256(told.encode()).hexdigest()


def chain_hash(before: str, position: int, log: str, row_id: int, hashed: str) -> str:
    """The hash of a link: of its place, of its row and of all links before it."""
    return sha256(f"{before}|{position}|{log}|{row_id}|{hashed}".encode()).hexdigest()


def bind(
    organisation_id: int, last: Link | None, rows: Iterable[tuple[str, int, str]]
) -> Iterator[Link]:
    """Links for rows, told as (log, id, hash), after the last one of the chain."""
    position, before = (last.position, last.chain_hash) if last else (0, START)
    for log, row_id, hashed in rows:
        position += 1
        before = chain_hash(before, position, log, row_id, hashed)
        yield Link(organisation_id, position, log, row_id, hashed, before)


def crossings_digest(crossings: Iterable[tuple[str, int, str]]) -> str:
    """One hash of rows, told as (log, id, hash), whose words a disposal crossed out."""
    told = "\n".join(f"{log}|{row_id}|{hashed}" for log, row_id, hashed in sorted(crossings))
    return sha256(told.encode()).hexdigest()


def faults(
    organisation_id: int,
    links: Iterable[tuple[Link, str | None]],
    heads: Iterable[Head],
    crossed: Crossed = NOTHING_CROSSED,
) -> Iterator[Fault]:
    """Everything that does not hold in one chain.

    `links` come in the order of their positions, each with the hash of its row as it stands now
    (None where there is no such row); `heads` are all that were ever signed. A row in `crossed` has
    that hash since a disposal crossed out its words and declared it; it is no fault.
    """
    heads = list(heads)
    signed = {head.position: head for head in heads if head.genuine}
    yield from (
        Fault(FaultKind.HEAD_FORGED, organisation_id, h.position) for h in heads if not h.genuine
    )
    position, before = 0, START
    for link, now in links:
        if link.position != position + 1:
            yield Fault(FaultKind.LINK_MISSING, organisation_id, position + 1)
        elif link.chain_hash != chain_hash(
            before, link.position, link.log, link.row_id, link.row_hash
        ):
            yield Fault(
                FaultKind.LINK_CHANGED, organisation_id, link.position, link.log, link.row_id
            )
        position, before = link.position, link.chain_hash
        declared = crossed.get((link.log, link.row_id)) == now and now is not None
        if now != link.row_hash and not declared:
            kind = FaultKind.ROW_MISSING if now is None else FaultKind.ROW_CHANGED
            yield Fault(kind, organisation_id, link.position, link.log, link.row_id)
        head = signed.get(link.position)
        if head is not None and head.chain_hash != link.chain_hash:
            yield Fault(FaultKind.HEAD_DIFFERS, organisation_id, link.position)
    last = max(signed, default=0)
    if last > position:
        yield Fault(FaultKind.TAIL_CUT, organisation_id, last)


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"a log holds no {type(value).__name__}")
