"""The key that signs the logs, and the copy of the heads that lies outside the database.

Whoever can write in the database can remake a chain, but not sign it, and not take back the lines
of a file that is copied elsewhere.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

from framsteg.access.reading import proof
from framsteg.actions.proof import message, seal
from framsteg.rules.chain import Fault, Head, faults

HEADS = "audit_heads.jsonl"
"""In the data folder: one line for each signed head, in order. Copy it off the machine."""


def _key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(
        hashlib.sha256(settings.AUDIT_KEY.encode()).digest()
    )


def public_key() -> str:
    """What an auditor verifies with, as hexadecimal digits: it cannot sign."""
    return _key().public_key().public_bytes_raw().hex()


def seal_logs() -> int:
    """Bind and sign what is new; the number of chains that grew."""
    key = _key()
    heads = seal(lambda told: key.sign(told).hex())
    with _file().open("a", encoding="utf-8") as lines:
        for head in heads:
            told = {
                "organisation": head.organisation_id,
                "position": head.position,
                "hash": head.chain_hash,
                "at": head.signed_at.isoformat(timespec="seconds"),
                "signature": head.signature,
            }
            lines.write(json.dumps(told) + "\n")
    return len(heads)


def verify() -> Iterator[Fault]:
    """Every fault in every chain, against the heads of the database and of the file."""
    key = _key().public_key()
    kept = defaultdict(set)
    for organisation_id, *head in _kept():
        kept[organisation_id].add(tuple(head))
    for organisation_id in sorted({*proof.organisations(), *kept}):
        told = kept[organisation_id].union(proof.heads(organisation_id))
        heads = (_head(key, organisation_id, *head) for head in told)
        crossed, _by_disposal = proof.crossings(organisation_id)
        yield from faults(organisation_id, proof.chain(organisation_id), heads, crossed)


def crossed_out() -> Iterator[tuple[int, int, int]]:
    """What disposals have declared to be crossed out: (organisation, disposal, rows)."""
    for organisation_id in proof.organisations():
        _crossed, by_disposal = proof.crossings(organisation_id)
        yield from ((organisation_id, pk, rows) for pk, rows in by_disposal.items())


def _file() -> Path:
    return Path(settings.FRAMSTEG_DATA) / HEADS


def _kept() -> Iterator[tuple[int, int, str, str]]:
    if not _file().exists():
        return
    for line in _file().read_text(encoding="utf-8").splitlines():
        told = json.loads(line)
        yield told["organisation"], told["position"], told["hash"], told["signature"]


def _head(
    key: Ed25519PublicKey, organisation_id: int, position: int, hashed: str, signature: str
) -> Head:
    try:
        key.verify(bytes.fromhex(signature), message(organisation_id, position, hashed))
    except (InvalidSignature, ValueError):
        return Head(organisation_id, position, hashed, genuine=False)
    return Head(organisation_id, position, hashed, genuine=True)
