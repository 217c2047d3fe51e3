"""A programme as facts: what a blueprint file may say, and nothing else.

A blueprint holds facts and *names* (of phases, organisations, measures, report forms), never
expressions. A fact that is not known is left empty. Days are written as people say them
(`last_day` is the last day inside); `ProgrammePeriod.period` is the half-open value.
"""

from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, TypeVar

from pydantic import Field

from framsteg.blueprints.words import Line, Strict, Words
from framsteg.foundation.codes import (
    Channel,
    DocumentKind,
    FollowUpKind,
    Method,
    OrganisationKind,
    Part,
    SourceKind,
)
from framsteg.foundation.period import Period

Key = Annotated[str, Field(strict=True, pattern=r"^[a-z0-9]+([_-][a-z0-9]+)*$", max_length=60)]
Count = Annotated[int, Field(strict=True, ge=1)]
Age = Annotated[int, Field(strict=True, ge=0, le=120)]
YesNo = Annotated[bool, Field(strict=True)]
Day = Annotated[date, Field(strict=True)]


class ExitKind(StrEnum):
    """How the support ends."""

    PLANNED = "planned"  # tapered to an exit that is planned together
    TIME_UNLIMITED = "time_unlimited"  # as long as the person wants it


class BookedBy(StrEnum):
    """Who books the first meeting."""

    PERSON = "person"
    REFERRER = "referrer"
    TOGETHER = "together"


class SelfReportItem(StrEnum):
    """What the person is asked about, in their own view. Never a rating of the person."""

    LIFE_SITUATION = "life_situation"
    SUPPORT_QUALITY = "support_quality"
    INFLUENCE = "influence"


class FidelityRhythm(StrEnum):
    YEARLY = "yearly"
    HALF_YEARLY = "half_yearly"
    QUARTERLY = "quarterly"
    THROUGHOUT_THE_YEAR = "throughout_the_year"


class FundingKind(StrEnum):
    OWN_BUDGET = "own_budget"
    COORDINATION_ASSOCIATION = "coordination_association"
    STATE_GRANT = "state_grant"
    EUROPEAN_SOCIAL_FUND = "european_social_fund"


class TargetUnit(StrEnum):
    PERCENT = "percent"
    COUNT = "count"


class Range(Strict):
    """From `min` to `max`, both inside; an empty side has no limit."""

    min: Annotated[int, Field(strict=True, ge=0)] | None = None
    max: Count | None = None


class Organisation(Strict):
    """Someone who runs the programme; a name that is not known is filled in at the start."""

    key: Key
    kind: OrganisationKind
    name: Line | None = None
    division: Line | None = None


class Source(Strict):
    """A unit that referrals come from, under the name that case lists use."""

    name: Line
    organisation: Key | None = None


class WaysIn(Strict):
    first_contact: tuple[SourceKind, ...]
    channels: tuple[Channel, ...] = ()
    sources: tuple[Source, ...] = ()
    booked_by: BookedBy | None = None
    companion_welcome: YesNo | None = None
    first_talk: tuple[Key, ...] = ()
    words: Words | None = None


class AgeRange(Strict):
    """Ages in whole years, both inside."""

    min: Age
    max: Age


class EnrolledAt(Strict):
    """A unit of an organisation that the person must be enrolled at."""

    organisation: Key
    words: Words


class Eligibility(Strict):
    """Facts that decide who the programme is for. Never readiness, motivation or diagnosis."""

    target_group: Words
    own_judgement: YesNo = False
    age: AgeRange | None = None
    min_authorities: Count | None = None
    without_paid_work: YesNo = False
    enrolled_at_units: EnrolledAt | None = None
    wants_work: YesNo = False


class Phase(Strict):
    key: Key
    name: Words
    purpose: Words
    leads_to: tuple[Key, ...] = ()
    starts: YesNo = False
    ends: YesNo = False


class Team(Strict):
    coaches_per_person: Count
    different_organisations: YesNo = False
    posts: Count | None = None
    caseload: Range | None = None
    words: Words | None = None


class Interval(Strict):
    """Exactly one of the three."""

    days: Count | None = None
    weeks: Count | None = None
    months: Count | None = None


class SupportedTraining(Strict):
    """Mapping by doing, for when talks alone do not give the profile its basis."""

    offered: YesNo
    when: Words | None = None
    steps: tuple[Words, ...] = ()
    limit: Interval | None = None


class Internship(Strict):
    used: YesNo
    how: Words | None = None
    limit: Interval | None = None


class Support(Strict):
    exit: ExitKind | None = None
    benefits_counselling: YesNo | None = None
    words: Words | None = None


class SelfReport(Strict):
    at: tuple[FollowUpKind, ...]
    items: tuple[SelfReportItem, ...]
    # The texts of WHO-5 are not Framsteg's: nothing is asked until they are loaded from a file.
    who5: YesNo = False


class FollowUp(Strict):
    every: Interval | None = None
    silence_days: Count | None = None
    self_report: SelfReport | None = None


class Fidelity(Strict):
    rhythm: FidelityRhythm
    scale: Line | None = None


class Seat(Strict):
    organisation: Key
    division: Line | None = None
    chair: YesNo = False


class Steering(Strict):
    every_weeks: Count | None = None
    seats: tuple[Seat, ...] = ()


class Level(Strict):
    """A level to reach at least. A day that is not known is left empty."""

    level: Annotated[float, Field(ge=0, allow_inf_nan=False)]
    first_day: Day | None = None
    last_day: Day | None = None


class Target(Strict):
    """Levels of a measure, the oldest first; the last one is what holds now."""

    measure: Key
    unit: TargetUnit
    counts: Words
    levels: tuple[Level, ...] = Field(min_length=1)

    @property
    def level(self) -> float:
        return self.levels[-1].level


class Aim(Words):
    """What each person is to notice, and the measure that tells how it has gone, if any does."""

    measured_by: Key | None = None


class ProgrammePeriod(Strict):
    words: Words
    first_day: Day | None = None
    last_day: Day | None = None
    planned_last_day: Day | None = None

    @property
    def period(self) -> Period | None:
        """The half-open period, or None where the first day is not known."""
        if self.first_day is None:
            return None
        end = None if self.last_day is None else self.last_day + timedelta(days=1)
        return Period(self.first_day, end)


class Funding(Strict):
    kind: FundingKind
    words: Words | None = None
    first_year: Count | None = None
    last_year: Count | None = None


class ConsentParty(Strict):
    """An organisation that the person is asked to share with, and what would be shared."""

    organisation: Key
    parts: tuple[Part, ...] = Field(min_length=1)


class Consent(Strict):
    text_version: Count
    purpose: Words
    text: Words
    months: Count
    parties: tuple[ConsentParty, ...] = ()


class Blueprint(Strict):
    key: Key
    version: Count
    valid_from: Day
    name: Line
    summary: Words
    method: Method
    principles: tuple[Words, ...] = ()
    # Where Framsteg fills in what the programme has not published, e.g. "follow_up.silence_days".
    product_defaults: tuple[Line, ...] = ()
    organisations: tuple[Organisation, ...] = Field(min_length=1)
    owner: Key
    sites: Count = 1
    eligibility: Eligibility
    ways_in: WaysIn
    phases: tuple[Phase, ...] = Field(min_length=1)
    team: Team
    places: Range | None = None
    # The documents of the method that this programme works with; empty: none.
    documents: tuple[DocumentKind, ...] = ()
    supported_training: SupportedTraining
    internship: Internship
    support: Support
    rapid_search_days: Count | None = None
    follow_up: FollowUp
    fidelity: Fidelity | None = None
    steering: Steering | None = None
    targets: tuple[Target, ...] = ()
    aims: tuple[Aim, ...] = ()
    period: ProgrammePeriod
    funding: tuple[Funding, ...] = ()
    consent: Consent
    report_form: Key | None = None

    @property
    def first_phase(self) -> Phase:
        return next(phase for phase in self.phases if phase.starts)

    @property
    def partners(self) -> tuple[Organisation, ...]:
        """Everyone but the owner."""
        return tuple(o for o in self.organisations if o.key != self.owner)

    def phase(self, key: str) -> Phase:
        """KeyError for a phase that the blueprint does not have."""
        return _named(self.phases, key)

    def organisation(self, key: str) -> Organisation:
        """KeyError for an organisation that the blueprint does not name."""
        return _named(self.organisations, key)

    def is_product_default(self, fact: str) -> bool:
        """Whether a fact, e.g. "follow_up.silence_days", or the group it is in, is Framsteg's."""
        steps = fact.split(".")
        return any(".".join(steps[:n]) in self.product_defaults for n in range(1, len(steps) + 1))


_Named = TypeVar("_Named", Phase, Organisation)


def _named(items: tuple[_Named, ...], key: str) -> _Named:
    for item in items:
        if item.key == key:
            return item
    raise KeyError(key)
