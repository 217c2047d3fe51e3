"""`relations.over_time` as columns: the quarters."""

import numpy as np
import pyarrow as pa

from framsteg.evaluation.columns.arrays import Coded, Numbers, coded, in_groups, numbers, quarters
from framsteg.evaluation.columns.cases import JOBS, ORDINARY, Cases

_KINDS = ("served", "in_job", "in_ordinary_job")


def quarter_turns(cases: Cases) -> pa.Table:
    """From which quarter on how many more, or fewer, are served or in a job; each person once."""
    starts = np.maximum(cases.enrolled, cases.from_day)
    last = np.maximum(starts, np.minimum(cases.exited, cases.until_day) - 1)
    enrolled = quarters(starts), quarters(last)
    table = cases.read("placements")
    served, begins = cases.served_placements, numbers(table, "starts_on")
    kind = coded(table, "kind")
    rows = np.flatnonzero((served >= 0) & kind.among(*JOBS) & (begins < cases.until_day))
    served, begins = served[rows], begins[rows]
    last = np.minimum(numbers(table, "ends_on")[rows], cases.until_day) - 1
    working = (
        np.maximum(enrolled[0][served], quarters(begins)),
        np.minimum(enrolled[1][served], quarters(np.maximum(begins, last))),
    )
    who, ordinary = cases.who[served], kind.among(*ORDINARY)[rows]
    spans = (
        (cases.who, *enrolled),
        (who, *working),
        (who[ordinary], working[0][ordinary], working[1][ordinary]),
    )
    apart = [apart_of(*one, many=cases.many) for one in spans]
    return _counted(cases, apart)


def apart_of(
    who: Numbers, first: Numbers, last: Numbers, *, many: int, gap: int = 1
) -> tuple[Numbers, Numbers, Numbers]:
    """Each owner's spans without what an earlier one has covered; empty ones are left out.

    `last` is within the span when the `gap` is 1, and the first outside when it is 0.
    """
    some = first <= last
    who, first, last = who[some], first[some], last[some]
    several = np.bincount(who, minlength=many)[who] > 1
    if several.any():
        rows = np.flatnonzero(several)
        order, begins = in_groups(last[rows], first[rows], who[rows])
        rows = rows[order]
        # Running maximum within each owner: later owners lie higher by more than any span.
        lift = np.cumsum(begins) * (int(last.max()) - int(first.min()) + 2)
        reach = np.maximum.accumulate(last[rows] + lift) - lift
        before = np.concatenate(([0], reach[:-1]))
        first = first.copy()
        first[rows] = np.where(begins, first[rows], np.maximum(first[rows], before + gap))
        some = first <= last
        who, first, last = who[some], first[some], last[some]
    return who, first, last


def _counted(cases: Cases, spans: list[tuple[Numbers, Numbers, Numbers]]) -> pa.Table:
    """The turns of all, added up by kind, quarter and what people are divided by."""
    columns = cases.person_columns
    cell = np.zeros(cases.many, np.int64)
    for column in columns.values():
        cell = cell * (len(column.names) + 1) + column.codes + 1
    cells, of_cell = np.unique(cell, return_inverse=True)
    lowest = min((int(first.min()) for _, first, _ in spans if len(first)), default=0)
    many = max((int(last.max()) for _, _, last in spans if len(last)), default=0) - lowest + 2
    begun, ended = [], []
    for who, first, last in spans:
        size, at = len(cells) * many, of_cell[who] * many - lowest
        begun.append(np.bincount(at + first, minlength=size))
        ended.append(np.bincount(at + last + 1, minlength=size))
    more, fewer = np.concatenate(begun), np.concatenate(ended)
    rows, step = np.flatnonzero(more + fewer), more - fewer
    kind, rest = np.divmod(rows, max(len(cells) * many, 1))
    of, quarter = np.divmod(rest, many)
    parts, left = {}, cells
    for name, column in reversed(columns.items()):
        left, code = np.divmod(left, len(column.names) + 1)
        parts[name] = Coded(code[of] - 1, column.names).arrow()
    return pa.table(
        {
            **{name: parts[name] for name in columns},
            "kind": Coded(kind, _KINDS).arrow(),
            "quarter_no": pa.array(quarter + lowest),
            "step": pa.array(step[rows]),
        }
    )
