"""Whom a question concerns, numbered: the enrolments that count, and each person in a programme."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from framsteg.evaluation.columns.arrays import (
    NEVER,
    Coded,
    Numbers,
    Places,
    coded,
    day_number,
    first_of_each,
    numbers,
)
from framsteg.evaluation.frame import Frame

JOBS = ("employment", "subsidised", "own_business")
ORDINARY = ("employment", "own_business")


@dataclass(frozen=True, eq=False)
class Cases:
    """The frame's world. `read` gives a declared table; `runs` the folded contacts of a table."""

    frame: Frame
    groups: tuple[str, ...]
    read: Callable[[str], pa.Table]
    runs: Callable[[str, "Cases"], pa.Table]

    @cached_property
    def from_day(self) -> int:
        return day_number(self.frame.from_on) if self.frame.from_on else -NEVER

    @cached_property
    def until_day(self) -> int:
        return day_number(self.frame.until_on)

    # ── Enrolments that are served, in the order of the files ──

    @cached_property
    def rows(self) -> Numbers:
        """Which enrolments are served: see `relations.people.SERVED`."""
        table = self.read("enrolments")
        begun, ended = numbers(table, "enrolled_on"), numbers(table, "exited_on")
        served = coded(table, "programme").among(*self.frame.programmes)
        served &= begun < self.until_day
        served &= (ended > self.from_day) | (begun >= self.from_day)
        served &= ~coded(table, "exit_reason").among("registered_by_mistake")
        return np.flatnonzero(served)

    @cached_property
    def enrolments(self) -> Numbers:
        return numbers(self.read("enrolments"), "enrolment")[self.rows]

    @cached_property
    def enrolled(self) -> Numbers:
        return numbers(self.read("enrolments"), "enrolled_on")[self.rows]

    @cached_property
    def exited(self) -> Numbers:
        return numbers(self.read("enrolments"), "exited_on")[self.rows]

    @cached_property
    def places(self) -> Places:
        return Places(self.enrolments)

    def served(self, table: pa.Table) -> Numbers:
        """The place of each row's enrolment among the served; −1 where it is not."""
        return self.places.of(numbers(table, "enrolment", 0))

    @cached_property
    def served_placements(self) -> Numbers:
        return self.served(self.read("placements"))

    def number(self) -> None:
        """Make what most relations begin with, before several are laid side by side."""
        self.latest, self.starts, self.person_columns, self.status  # noqa: B018

    # ── People: one number for each person in a programme ──

    @cached_property
    def who(self) -> Numbers:
        """The number of each served enrolment's person."""
        table = self.read("enrolments")
        found = pa.array(numbers(table, "person")[self.rows]).dictionary_encode()
        person = np.asarray(found.indices).astype(np.int64)
        programme = coded(table, "programme")
        code = programme.codes[self.rows].astype(np.int64)
        only = np.zeros(len(found.dictionary), np.int64)
        only[person] = code
        if (only[person] == code).all():  # nobody is in two programmes
            return person
        pair = pa.array(person * len(programme.names) + code).dictionary_encode()
        number: Numbers = np.asarray(pair.indices).astype(np.int64)
        return number

    @cached_property
    def many(self) -> int:
        return int(self.who.max()) + 1 if len(self.who) else 0

    @cached_property
    def first(self) -> Numbers:
        """Each person's first enrolment in the window."""
        return first_of_each(self.many, self.who, self.enrolled, self.enrolments)

    @cached_property
    def latest(self) -> Numbers:
        return first_of_each(self.many, self.who, self.enrolled, self.enrolments, latest=True)

    @cached_property
    def since(self) -> Numbers:
        """The first day of each person's first enrolment."""
        return self.enrolled[self.first]

    @cached_property
    def newcomers(self) -> NDArray[np.bool_]:
        newcomers: NDArray[np.bool_] = self.since >= self.from_day
        return newcomers

    @cached_property
    def last_seen(self) -> Numbers:
        """The last day on which it is known what each person did."""
        ended = np.minimum(self.exited[self.latest], self.until_day)
        seen: Numbers = np.maximum(self.since, ended - 1)
        return seen

    @cached_property
    def status(self) -> Coded:
        reasons = coded(self.read("enrolments"), "exit_reason").take(self.rows[self.latest])
        reasons = reasons.filled("unknown")
        active = self.exited[self.latest] >= self.until_day
        return Coded(np.where(active, -1, reasons.codes), reasons.names).filled("active")

    @cached_property
    def person_columns(self) -> dict[str, Coded]:
        """The programme and what is divided by, for each person, from the first enrolment."""
        table, rows = self.read("enrolments"), self.rows[self.first]
        return {name: coded(table, name).take(rows) for name in ("programme", *self.groups)}

    def of_person(self, who: Numbers | slice = slice(None)) -> dict[str, pa.Array]:
        """The columns that each relation begins with, for these persons."""
        return {
            name: Coded(column.codes[who], column.names).arrow()
            for name, column in self.person_columns.items()
        }

    # ── What was begun in the window ──

    @cached_property
    def starts(self) -> "Starts":
        return Starts(self)

    def first_start(self, chosen: NDArray[np.bool_]) -> Numbers:
        """The first day of each person's chosen starts; NEVER for who has none."""
        found = np.full(self.many, NEVER, np.int64)
        np.minimum.at(found, self.starts.who[chosen], self.starts.begins[chosen])
        return found

    @cached_property
    def first_job(self) -> Numbers:
        return self.first_start(self.starts.is_job)


class Starts:
    """The placements that began in the window: see `relations.people.STARTS`."""

    def __init__(self, cases: Cases) -> None:
        self.table = cases.read("placements")
        served = cases.served_placements
        begins = numbers(self.table, "starts_on")
        counts = (served >= 0) & (begins >= cases.enrolled[served] if len(cases.rows) else False)
        counts &= (begins >= cases.from_day) & (begins < cases.until_day)
        self.rows = np.flatnonzero(counts)
        self.who = cases.who[served[self.rows]]
        self.begins = begins[self.rows].astype(np.int64)
        self.ends = numbers(self.table, "ends_on")[self.rows].astype(np.int64)
        self.ids = numbers(self.table, "placement")[self.rows]
        kind = coded(self.table, "kind").take(self.rows)
        self.kind = kind
        self.is_job, self.is_ordinary = kind.among(*JOBS), kind.among(*ORDINARY)

    def coded(self, name: str, rows: Numbers) -> Coded:
        return coded(self.table, name).take(self.rows[rows])
