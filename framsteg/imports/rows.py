"""What a checked list is made of: rows ready to be applied, and problems that name their cell."""

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
from framsteg.foundation.text import Text
from framsteg.imports.fields import Field
from framsteg.imports.synonyms import organisation_kind
from framsteg.imports.words import plain


@dataclass(frozen=True)
class Problem:
    """One fault in the list: where it stands, what stands there, and why that cannot be loaded.

    `row` is the number a spreadsheet shows; 0 when the fault is the whole column's or list's.
    `code` is stable, for tests and for pages that offer a cure.
    """

    row: int
    column: str
    value: str
    reason: Text
    code: str


@dataclass(frozen=True)
class ValueQuestion:
    """A word that is not known: the answer belongs in the mapping, under the field and the word."""

    field: Field
    column: str
    value: str
    times: int
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """Who made the first contact. `unit` and `organisation` are names, empty for a person."""

    kind: SourceKind
    unit: str = ""
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class Coach:
    """A main coach by name. An empty organisation means the programme's owner."""

    name: str
    organisation: str = ""


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
    """A person in the programme, as a list tells it. `row` is where the list says it first."""

    row: int
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

    row: int
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
    """What the programme already knows by name, told by the caller (`actions.imports.known`).

    `units` holds (unit, organisation); names are compared by `words.plain`.
    """

    owner: str
    organisations: Mapping[str, OrganisationKind] = field(default_factory=dict)
    units: tuple[tuple[str, str], ...] = ()

    def units_named(self, text: str) -> list[tuple[str, str]]:
        """The units that go by a name; more than one when two organisations use it."""
        wanted = plain(text)
        return [unit for unit in self.units if plain(unit[0]) == wanted]

    def organisation_named(self, text: str) -> str:
        """The organisation by its name, or by its kind when only one is of that kind; or ''.

        `Umeå` finds `Umeå kommun`; `AF` finds the only employment service.
        """
        wanted = plain(text)
        for name in self.organisations:
            if plain(name) in (wanted, f"{wanted} kommun"):
                return name
        kind = organisation_kind(text)
        of_that_kind = [name for name, its in self.organisations.items() if its is kind]
        return of_that_kind[0] if len(of_that_kind) == 1 else ""
