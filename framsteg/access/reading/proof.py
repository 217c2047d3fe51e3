"""The logs as their chains see them: hashes of rows, never what stands in them."""

from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from operator import itemgetter
from typing import Any

from django.db.models import Exists, Max, OuterRef

from framsteg.foundation.codes import LogName
from framsteg.records.models import AccessLogEntry, Event, LogCrossing, LogHead, LogLink
from framsteg.rules.chain import Link, crossings_digest, row_hash

LOGS: dict[LogName, Any] = {LogName.EVENT: Event, LogName.ACCESS: AccessLogEntry}
AT_A_TIME = 1000
CARRIED_OUT = "disposals.carry_out"
"""The verb of the event that declares what a disposal has crossed out."""
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


def crossings(organisation_id: int) -> tuple[dict[tuple[str, int], str], dict[int, int]]:
    """Rows whose words disposals have crossed out, and how many rows by disposal.

    Only those that a disposal's own event declares: its digest must be that of these very rows.
    """
    rows = LogCrossing.unscoped.filter(organisation_id=organisation_id).order_by("disposal_id")
    columns = rows.values_list("disposal_id", "log", "row_id", "row_hash")
    found: dict[tuple[str, int], str] = {}
    by_disposal: dict[int, int] = {}
    for disposal_id, some in groupby(columns, itemgetter(0)):
        told = [row[1:] for row in some]
        if _declared(organisation_id, disposal_id) == crossings_digest(told):
            found |= {(log, row_id): hashed for log, row_id, hashed in told}
            by_disposal[disposal_id] = len(told)
    return found, by_disposal


def _declared(organisation_id: int, disposal_id: int) -> str | None:
    rows = Event.unscoped.filter(
        organisation_id=organisation_id, verb=CARRIED_OUT, subject="disposal",
        subject_id=disposal_id,
    )  # fmt: skip
    event = rows.order_by("pk").first()
    return event.changes.get("digest", [None, None])[1] if event else None


def hashes_of(log: LogName, row_ids: list[int]) -> Iterator[tuple[int, str]]:
    """The rows of a log by their ids, as (id, hash of the row as it stands)."""
    rows = LOGS[log].unscoped.filter(pk__in=row_ids).order_by("pk")
    for row in rows.values().iterator(chunk_size=AT_A_TIME):
        yield row["id"], row_hash(row)


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
