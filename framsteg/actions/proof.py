"""Bind new log rows to their chains, and sign where each chain stands."""

from collections.abc import Callable
from itertools import groupby
from operator import itemgetter

from django.db import transaction

from framsteg.access.reading import proof
from framsteg.foundation.codes import LogName
from framsteg.records.models import LogHead, LogLink
from framsteg.rules.chain import bind

AT_A_TIME = 1000


def message(organisation_id: int, position: int, chain_hash: str) -> bytes:
    """What a head's signature is made over."""
    return f"framsteg-head|{organisation_id}|{position}|{chain_hash}".encode()


@transaction.atomic
def seal(sign: Callable[[bytes], str]) -> list[LogHead]:
    """Bind every row that is not yet bound, and sign the new heads. Returns them.

    Two that do it at once cannot both: a place in a chain is taken once, and the later one
    raises IntegrityError with nothing done.
    """
    rows = sorted(
        (organisation, log, row_id, hashed)
        for log in LogName
        for organisation, row_id, hashed in proof.unbound(log)
    )
    return [
        _seal_one(organisation, [row[1:] for row in some], sign)
        for organisation, some in groupby(rows, itemgetter(0))
    ]


def _seal_one(
    organisation_id: int, rows: list[tuple[str, int, str]], sign: Callable[[bytes], str]
) -> LogHead:
    links = list(bind(organisation_id, proof.last_link(organisation_id), rows))
    LogLink.unscoped.bulk_create((LogLink(**vars(one)) for one in links), batch_size=AT_A_TIME)
    last = links[-1]
    head = LogHead(
        organisation_id=organisation_id,
        position=last.position,
        chain_hash=last.chain_hash,
        signature=sign(message(organisation_id, last.position, last.chain_hash)),
    )
    head.save(force_insert=True)
    return head
