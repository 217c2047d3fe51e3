"""`relations.people` as columns."""

import numpy as np
import pyarrow as pa

from framsteg.evaluation.columns.arrays import (
    NEVER,
    Coded,
    coded,
    days,
    numbers,
    quarter_names,
    quarters,
    whole,
)
from framsteg.evaluation.columns.cases import Cases

_PLACES = ("employment", "own_business", "subsidised", "studies", "internship",
           "supported_training")  # fmt: skip
_WITH_SECTOR = (1, 3, 5, 6)


def people(cases: Cases) -> pa.Table:
    """One row per person: groups by the first enrolment in the window, state by the latest."""
    kind, first_job = cases.starts.kind, cases.first_job
    profile = numbers(cases.read("enrolments"), "profile_on")[cases.rows[cases.first]]
    training = kind.among("internship", "supported_training")
    return pa.table(
        {
            **cases.of_person(),
            "enrolled_on": days(cases.since),
            "status": cases.status.arrow(),
            "last_seen_on": days(cases.last_seen),
            "profile_on": days(profile),
            "first_job_on": days(first_job),
            "first_studies_on": days(cases.first_start(kind.among("studies"))),
            "first_internship_on": days(cases.first_start(training)),
            "first_unpaid_on": days(cases.first_start(kind.among("unpaid"))),
            "days_to_job": whole(first_job - cases.since, first_job == NEVER),
            "is_newcomer": cases.newcomers,
        }
    )


def occupied(cases: Cases) -> pa.Table:
    """One row per person enrolled on the last day, with what they were occupied with on it."""
    table = cases.read("placements")
    served = cases.served_placements
    begins, ends = numbers(table, "starts_on"), numbers(table, "ends_on")
    rows = np.flatnonzero((served >= 0) & (begins < cases.until_day) & (ends >= cases.until_day))
    kind, sector = coded(table, "kind").take(rows), coded(table, "sector").take(rows)
    places = np.array([_PLACES.index(k) + 1 if k in _PLACES else 7 for k in kind.names] or [7])
    ranks = {name: n for n, name in enumerate(sorted([*sector.names, "~"]))}
    by_rank = np.array([ranks[name] for name in (*sector.names, "~")])
    best = np.full(cases.many, NEVER, np.int64)
    keys = (places[kind.codes] * len(ranks) + by_rank[sector.codes]) * max(len(kind.names), 1)
    np.minimum.at(best, cases.who[served[rows]], keys + kind.codes)
    who = np.flatnonzero(cases.status.among("active"))
    best = best[who]
    has = best < NEVER
    best, of_kind = np.divmod(best, max(len(kind.names), 1))
    place, rank = np.divmod(best, len(ranks))
    names = tuple("unknown" if name == "~" else name for name in sorted(ranks))
    told = has & np.isin(place, _WITH_SECTOR)
    return pa.table(
        {
            **cases.of_person(who),
            "occupation": Coded(np.where(has, of_kind, -1), kind.names).filled("none").arrow(),
            "sector": Coded(np.where(told, rank, -1), names).arrow(),
            "in_work": has & (place <= 3),
        }
    )


def entries(cases: Cases) -> pa.Table:
    """One row per enrolment that began in the window."""
    rows = np.flatnonzero(cases.enrolled >= cases.from_day)
    quarter = quarter_names(quarters(cases.enrolled[rows]))
    return pa.table({**cases.of_person(cases.who[rows]), "quarter": quarter.arrow()})


def exits(cases: Cases) -> pa.Table:
    """One row per enrolment that ended in the window."""
    ended = cases.exited
    rows = np.flatnonzero((ended >= cases.from_day) & (ended < cases.until_day))
    reasons = coded(cases.read("enrolments"), "exit_reason").take(cases.rows[rows])
    return pa.table(
        {
            **cases.of_person(cases.who[rows]),
            "quarter": quarter_names(quarters(ended[rows])).arrow(),
            "exit_reason": reasons.arrow(),
        }
    )


def days_enrolled(cases: Cases) -> "np.typing.NDArray[np.int64]":
    """The days of each person's enrolments in the window, added up."""
    ends = np.minimum(cases.exited, cases.until_day)
    lengths = np.maximum(ends - np.maximum(cases.enrolled, cases.from_day), 0)
    return np.bincount(cases.who, lengths, minlength=cases.many).astype(np.int64)


def person_time(cases: Cases) -> pa.Table:
    """One row per person served: days enrolled in the window, and the jobs that started then."""
    begun = np.bincount(cases.starts.who[cases.starts.is_job], minlength=cases.many)
    return pa.table(
        {
            **cases.of_person(),
            "days": pa.array(days_enrolled(cases)),
            "jobs": pa.array(begun.astype(np.int64)),
        }
    )
