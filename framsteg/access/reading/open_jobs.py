"""All open jobs as columns, held by each process and brought up to date when the register changes.

A request asks one number of the database: how many times the register has been written. Only jobs
written since are read again. No person stands in the columns.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from threading import Lock
from typing import Any

import numpy as np

from framsteg.access.kept import KeptValues, keep_values
from framsteg.access.reading.jobs import FACTS
from framsteg.foundation.codes import JobStatus
from framsteg.foundation.names import fold
from framsteg.records.models import Job, JobRevision
from framsteg.rules.matching_columns import NEVER, JobColumns, from_plain
from framsteg.rules.matching_levels import SCALES

_COLUMNS = ("pk", "status", "apply_by", *FACTS)
_NUMBERS = (
    "id", "apply_by", "occupation", "hours_min", "hours_max", "municipality", "times",
    "must_haves", *(scale.value for scale in SCALES),
)  # fmt: skip


@dataclass
class _Held:
    """What this process has read: one row of numbers a job, and what the numbers stand for."""

    revision: int = -1
    day: date = date.min
    rows: dict[int, tuple[int, ...]] = field(default_factory=dict)
    occupations: dict[str, int] = field(default_factory=lambda: {"": 0})
    municipalities: dict[str, int] = field(default_factory=lambda: {"": 0})
    columns: JobColumns | None = None


_held = _Held()
_lock = Lock()


def open_jobs(today: date) -> JobColumns:
    """The jobs that can be applied for today."""
    number = next((told for (told,) in _revision().of()), 0)
    held = _held
    if held.columns is not None and (held.revision, held.day) == (number, today):
        return held.columns
    with _lock:
        return _read(number, today)


@lru_cache(maxsize=1)
def _revision() -> KeptValues:
    return keep_values(JobRevision.objects.order_by("pk").values_list("number")[:1], 0)


def forget() -> None:
    """Read everything anew next time (another database stands behind, as in tests)."""
    global _held
    with _lock:
        _held = _Held()


def _read(number: int, today: date) -> JobColumns:
    if number < _held.revision:
        _held.revision, _held.rows = -1, {}
    rows = Job.objects.filter(revision__gt=_held.revision).values_list(*_COLUMNS)
    if _held.revision < 0:
        rows = Job.objects.filter(status=JobStatus.OPEN).values_list(*_COLUMNS)
    for row in rows.iterator(chunk_size=5000):
        if row[1] == JobStatus.OPEN:
            _held.rows[row[0]] = _numbers(row)
        else:
            _held.rows.pop(row[0], None)
    _held.columns = _as_columns(_held.rows.values(), today)
    _held.revision, _held.day = number, today
    return _held.columns


def _numbers(row: tuple[Any, ...]) -> tuple[int, ...]:
    told = dict(zip(_COLUMNS, row, strict=True))
    occupations, places = _held.occupations, _held.municipalities
    return (
        told["pk"],
        told["apply_by"].toordinal() if told["apply_by"] else NEVER,
        occupations.setdefault(told["occupation"], len(occupations)),
        told["hours_min"] or 0,
        told["hours_max"] or 0,
        places.setdefault(fold(told["municipality"]), len(places)),
        told["times"] or 0,
        0 if told["must_haves"] is None else told["must_haves"] + 1,
        *(told[scale.value] or 0 for scale in SCALES),
    )


def _as_columns(rows: Iterable[tuple[int, ...]], today: date) -> JobColumns:
    table = np.array(list(rows), np.int64).reshape(-1, len(_NUMBERS))
    table = table[table[:, 1] >= today.toordinal()]
    plain = {name: np.ascontiguousarray(table[:, at]) for at, name in enumerate(_NUMBERS)}
    return from_plain(plain, list(_held.occupations), list(_held.municipalities))
