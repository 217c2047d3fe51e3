"""`relations.contacts` as columns, from contacts that are folded."""

from functools import cached_property

import numpy as np

from framsteg.evaluation.columns import folding
from framsteg.evaluation.columns.arrays import (
    NEVER,
    Coded,
    Numbers,
    Truths,
    Whole,
    begins_run,
    beside,
    quarter_names,
    quarters,
)
from framsteg.evaluation.columns.laid import Laid, amount, column

RECENT_DAYS = 28


class FirstEmployerContacts(Laid):
    """One row per person who enrolled in the window, until the first contact with an employer."""

    @cached_property
    def who(self) -> Numbers:
        return np.flatnonzero(self.cases.newcomers)

    @cached_property
    def _first(self) -> Numbers:
        runs = folding.employer_contacts(self.cases)
        first = np.full(self.cases.many, NEVER, np.int32)
        np.minimum.at(first, self.cases.who.take(runs.place), runs.first)
        return first.take(self.who)

    @column
    def happened(self) -> Truths:
        return self._first < NEVER

    @column
    def days_to_contact(self) -> Whole:
        waited = self._first - self.cases.since.take(self.who)
        return Whole(np.where(self.happened, waited, NEVER))

    @column
    def days(self) -> Whole:
        until = np.where(self.happened, self._first, self.cases.last_seen.take(self.who))
        return Whole(until - self.cases.since.take(self.who))


class Contacted(Laid):
    """One row per person served: contacts, days enrolled in the window, and when the first came."""

    @cached_property
    def _runs(self) -> folding.Contacts:
        return folding.contacts(self.cases)

    @cached_property
    def _owners(self) -> Numbers:
        return self.cases.who.take(self._runs.place)

    @column
    def is_newcomer(self) -> Truths:
        return self.cases.newcomers

    @column
    def status(self) -> Coded:
        return self.cases.status

    @column
    def days_to_contact(self) -> Whole:
        first = np.full(self.cases.many, NEVER, np.int32)
        np.minimum.at(first, self._owners, self._runs.first)
        return Whole(np.where(first < NEVER, first - self.cases.since, NEVER))

    @column
    def is_recent(self) -> Truths:
        last = np.full(self.cases.many, -NEVER, np.int32)
        np.maximum.at(last, self._owners, self._runs.last)
        recent: Truths = last >= self.cases.until_day - RECENT_DAYS
        return recent

    @column
    def has_placed(self) -> Truths:
        has: Truths = self.placed > 0
        return has

    @amount
    def days(self) -> Numbers:
        return self.cases.days_enrolled

    @amount
    def contacts(self) -> Numbers:
        return self._added(self._runs.contacts)

    @amount
    def outside(self) -> Numbers:
        return self._added(self._runs.outside)

    @amount
    def placed(self) -> Numbers:
        return self._added(self._runs.placed)

    @amount
    def remote(self) -> Numbers:
        remote: Numbers = self.contacts - self.placed
        return remote

    def _added(self, counts: Numbers) -> Numbers:
        return np.bincount(self._owners, counts, minlength=self.cases.many)


class SelfReports(Laid):
    """One row per person and quarter with a follow-up: the quarter's last answers."""

    @cached_property
    def _told(self) -> tuple[Numbers, Numbers, Numbers]:
        """The follow-ups, those of a person and quarter beside each other; whose; which quarter."""
        cases = self.cases
        served, on = cases.served("follow_ups"), cases.files.numbers("follow_ups", "occurred_on")
        rows = np.flatnonzero((served >= 0) & (on >= cases.from_day) & (on < cases.until_day))
        who, quarter = cases.who.take(served.take(rows)), quarters(on.take(rows))
        order = beside(cases.many, who, quarter)
        return rows.take(order), who.take(order), quarter.take(order)

    @cached_property
    def _heads(self) -> Numbers:
        _, who, quarter = self._told
        return np.flatnonzero(begins_run(who) | begins_run(quarter))

    @cached_property
    def _several(self) -> tuple[Numbers, Numbers, Numbers]:
        """Which of the heads have several follow-ups; those follow-ups; and where each begins."""
        counts = np.diff(self._heads, append=len(self._told[0]))
        which = np.flatnonzero(counts > 1)
        rows = self._told[0][np.repeat(counts > 1, counts)]
        begins = np.cumsum(counts.take(which)) - counts.take(which)
        return which, rows, begins

    @cached_property
    def who(self) -> Numbers:
        return self._told[1].take(self._heads)

    @column
    def quarter(self) -> Coded:
        return quarter_names(self._told[2].take(self._heads))

    @column
    def life_situation(self) -> Whole:
        return self._last("life_situation")

    @column
    def support_quality(self) -> Whole:
        return self._last("support_quality")

    @column
    def influence(self) -> Whole:
        return self._last("influence")

    def _last(self, name: str) -> Whole:
        """Of the answers given the one on the last day; of several that day, the highest."""
        files = self.cases.files
        given = files.numbers("follow_ups", name)
        told = given.take(self._told[0].take(self._heads))
        which, rows, begins = self._several
        if len(which):
            value = given.take(rows).astype(np.int64)
            on = files.numbers("follow_ups", "occurred_on").take(rows)
            last = np.where(value == NEVER, -NEVER * NEVER, on * np.int64(NEVER) + value)
            best = np.maximum.reduceat(last, begins)
            told[which] = np.where(best == -NEVER * NEVER, NEVER, best % NEVER)
        return Whole(told)
