"""What a case list says, as plain values: made by `imports`, applied by `actions.imports`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from framsteg.foundation.codes import (
    Channel,
    EnquiryOutcome,
    ExitReason,
    Formality,
    OrganisationKind,
    PlacementKind,
    Sector,
    Sex,
    SourceKind,
    Subsidy,
)


@dataclass(frozen=True, slots=True)
class Source:
    """Who made the first contact. `unit` and `organisation` are names, empty for a person."""

    kind: SourceKind
    unit: str = ""
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class Coach:
    """A main coach by name, and the organisation that the coach works for."""

    name: str
    organisation: str


@dataclass(frozen=True, slots=True)
class Spell:
    """One occupation: a job, studies, an internship. `ends_on` is the last day as in the list."""

    kind: PlacementKind
    starts_on: date
    ends_on: date | None = None
    subsidy: Subsidy | None = None
    percent: int | None = None
    trade: str = ""
    sector: Sector | None = None
    employer: str = ""


@dataclass(frozen=True, slots=True)
class Exit:
    """Why a person left; a hand-over names its receiver."""

    reason: ExitReason
    handed_over_to: str = ""


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A person in the programme, as a list tells it. `row` is where the list says it first.

    `site` is the organisation that serves the person.
    """

    row: int = field(compare=False)
    reference: str
    sex: Sex
    enrolled_on: date
    birth_year: int | None = None
    personnummer: str = ""
    given_name: str = ""
    family_name: str = ""
    phone: str = ""
    email: str = ""
    site: str = ""
    source: Source | None = None
    channel: Channel | None = None
    referred_on: date | None = None
    coaches: tuple[Coach, ...] = ()
    first_employer_contact: date | None = None
    spells: tuple[Spell, ...] = ()
    exited_on: date | None = None
    exit_reason: ExitReason | None = None
    handed_over_to: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class EnquiryRow:
    """An enquiry as a list tells it. `occurrence` numbers those that are alike in every word."""

    row: int = field(compare=False)
    received_on: date
    source: Source
    channel: Channel
    formality: Formality | None = None
    outcome: EnquiryOutcome | None = None
    outcome_on: date | None = None
    note: str = ""
    occurrence: int = 1


@dataclass(frozen=True)
class Known:
    """What a programme already knows: when it began, its organisations and referring units.

    `units` holds (unit, organisation); of these `hidden` are not named to whoever loads.
    """

    owner: str
    starts_on: date
    organisations: Mapping[str, OrganisationKind] = field(default_factory=dict)
    units: tuple[tuple[str, str], ...] = ()
    hidden: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True)
class Told:
    """Which facts a list has columns for; of the others it says nothing, so they stay.

    `facts` are attributes of `CaseRow`, `details` attributes of `Spell`.
    """

    facts: frozenset[str]
    details: frozenset[str]
