"""What the room hands out: plain frozen values, already cut to what the viewer may see.

A part that is not shared is the value `NOT_SHARED`; no template can reach behind it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from framsteg.access.document_files import Answers, DocumentLine
from framsteg.access.shares import NOT_SHARED as NOT_SHARED
from framsteg.access.shares import NotShared as NotShared
from framsteg.access.shares import Share as Share
from framsteg.blueprints.schema import ExitKind
from framsteg.foundation.codes import (
    AnsweredBy,
    Channel,
    ConsentGiven,
    EmployerPurpose,
    ExitReason,
    FollowUpKind,
    GroundKind,
    Part,
    Place,
    PlacementEnd,
    PlacementKind,
    Sector,
    Sex,
    SourceKind,
    Subsidy,
)
from framsteg.foundation.follow_up_codes import ExemptReason
from framsteg.foundation.journal_codes import JournalSubject
from framsteg.foundation.text import Text
from framsteg.foundation.training_codes import LedTo, PlacementPurpose


@dataclass(frozen=True)
class Coach:
    staff_id: int
    name: str
    organisation: str
    organisation_id: int
    starts_on: date
    ends_on: date | None = None
    assignment_id: int = 0


@dataclass(frozen=True)
class Summary:
    """What the rows in sight say of a case. A None means: nothing yet that you may see."""

    last_contact_on: date | None = None
    contact_count: int = 0
    next_step: str = ""
    next_step_on: date | None = None
    last_follow_up_on: date | None = None
    first_employer_contact_on: date | None = None


@dataclass(frozen=True)
class CaseLine:
    """One person in a list."""

    enrolment_id: int
    programme_id: int
    reference: str
    name: str | NotShared
    protected_identity: bool
    phase: str | NotShared
    enrolled_on: date | NotShared
    exited_on: date | None | NotShared
    coaches: tuple[Coach, ...] | NotShared
    summary: Summary


@dataclass(frozen=True)
class CasePage:
    """One page of a list; `after`/`before` are keys to go on from, None at the end."""

    lines: tuple[CaseLine, ...]
    after: str | None
    before: str | None


@dataclass(frozen=True)
class Identity:
    given_name: str
    family_name: str
    personnummer: str
    sex: Sex
    birth_year: int | None
    anonymous: bool
    version: int
    participant_id: int

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()


@dataclass(frozen=True)
class ContactDetails:
    phone: str
    email: str
    address: str  # empty when the identity is protected
    language: str
    needs_interpreter: bool
    version: int


@dataclass(frozen=True)
class Referral:
    source_kind: SourceKind | None
    source: str | Text  # a unit by name, or the words that stand for a sensitive one
    channel: Channel | None
    referred_on: date | None


@dataclass(frozen=True)
class PhaseLine:
    phase: str
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True)
class Journey:
    """The plan's frame: phases, coaches, exit."""

    phase: str
    spells: tuple[PhaseLine, ...]
    coaches: tuple[Coach, ...]
    enrolled_on: date
    exited_on: date | None
    exit_reason: ExitReason | None
    handed_over_to: str
    exit_note: str
    version: int
    support_ends: ExitKind | None = None  # None: as the blueprint says
    planned_exit_on: date | None = None


@dataclass(frozen=True)
class SectionText:
    section_id: int
    part: Part
    text: str
    owner_id: int
    owner: str
    author: str
    updated_on: date
    version: int


@dataclass(frozen=True)
class ContactLine:
    contact_id: int
    occurred_on: date
    minutes: int | None
    channel: Channel
    place: Place
    present: str
    note: str
    next_step: str
    next_step_on: date | None
    author: str
    owner_id: int
    owner: str
    version: int
    created_by_id: int | None
    created_at: datetime


@dataclass(frozen=True)
class EmployerContactLine:
    contact_id: int
    occurred_on: date
    employer_id: int | None
    employer: str
    channel: Channel
    purpose: EmployerPurpose
    spoke_with: str
    note: str
    next_step: str
    next_step_on: date | None
    next_step_done_on: date | None
    minutes: int | None
    staff: str
    owner: str
    owner_id: int
    on_behalf_of: int | NotShared = NOT_SHARED  # how many persons; never who


@dataclass(frozen=True)
class ExtentLine:
    starts_on: date
    percent: int


@dataclass(frozen=True)
class PlacementLine:
    placement_id: int
    kind: PlacementKind
    subsidy: Subsidy | None
    employer_id: int | None
    employer: str
    sector: Sector | None
    trade: str
    title: str
    monthly_wage: Decimal | None
    starts_on: date
    ends_on: date | None
    end_reason: PlacementEnd | None
    note: str
    purpose: PlacementPurpose | None
    planned_last_day: date | None  # that day inside; only for what is for a limited time
    extended_because: str
    led_to: LedTo | None
    entered_on: date
    extents: tuple[ExtentLine, ...]
    owner_id: int
    owner: str
    version: int


@dataclass(frozen=True)
class FollowUpLine:
    follow_up_id: int
    occurred_on: date
    kind: FollowUpKind
    answered_by: AnsweredBy | None
    life_situation: int | None
    support_quality: int | None
    influence: int | None
    own_words: str
    note: str
    author: str
    owner: str
    owner_id: int
    wellbeing: tuple[int | None, ...] = ()  # WHO-5, in order, each 0-5; empty: not asked
    answered_on: date | None = None  # the day of the answer, where the person wrote it themselves
    awaits_review: bool = False  # nobody has gone through it with the person yet


@dataclass(frozen=True)
class ExemptionLine:
    """A follow-up that is not to be held, and why."""

    exemption_id: int
    due_on: date
    because: ExemptReason
    words: str
    author: str
    author_id: int | None
    owner: str


@dataclass(frozen=True)
class CopyLine:
    """An entry was marked as copied into the journal of the organisation that wrote it."""

    copy_id: int
    subject: JournalSubject
    subject_id: int
    copied_on: date
    system: str
    by: str
    by_id: int | None
    owner_id: int


@dataclass(frozen=True)
class GroundLine:
    giver_id: int  # whose rows it opens
    giver: str
    receiver_id: int
    receiver: str
    part: Part
    kind: GroundKind
    reason: str
    starts_on: date
    ends_on: date | None
    consent_id: int | None
    ground_id: int = 0
    noted_by_id: int | None = None  # the organisation whose staff noted it


@dataclass(frozen=True)
class AnswerLine:
    """A yes or a no to one part, for one organisation."""

    receiver_id: int
    receiver: str
    part: Part
    yes: bool
    withdrawn_on: date | None


@dataclass(frozen=True)
class GiverLine:
    """Another organisation whose rows a consent is meant for, and what it has answered."""

    organisation_id: int
    organisation: str
    confirmed_on: date | None
    refused_on: date | None

    @property
    def waits(self) -> bool:
        return self.confirmed_on is None and self.refused_on is None


@dataclass(frozen=True)
class ConsentLine:
    consent_id: int
    text_version: str
    text_shown: str
    purpose: str
    given: ConsentGiven
    kept_at: str
    with_interpreter: bool
    interpreter: str
    interpreter_language: str
    signed_by: str
    signed_for_reason: str
    given_on: date
    expires_on: date | None
    withdrawn_on: date | None
    replaced_on: date | None  # by a renewal
    owner_id: int
    owner: str
    received_by: str
    version: int
    answers: tuple[AnswerLine, ...]
    givers: tuple[GiverLine, ...]
    grounds: tuple[GroundLine, ...]


@dataclass(frozen=True)
class EventLine:
    at: datetime
    verb: str
    by: str
    organisation: str
    part: Part | None
    changes: dict[str, list[object]]
    reason: str
    about: str = ""  # for answers of a document: its kind and section, as "agreement.goals"


@dataclass(frozen=True)
class CaseFile:
    """A person's file as this viewer may read it today."""

    enrolment_id: int
    programme_id: int
    programme_key: str
    programme_name: str
    owner_id: int  # the organisation that enrolled the person
    owner: str
    blueprint_key: str
    blueprint_version: int
    reference: str
    protected_identity: bool
    identity: Identity | NotShared
    contact_details: ContactDetails | NotShared
    referral: Referral | NotShared
    journey: Journey | NotShared
    sections: tuple[SectionText, ...]
    documents: tuple[DocumentLine, ...]
    profile: tuple[tuple[str, Answers], ...]  # the answers of the profile in use, by section
    contacts: tuple[ContactLine, ...] | NotShared
    older_contacts: str | None
    employer_contacts: tuple[EmployerContactLine, ...] | NotShared
    placements: tuple[PlacementLine, ...] | NotShared
    follow_ups: tuple[FollowUpLine, ...] | NotShared
    exemptions: tuple[ExemptionLine, ...]
    copies: tuple[CopyLine, ...]
    consents: tuple[ConsentLine, ...]
    other_grounds: tuple[GroundLine, ...]
    readers: Mapping[Part, tuple[str, ...]]  # who else may read what this viewer writes there
    summary: Summary
    parts_in_sight: frozenset[Part]
    may_write: bool
    history: tuple[EventLine, ...] = field(default=())

    @property
    def name(self) -> str | NotShared:
        return NOT_SHARED if isinstance(self.identity, Share) else self.identity.name
