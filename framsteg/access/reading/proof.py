"""The logs as their chains see them: hashes of rows, never what stands in them."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.db.models import Exists, Max, OuterRef

from framsteg.foundation.codes import LogName
from framsteg.records.models import AccessLogEntry, Event, LogHead, LogLink
from framsteg.rules.chain import Link, row_hash

LOGS: dict[LogName, Any] = {LogName.EVENT: Event, LogName.ACCESS: AccessLogEntry}
AT_A_TIME = 1000
LATE = 10_000
"""Rows so far back of the last bound one are looked through: a long transaction may commit late."""


def organisations() -> list[int]:
    """Organisations that have a chain."""
    found = LogLink.unscoped.values_list("organisation_id", flat=True)
    heads = LogHead.unscoped.values_list("organisation_id", flat=True)
    return sorted({*found.distinct(), *heads.distinct()})


def unbound(log: LogName) -> Iterator[tuple[int, int, str]]:
    """Rows that no link holds, as (organisation, id, hash), the oldest first."""
    last = LogLink.unscoped.filter(log=log).aggregate(last=Max("row_id"))["last"] or 0
    bound = LogLink.unscoped.filter(log=log, row_id=OuterRef("pk"))
    rows = LOGS[log].unscoped.filter(~Exists(bound), pk__gt=last - LATE).order_by("pk")
    for row in rows.values().iterator(chunk_size=AT_A_TIME):
        yield row["organisation_id"], row["id"], row_hash(row)


def last_link(organisation_id: int) -> Link | None:
    row = LogLink.unscoped.filter(organisation_id=organisation_id).order_by("-position").first()
    return _link(row) if row else None


def chain(organisation_id: int) -> Iterator[tuple[Link, str | None]]:
    """An organisation's links in order, each with the hash of its row as it stands now."""
    rows = LogLink.unscoped.filter(organisation_id=organisation_id).order_by("position")
    for some in _in_batches(map(_link, rows.iterator(chunk_size=AT_A_TIME))):
        now = {log: _hashes(log, some) for log in LogName}
        yield from ((link, now[LogName(link.log)].get(link.row_id)) for link in some)


def heads(organisation_id: int) -> list[tuple[int, str, str]]:
    """What was signed: position, hash and signature."""
    rows = LogHead.unscoped.filter(organisation_id=organisation_id).order_by("position", "id")
    return list(rows.values_list("position", "chain_hash", "signature"))


def _hashes(log: LogName, links: Iterable[Link]) -> dict[int, str]:
    ids = [link.row_id for link in links if link.log == log]
    return {row["id"]: row_hash(row) for row in LOGS[log].unscoped.filter(pk__in=ids).values()}


def _link(row: LogLink) -> Link:
    return Link(
        row.organisation_id, row.position, row.log, row.row_id, row.row_hash, row.chain_hash
    )


def _in_batches(links: Iterator[Link]) -> Iterator[list[Link]]:
    while some := list(islice(links, AT_A_TIME)):
        yield some
