"""`relations.enquiries` as columns."""

from functools import cached_property

import numpy as np

from framsteg.evaluation.columns.arrays import NEVER, Coded, Numbers, Truths, Whole
from framsteg.evaluation.columns.laid import Laid, column

_TAKEN = ("accepted", "waiting")


class Asked(Laid):
    """One row per enquiry that came in during the window."""

    of_people = False

    @cached_property
    def _rows(self) -> Numbers:
        cases, files = self.cases, self.cases.files
        received = files.numbers("enquiries", "received_on")
        inside = files.coded("enquiries", "programme").among(*cases.frame.programmes)
        inside &= (received >= cases.from_day) & (received < cases.until_day)
        return np.flatnonzero(inside)

    def __len__(self) -> int:
        return len(self._rows)

    def _coded(self, name: str) -> Coded:
        return self.cases.files.coded("enquiries", name).take(self._rows)

    def _numbers(self, name: str) -> Numbers:
        return self.cases.files.numbers("enquiries", name).take(self._rows)

    @column
    def source(self) -> Coded:
        return self._coded("source").else_(self._coded("source_kind"))

    @column
    def organisation(self) -> Coded:
        kind = self._coded("source_organisation_kind").else_(self._coded("source_kind"))
        return self._coded("source_organisation").else_(kind)

    @column
    def met(self) -> Truths:
        return self._numbers("met_on") < self.cases.until_day

    @column
    def taken(self) -> Truths:
        in_time = self._numbers("outcome_on") < self.cases.until_day
        return in_time & self._coded("outcome").among(*_TAKEN)

    @column
    def enrolled(self) -> Truths:
        return self._numbers("enrolled_on") < self.cases.until_day

    @column
    def days_to_answer(self) -> Whole:
        return self._waited(np.minimum(self._numbers("met_on"), self._numbers("outcome_on")))

    @column
    def days_to_enrolment(self) -> Whole:
        return self._waited(self._numbers("enrolled_on"))

    def _waited(self, until: Numbers) -> Whole:
        received = self._numbers("received_on")
        known = (until >= received) & (until < self.cases.until_day)
        return Whole(np.where(known, until - received, NEVER))
