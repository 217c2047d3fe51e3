"""`relations.work` as columns."""

import numpy as np
import pyarrow as pa

from framsteg.evaluation.columns.arrays import (
    NEVER,
    Coded,
    Numbers,
    Places,
    first_of_each,
    numbers,
    quarter_names,
    quarters,
    whole,
)
from framsteg.evaluation.columns.cases import Cases
from framsteg.evaluation.columns.over_time import apart_of

WEEKS = {13: 91, 26: 182}
_EXTENTS = ((25, "under_25"), (50, "25_49"), (75, "50_74"), (100, "75_99"))


def latest_jobs(cases: Cases) -> pa.Table:
    """One row per person who began a job: the latest one, with its latest share of full time."""
    starts = cases.starts
    rows = _one_each(cases, np.flatnonzero(starts.is_job), latest=True)
    percent = _latest_percent(cases, rows)
    wage = numbers(starts.table, "monthly_wage")[starts.rows[rows]]
    return pa.table(
        {
            **cases.of_person(starts.who[rows]),
            "job_form": _job_form(cases, rows).arrow(),
            "sector": starts.coded("sector", rows).filled("unknown").arrow(),
            "trade": starts.coded("trade", rows).filled("unknown").arrow(),
            "percent": whole(percent, percent == NEVER),
            "monthly_wage": whole(wage, wage == NEVER),
            "extent": _extent(percent).arrow(),
        }
    )


def latest_studies(cases: Cases) -> pa.Table:
    """One row per person who began studies: the latest course."""
    starts = cases.starts
    rows = _one_each(cases, np.flatnonzero(starts.kind.among("studies")), latest=True)
    course = starts.coded("trade", rows).filled("unknown")
    return pa.table({**cases.of_person(starts.who[rows]), "course": course.arrow()})


def jobs(cases: Cases) -> pa.Table:
    """One row per job that began in the window, and whether it is known to have lasted."""
    starts = cases.starts
    rows = np.flatnonzero(starts.is_job)
    begins, ends = starts.begins[rows], starts.ends[rows]
    kinds = np.where(starts.is_ordinary[rows], 0, 1)
    held = {}
    for weeks, length in WEEKS.items():
        held[f"is_due_{weeks}"] = begins + length < cases.until_day
        held[f"lasted_{weeks}"] = ends >= begins + length
    return pa.table(
        {
            **cases.of_person(starts.who[rows]),
            "quarter": quarter_names(quarters(begins)).arrow(),
            "job_kind": Coded(kinds, ("unsubsidised", "subsidised")).arrow(),
            **held,
        }
    )


def worked(cases: Cases) -> pa.Table:
    """One row per person who began a job: days in work, the longest job, shares of full time."""
    starts, many = cases.starts, cases.many
    rows = np.flatnonzero(starts.is_job)
    of, begins = starts.who[rows], starts.begins[rows]
    ends = np.minimum(starts.ends[rows], cases.until_day)
    longest = np.full(many, -NEVER, np.int64)
    np.maximum.at(longest, of, ends - begins)
    whose, first, last = apart_of(of, begins, ends, many=many, gap=0)
    days = np.bincount(whose, last - first, minlength=many)
    who = np.flatnonzero(longest > -NEVER)
    shares = [one[who] for one in _shares(cases, rows)]
    return pa.table(
        {
            **cases.of_person(who),
            "longest_days": pa.array(longest[who].astype(np.int32)),
            "days_worked": pa.array(days[who].astype(np.int32)),
            **{
                name: whole(percent, percent == NEVER)
                for name, percent in zip(
                    ("first_percent", "latest_percent", "most_percent"), shares, strict=True
                )
            },
        }
    )


def first_jobs(cases: Cases) -> pa.Table:
    """One row per person who began a job: how long the first one lasted, in days."""
    starts = cases.starts
    rows = _one_each(cases, np.flatnonzero(starts.is_job), latest=False)
    begins, ends = starts.begins[rows], starts.ends[rows]
    ended = ends < cases.until_day
    went_on = starts.coded("end_reason", rows).among("new_job", "led_to_employment")
    days = np.where(ended, ends, cases.until_day - 1) - begins
    return pa.table(
        {
            **cases.of_person(starts.who[rows]),
            "happened": ended & ~went_on,
            "days": pa.array(days.astype(np.int32)),
        }
    )


def waiting_for_job(cases: Cases) -> pa.Table:
    """One row per person who enrolled in the window: until the first job, or last seen without."""
    who = np.flatnonzero(cases.newcomers)
    happened = cases.first_job[who] < NEVER
    until = np.where(happened, cases.first_job[who], cases.last_seen[who])
    days = (until - cases.since[who]).astype(np.int32)
    return pa.table({**cases.of_person(who), "happened": happened, "days": pa.array(days)})


def _one_each(cases: Cases, rows: Numbers, *, latest: bool) -> Numbers:
    """Of these starts each person's first or latest, in the order of persons."""
    starts = cases.starts
    chosen = first_of_each(
        cases.many, starts.who[rows], starts.begins[rows], starts.ids[rows], latest=latest
    )
    return rows[chosen[chosen >= 0]]


def _known_extents(cases: Cases, rows: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """The shares known of these starts: the place among `rows`, the first day, the percent."""
    table = cases.read("extents")
    ids = cases.starts.ids[rows]
    places = Places(ids).of(numbers(table, "placement"))
    begins = numbers(table, "starts_on")
    known = np.flatnonzero((places >= 0) & (begins < cases.until_day))
    return places[known], begins[known], numbers(table, "percent")[known]


def _latest_percent(cases: Cases, rows: Numbers) -> Numbers:
    places, begins, percent = _known_extents(cases, rows)
    chosen = first_of_each(len(rows), places, begins, percent, latest=True)
    return np.where(chosen >= 0, percent[chosen] if len(percent) else NEVER, NEVER)


def _shares(cases: Cases, rows: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Each person's first, latest and highest share of full time; NEVER where none is known."""
    places, begins, percent = _known_extents(cases, rows)
    if not len(percent):
        none = np.full(cases.many, NEVER)
        return none, none, none
    of, ids = cases.starts.who[rows][places], cases.starts.ids[rows][places]
    keys = (begins, ids, percent)
    first = first_of_each(cases.many, of, *keys)
    latest = first_of_each(cases.many, of, *keys, latest=True)
    most = np.full(cases.many, -1, np.int64)
    np.maximum.at(most, of, percent)
    return (
        np.where(first >= 0, percent[first], NEVER),
        np.where(latest >= 0, percent[latest], NEVER),
        np.where(most >= 0, most, NEVER),
    )


def _job_form(cases: Cases, rows: Numbers) -> Coded:
    kind = cases.starts.kind.take(rows)
    subsidy = cases.starts.coded("subsidy", rows).filled("unknown")
    names = ("ordinary", "own_business", *(f"subsidised_{name}" for name in subsidy.names))
    codes = np.where(kind.among("own_business"), 1, subsidy.codes + 2)
    return Coded(np.where(kind.among("employment"), 0, codes), names)


def _extent(percent: Numbers) -> Coded:
    bounds = np.array([bound for bound, _ in _EXTENTS])
    codes = np.searchsorted(bounds, percent, side="right")
    codes[percent == NEVER] = len(bounds) + 1
    return Coded(codes, (*(name for _, name in _EXTENTS), "100", "unknown"))
