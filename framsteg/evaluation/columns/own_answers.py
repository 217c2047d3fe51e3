"""`relations.own_answers` as columns."""

import numpy as np
import pyarrow as pa

from framsteg.evaluation.columns.arrays import NEVER, Coded, Numbers, numbers, whole
from framsteg.evaluation.columns.cases import Cases
from framsteg.evaluation.relations.own_answers import ITEMS

_MOVED = ("up", "down", "unchanged", "once", "declined", "not_answered")


def own_changes(cases: Cases) -> pa.Table:
    """One row per person served: where each own answer has gone, and the latest."""
    table = cases.read("follow_ups")
    served, on = cases.served(table), numbers(table, "occurred_on")
    told = np.flatnonzero((served >= 0) & (on >= cases.from_day) & (on < cases.until_day))
    who, on = cases.who[served[told]], on[told].astype(np.int64)
    columns: dict[str, pa.Array] = {}
    for item in ITEMS:
        value = numbers(table, item)[told].astype(np.int64)
        declined = numbers(table, f"declined_{item}", 0)[told].astype(bool)
        columns |= _of_item(item, cases.many, who, on, value, declined)
    return pa.table({**cases.of_person(), **columns})


def _of_item(
    item: str, many: int, who: Numbers, on: Numbers, value: Numbers, declined: Numbers
) -> dict[str, pa.Array]:
    given = value != NEVER
    over = int(value[given].max()) + 1 if given.any() else 1
    key, of = on[given] * over + value[given], who[given]
    first, latest = np.full(many, NEVER * over, np.int64), np.full(many, -1, np.int64)
    np.minimum.at(first, of, key)
    np.maximum.at(latest, of, key)
    answered = latest >= 0
    twice = answered & (latest // over > first // over)
    to, since = latest % over, first % over
    said_no = np.bincount(who[declined], minlength=many) > 0
    moved = np.select(
        [twice & (to > since), twice & (to < since), twice, answered, said_no],
        [0, 1, 2, 3, 4],
        default=5,
    )
    return {
        f"{item}_moved": Coded(moved, _MOVED).arrow(),
        f"{item}_latest": whole(to, ~answered),
    }
