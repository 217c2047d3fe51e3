"""`relations.people` as columns."""

from functools import cached_property

import numpy as np

from framsteg.evaluation.columns.arrays import (
    NEVER,
    Coded,
    Numbers,
    Truths,
    quarter_names,
    quarters,
)
from framsteg.evaluation.columns.laid import Laid, amount, column

_PLACES = ("employment", "own_business", "subsidised", "studies", "internship",
           "supported_training")  # fmt: skip
_WITH_SECTOR = (1, 3, 5, 6)


class People(Laid):
    """One row per person: groups by the first enrolment in the window, state by the latest."""

    @column
    def status(self) -> Coded:
        return self.cases.status

    @column
    def is_newcomer(self) -> Truths:
        return self.cases.newcomers

    @column
    def is_engaged(self) -> Truths:
        profile: Numbers = self.cases.numbers("profile_on").take(self.cases.first)
        return profile < self.cases.until_day

    @column
    def has_job(self) -> Truths:
        return self.cases.first_job < NEVER

    @column
    def has_studies(self) -> Truths:
        return self._has_begun("studies")

    @column
    def has_internship(self) -> Truths:
        return self._has_begun("internship", "supported_training")

    @column
    def has_unpaid(self) -> Truths:
        return self._has_begun("unpaid")

    def _has_begun(self, *kinds: str) -> Truths:
        starts = self.cases.starts
        has = np.zeros(self.cases.many, bool)
        has[starts.who[starts.kind.among(*kinds)]] = True
        return has


class Occupied(Laid):
    """One row per person enrolled on the last day, with what they were occupied with on it."""

    @cached_property
    def who(self) -> Numbers:
        return np.flatnonzero(self.cases.status.among("active"))

    @cached_property
    def _best(self) -> tuple[Numbers, Coded, Coded]:
        """The place of each one's best occupation (0 for none), its kind and its sector."""
        cases, files = self.cases, self.cases.files
        served = cases.served_placements
        begins = files.numbers("placements", "starts_on")
        ends = files.numbers("placements", "ends_on")
        runs = (begins < cases.until_day) & (ends >= cases.until_day) & (served >= 0)
        rows = np.flatnonzero(runs)
        kinds = files.coded("placements", "kind").take(rows)
        sectors = files.coded("placements", "sector").take(rows)
        places = np.array([_PLACES.index(k) + 1 if k in _PLACES else 7 for k in kinds.names] or [7])
        ranked = sorted([*sectors.names, "~"])
        ranks = np.array([ranked.index(name) for name in (*sectors.names, "~")])
        many = max(len(kinds.names), 1)
        keys = places.take(kinds.codes) * len(ranked) + ranks.take(sectors.codes, mode="wrap")
        keys = (keys * many + kinds.codes).astype(np.int32)
        best = np.full(cases.many, NEVER, np.int32)
        np.minimum.at(best, cases.who.take(served[rows]), keys)
        best = best.take(self.who)
        none = best == NEVER
        best, kind = np.divmod(best, many)
        place, rank = np.divmod(best, len(ranked))
        place[none], kind[none] = 0, -1
        rank[~np.isin(place, _WITH_SECTOR)] = -1
        named = tuple("unknown" if name == "~" else name for name in ranked)
        return place, Coded(kind, kinds.names), Coded(rank, named)

    @column
    def occupation(self) -> Coded:
        return self._best[1].filled("none")

    @column
    def sector(self) -> Coded:
        return self._best[2]

    @column
    def in_work(self) -> Truths:
        place = self._best[0]
        return (place > 0) & (place <= 3)


class Entries(Laid):
    """One row per enrolment that began in the window."""

    @cached_property
    def _rows(self) -> Numbers:
        return np.flatnonzero(self.cases.enrolled >= self.cases.from_day)

    @cached_property
    def who(self) -> Numbers:
        return self.cases.who.take(self._rows)

    @column
    def quarter(self) -> Coded:
        return quarter_names(quarters(self.cases.enrolled.take(self._rows)))


class Exits(Laid):
    """One row per enrolment that ended in the window."""

    @cached_property
    def _rows(self) -> Numbers:
        ended = self.cases.exited
        return np.flatnonzero((ended >= self.cases.from_day) & (ended < self.cases.until_day))

    @cached_property
    def who(self) -> Numbers:
        return self.cases.who.take(self._rows)

    @column
    def quarter(self) -> Coded:
        return quarter_names(quarters(self.cases.exited.take(self._rows)))

    @column
    def exit_reason(self) -> Coded:
        return self.cases.coded("exit_reason").take(self._rows)


class PersonTime(Laid):
    """One row per person served: days enrolled in the window, and the jobs that started then."""

    @amount
    def days(self) -> Numbers:
        return self.cases.days_enrolled

    @amount
    def jobs(self) -> Numbers:
        starts = self.cases.starts
        return np.bincount(starts.who[starts.is_job], minlength=self.cases.many)
