"""`relations.over_time` as columns: the quarters."""

from functools import cached_property

import numpy as np

from framsteg.evaluation.columns.arrays import (
    Coded,
    Numbers,
    Whole,
    in_groups,
    of_several,
    quarters,
)
from framsteg.evaluation.columns.cases import JOBS, ORDINARY
from framsteg.evaluation.columns.laid import Laid, amount, column

_KINDS = ("served", "in_job", "in_ordinary_job")


class QuarterTurns(Laid):
    """From which quarter on how many more, or fewer, are served or in a job; each person once."""

    @cached_property
    def _spans(self) -> list[tuple[Numbers, Numbers, Numbers]]:
        """(whose, first quarter, last quarter) of each kind, none of a person's over another."""
        cases = self.cases
        starts = np.maximum(cases.enrolled, cases.from_day)
        last = np.maximum(starts, np.minimum(cases.exited, cases.until_day) - 1)
        first_no, last_no = quarters(starts), quarters(last)
        begins = cases.files.numbers("placements", "starts_on")
        kind, served = cases.files.coded("placements", "kind"), cases.served_placements
        rows = np.flatnonzero((served >= 0) & kind.among(*JOBS) & (begins < cases.until_day))
        served, begins = served.take(rows), begins.take(rows)
        ends = cases.files.numbers("placements", "ends_on").take(rows)
        ends = np.maximum(begins, np.minimum(ends, cases.until_day) - 1)
        who = cases.who.take(served)
        first = np.maximum(first_no.take(served), quarters(begins))
        last = np.minimum(last_no.take(served), quarters(ends))
        ordinary = np.flatnonzero(kind.take(rows).among(*ORDINARY))
        spans = (
            (cases.who, first_no, last_no),
            (who, first, last),
            (who.take(ordinary), first.take(ordinary), last.take(ordinary)),
        )
        return [apart_of(*one, many=cases.many) for one in spans]

    @cached_property
    def who(self) -> Numbers:
        whose = [who for who, _first, _last in self._spans]
        return np.concatenate([*whose, *whose])

    @column
    def kind(self) -> Coded:
        each = [len(who) for who, _first, _last in self._spans]
        return Coded(np.tile(np.repeat(np.arange(len(_KINDS), dtype=np.int8), each), 2), _KINDS)

    @column
    def quarter_no(self) -> Whole:
        begun = [first for _who, first, _last in self._spans]
        ended = [last + 1 for _who, _first, last in self._spans]
        return Whole(np.concatenate([*begun, *ended]))

    @amount
    def step(self) -> Numbers:
        return np.repeat([1.0, -1.0], len(self.who) // 2)


def apart_of(
    who: Numbers, first: Numbers, last: Numbers, *, many: int, gap: int = 1
) -> tuple[Numbers, Numbers, Numbers]:
    """Each owner's spans without what an earlier one has covered; empty ones are left out.

    `last` is within the span when the `gap` is 1, and the first outside when it is 0.
    """
    some = first <= last
    who, first, last = who[some], first[some], last[some]
    rows = of_several(many, who)
    if len(rows):
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
