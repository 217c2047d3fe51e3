"""The network map, the plan and the efforts of all parties: frozen values, cut to the viewer.

Whoever renders them (a page, a document) takes them as they are; what the viewer may not see is
`NOT_SHARED`, or is not there.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from framsteg.access.files import NotShared, SectionText
from framsteg.foundation.codes import Part, PlacementKind
from framsteg.foundation.plan_codes import (
    ActionStatus,
    GoalStatus,
    MayContact,
    Responsible,
    ReviewOutcome,
    Ring,
    Sphere,
)


@dataclass(frozen=True)
class CaseHead:
    """Whose map or plan it is; nothing more of the file than its page has to say."""

    enrolment_id: int
    programme_id: int
    programme_name: str
    blueprint_key: str
    blueprint_version: int
    owner_id: int
    owner: str
    reference: str
    name: str | NotShared
    given_name: str  # empty where the name is not shared
    may_write: bool
    readers: Mapping[Part, tuple[str, ...]]


@dataclass(frozen=True)
class NetworkLine:
    network_person_id: int
    name: str
    sphere: Sphere
    role: str
    organisation_id: int | None
    organisation: str
    ring: Ring
    contributes: str
    may_contact: MayContact
    since: date | None
    phone: str
    email: str
    ended_on: date | None
    author: str
    owner_id: int
    owner: str
    version: int


@dataclass(frozen=True)
class NetworkView:
    """The map as it stands; `gone` holds those who have left it. Closest first, then by name."""

    head: CaseHead
    people: tuple[NetworkLine, ...] | NotShared
    gone: tuple[NetworkLine, ...]


@dataclass(frozen=True)
class ActionLine:
    action_id: int
    goal_id: int
    what: str
    responsible: Responsible
    staff_id: int | None
    staff: str
    organisation_id: int | None
    organisation: str
    responsible_name: str
    set_on: date
    due_on: date | None
    status: ActionStatus
    closed_on: date | None
    result: str
    dropped_reason: str
    author: str
    owner_id: int
    owner: str
    version: int


@dataclass(frozen=True)
class GoalLine:
    goal_id: int
    words: str
    set_on: date
    status: GoalStatus
    closed_on: date | None
    actions: tuple[ActionLine, ...]
    author: str
    owner_id: int
    owner: str
    version: int


@dataclass(frozen=True)
class ReviewedLine:
    """What was said of a goal or an action; `of` are its own words."""

    of: str
    outcome: ReviewOutcome
    words: str


@dataclass(frozen=True)
class ReviewLine:
    review_id: int
    reviewed_on: date
    note: str
    author: str
    owner: str
    items: tuple[ReviewedLine, ...] = ()


@dataclass(frozen=True)
class PlanView:
    """Goals with their actions (the open ones first), the reviews, and the older free texts."""

    head: CaseHead
    goals: tuple[GoalLine, ...] | NotShared
    reviews: tuple[ReviewLine, ...]  # the latest first
    notes: tuple[SectionText, ...]


@dataclass(frozen=True)
class PlanTask:
    """An open action of somebody's plan that the viewer is to do, or to ask about."""

    action_id: int
    enrolment_id: int
    name: str | NotShared
    reference: str
    what: str
    responsible: Responsible
    responsible_name: str
    due_on: date
    mine: bool  # False: another does it, and the viewer is the person's coach


class EffortKind(StrEnum):
    """Where an effort is logged: entered on its page, or known from elsewhere in the file."""

    ENTERED = "entered"
    PLACEMENT = "placement"
    PLAN_ACTION = "plan_action"
    CONTACTS = "contacts"
    EMPLOYER_CONTACTS = "employer_contacts"
    FOLLOW_UPS = "follow_ups"


@dataclass(frozen=True)
class EffortLine:
    """Something that one party does. `until` is the first day after; None: it goes on.

    `counts` are the days on which something was done: all of them for what goes on, single days
    for contacts and for what a plan only promises.
    """

    kind: EffortKind
    party: str  # empty where only `by` says who
    what: str
    starts_on: date
    until: date | None
    who: str = ""
    by: Responsible | None = None
    organisation_id: int | None = None
    placement_kind: PlacementKind | None = None
    days: tuple[date, ...] | None = None  # None: every day from the first
    author: str = ""
    owner: str = ""
    owner_id: int = 0
    row_id: int = 0
    version: int = 0


@dataclass(frozen=True)
class EffortsView:
    """All parties' efforts, each party's by the first day. `withheld` are parts not shared."""

    head: CaseHead
    starts_on: date | None  # of the enrolment, where the plan is in sight
    ends_on: date | None
    efforts: tuple[EffortLine, ...]
    withheld: tuple[Part, ...]
