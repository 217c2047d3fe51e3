"""Whom a question concerns, numbered: the enrolments that count, and each person in a programme."""

from collections.abc import Callable
from functools import cached_property
from typing import Any, TypeVar

import numpy as np

from framsteg.evaluation.columns.arrays import (
    NEVER,
    Coded,
    Numbers,
    Places,
    Truths,
    day_number,
    first_of_each,
    numbered,
)
from framsteg.evaluation.columns.files import Files
from framsteg.evaluation.frame import Frame

Kept = TypeVar("Kept")

JOBS = ("employment", "subsidised", "own_business")
ORDINARY = ("employment", "own_business")


class Cases:
    """The frame's world in some exports. A person is in one programme, and that in one export."""

    def __init__(self, frame: Frame, files: Files) -> None:
        self.frame, self.files = frame, files
        self.from_day = day_number(frame.from_on) if frame.from_on else -NEVER
        self.until_day = day_number(frame.until_on)
        self._kept: dict[object, Any] = {}

    def kept(self, make: "Callable[[Cases], Kept]") -> "Kept":
        """What is made of the cases, made once."""
        if make not in self._kept:
            self._kept[make] = make(self)
        made: Kept = self._kept[make]
        return made

    # ── Enrolments that are served, in the order of the files ──

    @cached_property
    def rows(self) -> Numbers:
        """Which enrolments are served: see `relations.people.SERVED`."""
        begun = self.files.numbers("enrolments", "enrolled_on")
        ended = self.files.numbers("enrolments", "exited_on")
        served = self.files.coded("enrolments", "programme").among(*self.frame.programmes)
        served &= begun < self.until_day
        served &= (ended > self.from_day) | (begun >= self.from_day)
        served &= ~self.files.coded("enrolments", "exit_reason").among("registered_by_mistake")
        return np.flatnonzero(served)

    def numbers(self, name: str) -> Numbers:
        """A column of the served enrolments."""
        return self.files.numbers("enrolments", name).take(self.rows)

    def coded(self, name: str) -> Coded:
        return self.files.coded("enrolments", name).take(self.rows)

    @cached_property
    def enrolments(self) -> Numbers:
        return self.numbers("enrolment")

    @cached_property
    def enrolled(self) -> Numbers:
        return self.numbers("enrolled_on")

    @cached_property
    def exited(self) -> Numbers:
        return self.numbers("exited_on")

    @cached_property
    def places(self) -> Places:
        return Places(self.enrolments)

    def served(self, table: str) -> Numbers:
        """The place of each row's enrolment among the served; −1 where it is not."""
        return self.places.of(self.files.numbers(table, "enrolment", 0))

    @cached_property
    def served_placements(self) -> Numbers:
        return self.served("placements")

    # ── People: one number for each person in a programme ──

    @cached_property
    def _people(self) -> tuple[Numbers, int]:
        person, many = numbered(self.numbers("person"))
        programme = self.coded("programme")
        only = np.zeros(many, programme.codes.dtype)
        only[person] = programme.codes
        if (only.take(person) == programme.codes).all():  # nobody is in two programmes
            return person, many
        return numbered(person * np.int64(len(programme.names)) + programme.codes)

    @property
    def who(self) -> Numbers:
        """The number of each served enrolment's person."""
        return self._people[0]

    @property
    def many(self) -> int:
        return self._people[1]

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
        return self.enrolled.take(self.first)

    @cached_property
    def newcomers(self) -> Truths:
        newcomers: Truths = self.since >= self.from_day
        return newcomers

    @cached_property
    def left(self) -> Numbers:
        """The day of each person's latest exit."""
        return self.exited.take(self.latest)

    @cached_property
    def last_seen(self) -> Numbers:
        """The last day on which it is known what each person did."""
        seen: Numbers = np.maximum(self.since, np.minimum(self.left, self.until_day) - 1)
        return seen

    @cached_property
    def status(self) -> Coded:
        reasons = self.coded("exit_reason").take(self.latest).filled("unknown")
        active = self.left >= self.until_day
        return Coded(np.where(active, -1, reasons.codes), reasons.names).filled("active")

    @cached_property
    def days_enrolled(self) -> Numbers:
        """The days of each person's enrolments in the window, added up."""
        ends = np.minimum(self.exited, self.until_day)
        lengths = np.maximum(ends - np.maximum(self.enrolled, self.from_day), 0)
        return np.bincount(self.who, lengths, minlength=self.many)

    # ── What was begun in the window ──

    @cached_property
    def starts(self) -> "Starts":
        return Starts(self)

    def first_start(self, chosen: Truths) -> Numbers:
        """The first day of each person's chosen starts; NEVER for who has none."""
        rows = np.flatnonzero(chosen)
        who, begins = self.starts.who[rows], self.starts.begins[rows]
        found = np.full(self.many, NEVER, np.int32)
        np.minimum.at(found, who, begins)
        return found

    @cached_property
    def first_job(self) -> Numbers:
        return self.first_start(self.starts.is_job)


class Starts:
    """The placements that began in the window: see `relations.people.STARTS`."""

    def __init__(self, cases: Cases) -> None:
        self._files = cases.files
        served = cases.served_placements
        begins = cases.files.numbers("placements", "starts_on")
        counts = (served >= 0) & (begins >= cases.from_day) & (begins < cases.until_day)
        self.rows = np.flatnonzero(counts)
        self.rows = self.rows[
            begins[self.rows] >= cases.enrolled.take(served[self.rows], mode="clip")
        ]
        self.who = cases.who.take(served[self.rows])
        self.begins = begins[self.rows]
        kind = self.coded("kind")
        self.kind = kind
        self.is_job, self.is_ordinary = kind.among(*JOBS), kind.among(*ORDINARY)

    def numbers(self, name: str) -> Numbers:
        return self._files.numbers("placements", name).take(self.rows)

    def coded(self, name: str) -> Coded:
        return self._files.coded("placements", name).take(self.rows)

    @cached_property
    def ends(self) -> Numbers:
        return self.numbers("ends_on")

    @cached_property
    def ids(self) -> Numbers:
        return self.numbers("placement")
