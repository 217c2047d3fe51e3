"""`relations.contacts` as columns, from contacts that are folded already."""

import numpy as np
import pyarrow as pa

from framsteg.evaluation.columns.arrays import (
    NEVER,
    Numbers,
    numbers,
    quarter_names,
    quarters,
    whole,
)
from framsteg.evaluation.columns.cases import Cases
from framsteg.evaluation.columns.people import days_enrolled

RECENT_DAYS = 28
ANSWERS = ("life_situation", "support_quality", "influence")


def first_employer_contacts(cases: Cases) -> pa.Table:
    """One row per person who enrolled in the window, until the first contact with an employer."""
    runs = cases.runs("employer_contacts", cases)
    first = np.full(cases.many, NEVER, np.int64)
    np.minimum.at(first, _owners(cases, runs), numbers(runs, "first_on"))
    who = np.flatnonzero(cases.newcomers)
    happened, since = first[who] < NEVER, cases.since[who]
    until = np.where(happened, first[who], cases.last_seen[who])
    return pa.table(
        {
            **cases.of_person(who),
            "happened": happened,
            "days_to_contact": whole(first[who] - since, ~happened),
            "days": pa.array((until - since).astype(np.int32)),
        }
    )


def contacted(cases: Cases) -> pa.Table:
    """One row per person served: contacts, days enrolled in the window, and when the first came."""
    runs, many = cases.runs("contacts", cases), cases.many
    who = _owners(cases, runs)
    first, last = np.full(many, NEVER, np.int64), np.full(many, -NEVER, np.int64)
    np.minimum.at(first, who, numbers(runs, "first_on"))
    np.maximum.at(last, who, numbers(runs, "last_on"))
    counts = {
        name: pa.array(np.bincount(who, numbers(runs, name), minlength=many).astype(np.int64))
        for name in ("contacts", "outside", "placed")
    }
    return pa.table(
        {
            **cases.of_person(),
            "days": pa.array(days_enrolled(cases)),
            "is_newcomer": cases.newcomers,
            "status": cases.status.arrow(),
            **counts,
            "days_to_contact": whole(first - cases.since, first == NEVER),
            "is_recent": last >= cases.until_day - RECENT_DAYS,
        }
    )


def self_reports(cases: Cases) -> pa.Table:
    """One row per person and quarter with a follow-up: the quarter's last answers."""
    table = cases.read("follow_ups")
    served, on = cases.served(table), numbers(table, "occurred_on")
    told = np.flatnonzero((served >= 0) & (on >= cases.from_day) & (on < cases.until_day))
    who, on = cases.who[served[told]], on[told].astype(np.int64)
    quarter = quarters(on)
    lowest = int(quarter.min()) if len(quarter) else 0
    span = int(quarter.max()) - lowest + 1 if len(quarter) else 1
    pairs, pair = _numbered(who * span + quarter - lowest)
    answers = {name: _last(table, name, told, on, pair, len(pairs)) for name in ANSWERS}
    of, at = np.divmod(pairs, span)
    return pa.table(
        {**cases.of_person(of), "quarter": quarter_names(at + lowest).arrow(), **answers}
    )


def _last(
    table: pa.Table, name: str, told: Numbers, on: Numbers, pair: Numbers, many: int
) -> pa.Array:
    """Of the answers given, each pair's on the last day; of several that day, the highest."""
    value = numbers(table, name)[told]
    given = np.flatnonzero(value != NEVER)
    best = np.full(many, -1, np.int64)
    if len(given):
        over = int(value[given].max()) + 1
        np.maximum.at(best, pair[given], on[given] * over + value[given])
        return whole(best % over, best < 0)
    return whole(best, best < 0)


def _owners(cases: Cases, runs: pa.Table) -> Numbers:
    return cases.who[cases.served(runs)]


def _numbered(keys: Numbers) -> tuple[Numbers, Numbers]:
    """The distinct keys, and the place of each key among them. They come nearly in order."""
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    new = np.ones(len(keys), bool)
    new[1:] = keys[1:] != keys[:-1]
    place = np.empty(len(keys), np.int64)
    place[order] = np.cumsum(new) - 1
    return keys[new], place
