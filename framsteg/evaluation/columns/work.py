"""`relations.work` as columns."""

from functools import cached_property

import numpy as np

from framsteg.evaluation.columns.arrays import (
    NEVER,
    Coded,
    Numbers,
    Places,
    Truths,
    Whole,
    first_of_each,
    quarter_names,
    quarters,
)
from framsteg.evaluation.columns.cases import Cases
from framsteg.evaluation.columns.laid import Laid, column
from framsteg.evaluation.columns.over_time import apart_of

_EXTENTS = ((25, "under_25"), (50, "25_49"), (75, "50_74"), (100, "75_99"))


class LatestJobs(Laid):
    """One row per person who began a job: the latest one, with its latest share of full time."""

    @cached_property
    def _rows(self) -> Numbers:
        return _one_each(self.cases, self.cases.starts.is_job, latest=True)

    @cached_property
    def who(self) -> Numbers:
        return self.cases.starts.who.take(self._rows)

    @column
    def job_form(self) -> Coded:
        starts = self.cases.starts
        kind = starts.kind.take(self._rows)
        subsidy = starts.coded("subsidy").take(self._rows).filled("unknown")
        names = ("ordinary", "own_business", *(f"subsidised_{name}" for name in subsidy.names))
        codes = np.where(kind.among("own_business"), 1, subsidy.codes + 2)
        return Coded(np.where(kind.among("employment"), 0, codes), names)

    @column
    def sector(self) -> Coded:
        return self.cases.starts.coded("sector").take(self._rows).filled("unknown")

    @column
    def trade(self) -> Coded:
        return self.cases.starts.coded("trade").take(self._rows).filled("unknown")

    @column
    def monthly_wage(self) -> Whole:
        return Whole(self.cases.starts.numbers("monthly_wage").take(self._rows))

    @column
    def percent(self) -> Whole:
        known = self.cases.kept(_Extents)
        latest = known.chosen(known.start, len(self.cases.starts.rows), latest=True)
        return Whole(latest.take(self._rows))

    @column
    def extent(self) -> Coded:
        percent = self.percent.values
        codes = np.searchsorted([bound for bound, _ in _EXTENTS], percent, side="right")
        codes[percent == NEVER] = len(_EXTENTS) + 1
        return Coded(codes, (*(name for _, name in _EXTENTS), "100", "unknown"))


class LatestStudies(Laid):
    """One row per person who began studies: the latest course."""

    @cached_property
    def _rows(self) -> Numbers:
        return _one_each(self.cases, self.cases.starts.kind.among("studies"), latest=True)

    @cached_property
    def who(self) -> Numbers:
        return self.cases.starts.who.take(self._rows)

    @column
    def course(self) -> Coded:
        return self.cases.starts.coded("trade").take(self._rows).filled("unknown")


class Jobs(Laid):
    """One row per job that began in the window, and whether it is known to have lasted."""

    @cached_property
    def _rows(self) -> Numbers:
        return np.flatnonzero(self.cases.starts.is_job)

    @cached_property
    def who(self) -> Numbers:
        return self.cases.starts.who.take(self._rows)

    @cached_property
    def _begins(self) -> Numbers:
        return self.cases.starts.begins.take(self._rows)

    @cached_property
    def _ends(self) -> Numbers:
        return self.cases.starts.ends.take(self._rows)

    @column
    def quarter(self) -> Coded:
        return quarter_names(quarters(self._begins))

    @column
    def job_kind(self) -> Coded:
        is_ordinary = self.cases.starts.is_ordinary.take(self._rows)
        return Coded(np.where(is_ordinary, 0, 1), ("unsubsidised", "subsidised"))

    @column
    def is_due_13(self) -> Truths:
        return self._begins + 91 < self.cases.until_day

    @column
    def lasted_13(self) -> Truths:
        return self._ends >= self._begins + 91

    @column
    def is_due_26(self) -> Truths:
        return self._begins + 182 < self.cases.until_day

    @column
    def lasted_26(self) -> Truths:
        return self._ends >= self._begins + 182


class Worked(Laid):
    """One row per person who began a job: days in work, the longest job, shares of full time."""

    @cached_property
    def who(self) -> Numbers:
        return np.flatnonzero(self.cases.first_job < NEVER)

    @cached_property
    def _spells(self) -> tuple[Numbers, Numbers, Numbers]:
        starts = self.cases.starts
        rows = np.flatnonzero(starts.is_job)
        ends = np.minimum(starts.ends.take(rows), self.cases.until_day)
        return starts.who.take(rows), starts.begins.take(rows), ends

    @column
    def longest_days(self) -> Whole:
        who, begins, ends = self._spells
        longest = np.full(self.cases.many, -NEVER, np.int32)
        np.maximum.at(longest, who, ends - begins)
        return Whole(longest.take(self.who))

    @column
    def days_worked(self) -> Whole:
        who, first, last = apart_of(*self._spells, many=self.cases.many, gap=0)
        days = np.bincount(who, last - first, minlength=self.cases.many)
        return Whole(days.take(self.who).astype(np.int32))

    @column
    def first_percent(self) -> Whole:
        return self._share(latest=False)

    @column
    def latest_percent(self) -> Whole:
        return self._share(latest=True)

    def _share(self, *, latest: bool) -> Whole:
        cases, known = self.cases, self.cases.kept(_Extents)
        who, ids = cases.starts.who.take(known.start), cases.starts.ids.take(known.start)
        return Whole(known.chosen(who, cases.many, ids, latest=latest).take(self.who))

    @column
    def most_percent(self) -> Whole:
        known, most = self.cases.kept(_Extents), np.full(self.cases.many, -1, np.int32)
        np.maximum.at(most, self.cases.starts.who.take(known.start), known.percent)
        return Whole(np.where(most < 0, NEVER, most).take(self.who))


class FirstJobs(Laid):
    """One row per person who began a job: how long the first one lasted, in days."""

    @cached_property
    def _rows(self) -> Numbers:
        return _one_each(self.cases, self.cases.starts.is_job, latest=False)

    @cached_property
    def who(self) -> Numbers:
        return self.cases.starts.who.take(self._rows)

    @cached_property
    def _ends(self) -> Numbers:
        return self.cases.starts.ends.take(self._rows)

    @column
    def happened(self) -> Truths:
        reasons = self.cases.starts.coded("end_reason").take(self._rows)
        went_on = reasons.among("new_job", "led_to_employment")
        return (self._ends < self.cases.until_day) & ~went_on

    @column
    def days(self) -> Whole:
        until = self.cases.until_day
        ends = np.where(self._ends < until, self._ends, until - 1)
        return Whole(ends - self.cases.starts.begins.take(self._rows))


class WaitingForJob(Laid):
    """One row per person who enrolled in the window: until the first job, or last seen without."""

    @cached_property
    def who(self) -> Numbers:
        return np.flatnonzero(self.cases.newcomers)

    @cached_property
    def _first(self) -> Numbers:
        return self.cases.first_job.take(self.who)

    @column
    def happened(self) -> Truths:
        return self._first < NEVER

    @column
    def days_to_job(self) -> Whole:
        waited = self._first - self.cases.since.take(self.who)
        return Whole(np.where(self.happened, waited, NEVER))

    @column
    def days(self) -> Whole:
        until = np.where(self.happened, self._first, self.cases.last_seen.take(self.who))
        return Whole(until - self.cases.since.take(self.who))


def _one_each(cases: Cases, chosen: Truths, *, latest: bool) -> Numbers:
    """Of these starts each person's first or latest, in the order of persons."""
    starts, rows = cases.starts, np.flatnonzero(chosen)
    found = first_of_each(
        cases.many,
        starts.who.take(rows),
        starts.begins.take(rows),
        starts.ids.take(rows),
        latest=latest,
    )
    return rows.take(found[found >= 0])


class _Extents:
    """The shares of full time known of jobs: whose start, its first day and the percent."""

    def __init__(self, cases: Cases) -> None:
        begins = cases.files.numbers("extents", "starts_on")
        start = Places(cases.starts.ids).of(cases.files.numbers("extents", "placement"))
        start[begins >= cases.until_day] = -1
        known = np.flatnonzero(start >= 0)
        known = known[cases.starts.is_job.take(start.take(known))]
        self.start, self.begins = start.take(known), begins.take(known)
        self.percent = cases.files.numbers("extents", "percent").take(known)

    def chosen(self, owners: Numbers, many: int, *ties: Numbers, latest: bool) -> Numbers:
        """Each owner's first or latest percent; NEVER where none is known."""
        rows = first_of_each(many, owners, self.begins, *ties, self.percent, latest=latest)
        return np.append(self.percent, NEVER).take(rows, mode="wrap")
